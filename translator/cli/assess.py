"""`saslift assess`: the inventory of an estate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from translator.cli.check import exit_code
from translator.cli.console import UNUSABLE, complain, internal_error, print_json, progress
from translator.cli.options import AsJson, Config, Encoding, Jobs, Paths, programs_from, settings_from
from translator.pipeline.many import each
from translator.pipeline.programs import Program
from translator.report.data import as_list
from translator.report.text import plural, tally


def assess(
    paths: Paths = None, encoding: Encoding = "", config: Config = None, jobs: Jobs = 0, json: AsJson = False
) -> int:
    """Print the inventory of an estate: what it holds, what is known of it, in which order to take it."""
    from translator.pipeline.assess import assess_program, estate_of

    settings = settings_from(config)
    programs, problems = programs_from(paths, settings)
    work = partial(assess_program, encoding=encoding or settings.encoding)
    facts = []
    with progress(len(programs), "reading", quiet=json) as step:
        for one in each(work, programs, jobs, failed=_crashed):
            step(one.program.shown)
            facts.append(one)
    estate = estate_of(facts)
    if json:
        print_json(_data(estate) | {"diagnostics": as_list(problems)})
    else:
        _print(estate)
    complain(problems)
    # Errors in programs are what an inventory is for; only what could not be read at all counts here
    unusable = [*problems, *(finding for one in facts if not one.read for finding in one.diagnostics)]
    return UNUSABLE if exit_code(unusable) == UNUSABLE else 0


def _crashed(program: Program, error: Exception) -> Any:
    from translator.pipeline.assess import Facts

    return Facts(program, diagnostics=(internal_error(error, program.shown),))


def _sum(rows: Iterable[dict[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row)
    return total


def _data(estate: Any) -> dict[str, Any]:
    from translator.pipeline.assess import autocall_candidates

    facts = estate.facts
    return {
        "programs": len(facts),
        "lines": sum(one.lines for one in facts),
        "code_lines": sum(one.code_lines for one in facts),
        "statements": sum(one.statements for one in facts),
        "unparsed": sum(one.unparsed for one in facts),
        "data_steps": sum(one.data_steps for one in facts),
        "procs": dict(_sum(one.procs for one in facts).most_common()),
        "functions": dict(_sum(one.functions for one in facts).most_common()),
        "macros_defined": sorted({name for one in facts for name in one.macros_defined}),
        "macros_called": dict(_sum(one.macros_called for one in facts).most_common()),
        "autocall_candidates": autocall_candidates(facts),
        "inputs": sorted({name for one in facts for name in one.inputs}),
        "outputs": sorted({name for one in facts for name in one.outputs}),
        "unknown": dict(_sum(one.unknown for one in facts).most_common()),
        "duplicates": [[one.program.shown for one in group] for group in estate.duplicates],
        "waves": [
            {
                "wave": title,
                "programs": [one.program.shown for one in members],
                "code_lines": sum(one.code_lines for one in members),
            }
            for title, members in estate.waves
        ],
        "details": [_details(one) for one in facts],
    }


def _details(one: Any) -> dict[str, Any]:
    return {
        "program": one.program.shown,
        "lines": one.lines,
        "code_lines": one.code_lines,
        "statements": one.statements,
        "unparsed": one.unparsed,
        "data_steps": one.data_steps,
        "procs": one.procs,
        "macros_defined": list(one.macros_defined),
        "macros_called": one.macros_called,
        "librefs": one.librefs,
        "inputs": list(one.inputs),
        "outputs": list(one.outputs),
        "unknown": one.unknown,
        "coverage_percent": one.coverage,
        "diagnostics": as_list(one.diagnostics),
    }


def _print(estate: Any) -> None:
    facts = estate.facts
    data = _data(estate)
    say = print
    say(
        f"{plural(len(facts), 'program')}, {plural(data['lines'], 'line')}"
        f" ({data['code_lines']:,} of code), {plural(data['statements'], 'statement')}:"
        f" {tally(finding for one in facts for finding in one.diagnostics)}"
    )
    _list(say, "Steps", {"DATA": data["data_steps"]} | {f"PROC {n}": c for n, c in data["procs"].items()})
    _list(say, "Functions", data["functions"], 15)
    _list(say, "Macros called", data["macros_called"], 15)
    undefined = [name for name in data["macros_called"] if name not in data["macros_defined"]]
    _names(say, "Macros defined", data["macros_defined"])
    _names(say, "Macros called and not defined here", undefined)
    for folder, names in data["autocall_candidates"].items():
        _names(say, f"Macros that programs miss and that are in {folder} (autocall in saslift.toml)", names)
    made = set(data["outputs"])
    _names(say, "Inputs from outside", [name for name in data["inputs"] if name not in made])
    _names(say, "Outputs", data["outputs"])
    _list(say, "Words that no rule knows yet", data["unknown"], 15)
    for group in data["duplicates"]:
        say(f"Same program: {', '.join(group)}")
    say("")
    for title, members in estate.waves:
        lines = sum(one.code_lines for one in members)
        say(f"Wave {title}: {plural(len(members), 'program')}, {plural(lines, 'line')} of code")
        for one in members:
            words = ", ".join(list(one.unknown)[:4])
            unread = f"; {plural(one.unparsed, 'statement')} unread" if one.unparsed else ""
            say(
                f"  {one.program.shown}: {one.coverage:g}% of words known{': ' + words if words else ''}{unread}"
            )
    say("")
    say("Coverage is an estimate from words. Evidence is what translate and verify say.")


def _list(say: Callable[[str], None], title: str, counts: dict[str, int], most: int = 30) -> None:
    shown = [f"{name} {count}" for name, count in list(counts.items())[:most] if count]
    more = len(counts) - most
    if shown:
        say(f"{title}: {', '.join(shown)}{f', and {more} more' if more > 0 else ''}")


def _names(say: Callable[[str], None], title: str, names: list[str]) -> None:
    if names:
        more = f", and {len(names) - 20} more" if len(names) > 20 else ""
        say(f"{title}: {', '.join(names[:20])}{more}")
