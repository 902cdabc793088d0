"""`saslift verify`: runs programs on all engines and compares their outputs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli.check import exit_code
from translator.cli.console import DONE, FOUND, Problem, complain, print_json, progress, show
from translator.cli.options import (
    AsJson,
    Config,
    Encoding,
    Librefs,
    Paths,
    To,
    librefs_from,
    programs_from,
    settings_from,
    targets_from,
)
from translator.lang.diagnostics import Diagnostic
from translator.report.data import as_list
from translator.report.folder import CannotWrite, write_files
from translator.report.outputs import dump
from translator.report.text import plural
from translator.report.verdicts import as_junit, verdict_page

if TYPE_CHECKING:
    from equivalence.judging import Output
    from equivalence.verification import Verdict


BROKEN = "X0090"
"""A generated program that fails where SAS's would not: a difference, not a mistake in the use of saslift."""


def verify(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for verdicts and results.")] = Path(
        "verified"
    ),
    to: To = None,
    libref: Librefs = None,
    encoding: Encoding = "",
    config: Config = None,
    json: AsJson = False,
) -> int:
    """Run programs on the reference and on the targets; compare all outputs; write verdict.json, .html, .xml."""
    from equivalence.verification import verify as verify_programs

    settings = settings_from(config)
    targets = targets_from(to, settings)
    programs, problems = programs_from(paths, settings)
    librefs = librefs_from(libref, settings)
    rows: list[dict[str, Any]] = []
    findings: list[Diagnostic] = []
    try:
        with progress(len(programs) * (1 + len(targets)), "verifying", quiet=json) as step:
            found = verify_programs(
                programs,
                targets=targets,
                out=out,
                librefs=librefs,
                encoding=encoding or settings.encoding,
                step=step,
            )
            for verdict in found:
                rows.append(_row(verdict))
                fresh = [one for one in verdict.findings if one not in findings]
                findings += fresh
                if not json:
                    show(fresh)
                    print(_line(rows[-1]))
        if rows:
            files = {
                "verdict.json": dump({"programs": rows}),
                "verdict.html": verdict_page(rows),
                "verdict.xml": as_junit(rows),
            }
            write_files(out, files)
    except CannotWrite as error:
        raise Problem(error.diagnostic) from None
    complain(problems)
    if json:
        print_json({"out": str(out), "programs": rows, "diagnostics": as_list([*problems, *findings])})
    elif rows:
        equal, outputs = sum(row["equal"] for row in rows), sum(row["outputs"] for row in rows)
        failed = sum(row["status"] in ("failed", "holes") for row in rows)
        more = f", {failed} did not run to the end" if failed else ""
        print(
            f"{plural(len(rows), 'verdict')}: {equal} of {outputs} outputs equal{more}; see {out}/verdict.html"
        )
    same = all(row["status"] == "equal" for row in rows)
    return max(
        exit_code([*problems, *(one for one in findings if one.code != BROKEN)]), DONE if same else FOUND
    )


def _row(verdict: Verdict) -> dict[str, Any]:
    return {
        "program": verdict.program.shown,
        "name": verdict.program.name,
        "target": verdict.target,
        "status": verdict.status,
        "evidence": verdict.evidence,
        "equal": verdict.equal,
        "outputs": len(verdict.outputs),
        "first_difference": _first(verdict),
        "difference": verdict.difference,
        "details": [_output(one) for one in verdict.outputs],
    }


def _output(one: Output) -> dict[str, Any]:
    row = asdict(one)
    del row["order"]
    return row


def _first(verdict: Verdict) -> dict[str, Any] | None:
    """Return the first step that differs, with its SAS lines; None where all is equal."""
    first = verdict.first
    if first is None:
        return None
    return {
        "lines": [first.first, first.last],
        "step": first.step,
        "output": f"{first.kind} {first.name}",
        "cause": first.cause,
    }


def _line(row: dict[str, Any]) -> str:
    """Return one verdict in one line: `a.sas on pandas: equal, 5 of 5 outputs`."""
    what = f"{row['status']}, {row['equal']} of {row['outputs']} outputs"
    return f"{row['program']} on {row['target']}: {what}" + (
        f": {row['difference']}" if row["difference"] else ""
    )
