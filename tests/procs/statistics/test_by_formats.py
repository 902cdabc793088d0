"""BY groups of formatted values: what is printed, and what the targets refuse (results: cases/by-formats.toml).

Base SAS Procedures Guide, "Formats and BY-Group Processing": a procedure adds observations to the BY group until the formatted
value changes.
"""

from __future__ import annotations

import pytest

from equivalence.engines import ENGINES
from equivalence.fuzz.running import run_text
from equivalence.results import to_json
from tests.cli.command import saslift

DATA = """
proc format; value ages low-17 = 'young' 18-high = 'old'; run;
data a; input d :date9. age g x; format d monyy7.; datalines;
01JAN2020 3 1 1
15JAN2020 5 1 2
03FEB2020 20 2 5
;
"""
TITLES = ["d=JAN2020", "d=FEB2020"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("proc", "rows"),
    [
        ("proc print data=a noobs; by d; var x; sum x; run;", [[["1"], ["2"], ["3"]], [["5"], ["8"]]]),
        ("proc print data=a noobs; by d; id d; var x; run;", [[["JAN2020", "1"], ["", "2"]], [["FEB2020", "5"]]]),
        ("proc print data=a noobs; by d; var x; run;", [[["1"], ["2"]], [["5"]]]),
        (
            "data b; set a a; run; proc print data=b noobs; by d notsorted; var x; sum x; run;",
            [[["1"], ["2"], ["3"]], [["5"]], [["1"], ["2"], ["3"]], [["5"], ["16"]]],
        ),
        (
            "data b; set a a; run; proc print data=b noobs; by g notsorted; format d; var x; sum x; run;",
            [[["1"], ["2"], ["3"]], [["5"]], [["1"], ["2"], ["3"]], [["5"], ["16"]]],
        ),
        ("proc means data=a n sum maxdec=0; by d; var x; run;", [[["x", "2", "3"]], [["x", "1", "5"]]]),
        ("proc freq data=a; by d; tables g / nocum nopercent; run;", [[["1", "2"]], [["2", "1"]]]),
        ("proc tabulate data=a; by d; var x; table x*sum; run;", None),
        ("proc report data=a nowd; by d; column g x; define g / group; define x / sum; run;", [[["1", "3"]], [["2", "5"]]]),
    ],
)  # fmt: skip
def test_a_table_for_each_group_shows_the_formatted_value(tmp_path, engine, proc, rows):
    tables = to_json(run_text(DATA + proc, engine, tmp_path, 60))["tables"]
    titles = [t["title"] for t in tables]
    assert titles == (["g=1", "g=2"] * 2 if "by g" in proc else TITLES * (len(titles) // 2))
    if rows is not None:
        assert [t["rows"] for t in tables] == rows


@pytest.mark.parametrize("engine", ENGINES)
def test_the_data_must_be_in_the_order_of_the_values(tmp_path, engine):
    text = "data b; input d x; datalines;\n3 1\n1 2\n;\nproc summary data=b; by d; format d monyy7.; var x; output out=o sum=s; run;"
    result = to_json(run_text(text, engine, tmp_path, 60))
    assert result["status"] == "failed"
    assert "sorted" in result["diagnostics"][0]["message"]


@pytest.mark.parametrize(
    "proc",
    [
        "proc means data=a; by age; format age ages.; var age; run;",
        "proc means data=a; by d; var x; output out=o maxid(x(d))=m; run;",
        "proc print data=a; by d; sum d; run;",
        "proc print data=a; by d g; sum x; run;",
        "proc reg data=a; by age; format age ages.; model x = age; run;",
        "proc freq data=a; by d; tables d*x; run;",
        "proc report data=a nowd; by d; run;",
        "proc rank data=a out=o; by d; var x; run;",
    ],
)
def test_what_needs_the_values_themselves_is_refused(tmp_path, monkeypatch, proc):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(DATA + proc + "\n")
    done = saslift("translate", "--to", "pandas", "p.sas", "--out", "out")
    assert "[H0402]" in done.out + done.err


def test_texts_shown_whole_stay_as_they_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(
        "data a; input c $ x; format c $8.; datalines;\na 1\n;\nproc print data=a; by c; run;\n"
    )
    saslift("translate", "--to", "pandas", "p.sas", "--out", "out")
    assert "first_of_runs" not in (tmp_path / "out" / "p.py").read_text()
