"""A resolved scenario as a file again, and as one short word that tells it from every other."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from simulator.scenario.file.scalars import meaning
from simulator.scenario.schema import Scenario

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 _.,/()%+-]*[A-Za-z0-9_.,/()%+-])?")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_OLD_FLAGS = frozenset({"yes", "no", "on", "off", "y", "n"})
"""Words that readers of YAML 1.1 take for true or false; quoted, so that those read the file too."""


def to_yaml(scenario: Scenario) -> str:
    """A scenario as YAML, with every value written out, defaults too; `read_scenario` gives an equal value back.

    Example:
        >>> print(to_yaml(scenario).splitlines()[0])  # doctest: +SKIP
        name: Telecom, today
    """
    return "".join(_lines(values_of(scenario), 0))


def values_of(scenario: Scenario) -> dict[str, Any]:
    """A scenario as plain dicts, lists, texts and numbers, with the keys that a file has."""
    values: dict[str, Any] = scenario.model_dump(mode="json", by_alias=True)
    return values


def fingerprint(scenario: Scenario) -> str:
    """SHA-256 of a scenario, in 64 hexadecimal digits: the same for equal scenarios, on every machine and in every run.

    How the values were given (base, file, `--set`, default) makes no difference.
    """
    text = json.dumps(canonical(values_of(scenario)), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def canonical(value: Any) -> Any:
    """Equal values in one form: 1.0 as 1, -0.0 as 0."""
    if isinstance(value, dict):
        return {key: canonical(each) for key, each in value.items()}
    if isinstance(value, list):
        return [canonical(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _lines(value: Any, indent: int) -> list[str]:
    """The lines of a mapping or a list that is not empty."""
    margin = " " * indent
    lines = []
    if isinstance(value, dict) and "name" in value:
        value = {"name": value["name"], **value}  # what an item is called comes first
    for label, each in value.items() if isinstance(value, dict) else (("-", each) for each in value):
        head = f"{margin}{_text(label)}:" if isinstance(value, dict) else f"{margin}-"
        if not isinstance(each, (dict, list)) or not each:
            lines.append(f"{head} {_single(each)}\n")
        elif isinstance(value, dict):
            lines.extend([f"{head}\n", *_lines(each, indent + 2)])
        else:
            first, *rest = _lines(each, indent + 2)
            lines.extend([f"{head} {first[indent + 2 :]}", *rest])
    return lines


def _single(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        text = repr(value)
        # 1e-07 is a number in YAML 1.2 but a text in 1.1; with a point it is a number in both.
        return text.replace("e", ".0e") if "e" in text and "." not in text else text
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    """A text, in double quotes unless every reader takes it for a text without them."""
    if _PLAIN.fullmatch(text) and isinstance(meaning(text), str) and text.lower() not in _OLD_FLAGS:
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))
