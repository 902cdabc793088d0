"""PROC SQL on all engines, against results worked out by hand (cases/*.toml say by which rule)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from equivalence.conformance import run_examples
from equivalence.engines import ENGINES
from equivalence.fuzz.running import run_text

FOLDER = Path(__file__).with_name("cases")


@cache
def examples() -> list[dict[str, Any]]:
    """The cases in the form of the conformance examples."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    setup = next(file["setup"] for file in files if "setup" in file)
    cases = [case for file in files for case in file.get("case", ())]
    made = []
    for number, case in enumerate(cases):
        expect = {
            name: {
                "columns": case[name][0],
                "rows": [[None if c == "." else c for c in row] for row in case[name][1:]],
            }
            for name in case
            if name not in ("rule", "sql", "macro")
        }
        made.append({
            "id": f"sql{number}", "area": "proc-sql", "tier": 1, "sas": f"{setup}proc sql;\n{case['sql']}\nquit;\n",
            "rule": case["rule"], "expect": expect, "expect_macro_vars": case.get("macro", {}), "ordered": True,
        })  # fmt: skip
    return made


@cache
def outcome(engine: str) -> dict[str, list[str]]:
    """Run all cases once on an engine."""
    return run_examples(examples(), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("number", range(len(examples())), ids=lambda n: examples()[n]["rule"][:50])
def test_case(engine: str, number: int) -> None:
    assert outcome(engine)[f"sql{number}"] == []


REFUSED = {
    "LAG": ("create table o as select lag(x) as l from t;", "R0074"),
    "a macro variable that was not set": (
        "reset noprint; select x into :m from t where x > 99; create table o as select x from t where x > &m;",
        "R0420 R0012",
    ),
    "a macro variable that is no number": (
        "reset noprint; select g into :m from t where x = 1; create table o as select x from t where x > &m;",
        "R0426 R0073",
    ),
    "a list of macro values that are no numbers": (
        "reset noprint; select g into :m separated by ',' from t; create table o as select x from t where x in (&m);",
        "R0426 R0073",
    ),
    "types that do not fit": ("create table o as select g from t union select x from t;", "R0079"),
    "no common column": ("create table o as select g from t union corr select id from a;", "R0079"),
    "a change of a view with ORDER BY": (
        "create view v as select * from a order by id; update v set x = 1;",
        "H0509 R0074",
    ),
    "a change of a view of summaries": (
        "create view v as select g, sum(x) as s from t group by g; delete from v;",
        "H0509 R0074",
    ),
    "a change of a view's derived column": (
        "create view v as select id, y + 1 as z from b; update v set z = 1;",
        "H0509 R0074",
    ),
    "a view that cannot be read": (
        "create view v as select y from b; alter table b drop y; create table o as select * from v;",
        "R0101 R0073",
    ),
}


REFUSED_BY_TRANSLATION = {
    "random numbers": ("proc sql; create table o as select x from t order by ranuni(1); quit;", "H0504"),
    "a view that sets macro variables": (
        "data v / view=v; set t; call symputx('n', x); run; data o; set v; run;",
        "H0269",
    ),
    "a view beside a data set": ("data v o / view=v; set t; run; data o; set v; run;", "H0269"),
}


@pytest.mark.parametrize("engine", ("pandas", "r"))
@pytest.mark.parametrize("rule", REFUSED_BY_TRANSLATION)
def test_refused_by_translation(engine: str, rule: str) -> None:
    code, wanted = REFUSED_BY_TRANSLATION[rule]
    with TemporaryDirectory() as folder:
        result = run_text(f"data t; x = 1; run;\n{code}\n", engine, Path(folder), 60)
    assert wanted in {d.code for d in result.diagnostics}
    assert "o" not in result.datasets


@cache
def refusals(engine: str) -> dict[str, tuple[str, ...]]:
    """Run the statements that SAS refuses on an engine: the codes, and whether a table was made all the same."""
    given = tomllib.loads((FOLDER / "setup.toml").read_text(encoding="utf-8"))["setup"]
    found = {}
    for rule, (sql, _) in REFUSED.items():
        with TemporaryDirectory() as folder:
            result = run_text(f"{given}proc sql;\n{sql}\nquit;\n", engine, Path(folder), 60)
        made = ("o",) if "o" in result.datasets else ()
        found[rule] = (*(d.code for d in result.diagnostics), *made)
    return found


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rule", REFUSED)
def test_refused(engine: str, rule: str) -> None:
    codes = refusals(engine)[rule]
    assert set(codes) & set(REFUSED[rule][1].split())
    assert "o" not in codes
