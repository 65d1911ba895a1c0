"""Whatever a scenario leads to, there is a page: nobody left, nobody moved, forty years, an open market."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.experiment.simulate import simulate
from simulator.projection.ledger import ledger_of
from simulator.report.page.made import Made
from simulator.report.page.run import page_of
from tests.projection.made import scenario
from tests.report.page.reading import Page
from tests.report.test_figures import CASES

MADE = Made("results/shop/run-001", ["engage", "run", "a b.yaml"], "f00", {"numpy": "2"}, "", "2026-01-01", 1.5)


@pytest.mark.parametrize("values", CASES.values(), ids=CASES.keys())
def test_there_is_a_page(values: dict[str, Any]) -> None:
    projection = simulate(scenario(**values))
    text = page_of(projection, MADE, ledger_of(projection, 1), ["P99 misses something"])
    page = Page(text)
    assert page.problems == []
    assert len(text.encode()) < 1_000_000
    assert "nan" not in page.root.words().split()
    assert "inf" not in page.root.words().split()
    assert "engage run 'a b.yaml'" in page.root.words()
    assert "P99 misses something" in page.root.words()
    for svg in page.root.all("svg"):
        assert all(each.words() for each in svg.all("title", "desc"))
