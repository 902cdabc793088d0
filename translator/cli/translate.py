"""`saslift translate`: SAS programs become pandas and R programs, with their maps, pages and manifest."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from translator.cli.check import exit_code
from translator.cli.console import (
    DONE,
    FOUND,
    Problem,
    complain,
    internal_error,
    print_json,
    problem,
    progress,
    show,
)
from translator.cli.options import (
    AsJson,
    Config,
    Encoding,
    Fresh,
    Jobs,
    Librefs,
    Out,
    Paths,
    To,
    librefs_from,
    programs_from,
    settings_from,
    targets_from,
)
from translator.pipeline.many import each
from translator.pipeline.programs import Program
from translator.pipeline.settings import FILLERS, Policy, Settings
from translator.report.data import as_list
from translator.report.folder import CannotWrite
from translator.report.text import plural

Fill = Annotated[
    str,
    typer.Option(
        metavar="|".join(FILLERS),
        help="Who may fill holes. Default: saslift.toml, else none.",
        show_default=False,
    ),
]


def translate(
    paths: Paths = None,
    out: Out = ...,  # type: ignore[assignment]  # required
    to: To = None,
    libref: Librefs = None,
    encoding: Encoding = "",
    config: Config = None,
    jobs: Jobs = 0,
    fill: Fill = "",
    model: Annotated[str, typer.Option(help="Model to fill holes with.", show_default=False)] = "",
    model_host: Annotated[
        str, typer.Option(help="Where it runs; this machine only.", show_default=False)
    ] = "",
    archive: Annotated[
        Path | None, typer.Option(help="Folder of accepted answers.", show_default=False)
    ] = None,
    fresh: Fresh = False,
    json: AsJson = False,
) -> int:
    """Translate SAS programs to pandas and R; what cannot be translated raises an error when it is run."""
    from translator.pipeline.cache import cache_folder
    from translator.pipeline.deliver import Delivery, deliver_program, share_macros, write_deliveries
    from translator.pipeline.modules.share import stale

    settings = settings_from(config)
    targets = targets_from(to, settings)
    policy = _policy(settings, fill, model, model_host, archive)
    programs, problems = programs_from(paths, settings)
    librefs = librefs_from(libref, settings)
    work = partial(
        deliver_program,
        targets=targets,
        librefs=librefs,
        encoding=encoding or settings.encoding,
        policy=policy,
        cache=None if fresh else cache_folder(),
    )
    deliveries: list[Delivery] = []
    with progress(len(programs), "translating", quiet=json) as step:
        for done in each(work, programs, 1 if policy.fill == "ollama" else jobs, failed=_crashed):
            step(done.program.shown)
            deliveries.append(done)
    again: list[Delivery] = []
    while True:
        everything = [*deliveries, *again]
        renewed, shared = share_macros(out, everything)
        more = stale(out, [one.translated for one in everything if one.translated], shared)
        if not more or not all(one.translated for one in again):
            break
        again += [work(Program(Path(path), name, path, settings.site)) for name, path in more]
    deliveries = renewed[: len(deliveries)]
    try:
        files = write_deliveries(out, renewed, shared) if any(one.translated for one in deliveries) else []
    except CannotWrite as error:
        raise Problem(error.diagnostic) from None
    findings = [*problems, *(finding for one in deliveries for finding in one.diagnostics)]
    if json:
        rows = [_row(one) for one in deliveries]
        print_json({"out": str(out), "programs": rows, "files": [str(file) for file in files]})
    else:
        for one in deliveries:
            show(one.diagnostics)
            print(_line(one, out))
        for line in _macro_calls(deliveries):
            print(line)
    complain(problems)
    holes = any(not one.complete for one in deliveries)
    return max(exit_code(findings), FOUND if holes else DONE)


def _policy(settings: Settings, fill: str, model: str, host: str, archive: Path | None) -> Policy:
    """Return the policy with what the command line changes in it."""
    fill = fill or settings.policy.fill
    chosen = next((name for name in FILLERS if name == fill), None)
    if chosen is None:
        raise problem("X0015", f"--fill is one of {', '.join(FILLERS)}, not {fill!r}")
    policy = replace(
        settings.policy,
        fill=chosen,
        model=model or settings.policy.model,
        host=host or settings.policy.host,
        archive=str(archive or settings.policy.archive),
    )
    if policy.fill == "none" and (model or host or archive):
        raise problem("X0015", "--model, --model-host and --archive need --fill ollama or --fill replay")
    if policy.fill == "ollama":
        from translator.holes.local import host_finding, model_finding

        finding = host_finding(policy.host) or model_finding(policy.model)
        if finding:
            raise Problem(finding)
    return policy


def _crashed(program: Program, error: Exception) -> Any:
    from translator.pipeline.deliver import Delivery

    return Delivery(program, None, (internal_error(error, program.shown),))


def _macro_calls(deliveries: list[Any]) -> list[str]:
    """Return a line for each target that says how many macro calls are function calls."""
    found: dict[str, Counter[str]] = {}
    for one in deliveries:
        for target in one.translated.targets if one.translated is not None else ():
            found.setdefault(target.target, Counter()).update(call.outcome for call in target.calls)
    return [
        f"{name}: {counts['function']} of {plural(counts['function'] + counts['expanded'], 'macro call')} "
        + ("is a function call" if counts["function"] + counts["expanded"] == 1 else "are function calls")
        + (f", {counts['computed']} more left nothing to run" if counts["computed"] else "")
        for name, counts in found.items()
        if counts.total()
    ]


def _counts(one: Any) -> dict[str, dict[str, int]]:
    if one.translated is None:
        return {}
    return {
        target.target: dict(Counter(state.state for state in target.states))
        for target in one.translated.targets
    }


def _row(one: Any) -> dict[str, Any]:
    return {
        "program": one.program.shown,
        "name": one.program.name,
        "status": "not translated" if one.translated is None else "ok" if one.complete else "holes",
        "states": _counts(one),
        "diagnostics": as_list(one.diagnostics),
    }


def _line(one: Any, out: Path) -> str:
    """Return one program's line: its statements by state, and where its page is."""
    if one.translated is None:
        return f"{one.program.shown}: not translated"
    parts = []
    for target, counts in _counts(one).items():
        states = ", ".join(f"{counts[name]} {name}" for name in counts)
        parts.append(f"{target}: {states or 'nothing to do'}")
    total = max((sum(counts.values()) for counts in _counts(one).values()), default=0)
    page = out / f"{one.program.name}.html"
    return f"{one.program.shown}: {plural(total, 'statement')} ({'; '.join(parts)}) -> {page}"
