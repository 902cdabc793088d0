"""PROC MEANS and PROC SUMMARY. Base SAS Procedures Guide, "MEANS Procedure"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Literal

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema, Type
from translator.library.statistics import STATISTICS
from translator.lower import datasets as ds
from translator.lower.catalog import canonical, display
from translator.lower.context import Context
from translator.lower.procs.by_formats import by_groups
from translator.lower.procs.class_variables import class_variables, labelled, refuse_shared
from translator.lower.procs.extremes import requested_picks
from translator.lower.procs.means_summary import summary_steps, with_looks
from translator.lower.procs.ods_tables import tell_unknown
from translator.lower.procs.options import (
    all_of,
    attributes,
    dataset,
    in_order,
    keys,
    named,
    not_printed,
    number,
    options,
    order_unproved,
    statements,
    where,
    word,
)
from translator.lower.scope import LoweringError, numbered
from translator.plan.procs.summary import (
    ClassVariable,
    Pick,
    Request,
    Summarize,
    SummaryOutput,
)
from translator.plan.relations import Scan, Step

NAMES = ("MEANS", "SUMMARY")
USED = (
    "data", "nway", "missing", "order", "descend", "descending", "descendtypes", "maxdec", "vardef", "qntldef", "pctldef", "alpha",
    "exclnpwgt", "exclnpwgts", "chartype", "completetypes", "noprint", "print", "clm", "nonobs", "printalltypes", "printall",
    "idmin", "classdata", "exclusive", "stackodsoutput", "stackods", "qmethod", "nolabels", *STATISTICS,
)  # fmt: skip
HARMLESS = ("fw", "threads", "nothreads", "sumsize", "notrap")
WARNED = ("printidvars", "printidv")
"""Options of the printed table that are not carried out: W0112."""
DESCENDING_TYPES = frozenset(("descend", "descending", "descendtypes"))
"""One option under three names: the types of the output data set in descending order, not the class levels."""
DEFAULT = ("n", "mean", "std", "min", "max")
STAT_ROWS = ("n", "min", "max", "mean", "std")
VARDEFS: dict[str, Literal["df", "n", "wdf", "wgt"]] = {
    "df": "df", "n": "n", "wdf": "wdf", "weight": "wgt", "wgt": "wgt"
}  # fmt: skip
SUFFIXES = {
    "n": "N", "nmiss": "NMiss", "std": "StdDev", "stddev": "StdDev", "stderr": "StdErr", "cv": "CV", "css": "CSS",
    "uss": "USS", "sumwgt": "SumWgt", "qrange": "QRange", "lclm": "LCLM", "uclm": "UCLM",
}  # fmt: skip


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one Summarize."""
    given = options(step, USED, (*HARMLESS, *WARNED))
    not_printed(step, context, WARNED)
    if "maxdec" not in given and word(given.get("fw")) not in ("", "12"):  # the width decides on the decimals
        not_printed(step, context, ("fw",))
    if word(given.get("qmethod")) not in ("", "os"):
        raise LoweringError("H0402", "QMETHOD=P2 estimates quantiles; it is not translated", step.at)
    words = ("class", "var", "id", "freq", "weight", "ways", "types")
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.LabelStatement,
        st.Attrib,
        st.OutputStatement,
        st.Tables,
        keywords=words,
    )
    combinations = _combinations(step, context, given)
    vardef = word(given.get("vardef")) or "df"
    definition = word(given.get("qntldef") or given.get("pctldef")) or "5"
    if (divisor := VARDEFS.get(vardef)) is None or definition not in "12345":
        raise LoweringError("H0402", "this VARDEF= or QNTLDEF= is not translated", step.at)
    scan, schema = context.scan(
        dataset(given.get("data")), where(step), open_ok=named(step, "var") is not None
    )
    schema = attributes(step, schema, context)
    by = keys(step, schema, context)
    scan, schema = by_groups(by, scan, schema, context, step)
    classes = class_variables(step, schema, context, given)
    if len({c.name for c in classes}) < len(classes):
        raise LoweringError("H0402", "a CLASS variable named twice is not translated", step.at)
    if any(c.labels for c in classes) and (combinations is not None or in_order(step, by) != by):
        raise LoweringError("H0402", "MLF with CLASSDATA= or BY with NOTSORTED is not translated", step.at)
    frequency, weight = _one(step, "freq", schema, context), _one(step, "weight", schema, context)
    ids = tuple(c.name for c in context.names(s.names, schema)) if (s := named(step, "id")) else ()
    ids = tuple(name for name in dict.fromkeys(ids) if name not in by_names(by))
    variables, own_weights = _variables(
        step, schema, context, {*by_names(by), *(c.name for c in classes), frequency, weight, *ids}
    )
    weights = tuple(
        (c.name, own_weights.get(c.name, weight)) for c in variables if own_weights.get(c.name, weight)
    )
    chartype = "chartype" in given
    types = _types(step, classes, "nway" in given, not DESCENDING_TYPES.isdisjoint(given))
    written = types if all_of(step, st.OutputStatement) else ()
    refuse_shared(by, classes, written, step, combinations=combinations is not None)
    if {i.lower() for i in ids} & {c.name.lower() for c in classes}:
        raise LoweringError("H0402", "a variable in both ID and CLASS is not translated", step.at)
    outputs = tuple(
        _output(s, labelled(schema, classes), context, by, classes, variables, ids, chartype)
        for s in all_of(step, st.OutputStatement)
    )
    prints = "noprint" not in given if step.name == "MEANS" else "print" in given
    asked = [("lclm", "uclm") if o.name == "clm" else (o.name,) for o in step.options]
    printed = (
        tuple(dict.fromkeys(STATISTICS[o].name for pair in asked for o in pair if o in STATISTICS)) or DEFAULT
    )
    shown = tuple(replace(c, label="") for c in variables) if "nolabels" in given else variables
    node = Summarize(
        source=context.complete(scan, schema, [*(c.name for c in variables), frequency, weight]), classes=classes, by=by, variables=shown, weights=weights, frequency=frequency,
        types=types, ids=ids, ids_of="smallest" if "idmin" in given else "largest",
        nonpositive="excluded" if {"exclnpwgt", "exclnpwgts"} & set(given) else "counts", chartype=chartype,
        outputs=outputs, printed=printed if prints else (),
        printed_types=_printed_types(step, types, len(classes), bool({"printalltypes", "printall"} & set(given))),
        row_counts="nonobs" not in given, combinations=combinations,
        exclusive="exclusive" in given and combinations is not None, runs=in_order(step, by) != by,
        decimals=int(word(given["maxdec"])) if "maxdec" in given else None,
        check_order=order_unproved(step, schema, by), complete="completetypes" in given, vardef=divisor, definition=int(definition),
        alpha=_alpha(given.get("alpha")), title=context.title,
        proc=step.name,
    )  # fmt: skip
    schemas = tuple(
        (
            o.target,
            Schema(
                o.schema,
                sorted_by=_sorted(by, classes, o, len(node.types)) if in_order(step, by) == by else (),
                unique_by=_unique(by, classes, o, node.types) if in_order(step, by) == by else (),
            ),
        )
        for o in outputs
    )
    for name, made in schemas:
        context.catalog.define(name, made)
    made_of_it = Step(
        f"PROC {step.name}", node, (scan.dataset, *([combinations.dataset] if combinations else [])), tuple(n for n, _ in schemas), schemas, step.at, step.end,
        notes=tuple(context.notes), comments=step.comments,
    )  # fmt: skip
    target = context.ods_outputs.pop("summary", None) if prints else None
    if target is None:
        return [made_of_it]
    if word(given.get("data")) == "" and "data" not in given:
        libref, _, member = scan.dataset.rpartition(".")
        step = replace(
            step, options=(*step.options, st.Option("data", st.Dataset(libref, member), True, step.at))
        )
    names = list(dict.fromkeys((*by_names(by), *(c.name for c in classes))))
    summary, named_rows, shown_as = summary_steps(
        step, target, names, shown, printed, SUFFIXES, bool(classes), row_counts="nonobs" not in given,
        stacked=bool({"stackodsoutput", "stackods"} & set(given)),
    )  # fmt: skip
    steps = [made_of_it, *(replace(s, comments=(), notes=()) for s in lower(summary, context))]
    steps = with_looks(steps, shown_as, context)
    tell_unknown(
        context, step, "Summary", {s: s for k in printed for s in (SUFFIXES.get(k, k.capitalize()),)}
    )
    if named_rows is not None:
        from translator.lower.program import data_step

        steps.append(replace(data_step(named_rows, context), title=f"PROC {step.name}: ODS OUTPUT"))
    return steps


