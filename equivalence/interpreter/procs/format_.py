"""PROC FORMAT: VALUE, INVALUE, PICTURE, CNTLIN=, CNTLOUT=. Base SAS Procedures Guide, "FORMAT Procedure"."""

from __future__ import annotations

from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import all_of, dataset, named, options
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.formats import control, user


@procedure("FORMAT")
def format_(session: Session, step: st.ProcStep) -> None:
    """Store the formats and informats that the step defines."""
    given = options(
        step,
        {
            "library",
            "lib",
            "cntlin",
            "cntlout",
            "fmtlib",
            "page",
            "noprint",
            "locale",
            "maxlablen",
            "maxselen",
        },
    )
    for definition in all_of(step, st.FormatDefinition):
        try:
            compiled = user.compile_format(definition)
        except user.Overlap as error:
            raise StepError(str(error), definition.at) from error
        except ValueError as error:
            raise Unsupported(f"the format {definition.name}: {error}", definition.at) from error
        informat = definition.kind == "invalue"
        kind = "Informat" if informat else "Format"
        key = ("@" if informat else "") + compiled.name
        if key in session.formats:
            session.note(f"{kind} {compiled.name} is already on the library WORK.FORMATS.")
        session.formats[key] = compiled
        session.note(f"{kind} {compiled.name} has been output.")
    source = dataset(given.get("cntlin"))
    if source is not None:
        table = session.read(source)
        rows = [
            {v.name.upper(): value for v, value in zip(table.variables, row, strict=True)}
            for row in table.rows
        ]
        for compiled in control.from_cntlin(rows):
            informat = compiled.kind in ("invalue", "invalue char")
            session.formats[("@" if informat else "") + compiled.name] = compiled
            session.note(f"{'Informat' if informat else 'Format'} {compiled.name} has been output.")
    target = dataset(given.get("cntlout"))
    if target is not None:
        chosen, left_out = (_names(named(step, word)) for word in ("select", "exclude"))
        _control_out(session, target, chosen, left_out or set())


def _names(statement: st.ProcStatement | None) -> set[str] | None:
    return None if statement is None else {i.name.upper() for i in statement.names if isinstance(i, sx.Var)}


def _control_out(session: Session, target: st.Dataset, wanted: set[str] | None, left_out: set[str]) -> None:
    rows: list[dict[str, float | str]] = []
    for key in sorted(session.formats, key=control.catalog_order):
        spellings = {key, key.lstrip("@$")}
        if (wanted is None or spellings & wanted) and not spellings & left_out:
            rows += control.to_cntlout(session.formats[key])
    names = list(rows[0]) if rows else []
    variables = []
    for name in names:
        values = [row[name] for row in rows]
        kind = "char" if isinstance(values[0], str) else "num"
        length, label = control.length_of(name, values), control.ATTRIBUTES[name][1]
        variables.append(Variable(name, kind, length, label=label))  # type: ignore[arg-type]
    session.write(target, Table(variables, [[row[name] for name in names] for row in rows]))
