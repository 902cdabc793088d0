"""Two runs of a program, judged output by output: the reference's against a target's.

Outputs are the data sets that each step made (those of WORK, and permanent ones as "lib.name"), printed tables, macro
variables and the lines that PUT wrote to the log. Values are compared to the last bit; columns that sums or moments
went into (`equivalence.provenance`) to CRITERION=1E-12 relative.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from equivalence.comparison import EXACT, Comparison, compare
from equivalence.comparison.criteria import SUMS
from equivalence.results import Dataset, StepResult, dataset_of


@dataclass(frozen=True, slots=True)
class Output:
    """One output compared. `verdict`: "equal" (to the last bit), "close" (sums, to 1E-12), "differs"; `text` says more.

    `cause`: the likely cause of a difference, if one is known. `first`, `last`: lines of the SAS step that made it (0:
    none did); `step`: what the step is called; `order`: its position in the run.
    """

    kind: Literal["data set", "table", "macro variable", "log"]
    name: str
    verdict: Literal["equal", "close", "differs"]
    text: str = ""
    cause: str = ""
    first: int = 0
    last: int = 0
    step: str = ""
    order: int = 1 << 30

    @property
    def where(self) -> str:
        """Return "lines 3-9, PROC MEANS", or "" where no step made it."""
        if not self.first:
            return ""
        lines = f"line {self.first}" if self.first == self.last else f"lines {self.first}-{self.last}"
        return f"{lines}, {self.step}"


@dataclass(slots=True)
class Run:
    """What a program left on an engine, as result.json and steps.json hold it. `complete`: it ran to its end."""

    datasets: dict[str, Dataset]
    tables: list[Mapping[str, Any]]
    macro_vars: dict[str, str]
    steps: list[StepResult]
    put: list[str]
    complete: bool
    versions: dict[str, list[tuple[int, Dataset]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for position, step in enumerate(self.steps):
            for name, data in step.datasets.items():
                self.versions.setdefault(name, []).append((position, data))


def run_from(result: Mapping[str, Any], steps: Mapping[str, Any]) -> Run:
    """Return a run from the contents of its result.json and steps.json."""
    return Run(
        {name: dataset_of(data) for name, data in result["datasets"].items()},
        list(result["tables"]),
        dict(result["macro_vars"]),
        [
            StepResult(
                **row | {"datasets": {name: dataset_of(data) for name, data in row["datasets"].items()}}
            )
            for row in steps["steps"]
        ],
        list(steps["put"]),
        result["status"] == "ok",
    )


def judge(base: Run, comp: Run) -> list[Output]:
    """Return what comparing two runs found, in the order of the program's steps."""
    found = [*_versions(base, comp), *_left(base, comp), *_tables(base, comp)]
    found.sort(key=lambda one: one.order)
    return [*found, *_macro_variables(base, comp), *_put_lines(base, comp)]


def _versions(base: Run, comp: Run) -> Iterator[Output]:
    """Judge every data set that a step made and that another step changed, replaced or deleted; and permanent ones."""
    partner = _partners(base, comp)
    for position, step in enumerate(base.steps):
        other = partner.get(position)
        for name, data in step.datasets.items():
            last = base.versions[name][-1][0] == position
            if last and name in base.datasets:
                continue  # compared as it stands at the end
            title = name if last else f"{name} as it was then"
            if other is None or name not in other.datasets:
                if other is None and not comp.complete:
                    yield _output(title, None, step, position, "was not made: the target did not get so far")
                elif "." in name and last:
                    yield _output(title, None, step, position, "is there on the reference only")
                continue  # the target has no such moment: what stands at the end is compared
            yield _output(
                title, judge_dataset(data, other.datasets[name], step.sums.get(name, ())), step, position
            )


def _left(base: Run, comp: Run) -> Iterator[Output]:
    """Judge the WORK data sets that are left at the end."""
    for name in dict.fromkeys([*base.datasets, *comp.datasets]):
        position = base.versions[name][-1][0] if name in base.versions else None
        step = base.steps[position] if position is not None else None
        if name not in comp.datasets:
            text = "is there on the reference only"
            if not comp.complete:
                text = "was not made: the target did not get so far"
            yield _output(name, None, step, position, text)
        elif name not in base.datasets:
            if base.complete:
                yield _output(name, None, step, position, "is there on the target only")
        elif not comp.complete and len(base.versions.get(name, ())) != len(comp.versions.get(name, ())):
            yield _output(name, None, step, position, "was not made: the target did not get so far")
        else:
            sums = step.sums.get(name, ()) if step is not None else ()
            yield _output(name, judge_dataset(base.datasets[name], comp.datasets[name], sums), step, position)


def _partners(base: Run, comp: Run) -> dict[int, StepResult]:
    """Return the target's step for positions of the reference's: the n-th run of a text matches the n-th.

    A text that the target has run another number of times (a loop of the generated program is one step there) is
    matched as it stood at the end only.
    """
    theirs: dict[str, list[StepResult]] = {}
    for step in comp.steps:
        theirs.setdefault(step.place, []).append(step)
    ours: dict[str, list[int]] = {}
    for position, step in enumerate(base.steps):
        ours.setdefault(step.place, []).append(position)
    found: dict[int, StepResult] = {}
    for place, positions in ours.items():
        others = theirs.get(place, [])
        if len(others) == len(positions) or not comp.complete:
            found.update(zip(positions, others, strict=False))
        elif others:
            found[positions[-1]] = others[-1]
    return found


