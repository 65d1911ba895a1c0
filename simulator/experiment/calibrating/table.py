"""A table of targets, CSV: each row a figure, its weeks and its uncertainty; everything that is wrong said at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.errors import Problem, ScenarioError
from simulator.experiment.calibrating.targets import CHURN, OF_TENURE, RETENTION, SURVIVAL, Known, Target, year_of
from simulator.experiment.calibrating.uncertainty import TWO_SIDED, assumed, from_sample
from simulator.population.table_file import TableFile, one
from simulator.projection.staying import WEEKS_PER_YEAR
from simulator.scenario.file.words import listed, nearest
from simulator.scenario.library import folder as library_folder

COLUMNS = {
    "measure": "what was measured: survival, retention, churn, or a measure of `projection.table`",
    "segment": "name of the segment; left out, everybody",
    "year": "the year it is about, from 1",
    "week": "the one week it is about, from 1",
    "from_week": "the first of several weeks",
    "to_week": "the last of several weeks",
    "value": "the figure",
    "sd": "standard deviation of the figure",
    "low": "lower end of its 95 % interval",
    "high": "upper end of it",
    "n": "how many people it was taken of",
    "over": "mean or sum: what is made of several weeks; left out, the mean",
    "source": "where the figure is from",
}
ENDING = ".targets.csv"
MOST_TARGETS = 2000
_NUMBERS = {"year", "week", "from_week", "to_week", "value", "sd", "low", "high", "n"}
_WHOLE = {"year", "week", "from_week", "to_week"}


def located(name: str) -> Path:
    """Return the file of a table: a path, or a name of the library.

    Raises:
        ScenarioError: when there is neither.
    """
    path = Path(name)
    place = library_folder()
    bundled = {each.name.removesuffix(ENDING): each for each in sorted(place.glob(f"*{ENDING}"))} if place else {}
    if path.is_file():
        return path
    if name.removesuffix(ENDING) in bundled:
        return bundled[name.removesuffix(ENDING)]
    beside = [str(each) for each in path.parent.glob("*.csv")] if path.parent.is_dir() else []
    near = nearest(name, [*bundled, *beside])
    hint = f"; did you mean `{near}`?" if near else f"; the library has {listed(list(bundled))}" if bundled else ""
    raise ScenarioError([Problem(name, 0, 0, f"there is no such table of targets{hint}")])


def read_targets(path: Path, known: Known, weeks: int) -> tuple[Target, ...]:
    """Return the targets of a table for a scenario that has so many weeks and can be measured so.

    Raises:
        ScenarioError: with every problem found.
    """
    file = TableFile(path)
    if file.is_parquet:
        raise one(path, "is Parquet; a table of targets is CSV")
    problems = _of_columns(file)
    if problems:
        raise ScenarioError(problems)
    targets: list[Target] = []
    seen: dict[tuple[str, str, int, int], int] = {}
    for cells in _rows(file, problems):
        target = _target(cells, known, weeks)
        problems += cells.problems
        if target is None:
            continue
        key = (target.measure, target.segment, target.first_week, target.last_week)
        if key in seen:
            problems.append(cells.problem("measure", f"{target.name} is there already, in line {seen[key]}"))
        seen.setdefault(key, cells.line)
        targets.append(target)
    if not targets and not problems:
        problems = [Problem(str(path), 1, 1, "there is no target below the names of the columns")]
    if len(targets) > MOST_TARGETS:
        problems = [Problem(str(path), 0, 0, f"has {len(targets):,} targets; at most {MOST_TARGETS:,} can be fitted")]
    if problems:
        raise ScenarioError(sorted(problems))
    return tuple(targets)


def held_out(targets: tuple[Target, ...], weeks: int) -> tuple[Target, ...]:
    """Return targets of which those that end in the last so many weeks are kept out of the fit.

    Example:
        >>> held_out((), 52)
        ()
    """
    last = max((target.last_week for target in targets), default=0)
    return tuple(replace(target, is_held_out=target.last_week > last - weeks) for target in targets)


@dataclass
class _Cells:
    """One row: what stands in it, where, and what is wrong with it."""

    file: str
    texts: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]
    decimal_commas: bool
    problems: list[Problem]

    @property
    def line(self) -> int:
        return next(iter(self.places.values()))[0]

    def problem(self, column: str, message: str) -> Problem:
        return Problem(self.file, *self.places.get(column, (self.line, 1)), message)

    def wrong(self, column: str, message: str) -> None:
        self.problems.append(self.problem(column, message))

    def text(self, column: str) -> str:
        return self.texts.get(column, "")

    def number(self, column: str) -> float | None:
        text = self.text(column)
        if not text:
            return None
        try:
            value = float(text.replace(",", ".") if self.decimal_commas else text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            hint = f"; write {float(text[:-1]) / 100:g}" if _is_percent(text) else ""
            self.wrong(column, f"`{column}` is {text!r}; allowed is a number{hint}")
            return None
        if column in _WHOLE and (value != int(value) or value < 1):
            self.wrong(column, f"`{column}` is {text}; allowed is a whole number from 1")
            return None
        return value


def _of_columns(file: TableFile) -> list[Problem]:
    problems = list(file.twice([name for name in file.names if name in COLUMNS]))
    problems += [file.missing(name, COLUMNS[name]) for name in ("measure", "value") if name not in file.names]
    for at, name in enumerate(file.names):
        if name not in COLUMNS:
            near = nearest(name, COLUMNS) if name else None
            said = f"did you mean `{near}`?" if near else f"allowed are {listed(list(COLUMNS))}"
            problems.append(Problem(str(file.path), 1, 1, f"unknown column {name!r}, number {at + 1}; {said}"))
    return problems


def _rows(file: TableFile, problems: list[Problem]) -> Iterator[_Cells]:
    for batch in file.batches(file.names):
        for fields, places in batch.records():
            if not any(field.strip() for field in fields):
                continue
            if len(fields) != len(file.names):
                message = (
                    f"has {len(fields)} fields, divided by {file.divided_by}, and the first line {len(file.names)}"
                )
                problems.append(Problem(str(file.path), *places[0], message))
                continue
            texts = {name: field.strip() for name, field in zip(file.names, fields, strict=True)}
            where = dict(zip(file.names, places, strict=True))
            yield _Cells(str(file.path), texts, where, file.has_decimal_commas, [])


def _target(cells: _Cells, known: Known, weeks: int) -> Target | None:
    measure, segment = cells.text("measure"), cells.text("segment") or "all"
    _check_names(cells, known, measure, segment)
    when = _weeks(cells, measure)
    value = cells.number("value")
    if value is None and not cells.text("value"):
        cells.wrong("value", "`value` is empty; a target has a figure")
    adds = cells.text("over")
    if adds not in ("", "mean", "sum"):
        cells.wrong("over", f"`over` is {adds!r}; allowed is mean or sum")
    elif adds == "sum" and (measure in OF_TENURE or measure == CHURN or known.units.get(measure) == "share"):
        cells.wrong("over", f"`over` is sum, but {measure} is no number that weeks add up to")
    unit = known.units.get(measure, "")
    if value is not None and unit == "share" and not 0.0 <= value <= 1.0:
        hint = f"; write {value / 100:g}" if 1.0 < value <= 100.0 else ""
        cells.wrong("value", f"`value` is {value:g}; {measure} is a share, from 0 to 1{hint}")
    # What does not depend on what is wrong is looked at all the same.
    sure = _uncertainty(cells, measure, unit, value)
    if cells.problems or when is None or value is None or sure is None:
        return None
    (first, last), year = when
    sd, known_by, n = sure
    target = Target(measure, segment, first, last, value, sd, known_by, n, year, adds == "sum", cells.text("source"))
    if target.needs_weeks > weeks:
        cells.wrong(
            "year" if year else "to_week" if cells.text("to_week") else "week",
            f"{target.when} needs a scenario of {target.needs_weeks} weeks, and it has {weeks}; "
            f"--weeks {target.needs_weeks} makes it so long",
        )
        return None
    return target


def _check_names(cells: _Cells, known: Known, measure: str, segment: str) -> None:
    if not measure:
        cells.wrong("measure", "`measure` is empty; it says what was measured")
    elif measure not in known.units:
        near = nearest(measure, known.units)
        said = f"did you mean `{near}`?" if near else "dictionary.json of a run names them all"
        cells.wrong("measure", f"the scenario has no measure {measure!r}; {said}")
    if segment not in known.segments:
        near = nearest(segment, known.segments)
        said = f"did you mean `{near}`?" if near else f"there are {listed(list(known.segments))}"
        cells.wrong("segment", f"there is no segment {segment!r}; {said}")
    elif segment != "all" and measure in known.without_segments:
        cells.wrong("segment", f"{measure} is known of everybody only, not of {segment}")


def _weeks(cells: _Cells, measure: str) -> tuple[tuple[int, int], int] | None:
    """Return the first and last week, and the year if they were told as one."""
    given = {name: cells.number(name) for name in ("year", "week", "from_week", "to_week")}
    if any(cells.text(name) and number is None for name, number in given.items()):
        return None
    said = [name for name, number in given.items() if number is not None]
    year, week, start, end = (int(number or 0) for number in given.values())
    if said == ["year"]:
        return year_of(measure, year), year
    if measure == RETENTION or (measure == CHURN and said == ["week"]):
        whole = "`year`" if measure == RETENTION else "`year`, or `from_week` and `to_week`"
        cells.wrong(said[0] if said else "measure", f"{measure} is told by {whole}")
        return None
    if said == ["week"]:
        return ((0, week) if measure == SURVIVAL else (week, week)), 0
    if said == ["from_week", "to_week"] and measure != SURVIVAL:
        if end < start:
            cells.wrong("to_week", f"`to_week` is {end}, before `from_week`, {start}")
            return None
        return (start, end), 0
    allowed = "`year` or `week`" if measure == SURVIVAL else "`year`, or `week`, or `from_week` and `to_week`"
    found = listed([f"`{name}`" for name in said]) if said else "nothing"
    cells.wrong(said[0] if said else "measure", f"{measure or 'it'} has {found} to say when it was; give {allowed}")
    return None


def _uncertainty(cells: _Cells, measure: str, unit: str, value: float | None) -> tuple[float, str, float] | None:
    """Return the standard deviation, how it is known, and the size of the sample."""
    sd, low, high, n = (cells.number(name) for name in ("sd", "low", "high", "n"))
    ways = [name for name in ("sd", "low", "high", "n") if cells.text(name)]
    if any(cells.text(name) and cells.number(name) is None for name in ways):
        cells.problems[:] = list(dict.fromkeys(cells.problems))  # each is asked twice here
        return None
    if ways not in ([], ["sd"], ["low", "high"], ["n"]):
        together = listed([f"`{name}`" for name in ways])
        cells.wrong(ways[-1], f"{together} do not go together; give `sd`, or `low` and `high`, or `n`")
        return None
    if value is None or not unit:
        return None
    if sd is not None:
        if sd <= 0.0:
            cells.wrong("sd", f"`sd` is {sd:g}; no figure is known exactly, so it is above 0")
            return None
        return sd, "sd", 0.0
    if low is not None and high is not None:
        if not low <= value <= high or low == high:
            cells.wrong("low", f"the interval {low:g} to {high:g} must hold the value, {value:g}, and have a width")
            return None
        return (high - low) / (2.0 * TWO_SIDED), "interval", 0.0
    if n is not None:
        found = from_sample(measure, unit, value, n) if n >= 1.0 else None
        if found is None:
            why = "at least 1" if n < 1.0 else f"for shares and scores; of {measure} give `sd`, or `low` and `high`"
            cells.wrong("n", f"`n` is {n:g}; allowed is {why}")
            return None
        return found, "sample", n
    return assumed(measure, unit, value), "assumed", 0.0


def _is_percent(text: str) -> bool:
    try:
        return text.endswith("%") and math.isfinite(float(text[:-1]))
    except ValueError:
        return False


__all__ = ["COLUMNS", "ENDING", "MOST_TARGETS", "WEEKS_PER_YEAR", "held_out", "located", "read_targets"]
