"""How a page's figures came about: what its folder says of command, seed and versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.report.page.html import Html, tag, together
from simulator.report.page.pieces import Section, code, pairs, paragraph, table


@dataclass(frozen=True)
class Made:
    """What the manifest of a folder says."""

    folder: str
    """As the reader would type it."""
    command: Sequence[str]
    """What was typed; nothing when it was made from Python."""
    fingerprint: str
    versions: Mapping[str, str]
    machine: str
    started: str
    seconds: float
    inputs: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, manifest: Mapping[str, Any], folder: str) -> Made:
        """Read what a manifest says; what it leaves out is unknown."""
        times = manifest.get("times", {})
        fingerprints = [manifest.get("fingerprint"), *(each.get("fingerprint") for each in manifest.get("worlds", []))]
        return cls(
            folder,
            [str(word) for word in manifest.get("command", [])],
            ", ".join(str(each)[:16] for each in fingerprints if each),
            {str(name): str(version) for name, version in manifest.get("versions", {}).items()},
            str(manifest.get("machine", "")),
            str(times.get("started", "")),
            float(times.get("seconds", 0.0)),
            manifest.get("inputs", []),
        )


def reproducing(made: Made, seed: int, replicates: int, again: str) -> Section:
    """Return how to make the same figures once more."""
    said: list[tuple[str, Html | str]] = [
        ("Seed", f"{seed}"),
        ("Replicates", f"{replicates}"),
        ("Fingerprint", tag("code", made.fingerprint)),
        ("Made on", made.machine),
        ("Lived", f"{made.started}, in {made.seconds:,.1f} s"),
    ]
    versions = [(name, version) for name, version in made.versions.items()]
    typed = together(paragraph("It was made with:"), code(_typed(made.command))) if made.command else ""
    inputs = [(str(each.get("file", each.get("name", ""))), str(each.get("sha256", ""))[:16]) for each in made.inputs]
    return Section(
        "reproduce",
        "How to reproduce it",
        together(
            paragraph(
                "The folder holds the whole scenario, so that this gives the same numbers again, to the last bit on a "
                "machine of the same kind and with the same versions:"
            ),
            code(f"engage {again} {_quoted(made.folder)}"),
            typed,
            pairs([each for each in said if each[1]]),
            table("Versions that the results depend on", ("Program", "Version"), versions, frozenset({0, 1})),
            table("Files that were read", ("File", "SHA-256"), inputs, frozenset({0, 1})) if inputs else "",
        ),
    )


def _typed(command: Sequence[str]) -> str:
    return " ".join(map(_quoted, command))


def _quoted(word: str) -> str:
    import shlex

    return shlex.quote(word)
