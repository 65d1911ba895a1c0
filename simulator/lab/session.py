"""What one browser does: its state, its worlds, what is being made for it. Browsers share nothing but the engine."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, Protocol

from simulator.errors import ScenarioError, SimulatorError
from simulator.lab import controls
from simulator.lab import words as say
from simulator.lab.following import PICKS, follow, most_changed
from simulator.lab.living import Engine, Lived
from simulator.lab.paradox import ParadoxMap
from simulator.lab.refusals import Refusal, refusal_of
from simulator.lab.sliders import Slider, added, sliders_of
from simulator.lab.state import FIRST, LARGEST, LONGEST, State, language_of, of_link
from simulator.lab.turns import Superseded, Turns
from simulator.lab.view import View, account_of, view_of
from simulator.lab.worlds import Pair, Worlds, page_file, pair_of, read_file, worlds_of
from simulator.lessons.language import LANGUAGES, Text
from simulator.lessons.saying import number
from simulator.lessons.words import CUSTOMERS, WEEKS
from simulator.scenario.writing import to_yaml

PARTS = ("head", "figures", "charts", "side", "maps", "account", "keep", "foot")
"""The parts of the page, in the order in which they are read."""
MOST_BYTES = 400_000
"""Of a file that is opened in the page."""


class Page(Protocol):
    """What a session needs of a browser."""

    def put(self, part: str, html: str) -> None:
        """Show this as one of `PARTS`, or as `problem`, `account-of` or `said`."""

    def run(self, code: str) -> None:
        """Let the browser do something."""


@dataclass(frozen=True)
class Drawn:
    """A picture that was made."""

    pair: Pair
    today: Lived
    what_if: Lived
    view: View
    foot: str


class Session:
    """One browser with the page open."""

    def __init__(self, page: Page, engine: Engine, pools: tuple[Executor, Executor], opened: dict[str, Worlds]) -> None:
        self.page, self.engine = page, engine
        self.state = State()
        self.files = dict(opened)
        self.worlds: Worlds | None = None
        self.sliders: list[Slider] = []
        self.drawn: Drawn | None = None
        self._pictures: Turns[Drawn] = Turns(pools[0])
        self._accounts: Turns[str] = Turns(pools[1])

    def close(self) -> None:
        """Nobody looks any more: stop what is being made and let go of everything."""
        self._pictures.close()
        self._accounts.close()
        self.drawn = self.worlds = None
        self.files, self.sliders = {}, []

    # What the browser tells --------------------------------------------------------------------------------------

    async def start(self, query: str, otherwise: State) -> None:
        """Show what a link asks for; what is wrong with it is said, and the first lesson shown instead."""
        try:
            await self._turn_to(of_link(query, otherwise))
        except SimulatorError as error:
            language = language_of(query, otherwise.language)
            await self._turn_to(State(otherwise.source if query else FIRST, language=language))
            self._complain(error)

    async def told(self, message: dict[str, Any]) -> None:
        """Do what somebody wants who moved or pressed something."""
        does: dict[str, Callable[[dict[str, Any]], Awaitable[None]]] = {
            "slider": self._slide,
            "reset": self._reset,
            "add": self._add,
            "source": self._source,
            "language": self._language,
            "since": self._since,
            "size": self._size,
            "follow": self._follow,
            "pick": self._pick,
            "open": self._open,
            "too-large": self._too_large,
            "save-page": self._save,
            "save-today": self._save,
            "save-if": self._save,
        }
        kind = message.get("kind")
        if kind not in does:
            return
        try:
            await does[str(kind)](message)
        except SimulatorError as error:
            self._complain(error)
            self._done(message)

    async def _slide(self, message: dict[str, Any]) -> None:
        path, value = str(message.get("path")), float(message["value"])
        slider = next((each for each in self.sliders if each.path == path), None)
        if slider is None:
            return
        typed = bool(value) if slider.shown == "flag" else round(value) if slider.shown == "whole" else value
        stays = abs(float(slider.value) - value) < 1e-9
        # What was added by hand keeps its slider even where it stands at its start.
        self.state = self.state.with_change(path, None if stays and not slider.is_extra else typed)
        await self._redraw(message)

    async def _reset(self, message: dict[str, Any]) -> None:
        await self._turn_to(replace(self.state, changes={}), message)

    async def _add(self, message: dict[str, Any]) -> None:
        assert self.worlds is not None
        path = str(message["value"]).strip()
        if not path or any(each.path == path for each in self.sliders):
            return
        slider = added(self.worlds.today, self.worlds.what_if, path)
        await self._turn_to(self.state.with_change(path, slider.value), message)

    async def _source(self, message: dict[str, Any]) -> None:
        await self._turn_to(State(str(message["value"]), language=self.state.language), message)

    async def _language(self, message: dict[str, Any]) -> None:
        if message["value"] in LANGUAGES:
            await self._turn_to(replace(self.state, language=message["value"]), message)
            if self.state.follow is not None:
                await self._show_account(self.state.follow)

    async def _since(self, message: dict[str, Any]) -> None:
        if message["value"] in ("week-1", "always"):
            self.state = replace(self.state, since=message["value"])
            await self._redraw(message)

    async def _size(self, message: dict[str, Any]) -> None:
        name, text = str(message["name"]), str(message["value"]).strip()
        if name == "customers":
            state = replace(self.state, customers=self._whole(text, CUSTOMERS, LARGEST))
        else:
            state = replace(self.state, weeks=self._whole(text, WEEKS, LONGEST))
        await self._turn_to(state, message)

    def _whole(self, text: str, label: Text, most: int) -> int:
        if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most:
            return int(text[:9])
        end = number(most, 0)
        raise Refusal(
            f"{label.heading().en}: a whole number from 1 to {end.en}, not {text!r}",
            f"{label.heading().nl}: een geheel getal van 1 tot {end.nl}, niet {text!r}",
        )

    async def _follow(self, message: dict[str, Any]) -> None:
        await self._show_account(self._whole(str(message["value"]).strip(), say.CUSTOMER, 50_000_000))

    async def _pick(self, message: dict[str, Any]) -> None:
        if self.drawn is None or message["value"] not in PICKS:
            return
        who = most_changed(self.drawn.today, self.drawn.what_if, message["value"])
        if who is None:
            self.page.put("account-of", f"<p>{escape(say.NOBODY.said(self.state.language))}</p>")
            return
        await self._show_account(who)

    async def _open(self, message: dict[str, Any]) -> None:
        name, text = Path(str(message["name"])).name, str(message["text"])
        if len(text) > MOST_BYTES or not name:
            await self._too_large(message)
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            try:
                worlds, state = read_file(path, self.state)
            except ScenarioError as error:
                # It was sent here, and lies where nobody would look for it; its own name is what they know.
                raise ScenarioError([replace(each, file=Path(each.file).name) for each in error.problems]) from error
        self.files[name] = worlds
        await self._turn_to(state, message)

    async def _too_large(self, _: dict[str, Any]) -> None:
        most = MOST_BYTES // 1000
        raise Refusal(f"That file is larger than {most} kB.", f"Dat bestand is groter dan {most} kB.")

    async def _save(self, message: dict[str, Any]) -> None:
        import json

        if self.worlds is None or self.drawn is None:
            return
        stem = self.state.name.rsplit(".", 1)[0]
        # What is shown may be older than what the sliders say; what is saved is what they say.
        pair = pair_of(self.worlds, self.state)
        name, text = {
            "save-page": (f"{stem}-lab.json", page_file(self.worlds, self.state)),
            "save-today": (f"{stem}-today.yaml", to_yaml(pair.today)),
            "save-if": (f"{stem}-what-if.yaml", to_yaml(pair.what_if)),
        }[str(message["kind"])]
        self.page.run(f"lab.save({json.dumps(name)}, {json.dumps(text)})")

    # What is shown -----------------------------------------------------------------------------------------------

    async def _turn_to(self, state: State, message: dict[str, Any] | None = None) -> None:
        """Show a state as a whole; nothing changes when it cannot be shown."""
        worlds = worlds_of(state, self.files)
        sliders = sliders_of(worlds.today, worlds.what_if, state)
        pair_of(worlds, state)
        new_worlds = worlds is not self.worlds and state.source != self.state.source
        self.state, self.worlds, self.sliders = state, worlds, sliders
        if new_worlds:
            self.drawn = None
        language = state.language
        self.page.run(f"lab.speak({language!r}, {say.TITLE.said(language)!r})")
        self.page.put("head", controls.header(state, worlds, self.files))
        self.page.put("side", controls.panel(sliders, worlds, state))
        self.page.put("account", controls.follow_form(state))
        self.page.put("keep", controls.keeping(state))
        self.page.put("account-of", "")
        if self.drawn is None:
            self.page.put("figures", f'<p class="about">{escape(say.COMPUTING.said(language))}</p>')
            self.page.put("charts", "")
            self.page.put("maps", "")
        await self._redraw(message)

    async def _redraw(self, message: dict[str, Any] | None = None) -> None:
        state, worlds = self.state, self.worlds
        if worlds is None:
            return
        try:
            drawn = await self._pictures.latest(lambda stop: self._draw(state, worlds, stop))
        except ScenarioError as error:
            self._complain(error)
            self._done(message)
            return
        if drawn is None:
            return
        self.drawn = drawn
        self.page.put("problem", "")
        self.page.put("figures", drawn.view.figures)
        self.page.put("charts", drawn.view.charts)
        self.page.put("maps", drawn.view.maps)
        self.page.put("foot", drawn.foot)
        self.page.put("said", escape(drawn.view.said))
        self._done(message)
        if message is None and state.follow is not None:
            await self._show_account(state.follow)

    def _draw(self, state: State, worlds: Worlds, stop: threading.Event) -> Drawn:
        if stop.is_set():
            raise Superseded
        began = time.perf_counter()
        pair = pair_of(worlds, state)
        today, what_if = self.engine.both(pair, stop)
        maps: tuple[ParadoxMap, ParadoxMap] | str
        try:
            maps = (self.engine.map(pair.today, stop), self.engine.map(pair.what_if, stop))
        except ValueError as error:  # a firm whose parts do not fit together without its other parts
            maps = str(error).splitlines()[0]
        view = view_of(today, what_if, maps, worlds.labels, state.language)
        took = (time.perf_counter() - began) * 1000.0
        language = state.language
        lived = say.LIVED.said(language).format(
            say.number(what_if.scenario.customers, 0, language), what_if.scenario.weeks, f"{took:.0f}"
        )
        if not isinstance(maps, str):
            lived += f"; {say.MAP_PEOPLE.said(language).format(maps[0].people)}"
        return Drawn(pair, today, what_if, view, escape(lived))

    async def _show_account(self, who: int) -> None:
        drawn, worlds, language = self.drawn, self.worlds, self.state.language
        if drawn is None or worlds is None:
            return
        self.state = replace(self.state, follow=who)
        self.page.put("account-of", f'<p class="about">{escape(say.LOOKING.said(language))}</p>')
        labels = worlds.labels

        def work(stop: threading.Event) -> str:
            return account_of(follow(drawn.today, drawn.what_if, who, stop), labels, language)

        try:
            html = await self._accounts.latest(work)
        except SimulatorError as error:
            self.state = replace(self.state, follow=None)
            html = refusal_of(error, language)
        if html is not None:
            self.page.put("account-of", html)
            self._done(None)

    def _complain(self, error: SimulatorError) -> None:
        self.page.put("problem", refusal_of(error, self.state.language))

    def _done(self, message: dict[str, Any] | None) -> None:
        import json

        seq = int(message.get("seq", 0)) if message else 0
        self.page.run(f"lab.done({seq}, {json.dumps(self.state.link())})")
