"""The yardstick: the same rule written the ordinary way, as Mesa objects with attributes.

It is what a good Mesa programmer would write, with an eye on speed: one attribute per property, Python's own random
numbers, nothing computed that is not needed, leavers removed. It shares the scenario's parameters with the engine and
nothing else; that both give the same shares and the same leavers, as far as chance allows, is tested.
"""

from __future__ import annotations

import math
from collections import Counter
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np

from simulator.scenario.schema import Scenario
from simulator.scenario.timeline import timeline_of

OVERDRAWN, INDIFFERENT, SATISFIED, LOYAL, ENGAGED = range(5)


def namespace(row: Any) -> SimpleNamespace:
    return SimpleNamespace(**{name: row[name].item() for name in row.dtype.names})


def logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


def within(x: float) -> float:
    return -1.0 if x < -1.0 else 1.0 if x > 1.0 else x


class Customer(mesa.Agent):
    """One customer."""

    def __init__(self, model: PlainModel, segment: SimpleNamespace, joined_week: int) -> None:
        super().__init__(model)
        self.segment = segment
        self.joined_week = joined_week
        self.status = "prospect"
        self.tier = INDIFFERENT

    def step(self) -> None:
        if self.status == "prospect":
            if self.joined_week > self.model.week:
                return
            self.join()
        contacts = self.live()
        if self.case_touchpoint is not None:
            self.recover()
        self.forget(contacts)
        self.take_part()
        self.set_tier()
        self.decide()

    def join(self) -> None:
        p, world, random = self.model.psychology, self.model.world, self.random
        self.status = "customer"
        self.joined_week = self.model.week
        success = p.success_weight * random.lognormvariate(0.0, p.weights_spread)
        effort = p.effort_weight * random.lognormvariate(0.0, p.weights_spread)
        emotion = p.emotion_weight * random.lognormvariate(0.0, p.weights_spread)
        total = success + effort + emotion
        self.success_weight, self.effort_weight, self.emotion_weight = success / total, effort / total, emotion / total
        self.affinity = self.segment.affinity + random.gauss(0.0, p.affinity_spread)
        needs = [random.lognormvariate(0.0, p.needs_spread) for _ in range(3)]
        self.participation_need, self.appreciation_need, self.sensation_need = (need / sum(needs) for need in needs)
        self.room = random.random() < world.room_for_deep_relationship
        self.loss_aversion = p.loss_aversion * random.lognormvariate(0.0, p.loss_aversion_spread)
        self.price_sensitivity = self.segment.price_sensitivity * random.lognormvariate(0.0, p.price_sensitivity_spread)
        self.stay_base = random.gauss(world.stay_base, world.stay_spread)
        shape = 1.0 / p.usage_spread**2
        self.usage = self.segment.contacts * random.gammavariate(shape, 1.0 / shape)

        self.balance = self.habit = self.identification = self.investment = self.failures = 0.0
        self.participation = self.appreciation = self.sensation = 0.0
        self.memory_peak = self.memory_end = self.memory_mean = 0.0
        self.expectation = world.norm
        self.trust = p.trust_at_start
        self.experiences = 0
        self.case_touchpoint: SimpleNamespace | None = None
        self.case_severity = self.case_effort = 0.0
        self.case_weeks = 0
        self.contributed_week = -32768
        self.tier = INDIFFERENT

    def live(self) -> int:
        random = self.random.random
        had = 0
        for touchpoint in self.model.touchpoints:
            expected = touchpoint.contacts_per_week * self.usage
            luck = random()
            if luck >= expected:  # the probability of at least one contact is below what is expected
                continue
            probability = reached = math.exp(-expected)
            count = 0
            while reached < 1.0 - luck and count < 255:
                count += 1
                probability *= expected / count
                reached += probability
            for _ in range(count):
                self.have_contact(touchpoint)
            had += count
        return had

    def have_contact(self, touchpoint: SimpleNamespace) -> None:
        p, world, random = self.model.psychology, self.model.world, self.random
        self.model.counts["contacts"] += 1
        fate = random.random()
        if fate < touchpoint.failure_probability:
            self.fail(touchpoint)
            return
        gauss = random.gauss
        luck = gauss(0.0, 1.0)
        success = within(gauss(touchpoint.success_mean, touchpoint.success_sd))
        ease = within(gauss(touchpoint.ease_mean, touchpoint.ease_sd))
        emotion = within(touchpoint.emotion_mean + touchpoint.emotion_sd * luck)
        ending = within(touchpoint.ending_mean + touchpoint.emotion_sd * luck)
        charge = self.charge_of(success, ease, 0.5 * (emotion + ending))
        if fate > 1.0 - touchpoint.delight_probability:
            charge += self.heavy(touchpoint.delight_mean, touchpoint.delight_spread)
            self.model.counts["delights"] += 1
        surprise = charge - self.reference()
        flat = -p.tolerance_below < surprise < p.tolerance_above
        if not flat:
            self.balance += self.deposit(surprise)
            beyond = surprise - p.sensation_threshold
            if beyond > 0.0:
                self.sensation += min(p.sensation_gain * beyond, 1.0) * (1.0 - self.sensation)
        if surprise > -p.tolerance_below:
            self.habit += p.habit_gain * (1.0 - self.habit)
        if emotion > p.appreciation_threshold:
            self.appreciation += p.appreciation_gain * emotion * (1.0 - self.appreciation)
        lacking = world.promise - charge
        if lacking < p.tolerance_below:
            self.trust += p.trust_gain * (1.0 - self.trust)
        else:
            self.promise_broken(lacking)
        self.remember(charge, flat)
        self.expectation += p.expectation_step * (within(charge) - self.expectation)

    def fail(self, touchpoint: SimpleNamespace) -> None:
        p, random = self.model.psychology, self.random
        self.model.counts["failures"] += 1
        severity = self.heavy(touchpoint.severity_mean, touchpoint.severity_spread)
        surprise = -severity - self.reference()
        self.balance += self.deposit(surprise)
        self.habit *= 1.0 - p.habit_broken * min(severity, 1.0)
        self.remember(-severity, -p.tolerance_below < surprise < p.tolerance_above)
        self.expectation += p.expectation_step * (within(-severity) - self.expectation)

        beyond = severity - p.walk_out_severity
        if beyond > 0.0 and self.status == "customer":
            hazard = p.walk_out * beyond * (1.0 - self.cushion())
            if random.random() < 1.0 - math.exp(-hazard):
                self.status = "leaving"
        complains = self.case_touchpoint is None and random.random() < logistic(
            p.voice_base + p.voice_severity * severity + p.voice_trust * (self.trust - 0.5)
        )
        if not complains:
            self.promise_broken(severity)
        else:
            self.model.counts["complaints"] += 1
            self.complain(touchpoint, severity)
        self.failures += 1.0

    def complain(self, touchpoint: SimpleNamespace, severity: float) -> None:
        self.case_effort = 0.0
        for channel in self.model.channels:
            self.case_effort += channel.effort
            if self.random.random() < channel.reach:
                self.case_touchpoint, self.case_severity, self.case_weeks = touchpoint, severity, 0
                return
        self.be_answered(severity, self.failures, 0.0, 0.0, self.model.psychology.unheard_emotion)

    def recover(self) -> None:
        p, recovery, random = self.model.psychology, self.model.recovery, self.random
        if self.case_weeks < recovery.answer_weeks:
            self.case_weeks += 1
            self.trust *= 1.0 - p.waiting_trust_loss
            return
        redress, ease, empathy = 0.0, 1.0, 1.0
        if random.random() < recovery.hero_probability:
            redress = 1.5
        else:
            if random.random() < recovery.solved_probability:
                redress = random.gauss(recovery.redress_mean, recovery.redress_sd)
            ease = within(random.gauss(recovery.ease_mean, recovery.ease_sd))
            empathy = within(random.gauss(recovery.empathy_mean, recovery.empathy_sd))
        self.be_answered(self.case_severity, max(self.failures - 1.0, 0.0), redress, ease, empathy)
        self.case_touchpoint = None

    def be_answered(self, severity: float, failures_before: float, redress: float, ease: float, empathy: float) -> None:
        p = self.model.psychology
        value = 2.0 * logistic((redress - p.redress_midpoint) / p.redress_width) - 1.0
        charge = self.charge_of(value, within(ease - self.case_effort), empathy)
        expected = (
            p.recovery_expected
            + p.recovery_expected_severity * severity
            + p.recovery_expected_failures * failures_before
        )
        surprise = charge - expected
        change = (1.0 + p.arousal * min(severity, p.arousal_cap)) * surprise
        if surprise > 0.0:
            self.balance += change
            self.trust += p.trust_gain * (1.0 - self.trust)
            if empathy > p.appreciation_threshold:
                self.appreciation += p.appreciation_gain * empathy * (1.0 - self.appreciation)
            beyond = change - p.sensation_threshold
            if beyond > 0.0:
                self.sensation += min(p.sensation_gain * beyond, 1.0) * (1.0 - self.sensation)
        else:
            self.balance += self.loss_aversion * change
            self.promise_broken(severity)
        self.remember(charge, False)

    # What experiences are made of

    def heavy(self, mean: float, spread: float) -> float:
        return mean * self.random.lognormvariate(-0.5 * spread * spread, spread)

    def charge_of(self, success: float, ease: float, emotion: float) -> float:
        return self.success_weight * success + self.effort_weight * ease + self.emotion_weight * emotion + self.affinity

    def reference(self) -> float:
        p, world = self.model.psychology, self.model.world
        own = 1.0 - p.norm_weight - p.promise_weight
        return own * self.expectation + p.norm_weight * world.norm + p.promise_weight * world.promise

    def cushion(self) -> float:
        p, balance = self.model.psychology, self.balance
        return p.cushion * self.trust * balance / (balance + p.cushion_balance) if balance > 0.0 else 0.0

    def deposit(self, surprise: float) -> float:
        p = self.model.psychology
        if -p.tolerance_below < surprise < p.tolerance_above:
            return 0.0
        weight = 1.0 + p.first_impression_boost * math.exp(-self.experiences / p.first_impression_experiences)
        if surprise > 0.0:
            return weight * (surprise - p.tolerance_above)
        blow = (-surprise - p.tolerance_below) * (1.0 - self.cushion()) * (1.0 + p.failure_sensitivity * self.failures)
        return -weight * self.loss_aversion * blow

    def promise_broken(self, by: float) -> None:
        self.trust *= 1.0 - self.model.psychology.trust_loss * max(0.0, min(by, 1.0))

    def remember(self, charge: float, flat: bool) -> None:
        self.experiences += 1
        self.memory_mean += (charge - self.memory_mean) / min(
            self.experiences, self.model.psychology.memory_mean_experiences
        )
        if flat:
            return
        self.memory_end = charge
        peak = self.memory_peak
        striking = charge if charge >= 0.0 else -self.loss_aversion * charge
        if striking > (peak if peak >= 0.0 else -self.loss_aversion * peak):
            self.memory_peak = charge

    # The end of the week

    def forget(self, contacts: int) -> None:
        p = self.model.psychology
        self.balance *= p.balance_above_kept if self.balance >= 0.0 else p.balance_below_kept
        self.memory_peak *= p.peak_kept
        self.failures *= p.failures_kept
        self.appreciation *= p.appreciation_kept
        self.sensation *= p.sensation_kept
        self.participation *= p.participation_kept
        self.investment *= p.investment_kept
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
        self.identification += self.model.world.advertising * (1.0 - self.identification)
        if balance > 0.0 and self.random.random() < p.contribution_rate * self.relevance():
            self.contributed_week = self.model.week
            self.participation += p.participation_gain * (1.0 - self.participation)
            self.investment += p.investment_gain * (1.0 - self.investment)

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

    def decide(self) -> None:
        model = self.model
        p, world, relationship, random = model.psychology, model.world, model.relationship, self.random
        if random.random() < world.involuntary_probability:
            self.leave()
            return
        tenure = model.week - self.joined_week
        if tenure == 0 or (relationship.contract and tenure % relationship.term_weeks):
            return
        if self.status == "leaving":
            self.leave()
            return
        pull = 0.0
        if random.random() < world.offer_probability:
            shield = p.engaged_shield if self.tier == ENGAGED else p.loyal_shield if self.tier == LOYAL else 0.0
            offer = 2.0 * world.offer_size * random.random()
            pull = offer * self.price_sensitivity * world.climate * (1.0 - shield)
        scale = p.balance_pull if self.balance >= 0.0 else p.balance_pull_below
        inclination = (
            self.stay_base
            + scale * math.tanh(0.5 * self.balance)
            + p.habit_pull * self.habit
            + p.identification_pull * self.identification
            + p.investment_pull * self.investment
            - pull
        )
        stays_a_year = logistic(inclination)
        if random.random() >= stays_a_year ** (relationship.decision_weeks / 52.0):
            self.leave()

    def leave(self) -> None:
        model = self.model
        if model.week < 1:  # in the warm-up somebody new comes instead
            self.status, self.joined_week = "prospect", model.week + 1
            return
        model.counts["leavers"] += 1
        self.remove()


