"""PROC SURVEYFREQ: frequency tables of a sample design, variances by Taylor linearisation.

SAS/STAT User's Guide, "SURVEYFREQ Procedure": Statistical Computations, ODS Table Names.
"""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.lower.context import Context
from translator.lower.procs.analysis import Start, begin, names_of
from translator.lower.procs.class_variables import ORDERS, class_variable
from translator.lower.procs.freq_limits import NAMED
from translator.lower.procs.options import all_of, crossings, number, options, text, word
from translator.lower.procs.survey_replicates import refuse_with_replicates, replication
from translator.lower.procs.surveymeans import sampled_fraction
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument, Formats
from translator.plan.procs.listing import Listed
from translator.plan.relations import Scan, Step

NAMES = ("SURVEYFREQ",)
TABLE_USED = (
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
    "chisq",
    "testp",
)
TABLE_HARMLESS = ("plots",)
HIDDEN = {"nofreq": ("Frequency",), "nowt": ("WgtFreq", "StdDev"), "nopercent": ("Percent", "StdErr", "LowerCL", "UpperCL"),
          "nostd": ("StdDev", "StdErr", "RowStdErr", "ColStdErr")}  # fmt: skip


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to an analysis for each TABLES statement; tests of association and other variances are refused."""
    start = begin(
        step, context, ("total", "n", "rate", "r", "missing", "nomcar", "order", "varmethod"), ("nosummary", "page", "plots"), st.Tables,
        keywords=("strata", "cluster", "weight", "repweights"),
    )  # fmt: skip
    given = start.given
    order = word(given.get("order"))
    if order not in ORDERS:
        raise LoweringError("H0402", f"ORDER={order.upper()} is not translated", step.at)
    for s in all_of(step, st.ProcStatement):
        if s.keyword == "repweights":
            continue
        options(s, ("list",) if s.keyword == "strata" else ())
    strata, clusters = start.variables("strata", numeric=False), start.variables("cluster", numeric=False)
    weight = start.one("weight")
    shared: list[tuple[str, Argument]] = []
    for key, items in (("strata", strata), ("clusters", clusters)):
        shared += [(key, names_of(items))] if items else []
    shared += [("weight", weight)] if weight else []
    shared += [(key, True) for key in ("missing", "nomcar") if key in given]
    shared += [("order", ORDERS[order])] if ORDERS[order] != "unformatted" else []
    repeated = replication(start)
    tested = any(o.name == "chisq" for s in all_of(step, st.Tables) for o in s.options)
    refuse_with_replicates(start, repeated, tested)
    shared += repeated
    fraction, sizes = sampled_fraction(given, start)
    if sizes is not None and not strata:
        raise LoweringError(
            "R0106", "ERROR: TOTAL= or RATE= names a data set but there is no STRATA statement.", step.at
        )
    made: list[Step] = []
    for tables in all_of(crossings(step, start.schema, context), st.Tables):
        made += _tables(
            start,
            tables,
            shared + fraction,
            sizes,
            bool(weight) or "replicates" in dict(shared),
            [*strata, *clusters],
        )
    return made


def _tables(
    start: Start, tables: st.Tables, shared: list[tuple[str, Argument]], sizes: Scan | None, weighted: bool, design: list[Column]
) -> list[Step]:  # fmt: skip
    own = options(tables, TABLE_USED, TABLE_HARMLESS)
    requests = [start.context.names(request, start.schema) for request in tables.requests]
    columns = _statistics(own, weighted)
    arguments: list[tuple[str, Argument]] = [
        ("", tuple(names_of(r) for r in requests)),
        ("columns", columns),
        *shared,
    ]
    alpha = own.get("alpha")
    if alpha is not None:
        if not isinstance(alpha.value, sx.Number):
            raise LoweringError("H0402", "ALPHA= takes a number", alpha.at)
        arguments.append(("alpha", alpha.value.value))
    arguments += [("totals", False)] if "nototal" in own else []
    if "chisq" in own:
        arguments += _test(
            own, requests, any(key in dict(shared) for key in ("total", "rate")) or sizes is not None
        )
    grouping = {c.name: c for c in (*design, *(c for r in requests for c in r))}
    found = [class_variable(c, start.context, False, "unformatted") for c in grouping.values()]
    if shown := tuple(Listed(c.name, c.name, c.format, c.user_format) for c in found if c.format):
        arguments.append(("levels", Formats(shown)))
    made: dict[str, tuple[Column, ...]] = {}
    if "chisq" in own:
        made["ChiSq"] = NAMED
    for name, several in (("OneWay", False), ("CrossTabs", True)):
        chosen = [r for r in requests if (len(r) > 1) == several]
        if chosen:
            made[name] = table_columns(chosen, columns, several)
    printed = () if "noprint" in own else tuple(made)
    helper = "survey_frequencies" if sizes is None else "survey_frequencies_with_sizes"
    parts = start.ods(made) if printed else []
    return start.finish(helper, arguments, parts, printed=printed, sources=() if sizes is None else (sizes,))


def _test(
    own: dict[str, st.Option], requests: list[list[Column]], sampled: bool
) -> list[tuple[str, Argument]]:
    """Return the arguments for CHISQ: the first-order Rao-Scott test ("Rao-Scott Chi-Square Test")."""
    at = own["chisq"].at
    if own["chisq"].value is not None or sampled or any(len(r) > 2 for r in requests):
        message = "CHISQ with options, with TOTAL= or RATE=, or of more than two variables is not translated"
        raise LoweringError("H0402", message, at)
    made: list[tuple[str, Argument]] = [("chisq", True)]
    if (shares := own.get("testp")) is not None:
        values = shares.value if isinstance(shares.value, tuple) else ()
        if not values or not all(isinstance(v, sx.Number) for v in values):
            raise LoweringError("H0402", "TESTP= takes a list of numbers", shares.at)
        made.append(("shares", tuple(float(v.value) for v in values if isinstance(v, sx.Number))))
    return made


def _statistics(own: dict[str, st.Option], weighted: bool) -> tuple[str, ...]:
    """Return the statistics of a table, in the order in which it shows them."""
    columns = ["Frequency", *(("WgtFreq", "StdDev") if weighted else ()), "Percent", "StdErr"]
    columns += ["LowerCL", "UpperCL"] if "cl" in own else []
    for option, part in (("row", "Row"), ("col", "Col")):
        if option in own:
            columns += [f"{part}Percent", f"{part}StdErr"]
            columns += [f"{part}LowerCL", f"{part}UpperCL"] if "cl" in own else []
    hidden = {c for option, names in HIDDEN.items() if option in own for c in names}
    return tuple(c for c in columns if c not in hidden)


def table_columns(
    requests: list[list[Column]], statistics: tuple[str, ...], crossed: bool
) -> tuple[Column, ...]:
    """Return the columns of OneWay or CrossTabs: those of the first request, then what the others add."""
    made: dict[str, Column] = {"Table": text("Table", 64)}
    for request in requests:
        for place, column in enumerate(request):
            if place >= len(request) - 2:
                made.setdefault(f"F_{column.name}"[:32], text(f"F_{column.name}"[:32], 32))
            made.setdefault(column.name, column)
        for name in statistics:
            if crossed or not name.startswith(("Row", "Col")):
                made.setdefault(name, number(name))
    return tuple(made.values())