def _combinations(step: st.ProcStep, context: Context, given: dict[str, st.Option]) -> Scan | None:
    """Return the input that CLASSDATA= names. Raises LoweringError where it lacks a CLASS variable."""
    if "classdata" not in given:
        return None
    scan, schema = context.scan(dataset(given["classdata"]))
    for s in all_of(step, st.ProcStatement):
        if s.keyword == "class":
            context.names(s.names, schema)
    return scan


def by_names(by: tuple[object, ...]) -> list[str]:
    """Return the names of BY keys."""
    return [key.name for key in by]  # type: ignore[attr-defined]


def signed(by: tuple[object, ...]) -> tuple[str, ...]:
    """Return BY keys as a schema's order holds them."""
    return tuple(("-" if k.descending else "") + k.name.lower() for k in by)  # type: ignore[attr-defined]


def _sorted(
    by: tuple[object, ...], classes: tuple[ClassVariable, ...], output: SummaryOutput, types: int
) -> tuple[str, ...]:
    """Return the order of the output: BY variables, then the classes where there is one type in plain order."""
    order = signed(by)
    if (
        types == 1
        and not output.stat_rows
        and all(c.order == "unformatted" and not c.format and not c.labels for c in classes)
    ):
        order += tuple(
            ("-" if c.descending else "") + c.name.lower() for c in classes if c.name not in by_names(by)
        )
    names = {old.lower(): new.lower() for old, new in output.columns}
    kept: tuple[str, ...] = ()
    for key in order:
        if names.get(key.lstrip("-")) != key.lstrip("-"):
            break
        kept = (*kept, key)
    return kept


