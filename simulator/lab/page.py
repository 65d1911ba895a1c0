"""The page, as NiceGUI serves it: places for its parts, and one wire for what somebody does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import FastAPI, Request
from nicegui import Client, background_tasks, ui

from simulator.lab.living import Engine
from simulator.lab.look import STYLE
from simulator.lab.script import SCRIPT
from simulator.lab.session import PARTS, Session
from simulator.lab.state import State
from simulator.lab.words import TITLE
from simulator.lab.worlds import Worlds

TAGS = {"head": "header", "side": "aside", "foot": "footer"}
RECONNECT_SECONDS = 4.0
"""So long a browser may be gone, a sleeping phone say, before its session is forgotten."""
HISTORY = 40
"""Messages that are kept for a browser that comes back; each redrawing is one, and not small."""


class Browser:
    """The page in one browser."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.is_gone = False
        """Whether nobody looks at it any more."""
        self._parts: dict[str, ui.html] = {}
        with ui.element("main").classes("lab"):
            for part in PARTS:
                with ui.element(TAGS.get(part, "section")).classes(part):
                    if part == "figures":
                        self._part("problem").props('role="alert"')
                    self._part(part)
                    if part == "figures":
                        self._part("said").classes("hidden").props('role="status"')
                    if part == "account":
                        self._part("account-of").props('aria-live="polite"')
        self._parts["charts"].props('id="worlds" tabindex="-1"')

    def _part(self, name: str) -> ui.html:
        # All that is put here is made by us, and every name that a file may hold is escaped where it is made.
        self._parts[name] = ui.html("", sanitize=False)
        return self._parts[name]

    def put(self, part: str, html: str) -> None:
        """Show this as a part of the page."""
        if not self.is_gone:
            self._parts[part].set_content(html)

    def run(self, code: str) -> None:
        """Let the browser do something."""
        if not self.is_gone:
            self._client.run_javascript(code)


def build(app: FastAPI, engine: Engine, otherwise: State, opened: dict[str, Worlds]) -> dict[str, Session]:
    """Put the page into an application; return the sessions, by the name of the client."""
    sessions: dict[str, Session] = {}
    # Two browsers are drawn side by side; looking up an account can take long, and keeps nobody from drawing.
    pools = (ThreadPoolExecutor(2, "lab-picture"), ThreadPoolExecutor(1, "lab-account"))

    @ui.page("/", title=TITLE.said(otherwise.language))
    def lab(request: Request, client: Client) -> None:
        ui.add_head_html(f"<style>{STYLE}</style>")
        ui.add_body_html(f"<script>{SCRIPT}</script>")
        browser = Browser(client)
        session = Session(browser, engine, pools, opened)
        sessions[client.id] = session
        query = request.url.query
        started = False

        def told(event: Any) -> None:
            message = event.args
            if isinstance(message, dict):
                background_tasks.create(session.told(message))

        def start() -> None:
            nonlocal started
            if not started:
                started = True
                background_tasks.create(session.start(query, otherwise))

        def forget() -> None:
            browser.is_gone = True
            session.close()
            sessions.pop(client.id, None)

        ui.on("lab", told)
        client.on_connect(start)
        client.on_delete(forget)

    ui.run_with(
        app,
        title=TITLE.said(otherwise.language),
        dark=None,
        tailwind=False,
        reconnect_timeout=RECONNECT_SECONDS,
        message_history_length=HISTORY,
        show_welcome_message=False,
        binding_refresh_interval=None,
    )
    return sessions
