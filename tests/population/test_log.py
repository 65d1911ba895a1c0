"""A log from a file: what is read and when it is lived, and what is said of each way in which a log can be broken."""

from __future__ import annotations

import gc
import math
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from simulator.customer import happening
from simulator.errors import ScenarioError
from simulator.population import numbering as numbering_module
from simulator.population.log import ANSWER, LOGGED, Log, Runs
from simulator.population.log_file import read_log
from simulator.population.numbering import Numbering, hashes_of
from simulator.scenario.log import OUTCOMES, EventLog

TOUCHPOINTS = ["bill", "shop"]
CHANNELS = ["form", "phone"]
BOTH = {"touchpoint": "bill"}


def written(folder: Path, content: str | bytes, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, touchpoints: list[str] = TOUCHPOINTS, **asked: Any) -> Log:
    settings = {name: asked.pop(name) for name in ("block", "in_memory") if name in asked}
    customers, weeks = asked.pop("customers", None), asked.pop("weeks", 10)
    return read_log(EventLog(file=str(path), **asked), touchpoints, CHANNELS, customers, weeks, **settings)


def as_parquet(folder: Path, columns: dict[str, object], name: str = "log.parquet", **how: Any) -> Path:
    parquet.write_table(pa.table(columns), folder / name, **how)
    return folder / name


def said_of(path: Path, **asked: Any) -> list[str]:
    """Return what is said of the file, without its folder."""
    with pytest.raises(ScenarioError) as error:
        read(path, **asked)
    return [str(problem).replace(str(path), path.name) for problem in error.value.problems]


def told(log: Log, weeks: int = 10) -> list[tuple[Any, ...]]:
    """Return all that a log tells: week, and each field, with None where it says nothing."""
    rows = [(week, *row) for week in range(1, weeks + 1) for row in log.week(week).tolist()]
    return [tuple(None if isinstance(value, float) and math.isnan(value) else value for value in row) for row in rows]


FULL = """\
customer,week,touchpoint,outcome,severity,success,ease,emotion,channel,answer_weeks,redress,count
ann,2,shop,failure,0.5,,,,,,,
bob,1,bill,contact,,-1,0.25,1,,,,3
ann,1,bill,complaint,2,,,,phone,2,0.75,
cas,1,shop,delight,,,,,,,,1
ann,1,shop,contact,,,,,,,,
"""


def test_a_log_is_lived_week_by_week_and_customer_by_customer(tmp_path: Path) -> None:
    log = read(written(tmp_path, FULL))
    nothing = (-1, -1, None, None, None, None, None)
    assert told(log) == [
        (1, 0, 0, 3, 1, 1, 2, 2.0, None, None, None, 0.75),
        (1, 0, 1, 0, 1, *nothing),
        (1, 1, 0, 0, 3, -1, -1, None, -1.0, 0.25, 1.0, None),
        (1, 2, 1, 2, 1, *nothing),
        (2, 0, 1, 1, 1, -1, -1, 0.5, None, None, None, None),
        (3, 0, 0, ANSWER, 1, -1, -1, None, None, None, None, 0.75),
    ]
    assert log.week(1).dtype == LOGGED
    assert (log.customers, log.events, log.answers, log.skipped.total) == (3, 5, 1, 0)
    assert log.ids == ["ann", "bob", "cas"]
    assert log.id_of(2) == "cas"
    assert log.first_week.tolist() == [1, 1, 1]
    assert log.last_week.tolist() == [2, 1, 1]
    assert log.start is None
    assert log.unused == ()
    assert repr(log) == "Log(5 events of 3 customers; skipped: none)"


def test_outcomes_have_the_numbers_by_which_they_are_lived() -> None:
    lived = (happening.CONTACT, happening.FAILURE, happening.DELIGHT, happening.COMPLAINT, happening.ANSWER)
    assert lived == (*map(OUTCOMES.index, ("contact", "failure", "delight", "complaint")), ANSWER)


def test_the_weeks_may_be_asked_in_any_order_and_changed(tmp_path: Path) -> None:
    log = read(written(tmp_path, FULL))
    log.week(1)["count"] = 99
    assert log.week(2)["count"].tolist() == [1]
    assert log.week(1)["count"].tolist() == [1, 1, 3, 1]
    assert [len(log.week(week)) for week in (-3, 0, 4, 10, 11, 40_000)] == [0] * 6


