"""SAS text as a Python function of its input tables: what saslift writes for it, in a module of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pandas as pd

from translator.emit.code import Emitted
from translator.lang.source import Source
from translator.lang.types import Column, Schema, Type
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.program import lower_program

Tables = dict[str, pd.DataFrame]


def schema(columns: str, sorted_by: str = "", unique_by: str = "") -> Schema:
    """Describe a table: `g! x city$12` are a number that is never missing, a number, and a text of 12 characters."""
    made = []
    for word in columns.split():
        name, sign, length = word.partition("$")
        if sign:
            made.append(Column(name, Type("char", int(length))))
        else:
            made.append(Column(name.rstrip("!"), Type("num", 8, nullable=not name.endswith("!"))))
    return Schema(tuple(made), sorted_by=tuple(sorted_by.split()), unique_by=tuple(unique_by.split()))


def emitted(text: str, inputs: Mapping[str, Schema], target: str, loops: bool = False) -> Emitted:
    """Translate SAS text to `target` ("pandas" or "r"); `loops`: as row loops, without column-wise rules."""
    from translator.emit import pandas, r
    from translator.frontend.macro import MacroState
    from translator.frontend.reader import Reader

    catalog = Catalog()
    for name, columns in inputs.items():
        catalog.define(name, columns)
    steps = Reader(Source("bench.sas", text), MacroState(), []).steps()
    plan = lower_program("bench.sas", steps, Context(catalog, loops=loops))
    return pandas.emit(plan) if target == "pandas" else r.emit(plan)


def step(text: str, inputs: Mapping[str, Schema], loops: bool = False) -> Callable[[Tables], Tables]:
    """Translate SAS text and return it as a function: tables by name -> the tables that it makes."""
    from translator.emit.pandas import helper_module

    made = emitted(text, inputs, "pandas", loops)
    sas: Any = ModuleType("sas_semantics")
    exec(compile(helper_module(made.helpers), "sas_semantics.py", "exec"), sas.__dict__)
    program: Any = ModuleType("bench_program")
    outside = sys.modules.get("sas_semantics")
    sys.modules["sas_semantics"] = sas
    exec(compile(made.text, "bench.py", "exec"), program.__dict__)
    if outside is None:
        del sys.modules["sas_semantics"]
    else:
        sys.modules["sas_semantics"] = outside

    def run(tables: Tables) -> Tables:
        lib = sas.Libraries()
        lib.read = lambda name: tables[name.removeprefix("work.")]
        result: Tables = program.run(lib)
        return result

    return run