def _unique(
    by: tuple[object, ...], classes: tuple[ClassVariable, ...], output: SummaryOutput, types: tuple[int, ...]
) -> tuple[str, ...]:
    """Return the columns that tell the rows of the output apart: BY and class variables, where there is one type."""
    keys = tuple(dict.fromkeys(name.lower() for name in (*by_names(by), *(c.name for c in classes))))
    names = {old.lower(): new.lower() for old, new in output.columns}
    whole = types == ((1 << len(classes)) - 1,) and not output.stat_rows
    return keys if whole and all(names.get(key) == key for key in keys) else ()


def _one(step: st.ProcStep, keyword: str, schema: Schema, context: Context) -> str:
    statement = named(step, keyword)
    if statement is None:
        return ""
    column = context.names(statement.names, schema)[0]
    if column.type.kind != "num":
        raise LoweringError(
            "R0106",
            f"ERROR: Variable {column.name} in list does not match type prescribed for this list.",
            statement.at,
        )
    return column.name


def _variables(
    step: st.ProcStep, schema: Schema, context: Context, used: set[str]
) -> tuple[tuple[Column, ...], dict[str, str]]:
    found: list[Column] = []
    weights: dict[str, str] = {}
    statements_ = [s for s in all_of(step, st.ProcStatement) if s.keyword == "var"]
    for statement in statements_:
        own = options(statement, ("weight",))
        for column in context.names(statement.names, schema):
            if column.type.kind != "num":
                raise LoweringError(
                    "R0106",
                    f"ERROR: Variable {column.name} in list does not match type prescribed for this list.",
                    statement.at,
                )
            found.append(column)
            if "weight" in own:
                weights[column.name] = context.names((sx.Var(word(own["weight"])),), schema)[0].name
    if not statements_ and step.name == "SUMMARY":  # a count, but for what OUTPUT names
        asked = [request.variables for s in all_of(step, st.OutputStatement) for request in s.requests]
        found = list(dict.fromkeys(c for items in asked for c in context.names(items, schema)))
    elif not statements_:
        hidden = {name.lower() for name in used}
        found = [c for c in schema.columns if c.type.kind == "num" and c.name.lower() not in hidden]
    return tuple(found), weights


