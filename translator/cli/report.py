"""`saslift report`: where the programs stand, and how that changed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from translator.cli.console import DONE, FOUND, Problem, print_json
from translator.cli.options import AsJson
from translator.report.folder import CannotWrite, write_files
from translator.report.outputs import dump
from translator.report.progress import progress_page
from translator.report.status import (
    Damaged,
    Snapshot,
    as_csv,
    history_data,
    load_history,
    snapshot_of,
    with_snapshot,
)
from translator.report.text import plural


def report(
    folder: Annotated[Path, typer.Argument(help="Output folder of translate and verify.")] = Path(),
    title: Annotated[str, typer.Option(help="Title of the page.")] = "Translation status",
    json: AsJson = False,
) -> int:
    """Write report.html, report.csv and report.json into an output folder, and add to its history.json."""
    try:
        now = snapshot_of(folder, _now())
        history = with_snapshot(load_history(folder / "history.json"), now)
        files = {
            "report.html": progress_page(history, title),
            "report.csv": as_csv(now),
            "report.json": dump(_data(now)),
            "history.json": dump(history_data(history)),
        }
        write_files(folder, files)
    except (Damaged, CannotWrite) as error:
        raise Problem(error.diagnostic) from None
    totals = now.totals()
    if json:
        print_json(_data(now))
    else:
        print(
            f"{plural(totals['programs'], 'program')}: {totals['complete']} of {totals['standings']} translations"
            f" without a hole, {totals['equal']} of {totals['outputs']} outputs equal"
        )
        print(f"page: {folder / 'report.html'}")
    open_ends = any(one.word in ("holes", "differs") for one in now.standings)
    return FOUND if open_ends else DONE


def _now() -> str:
    """Return the time in UTC, to the second; SOURCE_DATE_EPOCH sets it for reproducible pages."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdigit() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _data(now: Snapshot) -> dict[str, object]:
    standings = [
        {
            "program": one.program,
            "target": one.target,
            "standing": one.word,
            "evidence": one.evidence,
            "equal": one.equal,
            "outputs": one.outputs,
            "difference": one.difference,
            "states": dict(one.states),
        }
        for one in now.standings
    ]
    return {"at": now.at, **now.totals(), "programs_and_targets": standings}