def test_an_answer_comes_after_its_complaint_and_not_after_the_last_week(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "customer,week,outcome,answer_weeks,redress\na,9,complaint,0,1\na,9,contact,,\na,9,complaint,2,1\n"
        "b,9,failure,0,1\nb,9,complaint,,1\n",
    )
    log = read(path, touchpoint="bill")
    outcomes = [(row[0], row[1], row[3], row[-1]) for row in told(log)]
    assert outcomes == [
        (9, 0, 3, 1.0),
        (9, 0, ANSWER, 1.0),
        (9, 0, 0, None),
        (9, 0, 3, 1.0),
        (9, 1, 1, 1.0),
        (9, 1, 3, 1.0),
    ]
    assert (log.events, log.answers) == (5, 1)
    assert log.last_week.tolist() == [9, 9]


PLAIN = [(1, 0, 0), (2, 1, 0), (2, 1, 0)]


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("customer,week\nx,1\ny,2\ny,2\n", {}),
        ("customer,week\nx,1\ny,2\ny,2", {}),
        ("\ufeffcustomer,week\r\nx,1\r\ny,2\r\ny,2\r\n", {}),
        ("customer,week\rx,1\ry,2\ry,2\r", {}),
        ("\n\ncustomer,week\n\nx,1\n\ny,2\ny,2\n\n", {}),
        ("customer;week\nx;1\ny;2\ny;2\n", {}),
        ("customer\tweek\nx\t1\ny\t2\ny\t2\n", {}),
        ("customer|week\nx|1\ny|2\ny|2\n", {}),
        (" customer  week\n x   1\n y   2  \n\n y 2\n", {}),
        (" customer  week\r\n x   1\r\n y   2\r\n y\t2\r\n", {}),
        ('"customer","week"\n"x","1"\n"y","2"\n"y","2"\n', {}),
        ("customer,week\n x , 1\ny, 2\n y,2 \n", {}),
        ("customer,week,note\nx,1,\ny,2,\ny,2,\n,,\n", {}),
        ('customer,note,week\nx,"a\nb, ""c""",1\ny,"5"" pipe",2\ny,5" pipe,2\n', {}),
        ("customer,week\nx,1.0\ny,2.0\ny,2\n", {}),
        ("week,name\n1,x\n2,y\n2,y\n", {"columns": {"customer": "name"}}),
        ("x,-,1\ny,-,2\ny,-,2\n", {"columns": {"customer": "1", "time": "3"}}),
        ("customer,week,touchpoint\nx,1,bill\ny,2,bill\ny,2,\n", {}),
        ("customer,week,touchpoint,outcome\nx,1,NA,\ny,2,bill,contact\ny,2,bill,NA\n", {}),
        ("customer,week\nx,2024-01-07\ny,2024-01-08\ny,2024-01-14\n", {"start": "2024-01-01"}),
        ("customer,week\ny,2024-01-08\nx,2024-01-01\ny,2024-01-09\n", {}),
        (
            "customer,week\nx,2024-01-07T23:59:59Z\ny,2024-01-08 00:00\ny,2024-01-14 10:00:00.5+02:00\n",
            {"start": "2024-01-01"},
        ),
        ("customer,week\nx,20240107\ny,20240108\ny,20240108\n", {"date_format": "%Y%m%d", "start": "2024-01-01"}),
        ("customer,week\nx,07/01/24\ny,08/01/24\ny,08/01/24\n", {"date_format": "%d/%m/%y", "start": "01/01/24"}),
        ("Käufer,week\nx,1\ny,2\ny,2\n", {"columns": {"customer": "Käufer"}}),
        ("customer,week,note\nx,1,\xe9\ny,2,\ny,2,\n".encode("latin-1"), {}),
    ],
)
def test_a_csv_file_is_read_however_it_is_written(tmp_path: Path, content: str | bytes, asked: Any) -> None:
    asked = {"touchpoint": "bill", **asked}
    log = read(written(tmp_path, content), **asked)
    if log.id_of(0) == "y":  # one of them is not in the order of time
        assert [(week, 1 - person) for week, person, *_ in told(log)] == [row[:2] for row in PLAIN] or log.start
        assert log.first_week.tolist() == [2, 1]
    else:
        assert [row[:2] + row[3:4] for row in told(log)] == PLAIN


