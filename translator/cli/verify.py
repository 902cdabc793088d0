"""`saslift verify`: runs programs on all engines and compares their outputs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli.check import exit_code
from translator.cli.console import DONE, FOUND, Problem, complain, print_json, progress
from translator.cli.options import (
    AsJson,
    Config,
    Encoding,
    Librefs,
    Paths,
    librefs_from,
    programs_from,
    settings_from,
    targets_from,
)
from translator.report.data import as_list
from translator.report.folder import CannotWrite, write_files
from translator.report.outputs import dump
from translator.report.text import plural
from translator.report.verdicts import as_junit, verdict_page

if TYPE_CHECKING:
    from equivalence.verification import Verdict


def verify(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for verdicts and results.")] = Path(
        "verified"
    ),
    to: Annotated[str, typer.Option(metavar="pandas,r", help="Targets.", show_default=False)] = "",
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
                if not json:
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
        print_json({"out": str(out), "programs": rows, "diagnostics": as_list(problems)})
    elif rows:
        equal, outputs = sum(row["equal"] for row in rows), sum(row["outputs"] for row in rows)
        failed = sum(row["status"] == "failed" for row in rows)
        more = f", {failed} not compared" if failed else ""
        print(
            f"{plural(len(rows), 'verdict')}: {equal} of {outputs} outputs equal{more}; see {out}/verdict.html"
        )
    same = all(row["status"] == "equal" for row in rows)
    return max(exit_code(problems), DONE if same else FOUND)


def _row(verdict: Verdict) -> dict[str, Any]:
    return {
        "program": verdict.program.shown,
        "name": verdict.program.name,
        "target": verdict.target,
        "status": verdict.status,
        "evidence": "translated" if verdict.problem else "runs",
        "equal": verdict.equal,
        "outputs": len(verdict.outputs),
        "difference": verdict.difference,
        "details": [asdict(one) for one in verdict.outputs],
    }


def _line(row: dict[str, Any]) -> str:
    """Return one verdict in one line: `a.sas on pandas: equal, 5 of 5 outputs`."""
    what = f"{row['status']}, {row['equal']} of {row['outputs']} outputs"
    if row["status"] == "failed":
        what = "failed"
    return f"{row['program']} on {row['target']}: {what}" + (
        f": {row['difference']}" if row["difference"] else ""
    )
