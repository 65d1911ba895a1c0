"""Reading a sweep: a file or the flags of a command, with the scenario that it varies, to one frozen value.

    sweep = read_sweep("complaint-desk.sweep.yaml", ["customers=2000"])

Every problem is found in one go and raised as a `ScenarioError`: what is wrong with the sweep file at its place there,
what is wrong with the scenario at its own. Reading a sweep never runs anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from simulator.errors import Problem, ScenarioError
from simulator.scenario.file.decoding import Unreadable, text_of
from simulator.scenario.file.extending import Chain, chained, chained_from, located, shown_as
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.resolving import Told, told
from simulator.scenario.file.shapes import shape_of
from simulator.scenario.file.tree import Keyed, Node, Place, Scalar, of_kind, planted
from simulator.scenario.file.validating import place_of, validated, validated_as
from simulator.scenario.file.varying import Match, Varied, Varying
from simulator.scenario.file.words import found, listed, nearest
from simulator.scenario.library import SWEEP, library, sweeps
from simulator.scenario.reading import tree_of
from simulator.scenario.schema import Scenario
from simulator.scenario.sweep import Sweep, Value, Word
from simulator.scenario.sweep_flags import Flags, tree_from
from simulator.scenario.writing import values_of

__all__ = ["Match", "ResolvedSweep", "Varied", "is_sweep", "read_sweep", "sweep_from_flags"]


@dataclass(frozen=True)
class ResolvedSweep:
    """A sweep with the scenario that it varies, every path and value checked against the schema."""

    name: str
    base: Scenario
    """The scenario with what holds for all points."""
    replicates: int
    sweep: Sweep
    varied: tuple[Varied, ...]
    """What differs from point to point, in the order of the file."""
    rows: tuple[Mapping[str, Value], ...]
    """The points of a list, each with a value for everything that varies; else empty."""
    include: tuple[tuple[Match, ...], ...]
    """A point must match one of these, if there are any; it matches when it matches every part."""
    exclude: tuple[tuple[Match, ...], ...]
    files: tuple[Path, ...]
    """The sweep file, if there is one, the scenario, and what that extends."""
    tree: Keyed

    def problem(self, message: str, *path: str | int) -> Problem:
        """A problem at the place in the sweep file where a path leads, such as `weekly`, 2."""
        return place_of(path, self.tree).problem(message)


def is_sweep(source: str | Path) -> bool:
    """Whether a file or a name is a sweep, by its name: `prices.sweep.yaml`, or a name among the bundled sweeps."""
    name = str(source)
    return name.endswith((SWEEP, ".sweep.yml")) or (
        name in sweeps() and name not in library() and not Path(name).exists()
    )


def read_sweep(source: str | Path, overrides: Sequence[str] = ()) -> ResolvedSweep:
    """The sweep of a file, or of a name in the bundled library.

    `overrides` are texts such as `customers=2000` that hold for all points; they are laid over what the sweep sets.

    Raises:
        ScenarioError: with every problem found, of the sweep and of its scenario.

    Example:
        >>> read_sweep("complaint-desk", ["weeks=26"]).base.weeks  # doctest: +SKIP
        26
    """
    path = located(source, "sweep")
    if isinstance(path, Problem):
        raise ScenarioError([path])
    tree, problems = _read(path)
    if tree is None:
        raise ScenarioError(problems)
    asked = tree.get("scenario")
    chain = Chain(whole=False)
    if isinstance(asked, Scalar) and isinstance(asked.value, str) and asked.value and not asked.broken:
        chain = chained_from(asked, path)
    return _resolved(tree, chain, overrides, problems, [path])


def sweep_from_flags(
    scenario: str | Path,
    vary: Sequence[str],
    *,
    design: str | None = None,
    points: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    levels: int | None = None,
    second_order: bool | None = None,
    overrides: Sequence[str] = (),
    weekly: Sequence[str] | None = None,
) -> ResolvedSweep:
    """The sweep that the flags of a command ask for, over a file or a name of the bundled scenarios.

    `vary` are texts such as `recovery.empathy=0:1:5`, `recovery.redress=0..1` or `relationship.kind=contract,open`.
    `points` are those of the design, of Morris its trajectories; with `points` and no design it is a Latin hypercube.

    Raises:
        ScenarioError: with every problem found.

    Example:
        >>> len(sweep_from_flags("service", ["recovery.empathy=0:1:5"]).varied)  # doctest: +SKIP
        1
    """
    flags = Flags(vary, design, points, seed, levels, second_order, replicates, weekly)
    path = located(scenario)
    if isinstance(path, Problem):
        raise ScenarioError([path])
    chain = chained(path)
    tree, problems = tree_from(path, flags)
    return _resolved(tree, chain, overrides, problems, [])


def _read(path: Path) -> tuple[Keyed | None, list[Problem]]:
    """The values of a sweep file with their places; None where they are so broken that nothing can be said."""
    shown = shown_as(path)
    try:
        text = text_of(path, Place(shown), "sweep")
    except Unreadable as error:
        return None, [error.place.problem(error.message)]
    root, problems = parsed(text, shown, noun="sweep")
    if isinstance(root, Keyed):
        if "scenario" not in root.entries and {"touchpoints", "extends"} & set(root.entries):
            return None, [*problems, Problem(shown, 1, 1, "this is a scenario; a sweep names one under `scenario`")]
        return root, problems
    if root is None or (isinstance(root, Scalar) and root.value is None):
        message = "the file is empty; a sweep has at least `name`, `scenario` and `vary`"
        return None, problems or [Problem(shown, 1, 1, message)]
    return None, [*problems, root.place.problem(f"this is {found(root)}; a sweep is a mapping, lines such as `vary:`")]


def _resolved(
    tree: Keyed, chain: Chain, overrides: Sequence[str], problems: list[Problem], files: list[Path]
) -> ResolvedSweep:
    """Everything that a sweep says, asked of the schema of sweeps first and then of the scenario."""
    tree, missing = _with_sizes(tree)
    problems += missing
    sweep, wrong = validated_as(Sweep, tree)
    problems += wrong
    base: Scenario | None = None
    said = Told()
    if chain.trees or chain.problems:
        joined: Keyed | None = None
        if chain.whole:
            joined, noticed = tree_of(chain, overrides, _sets(tree, problems))
            base, misfits = validated(joined)
            problems += [*noticed, *misfits]
        else:
            problems += chain.problems
        if joined is not None:
            # With all defaults, so that items of lists that no file gives are found by name.
            whole = joined if base is None else planted(values_of(base), Place(chain.shown[0]))
            assert isinstance(whole, Keyed)
            said = told(tree, Varying(whole, shape_of(Scenario)), problems)
    if problems or sweep is None or base is None:
        raise ScenarioError(_in_order(tree, chain, problems))
    return ResolvedSweep(
        name=sweep.name,
        base=base,
        replicates=sweep.replicates,
        sweep=sweep,
        varied=said.varied,
        rows=said.rows,
        include=said.include,
        exclude=said.exclude,
        files=(*files, *chain.files),
        tree=tree,
    )


def _sets(tree: Keyed, problems: list[Problem]) -> list[tuple[Scalar, Node]]:
    """What holds for all points, marked as a sweep's, so that it is blamed before the scenario is."""
    given = tree.get("set")
    sets: list[tuple[Scalar, Node]] = []
    for path, entry in given.entries.items() if isinstance(given, Keyed) else ():
        if path == "replicates":
            message = "`replicates` stands beside `set`, not in it: it says how often the sweep lives each point"
            problems.append(entry.key.place.problem(message))
        else:
            sets.append((entry.key, of_kind(entry.value, "sweep")))
    return sets


