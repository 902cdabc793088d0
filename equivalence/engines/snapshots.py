"""What each step of a program leaves, as the reference interpreter runs it."""

from __future__ import annotations

from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Table
from equivalence.places import place_of
from equivalence.provenance import Provenance
from equivalence.results import ColumnInfo, Dataset, StepResult
from translator.lang import statements as st


class Snapshots:
    """Collects a StepResult for each step that is over, with the columns that sums went into."""

    def __init__(self, steps: list[StepResult]) -> None:
        self.steps = steps
        self.provenance = Provenance()
        self.printed = 0

    def after(self, session: Session, step: st.Step) -> None:
        """Add what the step stored; the interpreter calls this when it is over."""
        found = place_of(step.at, step.end).result(title_of(step))
        for libref, name in dict.fromkeys(session.written):
            if (libref, name) in session.views:
                continue
            table = session.find(libref, name)
            if table is not None:
                found.datasets[name if libref == "work" else f"{libref}.{name}"] = dataset_of(table)
        columns = {name: [(c.name, c.type) for c in data.columns] for name, data in found.datasets.items()}
        found.sums = self.provenance.after(step, columns)
        found.printed = len(session.tables) - self.printed
        self.printed = len(session.tables)
        self.steps.append(found)


def dataset_of(table: Table) -> Dataset:
    """Return the interpreter's table as a data set of a result; later changes of the table do not reach it."""
    columns = [ColumnInfo(v.name, v.kind, v.length, v.format, v.label) for v in table.variables]
    return Dataset(columns, [list(row) for row in table.rows])


def title_of(step: st.Step) -> str:
    """Return what a step is called: "DATA sales", "PROC SORT".

    >>> title_of(st.ProcStep(at=None, end=None, name="SORT", options=(), body=()))
    'PROC SORT'
    """
    if isinstance(step, st.DataStep):
        return "DATA " + " ".join(f"{d.lib}.{d.name}" if d.lib else d.name for d in step.outputs)
    return f"PROC {step.name}" if isinstance(step, st.ProcStep) else type(step).__name__