class PlainModel(mesa.Model):
    """The scenario in plain Mesa; `shuffled` says whether the customers step in a random order."""

    def __init__(self, scenario: Scenario, *, shuffled: bool = True) -> None:
        super().__init__(rng=scenario.seed)
        self.shuffled = shuffled
        timeline = timeline_of(scenario)
        self.first_week, self.week, self.last_week = timeline.first_week, timeline.first_week - 1, timeline.weeks
        self.psychology = namespace(timeline.psychology)
        self.worlds = [namespace(row) for row in timeline.world]
        self.relationship = namespace(timeline.relationship)
        self.recovery = namespace(timeline.recovery)
        self.touchpoints = [namespace(row) for row in timeline.touchpoints]
        self.channels = [namespace(row) for row in timeline.channels]
        self.counts: Counter[str] = Counter()
        self.tiers: list[Counter[int]] = []

        segments = [namespace(row) for row in timeline.segments]
        shares = np.array([segment.share for segment in scenario.segments])
        chosen = self.rng.choice(len(segments), size=scenario.customers, p=shares / shares.sum())
        spread = min(scenario.relationship.term_weeks, scenario.warm_up_weeks) if scenario.warm_up_weeks else 1
        for segment in chosen.tolist():
            Customer(self, segments[segment], self.first_week + self.random.randrange(spread))

    def step(self) -> None:
        self.week += 1
        self.world = self.worlds[self.week - self.first_week]
        if self.week == 1:
            self.counts.clear()  # the warm-up is not counted
        if self.shuffled:
            self.agents.shuffle_do("step")
        else:
            self.agents.do("step")
        self.tiers.append(Counter(self.agents.get("tier")))
        self.running = self.week < self.last_week