@pytest.mark.parametrize(
    "columns",
    [
        {"customer": ["x", "y", "y"], "week": [1, 2, 2]},
        {"customer": pa.array(["x", "y", "y"]).dictionary_encode(), "week": pa.array([1, 2, 2], pa.uint8())},
        {"customer": pa.array(["x", "y", "y"], pa.large_string()), "week": [1.0, 2.0, 2.0]},
        {"customer": [7, 8, 8], "week": ["1", "2", "2"]},
        {"customer": [7.0, 8.0, 8.0], "week": [date(2024, 1, 1), date(2024, 1, 8), date(2024, 1, 14)]},
        {"customer": [7, 8, 8], "week": pa.array([0, 8 * 86400, 8 * 86400], pa.timestamp("s"))},
        {"customer": [7, 8, 8], "week": pa.array([0, 8 * 86400, 8 * 86400], pa.timestamp("s", "Europe/Amsterdam"))},
        {"customer": [7, 8, 8], "week": ["2024-01-01", "2024-01-08", "2024-01-08"], "severity": pa.nulls(3)},
    ],
)
def test_a_parquet_file_is_read_whatever_its_types(tmp_path: Path, columns: dict[str, object]) -> None:
    for name in ("log.parquet", "log.pq", "log.data"):
        log = read(as_parquet(tmp_path, columns, name), touchpoint="bill")
        assert [row[:2] + row[3:4] for row in told(log)] == PLAIN
        assert log.ids in (["x", "y"], ["7", "8"])


def test_whole_numbers_may_be_dates_when_the_format_says_so(tmp_path: Path) -> None:
    path = as_parquet(tmp_path, {"customer": [1], "day": [20240109]})
    log = read(path, columns={"time": "day"}, date_format="%Y%m%d", start="20240101", touchpoint="bill")
    assert log.first_week.tolist() == [2]
    assert log.start == date(2024, 1, 1)


def test_words_of_the_firm_are_translated(tmp_path: Path) -> None:
    path = written(tmp_path, "who,when,kind\n1,1,ok\n2,1,bad\n3,1,\n4,1,delight\n")
    columns = {"customer": "who", "time": "when", "outcome": "kind"}
    outcomes = {"ok": "contact", "bad": "complaint", "": "failure"}
    log = read(path, columns=columns, outcomes=outcomes, touchpoint="shop")
    assert log.week(1)["outcome"].tolist() == [0, 3, 1, 2]
    assert log.week(1)["touchpoint"].tolist() == [1] * 4


def test_the_only_touchpoint_needs_no_mention_and_columns_not_read_are_told(tmp_path: Path) -> None:
    log = read(written(tmp_path, "customer,week,amount\n1,1,9\n"), ["order"])
    assert log.week(1)["touchpoint"].tolist() == [0]
    assert log.unused == ("amount",)


def test_where_fields_are_not_divided_by_commas_a_comma_is_a_decimal_one(tmp_path: Path) -> None:
    log = read(written(tmp_path, "customer;week;emotion\n1;1;-0,5\n2;1;0.25\n"), touchpoint="bill")
    assert log.week(1)["emotion"].tolist() == [-0.5, 0.25]


def test_what_lies_outside_the_weeks_is_skipped_counted_and_makes_nobody_a_customer(tmp_path: Path) -> None:
    path = written(
        tmp_path, "customer,week\nold,2023-12-31\na,2024-01-01\nnew,2024-03-11\nb,2024-03-10\nnew,2024-03-12\n"
    )
    log = read(path, touchpoint="bill", start="2024-01-01")
    assert log.ids == ["a", "b"]
    assert (log.skipped.before, log.skipped.after, log.skipped.unknown, log.events) == (1, 2, 0, 2)
    assert str(log.skipped) == "1 before week 1, 2 after the last week"
    assert said_of(path, touchpoint="bill", start="2025-01-01") == [
        "log.csv: has no event in weeks 1 to 10; skipped are 5 before week 1; week 1 begins on 2025-01-01"
    ]


