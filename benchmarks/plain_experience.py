"""The yardstick's customer, first part: contacts, failures, complaints, the account, and what is remembered."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import mesa

from simulator.customer.state import LOYAL


def logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


def within(x: float) -> float:
    return -1.0 if x < -1.0 else 1.0 if x > 1.0 else x


class Experiencing(mesa.Agent):
    """Somebody who has contacts with the firm."""

    model: Any
    segment: SimpleNamespace
    status: str
    tier: int

    # Contacts

    def live(self) -> int:
        random = self.random.random
        had = 0
        for touchpoint in self.model.touchpoints:
            expected = touchpoint.contacts_per_week[self.segment.number] * (self.usage if touchpoint.by_usage else 1.0)
            luck = random()
            if luck >= expected:  # the probability of at least one contact is below what is expected
                continue
            probability = reached = math.exp(-expected)
            count = 0
            while reached < 1.0 - luck and count < 255:
                count += 1
                probability *= expected / count
                reached += probability
            for nth in range(count):
                self.have_contact(touchpoint, is_first=nth == 0)
            had += count
        return had

    def have_contact(self, touchpoint: SimpleNamespace, is_first: bool) -> None:
        p, world, random = self.model.psychology, self.model.world, self.random
        self.model.counts["contacts"] += 1
        fate = random.random()
        if fate < touchpoint.failure_probability:
            self.fail(touchpoint, is_first)
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
        tolerance = self.tolerance()
        flat = -tolerance < surprise < p.tolerance_above
        if not flat:
            self.feel(self.deposit(surprise))
            self.feel_sensation(surprise)
        if surprise > -tolerance:
            self.habit += p.habit_gain * (1.0 - self.habit)
        if emotion > p.appreciation_threshold:
            self.appreciation += p.appreciation_gain * emotion * (1.0 - self.appreciation)
        lacking = world.promise - charge
        if lacking < tolerance:
            self.trust += p.trust_gain * (1.0 - self.trust)
        else:
            self.promise_broken(lacking)
        self.remember(charge, flat)
        self.expectation += p.expectation_step * (within(charge) - self.expectation)
        if is_first:
            self.ask_about_contact(surprise, ease)

    def fail(self, touchpoint: SimpleNamespace, is_first: bool) -> None:
        p, random = self.model.psychology, self.random
        self.model.counts["failures"] += 1
        severity = self.heavy(touchpoint.severity_mean, touchpoint.severity_spread)
        surprise = -severity - self.reference()
        lasting = random.random() < touchpoint.cause_stable
        excusable = random.random() >= touchpoint.cause_controllable
        self.resent(self.grudge_of(severity))
        change = self.deposit(surprise)
        self.feel(change * (1.0 - p.excused) if excusable and change < 0.0 else change)
        self.habit *= 1.0 - p.habit_broken * min(severity, 1.0)
        self.remember(-severity, -self.tolerance() < surprise < p.tolerance_above)
        self.expectation += p.expectation_step * (within(-severity) - self.expectation)

        beyond = severity - p.walk_out_severity
        if beyond > 0.0 and self.status == "customer":
            hazard = p.walk_out * beyond * (1.0 - self.cushion())
            if random.random() < 1.0 - math.exp(-hazard):
                self.status = "leaving"
        counts_for = min(severity / p.whole_failure, 1.0)
        if lasting:
            self.failures = max(self.failures, min(self.failures + p.stable_cause * counts_for, p.failures_most))
        complains = self.case_touchpoint is None and random.random() < logistic(
            p.voice_base + p.voice_severity * severity + p.voice_trust * (self.trust - 0.5)
        )
        if not complains:
            self.promise_broken(severity)
        else:
            self.model.counts["complaints"] += 1
            self.complain(touchpoint, severity)
        self.failures = min(self.failures + counts_for, p.failures_most)
        if is_first:
            self.ask_about_contact(surprise, -min(severity, 1.0))

    def ask_about_contact(self, surprise: float, ease: float) -> None:
        model = self.model
        every = model.surveys.contact_every_weeks
        if not every or model.week % every != self.turn_about_contacts:
            return
        p, gauss = model.psychology, self.random.gauss
        halo = p.halo * self.remembered()
        satisfied = (
            p.satisfied_neutral + p.satisfied_surprise * surprise + halo * 4 / 6 + gauss(0.0, p.answer_noise * 4)
        )
        easy = p.easy_neutral + p.easy_ease * ease + halo + gauss(0.0, p.answer_noise * 6)
        answers = self.random.random() < self.answer_probability()
        model.answer("satisfied", math.floor(max(1.0, min(5.0, satisfied)) + 0.5), answers)
        model.answer("easy", math.floor(max(1.0, min(7.0, easy)) + 0.5), answers)

    def answer_probability(self) -> float:
        p, ordinary = self.model.psychology, self.model.ordinary_log_odds_of_answering
        if ordinary is None:
            return float(self.model.surveys.response)
        return logistic(
            ordinary + p.answer_strong_feeling * abs(self.remembered()) + p.answer_identification * self.identification
        )

    # Complaints

    def complain(self, touchpoint: SimpleNamespace, severity: float) -> None:
        model = self.model
        self.case_effort = 0.0
        asked = touchpoint.complaint_channel
        start = asked if asked >= 0 else self.preferred_channel
        for index in range(start, len(model.channels)):
            channel = model.channels[index]
            self.case_effort += channel.effort
            if index != self.preferred_channel:
                self.case_effort += model.psychology.unwanted_channel_effort
            if channel.public:
                model.counts["public complaints"] += 1
                model.say_in_public(-model.psychology.public_complaint_harm)
            if self.random.random() < channel.reach:
                self.case_touchpoint, self.case_channel = touchpoint, channel
                self.case_severity, self.case_weeks = severity, 0
                return
        self.be_answered(severity, self.failures, 0.0, 0.0, model.psychology.unheard_emotion)

    def recover(self) -> None:
        p, recovery, random = self.model.psychology, self.model.recovery, self.random
        if self.case_weeks < self.case_channel.answer_weeks:
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
        severity = self.case_severity
        failures_before = max(self.failures - min(severity / p.whole_failure, 1.0), 0.0)
        self.be_answered(severity, failures_before, redress, ease, empathy)
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
        change = p.arousal * min(severity, p.arousal_cap) * abs(surprise) ** p.value_curvature
        if surprise > 0.0:
            self.feel(change)
            self.trust += p.trust_gain * (1.0 - self.trust)
            if empathy > p.appreciation_threshold:
                self.appreciation += p.appreciation_gain * empathy * (1.0 - self.appreciation)
            self.feel_sensation(change)
            left = 1.0 - p.reconciliation * min(surprise, 1.0)
            self.hurt *= left
            self.avoidance *= left
        else:
            self.feel(-self.loss_aversion * change)
            self.promise_broken(severity)
        self.remember(charge, False)

    # What experiences are made of

    def feel(self, change: float) -> None:
        self.balance += change
        self.stirred += abs(change)

    def feel_sensation(self, surprise: float) -> None:
        p = self.model.psychology
        beyond = surprise - p.sensation_threshold
        if beyond > 0.0:
            self.sensation += min(p.sensation_gain * beyond, 1.0) * (1.0 - self.sensation)

    def heavy(self, mean: float, spread: float) -> float:
        return mean * self.random.lognormvariate(-0.5 * spread * spread, spread)

    def charge_of(self, success: float, ease: float, emotion: float) -> float:
        return self.success_weight * success + self.effort_weight * ease + self.emotion_weight * emotion + self.affinity

    def reference(self) -> float:
        p, world = self.model.psychology, self.model.world
        own = 1.0 - p.norm_weight - p.promise_weight
        return own * self.expectation + p.norm_weight * world.norm + p.promise_weight * world.promise

    def tolerance(self) -> float:
        p = self.model.psychology
        return p.tolerance_below + p.loyal_tolerance if self.tier >= LOYAL else p.tolerance_below

    def cushion(self) -> float:
        p, balance = self.model.psychology, self.balance
        return p.cushion * self.trust * balance / (balance + p.cushion_balance) if balance > 0.0 else 0.0

    def deposit(self, surprise: float) -> float:
        p, tolerance = self.model.psychology, self.tolerance()
        if -tolerance < surprise < p.tolerance_above:
            return 0.0
        weight = 1.0 + p.first_impression_boost / math.sqrt(1.0 + self.experiences / p.first_impression_experiences)
        if surprise > 0.0:
            return weight * (surprise - p.tolerance_above) ** p.value_curvature
        blow = (-surprise - tolerance) ** p.value_curvature
        blow *= (1.0 - self.cushion()) * (1.0 + p.failure_sensitivity * self.failures)
        return -weight * self.loss_aversion * blow

    def grudge_of(self, severity: float) -> float:
        p = self.model.psychology
        if severity <= p.grudge_severity:
            return 0.0
        account = self.trust * self.balance / (self.balance + p.cushion_balance) if self.balance > 0.0 else 0.0
        closeness = 1.0 - (1.0 - account) * (1.0 - max(self.identification, 0.0))
        return float(min(severity - p.grudge_severity, p.grudge_cap) * (p.betrayal_base + p.betrayal * closeness))

    def resent(self, grudge: float) -> None:
        self.hurt = min(self.hurt + grudge, self.model.psychology.grudge_most)

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

    def remembered(self) -> float:
        p = self.model.psychology
        return (
            p.memory_peak_weight * self.memory_peak
            + p.memory_end_weight * self.memory_end
            + (1.0 - p.memory_peak_weight - p.memory_end_weight) * self.memory_mean
        )
