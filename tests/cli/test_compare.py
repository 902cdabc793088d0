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
