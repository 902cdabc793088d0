"""PROC SURVEYSELECT: simple random samples by Floyd's method. SAS/STAT User's Guide, "SURVEYSELECT Procedure"."""

from __future__ import annotations

from math import ceil
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, word
from equivalence.interpreter.procs.print_ import by_groups, check_sorted
from equivalence.interpreter.procs.results import DEFAULT, begin, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.random_numbers import OldStream, Twister

KNOWN = {
    "out",
    "method",
    "seed",
    "ranuni",
    "stats",
    "outall",
    "selectall",
    "n",
    "sampsize",
    "rate",
    "samprate",
    "noprint",
}


def refused(what: str) -> StepError:
    """Return the error for what is not drawn here."""
    return StepError(
        f"{what} of PROC SURVEYSELECT is not supported by the reference interpreter.", None, "R0060"
    )


@procedure("SURVEYSELECT")
def surveyselect(session: Session, step: st.ProcStep) -> None:
    """Draw rows, of each stratum with the same stream."""
    given = begin(session, step, KNOWN, keywords=("strata",))
    chosen, table = given.given, given.table
    seed: Any = chosen["seed"].value if "seed" in chosen else None
    if word(chosen.get("method")) not in ("", "srs") or given.by or not isinstance(seed, sx.Number):
        raise refused("This method, BY or a missing SEED=")
    strata = given.variables("strata", numeric=False)
    marked, stats = "outall" in chosen, "stats" in chosen or bool(strata)
    if marked and stats or any(table.variable(s).format for s in strata):
        raise refused("This combination of options")
    stream = OldStream(int(seed.value)) if "ranuni" in chosen else Twister(int(seed.value))
    keys = [(table.index(s), False) for s in strata]
    check_sorted(session, step, given.source, table, keys)
    groups = [rows for _, rows in by_groups(session, table, keys)] if table.rows else []
    (name,) = {"n", "sampsize", "rate", "samprate"} & set(chosen)
    value: Any = chosen[name].value
    asked = [v.value for v in value] if isinstance(value, tuple) else [value.value] * len(groups)
    if len(asked) != len(groups):
        raise StepError("The number of sample sizes is not the number of strata.", None, "R0602")
    front = [p for p, _ in keys]
    order = front + [p for p in range(len(table.variables)) if p not in front]
    lines: list[Row] = []
    for rows, size in zip(groups, asked, strict=True):
        total = len(rows)
        n = int(size)
        if "rate" in name:
            exact = total * (size / 100 if size > 1 else size)
            n = round(exact) if abs(exact - round(exact)) < 1e-9 else ceil(exact)
        if n > total and "selectall" not in chosen:
            raise StepError("The sample size is greater than the number of sampling units.", None, "R0602")
        drawn: set[int] = set(range(total)) if n >= total and "selectall" in chosen else set()
        for j in range(total - n + 1, total + 1) if not drawn else ():
            t = int(j * stream.uniform()) + 1
            drawn.add((t if t - 1 not in drawn else j) - 1)
        share = min(n, total) / total
        for i, row in enumerate(rows):
            values = [row[p] for p in order]
            if marked:
                lines.append([float(i in drawn), *values])
            elif i in drawn:
                lines.append([*values, *([share, 1 / share] if stats else [])])
    columns = [table.variables[p] for p in order]
    if marked:
        columns.insert(0, num("Selected", "Selection Indicator"))
    elif stats:
        columns += [
            num("SelectionProb", "Probability of Selection"),
            num("SamplingWeight", "Sampling Weight"),
        ]
    session.write(dataset(chosen.get("out")) or DEFAULT, Table(columns, lines))
