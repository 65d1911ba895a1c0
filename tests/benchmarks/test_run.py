"""The benchmark runs, on a little of everything, and writes what it found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import measuring, run
from tests.equivalence.stories import story

CLOSED = {"market": {"word_of_mouth": {"network": "none"}}}
"""A market without prospects, in which nobody hears anybody."""


def test_everything_is_measured_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RESULTS", tmp_path)
    figures = run.measured(story(warm_up_weeks=0, **CLOSED), 200, (40, 50), repeats=1)
    assert all(figure.value > 0 for figure in figures[:-1])
    assert figures[-1].name.startswith("processor time lost")
    required = [figure.name for figure in figures if figure.required.endswith("150")]
    assert required[0] == "engine, 1 thread, over plain Mesa, 40 persons, do"
    files = [run.write(figures, quick=True, load_before=0.0) for _ in range(2)]
    assert [file.name for file in files] == ["benchmark-1.json", "benchmark-2.json"]
    assert json.loads(files[0].read_text())["figures"][0]["unit"] == "living customer-weeks/s"


def test_what_is_measured_among_others_stands_beside_what_is_required() -> None:
    scenario = run.among_others(story(warm_up_weeks=0), 1000)
    assert (scenario.customers, scenario.persons) == (800, 1000)
    figures = run.measured_together(story(warm_up_weeks=0), 1000, (40, 50), repeats=1)
    assert all(figure.value > 0 for figure in figures[:-1])
    required = {figure.name: figure for figure in figures if figure.required}
    assert required["network"].value == pytest.approx(4.5, abs=0.1)
    assert 100 < required["bytes kept of a person, letterboxes included"].value <= 160
    assert "engine, 2 threads, over plain Mesa, 50 persons among others, shuffle_do" in required


def test_a_process_of_its_own_tells_its_memory() -> None:
    took, state, peak = measuring.in_a_process(story(), 1)
    assert took > 0
    assert state == story().persons * measuring.Engine(story()).population.columns.rows.itemsize
    assert peak > 50e6


def test_what_was_disturbed_is_left_out_if_anything_remains() -> None:
    calm, busy = measuring.Took(1.0, 0.98), measuring.Took(2.0, 0.5)
    assert measuring.undisturbed([calm, busy]) == [calm]
    assert measuring.undisturbed([busy, busy]) == [busy, busy]


def test_what_it_would_have_taken_alone_is_its_processor_time_over_its_threads() -> None:
    assert measuring.Took(2.0, 0.5).alone == measuring.Took(1.0, 1.0)


def test_living_weeks_are_counted() -> None:
    engine = measuring.Engine(story())
    engine.live(1)
    once = engine.living_weeks
    engine.live(2)
    assert 0 < engine.living_weeks == once < engine.all_weeks == story().persons * 42
