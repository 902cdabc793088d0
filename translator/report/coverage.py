"""Which words of SAS are covered, and how much public programs use them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import ModuleType
from typing import Any

KINDS = ("functions", "procs", "formats")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of SAS's vocabulary; `files`: in how many public program files it occurs; `title`: what it does."""

    name: str
    covered: bool
    files: int
    title: str = ""


@cache
def usage() -> dict[str, Any]:
    """Return the usage counts of SAS words in public programs (translator/library/sas_usage.json)."""
    text = resources.files("translator.library").joinpath("sas_usage.json").read_text(encoding="utf-8")
    counts: dict[str, Any] = json.loads(text)
    return counts


def coverage(kind: str) -> list[Word]:
    """Return the words of a kind (one of KINDS) in order of name, covered or not.

    The words are those of the public vocabulary, and those of our own rows that it lacks.
    """
    vocabulary, counts, rows = _SOURCES[kind]()
    names = sorted(set(vocabulary) | set(rows))
    return [Word(name, name in rows, counts.get(name, 0), rows.get(name, "")) for name in names]


Sources = tuple[list[str], Mapping[str, int], Mapping[str, str]]


def _functions() -> Sources:
    from translator.library.functions import FUNCTIONS
    from translator.library.routines import ROUTINES

    rows = {
        name: row.doc for name, row in FUNCTIONS.items() if name.rstrip("0123456789") not in ("LAG", "DIF")
    }
    rows |= {name: FUNCTIONS[name].doc for name in ("LAG", "DIF") if name in FUNCTIONS}
    rows |= {name: f"CALL {name}: {row.doc}" for name, row in ROUTINES.items() if name not in rows}
    return usage()["vocabulary"]["functions"], usage()["functions"], rows


def _procs() -> Sources:
    from translator.lower.procs import procs

    rows = {name: _title(sys.modules[lower.__module__]) for name, lower in procs().items()}
    return usage()["vocabulary"]["procedures"], usage()["procedures"], rows


def _title(module: ModuleType) -> str:
    lines = (module.__doc__ or "").strip().splitlines()
    return lines[0] if lines else ""


def _formats() -> Sources:
    from translator.library.formats import FORMATS

    rows = {name or "w.d": row.doc.strip().splitlines()[0] for name, row in FORMATS.items()}
    names = [_bare(name) for name in usage()["vocabulary"]["formats"]]
    return names, {_bare(name): count for name, count in usage()["formats"].items()}, rows


def _bare(name: str) -> str:
    """Return a format's name as rows have it: the vocabulary writes COMMAw.d, $CHARw., MONYYw. and w.d."""
    return re.sub(r"(?<=[A-Z0-9_$])(?:w\.d|w\.|\.)$", "", name) or name


_SOURCES: dict[str, Callable[[], Sources]] = {"functions": _functions, "procs": _procs, "formats": _formats}
