"""PROC COMPARE. Base SAS Procedures Guide, "COMPARE Procedure"."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema
from translator.lower.context import Context
from translator.lower.procs.analysis import names_of, part, whole_step
from translator.lower.procs.options import (
    all_of,
    attributes,
    dataset,
    keys,
    named,
    notsorted,
    number,
    options,
    statements,
    text,
    where,
    word,
)
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Analysis, Argument, Named, Part
from translator.plan.relations import Step

NAMES = ("COMPARE",)
USED = (
    "base", "data", "compare", "comp", "c", "out", "outnoequal", "outbase", "outcomp", "outdif", "outpercent", "outall", "method",
    "criterion", "noprint", "outstats", "nomissing", "nomiss", "nomissbase", "nomisscomp",
)  # fmt: skip
HARMLESS = (
    "listall", "list", "listbase", "listbaseobs", "listbasevar", "listcomp", "listcompobs", "listcompvar", "listequalvar", "listobs",
    "listvar", "maxprint", "nodate", "nosummary", "note", "novalues", "printall", "stats", "transpose", "allstats", "allobs",
    "allvars", "brief", "briefsummary", "error", "warning", "fuzz", "allvars",
)  # fmt: skip
METHODS = ("exact", "absolute", "relative", "percent")


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower to one analysis of two inputs; the plan knows which attributes differ, the run the values."""
    given = options(step, USED, HARMLESS)
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.LabelStatement,
        st.Attrib,
        keywords=("id", "var", "with"),
    )
    listed = [o for o in step.options if o.name in HARMLESS and o.name not in ("note", "nodate", "maxprint")]
    if listed and "noprint" not in given:
        message = f"{listed[0].name.upper()} of PROC COMPARE: the report is a summary by variables"
        context.diagnose(LoweringError("W0132", message, listed[0].at))
    base_set = dataset(given.get("base") or given.get("data"))
    comp_set = dataset(given.get("compare") or given.get("comp") or given.get("c"))
    base, base_schema = context.scan(base_set, where(step))
    comp, comp_schema = context.scan(comp_set, where(step)) if comp_set is not None else (base, base_schema)
    if not (base_schema.complete and comp_schema.complete):
        raise LoweringError("H0245", "COMPARE of data sets whose columns only the run knows", step.at)
    base_schema = attributes(step, base_schema, context)
    method, delta = method_of(given.get("method"))
    criterion = word(given.get("criterion"))
    if method and not any(m.startswith(method) for m in METHODS):
        raise LoweringError(
            "H0402", f"METHOD={method.upper()} of PROC COMPARE is not translated", given["method"].at
        )
    method = next(
        (m for m in METHODS if method and m.startswith(method)), "relative" if criterion else "exact"
    )
    limit = float(criterion or (0 if method == "exact" else 0.00001))
    if limit < 0:
        raise LoweringError("H0402", "a negative CRITERION= is not translated", given["criterion"].at)
    ids, downward, unsorted = id_variables(step, base_schema, comp_schema, context)
    by = by_columns(step, base_schema, comp_schema, context)
    hidden = {c.name.lower() for c in (*by, *ids)}
    pairs, type_conflict = _pairs(step, context, base_schema, comp_schema, hidden)
    info = _attribute_bits(base_schema, comp_schema, pairs) | (8192 if type_conflict else 0)
    types = [
        name
        for option, name in (
            ("outbase", "BASE"),
            ("outcomp", "COMPARE"),
            ("outdif", "DIF"),
            ("outpercent", "PERCENT"),
        )
        if option in given or "outall" in given
    ]
    arguments: list[tuple[str, Argument]] = [("", tuple((b.name, c.name) for b, c in pairs))]
    arguments += [("by", names_of(by))] if by else []
    arguments += [("ids", names_of(ids))] if ids else []
    arguments += [("descending", downward)] if downward else []
    arguments += [("notsorted", True)] if unsorted else []
    arguments += [("method", method), ("criterion", limit)] if method != "exact" else []
    arguments += [("delta", delta)] if delta else []
    arguments += [("types", tuple(types))] if types else []
    arguments += [("noequal", True)] if "outnoequal" in given else []
    both = {"nomissing", "nomiss"} & set(given)
    arguments += [("nomiss_base", True)] if both or "nomissbase" in given else []
    arguments += [("nomiss_compare", True)] if both or "nomisscomp" in given else []
    arguments += [("attributes", info)] if info else []
    lengths = tuple((b.name, b.type.length) for b, _ in pairs if b.type.kind == "char")
    arguments += [("lengths", Named(lengths))] if lengths else []
    parts: tuple[Part, ...] = ()
    out = dataset(given.get("out"))
    if out is not None:
        columns = (
            text("_TYPE_", 8, label="Type of Observation"),
            number("_OBS_", label="Observation Number"),
            *by,
            *ids,
            *(b for b, _ in pairs),
        )
        parts = (part(context, out, columns, "OUT"),)
    stats = dataset(given.get("outstats"))
    if stats is not None:
        arguments.append(("statistics", True))
        renamed = named(step, "with") is not None
        columns = (
            *by,
            text("_VAR_", 32),
            *((text("_WITH_", 32),) if renamed else ()),
            text("_TYPE_", 8),
            *(number(name) for name in ("_BASE_", "_COMP_", "_DIF_", "_PCTDIF_")),
        )
        one = part(context, stats, columns, "STATS")
        parts = (*parts, one if renamed else replace(one, select=True))
    context.special = True
    context.runtime_macro("SYSINFO")
    node = Analysis(
        helper="compare_tables", sources=(base, comp), arguments=tuple(arguments), parts=parts, proc="COMPARE", library=True,
        printed=() if "noprint" in given else ("CompareSummary",), title=context.title,
    )  # fmt: skip
    return [whole_step(step, context, node, (base.dataset, comp.dataset))]


