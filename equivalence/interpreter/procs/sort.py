"""PROC SORT. Base SAS Procedures Guide, "SORT Procedure"."""

from __future__ import annotations

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import by_keys, dataset, options, selected, statements, word
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, sort_rank, sort_rows
from translator.lang import statements as st

HARMLESS = {
    "tagsort",
    "force",
    "threads",
    "nothreads",
    "equals",
    "sortsize",
    "presorted",
    "overwrite",
    "details",
}
KNOWN = {
    "data",
    "out",
    "dupout",
    "uniqueout",
    "nouniquekey",
    "nodupkey",
    "nodup",
    "noduprec",
    "noduprecs",
    "noduplicates",
    "sortseq",
}


@procedure("SORT")
def sort(session: Session, step: st.ProcStep) -> None:
    """Sort a data set, stable, missing values smallest; leave out repeats where asked."""
    given = options(step, KNOWN | HARMLESS)
    statements(step, st.By, st.Where, st.FormatStatement, st.LabelStatement)
    if word(given.get("sortseq")) not in ("", "ascii"):
        raise StepError("SORTSEQ= is not supported by the reference interpreter.", step.at, "R0060")
    source = dataset(given.get("data")) or LAST
    table = selected(session, step, source)
    session.note(
        f"There were {len(table.rows)} observations read from the data set {session.display(source)}."
    )
    keys = by_keys(step, table)
    if not keys:
        raise StepError("No BY statement used or no BY variables specified.", step.at)
    rows = sort_rows(table.rows, keys)
    positions = [position for position, _ in keys]
    kept: list[Row] = rows
    repeats: list[Row] = []
    if "nodupkey" in given:
        kept, repeats = first_of_runs(rows, positions)
        session.note(f"{len(repeats)} observations with duplicate key values were deleted.")
    elif {"nodup", "noduprec", "noduprecs", "noduplicates"} & set(given):
        kept, repeats = first_of_runs(rows, range(len(table.variables)))
        session.note(f"{len(repeats)} duplicate observations were deleted.")
    elif "nouniquekey" in given:
        kept, repeats = repeated(rows, positions)
        session.note(f"{len(repeats)} observations with unique key values were deleted.")
    order = tuple(("-" if down else "") + table.variables[p].name.lower() for p, down in keys)
    out = dataset(given.get("out"))
    if "dupout" in given:
        target = dataset(given["dupout"])
        assert target is not None
        session.write(target, Table(list(table.variables), [list(r) for r in repeats], sorted_by=order))
    if "uniqueout" in given:
        target = dataset(given["uniqueout"])
        assert target is not None
        session.write(target, Table(list(table.variables), [list(r) for r in repeats], sorted_by=order))
    if out is None:
        out = st.Dataset(source.lib, source.name, source.form) if source is not LAST else LAST
        if source is LAST:
            libref, name = session.resolve(LAST)
            out = st.Dataset(libref, name)
    session.write(out, Table(list(table.variables), [list(r) for r in kept], table.label, order))


def first_of_runs(rows: list[Row], positions: object) -> tuple[list[Row], list[Row]]:
    """Return (first row of each run of equal values, the other rows)."""
    wanted = list(positions)  # type: ignore[call-overload]
    kept: list[Row] = []
    repeats: list[Row] = []
    before: object = None
    for row in rows:
        key = [sort_rank(row[p]) for p in wanted]
        if before is not None and key == before:
            repeats.append(row)
        else:
            kept.append(row)
        before = key
    return kept, repeats


def repeated(rows: list[Row], positions: list[int]) -> tuple[list[Row], list[Row]]:
    """Return (rows whose key occurs several times, rows whose key occurs once)."""
    keys = [tuple(sort_rank(row[p]) for p in positions) for row in rows]
    counts: dict[object, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    many = [row for row, key in zip(rows, keys, strict=True) if counts[key] > 1]
    return many, [row for row, key in zip(rows, keys, strict=True) if counts[key] == 1]
