"""Customers of a log have names or numbers that the firm gave them; here they are numbered 0, 1, ... as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

_MIXERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_HALF = np.uint64(32)


class Numbering:
    """Numbers texts in the order in which they are first seen, from 0; at most `limit` of them.

    A dictionary would hold 150 bytes a customer. Here it is 16 and the text itself: a hash of 64 bits, sorted, and 32
    bits more to tell apart what the first does not. Two texts that agree in both would be taken for one: with ten
    million customers that is once in 10**15 logs.

    Example:
        >>> import pyarrow as pa
        >>> numbering = Numbering()
        >>> numbering.of(pa.array(["ann", "bob"])).tolist(), numbering.of(pa.array(["cas", "ann"])).tolist()
        ([0, 1], [2, 0])
    """

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self.count = 0
        self._hashes = np.empty(0, np.uint64)  # rising; the next two go with it
        self._checks = np.empty(0, np.uint32)
        self._numbers = np.empty(0, np.uint32)
        self._texts: list[Any] = []
        self._clashing: dict[str, int] = {}

    @property
    def texts(self) -> pa.ChunkedArray:
        """All texts that have a number, in its order."""
        import pyarrow as pa

        return pa.chunked_array(self._texts, pa.string())

    def of(self, texts: pa.Array) -> np.ndarray:
        """Return the number (int64) of each text, none of which may come twice; -1 for those beyond the limit."""
        hashes, checks = hashes_of(texts)
        numbers = np.full(len(hashes), -1, np.int64)
        if self.count and len(hashes):
            order = np.argsort(hashes)  # searching in order finds what it needs in the cache
            place = np.empty(len(hashes), np.int64)
            place[order] = np.minimum(np.searchsorted(self._hashes, hashes[order]), len(self._hashes) - 1)
            has_hash = self._hashes[place] == hashes
            is_known = has_hash & (self._checks[place] == checks)
            numbers[is_known] = self._numbers[place[is_known]]
        else:
            has_hash = np.zeros(len(hashes), bool)
        if self._clashing:
            for row in np.flatnonzero(has_hash & (numbers < 0)).tolist():
                numbers[row] = self._clashing.get(texts[row].as_py(), -1)
        self._welcome(np.flatnonzero(numbers < 0), texts, hashes, checks, has_hash, numbers)
        return numbers

    def _welcome(
        self,
        new: np.ndarray,
        texts: pa.Array,
        hashes: np.ndarray,
        checks: np.ndarray,
        has_hash: np.ndarray,
        numbers: np.ndarray,
    ) -> None:
        """Give the next numbers to the texts in the rows `new`."""
        import pyarrow as pa

        if self.limit is not None:
            new = new[: self.limit - self.count]
        if not len(new):
            return
        numbers[new] = np.arange(self.count, self.count + len(new))
        self.count += len(new)
        self._texts.append(texts.take(pa.array(new)))
        order = new[np.argsort(hashes[new], kind="stable")]
        again = np.append(False, hashes[order][1:] == hashes[order][:-1])
        clashes = has_hash[order] | again
        for row in order[clashes].tolist():
            self._clashing[texts[row].as_py()] = int(numbers[row])
        order = order[~clashes]
        place = np.searchsorted(self._hashes, hashes[order])
        self._hashes = np.insert(self._hashes, place, hashes[order])
        self._checks = np.insert(self._checks, place, checks[order])
        self._numbers = np.insert(self._numbers, place, numbers[order].astype(np.uint32))


def hashes_of(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Return two hashes of each text, uint64 and uint32, that have nothing to do with each other.

    Eight bytes at a time are multiplied into a sum, for all texts at once.
    """
    _, offset_buffer, data_buffer = texts.buffers()
    if not len(texts):
        return np.empty(0, np.uint64), np.empty(0, np.uint32)
    offsets = np.frombuffer(offset_buffer, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    data = np.zeros(offsets[-1] + 8, np.uint8)
    if data_buffer is not None:
        data[: offsets[-1]] = np.frombuffer(data_buffer, np.uint8)[: offsets[-1]]
    words = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    lengths = np.diff(offsets)
    sums = [lengths.astype(np.uint64) * mixer for mixer in _MIXERS]
    for start in range(0, int(lengths.max()), 8):
        rows = np.flatnonzero(lengths > start)
        word = words[offsets[rows] + start].astype(np.uint64)
        beyond = np.maximum(8 - (lengths[rows] - start), 0).astype(np.uint64) * np.uint64(8)
        word &= np.uint64(0xFFFFFFFFFFFFFFFF) >> beyond
        for each, mixer in zip(sums, _MIXERS, strict=True):
            mixed = (each[rows] ^ word) * mixer
            each[rows] = mixed ^ (mixed >> _HALF)
    return sums[0] * _MIXERS[1], ((sums[1] * _MIXERS[0]) >> _HALF).astype(np.uint32)