def method_of(option: st.Option | None) -> tuple[str, float]:
    """Return METHOD= and the delta of RELATIVE(delta), 0 where there is none. Raises LoweringError for another value."""
    match option.value if option is not None else None:
        case st.Option(name, (sx.Number(delta),)) if "relative".startswith(name) and delta >= 0:
            return name, delta
        case None | sx.Var():
            return word(option), 0.0
    assert option is not None
    raise LoweringError("H0402", "this METHOD= of PROC COMPARE is not translated", option.at)


def id_variables(
    step: st.ProcStep, base: Schema, comp: Schema, context: Context
) -> tuple[list[Column], tuple[str, ...], bool]:
    """Return the ID variables, those that run down (DESCENDING), and whether the rows stand in no order (NOTSORTED)."""
    statement = named(step, "id")
    if statement is None:
        return [], (), False
    options(statement, ("notsorted",))
    found: list[Column] = []
    downward: list[str] = []
    unsorted = down = False
    for item in statement.names:
        match item:
            case sx.Var(name) if name.lower() == "descending" and base.find(name) is None:
                down = True
            case sx.Var(name) if name.lower() == "notsorted" and base.find(name) is None:
                unsorted = True
            case _:
                columns = context.names((item,), base)
                found += columns
                downward += [c.name for c in columns if down]
                down = False
    others = [comp.find(c.name) for c in found]
    if any(o is None or o.type.kind != c.type.kind for c, o in zip(found, others, strict=True)):
        message = "an ID variable that the comparison data set has not, or has of another type"
        raise LoweringError("H0402", message, step.at)
    return found, tuple(downward), unsorted


def by_columns(step: st.ProcStep, base: Schema, comp: Schema, context: Context) -> list[Column]:
    """Return the BY variables: both data sets have them ("BY Processing with PROC COMPARE"). Raises LoweringError."""
    found = [base.find(key.name) for key in keys(step, base, context)]
    by = [c for c in found if c is not None]
    if notsorted(step):
        raise LoweringError("H0402", "BY NOTSORTED of PROC COMPARE is not translated", step.at)
    others = [comp.find(c.name) for c in by]
    if by and not any(others):
        message = "BY variables that the comparison data set has not are not translated"
        raise LoweringError("H0402", message, step.at)
    if any(o is None or o.type.kind != c.type.kind for c, o in zip(by, others, strict=True)):
        message = (
            "ERROR: The BY variables of the base data set do not match those of the comparison data set."
        )
        raise LoweringError("R0106", message, step.at)
    return by


def _pairs(
    step: st.ProcStep, context: Context, base: Schema, comp: Schema, hidden: set[str]
) -> tuple[list[tuple[Column, Column]], bool]:
    """Return the pairs of variables that are compared, and whether the types of some conflict."""
    var = [
        c for s in all_of(step, st.ProcStatement) if s.keyword == "var" for c in context.names(s.names, base)
    ]
    with_ = [
        c for s in all_of(step, st.ProcStatement) if s.keyword == "with" for c in context.names(s.names, comp)
    ]
    if with_ and len(with_) < len(var):
        with_ += [c for v in var[len(with_) :] if (c := comp.find(v.name)) is not None]
    if var:
        found = (
            list(zip(var, with_, strict=False))
            if with_
            else [(v, c) for v in var if (c := comp.find(v.name)) is not None]
        )
    else:
        found = [
            (b, c)
            for b in base.columns
            if b.name.lower() not in hidden and (c := comp.find(b.name)) is not None
        ]
    same = [(b, c) for b, c in found if b.type.kind == c.type.kind]
    return same, len(same) < len(found)


def _attribute_bits(base: Schema, comp: Schema, pairs: list[tuple[Column, Column]]) -> int:
    """Return the bits of SYSINFO that attributes decide ("Macro Return Codes (SYSINFO)")."""
    bits = 1 if base.label != comp.label else 0
    for b, c in pairs:
        bits |= 4 if b.informat.upper() != c.informat.upper() else 0
        bits |= 8 if b.format.upper() != c.format.upper() else 0
        bits |= 16 if b.type.length != c.type.length else 0
        bits |= 32 if b.label != c.label else 0
    bits |= 1024 if any(comp.find(b.name) is None for b in base.columns) else 0
    return bits | (2048 if any(base.find(c.name) is None for c in comp.columns) else 0)
