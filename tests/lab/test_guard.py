"""Only this machine, by its own name, from its own page."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from simulator.lab.guard import Guard

GOOD = "127.0.0.1:8600"


def asked(kind: str, *headers: tuple[str, str]) -> list[dict[str, Any]]:
    """Return what is answered to a request with these headers."""
    sent: list[dict[str, Any]] = []

    async def app(_: Any, __: Any, send: Any) -> None:
        await send({"type": f"{kind}.accept" if kind == "websocket" else "http.response.start", "status": 200})

    async def receive() -> dict[str, Any]:
        return {"type": f"{kind}.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": kind, "headers": [(key.encode(), value.encode()) for key, value in headers]}
    asyncio.run(Guard(app, 8600)(scope, receive, send))
    return sent


@pytest.mark.parametrize("host", [GOOD, "localhost:8600", "LOCALHOST:8600"])
def test_its_own_name_is_answered_and_may_fetch_nothing_from_elsewhere(host: str) -> None:
    (answer,) = asked("http", ("host", host))
    assert answer["status"] == 200
    policy = dict(answer["headers"])[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("host", ["evil.example:8600", "evil.example", "127.0.0.1", "127.0.0.1:80", "", "[::1]:8600"])
def test_another_name_is_refused(host: str) -> None:
    start, body = asked("http", ("host", host))
    assert start["status"] == 403
    assert b"this machine only" in body["body"]


def test_two_names_or_none_are_refused() -> None:
    assert asked("http")[0]["status"] == 403
    assert asked("http", ("host", GOOD), ("host", "evil.example"))[0]["status"] == 403


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8600", "http://127.0.0.1:8601"])
def test_a_page_from_elsewhere_is_refused(kind: str, origin: str) -> None:
    answer = asked(kind, ("host", GOOD), ("origin", origin))[0]
    assert answer.get("status") == 403 or answer["type"] == "websocket.close"


def test_a_websocket_says_where_it_is_opened() -> None:
    assert asked("websocket", ("host", GOOD))[0]["type"] == "websocket.close"
    assert asked("websocket", ("host", GOOD), ("origin", f"http://{GOOD}"))[0]["type"] == "websocket.accept"
