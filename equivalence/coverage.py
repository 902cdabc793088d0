"""`make coverage`: writes docs/coverage.md, what is covered of SAS's words and how much they are used.

python -m equivalence.coverage [--check]

Everything on the page is read from the rows and the lowerings, weighted by the usage counts of public programs
(translator/library/sas_usage.json). Shares that only a run over programs can tell stand in docs/measures/*.toml: `title`,
`count` and `of` (or `value`), `command`, and a `note` if need be; `python -m equivalence.estates --write DIR` makes them.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from translator.library.functions import FUNCTIONS
from translator.library.proc_kinds import DATA_PROCS
from translator.report.coverage import KINDS, Word, coverage, share
from translator.report.proc_options import proc_words

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "coverage.md"
TITLES = {
    "functions": "Functions",
    "routines": "CALL routines",
    "formats": "Formats",
    "informats": "Informats",
    "procs": "PROCs",
    "statements": "Statements",
    "macros": "Macro language",
}
WHAT = {
    "statements": "DATA step and global statements. Each has a program in `translator/library/words.py` that the tests "
    "translate to both targets.",
    "macros": "Macro statements, macro functions and autocall macros, likewise.",
    "procs": "Options and statements that a PROC does not list are refused with H0402 and H0403: none is dropped in silence.",
}


def page() -> str:
    """Return the text of docs/coverage.md."""
    words = {kind: coverage(kind) for kind in KINDS}
    lines = [
        "# What is covered",
        "",
        "Made by `make coverage`; a test holds it up to date. A word is covered where it has a row (or, a PROC, a lowering)",
        "that the interpreter, pandas and R carry out. Uses are counted in files of public SAS programs, so the share of uses tells more than",
        "the share of words. What is not covered is refused with a code, never guessed.",
        "",
        "| | covered | of the vocabulary | share of uses |",
        "|---|---|---|---|",
    ]
    for kind in KINDS:
        covered = sum(word.covered for word in words[kind])
        used = f"{share(words[kind]):.1f}%" if any(word.files for word in words[kind]) else ""
        lines.append(f"| {TITLES[kind]} | {covered} | {len(words[kind])} | {used} |")
        if kind == "procs":
            lines.append(data_procs(words[kind]))
    lines += [*measures(), ""]
    for kind in KINDS:
        lines += section(kind, words[kind])
    return "\n".join(lines).rstrip() + "\n"


def data_procs(words: list[Word]) -> str:
    """The row of the PROCs that manage, print or summarise data."""
    chosen = [word for word in words if word.name in DATA_PROCS]
    covered = sum(word.covered for word in chosen)
    return (
        f"| PROCs that manage, print or summarise data | {covered} | {len(chosen)} | {share(chosen):.1f}% |"
    )


def measures() -> list[str]:
    """The shares that runs over programs gave."""
    found = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(DOCS.glob("measures/*.toml"))]
    if not found:
        return []
    lines = ["", "| measured on programs | share | by |", "|---|---|---|"]
    for row in found:
        note = f" ({row['note']})" if row.get("note") else ""
        part = row.get("value") or f"{row['count']} of {row['of']}, {100 * row['count'] / row['of']:.1f}%"
        lines.append(f"| {row['title']}{note} | {part} | `{row['command']}` |")
    return lines


def section(kind: str, words: list[Word]) -> list[str]:
    """The words of one kind: what is covered, and what is used and is not."""
    lines = [f"## {TITLES[kind]}", ""]
    if kind in WHAT:
        lines += [WHAT[kind], ""]
    if kind == "procs":
        lines += procs(words)
    else:
        lines += folded([word for word in words if word.covered])
    if kind == "functions" and (lacking := [row.name for row in FUNCTIONS.values() if row.r == ""]):
        lines += ["**No form in R**, refused there with H0471: " + ", ".join(lacking) + ".", ""]
        outside = sorted(
            {row.name for row in FUNCTIONS.values()} - {word.name for word in words if word.covered}
        )
        outside = [name for name in outside if name.rstrip("0123456789") not in ("LAG", "DIF")]
        lines += [
            "**In the reference interpreter and in %SYSFUNC only**, refused in translated DATA steps: "
            + ", ".join(outside) + ".",
            "",
        ]  # fmt: skip
    missing = [word for word in words if not word.covered]
    used = sorted((word for word in missing if word.files), key=lambda word: (-word.files, word.name))
    if used:
        lines += [
            "**Used and not covered** (files): " + ", ".join(f"{w.name} {w.files}" for w in used) + ".",
            "",
        ]
    unused = [word.name for word in missing if not word.files]
    if unused:
        lines += ["**Not covered, no use seen:** " + ", ".join(unused) + ".", ""]
    return lines


def folded(words: Iterable[Word]) -> list[str]:
    """The covered words, with their uses where these are counted."""
    return [", ".join(f"{word.name} {word.files}" if word.files else word.name for word in words) + ".", ""]


def procs(words: list[Word]) -> list[str]:
    """A row for each PROC: options used, without effect on results, not carried out in what is printed; statements."""
    lines = [
        "| PROC | files | options used | options without effect here | print options that are warned of | statements |",
        "|---|---|---|---|---|---|",
    ]
    for word in words:
        if word.covered:
            known = proc_words(word.name)
            cells = [
                word.name,
                str(word.files),
                *map(", ".join, (known.used, known.harmless, known.warned, known.statements)),
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]


def main(arguments: list[str] | None = None) -> int:
    """Write the page; with --check only say whether it is up to date (exit status 1 where it is not)."""
    parser = argparse.ArgumentParser(description="Write docs/coverage.md.")
    parser.add_argument("--check", action="store_true", help="only check that the page is up to date")
    text = page()
    if parser.parse_args(arguments).check:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
