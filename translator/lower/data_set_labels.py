"""Labels of the data sets that a PROC writes: LABEL= of the data set, or for ODS OUTPUT the output object's label.

A data set of ODS OUTPUT has the label of the output object, which ODS TRACE prints: PROC CONTENTS of `ods output
measures=m` shows "Measures of Association" (SAS 9.4 M8).
"""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.library.ods_tables import object_label, table_name
from translator.lower.catalog import canonical
from translator.lower.context import Context
from translator.plan.relations import Step
from translator.plan.walk import nodes


def with_labels(step: st.ProcStep, made: list[Step], context: Context) -> list[Step]:
    """Return a PROC's steps with the labels of the data sets that they write; the catalog learns them too."""
    plain = tuple(s for s in step.body if not isinstance(s, st.SqlStatement))
    named = (n for n in nodes((step.options, plain)) if isinstance(n, st.Dataset))
    labels = {canonical(d): d.options.label for d in named if d.options.label}
    written = {name for one in made for name in one.outputs}
    for pending in context.ods_requests:
        request = pending.request
        label = request.dataset.options.label or object_label(step.name, table_name(step.name, request.name))
        first = canonical(request.dataset)
        names = {n for n in written if n == first or request.match_all and n.removeprefix(first).isdigit()}
        labels |= dict.fromkeys(names, label) if label else {}
    labels = {name: label for name, label in labels.items() if name in written}
    for name, label in labels.items():
        known = context.catalog.find(name)
        if known is not None and known.label != label:
            context.catalog.define(name, replace(known, label=label))
    if not labels:
        return made
    return [
        replace(
            one, schemas=tuple((n, replace(s, label=labels[n]) if n in labels else s) for n, s in one.schemas)
        )
        for one in made
    ]
