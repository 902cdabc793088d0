"""Row loops in R, against a `for` over vectors that is written by hand: numbers, and texts."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from equivalence.bench.generated import emitted, schema
from equivalence.bench.loops import INPUTS, TEN
from equivalence.bench.measure import Measure
from translator.lang.types import Schema

TEXTS = """\
data out;
  set a;
  by g;
  length last label $ 12 kind $ 6;
  retain last ' ';
  if first.g then last = city;
  if city = ' ' then city = last;
  else last = city;
  if x > 50 then kind = 'large'; else if x > 20 then kind = 'medium'; else kind = 'small';
  label = city;
  if kind = 'small' then changes + 1;
  if label ne 'Lund' then label = kind;
run;
"""


@dataclass(frozen=True, slots=True)
class Loop:
    """A step, the columns of its input, the table of `rows` rows in R, and the same step by hand, both R functions."""

    name: str
    text: str
    inputs: dict[str, Schema]
    table: str
    by_hand: str


NUMBERS_TABLE = """\
function(rows) {
  frame <- tibble::tibble(
    g = as.numeric(rep(seq_len(rows / 10), each = 10)),
    x = ((seq_len(rows) * 7919) %% 1009) / 10,
    y = as.numeric((seq_len(rows) * 104729) %% 97)
  )
  frame$x[seq_len(rows) %% 20 == 0] <- NA_real_
  frame
}
"""

NUMBERS_BY_HAND = """\
function(a) {
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
"""

TEXTS_TABLE = """\
function(rows) {
  tibble::tibble(
    g = as.numeric(rep(seq_len(rows / 10), each = 10)),
    city = rep_len(c("Lund", "", "Ume\\u00e5", "Malm\\u00f6", "", "Kiruna", "Visby"), rows),
    x = ((seq_len(rows) * 7919) %% 1009) / 10
  )
}
"""

TEXTS_BY_HAND = """\
function(a) {
  n <- nrow(a)
  g <- a$g
  city <- a$city
  x <- a$x
  last_ <- label_ <- kind_ <- character(n)
  changes_ <- numeric(n)
  last <- ""
  changes <- 0
  for (i in seq_len(n)) {
    if (i == 1 || g[i] != g[i - 1]) last <- city[i]
    if (city[i] == "") city[i] <- last else last <- city[i]
    kind <- if (isTRUE(x[i] > 50)) "large" else if (isTRUE(x[i] > 20)) "medium" else "small"
    label <- city[i]
    if (kind == "small") changes <- changes + 1
    if (label != "Lund") label <- kind
    last_[i] <- last
    label_[i] <- label
    kind_[i] <- kind
    changes_[i] <- changes
  }
  tibble::tibble(g = g, city = city, x = x, last = last_, label = label_, kind = kind_, changes = changes_)
}
"""

LOOPS = (
    Loop("of numbers", TEN, INPUTS, NUMBERS_TABLE, NUMBERS_BY_HAND),
    Loop("of texts", TEXTS, {"a": schema("g! city$12 x", "g")}, TEXTS_TABLE, TEXTS_BY_HAND),
)

SCRIPT = """\
frame <- table_of(rows)
sas_read <- function(lib, name, ...) frame
lib <- sas_libraries(folder, folder, list())
stopifnot(identical(lapply(as.list(run(lib)$out)[names(by_hand(frame[1:20, ]))], as.vector), as.list(by_hand(frame))))
seconds <- function(work) sum(system.time(work(), gcFirst = TRUE)[c("user.self", "sys.self")])
ours <- theirs <- Inf
for (turn in 1:4) {
  ours <- min(ours, seconds(function() run(lib)))
  theirs <- min(theirs, seconds(function() by_hand(frame)))
}
cat("\\nseconds", ours, theirs, "\\n")
"""


def against_hand(loop: Loop, rows: int) -> Measure:
    """Compare the results, then the times of the processor."""
    from translator.emit.r import helper_module

    made = emitted(loop.text, loop.inputs, "r", loops=True)
    with tempfile.TemporaryDirectory(prefix="saslift-bench-") as name:
        folder = Path(name)
        helpers = helper_module(made.helpers | {"sas_libraries"})
        (folder / "sas_semantics.R").write_text(helpers, encoding="utf-8")
        program = made.text[made.text.index("libraries <- ") :].rsplit("if (sys.nframe()", 1)[0]
        text = (
            f'folder <- "{folder.as_posix()}"\nrows <- {rows}\nsource(file.path(folder, "sas_semantics.R"))\n{program}\n'
            f"table_of <- {loop.table}by_hand <- {loop.by_hand}{SCRIPT}"
        )
        (folder / "bench.R").write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["Rscript", "--vanilla", "bench.R"], cwd=folder, capture_output=True, text=True, check=False
        )
    words = next((line.split() for line in done.stdout.splitlines() if line.startswith("seconds ")), None)
    if words is None:
        raise RuntimeError(f"the R program of the benchmark failed: {done.stderr}")
    ratio = max(float(words[1]), 1e-3) / max(float(words[2]), 1e-3)
    return Measure(f"row loop in R {loop.name}, {rows:,} rows, against hand-written", ratio, "times", 1.0)


def measures(rows: int) -> list[Measure]:
    """All loops, where R is installed."""
    return [against_hand(loop, rows) for loop in LOOPS] if shutil.which("Rscript") else []
