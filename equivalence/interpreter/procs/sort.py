"""PROC SORT. Base SAS Procedures Guide, "SORT Procedure"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import (
    by_keys,
    dataset,
    options,
    resolve,
    selected,
    statements,
    word,
)
from equivalence.interpreter.procs.print_ import with_attributes
from equivalence.interpreter.session import LAST, Session
from equivalence.interpreter.tables import Row, Table, sort_rank
from translator.lang import statements as st
from translator.library.collation import LEVELS, NATIONAL, collation_key

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
    "datecopy",
    "noequals",
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
    "reverse",
    "ascii",
    *NATIONAL,
}


ALIASES = {
    "nodups": "noduprecs",
    "nounikey": "nouniquekey",
    "nounikeys": "nouniquekey",
    "nouniquekeys": "nouniquekey",
    "uniout": "uniqueout",
}
"""Second names of options (Base SAS Procedures Guide, "PROC SORT Statement"; NODUPS, which many published programs use for
NODUPRECS, is in no list of the manual)."""


@procedure("SORT")
def sort(session: Session, step: st.ProcStep) -> None:
    """Sort a data set, stable, missing values smallest; leave out repeats where asked."""
    step = replace(step, options=tuple(replace(o, name=ALIASES.get(o.name, o.name)) for o in step.options))
    given = options(step, KNOWN | HARMLESS)
    statements(
        step,
        st.By,
        st.Where,
        st.FormatStatement,
        st.InformatStatement,
        st.LabelStatement,
        st.Attrib,
        st.ProcStatement,
    )
    rank = ranking(given)
    source = dataset(given.get("data")) or LAST
    table = selected(session, step, source)
    if already_sorted(step, given, source, table):
        if "out" not in given:
            session.note("Input data set is already sorted, no sorting done.")
            return
        session.note("Input data set is already sorted; it has been copied to the output data set.")
    if any(not isinstance(s, st.By | st.Where | st.ProcStatement) for s in step.body):
        table = Table(with_attributes(step, table), table.rows, table.label)
    session.note(
        f"There were {len(table.rows)} observations read from the data set {session.display(source)}."
    )
    keys = by_keys(step, table) or key_statements(step, table)
    if not keys:
        raise StepError("No BY statement used or no BY variables specified.", step.at)
    if "reverse" in given:
        keys = [(p, down ^ (table.variables[p].kind == "char")) for p, down in keys]
    rows = list(table.rows)
    for position, descending in reversed(keys):
        rows.sort(key=lambda row, p=position: rank(row[p]), reverse=descending)  # type: ignore[misc]
    positions = [position for position, _ in keys]
    kept: list[Row] = rows
    repeats: list[Row] = []
    if "nodupkey" in given:
        kept, repeats = first_of_runs(rows, positions, rank)
        session.note(f"{len(repeats)} observations with duplicate key values were deleted.")
    elif {"nodup", "noduprec", "noduprecs", "noduplicates"} & set(given):
        kept, repeats = first_of_runs(rows, range(len(table.variables)))
        session.note(f"{len(repeats)} duplicate observations were deleted.")
    elif "nouniquekey" in given:
        kept, repeats = repeated(rows, positions, rank)
        session.note(f"{len(repeats)} observations with unique key values were deleted.")
    order = tuple(("-" if down else "") + table.variables[p].name.lower() for p, down in keys)
    out = dataset(given.get("out"))
    if "dupout" in given:
        target = dataset(given["dupout"])
        assert target is not None
        session.write(target, Table(list(table.variables), [list(r) for r in repeats]))
    if "uniqueout" in given:
        target = dataset(given["uniqueout"])
        assert target is not None
        session.write(target, Table(list(table.variables), [list(r) for r in repeats]))
    if out is None:
        out = st.Dataset(source.lib, source.name, source.form) if source is not LAST else LAST
        if source is LAST:
            libref, name = session.resolve(LAST)
            out = st.Dataset(libref, name)
    made = Table(list(table.variables), [list(r) for r in kept], table.label, order)
    made.sort_marks = tuple(
        mark
        for mark, names in (
            ("collated", {"sortseq", *NATIONAL}),
            ("nodupkey", {"nodupkey"}),
            ("noduprec", {"nodup", "noduprec", "noduprecs", "noduplicates"}),
        )
        if names & set(given)
    )
    session.write(out, made)


def already_sorted(step: st.ProcStep, given: dict[str, st.Option], source: st.Dataset, table: Table) -> bool:
    """Does the data set's sort information say that nothing has to be done? (PROC SORT Statement, FORCE)"""
    if set(given) & {"force", "reverse", "sortseq", *NATIONAL} or any(
        "uni" in n or "dup" in n for n in given
    ):
        return False
    if not all(isinstance(s, st.By) for s in step.body) or source.options != st.DatasetOptions():
        return False
    keys = tuple(("-" if down else "") + table.variables[p].name.lower() for p, down in by_keys(step, table))
    return bool(keys) and keys == table.sorted_by and not {"asserted", "collated"} & set(table.sort_marks)


