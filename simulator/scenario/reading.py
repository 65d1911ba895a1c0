"""Reading a scenario: a file, what it extends, and what is set on the command line, to one frozen value.

    scenario = read_scenario("shop.yaml", ["recovery.empathy=0.8"])

Every problem is found in one go and raised as a `ScenarioError`, each with file, line and column, what was found, what
is allowed, and the nearest valid name. Reading a file never runs anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from simulator.errors import Problem, ScenarioError
from simulator.scenario.file.anchoring import anchored
from simulator.scenario.file.extending import Chain, chained, located
from simulator.scenario.file.merging import merged, settled
from simulator.scenario.file.origins import Origin, origins
from simulator.scenario.file.overrides import laid, overridden, placed
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.file.tree import Keyed, Node, Place, Scalar, plain, planted, sprouted
from simulator.scenario.file.validating import mended as _mended
from simulator.scenario.file.validating import validated
from simulator.scenario.library import library
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import fingerprint, to_yaml, values_of

__all__ = ["Origin", "Resolved", "changed", "fingerprint", "library", "mended", "read_scenario", "resolve", "to_yaml"]


@dataclass(frozen=True)
class Resolved:
    """A scenario, and where each of its values comes from.

    `values` is what files and overrides gave, merged, without the defaults. `origins` covers every single value of the
    scenario by its path, items of named lists by name: `touchpoints[bill].failure.probability`; items without a name by
    position from 1. `files` are the file itself and what it extends.
    """

    scenario: Scenario
    origins: Mapping[str, Origin]
    values: dict[str, Any]
    files: tuple[Path, ...]


def read_scenario(source: str | Path, overrides: Sequence[str] = ()) -> Scenario:
    """The scenario of a file, or of a name in the bundled library.

    `overrides` are texts such as `weeks=52` or `touchpoints[bill].failure.probability=0.02`, applied in order.

    Raises:
        ScenarioError: with every problem found.

    Example:
        >>> read_scenario("shop.yaml", ["weeks=26"]).weeks  # doctest: +SKIP
        26
    """
    return resolve(source, overrides).scenario


def resolve(source: str | Path, overrides: Sequence[str] = ()) -> Resolved:
    """As `read_scenario`, and with the origin of each value.

    Raises:
        ScenarioError: with every problem found, in the order of the files: the file itself, its bases, `--set`.

    Example:
        >>> str(resolve("shop.yaml", ["weeks=26"]).origins["weeks"])  # doctest: +SKIP
        '--set'
    """
    chain, tree, problems = _tree(source, overrides)
    scenario, wrong = validated(tree, whole=chain.whole)
    problems += wrong
    if scenario is None or problems:
        raise _error(chain, problems)
    given = MappingProxyType(origins(values_of(scenario), tree, shape_of(Scenario)))
    return Resolved(scenario, given, plain(tree), tuple(chain.files))


def mended(source: str | Path) -> Scenario | None:
    """A scenario that has mistakes, as far as its files can be read by it all the same; else None."""
    try:
        chain, tree, _ = _tree(source, ())
    except ScenarioError:
        return None
    return _mended(tree) if chain.whole else None


def _tree(source: str | Path, overrides: Sequence[str]) -> tuple[Chain, Keyed, list[Problem]]:
    """What a file says with all that it extends and what is set, and what is wrong with how it is said."""
    path = located(source)
    if isinstance(path, Problem):
        raise ScenarioError([path])
    chain = chained(path)
    if not chain.trees:
        raise _error(chain, chain.problems)
    return chain, *tree_of(chain, overrides)


def tree_of(
    chain: Chain, overrides: Sequence[str] = (), sets: Sequence[tuple[Scalar, Node]] = ()
) -> tuple[Keyed, list[Problem]]:
    """What files that extend each other say together, with what is laid over them, and what is wrong with it.

    `sets` are paths with values that another file lays over the scenario; `overrides` come last.
    """
    top = shape_of(Scenario)
    problems = list(chain.problems)
    tree = _joined(chain, problems, sets)
    if chain.whole:
        # Without its base a scenario lacks what an override may speak of; the base must be mended first.
        tree, refused = overridden(tree, overrides, top)
        problems += refused
    return tree, problems


def changed(scenario: Scenario, changes: Mapping[str, object]) -> Scenario:
    """A scenario with other values at some paths, by the rules of `--set`: a number keeps the sd of a spread.

    Raises:
        ScenarioError: with every path that does not exist and every value that is not allowed.

    Example:
        >>> changed(scenario, {"recovery.empathy": 0.8, "weeks": 52}).weeks  # doctest: +SKIP
        52
    """
    values, place = values_of(scenario), Place(scenario.name)
    touched = frozenset(path.partition(".")[0].partition("[")[0] for path in changes)
    # All else comes from a scenario and is in order. Only where something is wrong all is looked at, to say it in full.
    result, _ = _with_placed(sprouted(values, place, touched), changes, touched)
    if result is None:
        result, problems = _with_placed(_mapping(planted(values, place)), changes, None)
        if result is None:
            raise ScenarioError(problems)
    return result


def _with_placed(
    tree: Keyed, changes: Mapping[str, object], among: frozenset[str] | None
) -> tuple[Scenario | None, list[Problem]]:
    """The scenario of a tree with other values at some paths, or everything that is wrong with them."""
    top = shape_of(Scenario)
    problems: list[Problem] = []
    for path, value in changes.items():
        tree, refused = placed(tree, path, value, top)
        problems += refused
    result, wrong = validated(tree, among=among)
    problems += wrong
    return (None if problems else result), problems


def _joined(chain: Chain, problems: list[Problem], sets: Sequence[tuple[Scalar, Node]]) -> Keyed:
    """The files of a chain as one tree, from the last base upwards, and what is laid over it."""
    top = shape_of(Scenario)
    # What to remove or to merge with cannot be judged while a base is missing.
    noticed = problems if chain.whole else []
    tree: Node = settled(chain.trees[-1], top, noticed)
    for over in reversed(chain.trees[:-1]):
        tree = merged(tree, over, top, noticed)
    joined = _mapping(tree)
    for path, value in sets if chain.whole else ():
        joined, refused = laid(joined, path, value, top)
        problems += refused
    return _mapping(anchored(joined, top))


def _mapping(tree: Node) -> Keyed:
    assert isinstance(tree, Keyed)
    return tree


def _error(chain: Chain, problems: list[Problem]) -> ScenarioError:
    """The error with each problem once: files in the order in which they extend each other, then the command line."""

    def order(problem: Problem) -> tuple[int, Problem]:
        return (chain.shown.index(problem.file) if problem.file in chain.shown else len(chain.shown), problem)

    return ScenarioError(sorted(set(problems), key=order))
