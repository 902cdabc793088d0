"""Data sets in files: what is written is what is read back."""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Iterator
from math import isnan
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest

from translator.emit.pandas.runtime.libraries import Libraries
from translator.emit.pandas.runtime.log import SasError
from translator.library.missing import expect_special_missing, missing_letter, special_missing


@pytest.fixture(autouse=True)
def _told_apart() -> Iterator[None]:
    yield
    expect_special_missing()  # a run here would not expect them from now on


def test_numbers_text_and_kinds_of_missing_come_back(tmp_path: Path) -> None:
    lib = Libraries(str(tmp_path), str(tmp_path / "out"), {"raw": "r"})
    expect_special_missing()
    df = pd.DataFrame(
        {"x": [0.1, float("nan"), special_missing("B")], "Name": pd.Series(["åäö", "", "b"], dtype="str")}
    )
    lib.write(df, "raw.people", labels={"x": "An x"}, formats={"x": "8.2"}, lengths={"Name": 5})
    back = lib.read("raw.people")
    assert back["Name"].tolist() == ["åäö", "", "b"]
    assert back["x"][0] == 0.1 and isnan(back["x"][1])
    assert [missing_letter(value) for value in back["x"]] == ["", "", "B"]
    assert [str(dtype) for dtype in back.dtypes] == ["float64", "str"]
    metadata = pyarrow.parquet.read_schema(tmp_path / "out" / "r" / "people.parquet").metadata
    assert json.loads(metadata[b"sas"]) == {
        "labels": {"x": "An x"},
        "formats": {"x": "8.2"},
        "lengths": {"Name": 5},
    }


def test_csv_with_blanks_dates_and_any_case(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "Sales.csv").write_text("id,region,amount\n1,N,0.1\n2,,\n", encoding="utf-8")
    df = Libraries(str(tmp_path), str(tmp_path), {}).read("raw.sales")
    assert df["region"].tolist() == ["N", ""]
    assert df["amount"][0] == 0.1 and isnan(df["amount"][1])
    dates = pd.DataFrame(
        {"d": pd.to_datetime(["1960-01-02", "NaT"]), "t": pd.to_datetime(["1960-01-01 00:01", "NaT"])}
    )
    dates.to_parquet(tmp_path / "raw" / "dates.parquet")
    back = Libraries(str(tmp_path), str(tmp_path), {}).read("raw.dates")
    assert back["d"][0] == 1 and isnan(back["d"][1])
    assert back["t"][0] == 60  # datetimes are seconds


def test_a_data_set_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SasError, match="^ERROR: Libref RAW is not assigned.$"):
        Libraries(str(tmp_path), str(tmp_path), {}).read("raw.sales")
    (tmp_path / "raw").mkdir()
    with pytest.raises(SasError, match="^ERROR: File RAW.SALES.DATA does not exist.$"):
        Libraries(str(tmp_path), str(tmp_path), {}).read("raw.sales")


def test_a_program_that_writes_a_library(tmp_path: Path) -> None:
    from translator.emit.pandas import emit, helper_module
    from translator.frontend.macro import MacroState
    from translator.frontend.reader import Reader
    from translator.lang.source import Source
    from translator.lower.catalog import Catalog
    from translator.lower.context import Context
    from translator.lower.program import lower_program

    text = (
        "data out.a; length s $5; label x = 'The x'; format x 8.2; x = 1; s = 'q'; run;"
        "data b; set out.a; y = x + 1; run; data out.b; set b; keep y; run;"
    )
    steps = Reader(Source("lib.sas", text), MacroState(), []).steps()
    emitted = emit(lower_program("lib.sas", steps, Context(Catalog())))
    assert (
        'lib.write(a, "out.a", labels={"x": "The x"}, formats={"x": "8.2"}, lengths={"s": 5})' in emitted.text
    )
    sas = types.ModuleType("sas_semantics")
    exec(helper_module(emitted.helpers), sas.__dict__)
    sys.modules["sas_semantics"] = sas
    program = types.ModuleType("program")
    exec(emitted.text, program.__dict__)
    lib = sas.Libraries(str(tmp_path), str(tmp_path), program.LIBRARIES)
    assert list(program.run(lib)) == ["b"]
    assert lib.read("out.b")["y"].tolist() == [2.0]
    assert emitted.map[0].outputs == (("out.a", "a"),)
    lines = emitted.text.split("\n")
    assert lines[emitted.map[1].first - 1].strip().startswith("# lib.sas 1: DATA b")
