"""The schema that editors read is a file in the repository; it must say what the code says."""

import json
from pathlib import Path

from simulator.scenario.json_schema import json_schema

SCHEMA = Path(__file__).parents[2] / "schema" / "scenario.json"


def test_the_schema_file_is_what_engage_schema_prints() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema(), "run: make schema"
