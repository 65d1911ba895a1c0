"""The bundled scenarios, by name."""

from __future__ import annotations

from pathlib import Path

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
    place = folder()
    if place is None:
        return {}
    return {path.stem: path for path in sorted(place.glob("*.yaml")) if "." not in path.stem and path.is_file()}
