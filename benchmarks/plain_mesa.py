"""The yardstick: the same rule written the ordinary way, as Mesa objects with attributes.

It is what a good Mesa programmer would write, with an eye on speed: one attribute per property, a list of contacts,
Python's own random numbers, nothing computed that is not needed, who will never come back removed. What was said in a
week is collected and handed round at its end, so only those who spoke cost anything. It shares the scenario's
parameters and the network with the engine and nothing else; that both give the same shares and the same leavers, as far
as chance allows, is tested.
"""

from __future__ import annotations

import math
from collections import Counter
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np

from benchmarks.plain_customer import NOT_YET, Customer
from simulator.population.society import network_of
from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import timeline_of


def namespace(row: Any) -> SimpleNamespace:
    return SimpleNamespace(**{name: row[name].item() for name in row.dtype.names})


class PlainModel(mesa.Model):
    """The scenario in plain Mesa; `shuffled` says whether the customers step in a random order."""

    def __init__(self, scenario: Scenario, *, shuffled: bool = True) -> None:
        super().__init__(rng=scenario.seed)
        self.shuffled = shuffled
        timeline = timeline_of(scenario)
        always = timeline.stretch(timeline.first_week)
        if timeline.last_of_stretch(timeline.first_week) < timeline.weeks or len(timeline.incidents) or scenario.events:
            raise ValueError("the yardstick knows no seasons, interventions, incidents or records")
        self.first_week, self.week, self.last_week = timeline.first_week, timeline.first_week - 1, timeline.weeks
        self.psychology = p = namespace(timeline.psychology)
        self.worlds = [namespace(row) for row in timeline.world]
        self.relationship = namespace(always.relationship)
        self.market = namespace(always.market)
        self.recovery = namespace(always.recoveries[0])
        self.surveys = namespace(always.surveys)
        self.touchpoints = [namespace(row) for row in always.touchpoints]
        self.channels = [namespace(row) for row in always.channels]
        self.programmes = [namespace(row) for row in always.programmes]
        for touchpoint, rates in zip(self.touchpoints, always.rates.tolist(), strict=True):
            touchpoint.contacts_per_week = rates  # by segment
        for channel in self.channels:
            channel.answer_weeks = self.recovery.answer_weeks if channel.answer_weeks < 0 else channel.answer_weeks
        self.has_network = bool(self.worlds[0].network)
        self.takes_back = bool(self.worlds[-1].open_market)

        weights = [channel.preference for channel in self.channels]
        self.channel_weights = weights if any(weights) else [1, *[0] * (len(weights) - 1)]
        self.contribution_weights = (p.review_weight, p.idea_weight, p.referral_weight, p.co_creation_weight)
        response = self.surveys.response
        self.ordinary_log_odds_of_answering = (
            math.log(response / (1.0 - response)) if 0.0 < response < 1.0 else None
        )  # nobody answers, or everybody: then nothing changes that

        # What everybody knows of last week.
        public = namespace(timeline.public[0])
        self.reputation, self.market_share, self.invitations = (
            public.reputation,
            public.market_share,
            public.invitations,
        )
        self.counts: Counter[str] = Counter()
        self.answers: Counter[tuple[str, int, bool]] = Counter()
        self.tiers: list[Counter[int]] = []
        self.quiet_down()
        self.settle(scenario, [namespace(row) for row in always.segments])

    def settle(self, scenario: Scenario, segments: list[SimpleNamespace]) -> None:
        for number, segment in enumerate(segments):
            segment.number = number
        self.persons = scenario.persons
        shares = np.array([segment.share for segment in scenario.segments])
        chosen = self.rng.choice(len(segments), size=self.persons, p=shares / shares.sum())
        spread = min(scenario.relationship.term_weeks, scenario.warm_up_weeks) if scenario.warm_up_weeks else 1
        people = []
        for number, segment in enumerate(chosen.tolist()):
            joins = self.first_week + self.random.randrange(spread) if number < scenario.customers else NOT_YET
            people.append(Customer(self, segments[segment], joins))
        if self.has_network:
            network = network_of(scenario, chosen.astype(np.uint8), 0)
            for person, customer in enumerate(people):
                customer.contacts = [people[contact] for contact in network.of(person).tolist()]

    def step(self) -> None:
        self.week += 1
        self.world = self.worlds[self.week - self.first_week]
        if self.week == 1:
            self.counts.clear()  # the warm-up is not counted
            self.answers.clear()
        self.tiers.append(Counter())
        if self.shuffled:
            self.agents.shuffle_do("step")
        else:
            self.agents.do("step")
        if self.has_network:
            self.pass_on()
        self.inform_the_public()
        self.quiet_down()
        self.running = self.week < self.last_week

    def quiet_down(self) -> None:
        self.talking: list[tuple[Customer, float]] = []
        self.leaving: list[Customer] = []
        self.inviting: list[Customer] = []
        self.voices, self.tones = 0, 0.0

    def say_in_public(self, tone: float) -> None:
        self.voices += 1
        self.tones += tone

    def answer(self, question: str, points: int, answers: bool) -> None:
        self.answers[question, points, answers] += 1

    def pass_on(self) -> None:
        """Tell everybody's contacts what they said and did; they hear it next week."""
        for customer, tone in self.talking:
            loud = tone if tone > 0.0 else round(tone * self.psychology.bad_talk_weight, 2)
            for contact in customer.contacts:
                contact.heard += loud
        other = self.psychology.contagion_other_segment
        for customer in self.leaving:
            for contact in customer.contacts:
                contact.departures += 1.0 if contact.segment is customer.segment else other
        for customer in self.inviting:
            if customer.contacts:
                self.random.choice(customer.contacts).invitations += 1

    def inform_the_public(self) -> None:
        p, customers = self.psychology, self.tiers[-1].total()
        self.reputation *= p.reputation_kept
        if self.voices:
            share = min(p.reputation_step * self.voices / max(customers, 1), 1.0)
            tone = max(-1.0, min(1.0, self.tones / self.voices))
            self.reputation += share * (tone - self.reputation)
        self.market_share = customers / self.persons
        self.invitations = len(self.inviting) / self.persons
