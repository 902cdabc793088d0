"""Which words of SAS are covered, and how much public programs use them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
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

    rows = {name: row.doc for name, row in FUNCTIONS.items()}
    return usage()["vocabulary"]["functions"], usage()["functions"], rows


def _procs() -> Sources:
    from translator.library.procs import PROCS

    rows = {name: row.title for name, row in PROCS.items()}
    return usage()["vocabulary"]["procedures"], usage()["procedures"], rows


def _formats() -> Sources:
    from translator.library.formats import FORMATS

    rows = {name: row.doc for name, row in FORMATS.items()}
    return usage()["vocabulary"]["formats"], usage()["formats"], rows


_SOURCES: dict[str, Callable[[], Sources]] = {"functions": _functions, "procs": _procs, "formats": _formats}