def judge_dataset(base: Dataset, comp: Dataset, sums: Sequence[str]) -> tuple[str, str, str]:
    """Return verdict, text and cause for two data sets; `sums`: columns that sums or moments went into."""
    exact = compare(base, comp, criteria=EXACT)
    if exact.same:
        return "equal", f"{exact.base_rows} rows" + _attributes(exact), ""
    tolerances = {name.lower(): SUMS for name in sums}
    close = compare(base, comp, criteria=EXACT, tolerances=tolerances)
    if close.same:
        return "close", f"{close.base_rows} rows, sums to 1E-12: {exact.summary()}", ""
    causes = dict.fromkeys(column.cause for column in close.columns if column.cause)
    if close.order != "same":
        causes = {"order of rows": None}
    return "differs", close.summary(), "; ".join(causes)


def _attributes(found: Comparison) -> str:
    kinds = Counter(kind for kind, *_ in found.attributes)
    parts = [f"{count} {kind}s" if count > 1 else f"1 {kind}" for kind, count in kinds.items()]
    return f"; other {', '.join(parts)}" if parts else ""


def _output(
    name: str,
    judged: tuple[str, str, str] | None,
    step: StepResult | None,
    position: int | None,
    text: str = "",
) -> Output:
    verdict, text, cause = judged if judged is not None else ("differs", text, "")
    place = _place(step, position)
    return Output("data set", name, verdict, text, cause, **place)  # type: ignore[arg-type]


def _place(step: StepResult | None, position: int | None) -> dict[str, Any]:
    if step is None or position is None:
        return {}
    title = f"{step.title} ({step.inside})" if step.inside else step.title
    return {"first": step.first, "last": step.last, "step": title, "order": position}


def _tables(base: Run, comp: Run) -> Iterator[Output]:
    places = [(step, position) for position, step in enumerate(base.steps) for _ in range(step.printed)]
    for number in range(max(len(base.tables), len(comp.tables))):
        where = _place(*places[number]) if number < len(places) else {}
        if number >= min(len(base.tables), len(comp.tables)):
            on_base = number < len(base.tables)
            if not on_base and not base.complete:
                return
            table = (base if on_base else comp).tables[number]
            text = f"is printed on the {'reference' if on_base else 'target'} only"
            if on_base and not comp.complete:
                text = "was not printed: the target did not get so far"
            yield Output("table", f"{number + 1} ({table['proc']})", "differs", text, **where)
            continue
        left, right = base.tables[number], comp.tables[number]
        wrong, text, cause = _cells(left, right)
        verdict: Literal["equal", "differs"] = "differs" if wrong else "equal"
        yield Output("table", f"{number + 1} ({left['proc']} {left['name']})", verdict, text, cause, **where)


def _cells(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[bool, str, str]:
    """Compare two printed tables: cells are text, as printed; a title is no cell."""
    if left["columns"] != right["columns"]:
        return True, "has other columns", ""
    if len(left["rows"]) != len(right["rows"]):
        return True, f"has {len(right['rows'])} rows, not {len(left['rows'])}", ""
    pairs = [
        (a, b) for x, y in zip(left["rows"], right["rows"], strict=True) for a, b in zip(x, y, strict=False)
    ]
    wrong = [(a, b) for a, b in pairs if a != b]
    if not wrong:
        return False, f"{len(left['rows'])} rows", ""
    cause = "last printed digit" if all(_last_digit(a, b) for a, b in wrong) else ""
    if not cause and all(a.strip() == b.strip() for a, b in wrong):
        cause = "padding (blanks)"
    return True, f"{len(wrong)} of {len(pairs)} cells differ" + (f" ({cause})" if cause else ""), cause


def _last_digit(a: str, b: str) -> bool:
    """Do two printed numbers differ by one unit of their last place?"""
    digits = [text.replace(",", "").strip() for text in (a, b)]
    places = [len(text.partition(".")[2]) for text in digits]
    try:
        one, two = (float(text) for text in digits)
    except ValueError:
        return False
    return places[0] == places[1] and round(abs(one - two) * 10 ** places[0]) == 1


def _macro_variables(base: Run, comp: Run) -> Iterator[Output]:
    left = {name.upper(): value for name, value in base.macro_vars.items()}
    right = {name.upper(): value for name, value in comp.macro_vars.items()}
    for name in dict.fromkeys([*left, *right]):
        if name not in right:
            yield Output("macro variable", name, "differs", "is set on the reference only")
        elif name not in left:
            if base.complete:
                yield Output("macro variable", name, "differs", "is set on the target only")
        else:
            same = left[name] == right[name]
            yield Output(
                "macro variable", name, "equal" if same else "differs", "" if same else "has another value"
            )


def _put_lines(base: Run, comp: Run) -> Iterator[Output]:
    """Judge what PUT wrote to the log, as one output; lines that look like SAS's own messages are left out."""
    left, right = ([line.rstrip() for line in run.put if not _message(line)] for run in (base, comp))
    if not left and not right:
        return
    if left == right:
        yield Output("log", "PUT lines", "equal", f"{len(left)} lines")
        return
    first = next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False), 1) if a != b),
        min(len(left), len(right)) + 1,
    )
    text = f"{len(right)} lines, not {len(left)}; " if len(left) != len(right) else ""
    cause = "order of lines" if sorted(left) == sorted(right) else ""
    yield Output("log", "PUT lines", "differs", f"{text}line {first} is the first that differs", cause)


def _message(line: str) -> bool:
    return line.startswith(("NOTE", "WARNING", "ERROR"))
