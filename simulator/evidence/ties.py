"""Who of the customers knows somebody who was made to leave, and by what kind of tie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.population.population import Population


@dataclass(frozen=True)
class Ties:
    """What ties each person to those who left; all arrays are [person]."""

    known: np.ndarray
    """How many of those who left the person hears."""
    common: np.ndarray
    """How many further contacts the person has in common with one of them, the last where there are several."""
    alike: np.ndarray
    """Whether that one is of the person's own segment."""
    degree: np.ndarray
    """How many contacts the person has."""


def ties_to(population: Population, left: np.ndarray) -> Ties:
    """Return the ties of everybody to those for whom `left` is true, in the population's network."""
    starts, contacts = population.society.network.starts.astype(int), population.society.network.contacts
    segments = population.columns["segment"]
    known, common = np.zeros(len(left), int), np.zeros(len(left), int)
    alike = np.zeros(len(left), bool)
    for person in np.flatnonzero(left):
        own = contacts[starts[person] : starts[person + 1]]
        known[own] += 1
        alike[own] = segments[own] == segments[person]
        for contact in own:
            common[contact] = np.isin(contacts[starts[contact] : starts[contact + 1]], own).sum()
    return Ties(known, common, alike, np.diff(starts))


def standardised_ratio(
    values: np.ndarray, exposed: np.ndarray, others: np.ndarray, balance: np.ndarray, degree: np.ndarray
) -> float:
    """Return the mean of the exposed over that of others of the same number of contacts and a like balance.

    The others are weighted as the exposed lie over the classes: each number of contacts by fifths of the balance.
    Classes in which one side is missing are left out, and so is who has no value.
    """
    known = np.isfinite(values)
    exposed, others = exposed & known, others & known
    fifths = np.searchsorted(np.quantile(balance, (0.2, 0.4, 0.6, 0.8)), balance)
    classes = degree * 5 + fifths
    size = int(classes.max()) + 1
    n_exposed, n_others = (np.bincount(classes[who], minlength=size) for who in (exposed, others))
    sums = [np.bincount(classes[who], weights=values[who], minlength=size) for who in (exposed, others)]
    both = (n_exposed > 0) & (n_others > 0)
    if not both.any():
        return float("nan")
    expected = n_exposed[both] * sums[1][both] / n_others[both]
    return float(sums[0][both].sum() / expected.sum())
