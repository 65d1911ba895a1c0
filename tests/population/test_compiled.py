"""What the compiler makes of the rule keeps the promise of equal bits, and is never taken from other sources."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from numba import njit

from simulator.population import cache, kernel
from simulator.population.population import Population
from simulator.scenario.schema import Scenario
from tests.house import source

SHOP = Scenario(name="Shop", weeks=1, customers=2, touchpoints=({"name": "order", "contacts_per_week": 1},))

OPERATION = r"f(?:add|sub|mul|div|rem)"
LICENCES = r"(?:fast|nnan|ninf|nsz|arcp|contract|afn|reassoc)"
FUSED = r"\bv?fn?m(?:add|sub|la|ls)\w*"


@dataclass(frozen=True)
class Made:
    """The loop as the compiler leaves it: its intermediate code and its machine code, as text."""

    code: str
    machine: str


@pytest.fixture(scope="module")
def made() -> Made:
    """Compile the loop anew, with the options it has, past the cache: what is kept there cannot be looked into."""
    Population(SHOP).live()
    signature = kernel.advance.signatures[0]
    options = {**kernel.advance.targetoptions, "cache": False}
    options.pop("nopython", None)
    loop: Any = njit(**options)(kernel.advance.py_func)
    loop.compile(signature)
    return Made(loop.inspect_llvm(signature), loop.inspect_asm(signature))


def rounded_on_the_way(code: str) -> list[str]:
    """Return the operations on four-byte numbers whose result is not simply put at rest in a column.

    The rule computes in eight bytes and rounds when it stores. A single operation whose operands come from four bytes
    and whose result goes there gives the same bits in four, so the compiler may write it so; a result that is used
    further was rounded where Python does not round.
    """
    found = []
    results = re.findall(rf"^\s*(%[\w.]+) = ({OPERATION} (?:<\d+ x )?float\b.*)$", code, flags=re.MULTILINE)
    for name, operation in results:
        this = rf"{re.escape(name)}\b(?![\w.])"
        at_rest = re.compile(rf"^\s*(?:store .*{this},|{this} = )")
        if not all(at_rest.search(line) for line in code.splitlines() if re.search(this, line)):
            found.append(operation)
    return found


@pytest.mark.slow
def test_every_number_is_computed_in_eight_bytes(made: Made) -> None:
    assert re.search(rf"{OPERATION} double", made.code)
    assert rounded_on_the_way(made.code) == []


@pytest.mark.slow
def test_no_licence_to_reorder_or_to_fuse_was_given(made: Made) -> None:
    assert not kernel.advance.targetoptions.get("fastmath")
    assert re.findall(rf"= {OPERATION} {LICENCES}\b.*", made.code) == []
    assert re.findall(r"@llvm\.(?:fmuladd|fma)\b", made.code) == []


@pytest.mark.slow
def test_no_product_and_sum_are_rounded_together(made: Made) -> None:
    assert re.findall(FUSED, made.machine) == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("  %a = fadd float %x, 1.000000e+00\n  store float %a, ptr %p, align 4", 0),
        ("  %a = fmul float %x, %y\n  %b = fpext float %a to double", 1),
        ("  %a = fmul <4 x float> %x, %y\n  %b = fpext <4 x float> %a to <4 x double>", 1),
        ("  %a = fmul float %x, %y\n  %a.1 = fadd float %a, %z\n  store float %a.1, ptr %p", 1),
        ("  %a = fmul double %x, %y", 0),
    ],
)
def test_rounding_on_the_way_would_be_seen(code: str, count: int) -> None:
    assert len(rounded_on_the_way(code)) == count


def test_a_product_of_two_columns_would_be_seen() -> None:
    @njit
    def careless(rows: Any) -> float:
        return rows[0].trust * rows[0].habit + 1.0

    careless(Population(SHOP).columns.rows)
    (signature,) = careless.signatures
    assert rounded_on_the_way(careless.inspect_llvm(signature))


# The cache ----------------------------------------------------------------------------------------------------------

WHAT_CAME_OUT = """
import json
from simulator.population import asking, kernel
from simulator.population.population import Population
from simulator.scenario.schema import Scenario
shop = Scenario(name="Shop", weeks=1, customers=3, touchpoints=({"name": "order", "contacts_per_week": 1},))
population = Population(shop)
joined = population.columns["joined_week"].tolist()
remembered = asking.memories(population).tolist()
hits = [sum(loop.stats.cache_hits.values()) for loop in (kernel.settle_all, asking._memories)]
print(json.dumps([joined, remembered, kernel.CACHE and kernel.CACHE.name, hits]))
"""

JOINED, REMEMBERED = [1, 1, 1], [0.0, 0.0, 0.0]
HIT, MISSED = [1, 1], [0, 0]


@dataclass(frozen=True)
class Outcome:
    """What a fresh Python finds: weeks of joining, what is remembered, the cache's folder, how often it served."""

    joined: list[int]
    remembered: list[float]
    folder: str | None
    hits: list[int]


