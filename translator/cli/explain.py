"""`saslift explain` and `saslift list`: the manual of diagnostics, and what is covered."""

from __future__ import annotations

import difflib
import textwrap
from typing import Annotated, Any

import typer

from translator.cli.console import DONE, print_json, problem
from translator.cli.options import AsJson
from translator.lang.diagnostics import codes
from translator.report.coverage import KINDS, Word, coverage, share


def explain(
    code: Annotated[str | None, typer.Argument(help="A code such as X0001. None: all of them.")] = None,
    json: AsJson = False,
) -> int:
    """Print the manual of a diagnostic: what it means in SAS terms, and an example."""
    manual = codes()
    if code is None:
        if json:
            print_json({name: manual[name] for name in sorted(manual)})
        else:
            for name in sorted(manual):
                print(f"{name}  {manual[name]['severity']!s:<8} {manual[name]['title']}")
        return DONE
    wanted = code.strip().strip("[]").upper()
    if wanted not in manual:
        near = difflib.get_close_matches(wanted, manual, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise problem("X0007", f"no diagnostic has the code {code}{hint}")
    row = manual[wanted]
    if json:
        print_json({"code": wanted, **row})
        return DONE
    print(f"{wanted}: {row['title']} ({row['severity']})\n")
    print(textwrap.fill(str(row["why"]), 96))
    if row.get("example"):
        print("\nExample:\n")
        print(textwrap.indent(str(row["example"]).rstrip(), "    "))
    return DONE


def list_words(
    what: Annotated[str, typer.Argument(help=f"One of {', '.join(KINDS)}.", metavar="|".join(KINDS))],
    json: AsJson = False,
) -> int:
    """List the words of a kind that are covered, with their use in public SAS programs."""
    kind = what.lower()
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise problem("X0015", f"list takes {', '.join(KINDS)}, not {what!r}{hint}")
    words = coverage(kind)
    if json:
        print_json(_summary(kind, words) | {"words": [_row(word) for word in words]})
        return DONE
    summary = _summary(kind, words)
    for word in words:
        if word.covered:
            print(f"{word.name:<24} {word.files:>6}  {word.title}".rstrip())
    print()
    counted = any(word.files for word in words)
    use = f": {summary['use_percent']}% of their uses in public programs" if counted else ""
    noun = {"routines": "CALL routines", "macros": "macro words"}.get(kind, kind)
    print(f"{summary['covered']} of {summary['known']} {noun} of the SAS vocabulary are covered{use}.")
    missing = sorted((word for word in words if not word.covered), key=lambda word: -word.files)[:12]
    if missing:
        print(
            ("Most used of the others: " if counted else "Not covered, among others: ")
            + ", ".join(word.name for word in missing)
        )
    return DONE


def _summary(kind: str, words: list[Word]) -> dict[str, Any]:
    covered = sum(word.covered for word in words)
    percent = round(share(words), 1) if any(word.files for word in words) else None
    return {"kind": kind, "covered": covered, "known": len(words), "use_percent": percent}


def _row(word: Word) -> dict[str, Any]:
    row: dict[str, Any] = {"name": word.name, "covered": word.covered, "files": word.files}
    return row | {"title": word.title} if word.title else row
