"""The data sets that a DATA step writes: which variables, under which names, and OUTPUT.

DROP, KEEP and RENAME statements hold for every output data set and act before its options; all use the names of
the program, the options the names after RENAME. SAS 9.4 DATA Step Statements: Reference, "DROP Statement".
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from equivalence.interpreter import selection
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.names import expand, rename_pairs
from equivalence.interpreter.pdv import Slot
from equivalence.interpreter.signals import Exec
from equivalence.interpreter.tables import Row, Table, Value, Variable
from translator.lang import statements as st
from translator.lang.statements import Dataset
from translator.library.data_step import LONGEST_NAME
from translator.library.indexes import read_indexes, read_order

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


@dataclass(slots=True)
class Writer:
    """One output data set."""

    dataset: Dataset
    libref: str
    name: str
    null: bool = False
    table: Table = field(default_factory=lambda: Table([], []))
    emit: Callable[[], None] = lambda: None
    modify: bool = False

    @property
    def display(self) -> str:
        """WORK.X."""
        return f"{self.libref.upper()}.{self.name.upper()}"


class Outputs:
    """The output side of a DATA step."""

    def __init__(self, host: StepCompiler) -> None:
        self.host = host
        self.writers: list[Writer] = []
        self.explicit = False
        self.default_length = 8

    def declare(self) -> None:
        """Name the output data sets. Raises StepError for a libref that is not assigned."""
        session = self.host.session
        datasets = self.host.step.outputs or (Dataset("", "_DATA_", "special"),)
        for dataset in session.expand(datasets):
            selection.refuse_unknown(dataset.options)
            if dataset.form == "special" and dataset.name == "_NULL_":
                self.writers.append(Writer(dataset, "", "_null_", null=True))
                continue
            if dataset.form == "path":
                raise StepError(
                    "A physical file name as an output data set is not supported.", dataset.at, "R0002"
                )
            libref, name = session.data_name() if dataset.form == "special" else session.resolve(dataset)
            if libref != "work":
                session.library(libref, dataset.at)
            self._check(libref, name, dataset)
            self.writers.append(Writer(dataset, libref, name))

    def _check(self, libref: str, name: str, dataset: Dataset) -> None:
        """Raise StepError for a name that is too long and a data set that the statement names twice."""
        if len(name) > LONGEST_NAME:
            text = "The data set name cannot have more than 32 characters."
            raise StepError(text, dataset.at, "R0169", prefix="ERROR 307-185: ")
        if any((w.libref, w.name) == (libref, name) for w in self.writers):
            full = f"{libref}.{name}.DATA".upper()
            raise StepError(
                f"You cannot open {full} for output access with member-level control because {full} is in use by you "
                "in resource environment DATASTEP.", dataset.at, "R0169",
            )  # fmt: skip

    def first_name(self) -> str:
        """Return the first output's name for messages."""
        return self.writers[0].display if self.writers else "_NULL_"

    def output(self, statement: st.Output) -> Exec:
        """OUTPUT: to all data sets, or to those named. Raises StepError for one that DATA does not name."""
        self.explicit = True
        if not statement.datasets:
            return self.write_all
        writers = []
        for dataset in self.host.session.expand(statement.datasets):
            if dataset.form == "special" and dataset.name == "_NULL_":
                continue
            wanted = self.host.session.resolve(dataset)
            found = [w for w in self.writers if not w.null and (w.libref, w.name) == wanted]
            if not found:
                raise StepError(
                    "Data set was not specified on the DATA statement.",
                    statement.at, "R0020", prefix="ERROR 455-185: ",
                )  # fmt: skip
            writers.extend(found)

        def execute() -> None:
            for writer in writers:
                writer.emit()

        return execute

    def write_all(self) -> None:
        """Write the observation to every data set."""
        for writer in self.writers:
            writer.emit()

    # --- at the end of compilation ----------------------------------------------------------------------

    def finish(self) -> None:
        """Fix the variables of every output data set, and write the notes about names."""
        host = self.host
        known = host.pdv.visible()
        unknown: list[str] = []

        def names(items: list[object]) -> set[str]:
            found = expand(items, known)  # type: ignore[arg-type]
            unknown.extend(name for name in found if host.pdv.find(name) is None)
            return {name.lower() for name in found}

        dropped = names(host.drop)
        kept = names(host.keep) if host.keep else None
        pairs = rename_pairs(host.rename)
        unknown.extend(name for name in pairs if host.pdv.find(name) is None)
        slots = [
            s for s in known if s.name.lower() not in dropped and (kept is None or s.name.lower() in kept)
        ]
        for name in dict.fromkeys(unknown):
            host.session.warning(
                f"The variable {name} in the DROP, KEEP, or RENAME list has never been referenced."
            )
        modify = host.inputs.modify
        if modify is not None and not any(not w.null and self._is_master(w) for w in self.writers):
            raise StepError(
                f"The data set {modify.reader.sources[0].name} of the MODIFY statement must be named in the DATA statement.",
                modify.reader.statement.at,
                "R0017",
            )
        for writer in self.writers:
            if modify is not None and not writer.null and self._is_master(writer):
                writer.modify = True
                writer.emit = modify.add
            elif not writer.null:
                self._prepare(writer, slots, pairs)

    def _is_master(self, writer: Writer) -> bool:
        modify = self.host.inputs.modify
        assert modify is not None
        return modify.reader.sources[0].name == writer.display

    def _prepare(self, writer: Writer, slots: list[Slot], pairs: dict[str, str]) -> None:
        host, options = self.host, writer.dataset.options
        described = [self.described(slot) for slot in slots]
        renamed = [v.renamed(pairs.get(v.name.lower(), v.name)) for v in described]
        missing: list[str] = []
        positions = selection.chosen(renamed, options, writer.display, missing)
        variables = selection.renamed([renamed[p] for p in positions], options, missing, writer.display)
        for name in dict.fromkeys(missing):
            host.session.warning(
                f"The variable {name} in the DROP, KEEP, or RENAME list has never been referenced."
            )
        writer.table = Table(variables, [], options.label)
        others = {name.lower(): value for name, value in options.others}
        writer.table.indexes = dict(read_indexes(others.get("index", "")))
        if asserted := others.get("sortedby", ""):
            writer.table.sorted_by, writer.table.sort_marks = read_order(asserted), ("asserted",)
        test = None
        full = list(range(len(slots)))
        if options.where is not None:
            from equivalence.interpreter.conditions import where_tester

            everything = [
                next((v for p, v in zip(positions, variables, strict=True) if p == i), renamed[i])
                for i in full
            ]
            test = where_tester(host.session, everything, options.where, writer.display)
        writer.emit = _emitter(host, writer, slots, positions, test)

    def described(self, slot: Slot) -> Variable:
        """Return the attributes that a variable has, LENGTH DEFAULT= among them."""
        variable = slot.variable()
        if (
            variable.kind == "num"
            and not slot.fixed_length
            and not slot.from_data
            and self.default_length != 8
        ):
            return Variable(
                variable.name, "num", self.default_length, variable.format, variable.informat, variable.label
            )
        return variable

    def store(self, *, failed: bool) -> None:
        """Store what was written, with SAS's notes; after an error an existing data set is not replaced."""
        session, host = self.host.session, self.host
        for writer in self.writers:
            if writer.null:
                continue
            if writer.modify:
                self._store_modified(writer, failed=failed)
                continue
            rows, variables = len(writer.table.rows), len(writer.table.variables)
            if failed:
                session.warning(
                    f"The data set {writer.display} may be incomplete.  When this step was stopped there were "
                    f"{rows} observations and {variables} variables."
                )
                if session.find(writer.libref, writer.name) is not None:
                    session.warning(
                        f"Data set {writer.display} was not replaced because this step was stopped."
                    )
                    continue
                session.put(writer.libref, writer.name, writer.table)
                session.last = (writer.libref, writer.name)
                continue
            session.put(writer.libref, writer.name, writer.table)
            session.last = (writer.libref, writer.name)
            session.note(f"The data set {writer.display} has {rows} observations and {variables} variables.")
        del host

    def _store_modified(self, writer: Writer, *, failed: bool) -> None:
        modify, session = self.host.inputs.modify, self.host.session
        assert modify is not None
        session.put(writer.libref, writer.name, modify.finish())
        session.last = (writer.libref, writer.name)
        session.note(
            f"The data set {writer.display} has been updated.  There were {modify.rewritten} observations rewritten, "
            f"{modify.added} observations added and {modify.deleted} observations deleted."
        )


