"""BY groups of a PROC are made of formatted values (Base SAS Procedures Guide, "Formats and BY-Group Processing").

A procedure adds observations to the BY group until the formatted value changes; the group has the value of its first row.
"""

from __future__ import annotations

import pytest

from equivalence.fuzz.running import run_text
from equivalence.results import to_json
from tests.cli.command import saslift

DATA = """
proc format; value ages low-17 = 'young' 18-high = 'old'; value sexes 1 = 'f' 2 = 'm'; run;
data a; input d :date9. age sex x; datalines;
01JAN2020 3 1 1
15JAN2020 5 1 2
03FEB2020 20 2 5
;
"""


@pytest.mark.parametrize(
    ("by", "means"),
    [
        ("by d; format d monyy7.;", [[21915, 1.5], [21948, 5]]),
        ("by age; format age ages.;", [[3, 1.5], [20, 5]]),
        ("by d; format d date9.;", [[21915, 1], [21929, 2], [21948, 5]]),
        ("by sex; format sex sexes.;", [[1, 1.5], [2, 5]]),
    ],
)
def test_the_interpreter_groups_by_the_format(tmp_path, by, means):
    text = DATA + f"proc means data=a noprint; {by} var x; output out=o(drop=_type_ _freq_) mean=m; run;"
    assert to_json(run_text(text, "reference", tmp_path, 60))["datasets"]["o"]["rows"] == means


@pytest.mark.parametrize(
    ("proc", "code"),
    [
        ("proc means data=a; by d; format d monyy7.; var x; run;", "H0402"),
        ("proc univariate data=a; by age; format age ages.; var x; run;", "H0402"),
        ("proc freq data=a; by d; format d year4.; tables x; run;", "H0402"),
        ("proc transpose data=a out=o; by d; format d qtr.; var x; run;", "H0402"),
        ("proc print data=a; by d; format d monyy7.; run;", "W0112"),
    ],
)
def test_formats_that_merge_groups_are_refused(tmp_path, monkeypatch, proc, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(DATA + proc + "\n")
    done = saslift("translate", "--to", "pandas", "p.sas", "--out", "out")
    assert f"[{code}]" in done.out + done.err
    assert "BY groups of formatted values" in done.out + done.err


@pytest.mark.parametrize("by", ["by sex; format sex sexes.;", "by d; format d date9.;"])
def test_formats_that_tell_values_apart_are_not(tmp_path, monkeypatch, by):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.sas").write_text(
        DATA + f"proc means data=a noprint; {by} var x; output out=o mean=m; run;\n"
    )
    done = saslift("translate", "--to", "pandas", "p.sas", "--out", "out")
    assert "BY groups of formatted values" not in done.out + done.err
