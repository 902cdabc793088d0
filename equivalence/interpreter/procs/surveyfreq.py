"""PROC SURVEYFREQ: tables of a sample design by Taylor linearisation. SAS/STAT User's Guide, "SURVEYFREQ Procedure"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import fsum, nan
from typing import Any

from equivalence.interpreter.distributions import chi_square_tail, f_tail, t_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.classes import ClassVariable, is_missing, level_of, order_of, ranks
from equivalence.interpreter.procs.freq_limits import NAMED
from equivalence.interpreter.procs.freq_tests import shown_value
from equivalence.interpreter.procs.options import all_of, crossings, options, resolve
from equivalence.interpreter.procs.results import Input, begin, below, char, num
from equivalence.interpreter.procs.survey_replicates import plan_of, quotient, spread
from equivalence.interpreter.procs.surveymeans import Unit, degrees, root, sample, sizes_of, variance
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx

KNOWN = {"total", "n", "rate", "r", "missing", "nomcar", "order", "varmethod", "nosummary", "page", "plots"}
OWN = {
    "cl",
    "row",
    "col",
    "alpha",
    "nowt",
    "nofreq",
    "nopercent",
    "nostd",
    "nototal",
    "noprint",
    "plots",
    "chisq",
    "testp",
}


@procedure("SURVEYFREQ")
def surveyfreq(session: Session, step: st.ProcStep) -> None:
    """Estimate totals and percentages of one-way and crossed tables."""
    given = begin(session, step, KNOWN, st.Tables, keywords=("strata", "cluster", "weight", "repweights"))
    chosen = given.given
    finite = any(k in chosen and chosen[k].equals for k in ("total", "n", "rate", "r"))
    tested = any(o.name == "chisq" for s in all_of(step, st.Tables) for o in s.options)
    plan = plan_of(given, finite or "nomcar" in chosen or tested)
    order = order_of(given.given.get("order"))
    for s in all_of(step, st.ProcStatement):
        if s.keyword == "repweights":
            continue
        options(s, {"list"} if s.keyword == "strata" else set())
    strata, clusters = given.variables("strata", numeric=False), given.variables("cluster", numeric=False)
    weight = given.one("weight")
    sizes = sizes_of(session, given.given, strata)
    for tables in (crossings(given.table, s) for s in all_of(step, st.Tables)):
        own = options(tables, OWN)
        requests = [resolve(given.table, request) for request in tables.requests]
        tested = "chisq" in own
        if tested and (
            own["chisq"].value is not None
            or {"total", "n", "rate", "r"} & set(given.given)
            or any(len(r) > 2 for r in requests)
        ):
            raise StepError("This CHISQ is not supported by the reference interpreter.", tables.at, "R0060")
        shown = ["ChiSq"] if tested else []
        shown += [
            t
            for t, crossed in (("OneWay", False), ("CrossTabs", True))
            if any((len(r) > 1) == crossed for r in requests)
        ]

        def work(
            rows: list[Row], own: dict[str, st.Option] = own, requests: list[list[str]] = requests
        ) -> dict[str, Table]:
            units = sample(given, rows, strata, clusters, [], weight, "missing" in given.given, sizes, plan)
            made: dict[str, Table] = {"ChiSq": Table(list(NAMED), [])} if "chisq" in own else {}
            for names in requests:
                if "chisq" in own:
                    made["ChiSq"].rows += rao_scott(given, units, names, own, order)
                table = request_table(
                    given, units, names, own, order, bool(weight or (plan and plan.columns))
                )
                name = "OneWay" if len(names) == 1 else "CrossTabs"
                if name in made:
                    below(made[name], table.variables, table.rows)
                else:
                    made[name] = table
            return made

        if "noprint" not in own:
            given.ods(given.each(work, shown))


def placed(
    given: Input, units: list[Unit], names: list[str], order: str
) -> tuple[list[Unit], list[tuple[int, ...] | None], list[dict[Any, tuple[int, Value]]]]:
    """Return the units that count, the cell that each is in (None: a value is missing), and the levels by variable."""
    session, table = given.session, given.table
    marks = [ClassVariable(n, table.index(n), missing=True, order=order) for n in names]
    known = ["missing" in given.given or not any(is_missing(u.row[m.position]) for m in marks) for u in units]
    if "nomcar" not in given.given:
        units, known = [u for u, k in zip(units, known, strict=True) if k], [True] * sum(known)
    rows = [u.row for u, k in zip(units, known, strict=True) if k]
    weights = [u.weight for u, k in zip(units, known, strict=True) if k]
    levels = [ranks(session, table, m, rows, weights) for m in marks]
    places: list[tuple[int, ...] | None] = [
        tuple(levels[i][level_of(session, table, m, u.row[m.position])][0] for i, m in enumerate(marks))
        if k
        else None
        for u, k in zip(units, known, strict=True)
    ]
    return units, places, levels


def rao_scott(
    given: Input, units: list[Unit], names: list[str], own: dict[str, st.Option], order: str
) -> list[Row]:
    """Return the rows of ChiSq ("Rao-Scott Chi-Square Test", first order)."""
    units, places, _ = placed(given, units, names, order)
    known = [place is not None for place in places]
    sets = [sorted({p[i] for p in places if p is not None}) for i in range(len(names))]
    n, whole = sum(known), fsum(u.weight for u, k in zip(units, known, strict=True) if k)
    if any(len(s) < 2 for s in sets):
        return []

    def cell(*wanted: int | None) -> tuple[float, float]:
        """Return a proportion, and (1 - p) times its design effect."""
        inside = [
            float(p is not None and all(w in (None, v) for w, v in zip(wanted, p, strict=True)))
            for p in places
        ]
        p = fsum(u.weight * i for u, i in zip(units, inside, strict=True)) / whole
        if not p:
            return 0.0, 0.0
        spread = variance(
            units, [u.weight * (i - p * k) / whole for u, i, k in zip(units, inside, known, strict=True)]
        )
        return p, (1 - p) * spread / (p * (1 - p) / (n - 1)) if p < 1 else 0.0

    cells = {key: cell(*key) for key in product(*sets)}
    sides = (
        [[cell(*(v if j == i else None for j in range(2))) for v in sets[i]] for i in range(2)]
        if len(names) == 2
        else []
    )
    if sides:
        null: dict[tuple[Any, ...], float] = {
            (a, b): p * q
            for a, (p, _) in zip(sets[0], sides[0], strict=True)
            for b, (q, _) in zip(sets[1], sides[1], strict=True)
        }
        df = (len(sets[0]) - 1) * (len(sets[1]) - 1)
    else:
        asked = own["testp"].value if "testp" in own else None
        shares = [v.value for v in asked] if isinstance(asked, tuple) else [1.0] * len(sets[0])
        if len(shares) != len(sets[0]):
            raise StepError(f"TESTP= does not have a value for each level of {names[0]}.", None, "R0602")
        null = {(a,): s / sum(shares) for a, s in zip(sets[0], shares, strict=True)}
        df = len(sets[0]) - 1
    correction = (fsum(e for _, e in cells.values()) - fsum(e for side in sides for _, e in side)) / df
    pearson = n * fsum((cells[key][0] - e) ** 2 / e for key, e in null.items())
    ratio = pearson / correction if correction > 0 else nan
    below = df * degrees(units)
    values = (
        ("_PCHI_", "Pearson Chi-Square", pearson), ("DC_RSCHI", "Design Correction", correction),
        ("_RSCHI_", "Rao-Scott Chi-Square", ratio), ("DF_RSCHI", "DF", float(df)),
        ("P_RSCHI", "Pr > ChiSq", chi_square_tail(ratio, df) if ratio == ratio else nan), ("F_RSCHI", "F Value", ratio / df),
        ("NDF_RSCHI", "Num DF", float(df)), ("DDF_RSCHI", "Den DF", float(below)),
        ("PF_RSCHI", "Pr > F", f_tail(ratio / df, df, below) if below > 0 and ratio == ratio else nan),
    )  # fmt: skip
    return [[f"Table {' * '.join(names)}", name, label, shown_value(name, v), v] for name, label, v in values]


def statistics(own: dict[str, st.Option], weighted: bool, crossed: bool) -> list[str]:
    """Return the columns of a table."""
    found = [] if "nofreq" in own else ["Frequency"]
    found += ["WgtFreq", "StdDev"] if weighted and "nowt" not in own else []
    for part in (
        "",
        *(("Row",) if crossed and "row" in own else ()),
        *(("Col",) if crossed and "col" in own else ()),
    ):
        if part or "nopercent" not in own:
            found += [f"{part}Percent", f"{part}StdErr"]
            found += [f"{part}LowerCL", f"{part}UpperCL"] if "cl" in own else []
    return [c for c in found if "nostd" not in own or c not in ("StdDev", "StdErr", "RowStdErr", "ColStdErr")]


def request_table(
    given: Input, units: list[Unit], names: list[str], own: dict[str, st.Option], order: str, weighted: bool
) -> Table:
    """Return the table of one request."""
    session, table = given.session, given.table
    units, places, levels = placed(given, units, names, order)
    values = [dict(one.values()) for one in levels]
    columns = statistics(own, weighted, len(names) > 1)
    alpha = own["alpha"].value.value if "alpha" in own and isinstance(own["alpha"].value, sx.Number) else 0.05
    head: list[Variable] = [char("Table", 64)]
    for n in names:
        head += [char(f"F_{n}"[:32], 32)] if n in names[-2:] else []
        head.append(table.variable(n))
    made = Table([*head, *(num(c) for c in columns)], [])
    ends = [[*sorted(v), *([] if "nototal" in own else [None])] for v in values[-2:]]
    for layer in sorted({p[:-2] for p in places if p is not None}):
        for cell in product(*ends):
            wanted = (*layer, *cell)
            front: Row = [f"Table {' * '.join(names)}"]
            for i, n in enumerate(names):
                place = wanted[i]
                value = table.variable(n).missing if place is None else values[i][place]
                if n in names[-2:]:
                    front.append("Total" if place is None else session.text(value, table.variable(n)))
                front.append(value)
            found = estimates(units, places, wanted, len(layer), alpha)
            made.rows.append([*front, *(found.get(c, nan) for c in columns)])
    return made


def estimates(
    units: list[Unit],
    places: Sequence[tuple[Any, ...] | None],
    wanted: tuple[Any, ...],
    layers: int,
    alpha: float,
) -> dict[str, float]:
    """Return the statistics of a cell; None in `wanted` stands for a total."""

    def matches(pattern: tuple[Any, ...]) -> list[float]:
        return [
            float(p is not None and all(w is None or w == v for w, v in zip(pattern, p, strict=True)))
            for p in places
        ]

    inside = matches(wanted)
    w = [u.weight for u in units]
    total = [a * b for a, b in zip(w, inside, strict=True)]
    found = {"Frequency": fsum(inside), "WgtFreq": fsum(total), "StdDev": root(variance(units, total))}
    if units and units[0].plan:
        found["StdDev"] = root(spread(units, lambda s: fsum(a * b for a, b in zip(s, inside, strict=True))))
    df = degrees(units)
    bases = {"": (*wanted[:layers], *([None] * (len(wanted) - layers)))}
    if len(wanted) - layers == 2:
        bases |= {"Row": (*wanted[:-1], None)} if wanted[-2] is not None else {}
        bases |= {"Col": (*wanted[:-2], None, wanted[-1])} if wanted[-1] is not None else {}
    for part, pattern in bases.items():
        base = matches(pattern)
        whole = fsum(a * b for a, b in zip(w, base, strict=True))
        if not whole:
            continue
        share = fsum(total) / whole
        error = nan
        if pattern != wanted:
            linear = [u * (i - share * b) / whole for u, i, b in zip(w, inside, base, strict=True)]
            error = 100 * root(variance(units, linear))
            if units[0].plan:

                def of(s: Sequence[float], base: list[float] = base) -> float:
                    return quotient(
                        [a * b for a, b in zip(s, inside, strict=True)],
                        [a * b for a, b in zip(s, base, strict=True)],
                    )

                error = 100 * root(spread(units, of))
        margin = t_quantile(1 - alpha / 2, df) * error if df > 0 else nan
        found |= {
            f"{part}Percent": 100 * share, f"{part}StdErr": error, f"{part}LowerCL": 100 * share - margin,
            f"{part}UpperCL": 100 * share + margin,
        }  # fmt: skip
    return found
