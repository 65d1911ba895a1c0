"""Who hears whom: the network of persons over which word of mouth goes.

The contacts of a person are here those whom he talks to, colleagues, friends, family; not his dealings with the firm.
A kind of network is a way to draw pairs of persons (`network_kinds`), or to read them (`network_file`); here they
become two arrays that a compiled loop can walk along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from simulator.errors import UsageError
from simulator.population import network_file, network_kinds
from simulator.population.network_kinds import Draws, Pairs

Kind = Literal["none", "small_world", "scale_free", "blocks", "file"]
"""How persons are joined. See `build`."""

KINDS: tuple[Kind, ...] = get_args(Kind)

MOST_CONTACTS = 2**32 - 1
"""More entries than this, two for each pair, `starts` could not count."""

_HALF = np.uint64(32)


@dataclass(frozen=True, eq=False)
class Network:
    """Persons and their contacts, in both directions: who hears somebody is heard by them.

    The contacts of person `i` are `contacts[starts[i]:starts[i + 1]]`: rising, without `i`, nobody twice. Both arrays
    are read-only.

    Example:
        >>> Network.of_pairs(3, [(0, 2), (2, 1)]).of(2)
        array([0, 1], dtype=uint32)
    """

    starts: np.ndarray
    """uint32, one more than there are persons: where in `contacts` each one's begin, and where the last one's end."""
    contacts: np.ndarray
    """uint32 rows of persons, two entries for each pair that is joined."""

    def __post_init__(self) -> None:
        self.starts.setflags(write=False)
        self.contacts.setflags(write=False)

    @classmethod
    def of_pairs(cls, persons: int, pairs: Sequence[tuple[int, int]] | np.ndarray) -> Network:
        """Return the network that joins these pairs of rows, given in any order; a pair given twice counts once.

        A ValueError says that a pair names somebody who is not there, or joins a person with himself.
        """
        ends = np.asarray(pairs, np.int64).reshape(-1, 2)
        if len(ends) and (ends.min() < 0 or ends.max() >= persons or (ends[:, 0] == ends[:, 1]).any()):
            raise ValueError(f"pairs join two different rows of 0 to {persons - 1}")
        return _compact(persons, network_kinds.distinct(network_kinds.joined(ends[:, 0], ends[:, 1])))

    @property
    def persons(self) -> int:
        """How many persons there are, with contacts or without."""
        return len(self.starts) - 1

    @property
    def mean_contacts(self) -> float:
        """How many contacts a person has, on average; 0 where there is nobody."""
        return len(self.contacts) / self.persons if self.persons else 0.0

    @property
    def bytes_per_contact(self) -> float:
        """Memory of both arrays over the entries of `contacts`: 4, and 4 / `mean_contacts` for `starts`. 0 for none."""
        return (self.starts.nbytes + self.contacts.nbytes) / len(self.contacts) if len(self.contacts) else 0.0

    def of(self, person: int) -> np.ndarray:
        """Return the contacts of one person, given as a row: rows, rising, a view."""
        return self.contacts[int(self.starts[person]) : int(self.starts[person + 1])]

    def __repr__(self) -> str:
        size = (self.starts.nbytes + self.contacts.nbytes) / 1e6
        return f"Network({self.persons:,} persons x {self.mean_contacts:.3g} contacts = {size:,.1f} MB)"


def build(
    kind: Kind,
    persons: int,
    contacts: int = 8,
    *,
    rewiring: float = 0.1,
    within: float = 0.8,
    segments: np.ndarray | None = None,
    path: Path | str | None = None,
    seed: int = 0,
    replicate: int = 0,
) -> Network:
    """Return the network of so many persons.

    - `none`: nobody hears anybody.
    - `small_world` (Watts & Strogatz 1998): all stand in a ring and know their nearest `contacts`; a share `rewiring`
      of these acquaintances, 0 to 1, is given up for one with anybody. Friends of friends are friends, and yet
      everybody is few steps away.
    - `scale_free` (Barabási & Albert 1999): each newcomer gets to know `contacts / 2` persons, those with many contacts
      the sooner. A few end up with very many; they are among the first rows.
    - `blocks` (Holland, Laskey & Leinhardt 1983): a share `within`, 0 to 1, of all contacts lies within a segment;
      `segments` holds each person's (uint8). The rest join anybody of one segment with anybody of another, so
      those of a large one have fewer of them. Where segments are too small or too uneven for this share, the number of
      contacts comes first.
    - `file`: the pairs in `path`, see `network_file.read_pairs`; all other parameters mean nothing.

    `contacts`, 1 or more, is the mean number per person, met but for rounding and for crowding in tiny networks. Up to
    `contacts + 1` persons all know each other. `seed` (0 to 2**63 - 1) and `replicate` (0 to 65535) are those of the
    run; the same arguments give the same bits, whatever else was drawn before.

    Raises ScenarioError for a file that cannot be read, naming the lines that are wrong, UsageError for more contacts
    than fit, ValueError for arguments that no scenario lets through.

    Example:
        >>> ring = build("small_world", 6, 2, rewiring=0.0)
        >>> ring.of(0)
        array([1, 5], dtype=uint32)
    """
    if kind not in KINDS:
        raise ValueError(f"no network {kind!r}; there are {', '.join(KINDS)}")
    if persons < 0 or contacts < 1 or not (0.0 <= rewiring <= 1.0 and 0.0 <= within <= 1.0):
        raise ValueError("persons are 0 or more, contacts 1 or more, rewiring and within from 0 to 1")
    if kind == "file":
        if path is None:
            raise ValueError("the network 'file' needs the path of its file")
        return _compact(persons, network_file.read_pairs(Path(path), persons))
    if kind == "none":
        return _compact(persons, np.empty(0, np.uint64))
    if persons * min(contacts, persons) > MOST_CONTACTS:
        raise UsageError(
            f"{persons:,} customers with {contacts} contacts each are more than the {MOST_CONTACTS:,} contacts"
            " that fit; take fewer customers or fewer contacts"
        )
    if persons <= contacts + 1:
        return _compact(persons, network_kinds.everybody(persons))
    draws = Draws(seed, replicate)
    if kind == "small_world":
        return _compact(persons, network_kinds.small_world(persons, contacts, rewiring, draws))
    if kind == "scale_free":
        return _compact(persons, network_kinds.scale_free(persons, contacts, draws))
    if segments is None or len(segments) != persons:
        raise ValueError("the network 'blocks' needs the segment of each person")
    return _compact(persons, network_kinds.blocks(segments, contacts, within, draws))


def _compact(persons: int, pairs: Pairs) -> Network:
    """Turn pairs, each there once, into the two arrays."""
    if 2 * len(pairs) > MOST_CONTACTS:
        raise UsageError(f"the network has {2 * len(pairs):,} contacts; {MOST_CONTACTS:,} fit")
    # Each pair once from either end: one sort then puts every person's contacts together, and in order.
    both = np.empty(2 * len(pairs), np.uint64)
    there, back = both[: len(pairs)], both[len(pairs) :]
    there[:] = pairs
    np.left_shift(pairs, _HALF, out=back)
    back |= pairs >> _HALF
    both.sort()
    contacts = both.astype(np.uint32)  # keeps the lower half
    both >>= _HALF
    starts = np.zeros(persons + 1, np.uint32)
    np.cumsum(np.bincount(both.view(np.int64), minlength=persons), out=starts[1:])
    return Network(starts, contacts)
