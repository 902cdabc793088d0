"""Values of databases as SAS has them. (SAS/ACCESS 9.4 for Relational Databases: Reference, "Data Types for Oracle":
a DATE is a datetime value with DATETIME20.)"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from decimal import Decimal
from types import SimpleNamespace

import pytest

from equivalence.interpreter.databases import as_table
from translator.emit.pandas.runtime.databases import sas_column
from translator.emit.r import helper_module
from translator.library.databases import described_kinds, filled_in
from translator.library.errors import SasError
from translator.library.large_numbers import expect_large_numbers

COLUMNS = {
    "moment": ([dt.datetime(1960, 1, 2, 0, 0, 1), None, dt.datetime(1959, 12, 31)], [86401.0, None, -86400.0], "DATETIME20."),
    "day": ([dt.date(2020, 2, 29), None, dt.date(1960, 1, 1)], [21974.0, None, 0.0], "DATE9."),
    "time": ([dt.time(1, 0, 1), None, dt.time(0, 0)], [3601.0, None, 0.0], "TIME8."),
    "number": ([Decimal("1.25"), None, 3], [1.25, None, 3.0], ""),
    "truth": ([True, None, False], [1.0, None, 0.0], ""),
    "text": (["Åsa  ", None, ""], ["Åsa", "", ""], ""),
}  # fmt: skip


def plain(values):
    return [None if value != value else value for value in values]


@pytest.mark.parametrize("name", COLUMNS)
def test_values_of_a_column(name):
    values, expected, shown = COLUMNS[name]
    assert plain(sas_column("o", name, values).tolist()) == expected
    table = as_table("o", [name], [[value] for value in values], [""])
    assert plain([row[0] for row in table.rows]) == expected
    assert table.variables[0].format == shown


@pytest.mark.parametrize(
    "values",
    [
        [b"x"],
        [1, "x"],
        [dt.date(2020, 1, 1), dt.datetime(2020, 1, 1)],
        [dt.datetime(2020, 1, 1, tzinfo=dt.UTC)],
        ["x" * 32768],
        [None],
        [],
    ],
)
def test_values_that_sas_has_no_type_for(values):
    with pytest.raises(SasError) as caught:
        sas_column("o", "x", values)
    assert caught.value.code == "R0442"
    with pytest.raises(SasError) as caught:
        as_table("o", ["x"], [[value] for value in values], [""])
    assert caught.value.code == "R0442"


def test_what_the_driver_tells_of_columns_without_values():
    driver = SimpleNamespace(STRING=1, NUMBER=2, DATETIME=3, BINARY=4)
    described = [
        ("a", 1),
        ("b", 2),
        ("c", 3),
        ("d", 4),
        ("e", None),
        ("f", str),
        ("g", Decimal),
        ("h", bytes),
    ]
    assert described_kinds(described, driver) == ["char", "num", "num", "", "", "char", "num", ""]
    assert described_kinds(described[:1], object()) == [""]
    assert sas_column("o", "x", [None, None], "char").tolist() == ["", ""]
    assert plain(sas_column("o", "x", [None], "num").tolist()) == [None]
    table = as_table("o", ["a", "b"], [[None, None]], ["char", "num"])
    assert [(one.kind, one.length) for one in table.variables] == [("char", 1), ("num", 8)]
    assert plain(table.rows[0]) == ["", None]


def test_large_numbers_stop_a_program_without_guards():
    expect_large_numbers(False)
    try:
        with pytest.raises(SasError) as caught:
            sas_column("o", "x", [1.0, None, -1e120])
    finally:
        expect_large_numbers(True)
    assert caught.value.code == "R0615"


def test_variables_of_the_environment(monkeypatch):
    monkeypatch.setenv("ORA_PASSWORD", "a@b/c")
    monkeypatch.setenv("ORA_HOST", "db.example.org")
    url = filled_in("oracle+oracledb://me:${ORA_PASSWORD}@${ORA_HOST}/x")
    assert url == "oracle+oracledb://me:a%40b%2Fc@db.example.org/x"
    monkeypatch.delenv("ORA_PASSWORD")
    with pytest.raises(SasError, match="ORA_PASSWORD is not set"):
        filled_in("oracle+oracledb://me:${ORA_PASSWORD}@host/x")


R_CODE = """
show <- function(x) cat(sprintf("%.17g", x), "\\n")
show(sas_database_column("O", "moment", as.POSIXct(c("1960-01-02 00:00:01", NA), tz = "UTC"), FALSE))
show(sas_database_column("O", "day", as.Date(c("2020-02-29", NA)), FALSE))
show(sas_database_column("O", "time", as.difftime(c(3601, NA), units = "secs"), FALSE))
show(sas_database_column("O", "truth", c(TRUE, NA, FALSE), FALSE))
cat(sas_database_column("O", "text", c("x  ", NA), FALSE), sep = "|")
cat("\\n")
cat(sas_database_column("O", "text", c(NA_character_, NA), FALSE), sep = "|")
cat("\\n")
for (x in list(list(as.raw(1)), strrep("x", 32768), c(NA, NA))) {
  tryCatch(sas_database_column("O", "x", x, FALSE), sas_error = function(e) cat(e$code, "\\n"))
}
Sys.setenv(ORA_PASSWORD = "a@b")
given <- sas_odbc_arguments("O", sas_filled_in("mssql+pyodbc://me:${ORA_PASSWORD}@host:1433/x?driver=ODBC+Driver+18"))
cat(paste(names(given), unlist(given), sep = "="), sep = "|")
cat("\\n")
given <- sas_odbc_arguments("O", "mssql+pyodbc://register")
cat(paste(names(given), unlist(given), sep = "="), "\\n")
"""


@pytest.mark.r
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")
def test_values_of_a_column_in_r(tmp_path):
    helpers = helper_module(["sas_database_column", "sas_odbc_arguments", "sas_filled_in"])
    (tmp_path / "program.R").write_text(f"{helpers}\nsas_new_session()\n{R_CODE}", encoding="utf-8")
    ran = subprocess.run(
        ["Rscript", "--vanilla", "program.R"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    lines = [line.rstrip() for line in ran.stdout.splitlines() if not line.startswith("ERROR")]
    assert lines == [
        "86401 NA", "21974 NA", "3601 NA", "1 NA 0", "x|", "|", "R0442", "R0442", "R0442",
        "driver=ODBC Driver 18|server=host|port=1433|database=x|uid=me|pwd=a@b", "dsn=register",
    ]  # fmt: skip
