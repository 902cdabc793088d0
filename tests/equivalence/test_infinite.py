"""SAS has no infinite numbers: a result that holds one is a failure with a code."""

from __future__ import annotations

import json
from math import inf

from equivalence.results import ColumnInfo, Dataset, RunResult, StepResult, dump, dump_steps


def result() -> RunResult:
    data = Dataset([ColumnInfo("x", "num"), ColumnInfo("t", "char")], [[1.0, "a"], [-inf, "b"]])
    made = RunResult("p.sas", "pandas", datasets={"a": data})
    made.steps.append(StepResult("1", 1, 1, "DATA a", datasets={"a": Dataset(data.columns, [[inf, "b"]])}))
    return made


def test_result_fails() -> None:
    told = json.loads(dump(result()))
    assert told["status"] == "failed"
    assert [d["code"] for d in told["diagnostics"]] == ["R0614"]
    assert told["datasets"]["a"]["rows"] == [[1.0, "a"], [None, "b"]]


def test_steps_fail() -> None:
    made = result()
    [step] = json.loads(dump_steps(made))["steps"]
    assert step["datasets"]["a"]["rows"] == [[None, "b"]]
    assert made.status == "failed"
