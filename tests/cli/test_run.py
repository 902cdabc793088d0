"""`run` and `verify`: the contract of result.json, verdicts in each form, bad input."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from tests.cli.command import saslift

PROGRAM = """\
data sales;
  input region $ amount;
  format amount 8.2;
  label amount = 'Amount';
datalines;
East 1
West .
;
run;

%let n = 3;

proc sort data=sales;
  by descending amount;
run;

proc print data=sales;
run;
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sales.sas").write_text(PROGRAM)
    return tmp_path


def test_the_contract_of_a_result(folder):
    done = saslift("run", "sales.sas", "--engine", "reference", "--out", "out")
    assert done.code == 0, done.out
    result = json.loads((folder / "out" / "sales" / "result.json").read_text(encoding="utf-8"))
    assert list(result) == [
        "program", "engine", "status", "seconds", "datasets", "tables", "macro_vars", "log", "diagnostics",
    ]  # fmt: skip
    assert (result["program"], result["engine"], result["status"]) == ("sales.sas", "reference", "ok")
    sales = result["datasets"]["sales"]
    assert sales["rows"] == [["East", 1.0], ["West", None]]
    assert sales["columns"][1] == {
        "name": "amount",
        "type": "num",
        "length": 8,
        "format": "8.2",
        "label": "Amount",
    }
    assert sales["columns"][0]["type"] == "char"
    assert result["macro_vars"] == {"N": "3"}
    assert "NOTE: The data set WORK.SALES has 2 observations and 2 variables." in result["log"]
    table = result["tables"][0]
    assert set(table) == {"step", "proc", "name", "title", "columns", "rows"}
    assert table["proc"] == "PRINT"


def test_one_failure_does_not_touch_the_others(folder):
    (folder / "bad.sas").write_text("data a;\n  set nowhere;\nrun;\n")
    (folder / "empty.sas").write_text("")
    done = saslift("run", ".", "--out", "out")
    assert done.code in (1, 2)
    status = {
        name: json.loads((folder / "out" / name / "result.json").read_text())["status"]
        for name in ("bad", "empty", "sales")
    }
    assert status == {"bad": "failed", "empty": "failed", "sales": "ok"}
    found = json.loads((folder / "out" / "bad" / "result.json").read_text())["diagnostics"]
    assert found[0]["line"] in (1, 2) and found[0]["code"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--engine", "sas"], "X0005"),
        (["--libref", "raw=nowhere"], "X0012"),
        (["--out", "/proc/none/out"], "X0004"),
    ],
)
def test_mistakes_are_2_with_a_code(folder, arguments, code):
    done = saslift("run", "sales.sas", "--out", "out", *arguments)
    assert done.code == 2
    assert done.err.splitlines()[-1].endswith(f"[{code}]")
    assert not (folder / "out").exists()


BAD = {
    "a data set that is not there": ("data a;\n  set lib.nothere;\nrun;\n", 2),
    "an unknown procedure": ("data a; x = 1; run;\nproc srot data=a;\n  by x;\nrun;\n", 2),
    "a wrong column type": ("proc means data=lib.t;\n  var x;\nrun;\n", 2),
    "two types of a variable": (
        "data a; x = 'b'; run;\ndata b; x = 1; run;\ndata c;\n  set a b;\nrun;\n",
        4,
    ),
}


@pytest.mark.parametrize("engine", ["reference", "pandas", pytest.param("r", marks=pytest.mark.r)])
@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_located_line(folder, kind, engine):
    program, line = BAD[kind]
    (folder / "bad.sas").write_text(program)
    (folder / "lib").mkdir()
    (folder / "lib" / "t.csv").write_text("id,x\n1,a\n2,b\n")
    done = saslift("run", "bad.sas", "--engine", engine, "--libref", "lib=lib", "--out", "out")
    assert done.code == 1
    errors = [text for text in done.out.splitlines() if ": error:" in text]
    assert errors and all(
        re.fullmatch(r"bad\.sas:\d+:\d+: error: .+ \[[A-Z]\d{4}\]", text) for text in errors
    )
    assert line - 1 <= int(errors[0].split(":")[1]) <= line
    if engine != "reference":
        made = saslift("translate", "bad.sas", "--libref", "lib=lib", "--out", "made", "--to", engine)
        assert (made.code, re.search(r"^bad\.sas:\d+:\d+: error: .+\]$", made.out, re.M) is not None) == (
            1,
            True,
        )


@pytest.mark.parametrize("targets", ["pandas", pytest.param("pandas,r", marks=pytest.mark.r)])
def test_a_verdict_in_each_form(folder, targets):
    done = saslift("verify", "sales.sas", "--to", targets, "--out", "out")
    assert done.code == 0, done.out
    rows = json.loads((folder / "out" / "verdict.json").read_text())["programs"]
    assert [row["target"] for row in rows] == targets.split(",")
    assert all((row["status"], row["equal"]) == ("equal", row["outputs"]) for row in rows)
    assert {one["kind"] for one in rows[0]["details"]} == {"data set", "table", "macro variable"}
    suites = ElementTree.parse(folder / "out" / "verdict.xml").getroot()
    assert [suite.get("failures") for suite in suites] == ["0"] * len(rows)
    page = (folder / "out" / "verdict.html").read_text()
    assert "sales.sas, pandas" in page and "<script" not in page


def test_what_cannot_be_compared_is_1_and_told(folder):
    (folder / "hole.sas").write_text(PROGRAM + "proc loess data=sales; model amount = amount; run;\n")
    done = saslift("verify", "hole.sas", "sales.sas", "--to", "pandas", "--out", "out", "--json")
    assert done.code == 1
    status = {row["name"]: row["status"] for row in json.loads(done.out)["programs"]}
    assert status == {"hole": "holes", "sales": "equal"}