def _types(
    step: st.ProcStep, classes: tuple[ClassVariable, ...], nway: bool, descending: bool
) -> tuple[int, ...]:
    count = len(classes)
    bits = {c.name.lower(): 1 << (count - 1 - i) for i, c in enumerate(classes)}
    chosen: set[int] = set()
    limited = False
    for s in step.body:
        if getattr(s, "keyword", "") == "ways":
            limited = True
            for ways in _ways(s):
                chosen |= {sum(c) for c in combinations(bits.values(), ways)}
        elif isinstance(s, st.Tables) or getattr(s, "keyword", "") == "types":
            limited = True
            for request in requests(s):
                unknown = [name for name in request if name not in bits]
                if unknown:
                    raise LoweringError("R0106", f"ERROR: Variable {unknown[0].upper()} not found.", s.at)
                chosen.add(sum(bits[name] for name in request))
    if not limited:
        chosen = {(1 << count) - 1} if nway else set(range(1 << count))
    return tuple(sorted(chosen, reverse=descending))


def _printed_types(step: st.ProcStep, types: tuple[int, ...], classes: int, every: bool) -> tuple[int, ...]:
    """Return the types that are printed: those of TYPES, WAYS and PRINTALLTYPES, else that with all CLASS variables."""
    limited = any(
        isinstance(s, st.Tables) or getattr(s, "keyword", "") in ("ways", "types") for s in step.body
    )
    return types if limited or every else ((1 << classes) - 1,)


def _ways(s: st.Statement) -> list[int]:
    """Return the numbers of a WAYS statement: `1 2`, `1, 3`, `0 to 2`."""
    words = [t.text.lower() for t in s.tokens if t.text != ","] if isinstance(s, st.RawStatement) else []
    if words[1:2] == ["to"] and len(words) in (3, 5) and all(w.isdigit() for w in words[::2]):
        return list(range(int(words[0]), int(words[2]) + 1, int(words[4]) if len(words) == 5 else 1))
    if not words or not all(w.isdigit() for w in words):
        raise LoweringError("H0403", "this WAYS statement is not translated", s.at)
    return [int(w) for w in words]


def _alpha(option: st.Option | None) -> float:
    """Return ALPHA=."""
    if option is None:
        return 0.05
    if not isinstance(option.value, sx.Number):
        raise LoweringError("H0402", "ALPHA= takes a number", option.at)
    return float(option.value.value)


def requests(s: st.Statement) -> list[list[str]]:
    """Return the combinations of class variables that a TYPES statement asks for."""
    if isinstance(s, st.Tables):
        return [[getattr(item, "name", "").lower() for item in request] for request in s.requests]
    if isinstance(s, st.RawStatement):
        return crossings([t.text for t in s.tokens])
    assert isinstance(s, st.ProcStatement)
    return [[getattr(item, "name", "").lower()] for item in s.names]


def crossings(words: list[str]) -> list[list[str]]:
    """Return the combinations of `a a*b (a b)*c ()`.

    >>> crossings(["a", "(", "a", "b", ")", "*", "c", "(", ")"])
    [['a'], ['a', 'c'], ['b', 'c'], []]
    """
    found: list[list[str]] = []
    position = 0
    while position < len(words):
        factors: list[list[str]] = []
        while True:
            if words[position] == "(":
                end = words.index(")", position)
                factors.append([w.lower() for w in words[position + 1 : end]] or [""])
                position = end + 1
            else:
                factors.append([words[position].lower()])
                position += 1
            if position >= len(words) or words[position] != "*":
                break
            position += 1
        found += [[name for name in names if name] for names in product(*factors)]
    return found


@dataclass(frozen=True, slots=True)
class _Made:
    requests: tuple[Request, ...]
    columns: tuple[Column, ...]
    picks: tuple[Pick, ...] = ()

    @property
    def made_order(self) -> list[Column]:
        """The columns in the order in which they are made: statistics, then values of extreme rows."""
        picked = {p.column for p in self.picks}
        return sorted(self.columns, key=lambda c: c.name in picked)


