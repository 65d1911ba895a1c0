"""The bundled scenarios and sweeps, by name."""

from __future__ import annotations

from pathlib import Path

SWEEP = ".sweep.yaml"
"""How the name of a file with a sweep ends."""

_PACKAGE = Path(__file__).resolve().parent.parent


def folder() -> Path | None:
    """Where the bundled scenarios lie: inside an installed package, beside the package in a working copy; else None."""
    packed = _PACKAGE / "library"
    if packed.is_dir():
        return packed
    beside = _PACKAGE.parent / "scenarios"
    # Only a working copy has the project's own file there; beside an installed package the folder would be another's.
    return beside if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file() else None


def library() -> dict[str, Path]:
    """The bundled scenarios: name to file, in the order of the names. Empty when none were installed.

    A file with two endings, such as `prices.sweep.yaml`, is no scenario and is left out.

    Example:
        >>> for name, path in library().items():
        ...     print(name, path)  # doctest: +SKIP
    """
    return {path.stem: path for path in _files("*.yaml") if "." not in path.stem}


def sweeps() -> dict[str, Path]:
    """The bundled sweeps: name without `.sweep.yaml` to file, in the order of the names.

    Example:
        >>> for name, path in sweeps().items():
        ...     print(name, path)  # doctest: +SKIP
    """
    return {path.name.removesuffix(SWEEP): path for path in _files(f"*{SWEEP}")}


def starter() -> dict[str, Path]:
    """The files that somebody begins with, by the name that each gets."""
    place = folder()
    return {} if place is None else {path.name: path for path in sorted((place / "starter").glob("*.yaml"))}


def _files(pattern: str) -> list[Path]:
    place = folder()
    return [] if place is None else sorted(path for path in place.glob(pattern) if path.is_file())
