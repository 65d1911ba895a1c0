"""The end of a week: what everybody knows from now on, and what was said is put into the letterboxes."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulator.customer import draws
from simulator.customer.talk import close_week, loudness
from simulator.customer.voices import DEPARTURE, INVITES, LEFT, Voices
from simulator.population.compiling import compiled, lent
from simulator.population.society import Society
from simulator.population.together import Meeting, wait_for_all

_NO_STREAM = np.uint64(0)


@compiled
def end_week(society: Society, week: int, counted: Any, persons: int) -> None:
    """Make what everybody knows next week of what was counted in this one; a warm-up's counts are then forgotten.

    So is what nobody read in it: prospects come into the story without having heard a whole warm-up at once.
    """
    at = week - society.start
    close_week(society.psychology, society.world[at], society.public[at], society.public[at + 1], counted, persons)
    if week < 1:
        counted[:] = 0
        society.letters.talk[:] = 0
        society.letters.departures[:] = 0
        society.letters.invitations[:] = 0


@compiled
def deliver(society: Society, week: int, first_row: int, last_row: int) -> None:
    """Put what everybody said in a week into the letterboxes of those contacts who stand in the given rows.

    Changes are pushed, not gathered: few talk in a week. Several threads may deliver at once, each to rows of its own.
    """
    letters, network = society.letters, society.network
    same = DEPARTURE
    other = int(DEPARTURE * society.psychology.contagion_other_segment + 0.5)
    for person in range(len(letters.said)):
        said, signals = letters.said[person], letters.signals[person]
        if (said == 0) & (signals == 0):
            continue
        loud = loudness(society.psychology, said)
        begins, ends = network.starts[person], network.starts[person + 1]
        # Contacts are in rising order: whoever knows nobody in these rows is passed over at once.
        if begins == ends or network.contacts[begins] >= last_row or network.contacts[ends - 1] < first_row:
            continue
        for place in range(begins, ends):
            contact = network.contacts[place]
            if contact < first_row:
                continue
            if contact >= last_row:
                break
            letters.talk[contact] += loud
            if signals & LEFT:
                weight = same if network.segments[contact] == network.segments[person] else other
                letters.departures[contact] = min(letters.departures[contact] + weight, 65535)
        if signals & INVITES:
            words = draws.draw(society.key, draws.TALK, week, person, _NO_STREAM, 1)
            place = begins + int(draws.uniform(words[0]) * (ends - begins))
            contact = network.contacts[place]
            if first_row <= contact < last_row:
                letters.invitations[contact] = min(letters.invitations[contact] + 1, 65535)


@compiled
def fall_silent(letters: Voices, first_row: int, last_row: int) -> None:
    """Forget what the persons of the given rows said, once it is delivered to all."""
    letters.said[first_row:last_row] = 0
    letters.signals[first_row:last_row] = 0


@compiled
def end_together(meeting: Meeting, society: Society, week: int, counted: Any, persons: int) -> bool:
    """Close a week when all members have lived it and deliver what was said; return False when all are to stop.

    `counted` is what this member has counted of the public; the first takes in what the others have.
    """
    marks, members = lent(meeting.marks), meeting.members
    if not wait_for_all(marks, members):
        return False
    if meeting.member == 0:
        for other in range(members - 1):
            of_other = lent(meeting.public[other, max(week, 0)])
            counted += of_other
            of_other[:] = 0
        end_week(society, week, counted, persons)
    if not wait_for_all(marks, members):
        return False
    if society.world[0].network == 1:
        # One part a member and not more: each has to go through all who spoke.
        part = (persons + members - 1) // members
        begins, ends = min(part * meeting.member, persons), min(part * (meeting.member + 1), persons)
        deliver(society, week, begins, ends)
        if not wait_for_all(marks, members):
            return False
        fall_silent(society.letters, begins, ends)
        return bool(wait_for_all(marks, members))
    return True