def _output(
    s: st.OutputStatement, schema: Schema, context: Context, by: tuple[object, ...], classes: tuple[ClassVariable, ...],
    variables: tuple[Column, ...], ids: tuple[str, ...], chartype: bool,
) -> SummaryOutput:  # fmt: skip
    own = options(s, ("autoname", "autolabel", "inherit", "noinherit", "levels", "ways", "keeplen"))
    if "keeplen" in own and any(c.type.length < 8 for c in variables):
        raise LoweringError("H0402", "KEEPLEN with variables of fewer than 8 bytes is not translated", s.at)
    counters = tuple(name for name, key in (("_WAY_", "ways"), ("_LEVEL_", "levels")) if key in own)
    names = dict.fromkeys((*by_names(by), *ids, *(c.name for c in classes)))
    head = [context.column(schema, name) for name in names]
    columns = [c for c in head if c is not None]
    columns += [number("_WAY_", nullable=False)] if "ways" in own else []
    columns.append(
        Column("_TYPE_", Type("char", max(len(classes), 1))) if chartype else number("_TYPE_", nullable=False)
    )
    columns += [number("_LEVEL_", nullable=False)] if "levels" in own else []
    columns.append(number("_FREQ_", nullable=False))
    taken = {c.name.lower() for c in columns}
    stat_rows = not s.requests and bool(variables)
    if stat_rows:
        variables = tuple(v for v in variables if not _exists(v.name, taken, s, context))
        made = _Made(tuple(Request(c.name, "", c.name) for c in variables), tuple(variables))
        columns.append(Column("_STAT_", Type("char", 8)))
    else:
        made = _requests(s, schema, context, variables, set(own), taken)
    columns += made.columns
    target = canonical(s.out) if s.out is not None else context.catalog.next_default()
    chosen = ds.select(tuple(columns), s.out.options) if s.out is not None else [(c.name, c) for c in columns]
    return SummaryOutput(
        target, made.requests, stat_rows, tuple((old, c.name) for old, c in chosen),
        [(old, c.name) for old, c in chosen] != [(c.name, c.name) for c in (*columns[: len(columns) - len(made.columns)], *made.made_order)],
        tuple(c for _, c in chosen), made.picks, counters,
    )  # fmt: skip


def _requests(
    s: st.OutputStatement,
    schema: Schema,
    context: Context,
    variables: tuple[Column, ...],
    own: set[str],
    taken: set[str],
) -> _Made:
    autoname, inherit = "autoname" in own, "noinherit" not in own
    made: list[Request] = []
    picks: list[Pick] = []
    columns: list[Column] = []
    for request in s.requests:
        keyword = request.statistic.lower()
        if keyword in ("maxid", "minid", "idgroup", "idgrp"):
            for pick, column in requested_picks(request, keyword, schema, context, inherit, s):
                if not _exists(column.name, taken, s, context):
                    picks.append(pick)
                    columns.append(column)
            continue
        if keyword not in STATISTICS:
            raise LoweringError("H0402", f"the statistic {keyword.upper()} is not translated", s.at)
        row = STATISTICS[keyword]
        sources = context.names(request.variables, schema) if request.variables else list(variables)
        names = _names(request.names)
        if not sources and row.name == "n":
            sources = [Column("", Type("num"))]
        for position, source in enumerate(sources):
            if position >= len(names) and names:
                continue
            suffix = SUFFIXES.get(keyword, keyword.capitalize())
            name = names[position] if names else f"{source.name}_{suffix}" if autoname else source.name
            if _exists(name, taken, s, context):
                continue
            made.append(Request(name, row.name, source.name))
            label = source.label if inherit else ""
            if "autolabel" in own and source.name:
                label = f"{source.label or source.name}_{suffix}"
            columns.append(
                number(
                    name,
                    format=source.format if inherit and row.inherits else "",
                    label=label,
                )
            )
    return _Made(tuple(made), tuple(columns), tuple(picks))


def _exists(name: str, taken: set[str], s: st.OutputStatement, context: Context) -> bool:
    """Warn of a variable that the output already has (the first one stays); note other names as taken."""
    if name.lower() in taken:
        shown = display(canonical(s.out)) if s.out else "WORK.DATA1"
        context._note("W0413", f"WARNING: Variable {name} already exists on file {shown}.", s.at)
        return True
    taken.add(name.lower())
    return False


def _names(items: tuple[sx.NameItem, ...]) -> list[str]:
    found: list[str] = []
    for item in items:
        if isinstance(item, sx.NumberedRange):
            found += numbered(item.first, item.last, item.at)
        elif isinstance(item, sx.Var):
            found.append(item.name)
        else:
            raise LoweringError("H0402", "a list of names that OUTPUT cannot take", getattr(item, "at", None))
    return found
