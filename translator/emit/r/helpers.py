"""The helper file sas_semantics.R: only the functions that the programs of a folder need.

The functions stand in `runtime/*.R` here and in the library's `.R` files beside their Python twins. What a
function needs is found in its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

HEAD = """\
# What SAS does and R does not: the helpers used by the programs in this folder
#
# Numbers are doubles, missing is NA; .A to .Z are NA with a letter (as haven's tagged_na). Text is character,
# right-trimmed, missing is "", never NA. Dates are days since 1960-01-01. Nothing changes its arguments.

suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
invisible(Sys.setlocale("LC_CTYPE", "C.UTF-8"))
invisible(Sys.setlocale("LC_COLLATE", "C"))  # SAS compares and sorts text by code point
Sys.setenv(TZ = "UTC")
"""

ALWAYS = ("sas_libraries", "sas_main", "sas_stop", "not_translated", "sas_log")
DEFINITION = re.compile(r"^([A-Za-z.][\w.]*) <- ")


def helper_module(names: Iterable[str]) -> str:
    """Return the text of sas_semantics.R with these functions and what they need.

    Args: names: functions, and formats as `"DATE."` with the quotes.
    Raises: KeyError for a name that no file defines, ValueError for one that two files define.
    """
    known = definitions()
    wanted: dict[str, None] = {}
    waiting = [*ALWAYS, *names]
    while waiting:
        name = waiting.pop()
        if name in wanted:
            continue
        if name not in known and name not in formats():
            raise KeyError(name)
        if name in CLASHES:
            raise ValueError(f"two different helpers are called {name}")
        wanted[name] = None
        waiting += sorted(needed(name))
        if name == FORMATS:
            waiting += ['"."', '"$."', '"BEST."']
        if name in DYNAMIC:
            waiting += formats()
    functions = [text for name, text in known.items() if name in wanted and is_function(text)]
    tables = [
        text for name, text in known.items() if name in wanted and not is_function(text) and name != FORMATS
    ]
    if FORMATS in wanted:
        tables.append(formats_table([name for name in formats() if name in wanted]))
    return HEAD + "\n" + "\n\n".join(functions + tables) + "\n"  # a table may hold functions


FORMATS = "sas_formats"
CLASHES: set[str] = set()
"""Names that two files define differently; `definitions` finds them."""
DYNAMIC = frozenset({"sas_putn", "sas_putc", "sas_inputn", "sas_inputc"})
"""Helpers that take the name of any format when they run."""


@cache
def formats() -> dict[str, str]:
    """Return the rows of the library's table of formats: `"DATE."` -> its line."""
    rows = re.findall(r'(?m)^  ("[^"]*\.") = (list\(.*\)),?$', definitions().get(FORMATS, ""))
    return dict(rows)


def formats_table(names: Iterable[str]) -> str:
    """Return the table of the formats that are used."""
    lines = [f"  {name} = {formats()[name]}" for name in names]
    return "\n".join(
        ["# Formats and informats: who writes and reads them", f"{FORMATS} <- list(", ",\n".join(lines), ")"]
    )


def is_function(text: str) -> bool:
    """Is the definition a function, not a value?"""
    code = re.sub(r"(?m)^#.*\n", "", text)
    return re.match(r"[\w.]+ <- (function\b|\\\()", code) is not None


def mentioned(text: str) -> frozenset[str]:
    """Return the helper functions that a program's text mentions, comments left out, and the formats it names."""
    known = definitions()
    code = re.sub(r"(?m)^\s*#.*$", "", text)
    found = {word for word in re.findall(r"[A-Za-z.][\w.]*", code) if word in known}
    if any(
        "format" in word or word.startswith(("sas_put", "sas_input", "sas_lines", "sas_to_number"))
        for word in found
    ):
        rows = formats()
        found |= {name for word in re.findall(r'"([$\w]*)"', code) if (name := f'"{word}."') in rows}
    return frozenset(found)


@cache
def needed(name: str) -> frozenset[str]:
    """Return the helpers that a helper's text mentions."""
    if name == FORMATS:
        return frozenset()
    text = formats()[name] if name in formats() else definitions()[name]
    return mentioned(text) - {name}


@cache
def definitions() -> dict[str, str]:
    """Return the text of every helper by name, with the comment above it, in the order of the files."""
    found: dict[str, str] = {}
    for file in files():
        for name, text in split(file.read_text(encoding="utf-8")):
            if found.setdefault(name, text) != text:
                CLASHES.add(name)
    return found


def files() -> list[Traversable]:
    """Return the .R files: the runtime first, then the library's."""
    order = "session missing compare arithmetic text by libraries".split()
    runtime = [
        f for f in resources.files("translator.emit.r").joinpath("runtime").iterdir() if f.name.endswith(".R")
    ]
    runtime.sort(key=lambda f: (order.index(f.name[:-2]) if f.name[:-2] in order else len(order), f.name))
    found = runtime
    for folder in ("functions", "formats", "routines", "procs", "statistics"):
        place = resources.files("translator.library").joinpath(folder)
        if place.is_dir():
            found += sorted((f for f in place.iterdir() if f.name.endswith(".R")), key=lambda f: f.name)
    return found


def split(text: str) -> list[tuple[str, str]]:
    """Return (name, text) of the top-level definitions of an R file; a comment belongs to what follows it."""
    pieces: list[tuple[str, str]] = []
    name = ""
    lines: list[str] = []
    comments: list[str] = []
    for line in text.splitlines():
        start = DEFINITION.match(line)
        if start:
            if name:
                pieces.append((name, "\n".join(lines).rstrip()))
            name, lines, comments = start[1], [*comments, line], []
        elif line.startswith("#"):
            comments.append(line)
        elif not line.strip() and comments:
            comments = []
        elif comments and name:
            lines += [*comments, line]
            comments = []
        elif name:
            lines.append(line)
    if name:
        pieces.append((name, "\n".join(lines).rstrip()))
    return pieces