def outcome(package: Path, cache: Path) -> Outcome:
    """Return what comes out of a fresh Python with that package and that place for the cache."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache), "PYTHONPATH": str(package)}
    command = [sys.executable, "-c", WHAT_CAME_OUT]
    done = subprocess.run(
        command, cwd=package, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return Outcome(*json.loads(done.stdout))


def test_a_change_of_a_callee_is_noticed_by_the_cache(tmp_path: Path) -> None:
    """Callees lie in other files than the loops that call them; the compiler alone would go on with the old ones."""
    shutil.copytree(source.PACKAGE, tmp_path / "simulator", ignore=shutil.ignore_patterns("__pycache__"))
    cache = tmp_path / "cache"
    first = outcome(tmp_path, cache)
    assert first == Outcome(JOINED, REMEMBERED, first.folder, MISSED)
    assert outcome(tmp_path, cache) == Outcome(JOINED, REMEMBERED, first.folder, HIT)

    callee = tmp_path / "simulator" / "customer" / "joining.py"
    before = callee.read_text(encoding="utf-8")
    after = before.replace("c.joined_week = first_week +", "c.joined_week = 7 + first_week +")
    assert after != before
    callee.write_text(after, encoding="utf-8")
    changed = outcome(tmp_path, cache)
    assert changed == Outcome([8, 8, 8], REMEMBERED, changed.folder, MISSED)
    assert changed.folder != first.folder

    callee.write_text(before, encoding="utf-8")
    assert outcome(tmp_path, cache) == Outcome(JOINED, REMEMBERED, first.folder, HIT)


def test_a_change_of_a_callee_is_noticed_by_what_asks_everybody(tmp_path: Path) -> None:
    shutil.copytree(source.PACKAGE, tmp_path / "simulator", ignore=shutil.ignore_patterns("__pycache__"))
    cache = tmp_path / "cache"
    assert outcome(tmp_path, cache).remembered == REMEMBERED
    callee = tmp_path / "simulator" / "customer" / "memory.py"
    before = callee.read_text(encoding="utf-8")
    after = before.replace("return p.memory_peak_weight * c.memory_peak +", "return 7.0 + p.memory_peak_weight +")
    assert after != before
    callee.write_text(after, encoding="utf-8")
    assert min(outcome(tmp_path, cache).remembered) > 7.0


def test_what_is_kept_of_one_loop_is_not_taken_for_another(tmp_path: Path) -> None:
    (tmp_path / "population_1").mkdir()
    (tmp_path / "population_1" / "asking._memories-150.py311.1.nbc").write_bytes(b"compiled")
    assert cache.holds(tmp_path, "asking._memories")
    assert not cache.holds(tmp_path, "kernel.advance")
    assert not cache.holds(None, "kernel.advance")


def test_without_a_place_to_write_the_loop_still_runs(tmp_path: Path) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("not a folder", encoding="utf-8")
    assert outcome(source.ROOT, nowhere) == Outcome(JOINED, REMEMBERED, None, MISSED)