def _with_sizes(tree: Keyed) -> tuple[Keyed, list[Problem]]:
    """A design that draws needs a size; the bare word for it is told apart from a word that does not exist."""
    design = tree.get("design")
    size = {"latin_hypercube": "points: 50", "sobol": "points: 64", "morris": "trajectories: 20"}
    if not isinstance(design, Scalar) or not isinstance(design.value, str) or design.value in get_args(Word):
        return tree, []
    word, on_command_line = design.value, design.place.kind == "set"
    if word in size:
        example = "say --points as well" if on_command_line else f"write {{kind: {word}, {size[word]}}}"
        message = f"`design` is {word} without a size; {example}"
    else:
        words = [*get_args(Word), *size]
        near = nearest(word, words)
        meant = f"; did you mean {near}?" if near else ""
        message = f"`design` is {found(design)}; allowed is {listed(words, 'or')}{meant}"
    broken = Scalar(design.place, None, design.text, broken=True)
    return tree.with_entry("design", broken), [design.place.problem(message)]


def _in_order(tree: Keyed, chain: Chain, problems: list[Problem]) -> list[Problem]:
    """Each problem once: those of the sweep, then those of the scenario and its bases, then the command line."""
    files = [tree.place.file, *chain.shown]

    def order(problem: Problem) -> tuple[int, Problem]:
        return (files.index(problem.file) if problem.file in files else len(files), problem)

    return sorted(set(problems), key=order)
