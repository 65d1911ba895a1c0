"""What `extends` means: differences laid over a base."""

from __future__ import annotations

from simulator.errors import Problem
from simulator.scenario.file.shapes import (
    EitherShape,
    ListShape,
    MapShape,
    PartShape,
    Shape,
    only,
    parts_of,
    telling_key,
)
from simulator.scenario.file.tree import Entry, Keyed, Listed, Node, Place, Scalar, name_of, named_items
from simulator.scenario.file.words import listed, nearest


def merged(base: Node, over: Node, shape: Shape, problems: list[Problem]) -> Node:
    """`over` laid over `base`.

    Mappings merge key by key. Lists whose items have a `name` merge by name: the same name merges, a new one comes
    last, `{name: x, remove: true}` takes one away. Where a number may stand for a mapping with `mean`, a number
    replaces the mean only and keeps what else was given, and a mapping keeps a number given before as its mean.
    Everything else, other lists too, is replaced.
    """
    if isinstance(base, Scalar) and base.broken:
        return over
    if takes_number(shape):
        base, over = _with_mean(base, over), _with_mean(over, base)
    if isinstance(base, Keyed) and isinstance(over, Keyed) and not _of_other_kind(base, over, shape):
        return _merged_mappings(base, over, shape, problems)
    lists = only(shape, ListShape)
    if isinstance(base, Listed) and isinstance(over, Listed) and lists is not None and lists.named:
        return _merged_by_name(base, over, lists, problems)
    return over


def settled(node: Node, shape: Shape, problems: list[Problem]) -> Node:
    """A tree with nothing below it: names given twice and items to be removed are reported here."""
    if isinstance(node, Keyed):
        entries = {
            key: Entry(entry.key, settled(entry.value, within(shape, key), problems))
            for key, entry in node.entries.items()
        }
        return Keyed(node.place, entries)
    lists = only(shape, ListShape)
    if isinstance(node, Listed) and lists is not None:
        if lists.named:
            return _merged_by_name(Listed(node.place), node, lists, problems)
        return Listed(
            node.place, tuple(settled(item, lists.at(index), problems) for index, item in enumerate(node.items))
        )
    return node


def takes_number(shape: Shape) -> bool:
    """Whether a plain number may stand for a mapping here."""
    return any(part.takes_number for part in parts_of(shape))


def within(shape: Shape, key: str) -> Shape:
    """The shape of what a mapping holds under a key; of nothing known when the key is unknown."""
    for part in parts_of(shape):
        if key in part.fields:
            return part.fields[key].shape
    known = only(shape, MapShape)
    return known.value if known is not None else EitherShape(())


def _with_mean(node: Node, other: Node) -> Node:
    """A number as the mapping it stands for, when it meets a mapping."""
    is_number = isinstance(node, Scalar) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
    if is_number and isinstance(other, Keyed):
        return Keyed(node.place).with_entry("mean", node)
    return node


def _of_other_kind(base: Keyed, over: Keyed, shape: Shape) -> bool:
    """Whether the difference asks for another of several kinds of mapping; nothing of the old kind then fits."""
    parts: list[PartShape] = list(parts_of(shape))
    key = telling_key(parts)
    before, after = (base.get(key), over.get(key)) if key else (None, None)
    return isinstance(before, Scalar) and isinstance(after, Scalar) and before.value != after.value


def _merged_mappings(base: Keyed, over: Keyed, shape: Shape, problems: list[Problem]) -> Keyed:
    entries = dict(base.entries)
    for key, entry in over.entries.items():
        below = base.get(key)
        inner = within(shape, key)
        value = settled(entry.value, inner, problems) if below is None else merged(below, entry.value, inner, problems)
        entries[key] = Entry(entry.key, value)
    return Keyed(over.place, entries)


def _merged_by_name(base: Listed, over: Listed, shape: ListShape, problems: list[Problem]) -> Listed:
    result: list[Node] = list(base.items)
    names: list[str | None] = [name_of(item) for item in result]
    seen: dict[str, Node] = {}
    for item in over.items:
        name = name_of(item)
        if name is None:
            result.append(settled(item, shape.item, problems))
            names.append(None)
            continue
        if name in seen:
            first = _name_place(seen[name])
            where = f"; the first is in line {first.line}, column {first.column}" if first.line else ""
            problems.append(_name_place(item).problem(f"the name `{name}` is given twice in this list{where}"))
            continue
        seen[name] = item
        position = names.index(name) if name in names else None
        if isinstance(item, Keyed) and "remove" in item.entries and not _has_key(shape, "remove"):
            if _may_remove(item, name, [each for each, _ in named_items(base)], problems) and position is not None:
                del result[position], names[position]
        elif position is None:
            result.append(settled(item, shape.item, problems))
            names.append(name)
        else:
            result[position] = merged(result[position], item, shape.item, problems)
    return Listed(over.place, tuple(result))


def _may_remove(item: Keyed, name: str, present: list[str], problems: list[Problem]) -> bool:
    remove = item.entries["remove"]
    message = None
    if not isinstance(remove.value, Scalar) or remove.value.value is not True:
        message = "`remove` can only be true; leave it out to keep the item"
    elif len(item.entries) > 2:
        message = f"an item that is removed has no other keys than `name` and `remove`; take `{name}` out or keep it"
    elif name not in present:
        near = nearest(name, present)
        there = (
            f"did you mean `{near}`?" if near else f"there is {listed(present)}" if present else "this list has no base"
        )
        message = f"there is no `{name}` to remove; {there}"
    if message is not None:
        problems.append(remove.key.place.problem(message))
    return message is None


def _has_key(shape: ListShape, key: str) -> bool:
    return any(key in part.fields for part in parts_of(shape.item))


def _name_place(item: Node) -> Place:
    name = item.get("name") if isinstance(item, Keyed) else None
    return name.place if name is not None else item.place