def test_customers_beyond_those_of_the_scenario_are_refused_or_skipped(tmp_path: Path) -> None:
    path = written(tmp_path, "customer,week\na,1\nb,1\nc,2\na,3\nd,1\nc,1\n")
    assert said_of(path, touchpoint="bill", customers=2) == [
        "log.csv:4:1: customer 'c' is one more than the 2 of the scenario, and the log speaks of 4; "
        "take customers: 4, or unknown_customers: skip"
    ]
    for block in (1, 1000):
        log = read(path, touchpoint="bill", customers=2, unknown_customers="skip", block=block)
        assert (log.ids, log.events, log.skipped.unknown) == (["a", "b"], 3, 3)
    assert read(path, touchpoint="bill", customers=4).customers == 4
    assert read(path, touchpoint="bill", customers=9).customers == 4
    table = as_parquet(tmp_path, {"customer": ["a", "b", "c"], "week": [1, 1, 1]})
    assert said_of(table, touchpoint="bill", customers=2)[0].startswith("log.parquet:3:1: customer 'c' is one more")


TOP = "customer,week,touchpoint,outcome,severity,count,channel\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["log.csv: has no events; a log needs a first line with the names of its columns"]),
        ("\n\n", ["log.csv: has no events"]),
        (TOP, ["log.csv: has no events"]),
        (TOP + ",,,,,,\n\n", ["log.csv: has no events"]),
        (
            "a,b\n1,2\n",
            ["log.csv:1:1: has no column 'customer' for who it was; There", "log.csv:1:1: has no column 'w"],
        ),
        (
            "Customer,week,touchpoint\n1,1,bill\n",
            ["log.csv:1:1: has no column 'customer' for who it was; did you mean 'Customer'? There are 'Customer', "],
        ),
        (
            "customer:week\n1:1\n",
            [
                "log.csv:1:1: has no column 'customer' for who it was; the first line has one field, 'customer:week'; ",
                "log.csv:1:1: has no column 'week'",
            ],
        ),
        (
            "customer,week,customer,touchpoint\n1,1,1,bill\n",
            ["log.csv: has 2 columns 'customer'; each needs a name of its own"],
        ),
        (
            TOP + "a,1,bil,,,,\n",
            ["log.csv:2:5: touchpoint 'bil' is not known; did you mean 'bill'? Allowed are 'bill' "],
        ),
        (TOP + "a,1,,,,,\n", ["log.csv:2:5: touchpoint is empty; name it here, or make one that of all events"]),
        (
            TOP + "a,1,bill,failed,,,\n",
            ["log.csv:2:10: outcome 'failed' is not known; did you mean 'failure'? Allowed"],
        ),
        (TOP + "a,1,bill,,,,fone\n", ["log.csv:2:13: channel 'fone' is not known; did you mean 'phone'? Allowed are"]),
        (TOP + "a,1,bill,,-0.1,,\n", ["log.csv:2:11: severity '-0.1' is not a number from 0 to 100"]),
        (TOP + "a,1,bill,,bad,,\n", ["log.csv:2:11: severity 'bad' is not a number from 0 to 100"]),
        (TOP + 'a,1,bill,,"0,5",,\n', ["log.csv:2:11: severity '0,5' is not a number from 0 to 100; write 0.5"]),
        (TOP + "a,1,bill,,50 %,,\n", ["log.csv:2:11: severity '50 %' is not a number from 0 to 100; write 0.5"]),
        (TOP + "a,1,bill,,1e999,,\n", ["log.csv:2:11: severity '1e999' is not a number"]),
        (TOP + "a,1,bill,,1_0,,\n", ["log.csv:2:11: severity '1_0' is not a number"]),
        (TOP + "a,1,bill,,,0,\n", ["log.csv:2:12: count '0' is not a whole number from 1 to 65535"]),
        (TOP + "a,1,bill,,,1.5,\n", ["log.csv:2:12: count '1.5' is not a whole number from 1 to 65535"]),
        (TOP + "a,0,bill,,,,\n", ["log.csv:2:3: '0' is no week number, a whole number from 1"]),
        (TOP + "a,1.5,bill,,,,\n", ["log.csv:2:3: '1.5' is no week number"]),
        (TOP + "a,1,bill,,,,\na,,bill,,,,\n,1,bill,,,,\n", ["log.csv:3:3: time is empty", "log.csv:4:1: customer is"]),
        (
            TOP + "a,19970131,bill,,,,\n",
            ["log.csv:2:3: '19970131' is no week number; if it is a date, say date_format:"],
        ),
        (
            TOP + "a,31/1/1997,bill,,,,\n",
            ["log.csv:2:3: '31/1/1997' is no date such as 1997-01-31; say in date_format"],
        ),
        (TOP + "a,1997-02-30,bill,,,,\na,1997-01-01,bill,,,,\n", ["log.csv:2:3: '1997-02-30' is no date such as"]),
        (TOP + "a,1,bill,,,,\na,1997-01-01,bill,,,,\n", ["log.csv:3:3: '1997-01-01' is no week number"]),
        (TOP + "x" * 201 + ",1,bill,,,,\n", ["log.csv:2:1: customer 'xxxxxxxxxx"]),
        (
            TOP + "a,1\na,1,bill,,,,,\n",
            ["log.csv:2:1: has 2 fields (between commas), where the first line has 7", "log.csv:3:1: has 8"],
        ),
        (
            TOP + '"a\n\nb",1,bill,,,,\n\na,x,bil,,0.1,0,\n\n',
            ["log.csv:6:3: 'x' is no", "log.csv:6:5: touchpoint 'bil'", "log.csv:6:14: count '0' is not"],
        ),
        (TOP + 'a,1,bill,,,,"pho\nne"\n', ["log.csv:2:13: channel 'pho\\nne' is not known"]),
        (TOP + 'a,1,bill,,,,\na,1,"bill,,,,\na,1,bill,,,,\n', ["log.csv:3:1: has 3 fields (between commas), where"]),
        ((TOP + "a,1,bill,,,,\n").encode("utf-16"), ["log.csv:1:1: is not text in UTF-8; save it as CSV UTF-8"]),
        ((TOP + "a,1,bill,,,,\n").encode("utf-16-le"), ["log.csv:1:1: is not text in UTF-8; save it as CSV UTF-8"]),
        ("customer,week,plaats\xe9\n".encode("latin-1"), ["log.csv:1:21: is not text in UTF-8; save it as CSV UTF-8"]),
        (
            (TOP + "a,1,bill,,,,\nb\xe9,1,bill,,,,\n").encode("latin-1"),
            ["log.csv:3:2: is not text in UTF-8; save it as CSV UTF-8"],
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ["log.csv:1:1: is not text in UTF-8"]),
        (b"x" * (1 << 20), ["log.csv:1:1: has no line ends; it is no CSV file"]),
    ],
)
def test_a_broken_log_is_explained(tmp_path: Path, content: str | bytes, expected: list[str]) -> None:
    said = said_of(written(tmp_path, content))
    assert len(said) == len(expected), said
    for line, start in zip(said, expected, strict=True):
        assert line.startswith(start), said


