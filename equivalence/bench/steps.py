"""The step that the benchmark of vectorised code runs: SAS text, and the same by hand in idiomatic pandas."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import numpy as np
import pandas as pd

from translator.lang.source import Source
from translator.lang.types import Column, Schema, Type
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.program import lower_program

TEXT = """\
data out;
  set a;
  by g;
  where y < 95;
  z = x * 2 + y;
  if x < 30 then level = 'low'; else if x < 60 then level = 'mid'; else level = 'top';
  ratio = x / y;
  first = first.g;
  if z > 20;
run;
"""


def generated_step() -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Translate the step and return it as a function of its input."""
    from translator.emit.pandas import emit, helper_module
    from translator.frontend.macro import MacroState
    from translator.frontend.reader import Reader

    number = Type("num")
    catalog = Catalog()
    catalog.define(
        "a",
        Schema(
            (Column("g", Type("num", 8, nullable=False)), Column("x", number), Column("y", number)),
            sorted_by=("g",),
        ),
    )
    steps = Reader(Source("bench.sas", TEXT), MacroState(), []).steps()
    emitted = emit(lower_program("bench.sas", steps, Context(catalog)))
    sas = ModuleType("sas_semantics")
    exec(compile(helper_module(emitted.helpers), "sas_semantics.py", "exec"), sas.__dict__)
    sys.modules["sas_semantics"] = sas
    program = ModuleType("bench_program")
    exec(compile(emitted.text, "bench.py", "exec"), program.__dict__)

    class Lib:
        """Stands for the libraries: the input is given, nothing is written."""

        def __init__(self, frame: pd.DataFrame) -> None:
            self.frame = frame

        def read(self, name: str) -> pd.DataFrame:
            return self.frame

    def step(frame: pd.DataFrame) -> pd.DataFrame:
        made: pd.DataFrame = program.run(Lib(frame))["out"]
        return made

    return step


def by_hand(a: pd.DataFrame) -> pd.DataFrame:
    """The step as an expert would write it."""
    out = a.loc[a["y"].isna() | (a["y"] < 95)].reset_index(drop=True)
    out["z"] = out["x"] * 2 + out["y"]
    out["level"] = pd.Series("top", index=out.index).case_when(
        [
            (out["x"].isna() | (out["x"] < 30), "low"),
            (out["x"] < 60, "mid"),
        ]
    )
    out["ratio"] = out["x"] / out["y"].replace(0, np.nan)
    out["first"] = (~out.duplicated("g")).astype("float64")
    return out.loc[out["z"] > 20].reset_index(drop=True)
