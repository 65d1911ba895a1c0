"""What happens to somebody beside the contacts they seek: incidents that befall many, and what the records say.

Both are experiences as any other. Where neither an incident nor a record says how it went, it is drawn as at any
contact there.
"""

from __future__ import annotations

import math
from typing import Any

from simulator.customer import draws, noted
from simulator.customer.compiled import Row, Table, rule, seldom
from simulator.customer.complaint import answer
from simulator.customer.contact import come_through, fail_with, outcome_of
from simulator.customer.failure import COMPLAINED, NOT_SAID, await_record, cause_of, has_open_case
from simulator.customer.luck import Fortune
from simulator.customer.noted import Noted
from simulator.customer.now import Now
from simulator.customer.reach import is_chosen, is_meant

CONTACT = 0
FAILURE = 1
DELIGHT = 2
COMPLAINT = 3
ANSWER = 4
"""Outcomes of an event; a complaint is a failure that was complained about."""

AFTER_CONTACTS = 128
"""Happenings of a week are numbered after the contacts of the same week, so that they do not share their luck."""


@rule
def is_contact(now: Now, place: int) -> bool:
    """Return whether what happens here is a contact with the firm: at a touchpoint, not on its own."""
    return place < len(now.rates)


@rule
def is_running(incident: Table, week: int) -> bool:
    """Return whether an incident goes on in this week."""
    return incident.from_week <= week <= incident.last_week


@rule
def is_named(named: Any, first: int, last: int, person: int) -> bool:
    """Return whether a person is among the numbers from place `first` to before `last`, which are in rising order."""
    end = last
    while first < end:
        middle = (first + end) // 2
        if named[middle] < person:
            first = middle + 1
        else:
            end = middle
    return first < last and named[first] == person


@rule
def is_reached(c: Row, person: int, now: Now, incident: Table) -> bool:
    """Return whether an incident reaches this customer: all its conditions hold, and luck, once for all its weeks."""
    if not is_meant(c, now.psychology, now.week, incident):
        return False
    if incident.names_people == 1 and not is_named(now.named, incident.named_from, incident.named_to, person):
        return False
    return is_chosen(person, now, draws.HAPPENING, incident)


@seldom
def befall(c: Row, person: int, now: Now, number: int, seen: Noted) -> None:
    """Let an incident happen to a customer: a failure of its own severity, or an experience (B2, D5)."""
    incident = now.incidents[number]
    place, nth = incident.place, incident.nth
    words = severity_words(now, person, place, nth)
    if incident.fails == 1:
        seen.touchpoints[c.segment, place, noted.CONTACT] += 1
        severity = draws.heavy(incident.severity_mean, incident.severity_spread, words[0])
        lasting, excusable = cause_of(incident.cause_stable, incident.cause_controllable, draws.uniform(words[3]))
        fail_with(c, person, now, place, AFTER_CONTACTS + nth, severity, words, NOT_SAID, lasting, excusable, seen)
    else:
        seen.touchpoints[c.segment, place, noted.CONTACT] += 1
        success, ease, emotion, ending = outcome_of(incident, happening_luck(now, person, place, nth))
        come_through(c, person, now, place, AFTER_CONTACTS + nth, success, ease, emotion, ending, 0.0, seen)


@rule
def happening_luck(now: Now, person: int, place: int, nth: int) -> Fortune:
    """Return the luck of a happening, as `contact_luck` does of a contact."""
    words = draws.draw(now.key, draws.HAPPENING, now.week, person, now.touchpoints[place].stream, 2 * nth)
    return draws.uniform(words[0]), draws.normal(words[1]), draws.normal(words[2]), draws.normal(words[3])


@rule
def severity_words(now: Now, person: int, place: int, nth: int) -> draws.Words:
    """Return the words of a happening that fails: for severity, voice, walking out and what it came of."""
    return draws.draw(now.key, draws.HAPPENING, now.week, person, now.touchpoints[place].stream, 2 * nth + 1)


@rule
def first_event_of(events: Any, person: int) -> int:
    """Return the place of a person's first event of the week, or of the next person's; events go by person."""
    first, end = 0, len(events)
    while first < end:
        middle = (first + end) // 2
        if events[middle].person < person:
            first = middle + 1
        else:
            end = middle
    return first


@rule
def nth_here(events: Any, place: int) -> int:
    """Return how many contacts at the same touchpoint the records put before an event, in a person's week."""
    event = events[place]
    count = 0
    before = place - 1
    while before >= 0 and events[before].person == event.person:
        if events[before].touchpoint == event.touchpoint and events[before].outcome != ANSWER:
            count += events[before].count
        before -= 1
    return count


@seldom
def relive(c: Row, person: int, now: Now, event: Table, nth: int, seen: Noted) -> int:
    """Live an event of the records as it was, and return how many contacts that were; what is left open is drawn (D3).

    `nth` is how many contacts the records have put before it at this touchpoint and in this week.
    """
    place = event.touchpoint
    contacts = 0
    if event.outcome == ANSWER:
        if has_open_case(c):
            answer(c, person, now, said(event.redress, math.nan), seen)
        return contacts
    for again in range(event.count):
        contacts += 1
        number = (nth + again) & 63
        seen.touchpoints[c.segment, place, noted.CONTACT] += 1
        if event.outcome == FAILURE or event.outcome == COMPLAINT:
            touchpoint = now.touchpoints[place]
            words = severity_words(now, person, place, number)
            drawn = draws.heavy(touchpoint.severity_mean, touchpoint.severity_spread, words[0])
            voiced = event.channel if event.outcome == COMPLAINT else NOT_SAID
            if event.outcome == COMPLAINT and event.channel < 0:
                voiced = COMPLAINED
            severity = said(event.severity, drawn)
            # The records do not say what it came of: then it is the firm's doing, and need not come again.
            fail_with(c, person, now, place, AFTER_CONTACTS + number, severity, words, voiced, False, False, seen)
            if event.outcome == COMPLAINT and event.answer_weeks >= 0 and has_open_case(c):
                await_record(c)
        else:
            luck = happening_luck(now, person, place, number)
            success, ease, emotion, ending = outcome_of(now.touchpoints[place], luck)
            # An emotion of the records is that of the whole contact, its ending included.
            ending = said(event.emotion, ending)
            more = 0.0
            if event.outcome == DELIGHT:
                touchpoint = now.touchpoints[place]
                more = draws.heavy_at(touchpoint.delight_mean, touchpoint.delight_spread, luck[0])
                seen.touchpoints[c.segment, place, noted.DELIGHT] += 1
            come_through(
                c,
                person,
                now,
                place,
                AFTER_CONTACTS + number,
                said(event.success, success),
                said(event.ease, ease),
                said(event.emotion, emotion),
                ending,
                more,
                seen,
            )
    return contacts


@rule
def said(recorded: float, drawn: float) -> float:
    """Return what the records say, or what was drawn where they say nothing."""
    return drawn if math.isnan(recorded) else 1.0 * recorded