def test_a_broken_log_in_columns_is_explained_in_its_own_places(tmp_path: Path) -> None:
    said = said_of(written(tmp_path, "  customer  week\n  a     1\n\n  bb    x\n  cc\n"), touchpoint="bill")
    assert said == [
        "log.csv:4:9: 'x' is no week number, a whole number from 1",
        "log.csv:5:3: has 1 field (between spaces), where the first line has 2",
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"touchpoint": "bil"}, "log.csv: touchpoint: 'bil' is not known; did you mean 'bill'? Allowed are 'bill' and"),
        ({}, "log.csv: has no column 'touchpoint', and the scenario has several; name the column in"),
        ({**BOTH, "columns": {"severity": "sev"}}, "log.csv:1:1: has no column 'sev' for severity; There are 'cust"),
        ({**BOTH, "start": "1997-13-01"}, "log.csv: start '1997-13-01' is no date such as 1997-01-31"),
        ({**BOTH, "date_format": "YYYYMMDD"}, "log.csv: date_format 'YYYYMMDD' does not say year, month and day"),
        ({**BOTH, "date_format": "%m/%Y"}, "log.csv: date_format '%m/%Y' does not say year, month and day"),
        ({**BOTH, "date_format": "%d-%m-%Y"}, "log.csv:2:3: '1' is no date of the form %d-%m-%Y"),
        ({**BOTH, "start": "1997-01-01"}, "log.csv:2:3: '1' is no date such as 1997-01-31; say in date_format"),
    ],
)
def test_what_is_asked_of_a_log_must_fit_it(tmp_path: Path, asked: Any, expected: str) -> None:
    assert said_of(written(tmp_path, "customer,week\na,1\n"), **asked)[0].startswith(expected)


