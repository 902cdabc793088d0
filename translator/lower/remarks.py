"""The lines that SAS writes to its log about what a step reads, as far as the step tells them before it runs."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lang.condition_text import where_text
from translator.lang.macro_text import MacroReference
from translator.lower.catalog import display
from translator.plan import loop as lp
from translator.plan.relations import Logged, Step
from translator.plan.walk import nodes


def all_rows_read(dataset: str) -> Logged:
    """Return the line about a data set of which every observation is read."""
    text = f"NOTE: There were {{n}} observations read from the data set {display(dataset)}."
    return Logged(text, "read", dataset)


def rows_read(loop: lp.RowLoop, step: st.DataStep) -> tuple[Logged, ...]:
    """Return the lines about the observations read, where the step reads its data sets from beginning to end.

    Left out where that is not plain: several SET statements, POINT=, KEY=, STOP, and a condition on rows where the step
    does not write one row for each that it reads.
    (SAS Language Reference: Concepts, "The SAS Log": There were n observations read from the data set.)
    """
    if len(loop.readers) != 1 or loop.driver != loop.readers[0].number:
        return ()
    reader = loop.readers[0]
    if reader.kind == "modify" or reader.point or reader.key:
        return ()
    if any(isinstance(n, lp.Leave) and n.kind in ("stop", "abort") for n in nodes(loop.body)):
        return ()
    if any(i.where is not None for i in reader.inputs):
        return rows_chosen(loop, step)
    return tuple(
        replace(all_rows_read(i.dataset), first=i.firstobs or 1, last=i.obs)
        for i in reader.inputs
        if not isinstance(i.firstobs, MacroReference) and not isinstance(i.obs, MacroReference)
    )


def rows_chosen(loop: lp.RowLoop, step: st.DataStep) -> tuple[Logged, ...]:
    """Return the lines about the one data set of which WHERE chooses rows: all of them are written to an output."""
    reader = loop.readers[0]
    source = reader.inputs[0]
    target = next((o for o in loop.outputs if o.dataset != "_null_"), None)
    one_each = loop.implicit_output and not any(
        isinstance(n, lp.Output | lp.Leave | lp.Jump) for n in nodes(loop.body)
    )
    if len(reader.inputs) > 1 or target is None or target.where is not None or not one_each:
        return ()
    read = next((s for s in step.body if isinstance(s, st.Set)), None)
    written = next((s.condition for s in step.body if isinstance(s, st.Where)), None)
    if read is None or len(read.datasets) != 1 or sum(isinstance(s, st.Where) for s in step.body) > 1:
        return ()
    condition = read.datasets[0].options.where or written
    if condition is None:
        return ()
    text = all_rows_read(source.dataset).text
    return Logged(text, "kept", source.dataset, target.dataset), Logged(
        "      WHERE " + where_text(condition)
    )


SILENT = frozenset(
    "APPEND CATALOG COMPARE CONTENTS COPY DATASETS DELETE EXPORT FCMP FORMAT IMPORT SORT SQL".split()
)

QUIET_WITHOUT_ROWS = frozenset("RANK STANDARD STDIZE TRANSPOSE".split())
"""PROCs that make a data set without rows of one without rows, and say nothing about it."""


def rows_analysed(step: st.ProcStep, made: list[Step]) -> list[Step]:
    """Return the steps of a PROC, with the line about the observations that it reads where it reads all of them.

    Left out for PROCs that read no observations or have lines of their own.
    """
    if step.name in SILENT or not made or made[0].log or len(made[0].inputs) != 1:
        return made
    if any(isinstance(s, st.Where) for s in step.body):
        return made
    data = next((o.value for o in step.options if o.name == "data"), None)
    if isinstance(data, st.Dataset):
        given = data.options
        if given.where is not None or given.firstobs is not None or given.obs is not None:
            return made
    source = made[0].inputs[0]
    lines = [all_rows_read(source)]
    if step.name not in QUIET_WITHOUT_ROWS:
        lines.append(Logged("", "read", source, none=f"NOTE: No observations in data set {display(source)}."))
    return [replace(made[0], log=tuple(lines)), *made[1:]]
