"""DATALINES as tables in the code, and what stays with the loop because SAS would remark on it."""

from __future__ import annotations

from typing import Any

import pytest

SALES = """
data sales; input region $ amount day :date9.; double = amount * 2; if amount ne 3;
datalines;
East 10 01jan2020
{line}
West 3 .
;
"""


def test_the_rows_stand_in_the_code(run: Any) -> None:
    made = run(SALES.format(line="North . 31dec1959"))
    assert made.tables["sales"] == {
        "region": ["East", "North"],
        "amount": [10.0, None],
        "day": [21915.0, -1.0],
        "double": [20.0, None],
    }
    assert '("East", 10, 21915),  # 01JAN2020' in made.text
    assert "LineReader" not in made.text


def test_one_column_is_a_list(run: Any) -> None:
    made = run("data a; input x @@; datalines;\n1 2.5\n. -3\n;\n")
    assert made.tables["a"]["x"] == [1.0, 2.5, None, -3.0]
    assert 'pd.DataFrame({"x": [1.0, 2.5, nan, -3.0]})' in made.text


@pytest.mark.parametrize(
    "line",
    ["North ten 01jan2020", "North 10", "North 10 31feb2020"],
    ids=["no number", "short line", "no date"],
)
def test_what_sas_remarks_on_stays_a_loop(run: Any, line: str) -> None:
    assert "LineReader" in run(SALES.format(line=line)).text


def test_no_rows(run: Any) -> None:
    made = run("data a; input x name $; datalines;\n;\n")
    assert made.tables["a"] == {"x": [], "name": []}
    assert made.types["a"] == ["float64", "str"]
