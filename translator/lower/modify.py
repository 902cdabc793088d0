"""MODIFY: a data set changed in place.

A step that only gives variables other values, or only removes rows, is a SET of the data set and an output to it. Every
other form keeps the data set as a table that REPLACE, REMOVE and OUTPUT change.
(SAS DATA Step Statements: Reference, "MODIFY Statement", "REPLACE Statement", "REMOVE Statement".)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator.lang import statements as st
from translator.lang.source import Token
from translator.lower.declarations import Declarations, DraftReader
from translator.lower.scope import LoweringError
from translator.plan import loop as lp
from translator.plan.walk import nodes

CHANGING = (st.Assign, st.Sum, st.CallRoutine, st.Input, st.Loop, st.Set, st.Merge, st.Declare, st.Put)


@dataclass(frozen=True, slots=True)
class Modified:
    """How a step changes a data set: `in_place` as a table; `position` of the data set among the step's outputs;
    `implicit`: rows are replaced when an iteration ends."""

    reader: DraftReader
    position: int
    in_place: bool
    implicit: bool


def modified(step: st.DataStep, found: Declarations, outputs: list[str]) -> Modified | None:
    """Return how the step changes a data set, None where it has no MODIFY.

    Raises: LoweringError H0239 for what is not translated, R0104 where DATA does not name the data set.
    """
    readers = [r for r in found.readers if r.kind == "modify"]
    if not readers:
        return None
    if len(readers) > 1:
        raise LoweringError("H0239", "several MODIFY statements", readers[1].statement.at)
    reader = readers[0]
    master = reader.inputs[0]
    if master.name not in outputs:
        message = "The data set of the MODIFY statement must be named in the DATA statement."
        raise LoweringError("R0104", f"ERROR: {message}", reader.statement.at)
    every = list(nodes(step.body))
    explicit = any(isinstance(n, (st.Replace, st.Remove, st.Output)) for n in every)
    chosen = found.where is not None or any(
        i.dataset.options.where is not None
        or i.dataset.options.firstobs is not None
        or i.dataset.options.obs is not None
        for i in reader.inputs[:1]
    )
    plain = len(found.readers) == 1 and len(reader.inputs) == 1 and not set(reader.options) - {"end", "nobs"}
    plain = plain and reader.by is None and not chosen and len(outputs) == 1
    leaves = any(
        isinstance(n, st.SubsettingIf) or (isinstance(n, st.Simple) and n.kind in ("delete", "stop", "abort"))
        for n in every
    )
    plain = plain and not leaves  # rows that the step leaves, or does not come to, stay as they are
    only_removes = not any(isinstance(n, (st.Replace, st.Output, *CHANGING)) for n in every)
    if plain and (not explicit or only_removes):
        return Modified(reader, 0, False, False)
    _check(reader, chosen, found, step)
    return Modified(reader, outputs.index(master.name), True, not explicit)


def _check(reader: DraftReader, chosen: bool, found: Declarations, step: st.DataStep) -> None:
    """Refuse the forms that are not translated."""
    at: Token | None = reader.statement.at
    if chosen:
        raise LoweringError("H0239", "MODIFY of chosen rows is not translated yet", at)
    if reader.by is not None and (len(reader.inputs) != 2 or len(found.readers) != 1):
        raise LoweringError("H0239", "this form of MODIFY with BY is not translated yet", at)
    if reader.by is None and len(reader.inputs) != 1:
        raise LoweringError("H0239", "MODIFY of several data sets is not translated yet", at)
    columns = [column for _, column in reader.inputs[0].columns]
    if any(c.type.kind == "num" and c.type.length < 8 for c in columns):
        raise LoweringError("H0239", "MODIFY of numbers shorter than 8 bytes is not translated yet", at)
    options = reader.inputs[0].dataset.options
    if options.keep is not None or options.drop is not None or options.rename or options.in_:
        raise LoweringError("H0239", "MODIFY with data set options is not translated yet", at)
    if any(isinstance(n, (st.Keep, st.Drop, st.Rename)) for n in nodes(step.body)):
        raise LoweringError("H0239", "MODIFY with KEEP, DROP or RENAME is not translated yet", at)
    if set(reader.options) - {"end", "nobs", "point", "key", "unique", "updatemode"}:
        raise LoweringError("H0239", "MODIFY with this option is not translated yet", at)


def ended(body: tuple[lp.LoopStatement, ...], number: int) -> tuple[lp.LoopStatement, ...]:
    """Return the statements of an iteration with the REPLACE that SAS executes at its end (and at RETURN)."""
    return (*_returns(body, number), lp.Change(kind="replace", reader=number))


def _returns(body: tuple[lp.LoopStatement, ...], number: int) -> tuple[lp.LoopStatement, ...]:
    made: list[lp.LoopStatement] = []
    for s in body:
        match s:
            case lp.Leave(kind="return"):
                made += [lp.Change(kind="replace", reader=number, at=s.at), replace(s, kind="delete")]
            case lp.If(then=then, otherwise=otherwise):
                made.append(replace(s, then=_returns(then, number), otherwise=_returns(otherwise, number)))
            case lp.Group(body=inner) | lp.Do(body=inner):
                made.append(replace(s, body=_returns(inner, number)))
            case _:
                made.append(s)
    return tuple(made)


def own_columns(target: lp.LoopOutput, reader: DraftReader) -> lp.LoopOutput:
    """Return the output with the columns that the changed data set has."""
    own = [column.name.lower() for _, column in reader.inputs[0].columns]
    pairs = {slot.lower(): (slot, name) for slot, name in target.columns}
    schema = {slot.lower(): c for (slot, _), c in zip(target.columns, target.schema, strict=True)}
    return replace(
        target,
        columns=tuple(pairs[name] for name in own if name in pairs),
        schema=tuple(schema[name] for name in own if name in pairs),
    )
