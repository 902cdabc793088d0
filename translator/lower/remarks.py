"""The lines that SAS writes to its log about what a step reads, as far as the step tells them before it runs."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.lower.catalog import display
from translator.lower.effects import nodes
from translator.plan import loop as lp
from translator.plan.relations import Logged, Step


def all_rows_read(dataset: str) -> Logged:
    """Return the line about a data set of which every observation is read."""
    text = f"NOTE: There were {{n}} observations read from the data set {display(dataset)}."
    return Logged(text, "read", dataset)


def rows_read(loop: lp.RowLoop) -> tuple[Logged, ...]:
    """Return the lines about the observations read, where the step reads its data sets from beginning to end.

    Left out where that is not plain: a condition on rows, several SET statements, POINT=, KEY=, STOP.
    (SAS Language Reference: Concepts, "The SAS Log": There were n observations read from the data set.)
    """
    if len(loop.readers) != 1 or loop.driver != loop.readers[0].number:
        return ()
    reader = loop.readers[0]
    if reader.kind == "modify" or reader.point or reader.key:
        return ()
    if any(isinstance(n, lp.Leave) and n.kind in ("stop", "abort") for n in nodes(loop.body)):
        return ()
    if any(i.where is not None or i.firstobs is not None or i.obs is not None for i in reader.inputs):
        return ()
    return tuple(all_rows_read(i.dataset) for i in reader.inputs)


SILENT = frozenset(
    "APPEND CATALOG COMPARE CONTENTS COPY DATASETS DELETE EXPORT FCMP FORMAT IMPORT SORT SQL".split()
)


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
    return [replace(made[0], log=(all_rows_read(made[0].inputs[0]),)), *made[1:]]
