"""Runs calls of the R twins, all in one Rscript process."""

from __future__ import annotations

import re
import subprocess
from math import isnan
from pathlib import Path

from tests.library.functions.literals import Value
from translator.library.functions import FUNCTIONS
from translator.library.missing import missing_letter, special_missing
from translator.library.rows import Function

FOLDER = Path(__file__).parents[3] / "translator" / "library" / "functions"

REPORT = r"""
show <- function(x) {
  if (length(x) != 2 || !(identical(unname(x[1]), unname(x[2])) || is.na(x[1]))) return(paste("B", length(x)))
  x <- x[[1]]
  if (is.character(x)) return(paste("T", if (is.na(x)) "NA" else paste(charToRaw(enc2utf8(x)), collapse = "")))
  if (!is.numeric(x)) return("B type")
  if (is.nan(x) && sas_letter_of_missing(x) == "" && writeBin(as.numeric(x), raw(), endian = "little")[1] != 0xa2) return("B NaN")
  if (is.infinite(x)) return("B Inf")
  if (is.na(x)) return(paste("M", sas_letter_of_missing(x)))
  sprintf("N %.17g", x)
}
try_call <- function(code) cat(tryCatch(show(code()), error = function(e) paste("B", conditionMessage(e))), "\n", sep = "")
options(warn = 2)
"""


def literal(value: Value) -> str:
    """Write a value as R code."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        escaped = "".join(c if c.isalnum() or c == " " else f"\\u{ord(c):04x}" for c in value)
        return f'"{escaped}"'
    if isnan(value):
        return f'sas_make_missing("{missing_letter(value)}")'
    return repr(value)


def code_of(row: Function, arguments: list[Value], number: int = 0) -> str:
    """Return the R call, by the row's template where it has one.

    One argument is a vector of two, which one depends on `number`: the others must be recycled.
    """
    written = [
        literal(value.rstrip(" ") if isinstance(value, str) and place not in row.blanks else value)
        for place, value in enumerate(arguments)
    ]
    given = [place for place, value in enumerate(arguments) if value is not None]
    if given:
        place = given[number % len(given)]
        written[place] = f"rep({written[place]}, 2)"
    if row.r:
        filled = row.r.replace("{*}", ", ".join(written))
        return re.sub(r"\{(\d)\}", lambda match: written[int(match[1])], filled)
    return f"sas_{row.name.lower()}({', '.join(written)})"


def run_r(calls: list[tuple[Function, list[Value]]], folder: Path) -> list[float | str]:
    """Return the results; what is wrong in form (not a vector, NaN, an error) as text that starts with "BAD"."""
    files = [
        *sorted(FOLDER.glob("*.R")),
        FOLDER.parent / "formats" / "text.R",  # digests take bytes as $HEX does
        FOLDER.parents[1] / "emit" / "r" / "runtime" / "session.R",  # OPTIONS MISSING=
    ]
    sources = "".join(f'source("{path}", encoding = "UTF-8")\n' for path in files)
    lines = [
        f"try_call(function() {code_of(row, arguments, number)})"
        for number, (row, arguments) in enumerate(calls)
    ]
    script = folder / "calls.R"
    script.write_text(sources + REPORT + "\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", str(script)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    results: list[float | str] = []
    for line in done.stdout.splitlines():
        kind, _, rest = line.partition(" ")
        match kind:
            case "N":
                results.append(float(rest))
            case "M":
                results.append(special_missing(rest.strip()))
            case "T":
                results.append(bytes.fromhex(rest).decode("utf-8"))
            case _:
                results.append(f"BAD {rest}")
    assert len(results) == len(calls)
    return results


ROWS = list({row.name: row for row in FUNCTIONS.values()}.values())
