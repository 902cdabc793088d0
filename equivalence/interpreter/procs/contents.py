"""PROC CONTENTS: the variables of a data set. Base SAS Procedures Guide, "CONTENTS Procedure"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import dataset, options, statements, word
from equivalence.interpreter.selection import select
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang.syntax import Format
from translator.library.contents import COLUMNS, DATES
from translator.library.indexes import usage_of

HARMLESS = {"short", "details", "nodetails", "centiles", "fmtlen", "directory", "order", "varnum", "position"}


@procedure("CONTENTS")
def contents(session: Session, step: st.ProcStep) -> None:
    """Describe a data set: OUT= gets a row a variable, in order of names as SAS sorts them; printed likewise."""
    given = options(step, {"data", "out", "noprint", "nods", "memtype", "mtype", "mt"} | HARMLESS)
    statements(step)
    source = dataset(given.get("data")) or LAST
    libref, name = session.resolve(source)
    if name == "_all_":
        library(session, step, libref, given)
        return
    table = described_variables(session, source)
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
        kind = "position" if by_position else "variables"
        if session.ods_outputs.find(kind):
            member = f"{libref.upper()}.{name.upper()}"
            session.ods_outputs.write(session, step, kind, printed_table(table.variables, listed, member))


def described_variables(session: Session, source: st.Dataset) -> Table:
    """Return the data set with KEEP= and DROP=; options that choose observations change nothing. Raises StepError."""
    table = session.table(source)
    given = source.options
    if given.rename:
        raise StepError("RENAME= of DATA= is not supported by the reference interpreter.", source.at, "R0060")
    if given.keep is None and given.drop is None:
        return table
    chosen = select(
        session, table, st.DatasetOptions(keep=given.keep, drop=given.drop), session.display(source)
    )
    return replace(table, variables=chosen.variables, rows=chosen.rows)


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
        if "noprint" not in given and "nods" not in given:
            own = st.Option("data", st.Dataset(libref, name), True, step.at)
            contents(session, replace(step, options=(own, *plain)))
    target = dataset(given.get("out"))
    if target is not None and made is not None and "nods" not in given:
        session.write(target, Table(made.variables, rows))


def out_table(table: Table, libref: str, name: str, order: list[int]) -> Table:
    """Return the OUT= data set: what only SAS's file knows is that of a plain data set, or missing (its dates)."""
    indexes = tuple(table.indexes.items())
    keys = [key.lstrip("-") for key in table.sorted_by]
    asserted = "asserted" in table.sort_marks
    rows: list[Row] = []
    for i in order:
        v = table.variables[i]
        facts: dict[str, Value] = dict.fromkeys((n for n, length, _ in COLUMNS if not length), 0.0)
        facts |= {n: "" for n, length, _ in COLUMNS if length}
        facts |= {
            "LIBNAME": libref,
            "MEMNAME": name,
            "MEMLABEL": table.label,
            "NAME": v.name,
            "LABEL": v.label,
        }
        facts |= zip(("FORMAT", "FORMATL", "FORMATD"), parts(v.format))
        facts |= zip(("INFORMAT", "INFORML", "INFORMD"), parts(v.informat))
        facts |= {"TYPE": 1.0 if v.kind == "num" else 2.0, "LENGTH": float(v.length), "VARNUM": float(i + 1)}
        facts |= {"JUST": 1.0 if v.kind == "num" else 0.0, "NPOS": float(position(table, i))}
        facts |= {
            "NOBS": float(len(table.rows)),
            "ENGINE": "V9",
            "MEMTYPE": "DATA",
            "PROTECT": "---",
            "FLAGS": "---",
        }
        facts |= {"IDXUSAGE": usage_of(indexes, v.name), "IDXCOUNT": float(len(indexes))}
        facts |= dict.fromkeys(("COMPRESS", "REUSE", "ENCRYPT", "NODUPKEY", "NODUPREC"), "NO")
        facts |= dict.fromkeys(("POINTOBS", "TRANSCOD"), "YES")
        facts |= dict.fromkeys(("CRDATE", "MODATE", "SORTED", "SORTEDBY", "GENNUM", "GENNEXT"), nan)
        if keys:
            facts |= {"SORTED": 0.0 if asserted else 1.0, "CHARSET": "" if asserted else "ASCII"}
            facts |= {mark.upper(): "YES" for mark in table.sort_marks if mark.startswith("nodup")}
        if v.name.lower() in keys:
            place = keys.index(v.name.lower())
            facts["SORTEDBY"] = float(-place - 1 if table.sorted_by[place][0] == "-" else place + 1)
        rows.append([facts[n] for n, _, _ in COLUMNS])
    columns = [
        Variable(
            n, "char" if length else "num", length or 8, "DATETIME16." if n in DATES else "", label=label
        )
        for n, length, label in COLUMNS
    ]
    return Table(columns, rows)


def position(table: Table, place: int) -> int:
    """Return where a variable stands in a row of a data set: numbers before texts."""
    own = table.variables[place]
    before = [v.length for v in table.variables[:place] if v.kind == own.kind]
    return sum(before) + (
        sum(v.length for v in table.variables if v.kind == "num") if own.kind == "char" else 0
    )


def printed_table(variables: list[Variable], order: Sequence[int], member: str) -> Table:
    """Return the ODS table Variables (or Position) as a data set; attributes that no variable has are left out."""
    listed = [(i, variables[i]) for i in order]
    columns = [
        Variable("Member", "char", len(member)), Variable("Num", "num"),
        Variable("Variable", "char", max([1, *(len(v.name) for v in variables)])), Variable("Type", "char", 4),
        Variable("Len", "num"),
    ]  # fmt: skip
    rows: list[Row] = [
        [member, float(i + 1), v.name, "Num" if v.kind == "num" else "Char", float(v.length)]
        for i, v in listed
    ]
    for name in ("format", "informat", "label"):
        texts = [str(getattr(v, name)) for _, v in listed]
        if any(texts):
            columns.append(Variable(name.title(), "char", max(len(text) for text in texts)))
            rows = [[*row, text] for row, text in zip(rows, texts, strict=True)]
    return Table(columns, rows)


def parts(text: str) -> tuple[str, float, float]:
    """Return a format's (name, width, decimals) as CONTENTS lists them: DATE9. -> ("DATE", 9, 0)."""
    if not text:
        return "", 0.0, 0.0
    body, _, decimals = text.partition(".")
    name = body.rstrip("0123456789")
    width = body[len(name) :]
    return Format(name.upper()).name, float(width or 0), float(decimals or 0)
