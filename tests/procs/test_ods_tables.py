"""The rows of ODS tables: none is missing for a table that a PROC makes, and they can be read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from translator.frontend.macro.state import MacroState
from translator.frontend.reader import Reader
from translator.lang.source import Source
from translator.lang.types import Column
from translator.library.formats import find_format
from translator.library.ods_tables import find_table, tables
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.procs import analysis, freq_limits, freq_listings, freq_tests
from translator.lower.program import lower_program

CASES = Path(__file__).parent / "statistics" / "cases"


def every_program() -> list[str]:
    """Return the programs of the cases, each with its set-up."""
    made = []
    for file in sorted(CASES.glob("*.toml")):
        given = tomllib.loads(file.read_text(encoding="utf-8"))
        made += [given.get("setup", "") + case["sas"] for case in given["case"]]
    return made


def lacking(proc: str, table: str, columns: tuple[Column, ...], own: set[str]) -> list[str]:
    """Return what the rows lack for a table: the table, or columns that are no variables of the input."""
    row = find_table(proc, table)
    if row is None:
        return [f"{proc}.{table}"]
    missing = [c.name for c in columns if row.find(c.name) is None and c.name.lower() not in own]
    return [] if row.has_variables else [f"{proc}.{table}.{name}" for name in missing]


def test_no_table_lacks_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    found: set[str] = set()
    asked: set[tuple[str, str]] = set()
    original = analysis.Start.ods

    def ods(self: analysis.Start, made: dict[str, tuple[Column, ...]], *, by: bool = True) -> Any:
        own = {c.name.lower() for c in self.schema.columns}
        for name, columns in made.items():
            asked.add((self.step.name, name))
            found.update(lacking(self.step.name, name, columns, own))
        return original(self, made, by=by)

    monkeypatch.setattr(analysis.Start, "ods", ods)
    for program in every_program():
        steps = Reader(Source("case.sas", program), MacroState(), []).steps()
        lower_program("case.sas", steps, Context(Catalog()))
    assert sorted(found) == []
    assert len(asked) > 60


def test_no_table_of_freq_lacks_a_row() -> None:
    tests = set(freq_tests.TESTS)
    made = freq_tests._tables(tests, dict.fromkeys(freq_limits.EXACT_TABLES.values(), freq_limits.NAMED))
    made |= freq_limits.TABLES | freq_tests._one_way_tables({"chisq", "binomial"}, [("limits", ())])
    made |= dict.fromkeys(freq_listings.HELPERS, ())
    found = [one for name, columns in made.items() for one in lacking("FREQ", name, columns, set())]
    assert found == []
    assert all(find_table("FREQ", name) for names in freq_tests.OTHER_NAMES.values() for name in names)


def test_rows_have_formats_that_exist() -> None:
    for (proc, name), table in tables().items():
        assert re.match(r"(printed|template|documented|listed): ", table.source), (proc, name)
        for column in table.columns.values():
            if column.format:
                text = column.format.partition(".")[0].rstrip("0123456789")
                assert not text or find_format(text) is not None, (proc, name, column)
