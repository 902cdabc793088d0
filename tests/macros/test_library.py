"""Macros that a program defines and does not call: functions, where they are the macro for all values of its parameters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from equivalence.engines import r as r_engine
from translator.pipeline.deliver import deliver_program, write_deliveries
from translator.pipeline.programs import Program
from translator.pipeline.translate import TARGETS, Translation, translate_program

FILE = Path(__file__).parent / "libraries" / "cleaning.sas"
PROGRAM = Program(FILE, "cleaning", str(FILE))


@pytest.fixture(scope="module")
def translation() -> Translation:
    return translate_program(PROGRAM, TARGETS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("library")
    write_deliveries(out, [deliver_program(PROGRAM, TARGETS, {})])
    return out


def test_functions_have_the_parameters_of_the_macros(translation: Translation) -> None:
    python, r = translation.emitted["pandas"].text, translation.emitted["r"].text
    assert "def clean(data, var, cut=5):" in python and "clean <- function(data, var, cut = 5) {" in r
    assert "def total(in_, by, var):" in python and "total <- function(in_, by, var) {" in r
    assert "def joined(a, b, key):" in python and "joined <- function(a, b, key) {" in r
    assert "def both(orders):" in python and "both <- function(orders) {" in r
    assert '"""%clean with print=N, cleaning.sas 2-14"""' in python


def test_the_notes_say_which_macros_have_no_function_and_why(translation: Translation) -> None:
    notes = {one.message.split(" ")[1]: one.message for one in translation.diagnostics if one.code == "N0111"}
    assert {one.severity for one in translation.diagnostics} == {"note"}
    assert notes["CLEAN"].endswith("the translation has a function for it with print=N")
    assert notes["CHOSEN"].endswith("it has no function: what it does depends on &stat")
    assert notes["EACH"].endswith("it has no function: what it does depends on &vars")
    assert notes["SUBSET"].endswith("it has no function: &where is an expression of SAS")
    assert notes["ANY"].endswith("it has no function: it takes a list of any length")
    assert "it has no function" in notes["AGE"]
    text = " ".join(emitted.text for emitted in translation.emitted.values()).lower()
    assert not any(f"arg{place}zq" in text for place in range(5)) and "77002" not in text


def test_python_functions_do_what_the_macros_do(folder: Path) -> None:
    code = """
import pandas as pd, cleaning
orders = pd.DataFrame({"region": ["n", "s", "n"], "amount": [7.0, float("nan"), 2.0]})
kept = cleaning.clean(orders, "amount", cut=3)
print(kept.to_dict("list"))
print(cleaning.total(kept, "region", "amount").to_dict("list"))
print(cleaning.joined(orders, kept, "amount")[2].to_dict("list"))
print(orders["amount"].tolist())
"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert ran.stdout.splitlines() == [
        "{'region': ['n', 'n'], 'amount': [2.0, 7.0], 'high': [0.0, 1.0], 'source': ['amount', 'amount']}",
        "{'region': ['n'], 'total_amount': [9.0]}",
        "{'region': ['n', 'n'], 'amount': [2.0, 7.0], 'high': [0.0, 1.0], 'source': ['amount', 'amount']}",
        "[7.0, nan, 2.0]",
    ], ran.stderr


def test_r_functions_do_what_the_macros_do(folder: Path) -> None:
    if not r_engine.available():
        pytest.skip("Rscript is not installed")
    code = """
source("cleaning.R")
orders <- tibble(region = c("n", "s", "n"), amount = c(7, NA, 2))
kept <- clean(orders, "amount", cut = 3)
cat(kept$region, kept$amount, kept$high, kept$source, "\\n")
cat(unlist(total(kept, "region", "amount")), "\\n")
cat(unlist(joined(orders, kept, "amount")$out), "\\n")
"""
    ran = subprocess.run(["Rscript", "-e", code], cwd=folder, capture_output=True, text=True)
    assert [line.strip() for line in ran.stdout.splitlines()] == [
        "n n 2 7 0 1 amount amount",
        "n 9",
        "n n 2 7 0 1 amount amount",
    ], ran.stderr


def test_macro_variables_of_the_run_are_known_to_the_run_in_a_library_too(tmp_path: Path) -> None:
    file = tmp_path / "mixed.sas"
    file.write_text(
        "data a; x = 1; run;\nproc sql noprint; select count(*) into :k from a; quit;\n%let twice = &k &k;\n"
        "%macro first(data, out); data &out; set &data; y = &k; run; %mend;\n"
        "%macro bad(data); data b; set &data; y = symget(; run; %mend;\n"
    )
    translation = translate_program(Program(file, "mixed", str(file)), TARGETS)
    assert set(translation.emitted) == set(TARGETS)
    notes = [one.message for one in translation.diagnostics if one.code == "N0111"]
    assert len(notes) == 2 and "saslift failed" not in " ".join(notes)
    assert {one.severity for one in translation.diagnostics} == {"note"}
