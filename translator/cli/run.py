"""`saslift run`: runs SAS programs on an engine (the `run` contract of DESIGN, Command line)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from translator.cli.check import exit_code
from translator.cli.console import DONE, FOUND, Problem, complain, print_json, problem, progress, show
from translator.cli.options import (
    AsJson,
    Config,
    Encoding,
    Librefs,
    Out,
    Paths,
    librefs_from,
    programs_from,
    settings_from,
)
from translator.lang.diagnostics import Diagnostic
from translator.report.folder import CannotWrite
from translator.report.text import plural

ENGINES = ("reference", "pandas", "r")


def run(
    paths: Paths = None,
    out: Out = ...,  # type: ignore[assignment]  # required
    engine: Annotated[
        str, typer.Option(metavar="|".join(ENGINES), help="What runs the programs.")
    ] = "reference",
    libref: Librefs = None,
    encoding: Encoding = "",
    config: Config = None,
    json: AsJson = False,
) -> int:
    """Run SAS programs; each writes OUT/PROGRAM/result.json. One failure never touches the other programs."""
    from equivalence.harness import run as run_programs

    if engine not in ENGINES:
        raise problem("X0005", f"unknown engine {engine!r}; the engines are {', '.join(ENGINES)}")
    settings = settings_from(config)
    programs, problems = programs_from(paths, settings)
    complain(problems)
    librefs = librefs_from(libref, settings)
    failed = 0
    rows: list[dict[str, Any]] = []
    findings = list(problems)
    try:
        with progress(len(programs), f"running on {engine}", quiet=json) as step:
            results = run_programs(
                programs,
                engine=engine,
                out=out,
                librefs=librefs,
                encoding=encoding or settings.encoding,
                step=step,
            )
            for row in results:
                failed += row["status"] != "ok"
                rows.append(row)
                found = _findings(row)
                findings += found
                if not json:
                    show(found)
                    _print(row)
    except CannotWrite as error:
        raise Problem(error.diagnostic) from None
    if json:
        print_json(
            {"engine": engine, "out": str(out), "ok": len(rows) - failed, "failed": failed, "programs": rows}
        )
    else:
        print(f"{plural(len(rows), 'program')} run on {engine}, {failed} failed; results in {out}")
    return max(exit_code(findings), FOUND if failed else DONE)


def _findings(row: dict[str, Any]) -> list[Diagnostic]:
    """Return a run's errors and warnings, each message once; notes stand in the log."""
    found: dict[tuple[str, str], Diagnostic] = {}
    for path, line, column, _, message, code in row["diagnostics"]:
        one = Diagnostic(code, message, path or row["program"], line, column)
        if one.severity != "note":
            found.setdefault((code, message.removeprefix(f"{code}: ")), one)
    return list(found.values())


def _print(row: dict[str, Any]) -> None:
    """Print one program's line: how it ended and what it left."""
    print(
        f"{row['program']}: {row['status']}, {plural(len(row['datasets']), 'data set')}, {row['seconds']:.2f} s"
    )
