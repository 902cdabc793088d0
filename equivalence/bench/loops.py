"""Row loops: a step of ten statements that depends on the rows before, in Python, compiled, in the interpreter."""

from __future__ import annotations

import contextlib
import importlib.util
import io
from unittest.mock import patch

import pandas as pd

from equivalence.bench.generated import schema, step
from equivalence.bench.measure import Measure, best_of
from equivalence.bench.steps import grouped

TEN = """\
data out;
  set a;
  by g;
  retain balance 0;
  if first.g then balance = 0;
  left = 1000 - balance;
  paid = min(x, left);
  balance = balance + paid;
  if paid > 50 then level = 3; else if paid > 20 then level = 2; else level = 1;
  tax = paid * level * 0.25;
  net = paid - tax;
  if net < 0 then net = 0;
  share = net / (y + 1);
  total + net;
run;
"""

INPUTS = {"a": schema("g! x y", "g")}


def python_loop(rows: int) -> list[Measure]:
    """The step as Python over single values; and compiled, where Numba is installed."""
    tables = grouped(rows)
    generated = step(TEN, INPUTS)
    with patch.dict("sys.modules", {"numba": None}):  # as where it is not installed
        plain = generated(tables)["out"]
        seconds = best_of(3, lambda: generated(tables))
    made = [
        Measure(f"row loop of ten statements in Python, {rows:,} rows", seconds / rows * 1e6, "µs a row", 1.5)
    ]
    if importlib.util.find_spec("numba") is not None:
        generated = step(TEN, INPUTS)  # a loop that has once found no Numba does not look for it again
        pd.testing.assert_frame_equal(generated(tables)["out"], plain, check_exact=True)
        compiled = best_of(3, lambda: generated(tables))
        made.append(Measure("the same, compiled, against Python", seconds / compiled, "times", 15, True))
    return made


def interpreter(rows: int) -> list[Measure]:
    """Statements that the interpreter executes in a second: ten assignments in a loop, and the step on rows."""
    from equivalence.interpreter import run_program
    from translator.lang.source import Source

    counting = (
        f"data a; do i = 1 to {rows}; a = i * 2; b = a + i; if b > 100 then c = b - 100; else c = b; d = c / 4;"
        " e = d * d; f = e + a; g = f - b; total + g; h = min(g, 10); k = abs(h); end; run;"
    )
    reading = f"data a; do i = 1 to {rows}; g = int(i / 10); x = mod(i, 90); y = mod(i, 7); output; end; run;"
    with contextlib.redirect_stdout(io.StringIO()):
        in_loop = best_of(2, lambda: run_program(Source("a.sas", counting)))
        alone = best_of(2, lambda: run_program(Source("a.sas", reading)))
        on_rows = best_of(2, lambda: run_program(Source("a.sas", reading + "\n" + TEN)))
    rates = {"in a DO loop": rows * 10 / in_loop, "on rows": rows * 12 / max(on_rows - alone, 1e-6)}
    return [
        Measure(f"interpreter, simple statements {name}", rate, "a second", 100_000, True)
        for name, rate in rates.items()
    ]


def measures(divisor: int = 1) -> list[Measure]:
    """All loops."""
    rows = 1_000_000 // divisor
    return [*python_loop(rows), *interpreter(max(rows // 20, 1000))]
