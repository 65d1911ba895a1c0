"""A state fits into a link and into a file, and comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioError, SimulatorError, UsageError
from simulator.lab.opening import opened
from simulator.lab.state import LARGEST, LONGEST, State, of_link
from simulator.lab.worlds import page_file, read_file, worlds_of
from simulator.scenario.reading import to_yaml

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="[]\n"), min_size=1, max_size=12)
PATHS = st.one_of(
    st.sampled_from(["brand.promise", "recovery.empathy", "psychology.loss_aversion"]),
    NAMES.map(lambda name: f"touchpoints[{name}].failure.probability"),
)
VALUES = st.one_of(st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
STATES = st.builds(
    State,
    source=st.builds(lambda kind, name: f"{kind}:{name}", st.sampled_from(["lesson", "library", "file"]), NAMES),
    changes=st.dictionaries(PATHS, VALUES, max_size=4),
    since=st.sampled_from(["week-1", "always"]),
    customers=st.none() | st.integers(1, LARGEST),
    weeks=st.none() | st.integers(1, LONGEST),
    follow=st.none() | st.integers(1, LARGEST),
    language=st.sampled_from(["en", "nl"]),
)


@settings(deadline=None, max_examples=60)
@given(STATES)
def test_a_link_brings_a_state_back(state: State) -> None:
    assert of_link(state.link()) == state
    # What is said stands against what was there before.
    assert of_link("?" + state.link(), State("library:bank", {"brand.promise": 0.1}, weeks=3)) == state


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=nowhere", "lesson:NAME, library:NAME or file:NAME"),
        ("set=brand.promise", "PATH=NUMBER"),
        ("set=brand.promise=high", "PATH=NUMBER"),
        ("set=brand.promise=nan", "PATH=NUMBER"),
        ("weeks=0", "1 to 2,080"),
        ("customers=-5", "1 to 1,000,000"),
        ("since=yesterday", "week-1 or always"),
        ("language=fr", "en or nl"),
    ],
)
def test_a_broken_link_says_what_it_takes(query: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        of_link(query)


def test_what_a_link_does_not_know_is_passed_over() -> None:
    assert of_link("utm_source=mail&weeks=9") == State(weeks=9)


@settings(deadline=None, max_examples=10)
@given(st.dictionaries(st.sampled_from(["brand.promise", "recovery.empathy"]), st.floats(-0.2, 0.5), max_size=2))
def test_a_file_brings_a_page_back(tmp_path_factory: pytest.TempPathFactory, changes: dict[str, float]) -> None:
    state = State("lesson:recovery-paradox", changes, weeks=26, language="nl")
    worlds = worlds_of(state, {})
    path = tmp_path_factory.mktemp("kept") / "kept.json"
    path.write_text(page_file(worlds, state), encoding="utf-8")
    again, restored = read_file(path, State(language="nl"))
    assert again == worlds
    assert restored == State("file:kept.json", changes, weeks=26, language="nl")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"engage lab": 1,\n "state": }', "page.json:2:11: is no JSON"),
        ('{"engage lab": 1}', "page.json: is no page of the lab that can be read"),
        ('{"engage lab": 1, "state": "weeks=0"}', "1 to 2,080"),
        ("weeks: 52\ntouchpoints: 7\n", r"page.json:2:\d+: "),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "page.json"
    path.write_text(text)
    with pytest.raises(SimulatorError, match=said):
        read_file(path, State())


def test_a_file_of_bytes_is_no_bug(tmp_path: Path) -> None:
    path = tmp_path / "photo.yaml"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(ScenarioError):
        read_file(path, State())


def test_the_command_begins_with_what_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert opened(None, "nl")[0].kind == "lesson"
    assert opened("word-of-mouth", "en")[0].source == "lesson:word-of-mouth"
    assert opened("telecom", "en")[0].source == "library:telecom"
    Path("mine.yaml").write_text(to_yaml(worlds_of(State("library:webshop"), {}).today))
    state, files = opened("mine.yaml", "en")
    assert (state.source, list(files)) == ("file:mine.yaml", ["mine.yaml"])
    with pytest.raises(UsageError, match="did you mean"):
        opened("lesson:word-of-mout", "en")
    with pytest.raises(ScenarioError):
        opened("nothing.yaml", "en")


def test_a_link_to_a_file_that_is_not_open_says_how_to_open_it() -> None:
    with pytest.raises(UsageError, match=r"engage lab shop\.yaml"):
        worlds_of(State("file:shop.yaml"), {})


def test_a_saved_page_is_plain_text(tmp_path: Path) -> None:
    state = State("library:webshop", {"brand.promise": 0.2})
    document = json.loads(page_file(worlds_of(state, {}), state))
    assert document["state"] == "from=library%3Awebshop&set=brand.promise%3D0.2"
    assert document["today"]["name"] == worlds_of(state, {}).today.name
