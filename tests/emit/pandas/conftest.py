"""Programs written as SAS, translated and run: `run` gives the data sets, the log and the text."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from translator.emit.code import Emitted
from translator.emit.pandas import emit, helper_module
from translator.frontend.macro import MacroState
from translator.frontend.reader import Reader
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source
from translator.library.missing import missing_letter
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.program import lower_program
from translator.lower.special_values import mentions_special
from translator.plan.relations import Plan


@dataclass
class Ran:
    """What a program left behind. `tables`: data set -> column -> values (None, ".A" for missing)."""

    text: str
    tables: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    types: dict[str, list[str]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    macros: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def steps(self) -> str:
        """The body of `run`."""
        return self.text.partition('data sets by name."""\n')[2].partition("\n\ndef main")[0]


def plan_of(text: str, *, loops: bool = False) -> Plan:
    """Read and lower a program; `loops`: without column-wise rules."""
    diagnostics: list[Diagnostic] = []
    context = Context(Catalog(), special=mentions_special(text), loops=loops)
    return lower_program(
        "test.sas", Reader(Source("test.sas", text), MacroState(), diagnostics).steps(), context
    )


@cache
def helpers(names: frozenset[str]) -> Any:
    return compile(helper_module(names), "sas_semantics.py", "exec")


def execute(emitted: Emitted, folder: Path) -> Ran:
    """Run an emitted program in a module of its own."""
    sas = types.ModuleType("sas_semantics")
    exec(helpers(emitted.helpers), sas.__dict__)
    sys.modules["sas_semantics"] = sas
    program = types.ModuleType("program")
    exec(compile(emitted.text, "program.py", "exec"), program.__dict__)
    ran = Ran(emitted.text)
    lib = sas.Libraries(folder, folder, program.LIBRARIES)
    try:
        made = program.run(lib)
    except (sas.SasError, sas.NotTranslated) as error:
        ran.error, made = str(error), {}
    ran.log, ran.macros = sas.LOG, lib.macros
    for name, df in made.items():
        assert list(df.index) == list(range(len(df))), name
        ran.types[name] = [str(dtype) for dtype in df.dtypes]
        assert set(ran.types[name]) <= {"float64", "str"}, (name, ran.types[name])
        ran.tables[name] = {column: [cell(value) for value in df[column].tolist()] for column in df.columns}
    return ran


def cell(value: Any) -> Any:
    if isinstance(value, float) and isnan(value):
        letter = missing_letter(value)
        return "." + letter if letter else None
    if isinstance(value, str):
        assert value == value.rstrip(" "), value
    return value


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Translate and run a program. `loops=True`: every DATA step as a row loop."""

    def translate(text: str, *, loops: bool = False) -> Ran:
        return execute(emit(plan_of(text, loops=loops)), tmp_path)

    return translate


@pytest.fixture(params=["columns", "loops"])
def both(request: pytest.FixtureRequest, run: Run) -> Run:
    """`run` with the column-wise rules, and without them."""
    return lambda text: run(text, loops=request.param == "loops")
