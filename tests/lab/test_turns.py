"""The latest wins."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from simulator.lab.turns import Superseded, Turns


def in_loop(play: Callable[[ThreadPoolExecutor], Awaitable[object]]) -> object:
    with ThreadPoolExecutor(2) as pool:

        async def main() -> object:
            return await play(pool)

        return asyncio.run(main())


def test_what_is_newer_stops_what_is_being_made_and_drops_what_waits() -> None:
    begun, made = threading.Event(), []

    def slow(stop: threading.Event) -> str:
        begun.set()
        assert stop.wait(20)
        raise Superseded

    def quick(name: str) -> Callable[[threading.Event], str]:
        def work(_: threading.Event) -> str:
            made.append(name)
            return name

        return work

    async def play(pool: ThreadPoolExecutor) -> list[str | None]:
        turns: Turns[str] = Turns(pool, patience=60.0)
        first = asyncio.create_task(turns.latest(slow))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        others = [asyncio.create_task(turns.latest(quick(name))) for name in "abc"]
        return list(await asyncio.gather(first, *others))

    assert in_loop(play) == [None, None, None, "c"]
    assert made == ["c"]


def test_whoever_drags_on_and_on_sees_something_on_the_way() -> None:
    begun, release, stopped = threading.Event(), threading.Event(), []

    def slow(stop: threading.Event) -> str:
        begun.set()
        assert release.wait(20)
        stopped.append(stop.is_set())
        return "on the way"

    async def play(pool: ThreadPoolExecutor) -> list[str | None]:
        turns: Turns[str] = Turns(pool, patience=0.0)  # nothing was drawn for too long already
        first = asyncio.create_task(turns.latest(slow))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        second = asyncio.create_task(turns.latest(lambda _: "at last"))
        await asyncio.sleep(0)
        release.set()
        return list(await asyncio.gather(first, second))

    assert in_loop(play) == ["on the way", "at last"]
    assert stopped == [False]


def test_nothing_is_made_for_who_has_gone() -> None:
    async def play(pool: ThreadPoolExecutor) -> str | None:
        turns: Turns[str] = Turns(pool)
        turns.close()
        return await turns.latest(lambda _: "too late")

    assert in_loop(play) is None


def test_an_error_comes_through_and_leaves_the_turn_free() -> None:
    def fail(_: threading.Event) -> str:
        raise ValueError("no")

    async def play(pool: ThreadPoolExecutor) -> list[object]:
        turns: Turns[str] = Turns(pool)
        first = await asyncio.gather(turns.latest(fail), return_exceptions=True)
        return [str(first[0]), await turns.latest(lambda _: "yes")]

    assert in_loop(play) == ["no", "yes"]
