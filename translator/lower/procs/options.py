"""Reading a PROC's options: every one is used, harmless, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import TypeVar

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema, Type
from translator.library.system_options import option_value
from translator.lower.context import Context
from translator.lower.known_formats import known_format
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.walk import nodes

S = TypeVar("S", bound=st.Node)
GENERAL = (st.Title, st.Options, st.OdsStatement, st.GlobalStatement, st.Libname, st.Filename)
Holder = st.ProcStep | st.ProcStatement | st.Tables | st.OutputStatement | st.FormatDefinition


def options(holder: Holder, used: Iterable[str], harmless: Iterable[str] = ()) -> dict[str, st.Option]:
    """Return the options that are used, by name.

    Raises: LoweringError H0402 for an option that is neither used nor harmless: none is dropped in silence.
    """
    used, harmless = set(used), set(harmless)
    for option in holder.options:
        if option.name not in used | harmless:
            name = getattr(holder, "name", "") or getattr(holder, "keyword", type(holder).__name__)
            raise LoweringError(
                "H0402",
                f"the option {written(option)} of {str(name).upper()} is not translated",
                option.at,
            )
        if option.name in used:
            refuse_run_time(option)
            refuse_inner(option)
    return {option.name: option for option in holder.options if option.name in used}


def written(option: st.Option) -> str:
    """Return how a message names an option: by its name, or by its value where that is all of it."""
    value = option.value
    shown = f"'{value.value}'" if isinstance(value, sx.String) else str(getattr(value, "value", ""))
    return option.name.upper() or shown


WITH_INNER = frozenset(
    ("agree", "binomial", "chisq", "cibasic", "commonriskdiff", "fisher", "hl", "measures", "normal", "normaltest", "oddsratio", "or", "relrisk", "riskdiff", "tost")
)  # fmt: skip
"""Options whose own options in parentheses a PROC reads."""


def refuse_inner(option: st.Option) -> None:
    """Raise LoweringError H0402 for options in parentheses behind an option that takes none here: none is dropped in silence."""
    if (
        isinstance(option.value, tuple)
        and option.value
        and not option.equals
        and option.name not in WITH_INNER
    ):
        message = f"what stands in parentheses behind {option.name.upper()} is not translated"
        raise LoweringError("H0402", message, option.at)


def refuse_run_time(option: st.Option) -> None:
    """Raise LoweringError (H0103) for an option whose value holds a macro variable that only the run knows.

    Data sets are left alone: their names and conditions may.
    """
    if isinstance(option.value, st.Dataset):
        return
    found = next((one for one in nodes(option.value) if isinstance(one, sx.MacroValue)), None)
    if found is not None:
        message = f"{option.name.upper()}=&{found.name.lower()}, which only the run knows, is not translated"
        raise LoweringError("H0103", message, option.at)


def not_printed(step: Holder, context: Context, names: Iterable[str]) -> None:
    """Warn (W0112) of options that change what is printed and are not carried out."""
    for option in step.options:
        if option.name in names:
            context.diagnose(LoweringError("W0112", f"{option.name.upper()} is not carried out", option.at))


def statements(step: st.ProcStep, *allowed: type[st.Node], keywords: Iterable[str] = ()) -> None:
    """Refuse statements that the PROC's lowering does not know (H0403)."""
    words = set(keywords)
    for s in step.body:
        if isinstance(s, GENERAL) or (isinstance(s, st.Simple) and s.kind == "null"):
            continue
        known = isinstance(s, allowed) and not isinstance(s, st.ProcStatement)
        if not known and not (isinstance(s, st.ProcStatement | st.RawStatement) and s.keyword in words):
            name = getattr(s, "keyword", type(s).__name__).upper()
            raise LoweringError("H0403", f"the statement {name} of PROC {step.name} is not translated", s.at)


def all_of(step: st.ProcStep, kind: type[S]) -> list[S]:
    """Return the statements of a type, in order."""
    return [s for s in step.body if isinstance(s, kind)]


def named(step: st.ProcStep, keyword: str) -> st.ProcStatement | None:
    """Return the statement with that keyword (VAR, ID, SUM …), or None. Several that list variables count as one.

    (Base SAS Procedures Guide, PRINT, VAR Statement: a separate VAR statement for each column. One variable: the last.)
    """
    found = [s for s in all_of(step, st.ProcStatement) if s.keyword == keyword]
    if len(found) < 2 or keyword in ("freq", "weight", "sumby", "idlabel"):
        return found[-1] if found else None
    names, options = (tuple(one for s in found for one in getattr(s, part)) for part in ("names", "options"))
    return replace(found[-1], names=names, options=options)


def dataset(option: st.Option | None) -> st.Dataset | None:
    """Return the data set that an option names, or None."""
    return option.value if option is not None and isinstance(option.value, st.Dataset) else None


def spelled(option: st.Option | None) -> str:
    """Return an option's value as it is spelled, "" where there is none: the name or a part of a name to be made."""
    value = option.value if option is not None else None
    return value.name if isinstance(value, sx.Var) else word(option)


def word(option: st.Option | None) -> str:
    """Return an option's value as a lower-case word, "" where there is none."""
    match option.value if option is not None else None:
        case sx.Var(name):
            return name.lower()
        case sx.String(text):
            return text
        case sx.Number(number):
            return str(int(number)) if number == int(number) else repr(number)
        case _:
            return ""


