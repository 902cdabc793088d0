"""PROC RANK: ranks and scores. Base SAS Procedures Guide, "RANK Procedure"."""

from __future__ import annotations

from dataclasses import replace
from math import floor, isnan
from statistics import NormalDist

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, named, word
from equivalence.interpreter.procs.results import DEFAULT, begin, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.lang import syntax as sx

SCORES = {
    "fraction": "fraction",
    "f": "fraction",
    "nplus1": "nplus1",
    "fn1": "nplus1",
    "n1": "nplus1",
    "percent": "percent",
    "p": "percent",
    "savage": "savage",
}


@procedure("RANK")
def rank(session: Session, step: st.ProcStep) -> None:
    """Replace values by their ranks, or add ranks in the variables of RANKS."""
    given = begin(
        session,
        step,
        {"out", "ties", "descending", "groups", "normal", *SCORES, "preserverawbyvalues", "threads"},
        keywords=("var", "ranks"),
    )
    options, table = given.given, given.table
    score = next((SCORES[o] for o in options if o in SCORES), word(options.get("normal")))
    if sum(name in SCORES or name in ("normal", "groups") for name in options) > 1 or score not in {
        *SCORES.values(),
        "blom",
        "tukey",
        "vw",
        "",
    }:
        raise StepError(
            "This combination of ranking methods is not supported by the reference interpreter.",
            step.at,
            "R0060",
        )
    ties = word(options.get("ties")) or ("high" if score in ("fraction", "nplus1", "percent") else "mean")
    groups = int(float(word(options["groups"]))) if "groups" in options else 0
    analysed = given.variables() or given.others()
    into = new_names(named(step, "ranks"))
    if into:
        analysed = analysed[: len(into)]
    variables = list(table.variables)
    for i, name in enumerate(analysed):
        label = f"Rank for Variable {name}"
        if into:
            variables.append(num(into[i], label))
        else:
            variables[table.index(name)] = replace(table.variable(name), format="", label=label)
    rows: list[Row] = []
    for _, members in given.groups():
        made = [list(row) for row in members]
        for name in analysed:
            values = [float(row[table.index(name)]) for row in members]
            for row, value in zip(
                made, ranks(values, ties, "descending" in options, groups, score), strict=True
            ):
                if into:
                    row.append(value)
                else:
                    row[table.index(name)] = value
        rows += made
    session.write(dataset(options.get("out")) or DEFAULT, Table(variables, rows, table.label))


def new_names(statement: st.ProcStatement | None) -> list[str]:
    """Return names of a list that need not exist: r1-r3 is r1 r2 r3."""
    found: list[str] = []
    for item in statement.names if statement is not None else ():
        if isinstance(item, sx.NumberedRange):
            stem = item.first.rstrip("0123456789")
            found += [
                f"{stem}{n}" for n in range(int(item.first[len(stem) :]), int(item.last[len(stem) :]) + 1)
            ]
        elif isinstance(item, sx.Var):
            found.append(item.name)
    return found


def ranks(values: list[float], ties: str, descending: bool, groups: int, score: str) -> list[float]:
    """Return the rank of each value, or the score made of it; missing values stay as they are."""
    known = sorted((v for v in values if not isnan(v)), reverse=descending)
    distinct = list(dict.fromkeys(known))
    n = len(distinct) if ties in ("dense", "condense") else len(known)
    places: dict[float, list[int]] = {}
    for place, value in enumerate(known, start=1):
        places.setdefault(value, []).append(place)
    if ties in ("dense", "condense"):
        places = {value: [place] for place, value in enumerate(distinct, start=1)}
    scored = score in ("savage", "blom", "tukey", "vw")
    result: dict[float, float] = {}
    for value, at in places.items():
        shown = [single(place, n, score) for place in at] if scored else [float(place) for place in at]
        tied = {"low": shown[0], "high": shown[-1]}.get(ties, sum(shown) / len(shown))
        if groups:
            tied = float(floor(tied * groups / (n + 1)))
        elif score == "fraction":
            tied /= n
        elif score == "percent":
            tied = tied / n * 100
        elif score == "nplus1":
            tied /= n + 1
        result[value] = tied
    return [v if isnan(v) else result[v] for v in values]


def single(place: int, n: int, score: str) -> float:
    """Return the normal or Savage score of a rank (RANK Procedure, "NORMAL=", "SAVAGE")."""
    if score == "savage":
        return sum(1 / j for j in range(n - place + 1, n + 1)) - 1
    share = {
        "blom": (place - 3 / 8) / (n + 1 / 4),
        "tukey": (place - 1 / 3) / (n + 1 / 3),
        "vw": place / (n + 1),
    }[score]
    return NormalDist().inv_cdf(share)
