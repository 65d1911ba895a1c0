"""How values, ranges and near misses are put into words."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Sequence

from simulator.scenario.file.shapes import (
    AnyShape,
    ChoiceShape,
    EitherShape,
    FlagShape,
    ListShape,
    MapShape,
    NothingShape,
    NumberShape,
    PartShape,
    Shape,
    TextShape,
)
from simulator.scenario.file.tree import Keyed, Listed, Node, Scalar
from simulator.scenario.firm import NAME

MOST_KEYS = 14
LONGEST = 40
PATTERNS = {NAME: " without brackets or line breaks, not beginning with a space"}
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def step(path: str, key: str) -> str:
    """A dotted path, one key longer; a key that would be misread goes into brackets."""
    if not IDENTIFIER.fullmatch(key):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def found(node: Node) -> str:
    """What a value is, for "`x` is ..."."""
    match node:
        case Keyed():
            return "a mapping"
        case Listed():
            return f"a list of {len(node.items)}"
        case Scalar(value=None):
            return "empty"
        case Scalar(value=bool()):
            return node.text
        case Scalar(value=float()) if math.isinf(node.value) and "inf" not in node.text.lower():
            return f"{shortened(node.text)}, which is too large"
        case Scalar(value=float()) if not math.isfinite(node.value):
            return f"{shortened(node.text)}, which is no finite number"
        case Scalar(value=str(), quoted=True):
            return f'the text "{shortened(node.text)}"'
        case Scalar(value=str()):
            return f"the text `{shortened(node.text)}`"
        case _:
            return shortened(node.text)


def allowed(shape: Shape) -> str:
    """What a shape takes, for "allowed is ..."."""
    match shape:
        case NumberShape():
            unit = f" ({shape.unit})" if shape.unit else ""
            return f"a {'whole ' if shape.whole else ''}number{_range(shape)}{unit}"
        case TextShape():
            length = f" of at most {shape.longest} characters" if shape.longest else ""
            at_least = " that is not empty" if shape.shortest else ""
            form = PATTERNS.get(shape.pattern, f" of the form {shape.pattern}") if shape.pattern else ""
            return f"a text{length}{at_least}{form}"
        case FlagShape():
            return "true or false"
        case ChoiceShape():
            return listed([str(choice) for choice in shape.choices], "or")
        case NothingShape():
            return "nothing"
        case PartShape():
            keys = f"a mapping with {listed(keys_of(shape))}"
            return f"{allowed(shape.fields['mean'].shape)}, or {keys}" if shape.takes_number else keys
        case ListShape():
            each = "" if isinstance(shape.item, AnyShape) else f", each item {allowed(shape.item)}"
            return f"a list{_count(shape)}{each}"
        case MapShape() if isinstance(shape.value, AnyShape):
            return "a mapping"
        case MapShape():
            return f"a mapping from {allowed(shape.key)} to {allowed(shape.value)}"
        case EitherShape():
            return ", or ".join(allowed(alternative) for alternative in shape.alternatives)
        case AnyShape():
            return "something else"


def hint(node: Node, shape: Shape) -> str:
    """How to mend a value that was meant well: quotes around a number, a percent sign, a decimal comma."""
    if not isinstance(node, Scalar):
        return ""
    numbers = any(
        isinstance(each, NumberShape) or (isinstance(each, PartShape) and each.takes_number) for each in _each(shape)
    )
    flags = any(isinstance(each, FlagShape) for each in _each(shape))
    text = node.text.strip()
    if isinstance(node.value, str) and numbers:
        if node.quoted and re.fullmatch(r"[-+]?[0-9_]*\.?[0-9]+([eE][-+]?[0-9]+)?", text):
            return f"; write {text} without quotes"
        percent = re.fullmatch(r"([-+]?[0-9]+(?:\.[0-9]+)?) ?%", text)
        if percent:
            return f"; write {float(percent.group(1)) / 100:g}"
        if re.fullmatch(r"[-+]?[0-9]{1,3}(,[0-9]{3})+", text):
            return f"; write {text.replace(',', '_')}"
        if re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text):
            return f"; write {text.replace(',', '.')}"
    if isinstance(node.value, str) and flags and text.lower() in {"yes", "no", "on", "off", "true", "false"}:
        return f"; write {'true' if text.lower() in {'yes', 'on', 'true'} else 'false'}"
    if (
        isinstance(node.value, (int, float))
        and not numbers
        and any(isinstance(each, TextShape) for each in _each(shape))
    ):
        return f'; write "{text}" in quotes'
    return ""


def keys_of(shape: PartShape) -> list[str]:
    """The keys of a mapping as they are told: what must be given first, the word on why last."""
    fields = shape.fields
    return sorted(fields, key=lambda key: (key == "why", not fields[key].required))


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, or None.

    Example:
        >>> nearest("empaty", ["ease", "empathy"])
        'empathy'
    """
    by_form = {_form(candidate): candidate for candidate in candidates}
    close = difflib.get_close_matches(_form(word), list(by_form), n=1, cutoff=0.6)
    return by_form[close[0]] if close else None


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as a sentence lists them, the first few when there are many."""
    shown = list(words) if len(words) <= MOST_KEYS else [*words[: MOST_KEYS - 1], f"{len(words) - MOST_KEYS + 1} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {joint} {shown[-1]}" if shown else "nothing"


def shortened(text: str) -> str:
    """A text in one line of bounded length."""
    line = text.replace("\n", "\\n")
    return line if len(line) <= LONGEST else line[: LONGEST - 3] + "..."


def number(value: float) -> str:
    """A number as a reader would write it."""
    return str(int(value)) if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15) else f"{value:g}"


def _form(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def _each(shape: Shape) -> tuple[Shape, ...]:
    return shape.alternatives if isinstance(shape, EitherShape) else (shape,)


def _range(shape: NumberShape) -> str:
    low, high = shape.low, shape.high
    start = (
        f"from {number(low)}" if low is not None else f"above {number(shape.above)}" if shape.above is not None else ""
    )
    if high is not None:
        end = f"to {number(high)}" if low is not None else f"up to {number(high)}"
    else:
        end = f"below {number(shape.below)}" if shape.below is not None else ""
    if start and not end and low is not None:
        return f" of at least {number(low)}"
    joined = " ".join(word for word in (start, end) if word)
    return f" {joined}" if joined else ""


def _count(shape: ListShape) -> str:
    fewest, most = shape.fewest, shape.most
    if fewest is not None and fewest == most:
        return f" of {fewest}"
    if most is not None:
        return f" of {fewest or 0} to {most}"
    return f" of at least {fewest}" if fewest else ""