def test_a_quotation_mark_without_its_fellow_does_not_swallow_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.population.table_file._LONGEST_RECORD", 1000)
    path = written(tmp_path, "customer,week\na,1\n" + '"b,1\n' + "c,1\n" * 1000)
    said = said_of(path, touchpoint="bill", block=100)
    assert said == ["log.csv:3:1: has a quotation mark that is opened and never closed"]


@pytest.mark.parametrize("block", [1, 50, 1 << 20])
def test_twenty_places_are_named_in_the_order_of_the_file_and_the_rest_is_counted(tmp_path: Path, block: int) -> None:
    few = said_of(written(tmp_path, TOP + "a,0,bill,,,,\n" * 20), block=block)
    assert [line.split(":")[1] for line in few] == [str(line) for line in range(2, 22)]
    many = said_of(written(tmp_path, TOP + "a,0,bil,,,,\na\n" * 1000), block=block)
    assert len(many) == 21
    assert [line.split(": ")[0] for line in many[:4]] == ["log.csv:2:3", "log.csv:2:5", "log.csv:3:1", "log.csv:4:3"]
    assert many[-1] == "log.csv: and 2,980 more that are wrong"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"customer": [1]}, "log.parquet: has no column 'week' for when it was; There are 'customer'"),
        ({"customer": [1], "week": [True]}, "log.parquet: column 'week' holds bool, not dates or week numbers"),
        ({"customer": [[1]], "week": [1]}, "log.parquet: column 'customer' holds list<element: int64>, not words"),
        (
            {"customer": [1], "week": [1], "severity": [date(2024, 1, 1)]},
            "column 'severity' holds date32[day], not num",
        ),
        ({"customer": [1, None], "week": [1, 1]}, "log.parquet:2:1: customer is empty: who it was is needed"),
        ({"customer": [1, 2], "week": [1, None]}, "log.parquet:2:2: time is empty"),
        ({"customer": [1, 2], "week": [1, 2.5]}, "log.parquet:2:2: '2.5' is no week number"),
        ({"customer": [1], "week": [1], "count": [2**40]}, "log.parquet:1:3: count '1099511627776' is not a whole"),
        ({"customer": [1], "week": [1], "touchpoint": ["bil"]}, "log.parquet:1:3: touchpoint 'bil' is not known; did"),
        ({"customer": pa.array([], pa.string()), "week": pa.array([], pa.int64())}, "log.parquet: has no events"),
    ],
)
def test_a_broken_parquet_file_is_explained(tmp_path: Path, columns: dict[str, object], expected: str) -> None:
    asked = {} if "touchpoint" in columns else BOTH
    assert expected in "\n".join(said_of(as_parquet(tmp_path, columns), **asked))


