"""What both targets say of a program: folders of librefs, the header, labels that hold quotation marks."""

from __future__ import annotations

import pytest

from translator.emit import pandas, r
from translator.emit.headings import folders, header
from translator.frontend.macro import MacroState
from translator.frontend.reader import Reader
from translator.lang.source import Source
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.program import lower_program
from translator.plan.relations import Plan


def plan_of(text: str) -> Plan:
    steps = Reader(Source("small.sas", text), MacroState(), []).steps()
    return lower_program("small.sas", steps, Context(Catalog()))


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("results", "results"),
        ("data/raw files", "data/raw files"),
        ("./data", "data"),
        ("/prod/data", "out"),
        ("C:\\data", "out"),
        ("\\\\server\\share", "out"),
        ("../data", "out"),
        ("~/data", "out"),
        ("data//raw", "out"),
    ],
)
def test_the_folder_of_a_libref_is_below_the_folders_of_the_run(path: str, folder: str) -> None:
    plan = plan_of(f"libname out '{path}'; data out.a; x = 1; run;")
    assert folders(plan) == {"out": folder}
    assert f'LIBRARIES = {{"out": "{folder}"}}' in pandas.emit(plan).text
    assert f'libraries <- list(out = "{folder}")' in r.emit(plan).text


def test_the_header_names_what_the_program_reads_and_writes() -> None:
    plan = plan_of("data out.b; set raw.a; run; data out.c; set out.b; run; proc gmap data=out.c; run;")
    assert header(plan, "pandas 3", "Python", 100) == [
        "Translated from small.sas by saslift 0.1 for pandas 3. Reads raw.a; writes out.b, out.c.",
        "One step is not translated: the program stops there.",
        "small.html shows SAS and Python side by side.",
    ]


def test_labels_keep_their_quotation_marks() -> None:
    plan = plan_of("""data out.a; label x = "Father's" y = 'say "x"'; x = 1; y = 2; run;""")
    assert """labels={"x": "Father's", "y": 'say "x"'}""" in pandas.emit(plan).text
    assert r"""labels = list(x = "Father's", y = "say \"x\"")""" in r.emit(plan).text