Rank = Callable[[Any], Any]


def ranking(given: dict[str, st.Option]) -> Rank:
    """Return the order of values: SAS's, or that of the collating sequence of SORTSEQ=. Raises StepError."""
    option = given.get("sortseq")
    named = next((name for name in NATIONAL if name in given), "") or word(option).lower()
    settings: dict[str, Any] = {}
    if option is not None and isinstance(option.value, st.Option):
        named = option.value.name
        for one in option.value.value if isinstance(option.value.value, tuple) else ():
            settings |= setting(one)
    if named in ("", "ascii"):
        return sort_rank
    if named in NATIONAL:
        settings["table"] = named
    elif named not in ("linguistic", "uca"):
        raise StepError(
            f"SORTSEQ={named.upper()} is not supported by the reference interpreter.", None, "R0060"
        )
    return lambda value: collation_key(value, **settings) if isinstance(value, str) else sort_rank(value)


def setting(option: st.Option) -> dict[str, Any]:
    """Return a setting of LINGUISTIC( … ). Raises StepError for one that is not known."""
    value = word(option).lower()
    match option.name:
        case "strength":
            names = list(LEVELS)
            full = names[int(value) - 1] if value.isdigit() else next(n for n in names if n.startswith(value))
            return {"strength": full}
        case "case_first":
            return {"case_first": "upper" if value.startswith("u") else "lower"}
        case "numeric_collation":
            return {"numeric": value == "on"}
        case "alternate_handling":
            return {"shifted": value == "shifted"}
        case "locale":
            return {"locale": value}
        case "collation" if value == "standard":
            return {}
        case name:
            raise StepError(
                f"{name.upper()}= is not supported by the reference interpreter.", option.at, "R0060"
            )


def key_statements(step: st.ProcStep, table: Table) -> list[tuple[int, bool]]:
    """Return the keys of KEY statements as (position, descending)."""
    found: list[tuple[int, bool]] = []
    for s in step.body:
        if isinstance(s, st.ProcStatement) and s.keyword == "key":
            down = any(option.name.startswith("d") for option in s.options)
            found += [(table.index(name), down) for name in resolve(table, s.names)]
    return found


def first_of_runs(rows: list[Row], positions: object, rank: Rank = sort_rank) -> tuple[list[Row], list[Row]]:
    """Return (first row of each run of equal values, the other rows)."""
    wanted = list(positions)  # type: ignore[call-overload]
    kept: list[Row] = []
    repeats: list[Row] = []
    before: object = None
    for row in rows:
        key = [rank(row[p]) for p in wanted]
        if before is not None and key == before:
            repeats.append(row)
        else:
            kept.append(row)
        before = key
    return kept, repeats


def repeated(rows: list[Row], positions: list[int], rank: Rank = sort_rank) -> tuple[list[Row], list[Row]]:
    """Return (rows whose key occurs several times, rows whose key occurs once)."""
    keys = [tuple(rank(row[p]) for p in positions) for row in rows]
    counts: dict[object, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    many = [row for row, key in zip(rows, keys, strict=True) if counts[key] > 1]
    return many, [row for row, key in zip(rows, keys, strict=True) if counts[key] == 1]
