"""What a browser's session does, with a page that only notes what it is shown."""

from __future__ import annotations

import asyncio
import gc
import json
import weakref
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from simulator.lab.living import Engine
from simulator.lab.look import STYLE
from simulator.lab.session import PARTS, Session
from simulator.lab.state import State
from simulator.scenario.reading import read_scenario, to_yaml

SMALL = "from=library:telecom&customers=300&weeks=8"


class Noted:
    """A page that keeps what it is shown."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        self.code: list[str] = []

    def put(self, part: str, html: str) -> None:
        assert part in (*PARTS, "problem", "account-of", "said")
        self.parts[part] = html

    def run(self, code: str) -> None:
        self.code.append(code)

    @property
    def link(self) -> str:
        last = next(code for code in reversed(self.code) if code.startswith("lab.done"))
        return str(json.loads(f"[{last.removeprefix('lab.done(').removesuffix(')')}]")[1])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(threads=1)


@pytest.fixture(scope="module")
def pools() -> Iterator[tuple[ThreadPoolExecutor, ThreadPoolExecutor]]:
    with ThreadPoolExecutor(2) as pictures, ThreadPoolExecutor(1) as accounts:
        yield pictures, accounts


Play = Callable[[Session, Noted], Awaitable[None]]


def played(engine: Engine, pools: Any, play: Play, query: str = SMALL) -> tuple[Session, Noted]:
    page = Noted()
    session = Session(page, engine, pools, {})

    async def main() -> None:
        await session.start(query, State())
        await play(session, page)

    asyncio.run(main())
    return session, page


def told(**message: Any) -> dict[str, Any]:
    return {"seq": 1, **message}


async def nothing(_: Session, __: Noted) -> None:
    pass


def test_a_page_shows_all_its_parts(engine: Engine, pools: Any) -> None:
    _, page = played(engine, pools, nothing)
    assert {"head", "figures", "charts", "side", "maps", "account", "keep", "foot"} <= set(page.parts)
    assert page.parts["figures"].count('class="tile"') == 4
    assert page.parts["maps"].count("<svg") == 4
    assert page.parts["charts"].count("<svg") == 4
    # Each slider has a name that is read out, and each picture words.
    assert page.parts["side"].count('type="range"') == page.parts["side"].count("<output for=") > 7
    assert (page.parts["charts"] + page.parts["maps"]).count("aria-label=") == 8


def test_a_slider_moves_one_world_and_the_link(engine: Engine, pools: Any) -> None:
    async def play(session: Session, page: Noted) -> None:
        before = page.parts["figures"]
        await session.told(told(kind="slider", path="brand.promise", value=0.4))
        assert page.parts["figures"] != before
        assert "set=brand.promise%3D0.4" in page.link
        await session.told(told(kind="slider", path="brand.promise", value=0.05))  # where it stood
        assert page.parts["figures"] == before
        assert "set" not in page.link

    played(engine, pools, play)


def test_two_browsers_do_not_disturb_each_other(engine: Engine, pools: Any) -> None:
    async def play(session: Session, page: Noted) -> None:
        other_page = Noted()
        other = Session(other_page, engine, pools, {})
        await other.start(SMALL + "&language=nl", State())
        before = other_page.parts["figures"]
        moves = [told(kind="slider", path="brand.promise", value=value / 10) for value in range(5)]
        await asyncio.gather(*(session.told(each) for each in moves), other.told(told(kind="reset", value="")))
        assert session.state.changes == {"brand.promise": 0.4}
        assert other.state == State("library:telecom", customers=300, weeks=8, language="nl")
        assert other_page.parts["figures"] == before
        assert "brand.promise" in page.link

    played(engine, pools, play)


def test_a_broken_file_says_file_line_and_column(engine: Engine, pools: Any) -> None:
    async def play(session: Session, page: Noted) -> None:
        before = session.state
        await session.told(told(kind="open", name="../shop.yaml", text="name: Shop\nweeks: many\ntouchpoint: []\n"))
        assert "shop.yaml:2:8: " in page.parts["problem"]
        assert "shop.yaml:3:1: " in page.parts["problem"]
        assert "/tmp" not in page.parts["problem"]
        assert session.state == before
        text = to_yaml(read_scenario("webshop"))
        await session.told(told(kind="open", name="<b>.yaml", text=text))
        assert page.parts["problem"] == ""
        assert session.state.source == "file:<b>.yaml"
        assert "<b>" not in page.parts["head"]
        await session.told(told(kind="too-large"))
        assert "400 kB" in page.parts["problem"]

    played(engine, pools, play)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"kind": "add", "value": "brand.promis"}, "there is no `brand.promis`"),
        ({"kind": "add", "value": "brand.why"}, "holds no number"),
        ({"kind": "size", "name": "weeks", "value": "0"}, "1 to 2,080"),
        ({"kind": "size", "name": "customers", "value": "1e9"}, "1 to 1,000,000"),
        ({"kind": "source", "value": "library:telecon"}, "there is no scenario"),
        ({"kind": "source", "value": "file:gone.yaml"}, "not open here"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_else_changes(
    engine: Engine, pools: Any, message: dict[str, str], said: str
) -> None:
    async def play(session: Session, page: Noted) -> None:
        before, figures = session.state, page.parts["figures"]
        await session.told(told(**message))
        assert said in page.parts["problem"]
        assert (session.state, page.parts["figures"]) == (before, figures)

    played(engine, pools, play)


@pytest.mark.parametrize("junk", [{}, {"kind": "close"}, {"kind": "slider", "path": "nowhere", "value": 1}])
def test_a_message_that_means_nothing_does_nothing(engine: Engine, pools: Any, junk: dict[str, Any]) -> None:
    async def play(session: Session, page: Noted) -> None:
        before = dict(page.parts)
        await session.told(junk)
        assert page.parts == before

    played(engine, pools, play)


def test_a_broken_link_shows_the_first_lesson_and_what_is_wrong(engine: Engine, pools: Any) -> None:
    _, page = played(engine, pools, nothing, "from=library:telecom&weeks=0")
    assert "1 to 2,080" in page.parts["problem"]
    assert page.parts["figures"].count('class="tile"') == 4


def test_a_parameter_is_added_and_kept_in_the_link(engine: Engine, pools: Any) -> None:
    async def play(session: Session, page: Noted) -> None:
        await session.told(told(kind="add", value=" psychology.loss_aversion "))
        assert 'data-path="psychology.loss_aversion"' in page.parts["side"]
        assert "psychology.loss_aversion" in page.link
        await session.told(told(kind="reset", value=""))
        assert "psychology" not in page.link

    played(engine, pools, play)


def test_one_account_is_told_in_both_languages(engine: Engine, pools: Any) -> None:
    async def play(session: Session, page: Noted) -> None:
        await session.told(told(kind="slider", path="brand.promise", value=0.5))
        await session.told(told(kind="pick", value="fell"))
        assert page.parts["account-of"].count("<table>") == 2
        assert f"follow={session.state.follow}" in page.link
        await session.told(told(kind="language", value="nl"))
        assert "Gebeurtenissen" in page.parts["account-of"]
        assert "loyaal" in page.parts["figures"]
        await session.told(told(kind="follow", value="301"))
        assert "van 1 tot 300" in page.parts["account-of"]
        assert session.state.follow is None

    played(engine, pools, play)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"kind": "add", "value": "brand.promis"}, "er is geen `brand.promis`"),
        ({"kind": "add", "value": "brand.why"}, "geen getal"),
        ({"kind": "size", "name": "customers", "value": "0"}, "van 1 tot 1.000.000"),
        ({"kind": "source", "value": "library:telecon"}, "er is geen scenario"),
        ({"kind": "source", "value": "file:gone.yaml"}, "niet open"),
        ({"kind": "too-large"}, "groter dan 400 kB"),
        ({"kind": "source", "value": "lesson:gone"}, 'in het Engels, zoals op de opdrachtregel:\n<span lang="en">'),
    ],
)
def test_a_dutch_page_refuses_in_dutch(engine: Engine, pools: Any, message: dict[str, str], said: str) -> None:
    async def play(session: Session, page: Noted) -> None:
        await session.told(told(**message))
        assert said in page.parts["problem"]
        await session.told(told(kind="follow", value="301"))
        assert "van 1 tot 300" in page.parts["account-of"]

    played(engine, pools, play, SMALL + "&language=nl")


@pytest.mark.parametrize("link", ["weeks=0", "from=telecom", "set=brand.promise", "since=then"])
def test_a_broken_dutch_link_is_refused_in_dutch(engine: Engine, pools: Any, link: str) -> None:
    _, page = played(engine, pools, nothing, f"{SMALL}&language=nl&{link}")
    assert "dat moet zijn: " in page.parts["problem"]


def test_the_points_of_the_concept_are_left_out(engine: Engine, pools: Any) -> None:
    assert "(B5, D6)" in read_scenario("telecom").why
    _, page = played(engine, pools, nothing)
    assert "it was the price." in page.parts["head"]


def test_what_is_saved_is_what_is_shown(engine: Engine, pools: Any) -> None:
    async def play(session: Session, page: Noted) -> None:
        await session.told(told(kind="slider", path="recovery.empathy", value=0.9))
        for kind, name in (("save-today", "today.yaml"), ("save-if", "what-if.yaml"), ("save-page", "lab.json")):
            await session.told(told(kind=kind))
            assert page.code[-1].startswith(f'lab.save("telecom-{name}", "')
            assert ("recovery.empathy: 0.9" in page.code[-1]) == (kind == "save-if")

    played(engine, pools, play)


def test_a_closed_page_leaves_nothing_behind(engine: Engine, pools: Any) -> None:
    session, page = played(engine, pools, nothing)
    assert session.drawn is not None
    view = weakref.ref(session.drawn)
    session.close()
    gc.collect()
    assert view() is None
    assert session.worlds is None
    del page


def test_what_the_engine_keeps_is_bounded(pools: Any) -> None:
    engine = Engine(threads=1)

    async def play(session: Session, _: Noted) -> None:
        for number in range(20):
            await session.told(told(kind="slider", path="brand.promise", value=number / 50))

    played(engine, pools, play, SMALL.replace("300", "40"))
    assert len(engine.lives) <= 6
    assert len(engine.standings) <= 6
    assert len(engine.maps) <= 64


def test_the_page_needs_nothing_from_elsewhere() -> None:
    assert "url(" not in STYLE
    assert "http" not in STYLE
