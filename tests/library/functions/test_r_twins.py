"""The R twins: documented examples, and agreement with the Python bodies on hostile arguments."""

from __future__ import annotations

import re
import shutil
from math import isnan
from pathlib import Path

import pytest

from tests.library.functions.hostile import hostile_calls
from tests.library.functions.literals import read_call, same
from tests.library.functions.r_side import FOLDER, ROWS, code_of, run_r
from translator.library.missing import missing_letter

pytestmark = [pytest.mark.r, pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R")]

WITH_TWINS = [row for row in ROWS if row.body is not None and row.r != ""]


def agrees(ours: object, theirs: object) -> bool:
    """Compare the results of both halves: numbers to 1E-12, missing values by letter, texts trimmed."""
    if isinstance(ours, float) and isinstance(theirs, float):
        if isnan(ours) or isnan(theirs):
            return isnan(ours) and isnan(theirs) and missing_letter(ours) == missing_letter(theirs)
        return abs(ours - theirs) <= 1e-12 * max(abs(ours), 1e-3)
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours.rstrip(" ") == theirs.rstrip(" ")
    return False


def test_documented_examples(tmp_path: Path) -> None:
    cases = [(row, example, read_call(example.sas)[1]) for row in WITH_TWINS for example in row.examples]
    results = run_r([(row, arguments) for row, _, arguments in cases], tmp_path)
    wrong = [
        f"{example.sas} [{code_of(row, arguments)}] is {result!r}, not {example.result!r}"
        for (row, example, arguments), result in zip(cases, results, strict=True)
        if not same(result, example.result, 1e-13)
    ]
    assert not wrong, f"{len(wrong)} differ\n" + "\n".join(wrong)


def test_hostile_arguments_give_what_python_gives(tmp_path: Path) -> None:
    calls = [(row, arguments) for row in WITH_TWINS for arguments in hostile_calls(row, 12)]
    results = run_r(calls, tmp_path)
    wrong = []
    for (row, arguments), result in zip(calls, results, strict=True):
        assert row.body is not None
        ours = row.body(*arguments)
        if not agrees(ours, result) and not (isinstance(ours, str) and "\0" in ours):  # R's text has no NUL
            wrong.append(f"{row.name}{arguments}: Python {ours!r}, R {result!r}")
    assert not wrong, f"{len(wrong)} of {len(calls)} differ\n" + "\n".join(wrong)


def test_no_name_is_defined_twice() -> None:
    """All helpers end up in one file, sas_semantics.R."""
    library = FOLDER.parents[1]
    others = [*library.glob("library/formats/*.R"), *library.glob("emit/r/**/*.R")]
    taken = {name: path for path in others for name in defined(path)}
    ours = [(name, path) for path in FOLDER.glob("*.R") for name in defined(path)]
    assert not [f"{name}: {path.name} and {taken[name].name}" for name, path in ours if name in taken]
    assert len({name for name, _ in ours}) == len(ours)


def defined(path: Path) -> list[str]:
    return re.findall(r"^(sas_\w+) <- ", path.read_text(encoding="utf-8"), re.M)
