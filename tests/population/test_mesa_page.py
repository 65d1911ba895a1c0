"""What the page for Mesa users shows runs as it stands there."""

from __future__ import annotations

import re

import pytest

from tests.house import source


def test_the_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    page = (source.ROOT / "docs" / "mesa.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/mesa.md", "exec"), names)
    shown = capsys.readouterr().out
    assert "indifferent" in shown
    assert "<Customer 1: " in shown
