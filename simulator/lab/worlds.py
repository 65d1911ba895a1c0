"""The two worlds of a page: where they come from, and what the sliders make of the second."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from simulator.errors import Problem, ScenarioError
from simulator.lab.refusals import Refusal
from simulator.lab.state import State, of_link
from simulator.lessons.language import Text
from simulator.lessons.lessons import lesson
from simulator.lessons.saying import without_points
from simulator.scenario.changing import CHANGEABLE, FIXED
from simulator.scenario.interventions import Intervention
from simulator.scenario.library import library
from simulator.scenario.reading import changed, read_scenario
from simulator.scenario.schema import Scenario
from simulator.scenario.writing import values_of

MOST_CUSTOMERS = 20_000
"""So many live unless somebody asks for more: they can be redrawn while a slider is moved."""
MOST_WORK = 52 * MOST_CUSTOMERS
"""Person-weeks of a world that can be redrawn so; of a longer story fewer customers live, in hundreds."""
WHAT_IF = "what if"
"""What the intervention of the sliders is called, and what is added to the name of the second world."""
MARK = "engage lab"
"""By this key a file that holds a page is known from a scenario."""


@dataclass(frozen=True)
class Worlds:
    """Two scenarios before any slider is moved, and what to say of them."""

    today: Scenario
    what_if: Scenario
    labels: tuple[Text, Text]
    title: Text
    question: Text
    _fitted: dict[tuple[int | None, int | None], Pair] = field(default_factory=dict, repr=False, compare=False)

    def fitted(self, state: State) -> Pair:
        """Return the two with as many customers and weeks as the page shows; made once, as every move asks for them."""
        size = state.customers, state.weeks
        if size not in self._fitted:
            self._fitted[size] = Pair(fitted(self.today, state), fitted(self.what_if, state))
        return self._fitted[size]

    @property
    def is_lesson(self) -> bool:
        """Whether the two differ from the start."""
        return self.today != self.what_if


@dataclass(frozen=True)
class Pair:
    """The two scenarios that are lived, as they would be written to files."""

    today: Scenario
    what_if: Scenario


TODAY, IF = Text("today", "vandaag"), Text("what if", "wat als")


def worlds_of(state: State, files: dict[str, Worlds]) -> Worlds:
    """Return the worlds that a state starts from; `files` are those that are open, by name.

    Raises:
        UsageError, ScenarioError: when there are none of that name, or they cannot be read.
    """
    if state.kind == "lesson":
        found = lesson(state.name)
        labels = (found.base.label, found.other.label)
        return Worlds(found.base.read(), found.other.read(), labels, found.title, found.question)
    if state.kind == "library":
        if state.name not in library():
            names = ", ".join(library())
            raise Refusal(
                f"there is no scenario {state.name!r} in the library; there is {names}",
                f"er is geen scenario {state.name!r} in de bibliotheek; er is {names}",
            )
        return alike(read_scenario(state.name))
    if state.name not in files:
        raise Refusal(
            f"this was made from the file {state.name}, which is not open here; open it with the button, "
            f"or start with: engage lab {state.name}",
            f"dit is gemaakt van het bestand {state.name}, dat hier niet open is; open het met de knop, "
            f"of begin met: engage lab {state.name}",
        )
    return files[state.name]


def alike(scenario: Scenario) -> Worlds:
    """Return two worlds that are one until a slider is moved."""
    why = Text(*2 * [without_points(scenario.why)])
    return Worlds(scenario, scenario, (TODAY, IF), Text(scenario.name, scenario.name), why)


def pair_of(worlds: Worlds, state: State) -> Pair:
    """Return the two scenarios to be lived.

    What the sliders say is an intervention from week 1 where that is possible, so that both worlds have one past; else,
    and where the page says always, it has been so from the beginning of the warm-up.

    Raises:
        ScenarioError: when a path does not exist or a value is not allowed.
    """
    pair = worlds.fitted(state)
    if not state.changes:
        return pair
    today, what_if = pair.today, pair.what_if
    later = {path: value for path, value in state.changes.items() if is_from_week_1(path, what_if, state)}
    always = {path: value for path, value in state.changes.items() if path not in later}
    if always:
        what_if = _made(what_if, always)
    if later:
        _made(what_if.model_copy(update={"interventions": ()}), later)
        acting = Intervention(name=_free_name(what_if), from_week=1, set=later)
        what_if = what_if.model_copy(update={"interventions": (*what_if.interventions, acting)})
    name = f"{what_if.name[: 118 - len(WHAT_IF)]}, {WHAT_IF}"
    return Pair(today, what_if.model_copy(update={"name": name}))


def is_from_week_1(path: str, scenario: Scenario, state: State) -> bool:
    """Return whether a change is made as an intervention: only where there is a past for it to keep."""
    if state.since == "always" or not scenario.warm_up_weeks:
        return False
    top = path.partition(".")[0].partition("[")[0]
    return top in CHANGEABLE and not any(path == fixed or path.startswith(f"{fixed}.") for fixed in FIXED)


def fitted(scenario: Scenario, state: State) -> Scenario:
    """Return a scenario with one replicate, and as many customers and weeks as the page shows.

    Prospects are taken in proportion, so that the share of the market stays what it is.
    """
    changes: dict[str, Any] = {"replicates": 1}
    wanted = state.customers or at_once(scenario, state.weeks or scenario.weeks)
    named = scenario.people or scenario.events or scenario.market.word_of_mouth.network == "file"
    # Files speak of customers by number; with fewer of them they would speak of nobody.
    if wanted != scenario.customers and not named:
        changes["customers"] = wanted
        if scenario.market.prospects:
            changes["market.prospects"] = round(scenario.market.prospects * wanted / scenario.customers)
    if state.weeks is not None and state.weeks != scenario.weeks:
        changes["weeks"] = state.weeks
    if all(value == getattr(scenario, key, None) for key, value in changes.items()):
        return scenario
    return changed(scenario, changes)


def at_once(scenario: Scenario, weeks: int) -> int:
    """Return how many customers live where nobody asked for a number."""
    # Prospects are looked at every week as well.
    fit = int(MOST_WORK / max(weeks, 52) * scenario.customers / scenario.persons)
    return min(scenario.customers, MOST_CUSTOMERS, max(fit // 100 * 100, 100))


def _made(scenario: Scenario, changes: dict[str, Any]) -> Scenario:
    """Return it changed; a problem names the path instead of the scenario."""
    return changed(scenario, changes)


def _free_name(scenario: Scenario) -> str:
    taken = {each.name for each in scenario.interventions}
    return next(name for name in (WHAT_IF, *(f"{WHAT_IF} {n}" for n in range(2, 99))) if name not in taken)


# Files ---------------------------------------------------------------------------------------------------------------


def page_file(worlds: Worlds, state: State) -> str:
    """Return the page as a file: the state, and the worlds it starts from, so that it needs nothing else."""
    document = {
        MARK: 1,
        "state": state.link(),
        "today": values_of(worlds.today),
        "what_if": values_of(worlds.what_if),
        "labels": list(worlds.labels),
        "title": worlds.title,
        "question": worlds.question,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def read_file(path: Path, state: State) -> tuple[Worlds, State]:
    """Return the worlds and the state of a file: a page that was saved, or a scenario.

    Raises:
        ScenarioError, UsageError: with what is wrong, as file:line:column.
    """
    text = _text_of(path)
    if text.lstrip().startswith("{") and f'"{MARK}"' in text:
        return _page_of(path, text, state)
    scenario = read_scenario(path)
    return alike(scenario), State(source=f"file:{path.name}", language=state.language)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""  # read as a scenario, which says what is wrong and what was meant


def _page_of(path: Path, text: str, state: State) -> tuple[Worlds, State]:
    try:
        document = json.loads(text)
        restored = of_link(str(document["state"]))
        today, what_if = (Scenario.model_validate(document[key]) for key in ("today", "what_if"))
        labels = tuple(Text(*map(str, each)) for each in document["labels"])
        title, question = Text(*map(str, document["title"])), Text(*map(str, document["question"]))
    except json.JSONDecodeError as error:
        raise ScenarioError([Problem(path.name, error.lineno, error.colno, f"is no JSON: {error.msg}")]) from error
    except (KeyError, TypeError, ValueError) as error:
        said = f"is no page of the lab that can be read: {str(error).splitlines()[0]}"
        raise ScenarioError([Problem(path.name, 0, 0, said)]) from error
    if len(labels) != 2:
        raise ScenarioError([Problem(path.name, 0, 0, "is no page of the lab that can be read: it needs two labels")])
    worlds = Worlds(today, what_if, (labels[0], labels[1]), title, question)
    return worlds, replace(restored, source=f"file:{path.name}", language=state.language)
