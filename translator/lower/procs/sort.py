"""PROC SORT. Base SAS Procedures Guide, "SORT Procedure"."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from translator.lang import statements as st
from translator.lang.types import Schema
from translator.library.collation import NATIONAL, TAILS
from translator.lower.context import Context
from translator.lower.procs.options import attributes, dataset, keys, options, statements, where, word
from translator.lower.remarks import all_rows_read
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.procs.sorting import Sort
from translator.plan.relations import Logged, Step

NAMES = ("SORT",)
USED = (
    "data",
    "out",
    "dupout",
    "uniqueout",
    "nodupkey",
    "nodup",
    "noduprec",
    "noduprecs",
    "noduplicates",
    "nouniquekey",
    "sortseq",
    "reverse",
    *NATIONAL,
    "ascii",
)
HARMLESS = (
    "datecopy",
    "tagsort",
    "force",
    "threads",
    "nothreads",
    "equals",
    "noequals",
    "sortsize",
    "presorted",
    "overwrite",
    "details",
)


ALIASES = {
    "nodups": "noduprecs",
    "nounikey": "nouniquekey",
    "nounikeys": "nouniquekey",
    "nouniquekeys": "nouniquekey",
    "uniout": "uniqueout",
}
"""Second names of options (Base SAS Procedures Guide, "PROC SORT Statement"; NODUPS, which many published programs use for
NODUPRECS, is in no list of the manual)."""


def lower(step: st.ProcStep, context: Context) -> list[Step]:
    """Lower PROC SORT to one Sort."""
    step = replace(step, options=tuple(replace(o, name=ALIASES.get(o.name, o.name)) for o in step.options))
    given = options(step, USED, HARMLESS)
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.InformatStatement,
        st.LabelStatement,
        st.Attrib,
        keywords=("key",),
    )
    sequence = collating_sequence(given)
    source = dataset(given.get("data"))
    scan, schema = context.scan(source, where(step), open_ok=True)
    schema = described(step, schema, context)
    by = keys(step, schema, context) or key_statements(step, schema, context)
    if "reverse" in given:
        by = tuple(replace(k, descending=k.descending ^ (k.type.kind == "char")) for k in by)
    if sequence and any(k.type.special for k in by):
        raise LoweringError("H0402", "SORTSEQ= with special missing values is not translated", step.at)
    if not by:
        raise LoweringError("R0107", "ERROR: No BY statement used or no BY variables specified.", step.at)
    repeats: Literal["keep", "key", "record", "single"] = "keep"
    if "nodupkey" in given:
        repeats = "key"
    elif {"nodup", "noduprec", "noduprecs", "noduplicates"} & set(given):
        repeats = "record"
    elif "nouniquekey" in given:
        repeats = "single"
    out = dataset(given.get("out"))
    if out is not None:
        target, columns = context.output(out, schema.columns)
        if not schema.complete and (
            out.options.keep is not None or out.options.drop is not None or out.options.rename
        ):
            raise LoweringError("H0245", "options of an output whose columns only the run knows", out.at)
    else:
        target, columns = scan.dataset, [(c.name, c) for c in schema.columns]
    order = tuple(("-" if k.descending else "") + k.name.lower() for k in by)
    unique = tuple(k.name.lower() for k in by) if repeats == "key" else ()
    made = tuple(c for _, c in columns)
    renamed = {old.lower(): c.name.lower() for old, c in columns}
    order = tuple(
        o
        for o in order
        if renamed.get(o.lstrip("-"), "" if schema.complete else o.lstrip("-")) == o.lstrip("-")
    )
    schemas = [
        (
            target,
            replace(
                schema,
                columns=made,
                sorted_by=() if sequence else order,
                unique_by=unique if set(unique) <= set(renamed) else (),
                sort_keys=order,
                sort_marks={"key": ("nodupkey",), "record": ("noduprec",)}.get(repeats, ()),
                indexes=(),
            ),
        )
    ]
    dropped = ""
    dropped_columns: tuple[tuple[str, str], ...] = ()
    extra = dataset(given.get("dupout")) or dataset(given.get("uniqueout"))
    if extra is not None and not schema.complete:
        raise LoweringError("H0245", "DUPOUT= of a data set whose columns only the run knows", extra.at)
    if extra is not None:
        dropped, other = context.output(extra, schema.columns)
        dropped_columns = tuple((old, c.name) for old, c in other)
        schemas.append((dropped, Schema(tuple(c for _, c in other), schema.complete)))
    for name, one in reversed(schemas):
        context.catalog.define(name, one)
    node = Sort(
        source=context.complete(scan, schema),
        target=target,
        by=by,
        repeats=repeats,
        columns=tuple((old, c.name) for old, c in columns),
        select=[(old, c.name) for old, c in columns] != [(c.name, c.name) for c in schema.columns],
        dropped=dropped,
        dropped_columns=dropped_columns,
        schema=made,
        sequence=sequence,
    )
    outputs = tuple(name for name, _ in schemas)
    whole = scan.where is None and scan.firstobs is None and scan.obs is None
    log = read_lines(scan.dataset, target, repeats) if whole else ()
    if already_sorted(step, given, source, schema, order):
        copied = "NOTE: Input data set is already sorted; it has been copied to the output data set."
        done = "NOTE: Input data set is already sorted, no sorting done."
        log = (Logged(done),) if out is None else (Logged(copied), *log)
    return [
        Step(
            "PROC SORT",
            node,
            (scan.dataset,),
            outputs,
            tuple(schemas),
            step.at,
            step.end,
            notes=tuple(context.notes),
            comments=step.comments,
            log=log,
        )
    ]


def described(step: st.ProcStep, schema: Schema, context: Context) -> Schema:
    """Return the schema with the FORMAT, INFORMAT, LABEL and ATTRIB statements applied.

    The manual allows them ("SORT Procedure: Syntax") and does not say what they do; nothing but the output can show it.
    """
    given = [
        s
        for s in step.body
        if isinstance(s, st.FormatStatement | st.InformatStatement | st.LabelStatement | st.Attrib)
    ]
    if not given:
        return schema
    context.diagnose(
        LoweringError(
            "W0141", "formats and labels of PROC SORT are taken for the sorted data set's", given[0].at
        )
    )
    return attributes(step, schema, context)


def already_sorted(
    step: st.ProcStep, given: dict[str, st.Option], source: st.Dataset | None, schema: Schema, order: tuple[str, ...]
) -> bool:  # fmt: skip
    """Does the data set's sort information say that nothing has to be done? (PROC SORT Statement, FORCE)"""
    if set(given) & {"reverse", "sortseq", *NATIONAL} or any("uni" in n or "dup" in n for n in given):
        return False
    if any(option.name == "force" for option in step.options):
        return False
    plain = source is None or source.options == st.DatasetOptions()
    known = order == schema.sort_keys == schema.sorted_by
    return plain and known and all(isinstance(s, st.By) for s in step.body)


