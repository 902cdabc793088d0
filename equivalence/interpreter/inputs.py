"""SET, MERGE, UPDATE, MODIFY, BY and WHERE of a DATA step: who reads what, in which order.

SAS 9.4 DATA Step Statements: Reference; SAS Language Reference: Concepts, "Reading, Combining, and Modifying SAS
Data Sets", "BY-Group Processing in the DATA Step".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import Slot
from equivalence.interpreter.readers import (
    concatenate,
    interleave,
    keyed,
    merge_by,
    merge_plain,
    modify_by,
    modify_plain,
    pointed,
    update,
)  # fmt: skip
from equivalence.interpreter.signals import Exec, Signal
from equivalence.interpreter.sources import Source, key_reader, loader, make_source
from equivalence.interpreter.tables import Table
from translator.lang import statements as st
from translator.lang.condition_text import where_text
from translator.lang.syntax import Expr

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

Reading = st.Set | st.Merge | st.Update | st.Modify


@dataclass(slots=True)
class Reader:
    """One SET, MERGE, UPDATE or MODIFY statement with the BY statement that follows it."""

    kind: str
    statement: Reading
    sources: list[Source]
    options: dict[str, str]
    keys: list[tuple[str, bool]] = field(default_factory=list)
    notsorted: bool = False
    groupformat: bool = False
    edges: list[tuple[Slot, Slot]] = field(default_factory=list)
    end: Slot | None = None
    run: Exec = lambda: None
    last_in_group: bool = True
    """UPDATE: the observation is complete and may be written."""

    def mark_end(self, values: list[Any]) -> None:
        """Set the END= variable when nothing is left to read."""
        if self.end is not None:
            values[self.end.index] = 1.0 if all(source.exhausted for source in self.sources) else 0.0


class Inputs:
    """The input side of a DATA step."""

    def __init__(self, host: StepCompiler) -> None:
        self.host = host
        self.readers: list[Reader] = []
        self.condition: Expr | None = None
        self.modify: ModifyState | None = None

    def reader(self, statement: Reading) -> Exec:
        """Declare the variables of a reading statement and return its closure. Raises StepError."""
        host = self.host
        kind, datasets = _parts(statement)
        options = dict(statement.options)
        if not datasets:
            datasets = (st.Dataset("", "_LAST_", "special", at=statement.at),)
        sources = [make_source(host, dataset) for dataset in host.session.expand(datasets)]
        reader = Reader(kind, statement, sources, options)
        for name, value in options.items():
            self._option(reader, name, value)
        self.readers.append(reader)
        host.has_reader = True
        if kind == "modify":
            self.modify = ModifyState(host, reader)

        def execute() -> Signal:
            return reader.run()

        return execute

    def _option(self, reader: Reader, name: str, value: str) -> None:
        host = self.host
        match name:
            case "end":
                reader.end = host.automatic(value)
            case "nobs":
                total = sum(len(source.table.rows) for source in reader.sources)
                host.automatic(value, value=float(total))
            case "point":
                slot = host.slot(value)
                host.pdv.add(value, "num")
                slot.automatic = slot.assigned = slot.used = True
            case "indsname":
                host.automatic(value, "char", 41, "")
            case "curobs":
                host.automatic(value)
            case "key":
                slot = host.slot("_IORC_")
                slot.assigned = True
            case "unique" | "updatemode" | "open" | "keyreset":
                pass
            case _:
                raise StepError(
                    f"The option {name.upper()}= is not recognized.", reader.statement.at, "R0002"
                )

    def by(self, statement: st.By) -> None:
        """Attach BY variables to the reading statement before. Raises StepError."""
        host = self.host
        if not self.readers:
            raise StepError("No SET, MERGE, UPDATE, or MODIFY statement before BY.", statement.at, "R0017")
        reader = self.readers[-1]
        for item, descending in statement.keys:
            for name in host.names((item,)):
                reader.keys.append((name, descending))
                edges = (host.edge("FIRST", name), host.edge("LAST", name))
                host.by_edges |= {edge.name for edge in edges}
                reader.edges.append(edges)
        reader.notsorted, reader.groupformat = statement.notsorted, statement.groupformat

    def where(self, statement: st.Where) -> None:
        """WHERE holds for all input data sets of the step; a second plain one replaces the first."""
        if statement.clear:
            self.condition = None
            return
        if statement.also and self.condition is not None and statement.condition is not None:
            from translator.lang.syntax import Binary

            self.condition = Binary("and", self.condition, statement.condition, statement.at)
            self.host.session.note("WHERE clause has been augmented.")
            return
        if self.condition is not None:
            self.host.session.note("WHERE clause has been replaced.")
        self.condition = statement.condition
        if not self.readers and not any(isinstance(s, Reading) for s in _flat(self.host.step.body)):
            raise StepError("No input data sets available for WHERE statement.", statement.at, "R0017")

    def finish(self) -> None:
        """Open the data sets and make the readers, when the program data vector is complete."""
        for reader in self.readers:
            for source in reader.sources:
                source.load = loader(self.host, source)
                source.open(self.host, self.condition)
                if reader.keys:
                    key_reader(self.host, source, reader.keys, reader.groupformat)  # are they all there?
            if "point" not in reader.options and "key" not in reader.options:
                # END= is 1 before the first row where there is none: `if eof and _n_ = 1 then put 'No data';` stands
                # before SET (data _null_;, SAS Communities, "What does end=eod mean?").
                reader.mark_end(self.host.pdv.values)
            self._check_key_lengths(reader)
            reader.run = self._runner(reader)

    def _check_key_lengths(self, reader: Reader) -> None:
        """Warn of BY variables that the data sets hold with different lengths."""
        for name, _ in reader.keys:
            slot = self.host.pdv.find(name)
            lengths = {
                variable.length
                for source in reader.sources
                for variable in source.variables
                if variable.name.lower() == name.lower()
            }
            if slot is not None and slot.kind == "char" and lengths - {slot.length}:
                self.host.session.write_log(
                    f"WARNING: Multiple lengths were specified for the BY variable {slot.name} by input data sets. "
                    "This may cause unexpected results."
                )

    def _runner(self, reader: Reader) -> Exec:
        host, options = self.host, reader.options
        if "point" in options:
            return pointed(host, reader)
        if "key" in options:
            return keyed(host, reader)
        if reader.kind == "set":
            return interleave(host, reader) if reader.keys else concatenate(host, reader)
        if reader.kind == "merge":
            return merge_by(host, reader) if reader.keys else merge_plain(host, reader)
        if reader.kind == "update":
            return update(host, reader)
        return modify_by(host, reader) if reader.keys else modify_plain(host, reader)

    def change(self, statement: st.Replace | st.Remove) -> Exec:
        """REPLACE and REMOVE."""
        if self.modify is None:
            raise StepError("REPLACE and REMOVE need a MODIFY statement.", statement.at, "R0017")
        modify = self.modify
        modify.explicit = True
        if isinstance(statement, st.Replace):
            return modify.replace
        return modify.remove

    def read_notes(self) -> list[str]:
        """Return SAS's notes on the observations read."""
        lines = []
        for reader in self.readers:
            for source in reader.sources:
                lines.append(
                    f"NOTE: There were {source.read_count} observations read from the data set {source.name}."
                )
                condition = source.dataset.options.where or self.condition
                if source.filtered and condition is not None:
                    lines.append("      WHERE " + where_text(condition))
        return lines


