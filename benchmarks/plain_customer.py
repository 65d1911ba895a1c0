"""The yardstick's customer, last part: the order of a week, joining, being cared for, taking part, deciding."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

from benchmarks.plain_experience import logistic
from benchmarks.plain_talking import Talking
from simulator.customer.care import APPRECIATION, PARTICIPATION
from simulator.customer.relationship import CO_CREATION, IDEA, INVITATION, REVIEW
from simulator.customer.state import ENGAGED, INDIFFERENT, LOYAL, OVERDRAWN, SATISFIED

KINDS = (REVIEW, IDEA, INVITATION, CO_CREATION)
NOT_YET = math.inf


class Customer(Talking):
    """One person in the market: a customer, somebody who may become one, or somebody who was."""

    def __init__(self, model: Any, segment: SimpleNamespace, joined_week: float) -> None:
        super().__init__(model)
        self.segment = segment
        self.joined_week = joined_week
        self.joined_through = "from the start"
        self.status = "prospect"
        self.tier = INDIFFERENT
        self.identification = self.unsettled = 0.0
        self.contacts: list[Customer] = []
        self.heard = self.departures = 0.0
        self.invitations = 0

        random = self.random
        # Whose turn it is when, and who is in which programme, stays as it is.
        self.programmes = [
            (programme, random.randrange(programme.every_weeks))
            for programme in model.programmes
            if (programme.segments >> segment.number) & 1 and random.random() < programme.share
        ]
        self.turn_about_us = random.randrange(max(model.surveys.relationship_every_weeks, 1))
        self.turn_about_contacts = random.randrange(max(model.surveys.contact_every_weeks, 1))

    def step(self) -> None:
        model = self.model
        if self.status == "former" or self.joined_week > model.week:
            if model.world.open_market and (self.status == "former" or self.joined_week == NOT_YET):
                self.consider()
            return
        if self.heard or self.departures or self.invitations:
            self.hear()
        if self.status == "prospect":
            self.join()
        contacts = self.live()
        if self.case_touchpoint is not None:
            self.recover()
        for programme, turn in self.programmes:
            if model.week % programme.every_weeks == turn:
                self.be_cared_for(programme)
        self.forget(contacts)
        self.take_part()
        self.set_tier()
        self.decide()

    def join(self) -> None:
        model, random = self.model, self.random
        p, world = model.psychology, model.world
        self.status = "customer"
        self.joined_week = model.week
        model.counts[self.joined_through] += 1
        if self.joined_through == "won back":
            self.case_touchpoint = None
            return
        success = p.success_weight * random.lognormvariate(0.0, p.weights_spread)
        effort = p.effort_weight * random.lognormvariate(0.0, p.weights_spread)
        emotion = p.emotion_weight * random.lognormvariate(0.0, p.weights_spread)
        total = success + effort + emotion
        self.success_weight, self.effort_weight, self.emotion_weight = success / total, effort / total, emotion / total
        self.affinity = self.segment.affinity + random.gauss(0.0, p.affinity_spread)
        participation = self.segment.participation_need * random.lognormvariate(0.0, p.needs_spread)
        appreciation = self.segment.appreciation_need * random.lognormvariate(0.0, p.needs_spread)
        sensation = self.segment.sensation_need * random.lognormvariate(0.0, p.needs_spread)
        total = participation + appreciation + sensation
        self.participation_need, self.appreciation_need = participation / total, appreciation / total
        self.sensation_need = sensation / total
        self.room = random.random() < world.room_for_deep_relationship
        self.loss_aversion = p.loss_aversion * random.lognormvariate(0.0, p.loss_aversion_spread)
        self.price_sensitivity = self.segment.price_sensitivity * random.lognormvariate(0.0, p.price_sensitivity_spread)
        self.stay_base = random.gauss(world.stay_base, world.stay_spread)
        self.talkativeness = self.segment.talkativeness * random.lognormvariate(0.0, p.talkativeness_spread)
        self.preferred_channel = random.choices(range(len(model.channels)), model.channel_weights)[0]
        self.usage = self.segment.contacts
        if p.usage_spread >= 0.01:
            shape = 1.0 / p.usage_spread**2
            self.usage *= random.gammavariate(shape, 1.0 / shape)

        self.balance = self.habit = self.investment = self.failures = 0.0
        self.participation = self.appreciation = self.sensation = 0.0
        self.used_to_participation = self.used_to_appreciation = self.used_to_sensation = 0.0
        self.memory_peak = self.memory_end = self.memory_mean = 0.0
        self.stirred = self.unsettled = 0.0
        if self.joined_through == "from the start":
            self.identification = 0.0  # a prospect keeps what was heard
        self.expectation = max(-1.0, min(1.0, world.norm))
        self.trust = max(0.0, min(1.0, p.trust_at_start + p.trust_from_reputation * model.reputation))
        self.experiences = 0
        self.case_touchpoint: SimpleNamespace | None = None
        self.case_channel: SimpleNamespace | None = None
        self.case_severity = self.case_effort = 0.0
        self.hurt = self.avoidance = 0.0
        self.case_weeks = 0
        self.contributed_week = -32768
        self.tier = INDIFFERENT

    # Being cared for

    def be_cared_for(self, programme: SimpleNamespace) -> None:
        model = self.model
        if model.week < programme.from_week or not (programme.tiers >> self.tier) & 1:
            return
        need = programme.need
        if model.week > programme.until_week:
            if self.taken_for_granted(need) > 0.01:
                model.counts["missed"] += 1
                self.attend(need, 0.0)
            return
        if need == PARTICIPATION:
            if self.random.random() >= programme.uptake * 3.0 * self.participation_need:
                return
            self.invest()
            model.counts["contributions"] += 1
            model.counts["co-creations"] += 1
        model.counts["received"] += 1
        self.attend(need, max(self.random.gauss(programme.amount_mean, programme.amount_sd), 0.0))

    def attend(self, need: int, amount: float) -> None:
        p = self.model.psychology
        beyond = amount - self.taken_for_granted(need)
        if need == PARTICIPATION:
            strength = 3.0 * self.participation_need
        else:
            strength = 3.0 * (self.appreciation_need if need == APPRECIATION else self.sensation_need)
        surprise = beyond * strength
        # Meant for one person it always moves the account; a slight one leaves no other trace in memory.
        tolerance = self.tolerance()
        self.feel(self.deposit(surprise + p.tolerance_above if surprise >= 0.0 else surprise - tolerance))
        share = max(0.0, min(p.attention_gain * surprise, 1.0))
        self.remember(amount * strength if amount > 0.0 else surprise, -tolerance < surprise < p.tolerance_above)
        more = p.attention_step * beyond
        if need == PARTICIPATION:
            self.participation += share * (1.0 - self.participation)
            self.used_to_participation += more
        elif need == APPRECIATION:
            self.appreciation += share * (1.0 - self.appreciation)
            self.used_to_appreciation += more
        else:
            self.sensation += share * (1.0 - self.sensation)
            self.used_to_sensation += more

    def taken_for_granted(self, need: int) -> float:
        if need == PARTICIPATION:
            return self.used_to_participation
        return self.used_to_appreciation if need == APPRECIATION else self.used_to_sensation

    # Time passes

    def forget(self, contacts: int) -> None:
        p = self.model.psychology
        self.balance *= p.balance_above_kept if self.balance >= 0.0 else p.balance_below_kept
        self.memory_peak *= p.peak_above_kept if self.memory_peak >= 0.0 else p.peak_below_kept
        self.failures *= p.failures_kept
        self.appreciation *= p.appreciation_kept
        self.sensation *= p.sensation_kept
        self.participation *= p.participation_kept
        self.investment *= p.investment_kept
        self.stirred *= p.stirred_kept
        self.unsettled *= p.unsettled_kept
        self.used_to_participation *= p.attention_kept
        self.used_to_appreciation *= p.attention_kept
        self.used_to_sensation *= p.attention_kept
        if self.hurt or self.avoidance:
            eased = self.hurt * (1.0 - p.revenge_kept) * (1.0 - p.grudge_held * max(self.identification, 0.0))
            self.hurt -= eased
            self.avoidance = min(self.avoidance * p.avoidance_kept + p.avoidance_share * eased, p.grudge_most)
        if contacts == 0:
            self.habit *= p.habit_kept

    def relevance(self) -> float:
        return (
            self.participation_need * self.participation
            + self.appreciation_need * self.appreciation
            + self.sensation_need * self.sensation
        )

    def take_part(self) -> None:
        p, balance = self.model.psychology, self.balance
        self.identification += p.identification_step * (balance / (2.0 + abs(balance)) - self.identification)
        self.hear_the_public()
        if balance > 0.0 and self.random.random() < p.contribution_rate * self.relevance():
            self.participation += p.participation_gain * (1.0 - self.participation)
            self.invest()
            self.give()

    def invest(self) -> None:
        self.contributed_week = self.model.week
        self.investment += self.model.psychology.investment_gain * (1.0 - self.investment)

    def give(self) -> None:
        model = self.model
        counts = model.counts
        counts["contributions"] += 1
        kind = self.random.choices(KINDS, model.contribution_weights)[0]
        if kind == REVIEW:
            counts["reviews"] += 1
            model.say_in_public(self.tone())
        elif kind == IDEA:
            counts["ideas"] += 1
        elif kind == CO_CREATION:
            counts["co-creations"] += 1
        else:
            counts["referrals"] += 1
            model.inviting.append(self)

    def set_tier(self) -> None:
        p, tier, balance = self.model.psychology, self.tier, self.balance
        slack = p.hysteresis if tier == ENGAGED else 0.0
        if (
            balance > p.engaged_above - slack
            and self.room
            and self.trust > p.engaged_trust - slack
            and self.model.week - self.contributed_week < p.contribution_within_weeks
            and self.relevance() > p.engaged_relevance - slack
        ):
            self.tier = ENGAGED
            return
        slack = p.hysteresis if tier >= LOYAL else 0.0
        if self.trust > p.loyal_trust - slack and balance >= p.overdrawn_below:
            bond = balance + p.identification_carries * self.identification
            if bond > p.loyal_above - slack or self.habit > p.loyal_habit - slack:
                self.tier = LOYAL
                return
        if balance > p.satisfied_above - (p.hysteresis if tier >= SATISFIED else 0.0):
            self.tier = SATISFIED
        elif balance < p.overdrawn_below + (p.hysteresis if tier == OVERDRAWN else 0.0):
            self.tier = OVERDRAWN
        else:
            self.tier = INDIFFERENT

    # Deciding

    def decide(self) -> None:
        model = self.model
        if self.random.random() < model.world.involuntary_probability:
            self.leave("circumstances")
            return
        cause = self.cause_to_leave()
        self.speak()
        if cause is not None:
            self.leave(cause)
            return
        every = model.surveys.relationship_every_weeks
        if every and model.week % every == self.turn_about_us:
            self.ask_about_us()
        model.tiers[-1][self.tier] += 1

    def cause_to_leave(self) -> str | None:
        """Decide; return why the customer leaves, or None."""
        model = self.model
        p, world, relationship, random = model.psychology, model.world, model.relationship, self.random
        tenure = model.week - self.joined_week
        if tenure == 0 or (relationship.contract and tenure % relationship.term_weeks):
            return None
        pull = 0.0
        shield = p.engaged_shield if self.tier == ENGAGED else p.loyal_shield if self.tier == LOYAL else 0.0
        if random.random() < world.offer_probability:
            offer = 2.0 * world.offer_size * random.random()
            pull = offer * self.price_sensitivity * world.climate * (1.0 - shield)
        if self.status == "leaving":
            self.give_reason("service", pull)
            return "service"
        scale = p.balance_pull if self.balance >= 0.0 else p.balance_pull_below
        hold = scale * math.tanh(0.5 * self.balance)
        unrest = p.contagion * self.unsettled * (1.0 - shield)
        inclination = (
            self.stay_base
            + hold
            + p.habit_pull * self.habit
            + p.identification_pull * self.identification
            + p.investment_pull * self.investment
            - unrest
            - pull
            - p.avoidance_pull * self.avoidance
        )
        stays_a_year = logistic(inclination)
        if random.random() < stays_a_year ** (relationship.decision_weeks / 52.0):
            return None
        shortfalls = {
            "relationship": p.habit_pull * (p.neutral_habit - self.habit) - p.investment_pull * self.investment,
            "service": p.avoidance_pull * self.avoidance - hold,
            "identification": -p.identification_pull * self.identification,
            "offer": pull,
            "example of others": unrest,
        }
        cause = max(shortfalls, key=lambda name: shortfalls[name])
        self.give_reason(cause, pull)
        return cause

    def give_reason(self, cause: str, pull: float) -> None:
        says_price = pull > 0.0 and self.random.random() < self.model.psychology.price_said_probability
        if says_price or cause == "offer":
            self.model.counts["said to leave for the offer"] += 1

    def leave(self, cause: str) -> None:
        model = self.model
        if cause != "circumstances":
            model.leaving.append(self)
        model.counts["leavers"] += 1
        model.counts[f"left for {cause}"] += 1
        if model.week < 1:  # in the warm-up somebody new comes instead
            self.status, self.joined_week, self.joined_through = "prospect", model.week + 1, "from the start"
        elif cause == "circumstances" or not model.takes_back:
            self.status = "gone"
            self.remove()
        else:
            self.status = "former"
