"""`saslift check`: reads programs and says what is wrong with them."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Annotated, Any

import typer

from translator.cli.console import (
    DONE,
    FOUND,
    UNUSABLE,
    complain,
    internal_error,
    print_json,
    problem,
    progress,
    show,
)
from translator.cli.options import AsJson, Config, Encoding, Fresh, Jobs, Paths, programs_from, settings_from
from translator.lang.diagnostics import Diagnostic
from translator.pipeline.many import each, now
from translator.pipeline.programs import Program
from translator.report.data import as_list, sarif
from translator.report.text import plural, tally

FORMATS = ("text", "json", "sarif")


def check(
    paths: Paths = None,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|sarif", help="How to print.", show_default=False)
    ] = "",
    json: AsJson = False,
    stats: Annotated[bool, typer.Option("--stats", help="Print counts and speed only.")] = False,
    encoding: Encoding = "",
    config: Config = None,
    jobs: Jobs = 0,
    fresh: Fresh = False,
) -> int:
    """Read programs and report what is wrong with them; nothing is run or written."""
    from translator.pipeline.cache import cache_folder
    from translator.pipeline.read import Checked, check_program, stats_of

    form = form.lower() or ("json" if json else "text")
    if form not in FORMATS:
        raise problem("X0015", f"--format is one of {', '.join(FORMATS)}, not {form!r}")
    if json and form != "json":
        raise problem("X0015", f"--json and --format {form} contradict each other")
    settings = settings_from(config)
    started = now()
    programs, problems = programs_from(paths, settings)
    checked: list[Checked] = []
    work = partial(
        check_program,
        encoding=encoding or settings.encoding,
        cache=None if fresh or stats else cache_folder(),  # --stats measures reading
    )
    with progress(len(programs), "checking", quiet=form != "text") as step:
        for row in each(work, programs, jobs, failed=_crashed):
            step(row.program.shown)
            checked.append(row)
            if form == "text" and not stats:
                show(row.diagnostics)
    findings = [*problems, *(finding for row in checked for finding in row.diagnostics)]
    totals = stats_of(checked, started)
    if stats:
        complain(problems)
        counts = dataclasses.asdict(totals)
        if form == "json":
            print_json(counts)
        else:
            for name, value in counts.items():
                print(f"{name:<17} {value}")
    elif form == "text":
        show(problems)
        print(
            f"{plural(totals.files, 'program')}, {plural(totals.statements, 'statement')}: {tally(findings)}"
        )
    elif form == "json":
        print_json(_summary(findings, len(programs)) | {"diagnostics": as_list(findings)})
    else:
        print_json(sarif(findings))
    return exit_code(findings)


def exit_code(findings: list[Diagnostic]) -> int:
    """Return the exit code that findings ask for: errors of use outrank errors in programs."""
    errors = [finding.code for finding in findings if finding.severity == "error"]
    if any(code.startswith("X") for code in errors):
        return UNUSABLE
    return FOUND if errors else DONE


def _summary(findings: list[Diagnostic], programs: int) -> dict[str, Any]:
    kinds = [finding.severity for finding in findings]
    return {
        "programs": programs,
        "errors": kinds.count("error"),
        "warnings": kinds.count("warning"),
        "notes": kinds.count("note"),
    }


def _crashed(program: Program, error: Exception) -> Any:
    from translator.pipeline.read import Checked

    return Checked(program, (internal_error(error, program.shown),), failed=True)
