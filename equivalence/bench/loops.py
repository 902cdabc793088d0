"""Row loops: a step of ten statements that depends on the rows before, in Python, compiled, in R, in the interpreter."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from equivalence.bench.generated import emitted, schema, step
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

IN_R = """\
script <- function(folder, rows) {
  frame <- tibble::tibble(
    g = as.numeric(rep(seq_len(rows / 10), each = 10)),
    x = ((seq_len(rows) * 7919) %% 1009) / 10,
    y = as.numeric((seq_len(rows) * 104729) %% 97)
  )
  frame$x[seq_len(rows) %% 20 == 0] <- NA_real_
  sas_read <<- function(lib, name, ...) frame
  lib <- sas_libraries(folder, folder, list())
  hand <- function(a) {
    n <- nrow(a)
    g <- a$g
    x <- a$x
    y <- a$y
    balance_ <- left_ <- paid_ <- level_ <- tax_ <- net_ <- share_ <- total_ <- numeric(n)
    balance <- total <- 0
    for (i in seq_len(n)) {
      if (i == 1 || g[i] != g[i - 1]) balance <- 0
      left <- 1000 - balance
      paid <- if (is.na(x[i])) left else if (is.na(left) || x[i] <= left) x[i] else left
      balance <- balance + paid
      if (isTRUE(paid > 50)) level <- 3 else if (isTRUE(paid > 20)) level <- 2 else level <- 1
      tax <- paid * level * 0.25
      net <- paid - tax
      if (is.na(net) || net < 0) net <- 0
      share <- if (is.na(y[i]) || y[i] + 1 == 0) NA_real_ else net / (y[i] + 1)
      total <- total + net
      balance_[i] <- balance
      left_[i] <- left
      paid_[i] <- paid
      level_[i] <- level
      tax_[i] <- tax
      net_[i] <- net
      share_[i] <- share
      total_[i] <- total
    }
    tibble::tibble(
      g = g, x = x, y = y, balance = balance_, left = left_, paid = paid_, level = level_, tax = tax_, net = net_,
      share = share_, total = total_
    )
  }
  stopifnot(identical(as.list(run(lib)$out)[names(hand(frame[1:20, ]))], as.list(hand(frame))))
  seconds <- function(work) system.time(work(), gcFirst = TRUE)[["elapsed"]]
  ours <- theirs <- Inf
  for (turn in 1:3) {
    ours <- min(ours, seconds(function() run(lib)))
    theirs <- min(theirs, seconds(function() hand(frame)))
  }
  cat("\\nseconds", ours, theirs, "\\n")
}
"""


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


def r_loop(rows: int) -> list[Measure]:
    """The step in R, against a hand-written `for` over vectors."""
    from translator.emit.r import helper_module

    if shutil.which("Rscript") is None:
        return []
    made = emitted(TEN, INPUTS, "r")
    with tempfile.TemporaryDirectory(prefix="saslift-bench-") as name:
        folder = Path(name)
        (folder / "sas_semantics.R").write_text(
            helper_module(made.helpers | {"sas_libraries"}), encoding="utf-8"
        )
        program = made.text[made.text.index("libraries <- ") :].rsplit("if (sys.nframe()", 1)[0]
        call = f'script("{folder.as_posix()}", {rows})\n'
        text = f'source("{folder.as_posix()}/sas_semantics.R")\n{program}\n{IN_R}\n{call}'
        (folder / "bench.R").write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["Rscript", "--vanilla", "bench.R"], cwd=folder, capture_output=True, text=True, check=False
        )
    words = next((line.split() for line in done.stdout.splitlines() if line.startswith("seconds ")), None)
    if words is None:
        raise RuntimeError(f"the R program of the benchmark failed: {done.stderr}")
    ratio = float(words[1]) / max(float(words[2]), 1e-3)
    return [Measure(f"row loop in R, {rows:,} rows, against hand-written", ratio, "times", 1.0)]


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
    return [*python_loop(rows), *r_loop(rows), *interpreter(max(rows // 20, 1000))]