def where(step: st.ProcStep) -> sx.Expr | None:
    """Return the condition of the PROC's WHERE statements, the last one but for WHERE ALSO."""
    condition: sx.Expr | None = None
    for s in all_of(step, st.Where):
        condition = (
            sx.Binary("and", condition, s.condition) if s.also and condition and s.condition else s.condition
        )
    return condition


def keys(step: st.ProcStep, schema: Schema, context: Context) -> tuple[Key, ...]:
    """Return the BY statement's keys; () without BY. Of a variable that is named twice the first place counts.

    The log says "Duplicate BY variable(s) specified. Duplicates will be ignored.": within equal values it changes nothing.
    """
    by = all_of(step, st.By)
    if not by:
        return ()
    found: dict[str, Key] = {}
    for item, down in by[-1].keys:
        for column in context.names((item,), schema):
            found.setdefault(column.name.lower(), Key(column.name, column.type, down))
    return tuple(found.values())


def notsorted(step: st.ProcStep) -> bool:
    """Does BY have NOTSORTED: is a group a run of equal values, wherever it stands?"""
    by = all_of(step, st.By)
    return bool(by) and by[-1].notsorted


def order_unproved(step: st.ProcStep, schema: Schema, by: tuple[Key, ...]) -> bool:
    """Is the order of the BY groups not proved? With NOTSORTED none is asked for: equal rows that stand together are a group."""
    if not by or notsorted(step):
        return False
    return schema.sorted_by[: len(by)] != tuple(("-" if k.descending else "") + k.name.lower() for k in by)


def in_order(step: st.ProcStep, by: tuple[Key, ...]) -> tuple[Key, ...]:
    """Return the BY keys whose order the results have: none with NOTSORTED."""
    return () if notsorted(step) else by


def without_errors(context: Context) -> bool:
    """Is OPTIONS NOFMTERR in force? A format that does not exist is then no error."""
    return option_value(context.settings, "fmterr") == "NOFMTERR"


def shown_format(text: str, context: Context) -> tuple[str, bool]:
    """Return the format that shows a column's values, and whether it is one of the program's own.

    Under OPTIONS NOFMTERR a format that is not known is none (SAS System Options: Reference, FMTERR: the w. or $w. default).
    """
    if not text:
        return "", False
    format_ = sx.format_of(text)
    if without_errors(context) and not known_format(format_, context.formats):
        return "", False
    return text, format_.name in context.formats


def attributes(step: st.ProcStep, schema: Schema, context: Context) -> Schema:
    """Return the schema with the PROC's own FORMAT, INFORMAT, LABEL and ATTRIB statements applied."""
    columns = {c.name.lower(): c for c in schema.columns}

    def change(items: tuple[sx.NameItem, ...], **values: str | sx.Format | None) -> None:
        for column in context.names(items, schema):
            known = columns.get(column.name.lower(), column)
            kind = known.type.kind
            texts = {k: one if isinstance(one, str) else sx.attached(one, kind) for k, one in values.items()}
            columns[column.name.lower()] = replace(known, **texts)  # type: ignore[arg-type]

    for s in step.body:
        match s:
            case st.FormatStatement(items=items):
                for names, format_ in items:
                    if (
                        format_ is not None
                        and not known_format(format_, context.formats)
                        and not without_errors(context)
                    ):
                        message = (
                            f"ERROR 48-59: The format {format_.name} was not found or could not be loaded."
                        )
                        raise LoweringError("R0348", message, format_.at or s.at)
                    change(names, format=format_)
            case st.InformatStatement(items=items):
                for names, informat in items:
                    change(names, informat=informat)
            case st.LabelStatement(items=pairs):
                for item, label in pairs:
                    change((item,), label=label)
            case st.Attrib(items=groups):
                for group in groups:
                    if group.informat is not None:
                        change(group.names, informat=group.informat)
                    if group.format is not None:
                        change(group.names, format=group.format)
                    if group.label is not None:
                        change(group.names, label=group.label)
            case _:
                pass
    return replace(schema, columns=tuple(columns.values()))


def number(name: str, *, label: str = "", format: str = "", nullable: bool = True) -> Column:
    """Return a numeric column of an output."""
    return Column(name, Type("num", 8, nullable), format, label=label)


def text(name: str, length: int, *, label: str = "") -> Column:
    """Return a character column of an output."""
    return Column(name, Type("char", length), label=label)


def crossings(step: st.ProcStep, schema: Schema, context: Context) -> st.ProcStep:
    """Return a step of PROC FREQ or SURVEYFREQ with one variable at each place of a request of TABLES.

    A list of variables (`x1-x3`, `a--c`, `_all_`) stands for a request of each of its variables: `(a--c)*d` is
    a*d, b*d, c*d (FREQ, TABLES statement, "Grouping Syntax").

    Raises: LoweringError where a variable is not found or only the run knows them.
    """

    def expanded(tables: st.Tables) -> st.Tables:
        found: list[tuple[sx.NameItem, ...]] = []
        for request in tables.requests:
            if all(isinstance(item, sx.Var) for item in request):
                found.append(request)
                continue
            places = [[sx.Var(c.name) for c in context.names((item,), schema)] for item in request]
            found += [tuple(reversed(names)) for names in product(*reversed(places))]
        return replace(tables, requests=tuple(found))

    return replace(step, body=tuple(expanded(s) if isinstance(s, st.Tables) else s for s in step.body))