def test_a_parquet_file_that_is_none_or_half_is_explained(tmp_path: Path) -> None:
    columns = {"customer": list(range(10_000)), "week": [1] * 10_000}
    whole = as_parquet(tmp_path, columns).read_bytes()
    broken = bytearray(whole)
    broken[100:4000] = b"\xff" * 3900
    for name, content in (
        ("half.parquet", whole[: len(whole) // 2]),
        ("start.data", whole[:4]),
        ("text.parquet", b"customer,week\n"),
        ("empty.parquet", b""),
        ("damaged.parquet", bytes(broken)),
    ):
        said = said_of(written(tmp_path, content, name), touchpoint="bill")
        assert len(said) == 1
        assert said[0].startswith(f"{name}: cannot be read as Parquet, it may be cut off or damaged: ")


def test_a_file_that_is_not_there_is_explained(tmp_path: Path) -> None:
    assert said_of(tmp_path / "none.csv") == ["none.csv: cannot be read: No such file or directory"]
    assert said_of(tmp_path / "none.parquet") == ["none.parquet: cannot be read: No such file or directory"]
    assert said_of(tmp_path) == [f"{tmp_path.name}: cannot be read: Is a directory"]


EVENT = st.tuples(
    st.sampled_from(["a", "b", "c d", 'e"f', "g,h", "i\nj", "ü", "007", "7"]),
    st.integers(1, 12),
    st.sampled_from(TOUCHPOINTS),
    st.sampled_from([*OUTCOMES, ""]),
    st.one_of(st.none(), st.integers(0, 8).map(lambda eighths: eighths / 8)),
    st.one_of(st.none(), st.integers(0, 4)),
)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set('",\n') else text


def expected_of(events: list[Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Do plainly what `read_log` does, for weeks 1 to 10."""
    lived = [event for event in events if event[1] <= 10]
    ids = list(dict.fromkeys(event[0] for event in lived))
    rows = []
    for who, week, touchpoint, outcome, severity, answer_weeks in lived:
        person, where, how = ids.index(who), TOUCHPOINTS.index(touchpoint), OUTCOMES.index(outcome or "contact")
        waiting = -1 if answer_weeks is None else answer_weeks
        rows.append((week, person, where, how, 1, -1, waiting, severity, None, None, None, None))
        if how == OUTCOMES.index("complaint") and waiting >= 0 and week + waiting <= 10:
            rows.append((week + waiting, person, where, ANSWER, 1, -1, -1, None, None, None, None, None))
    return ids, sorted(rows, key=lambda row: row[:2])


@given(
    events=st.lists(EVENT, min_size=1).filter(lambda events: any(event[1] <= 10 for event in events)),
    block=st.integers(1, 200),
    in_memory=st.sampled_from([0, 100, 10**6]),
    as_dates=st.booleans(),
)
def test_the_same_is_read_whatever_is_taken_at_a_time(
    tmp_path_factory: pytest.TempPathFactory, events: list[Any], block: int, in_memory: int, as_dates: bool
) -> None:
    folder = tmp_path_factory.mktemp("log")
    names = ("customer", "week", "touchpoint", "outcome", "severity", "answer_weeks")
    day = date(2024, 2, 1)
    times = [(day + timedelta(7 * (event[1] - 1))).isoformat() if as_dates else event[1] for event in events]
    columns = {name: [event[place] for event in events] for place, name in enumerate(names)} | {"week": times}
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    parquet.write_table(table, folder / "log.parquet", row_group_size=7)
    lines = [
        ",".join(quoted("" if value is None else str(value)) for value in row)
        for row in zip(*columns.values(), strict=True)
    ]
    csv = written(folder, "\n".join([",".join(names), *lines]))
    ids, rows = expected_of(events)
    asked: dict[str, Any] = {"start": day.isoformat()} if as_dates else {}
    for path in (csv, folder / "log.parquet"):
        log, whole = read(path, block=block, in_memory=in_memory, **asked), read(path, **asked)
        assert log.ids == ids
        assert told(log) == rows
        assert log.skipped.after == sum(event[1] > 10 for event in events)
        for week in range(1, 11):
            assert log.week(week).tobytes() == whole.week(week).tobytes()
        weeks_of = [[event[1] for event in events if event[0] == who and event[1] <= 10] for who in ids]
        assert log.first_week.tolist() == [min(weeks) for weeks in weeks_of]
        assert log.last_week.tolist() == [max(weeks) for weeks in weeks_of]


def test_a_temporary_file_is_gone_with_the_log_and_when_reading_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    temporary = tempfile.TemporaryFile

    def remembered(*args: Any, **kwargs: Any) -> Any:
        opened.append(temporary(*args, **kwargs))
        return opened[-1]

    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr("simulator.population.log.tempfile.TemporaryFile", remembered)
    path = written(tmp_path, "customer,week\n" + "a,1\n" * 100)
    log = read(path, touchpoint="bill", in_memory=0, block=10)
    assert not log.is_in_memory
    assert len(log.week(1)) == 100
    assert not opened[0].closed
    del log
    gc.collect()
    assert opened[0].closed

    with monkeypatch.context() as patch:
        add, calls = Runs.add, []

        def interrupted(self: Runs, rows: np.ndarray, weeks: np.ndarray) -> None:
            calls.append(1)
            if len(calls) == 3:
                raise KeyboardInterrupt
            add(self, rows, weeks)

        patch.setattr(Runs, "add", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read(path, touchpoint="bill", in_memory=0, block=10)
    gc.collect()
    assert len(opened) == 2
    assert opened[1].closed
    assert list(folder.iterdir()) == []

    log = read(path, touchpoint="bill", in_memory=0)
    log.close()
    log.close()
    assert opened[2].closed


def test_no_room_for_the_temporary_file_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("simulator.population.log.tempfile.TemporaryFile", full)
    path = written(tmp_path, "customer,week\na,1\n")
    with pytest.raises(ScenarioError, match=r"has no room for the log \(No space left on device\)"):
        read(path, touchpoint="bill", in_memory=0)


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), unique=True)))
def test_texts_are_numbered_as_they_come(batches: list[list[str]]) -> None:
    numbering = Numbering()
    known: dict[str, int] = {}
    for texts in batches:
        expected = [known.setdefault(text, len(known)) for text in texts]
        assert numbering.of(pa.array(texts, pa.string())).tolist() == expected
    assert numbering.texts.to_pylist() == list(known)


@given(st.lists(st.lists(st.text("abc", min_size=1, max_size=3), unique=True)), st.integers(0, 5))
def test_texts_with_the_same_hash_are_told_apart(batches: list[list[str]], limit: int) -> None:
    def short(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
        hashes, checks = hashes_of(texts)
        return hashes % np.uint64(3), checks

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering_module, "hashes_of", short)
        numbering = Numbering(limit)
        known: dict[str, int] = {}
        for texts in batches:
            for text in texts:
                if len(known) < limit:
                    known.setdefault(text, len(known))
            assert numbering.of(pa.array(texts, pa.string())).tolist() == [known.get(text, -1) for text in texts]


def test_hashes_see_every_letter_and_their_order() -> None:
    texts = ["a", "b", "ab", "ba", "12345678", "123456789", "12345678 ", "x" * 8, "x" * 16, "x" * 17, "x" * 200]
    hashes, checks = hashes_of(pa.array(texts))
    assert len(set(hashes.tolist())) == len(set(checks.tolist())) == len(texts)
    part = pa.array(["zz", *texts, "zz"]).slice(1, len(texts))
    assert hashes_of(part)[0].tolist() == hashes.tolist()
    many, _ = hashes_of(pa.array([f"C{number:08d}" for number in range(200_000)]))
    assert len(np.unique(many)) == 200_000
    assert np.abs(np.bincount((many >> np.uint64(60)).astype(np.int64)) / 12_500 - 1).max() < 0.05


MEASURED = """
import re, sys
from simulator.population.log_file import read_log
from simulator.scenario.log import EventLog
log = read_log(EventLog(file=sys.argv[1]), ["bill", "shop"], ["phone"], None, 52)
events = sum(len(log.week(week)) for week in range(1, 53))
# Not what the system counts for a process: that begins with the size of the one that started it.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read()).group(1)
print(events, log.customers, log.is_in_memory, int(peak) // 1024)
"""


@pytest.mark.slow
def test_a_large_log_takes_no_more_memory_than_a_middling_one(tmp_path: Path) -> None:
    lines = [
        f"C{number * 7919 % 50_000:06d},{number % 52 + 1},bill,failure,0.{number % 997:03d}\n"
        for number in range(100_000)
    ]
    piece = "".join(lines)
    peaks = []
    for times in (6, 40):
        path = tmp_path / f"{times}.csv"
        with path.open("w") as file:
            file.write("customer,week,touchpoint,outcome,severity\n")
            for _ in range(times):
                file.write(piece)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True, timeout=120
        )
        events, customers, in_memory, megabytes = done.stdout.split()
        assert (int(events), int(customers)) == (times * 100_000, 50_000)
        assert in_memory == str(times == 6)
        peaks.append(int(megabytes))
        path.unlink()
    # The larger log is 120 MB of text and 128 MB of events more.
    assert peaks[1] - peaks[0] < 100, peaks
    assert peaks[1] < 500, peaks
