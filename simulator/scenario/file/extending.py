"""Finding a scenario and the chain of bases that it extends."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from simulator.errors import Problem
from simulator.scenario.file.anchoring import MANIFEST
from simulator.scenario.file.decoding import Unreadable, text_of
from simulator.scenario.file.folders import held_by
from simulator.scenario.file.parsing import parsed
from simulator.scenario.file.tree import Keyed, Kind, Place, Scalar
from simulator.scenario.file.words import found, listed, nearest
from simulator.scenario.library import SWEEP, library, sweeps

ENDINGS = (".yaml", ".yml")
LONGEST_CHAIN = 32


@dataclass
class Chain:
    """The files of a scenario, the extending one first; `whole` is False when one of them could not be read."""

    trees: list[Keyed] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True


def located(source: str | Path, noun: str = "scenario") -> Path | Problem:
    """The file that a path or a name of the library means, or the problem that there is none."""
    path = Path(source)
    if noun == "scenario" and (path / MANIFEST).is_file():
        return path / MANIFEST
    if path.is_dir() and (held := held_by(path)):
        return Problem(str(source), 0, 0, f"this holds {held}")
    known = library() if noun == "scenario" else sweeps()
    in_library = known.get(_stem(str(source)))
    is_sweep = (path.is_file() and path.name.endswith(SWEEP)) or _stem(str(source)) in sweeps()
    if noun == "scenario" and in_library is None and is_sweep:
        return Problem(str(source), 0, 0, f"this is a sweep and no single scenario; engage sweep {source} lives it")
    if path.is_file() or (os.path.lexists(path) and in_library is None):
        return path
    if in_library is not None:
        return in_library
    beside = [str(path.parent / each) for each in _scenarios_in(path.parent)]
    near = nearest(str(source), [*known, *beside]) or nearest(_stem(path.name), known)
    meant = _meant(near, list(known))
    return Problem(str(source), 0, 0, f"there is no such file, and no {noun} of that name in the library; {meant}")


def chained(path: Path) -> Chain:
    """A scenario and its bases, as far as they can be read, and everything that is wrong with their form."""
    chain = Chain()
    _follow(chain, path, shown_as(path), None)
    return chain


def chained_from(asked: Scalar, path: Path) -> Chain:
    """The scenario that another file names, beside that file or in the library, and its bases."""
    chain = Chain()
    base = _base(asked.value, path, Path(asked.place.file))
    problem = _base_problem(chain, asked.value, base, path, "scenario")
    if base is None or problem:
        chain.problems.append(asked.place.problem(problem))
        chain.whole = False
    else:
        _follow(chain, base[0], base[1], asked.place)
    return chain


def _follow(chain: Chain, path: Path, shown: str, asked_at: Place | None) -> None:
    """Read one file and then what it extends; `asked_at` is where the file was asked for."""
    kind: Kind = "file" if asked_at is None else "base"
    tree = _read(chain, path, shown, kind, asked_at)
    if tree is None:
        chain.whole = False
        return
    chain.trees.append(tree.without("extends"))
    asked = tree.get("extends")
    if asked is None:
        return
    if not isinstance(asked, Scalar) or asked.broken or not isinstance(asked.value, str) or not asked.value.strip():
        if not (isinstance(asked, Scalar) and asked.broken):
            message = f"`extends` is {found(asked)}; allowed is one file, or one name of the library"
            chain.problems.append(asked.place.problem(message))
        chain.whole = False
        return
    base = _base(asked.value, path, Path(shown))
    problem = _base_problem(chain, asked.value, base, path, "base")
    if base is None or problem:
        chain.problems.append(asked.place.problem(problem))
        chain.whole = False
        return
    _follow(chain, base[0], base[1], asked.place)


def _read(chain: Chain, path: Path, shown: str, kind: Kind, asked_at: Place | None) -> Keyed | None:
    chain.files.append(path)
    chain.shown.append(shown)
    try:
        text = text_of(path, Place(shown, kind=kind))
    except Unreadable as error:
        if asked_at is not None and not error.place.line:
            chain.problems.append(asked_at.problem(f"the base `{shown}` cannot be used: {error.message}"))
        else:
            chain.problems.append(error.place.problem(error.message))
        return None
    root, problems = parsed(text, shown, kind)
    chain.problems.extend(problems)
    if isinstance(root, Keyed):
        inside = root.get("scenario")
        if path.name == MANIFEST and inside is None and (held := held_by(Path(shown).parent)):
            chain.problems.append(Problem(shown, 1, 1, f"this holds {held}"))
            return None
        return inside if path.name == MANIFEST and isinstance(inside, Keyed) else root
    if root is None or (isinstance(root, Scalar) and root.value is None):
        if not problems:
            message = "the file is empty; a scenario has at least `name` and `touchpoints`, or `extends`"
            chain.problems.append(Problem(shown, 1, 1, message))
    else:
        message = f"this is {found(root)}; a scenario is a mapping, lines such as `weeks: 52`"
        chain.problems.append(root.place.problem(message))
    return None


def _base(name: str, path: Path, shown: Path) -> tuple[Path, str] | None:
    """The file that `extends` means: beside the extending file first, then in the library."""
    itself = None
    for ending in ("", *ENDINGS):
        try:
            candidate = path.parent / (name + ending)
            if not candidate.is_file():
                continue
        except (OSError, ValueError):
            continue
        here = (candidate, os.path.normpath(shown.parent / (name + ending)))
        # A file may extend the library's scenario of its own name; only without one does it extend itself.
        if candidate.resolve() != path.resolve():
            return here
        itself = here
    bundled = library().get(_stem(name))
    return (bundled, shown_as(bundled)) if bundled is not None else itself


def _base_problem(chain: Chain, name: str, base: tuple[Path, str] | None, path: Path, noun: str) -> str:
    if base is None:
        known = library()
        folder = Path(name).parent
        beside = [str(folder / each) for each in _scenarios_in(path.parent / folder)]
        near = nearest(name, [*known, *(_stem(each) for each in beside), *beside])
        return f"there is no {noun} `{name}`, neither beside this file nor in the library; {_meant(near, list(known))}"
    if base[0].name.endswith(SWEEP):
        return f"`{name}` is a sweep; what is needed here is a scenario"
    visited = [each.resolve() for each in chain.files]
    if base[0].resolve() in visited:
        circle = [*chain.shown[visited.index(base[0].resolve()) :], base[1]]
        return f"`extends` goes round in a circle: {' -> '.join(circle)}"
    if len(chain.files) >= LONGEST_CHAIN:
        return f"more than {LONGEST_CHAIN} scenarios extend each other; join some of them"
    return ""


def _meant(near: str | None, known: list[str]) -> str:
    """What the user may have meant: the nearest name, else what there is."""
    if near:
        return f"did you mean `{near}`?"
    return f"the library has {listed(known)}" if known else "the library is empty"


def shown_as(path: Path) -> str:
    """A path as it is shown: as given, but short where it lies below the present folder."""
    try:
        return str(path.relative_to(Path.cwd())) if path.is_absolute() else str(path)
    except (ValueError, OSError):
        return str(path)


def _stem(name: str) -> str:
    for ending in (*ENDINGS, ".sweep"):
        name = name.removesuffix(ending)
    return name


def _scenarios_in(place: Path) -> list[str]:
    try:
        return sorted(each.name for each in place.iterdir() if each.suffix in ENDINGS and SWEEP not in each.name)
    except OSError:
        return []