def _emitter(
    host: StepCompiler,
    writer: Writer,
    slots: list[Slot],
    positions: list[int],
    test: Callable[[Row], bool] | None,
) -> Callable[[], None]:
    values, rows = host.pdv.values, writer.table.rows
    order = [slots[p].index for p in positions]
    texts = [i for i, p in enumerate(positions) if slots[p].kind == "char"]
    short = [(i, v.length) for i, v in enumerate(writer.table.variables) if v.kind == "num" and v.length < 8]

    def emit() -> None:
        row: Row = [values[index] for index in order]
        for i in texts:
            row[i] = row[i].rstrip(" ")  # type: ignore[union-attr]
        for i, length in short:
            row[i] = truncated(row[i], length)
        rows.append(row)

    if test is None:
        return emit
    whole = [slot.index for slot in slots]
    chars = [i for i, slot in enumerate(slots) if slot.kind == "char"]

    def emit_where() -> None:
        row: Row = [values[index] for index in whole]
        for i in chars:
            row[i] = row[i].rstrip(" ")  # type: ignore[union-attr]
        if test(row):
            emit()

    return emit_where


def truncated(value: Value, length: int) -> Value:
    """Return a number as `length` bytes keep it: the low bytes of the double are lost."""
    if isinstance(value, str) or value != value:
        return value
    data = struct.pack(">d", value)
    result: float = struct.unpack(">d", data[:length] + bytes(8 - length))[0]
    return result
