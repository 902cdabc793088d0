"""CNTLIN= and CNTLOUT= of PROC FORMAT."""

from __future__ import annotations

from math import nan

from translator.lang.syntax import Format
from translator.library.formats import from_cntlin, read, to_cntlout, write


def test_rows_become_formats() -> None:
    rows = [
        {"fmtname": "AGE", "start": nan, "end": 17.0, "label": "young", "hlo": "L", "type": "N"},
        {
            "fmtname": "AGE",
            "start": 18.0,
            "end": 65.0,
            "label": "adult",
            "hlo": "",
            "type": "N",
            "eexcl": "Y",
        },
        {"fmtname": "AGE", "start": 65.0, "end": nan, "label": "old", "hlo": "H", "type": "N"},
        {"fmtname": "AGE", "start": nan, "end": nan, "label": "?", "hlo": "O", "type": "N"},
        {"fmtname": "$SEX", "start": "M", "label": "Male"},
        {"fmtname": "@GRADE", "start": "A", "label": "4"},
    ]
    user = {format.name: format for format in from_cntlin(rows)}
    assert set(user) == {"AGE", "$SEX", "GRADE"}
    assert [write(x, Format("AGE"), user) for x in (3.0, 18.0, 65.0, nan)] == [
        "young",
        "adult",
        "old  ",
        "?    ",
    ]
    assert write("M", Format("$SEX"), user) == "Male"
    assert read("A", Format("GRADE"), user) == 4


def test_formats_become_rows() -> None:
    rows = [
        {"FMTNAME": "YN", "START": 1.0, "LABEL": "Yes"},
        {"FMTNAME": "YN", "START": 0.0, "LABEL": "No"},
        {"FMTNAME": "YN", "HLO": "O", "LABEL": "Other"},
    ]
    (format,) = from_cntlin(rows)
    out = to_cntlout(format)
    assert [(row["FMTNAME"], str(row["START"]).strip(), row["LABEL"], row["TYPE"], row["HLO"]) for row in out] == [
        ("YN", "0", "No", "N", ""), ("YN", "1", "Yes", "N", ""), ("YN", "**OTHER**", "Other", "N", "O"),
    ]  # fmt: skip
    assert out[0]["DEFAULT"] == 5 and out[0]["LENGTH"] == 5 and out[0]["FUZZ"] == 1e-12
    assert list(out[0]) == [
        "FMTNAME", "START", "END", "LABEL", "MIN", "MAX", "DEFAULT", "LENGTH", "FUZZ", "PREFIX", "MULT", "FILL",
        "NOEDIT", "TYPE", "SEXCL", "EEXCL", "HLO", "DECSEP", "DIG3SEP", "DATATYPE", "LANGUAGE",
    ]  # fmt: skip


def test_there_and_back() -> None:
    rows = [
        {"FMTNAME": "B", "START": 0.0, "END": 10.0, "SEXCL": "Y", "LABEL": "low"},
        {"FMTNAME": "B", "START": 10.0, "END": 20.0, "SEXCL": "Y", "EEXCL": "Y", "LABEL": "mid"},
        {"FMTNAME": "B", "START": 20.0, "LABEL": "date9.", "HLO": "HF"},
    ]
    (format,) = from_cntlin(rows)
    (again,) = from_cntlin(to_cntlout(format))
    for value in (0.0, 5.0, 10.0, 15.0, 20.0, 99.0):
        assert write(value, Format("B"), {"B": again}) == write(value, Format("B"), {"B": format})