def read_lines(source: str, target: str, repeats: str) -> tuple[Logged, ...]:
    """Return SAS's lines about the rows read and left out."""
    read = all_rows_read(source)
    words = {
        "key": "observations with duplicate key values were deleted.",
        "record": "duplicate observations were deleted.",
        "single": "observations with unique key values were deleted.",
    }
    if repeats not in words:
        return (read,)
    return read, Logged(f"NOTE: {{n}} {words[repeats]}", "removed", source, target)


def key_statements(step: st.ProcStep, schema: Schema, context: Context) -> tuple[Key, ...]:
    """Return the keys of KEY statements; `/ DESCENDING` holds for all variables of one. Raises LoweringError."""
    found: list[Key] = []
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword == "key":
            down = {o.name for o in s.options}
            if down - {"descending", "descend", "desc", "d", "ascending", "ascend", "asc", "a"}:
                raise LoweringError("H0402", "such an option of KEY is not translated", s.at)
            descending = any(name.startswith("d") for name in down)
            found += [Key(c.name, c.type, descending) for c in context.names(s.names, schema)]
    return tuple(found)


def collating_sequence(given: dict[str, st.Option]) -> tuple[tuple[str, str | bool], ...]:
    """Return the settings of SORTSEQ= (or of its own option, such as SWEDISH), () for code points.

    Raises: LoweringError (H0402) for a sequence or a setting that is not translated.
    """
    for name in NATIONAL:
        if name in given:
            return (("table", name),)
    option = given.get("sortseq")
    value = option.value if option is not None else None
    if isinstance(value, st.Option):
        if value.name not in ("linguistic", "uca"):
            raise LoweringError("H0402", f"SORTSEQ={value.name.upper()} is not translated", value.at)
        inner = value.value if isinstance(value.value, tuple) else ()
        return tuple(pair for o in inner if isinstance(o, st.Option) for pair in linguistic(o)) or LINGUISTIC
    match word(option).lower():
        case "" | "ascii":
            return ()
        case "linguistic" | "uca":
            return LINGUISTIC
        case name if name in NATIONAL:
            return (("table", name),)
        case name:
            raise LoweringError(
                "H0402", f"SORTSEQ={name.upper()} is not translated", option.at if option else None
            )


LINGUISTIC: tuple[tuple[str, str | bool], ...] = (("strength", "tertiary"),)
STRENGTHS = {"1": "primary", "2": "secondary", "3": "tertiary", "4": "quaternary", "5": "identical"}


def linguistic(option: st.Option) -> list[tuple[str, str | bool]]:
    """Return what a setting of LINGUISTIC( … ) means. Raises LoweringError for one that is not translated."""
    value = word(option).lower()
    match option.name:
        case "strength":
            full = STRENGTHS.get(value) or next((s for s in STRENGTHS.values() if s.startswith(value)), "")
            if full:
                return [("strength", full)]
        case "case_first" if value in ("upper", "u", "lower", "l"):
            return [("case_first", "upper" if value[0] == "u" else "lower")]
        case "numeric_collation" if value in ("on", "off"):
            return [("numeric", value == "on")]
        case "alternate_handling" if value in ("shifted", "non_ignorable"):
            return [("shifted", value == "shifted")]
        case "locale" if value[:2] in (*TAILS, "en", "de", "fr", "nl", "it", "pt"):
            return [("locale", value)]
        case "collation" if value in ("", "standard"):
            return []
        case _:
            pass
    raise LoweringError("H0402", f"{option.name.upper()}= of SORTSEQ=LINGUISTIC is not translated", option.at)
