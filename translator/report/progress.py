"""The status page: standing of every program now, and how that changed; one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.report.outputs import STATES
from translator.report.page import TITLES, environment
from translator.report.status import Snapshot, Standing

WIDTH, HEIGHT = 640, 160


@dataclass(frozen=True, slots=True)
class Change:
    """What changed for a program on a target at a moment; `was` is empty for the first time."""

    at: str
    was: str
    now: str


def progress_page(history: Sequence[Snapshot], title: str) -> str:
    """Return the page for a history whose last snapshot is the present. Raises IndexError for an empty one."""
    now = history[-1]
    rows = [
        {
            "standing": one,
            "title": TITLES.get(one.target, one.target),
            "bar": [
                (state, 100 * one.states.get(state, 0) / (one.statements or 1))
                for state in STATES
                if one.states.get(state)
            ],
            "changes": changes(history, one),
        }
        for one in now.standings
    ]
    template = environment().get_template("progress.html")
    return template.render(
        title=title,
        now=now,
        totals=now.totals(),
        rows=rows,
        history=history,
        chart=chart(history),
        states=STATES,
    )


def changes(history: Sequence[Snapshot], standing: Standing) -> list[Change]:
    """Return how a program's standing changed, oldest first."""
    found: list[Change] = []
    was = ""
    for snapshot in history:
        for one in snapshot.standings:
            if (one.program, one.target) == (standing.program, standing.target):
                now = said(one)
                if now != was:
                    found.append(Change(snapshot.at, was, now))
                    was = now
    return found


def said(one: Standing) -> str:
    """Return a standing in a few words: `holes (2 of 14 statements)`, `equal (5 of 5 outputs)`."""
    if one.states.get("hole"):
        return f"holes ({one.states['hole']} of {one.statements} statements)"
    if one.equal is not None:
        return f"{one.word} ({one.equal} of {one.outputs} outputs)"
    return one.word


@dataclass(frozen=True, slots=True)
class Band:
    """One state in the chart: the points of its area as SVG reads them."""

    state: str
    points: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Statements by state over the snapshots, stacked; `ticks` are (x, label), `most` the top of the scale."""

    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]
    most: int


def chart(history: Sequence[Snapshot]) -> Chart:
    """Return the chart of a history; a single snapshot is drawn as a level line."""
    counts = [one.totals()["states"] for one in history]
    days = [one.at for one in history]
    if len(counts) == 1:
        counts, days = counts * 2, days * 2
    most = max((sum(row.values()) for row in counts), default=0) or 1
    xs = [WIDTH * i / (len(counts) - 1) for i in range(len(counts))]
    base = [0.0] * len(counts)
    bands = []
    for state in STATES:
        top = [low + row[state] for low, row in zip(base, counts)]
        if any(row[state] for row in counts):
            upper = [(x, HEIGHT * (1 - y / most)) for x, y in zip(xs, top)]
            lower = [(x, HEIGHT * (1 - y / most)) for x, y in zip(xs, base)]
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *reversed(lower)])
            bands.append(Band(state, points))
        base = top
    ends = {0: days[0], len(xs) - 1: days[-1]}
    return Chart(tuple(bands), tuple((xs[i], day[:10]) for i, day in ends.items()), most)
