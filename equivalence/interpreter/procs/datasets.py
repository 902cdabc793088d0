"""PROC APPEND and PROC DATASETS. Base SAS Procedures Guide."""

from __future__ import annotations

from dataclasses import replace

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, options
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Table, Value
from translator.lang import statements as st


@procedure("APPEND")
def append(session: Session, step: st.ProcStep) -> None:
    """Add the rows of DATA= to BASE=."""
    given = options(step, {"base", "out", "data", "new", "force", "appendver", "nowarn", "getsort"})
    base = dataset(given.get("base") or given.get("out"))
    if base is None:
        raise StepError("BASE= is missing.", step.at)
    append_rows(session, base, dataset(given.get("data") or given.get("new")) or LAST, "force" in given)


def append_rows(session: Session, base: st.Dataset, data: st.Dataset, force: bool) -> None:
    """Append: the base's variables and lengths stay; others need FORCE and are dropped."""
    new = session.read(data)
    libref, name = session.resolve(base)
    old = session.find(libref, name)
    if old is None:
        session.write(base, Table(list(new.variables), [list(r) for r in new.rows]))
        return
    problems = []
    for v in new.variables:
        if not old.has(v.name):
            problems.append(f"Variable {v.name} was not found on BASE file.")
        elif old.variable(v.name).kind != v.kind:
            problems.append(f"Variable {v.name} not appended because of type mismatch.")
        elif v.kind == "char" and old.variable(v.name).length < v.length:
            problems.append(f"Variable {v.name} has different lengths on BASE and DATA files.")
    for problem in problems:
        session.warning(problem)
    if problems and not force:
        raise StepError("No appending done because of anomalies listed above. Use FORCE option to append these files.", base.at)
    rows = [list(r) for r in old.rows]
    for row in new.rows:
        made: list[Value] = []
        for v in old.variables:
            if new.has(v.name) and new.variable(v.name).kind == v.kind:
                value = row[new.index(v.name)]
                made.append(value[: v.length].rstrip(" ") if isinstance(value, str) else value)
            else:
                made.append(v.missing)
        rows.append(made)
    session.put(libref, name, Table(old.variables, rows, old.label))
    session.note(f"There were {len(new.rows)} observations read from the data set {session.display(data)}.")
    session.note(f"The data set {libref.upper()}.{name.upper()} has {len(rows)} observations and {len(old.variables)} variables.")


def renamed(table: Table, pairs: dict[str, str]) -> Table:
    """Return the table with variables renamed (old names in lower case)."""
    return Table(
        [replace(v, name=pairs.get(v.name.lower(), v.name)) for v in table.variables], table.rows, table.label, table.sorted_by
    )
