"""Reading a PROC's options and statements: every one is used, known to be harmless, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeVar

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Table
from translator.lang import statements as st
from translator.lang import syntax as sx

S = TypeVar("S", bound=st.Node)


def options(
    step: st.ProcStep | st.ProcStatement | st.Tables | st.OutputStatement, known: Iterable[str]
) -> dict[str, st.Option]:
    """Return the options by name. Raises StepError for one that is not in `known`."""
    names = set(known)
    for option in step.options:
        if option.name not in names:
            shown = option.name.upper() or repr(getattr(option.value, "value", ""))
            raise StepError(
                f"The option {shown} is not supported by the reference interpreter.",
                option.at,
                "R0060",
            )
        inner = isinstance(option.value, tuple) and option.value and not option.equals
        if inner and option.name not in INNER and option.name not in HARMLESS_INNER:
            raise StepError(
                f"Options in parentheses behind {option.name.upper()} are not supported by the reference interpreter.",
                option.at,
                "R0060",
            )
    return {option.name: option for option in step.options}


INNER = {"agree", "binomial", "chisq", "cibasic", "commonriskdiff", "fisher", "hl", "measures", "normal", "normaltest", "oddsratio", "or",
         "relrisk", "riskdiff", "tost"}  # fmt: skip
"""Options with options of their own that a PROC reads."""
HARMLESS_INNER = {"plots", "plot", "style", "crosslist", "contents", "histogram", "sgplot", "pctlndec"}


def statements(step: st.ProcStep, *allowed: type[st.Node]) -> None:
    """Raise StepError for a statement of another type than these (global statements are always allowed)."""
    general = (st.Title, st.Options, st.OdsStatement, st.GlobalStatement, st.Libname, st.Filename)
    for statement in step.body:
        if isinstance(statement, st.Simple) and statement.kind == "null":
            continue
        if not isinstance(statement, (*allowed, *general)):
            raise StepError(
                f"A statement of PROC {step.name} is not supported by the reference interpreter.",
                statement.at,
                "R0061",
            )


def all_of(step: st.ProcStep, kind: type[S]) -> list[S]:
    """Return the statements of a type, in order."""
    return [statement for statement in step.body if isinstance(statement, kind)]


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
    value = option.value if option is not None else None
    match value:
        case sx.Var(name):
            return name.lower()
        case sx.String(text):
            return text
        case sx.Number(number):
            return str(int(number)) if number == int(number) else repr(number)
        case _:
            return ""


def resolve(table: Table, items: Sequence[sx.NameItem]) -> list[str]:
    """Return the names of a table's variables that a list stands for. Raises StepError where one is unknown."""
    found: list[str] = []
    names = [v.name for v in table.variables]
    lower = [name.lower() for name in names]
    for item in items:
        match item:
            case sx.Var(name):
                if name.lower() not in lower:
                    raise StepError(f"Variable {name.upper()} not found.", item.at)
                found.append(names[lower.index(name.lower())])
            case sx.NumberedRange(first, last):
                stem = first.rstrip("0123456789")
                for number in range(int(first[len(stem) :]), int(last[len(stem) :]) + 1):
                    wanted = next(
                        (
                            n
                            for n in names
                            if n.lower()[: len(stem)] == stem.lower()
                            and n[len(stem) :].isdigit()
                            and int(n[len(stem) :]) == number
                        ),
                        None,
                    )
                    if wanted is None:
                        raise StepError(f"Variable {stem.upper()}{number} not found.", item.at)
                    found.append(wanted)
            case sx.NameRange(first, last, kind):
                for name in (first, last):
                    if name.lower() not in lower:
                        raise StepError(f"Variable {name.upper()} not found.", item.at)
                low, high = lower.index(first.lower()), lower.index(last.lower())
                found += [v.name for v in table.variables[low : high + 1] if not kind or v.kind == kind]
            case sx.Prefix(prefix):
                found += [n for n in names if n.lower().startswith(prefix.lower())]
            case sx.SpecialList(which):
                found += [v.name for v in table.variables if which == "all" or v.kind == which]
            case _:
                raise StepError("A list of variables cannot be read.", getattr(item, "at", None))
    return found


def by_keys(step: st.ProcStep, table: Table) -> list[tuple[int, bool]]:
    """Return the BY statement's keys as (position, descending); [] without BY. A variable named twice counts once."""
    by = all_of(step, st.By)
    if not by:
        return []
    found: dict[int, bool] = {}
    for item, down in by[-1].keys:
        for name in resolve(table, [item]):
            found.setdefault(table.index(name), down)
    return list(found.items())


def selected(session: Session, step: st.ProcStep, source: st.Dataset) -> Table:
    """Return a PROC's input with the rows that its WHERE statement selects."""
    return session.read(source, where_conditions(step))


def where_conditions(step: st.ProcStep) -> list[sx.Expr]:
    """Return the conditions of WHERE statements: a second one replaces the first, ALSO adds to it."""
    conditions: list[sx.Expr] = []
    for statement in all_of(step, st.Where):
        if not statement.also:
            conditions.clear()
        if statement.condition is not None:
            conditions.append(statement.condition)
    return conditions


def no_observations(session: Session, source: st.Dataset, table: Table) -> None:
    """Note that a PROC's input has no rows."""
    if not table.rows:
        session.note(f"No observations in data set {session.display(source)}.")


def crossings(table: Table, tables: st.Tables) -> st.Tables:
    """Return TABLES with one variable at each place of a request.

    A list of variables (`x1-x3`, `a--c`, `_all_`) stands for a request of each of its variables: `(a--c)*d` is
    a*d, b*d, c*d (FREQ, TABLES statement, "Grouping Syntax").
    """
    found: list[tuple[sx.NameItem, ...]] = []
    for request in tables.requests:
        if all(isinstance(item, sx.Var) for item in request):
            found.append(request)
            continue
        places = [[sx.Var(name) for name in resolve(table, (item,))] for item in request]
        found += [tuple(reversed(names)) for names in product(*reversed(places))]
    return replace(tables, requests=tuple(found))
