"""Row loops of numbers: as Python and as Numba compiles them they give the same bits, and what the interpreter gives."""

from __future__ import annotations

import importlib.util
import struct
import sys
from math import nan
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from equivalence.bench.generated import emitted, schema
from equivalence.interpreter import run_program
from translator.emit.pandas import helper_module
from translator.lang.source import Source

INPUTS = {"a": schema("g! x y", "g"), "b": schema("g! city$8 x y", "g")}

STEPS = {
    "one row out for each row": """data out; set a; by g; retain used; if first.g then used = 0;
        paid = min(x, 100 - used); used = used + paid; if last.g and paid > 20 then level = 2; else level = -1; run;""",
    "filters": """data out; set a; total + x; if x < y; if total > 1000 then delete; z = total * x - y; if z = . then return;
        w = abs(z) / 3; run;""",
    "two outputs and texts that are carried": """data low(keep=city s) high(keep=x city s g); set b; retain s 0;
        s = max(s * 0.9, x); if s < 30 then output low; else if s > y then output high; run;""",
    "the same output twice": "data out; set b; t + 1; u = t * x; output; u = -u; if u >= 0 then output; drop y; run;",
    "loops and arrays": """data out; set a; array m{4} m1-m4; array w{0:2} _temporary_ (0.5 0.25 0.125);
        do i = 1 to 4; m{i} = x * i + sum(m{i}, x); end; do j = 0 to 2; m{j + 1} = m{j + 1} * w{j}; end;
        do k = 1 to max(y, 0) by 2 while (m1 < 500); m1 = m1 + k; end; n = 0;
        do until (n >= 3 or x = .); n + 1; if n > y then leave; end; run;""",
    "an array of columns that are read": """data out; set a; array v{2} x y; array d{2}; retain s 0;
        do i = 1 to 2; if v{i} = . then v{i} = s; d{i} = v{i} - s; s + v{i}; end; run;""",
    "functions": """data out; set a; retain k 1; k = mod(k * 7 + 3, 11); r = round(x * k, 0.01); i = int(x); f = floor(-y / k);
        c = ceil(x / 7); e = exp(y / 100); l = log(x); q = sqrt(y); s = sign(x - y); m = missing(x); z = mod(x, 0.3); run;""",
    "comparisons": """data out; set a; retain p; lo = x >< y; hi = x <> y; b1 = (x < y); b2 = (x <= p); b3 = (y = p);
        b4 = (x ne y); b5 = x in (1, 2, .); b6 = not (x > p) and y; p = x; n = _n_; run;""",
    "numbers that are too large": """data out; set a; retain s 1; s = s * 1e200; if s > 5 then n = 1; else n = 2; if s = . then s = x;
        z = x * 1e308 > 0; m = -(y * 1e308) < 5; run;""",
    "a division by zero": "data out; set a; t + x; z = t / (y - 7); run;",
    "a where on the output": "data out(where=(t > 50)); set a(rename=(x=amount)); t + amount; run;",
    "stop": "data out; set a; t + x; if t > 300 then stop; run;",
}


def columns(rows: int) -> dict[str, pd.DataFrame]:
    draw = np.random.default_rng(rows)
    pool = np.array([nan, 0.0, -0.0, 1.0, 2.0, 7.0, 0.1, -3.3, 1e16, 99.995])
    a = pd.DataFrame(
        {
            "g": np.sort(draw.integers(0, max(rows // 3, 1), rows)).astype("float64"),
            "x": np.where(draw.random(rows) < 0.3, draw.choice(pool, rows), draw.normal(20, 30, rows)),
            "y": draw.choice(np.append(pool[:6], [3.0, 5.0]), rows),
        }
    )
    b = a.copy()
    b.insert(
        1, "city", pd.Series(["Lund", "", "Umeå"], dtype="str").take(draw.integers(0, 3, rows)).to_numpy()
    )
    return {"a": a, "b": b}


def bits(table: pd.DataFrame) -> list[list[Any]]:
    return [
        [struct.pack("<d", nan if v != v else v) if isinstance(v, float) else v for v in table[name].tolist()]
        for name in table.columns
    ]


def run(text: str, tables: dict[str, pd.DataFrame], large: int) -> tuple[str, dict[str, pd.DataFrame]]:
    """Translate and run a step; `large`: the number of rows from which it is compiled."""
    made = emitted(text, INPUTS, "pandas", loops=True)
    sas: Any = ModuleType("sas_semantics")
    exec(compile(helper_module(made.helpers), "sas_semantics.py", "exec"), sas.__dict__)
    sas.LARGE = large
    program: Any = ModuleType("program")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "sas_semantics", sas)
        exec(compile(made.text, "program.py", "exec"), program.__dict__)
    lib = sas.Libraries()
    lib.read = lambda name: tables[name.removeprefix("work.")]
    result = program.run(lib)
    return made.text, {name: table for name, table in result.items() if name not in tables}


def interpreted(text: str, tables: dict[str, pd.DataFrame]) -> dict[str, list[list[Any]]]:
    """What the interpreter makes of the step: rows of its data sets."""
    lines = []
    for name, table in tables.items():
        rows = "\n".join(
            "|".join("." if v != v else v if isinstance(v, str) else repr(v) for v in row)
            for row in table.itertuples(index=False)
        )
        names = " ".join(f"{c} :$8." if table[c].dtype == "str" else f"{c} :32." for c in table.columns)
        lines.append(
            f"data {name}; infile datalines dlm='|' dsd truncover; input {names};\ndatalines;\n{rows}\n;\nrun;\n"
        )
    session = run_program(Source("a.sas", "".join(lines) + text))
    return {name: table.rows for name, table in session.work.items() if name not in tables}


@pytest.mark.parametrize("name", STEPS)
def test_python_and_the_interpreter_agree(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    tables = columns(60)
    text, made = run(STEPS[name], tables, 10**9)
    assert "@sas.compiled" in text
    expected = interpreted(STEPS[name], tables)
    assert set(made) == set(expected)
    for data_set, table in made.items():
        rows = [[None if v != v else v for v in row] for row in table.itertuples(index=False)]
        wanted = [[None if v is None or v != v else v for v in row] for row in expected[data_set]]
        assert rows == wanted


@pytest.mark.skipif(importlib.util.find_spec("numba") is None, reason="Numba is not installed")
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", STEPS)
def test_compiled_gives_the_same_bits(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    tables = columns(3000)
    _, python = run(STEPS[name], tables, 10**9)
    said = capsys.readouterr().out
    _, compiled = run(STEPS[name], tables, 1)
    assert capsys.readouterr().out == said
    for data_set, table in python.items():
        assert list(compiled[data_set].dtypes) == list(table.dtypes)
        assert bits(compiled[data_set]) == bits(table)


def test_no_rows_and_one_row() -> None:
    for rows in (0, 1):
        for text in STEPS.values():
            run(text, columns(rows), 10**9)
