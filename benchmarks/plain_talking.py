"""The yardstick's customer, second part: talking, being asked, hearing, and the weeks of those who are no customers."""

from __future__ import annotations

import math

from benchmarks.plain_experience import Experiencing
from simulator.customer.state import ENGAGED

WAYS_IN = ("own accord", "advertising", "reputation", "referral")


class Talking(Experiencing):
    """Somebody whom others hear, and who hears others."""

    def tone(self) -> float:
        p = self.model.psychology
        speaks_from = self.remembered() + p.tone_identification * self.identification - self.hurt
        return float(speaks_from / (p.tone_half + abs(speaks_from)))

    def speak(self) -> None:
        model = self.model
        p = model.psychology
        rate = p.talk_base + p.talk_stirred * self.stirred + p.talk_identification * abs(self.identification)
        rate += p.talk_hurt * self.hurt
        if self.tier == ENGAGED:
            rate += p.talk_engaged
        if self.random.random() >= self.talkativeness * rate:
            return
        tone = self.tone()
        if round(tone, 2) == 0.0:  # nothing to tell
            return
        model.counts["good talks" if tone > 0.0 else "bad talks"] += 1
        model.talking.append((self, round(tone, 2)))
        if self.random.random() < p.public_share:
            model.say_in_public(tone)
            model.counts["reviews"] += 1
            if tone > 0.0:
                self.contributed_week = model.week

    def ask_about_us(self) -> None:
        model = self.model
        p = model.psychology
        points = p.recommend_neutral + p.recommend_remembered * self.remembered()
        points += p.recommend_identification * self.identification + self.random.gauss(0.0, p.answer_noise * 10)
        answers = self.random.random() < self.answer_probability()
        model.answer("recommend", math.floor(max(0.0, min(10.0, points)) + 0.5), answers)

    # Hearing, and the weeks of those outside

    def hear(self) -> None:
        p = self.model.psychology
        if self.heard > 0.0:
            self.identification += (1.0 - math.exp(-p.talk_pull * self.heard)) * (1.0 - self.identification)
        elif self.heard < 0.0:
            moved = 1.0 - math.exp(p.talk_pull * self.heard)
            self.identification -= moved * (1.0 + self.identification)
        self.unsettled += self.departures
        self.heard = self.departures = 0.0
        self.invitations = 0

    def hear_the_public(self) -> None:
        model = self.model
        self.identification += model.world.advertising * (1.0 - self.identification)
        pulled = model.psychology.reputation_pull * model.reputation
        room = 1.0 - self.identification if pulled >= 0.0 else 1.0 + self.identification
        self.identification += pulled * room

    def consider(self) -> None:
        model = self.model
        p, world, market = model.psychology, model.world, model.market
        invitations = self.invitations if model.has_network else model.invitations
        if self.heard or self.departures or self.invitations:
            self.hear()
        self.identification *= p.hearsay_kept
        self.hear_the_public()
        luck = self.random.random()
        pull = market.identification_pull * self.identification + market.promise_pull * (world.promise - world.norm)
        if self.status == "former":
            self.forget(0)
            hazard = market.win_back * math.exp(pull + market.win_back_memory * self.remembered())
            if luck < 1.0 - math.exp(-hazard):
                self.come_in_next_week("won back")
            return
        self.unsettled = 0.0  # who is no customer has nothing to leave
        attraction = math.exp(pull)
        hazards = (
            attraction * market.own_accord,
            attraction * market.advertising_response * world.advertising,
            attraction * market.imitation * model.market_share,
            attraction * market.invitation_accepted * invitations,
        )
        if luck < 1.0 - math.exp(-sum(hazards)):
            self.come_in_next_week(self.random.choices(WAYS_IN, hazards)[0])

    def come_in_next_week(self, way: str) -> None:
        self.status, self.joined_week, self.joined_through = "prospect", self.model.week + 1, way
