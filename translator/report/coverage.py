"""Which words of SAS are covered, and how much public programs use them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from translator.library.vocabulary import usage

KINDS = ("functions", "routines", "formats", "informats", "procs", "statements", "macros")

ELSEWHERE = frozenset(
    """EVAL SYSEVALF SYSFUNC QSYSFUNC STR NRSTR QUOTE NRQUOTE BQUOTE NRBQUOTE SUPERQ UNQUOTE QSCAN QSUBSTR QUPCASE
    QLOWCASE QLEFT QTRIM CMPRES QCMPRES DATATYP COMPSTOR EXISTS PUTLOG DICTIONARY""".split()
)
"""Names that the vocabulary counts as functions and that are none: macro functions (under `macros`), SQL's EXISTS,
the PUTLOG statement, DICTIONARY tables."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of SAS's vocabulary; `files`: in how many public program files it occurs; `title`: what it does."""

    name: str
    covered: bool
    files: int
    title: str = ""


def coverage(kind: str) -> list[Word]:
    """Return the words of a kind (one of KINDS) in order of name, covered or not.

    The words are those of the public vocabulary, and those of our own rows that it lacks.
    """
    vocabulary, counts, rows = _SOURCES[kind]()
    names = sorted(set(vocabulary) | set(rows) | set(counts))
    return [Word(name, name in rows, counts.get(name, 0), rows.get(name, "")) for name in names]


def share(words: Iterable[Word]) -> float:
    """Return the percentage of uses that are uses of covered words (of words, where no uses are counted)."""
    words = list(words)
    weights = [word.files for word in words] if any(word.files for word in words) else [1] * len(words)
    covered = sum(weight for word, weight in zip(words, weights, strict=True) if word.covered)
    return 100 * covered / sum(weights) if weights else 0.0


Sources = tuple[list[str], Mapping[str, int], Mapping[str, str]]


def _functions() -> Sources:
    from translator.library.functions import FUNCTIONS
    from translator.library.routines import ROUTINES
    from translator.library.words import ROUTINES as CALLED
    from translator.library.words import SERVICES

    rows = {
        name: row.doc
        for name, row in FUNCTIONS.items()
        if (row.body is not None or name in SERVICES) and name.rstrip("0123456789") not in ("LAG", "DIF")
    }
    rows |= {name: FUNCTIONS[name].doc for name in ("LAG", "DIF") if name in FUNCTIONS}
    rows |= {
        name: f"CALL {name}: {row.doc}"
        for name, row in ROUTINES.items()
        if name in CALLED and name not in FUNCTIONS
    }
    names = [name for name in usage()["vocabulary"]["functions"] if name not in ELSEWHERE]
    return names, {name: n for name, n in usage()["functions"].items() if name not in ELSEWHERE}, rows


def _routines() -> Sources:
    from translator.library.routines import ROUTINES
    from translator.library.words import ROUTINES as CALLED

    rows = {name: row for name, row in ROUTINES.items() if name in CALLED}
    return _both(usage()["vocabulary"]["call_routines"]), usage()["call_routines"], _docs(rows)


def _procs() -> Sources:
    from translator.lower.procs import procs

    rows = {name: _title(sys.modules[lower.__module__]) for name, lower in procs().items()}
    return usage()["vocabulary"]["procedures"], usage()["procedures"], rows


def _title(module: ModuleType) -> str:
    lines = (module.__doc__ or "").strip().splitlines()
    return lines[0] if lines else ""


def _formats() -> Sources:
    from translator.library.formats import FORMATS

    rows = {name: row.doc for name, row in _named(FORMATS).items() if row.write is not None}
    names = _both(usage()["vocabulary"]["formats"], rows)
    return names, _counts(names), {name: doc.splitlines()[0] for name, doc in rows.items()}


def _informats() -> Sources:
    from translator.library.formats import FORMATS

    rows = {name: row.doc for name, row in _named(FORMATS).items() if row.read is not None}
    names = _both(usage()["vocabulary"]["informats"], rows)
    return names, _counts(names), {name: doc.splitlines()[0] for name, doc in rows.items()}


def _counts(names: Iterable[str]) -> dict[str, int]:
    """The uses of formats and informats, which are counted together: each kind takes those of its names."""
    known = set(names)
    return {name: n for entry, n in usage()["formats"].items() if (name := _bare(entry)) in known}


def _named(rows: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows by name; `w.d` and `DDMMYYx`, which stand for many, are names too."""
    named = {name or "w.d": row for name, row in rows.items()}
    for name, row in rows.items():
        if name.endswith("D") and f"{name[:-1]}S" in rows:
            named[f"{name[:-1]}x"] = row
    return named


def _both(vocabulary: Iterable[str], rows: Iterable[str] = ()) -> list[str]:
    """Return the names of a vocabulary; of two names for one thing (`A|B`) the one that has a row, else the first."""
    known = set(rows)
    names = []
    for entry in vocabulary:
        alternatives = [_bare(name) for name in entry.split("|")]
        names.append(next((name for name in alternatives if name in known), alternatives[0]))
    return names


def _bare(name: str) -> str:
    """Return a format's name as rows have it: the vocabulary writes COMMAw.d, $CHARw., MONYYw. and w.d."""
    return name if name == "w.d" else re.sub(r"(?<=[A-Za-z0-9_$])(?:w?\.[wdp]?)$", "", name)


def _statements() -> Sources:
    from translator.library.data_step import forms_of
    from translator.library.words import DATA_STEP, GLOBAL

    words = usage()["vocabulary"]
    names = [
        name
        for entry in words["data_step_statements"] + words["global_statements"]
        for name in entry.split("|")
    ]
    return names, {}, {name: forms_of(name) for entry in (*DATA_STEP, *GLOBAL) for name in entry.split("|")}


def _macros() -> Sources:
    from translator.library.words import MACRO

    words = usage()["vocabulary"]
    names = {*words["macro_statements"], *words["macro_functions"], *words["autocall_macros"]}
    counts = {f"%{name}": count for name, count in usage()["macro_language"].items()}
    rows = dict.fromkeys((*MACRO, "%INC"), "")
    return sorted(names), counts, rows


def _docs(rows: Mapping[str, Any]) -> dict[str, str]:
    return {name: row.doc.strip().splitlines()[0] for name, row in rows.items()}


_SOURCES: dict[str, Callable[[], Sources]] = {
    "functions": _functions,
    "routines": _routines,
    "formats": _formats,
    "informats": _informats,
    "procs": _procs,
    "statements": _statements,
    "macros": _macros,
}