class ModifyState:
    """MODIFY: the data set changed in place and what becomes of the observation at hand."""

    def __init__(self, host: StepCompiler, reader: Reader) -> None:
        self.host = host
        self.reader = reader
        self.explicit = False
        self.done = False
        self.current: int | None = None
        """Row of the master that was read, None where none was found."""
        self.rewritten = self.added = self.deleted = 0
        self.removed: set[int] = set()
        master = reader.sources[0]
        self.master = replace(
            master.table,
            variables=list(master.table.variables),
            rows=[list(row) for row in master.table.rows],
        )
        master.table = self.master
        self.known = list(self.master.rows)  # an observation that OUTPUT adds is not read in turn

    def _row(self) -> list[Any]:
        values, slots = self.host.pdv.values, self.host.pdv.slots
        row: list[Any] = [variable.missing for variable in self.master.variables]
        for position, index in self.reader.sources[0].pairs:
            value = values[index]
            row[position] = value.rstrip(" ") if slots[index].kind == "char" else value  # type: ignore[union-attr]
        return row

    def replace(self) -> None:
        """Write the observation back."""
        self.done = True
        if self.current is None:
            self.host.session.error(
                "No master observation was read: REPLACE cannot be executed.", None, "R0019"
            )
            self.host.notes.error = True
            return
        self.master.rows[self.current][:] = self._row()
        self.rewritten += 1

    def remove(self) -> None:
        """Delete the observation."""
        self.done = True
        if self.current is not None:
            self.removed.add(self.current)
            self.deleted += 1

    def add(self) -> None:
        """OUTPUT: write the observation at the data set's end."""
        self.done = True
        self.master.rows.append(self._row())
        self.added += 1

    def finish(self) -> Table:
        """Return the changed data set."""
        self.master.rows = [row for number, row in enumerate(self.master.rows) if number not in self.removed]
        return self.master


def _parts(statement: Reading) -> tuple[str, tuple[st.Dataset, ...]]:
    match statement:
        case st.Set(datasets=datasets):
            return "set", datasets
        case st.Merge(datasets=datasets):
            return "merge", datasets
        case st.Update(master=master, transactions=transactions):
            return "update", (master, transactions)
        case st.Modify(datasets=datasets):
            return "modify", datasets


def _flat(statements: tuple[Any, ...]) -> list[Any]:
    result: list[Any] = []
    for statement in statements:
        result.append(statement)
        match statement:
            case st.If(then=then, otherwise=otherwise):
                result += _flat((then,) if otherwise is None else (then, otherwise))
            case st.Block(body=body) | st.Loop(body=body):
                result += _flat(body)
            case st.Select(whens=whens, otherwise=otherwise):
                result += _flat(tuple(action for _, action in whens))
                result += _flat((otherwise,) if otherwise is not None else ())
    return result


__all__ = ["Inputs", "ModifyState", "Reader", "place", "Callable"]
