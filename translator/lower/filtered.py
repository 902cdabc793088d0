"""WHERE= on a data set that a PROC writes: the PROC writes it whole, then a step keeps the rows.

The other options of the data set go with it, for WHERE= may name a variable that DROP= takes out; it sees the names
that RENAME= gives. (SAS Data Set Options: Reference, "WHERE= Data Set Option".)
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lower.scope import LoweringError

WRITTEN = (
    "out",
    "cntlout",
    "dupout",
    "uniqueout",
    "outstat",
    "outstats",
    "outp",
    "outs",
    "outk",
    "outest",
    "outsurv",
)


def without_filters(step: st.ProcStep) -> tuple[st.ProcStep, list[st.DataStep]]:
    """Return the PROC with plain outputs, and for each that has WHERE= the DATA step that filters it.

    Raises: LoweringError where the step's options cannot be told apart.
    """
    found: list[st.Dataset] = []
    plain: st.ProcStep = _plain(step, found)
    return plain, [filter_step(step, dataset) for dataset in found]


def ods_filters(step: st.ProcStep, outputs: dict[str, st.Dataset]) -> list[st.DataStep]:
    """Make the data sets of ODS OUTPUT plain; return the DATA step for each that has WHERE=."""
    found = [(name, dataset) for name, dataset in outputs.items() if dataset.options.where is not None]
    for name, dataset in found:
        outputs[name] = replace(dataset, options=st.DatasetOptions())
    return [filter_step(step, dataset) for _, dataset in found]


def _plain(node: Any, found: list[st.Dataset]) -> Any:
    if isinstance(node, tuple):
        made = tuple(_plain(item, found) for item in node)
        return node if all(a is b for a, b in zip(made, node, strict=True)) else made
    if isinstance(node, (st.SqlStatement, Token)) or not is_dataclass(node) or isinstance(node, type):
        return node
    if isinstance(node, st.Option) and not isinstance(node.value, st.Dataset):
        return node
    if isinstance(node, st.Option) and node.name in WRITTEN or isinstance(node, st.OutputStatement):
        name = "value" if isinstance(node, st.Option) else "out"
        dataset = getattr(node, name)
        if isinstance(dataset, st.Dataset) and dataset.options.where is not None:
            found.append(dataset)
            plain = replace(dataset, options=st.DatasetOptions())
            return replace(node, value=plain) if isinstance(node, st.Option) else replace(node, out=plain)
        return node
    changed = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple) and (made := _plain(value, found)) is not value:
            changed[field.name] = made
    return replace(node, **changed) if changed else node


def filter_step(step: st.ProcStep, dataset: st.Dataset, source: st.Dataset | None = None) -> st.DataStep:
    """Return the DATA step that reads a plain data set (`source`, else the data set itself) and applies the options."""
    given = dataset.options
    new = {old.name.lower(): name for old, name in given.rename if isinstance(old, sx.Var)}

    def renamed(items: tuple[sx.NameItem, ...] | None) -> tuple[sx.NameItem, ...] | None:
        if items is None or not given.rename:
            return items
        if len(new) != len(given.rename) or not all(isinstance(item, sx.Var) for item in items):
            raise LoweringError(
                "H0402", "WHERE= and RENAME= together with lists of names on an output", dataset.at
            )
        return tuple(new.get(item.name.lower(), item) for item in items if isinstance(item, sx.Var))

    read = replace(source or dataset, options=st.DatasetOptions(rename=given.rename, where=given.where))
    written = replace(given, keep=renamed(given.keep), drop=renamed(given.drop), rename=(), where=None)
    return st.DataStep(
        outputs=(replace(dataset, options=written),),
        body=(st.Set(datasets=(read,), at=step.at, end=step.end),),
        at=step.at,
        end=step.end,
    )
