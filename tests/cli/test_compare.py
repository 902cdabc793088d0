"""`compare`: PROC COMPARE's criteria on files, and what bad input does."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from tests.cli.command import saslift


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    base = pd.DataFrame({"id": [1, 2, 3], "x": [1.0, 2.0, None], "name": ["a", "b", ""]})
    base.to_csv("base.csv", index=False)
    base.assign(x=[1.0, 2.0 + 1e-9, None]).to_parquet("near.parquet")
    base.iloc[::-1].to_csv("turned.csv", index=False)
    base.assign(name=["a", "SECRET", ""]).to_csv("other.csv", index=False)
    return tmp_path


def test_equal_is_0(folder):
    done = saslift("compare", "base.csv", "base.csv")
    assert (done.code, done.out) == (0, "base.csv and base.csv: equal: 3 rows\n")


def test_a_difference_is_1_and_its_size_is_told(folder):
    done = saslift("compare", "base.csv", "near.parquet")
    assert done.code == 1
    assert "x: 1 of 3 values differ, first in row 2" in done.out
    assert saslift("compare", "base.csv", "near.parquet", "--criterion", "1e-8").code == 0
    assert (
        saslift("compare", "base.csv", "near.parquet", "--method", "absolute", "--criterion", "1e-12").code
        == 1
    )


def test_order_counts_unless_told_otherwise(folder):
    assert saslift("compare", "base.csv", "turned.csv").code == 1
    assert saslift("compare", "base.csv", "turned.csv", "--any-order").code == 0


def test_the_criterion_of_one_column(folder):
    files = ("compare", "base.csv", "near.parquet")
    assert saslift(*files, "--tolerance", "x=1e-8").code == 0
    assert saslift(*files, "--tolerance", "x=absolute:2e-9").code == 0
    assert saslift(*files, "--tolerance", "id=1e-8").code == 1
    assert saslift(*files, "--criterion", "1e-8", "--tolerance", "x=exact").code == 1


def test_var_and_with(folder):
    pd.DataFrame({"key": [2, 1], "y": [2.0, 1.0]}).to_csv("named.csv", index=False)
    pd.DataFrame({"key": [1, 2], "x": [1.0, 5.0]}).to_csv("more.csv", index=False)
    assert saslift("compare", "base.csv", "other.csv", "--var", "id,x").code == 0
    assert saslift("compare", "more.csv", "named.csv", "--var", "x", "--with", "y").code == 1
    done = saslift(
        "compare",
        "more.csv",
        "named.csv",
        "--var",
        "x",
        "--with",
        "y",
        "--id",
        "key",
        "--any-order",
        "--json",
    )
    found = json.loads(done.out)
    assert [
        (one["column"], one["unequal"], one["first_row"], one["largest"]) for one in found["columns"]
    ] == [("x", 1, 2, 3.0)]


def test_missing_values_that_equal_anything(folder):
    """PROC COMPARE, NOMISSBASE and NOMISSCOMP."""
    pd.DataFrame({"id": [1, 2, 3], "x": [1.0, None, 7.0], "name": ["a", "b", ""]}).to_csv(
        "gaps.csv", index=False
    )
    files = ("compare", "base.csv", "gaps.csv")
    assert [saslift(*files, "--nomiss", side).code for side in ("base", "comp", "both")] == [1, 1, 0]


def test_repeated_keys_match_in_their_order(folder):
    pd.DataFrame({"k": [1, 1, 2], "x": [5, 6, 7]}).to_csv("a.csv", index=False)
    pd.DataFrame({"k": [2, 1, 1, 1], "x": [7, 5, 6, 8]}).to_csv("b.csv", index=False)
    found = json.loads(saslift("compare", "a.csv", "b.csv", "--id", "k", "--json").out)
    assert (found["only_base_rows"], found["only_comp_rows"], found["duplicate_keys"], found["columns"]) == (
        0,
        1,
        1,
        [],
    )
    done = saslift("compare", "a.csv", "a.csv", "--id", "auto", "--json")
    assert json.loads(done.out)["keys"] == ["k", "x"]


def test_transport_files(folder):
    """XPORT keeps labels and formats; a date is a number there and a date in parquet."""
    import pyreadstat

    frame = pd.DataFrame({"id": [1.0, 2.0], "day": [21915.0, 21974.0], "name": ["å", ""]})
    for file, labels in (("a.xpt", ["", "", "Name"]), ("b.xpt", ["", "", "The name"])):
        pyreadstat.write_xport(
            frame, file, table_name="T", column_labels=labels, variable_format={"day": "DATE9"}
        )
    done = saslift("compare", "a.xpt", "b.xpt")
    assert done.code == 0 and "name: label is 'Name' in the base and 'The name' in the other" in done.out
    dates = pd.to_datetime(["2020-01-01", "2020-02-29"])
    frame.assign(day=dates).to_parquet("c.parquet")
    done = saslift("compare", "a.xpt", "c.parquet", "--json")
    assert done.code == 0, done.out


@pytest.mark.r
def test_a_sas_data_set(folder):
    """iris.sas7bdat comes with R's haven (MIT), which the R side needs anyway."""
    import subprocess

    script = 'cat(system.file("examples", "iris.sas7bdat", package = "haven"))'
    file = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True).stdout
    assert file, "haven without its examples"
    assert saslift("compare", file, file).out.endswith("equal: 150 rows\n")
    import pyreadstat

    frame, _ = pyreadstat.read_sas7bdat(file)
    frame.iloc[::-1].to_csv("turned.csv", index=False)
    done = saslift("compare", file, "turned.csv")
    assert done.code == 1 and "stand in another order" in done.out


def test_values_are_shown_on_request_only(folder):
    arguments = ("compare", "base.csv", "other.csv", "--id", "id")
    assert "SECRET" not in saslift(*arguments).out + saslift(*arguments, "--json").out
    assert "SECRET" in saslift(*arguments, "--values").out
    found = json.loads(saslift(*arguments, "--json").out)
    # PROC COMPARE, Macro Return Codes (SYSINFO): 4096 is "a value comparison was unequal"; 16 "lengths differ"
    assert (found["equal"], found["sysinfo"] & 4096) == (False, 4096)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["base.csv", "none.csv"], "X0001"),
        (["base.csv", "base.csv", "--id", "nope"], "X0018"),
        (["base.csv", "base.csv", "--method", "fuzzy"], "X0015"),
        (["base.csv", "base.csv", "--method", "exact", "--criterion", "1"], "X0015"),
        (["base.csv", "base.csv", "--tolerance", "x"], "X0015"),
        (["base.csv", "base.csv", "--tolerance", "nope=1"], "X0018"),
        (["base.csv", "base.csv", "--var", "x", "--with", "x,id"], "X0015"),
        (["base.csv", "base.csv", "--nomiss", "some"], "X0015"),
        (["base.csv", "notes.doc"], "X0018"),
        (["base.csv", "broken.sas7bdat"], "X0018"),
    ],
)
def test_mistakes_are_2_with_a_code(folder, arguments, code):
    (folder / "notes.doc").write_text("x")
    (folder / "broken.sas7bdat").write_bytes(b"no such header")
    done = saslift("compare", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"[{code}]\n") and done.err.count("\n") == 1
