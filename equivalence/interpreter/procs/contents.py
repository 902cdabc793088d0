"""PROC CONTENTS: the variables of a data set. Base SAS Procedures Guide, "CONTENTS Procedure"."""

from __future__ import annotations

from dataclasses import replace

from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, options, statements, word
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang.syntax import Format

HARMLESS = {"short", "details", "nodetails", "centiles", "fmtlen", "directory", "order", "varnum", "position"}


@procedure("CONTENTS")
def contents(session: Session, step: st.ProcStep) -> None:
    """Describe a data set: OUT= gets a row a variable, in order of names as SAS sorts them; printed likewise."""
    given = options(step, {"data", "out", "noprint", "out2", "nods", "memtype", "mtype", "mt"} | HARMLESS)
    statements(step)
    source = dataset(given.get("data")) or LAST
    libref, name = session.resolve(source)
    if name == "_all_":
        library(session, step, libref, given)
        return
    table = session.table(source)
    order = sorted(range(len(table.variables)), key=lambda i: table.variables[i].name.upper())
    if "out" in given and (target := dataset(given["out"])) is not None:
        session.write(target, out_table(table, libref.upper(), name.upper(), order))
    if "noprint" not in given:
        by_position = bool({"varnum", "position"} & set(given)) or word(given.get("order")) == "varnum"
        listed = range(len(table.variables)) if by_position else order
        rows = [
            [
                str(i + 1),
                v.name,
                "Num" if v.kind == "num" else "Char",
                str(v.length),
                v.format,
                v.informat,
                v.label,
            ]
            for i in listed
            for v in [table.variables[i]]
        ]
        columns = ["#", "Variable", "Type", "Len", "Format", "Informat", "Label"]
        used = [0, 1, 2, 3] + [c for c in (4, 5, 6) if any(row[c] for row in rows)]
        session.show(
            "CONTENTS",
            "Position" if by_position else "Variables",
            [columns[c] for c in used],
            [[row[c] for c in used] for row in rows],
            session.titles.get(1, ""),
        )


def library(session: Session, step: st.ProcStep, libref: str, given: dict[str, st.Option]) -> None:
    """CONTENTS of `libref._all_`: each data set is printed, and OUT= has the variables of all."""
    members = session.names(libref)
    plain = tuple(o for o in step.options if o.name not in ("data", "out"))
    rows: list[Row] = []
    made: Table | None = None
    for name in members:
        table = session.table(st.Dataset(libref, name))
        order = sorted(range(len(table.variables)), key=lambda i: table.variables[i].name.upper())
        made = out_table(table, libref.upper(), name.upper(), order)
        rows += made.rows
        if "noprint" not in given:
            own = st.Option("data", st.Dataset(libref, name), True, step.at)
            contents(session, replace(step, options=(own, *plain)))
    target = dataset(given.get("out"))
    if target is not None and made is not None:
        session.write(target, Table(made.variables, rows))


def out_table(table: Table, libref: str, name: str, order: list[int]) -> Table:
    """Return the OUT= data set, with the columns that programs use."""
    rows: list[Row] = []
    for i in order:
        v = table.variables[i]
        format_, informat = parts(v.format), parts(v.informat)
        rows.append([
            libref, name, table.label, v.name, 1.0 if v.kind == "num" else 2.0, float(v.length), float(i + 1),
            v.label, format_[0], format_[1], format_[2], informat[0], informat[1], informat[2], float(len(table.rows)),
        ])  # fmt: skip
    columns = [
        Variable("LIBNAME", "char", 8), Variable("MEMNAME", "char", 32), Variable("MEMLABEL", "char", 256),
        Variable("NAME", "char", 32), Variable("TYPE", "num"), Variable("LENGTH", "num"), Variable("VARNUM", "num"),
        Variable("LABEL", "char", 256), Variable("FORMAT", "char", 32), Variable("FORMATL", "num"),
        Variable("FORMATD", "num"), Variable("INFORMAT", "char", 32), Variable("INFORML", "num"),
        Variable("INFORMD", "num"), Variable("NOBS", "num"),
    ]  # fmt: skip
    return Table(columns, rows)


def parts(text: str) -> tuple[str, float, float]:
    """Return a format's (name, width, decimals) as CONTENTS lists them: DATE9. -> ("DATE", 9, 0)."""
    if not text:
        return "", 0.0, 0.0
    body, _, decimals = text.partition(".")
    name = body.rstrip("0123456789")
    width = body[len(name) :]
    return Format(name.upper()).name, float(width or 0), float(decimals or 0)
