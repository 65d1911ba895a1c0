"""What the README shows works as it stands there, and links in the documentation lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house import source

README = (source.ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the code blocks of the README in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def test_the_scenarios_are_valid(tmp_path: Path) -> None:
    from simulator.scenario.reading import read_scenario

    shop, better = blocks("yaml")
    (tmp_path / "shop.yaml").write_text(shop, encoding="utf-8")
    (tmp_path / "better.yaml").write_text(better, encoding="utf-8")
    before, after = read_scenario(tmp_path / "shop.yaml"), read_scenario(tmp_path / "better.yaml")
    assert before.touchpoints == after.touchpoints
    assert before.recovery != after.recovery


def test_python_use_works() -> None:
    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})


PAGES = sorted([*source.ROOT.glob("*.md"), *source.ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(source.ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
