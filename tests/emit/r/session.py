"""Runs generated R programs, many of them in one Rscript process, and reads back what they made."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from translator.emit.code import Emitted
from translator.emit.r import emit, helper_module
from translator.frontend.macro import MacroState
from translator.frontend.reader import Reader
from translator.lang.source import Source
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.program import lower_program
from translator.lower.special_values import mentions_special
from translator.plan.relations import Plan

DRIVER = """
source("sas_semantics.R")
cell <- function(x) {
  if (is.character(x)) return(x)
  letter <- sas_missing_letter(x)
  ifelse(is.na(x), paste0(".", letter), sprintf("%.17g", x))
}
table_of <- function(rows) list(
  columns = as.list(names(rows)), kinds = as.list(vapply(rows, typeof, "")),
  cells = unname(lapply(rows, function(x) as.list(cell(x)))), classes = class(rows)[1]
)
results <- list()
for (file in sort(list.files(".", "^program_.*[.]R$"))) {
  place <- new.env()
  sink("output.txt", append = TRUE)
  result <- tryCatch({
    code <- parse(file, encoding = "UTF-8")
    code <- code[!grepl("^source\\\\(", vapply(code, function(x) deparse(x)[1], ""))]
    for (expression in code) eval(expression, place)
    lib <- sas_libraries("data", "out", place$libraries)
    tables <- place$run(lib)
    list(
      tables = lapply(tables, table_of), macros = as.list(lib$macros), log = as.list(sas_session$log),
      shown = lapply(lib$state$tables, function(t) t)
    )
  }, error = function(e) list(error = conditionMessage(e), class = class(e)[1], log = as.list(sas_session$log)))
  sink()
  results[[sub("^program_(.*)[.]R$", "\\\\1", file)]] <- result
}
writeLines(jsonlite::toJSON(results, auto_unbox = TRUE, null = "null"), "results.json")
"""


@dataclass(slots=True)
class Made:
    """What a program left: rows of each data set (numbers as floats, missing as ".", ".A"), macro variables, log."""

    tables: dict[str, tuple[list[str], list[list[object]]]] = field(default_factory=dict)
    macros: dict[str, object] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    shown: list[dict[str, object]] = field(default_factory=list)
    error: str = ""
    error_class: str = ""


def plan_of(sas: str, name: str = "program.sas", *, loops: bool = False) -> Plan:
    """Return the plan of a SAS text."""
    source = Source(name, sas)
    diagnostics: list[object] = []
    context = Context(Catalog(), special=mentions_special(sas), loops=loops)
    return lower_program(name, Reader(source, MacroState(), diagnostics).steps(), context)  # type: ignore[arg-type]


def run_plans(plans: dict[str, Plan], folder: Path) -> dict[str, Made]:
    """Emit the plans and run them in one process."""
    return run_emitted({name: emit(plan) for name, plan in plans.items()}, folder)


def run_emitted(programs: dict[str, Emitted], folder: Path, helpers: Iterable[str] = ()) -> dict[str, Made]:
    """Run programs in one process; the helper file is that of all of them."""
    needed = set(helpers) | {"sas_missing_letter"}
    for name, emitted in programs.items():
        needed |= emitted.helpers
        (folder / f"program_{name}.R").write_text(emitted.text, encoding="utf-8")
    (folder / "sas_semantics.R").write_text(helper_module(needed), encoding="utf-8")
    (folder / "driver.R").write_text(DRIVER, encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "driver.R"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    raw = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {name: _made(raw[name]) for name in programs}


def _made(raw: dict[str, object]) -> Made:
    made = Made(error=str(raw.get("error", "")), error_class=str(raw.get("class", "")))
    made.log = [str(line) for line in raw.get("log") or []]  # type: ignore[attr-defined]
    made.macros = dict(raw.get("macros") or {})  # type: ignore[call-overload]
    made.shown = list(raw.get("shown") or [])  # type: ignore[call-overload]
    for name, table in dict(raw.get("tables") or {}).items():  # type: ignore[call-overload]
        kinds = table["kinds"]
        kinds = list(kinds.values()) if isinstance(kinds, dict) else kinds
        columns = [
            [_value(cell, kind) for cell in cells] for cells, kind in zip(table["cells"], kinds, strict=True)
        ]
        made.tables[name] = (list(table["columns"]), [list(row) for row in zip(*columns, strict=True)])
    return made


def _value(cell: str, kind: str) -> object:
    if kind == "character":
        return cell
    return cell if cell.startswith(".") and not cell[1:2].isdigit() else float(cell)
