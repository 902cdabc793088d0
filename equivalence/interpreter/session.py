"""A SAS session: data sets, log, options, macro variables, and what a PROC needs to work with them.

For whoever writes a PROC, the whole interface is:

    session.read(dataset)          data set with its options applied (KEEP= DROP= RENAME= WHERE= FIRSTOBS= OBS=)
    session.input(option)          the same for a PROC's DATA= Option (None: _LAST_)
    session.write(dataset, table)  store an output data set, options applied, with SAS's NOTE
    session.show(proc, name, columns, rows)     one printed table (cells are text, as printed)
    session.text(value, variable)  a value formatted by its variable's format, as PROCs print it
    session.note(text) .warning(text) .error(text) .write_log(line)
    session.formats, .options, .titles, .macros, .last, .clock, .diagnostics
    raise StepError(message)       ends the step with "ERROR: message"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from equivalence.interpreter import selection
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.files import FileRef
from equivalence.interpreter.libraries import Library
from equivalence.interpreter.ods_outputs import OdsOutputs
from equivalence.interpreter.ods_selection import Selection
from equivalence.interpreter.tables import PrintedTable, Row, Table, Value, Variable
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Token
from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.syntax import Expr


@dataclass(slots=True)
class Session:
    """The state of a run.

    `work` holds WORK data sets by lower-case name; `librefs` the others by lower-case libref; `log` the lines of
    the SAS log; `tables` what was printed; `last` is _LAST_ as (libref, name); `options` system options in lower
    case with their text; `formats` the user's formats and informats by upper-case name (informats "@NAME").
    """

    macros: Any
    clock: datetime
    work: dict[str, Table] = field(default_factory=dict)
    librefs: dict[str, Library] = field(default_factory=dict)
    connections: dict[str, str] = field(default_factory=dict)  # of the site: name -> URL of a database
    databases: dict[str, Any] = field(default_factory=dict)  # those that are open, by name
    log: list[str] = field(default_factory=list)
    tables: list[PrintedTable] = field(default_factory=list)
    formats: dict[str, Any] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str | None] = field(default_factory=dict)  # the same, as GETOPTION tells them
    titles: dict[int, str] = field(default_factory=dict)
    footnotes: dict[int, str] = field(default_factory=dict)
    filerefs: dict[str, FileRef] = field(default_factory=dict)
    missing_letters: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    last: tuple[str, str] | None = None
    step: int = 0
    ods_outputs: OdsOutputs = field(default_factory=OdsOutputs)
    selection: Selection = field(default_factory=Selection)
    views: dict[tuple[str, str], Callable[[], Table]] = field(default_factory=dict)
    """Views by (libref, name) in lower case: each reading runs them anew."""
    private: bool = False
    """Permanent data sets that the program writes are kept in memory only."""
    put_lines: list[str] = field(default_factory=list)
    """The log's lines that PUT statements wrote."""
    written: list[tuple[str, str]] = field(default_factory=list)
    """Data sets stored by the running step, as (libref, name) in lower case."""
    after: Callable[[Session, Any], None] | None = None
    """Told of each step when it is over."""
    services: dict[str, Any] = field(default_factory=dict)
    """State that outlives a step and belongs to one module: random streams, open data sets, DATAn counter."""

    # --- log --------------------------------------------------------------------------------------------

    def write_log(self, line: str) -> None:
        """Write one line to the log."""
        self.log.append(line)

    def put_line(self, line: str) -> None:
        """Write a line of PUT to the log."""
        self.log.append(line)
        self.put_lines.append(line)

    def note(self, text: str) -> None:
        """Write `NOTE: text`."""
        self.log.append(f"NOTE: {text}")

    def warning(self, text: str) -> None:
        """Write `WARNING: text`."""
        self.log.append(f"WARNING: {text}")

    def error(self, text: str, at: Token | None = None, code: str = "R0001", prefix: str = "ERROR: ") -> None:
        """Write `ERROR: text` and record a diagnostic."""
        self.log.append(f"{prefix}{text}")
        self.diagnostics.append(diagnose(code, text, at))

    # --- data sets --------------------------------------------------------------------------------------

    def resolve(self, dataset: Dataset) -> tuple[str, str]:
        """Return (libref, name) in lower case; _LAST_ is resolved. Raises StepError."""
        if dataset.form == "special" and dataset.name == "_LAST_":
            if self.last is None:
                raise StepError("There is not a default input data set (_LAST_ is _NULL_).", dataset.at)
            return self.last
        return (dataset.lib or self.options.get("user", "") or "work").lower(), dataset.name.lower()

    def library(self, libref: str, at: Token | None = None) -> Library:
        """Return a library other than WORK. Raises StepError where the libref is not assigned."""
        library = self.librefs.get(libref.lower())
        if library is None:
            raise StepError(f"Libref {libref.upper()} is not assigned.", at, "R0003")
        return library

    def assign(self, libref: str, folder: Path) -> None:
        """Assign a libref to a folder; librefs of one folder share what was written to it."""
        same = next((one for one in self.librefs.values() if one.folder == folder), None)
        self.librefs[libref.lower()] = same or Library(folder, private=self.private)

    def find(self, libref: str, name: str) -> Table | None:
        """Return a stored data set, what a view gives, or None."""
        view = self.views.get((libref.lower(), name.lower()))
        if view is not None:
            return view()
        if libref.lower() == "work":
            return self.work.get(name.lower())
        library = self.librefs.get(libref.lower())
        return self.dictionary_view(libref, name) if library is None else library.get(name)

    def dictionary_view(self, libref: str, name: str) -> Table | None:
        """Return the table of a SASHELP view over a DICTIONARY table, None for any other name."""
        if libref.lower() != "sashelp":
            return None
        from equivalence.interpreter.procs.sql import dictionary

        return dictionary.find(self, Dataset(libref, name))

    def table(self, dataset: Dataset) -> Table:
        """Return the stored data set, its options not applied. Raises StepError where there is none."""
        if dataset.form == "path":
            return Library.at(Path(dataset.name)).read_path(dataset.name)
        libref, name = self.resolve(dataset)
        table = self.find(libref, name)
        if table is None and libref != "work":
            self.library(libref, dataset.at)
        if table is None:
            raise StepError(f"File {libref.upper()}.{name.upper()}.DATA does not exist.", dataset.at, "R0003")
        return table

    def expand(self, datasets: Iterable[Dataset]) -> list[Dataset]:
        """Return the data sets with lists (`q1-q4`, `x:`) expanded."""
        return selection.expand_datasets(self, datasets)

    def read(self, dataset: Dataset, conditions: Sequence[Expr] = ()) -> Table:
        """Return the data set with KEEP=, DROP=, RENAME=, WHERE=, FIRSTOBS=, OBS= applied, and the conditions of WHERE
        statements (rows are shared: copy before changing). Raises StepError."""
        return selection.select(
            self, self.table(dataset), dataset.options, self.display(dataset), conditions=conditions
        )

    def input(self, value: object) -> Table:
        """Return the input of a PROC: a Dataset, or None for _LAST_."""
        return self.read(value if isinstance(value, Dataset) else LAST)

    def write(self, dataset: Dataset, table: Table, *, note: bool = True) -> None:
        """Store an output data set, its options applied; it becomes _LAST_."""
        if dataset.form == "special" and dataset.name == "_NULL_":
            return
        table = self.chosen(dataset, table)
        libref, name = self.data_name() if dataset.form == "special" else self.resolve(dataset)
        self.put(libref, name, table, dataset.at)
        self.last = (libref, name)
        if note:
            self.note(
                f"The data set {libref.upper()}.{name.upper()} has {len(table.rows)} observations "
                f"and {len(table.variables)} variables."
            )

    def chosen(self, dataset: Dataset, table: Table) -> Table:
        """Return a table with the options of an output data set applied."""
        if dataset.options == DatasetOptions():
            return table
        return selection.select(self, table, dataset.options, self.display(dataset), output=True)

    def put(self, libref: str, name: str, table: Table, at: Token | None = None) -> None:
        """Store a data set under a name; no note, _LAST_ stays. Raises StepError."""
        self.views.pop((libref.lower(), name.lower()), None)
        self.written.append((libref.lower(), name.lower()))
        if libref.lower() == "work":
            self.work[name.lower()] = table
        else:
            self.library(libref, at).put(name, table)

    def delete(self, libref: str, name: str) -> bool:
        """Delete a data set or view; tell whether there was one."""
        if self.views.pop((libref.lower(), name.lower()), None) is not None:
            return True
        if libref.lower() == "work":
            return self.work.pop(name.lower(), None) is not None
        return self.library(libref).delete(name)

    def names(self, libref: str) -> list[str]:
        """Return the names of a library's data sets in lower case, sorted."""
        if libref.lower() == "work":
            return sorted(self.work)
        return self.library(libref).names()

    def display(self, dataset: Dataset) -> str:
        """Return "WORK.X" as the log writes it."""
        if dataset.form == "path":
            return dataset.name
        libref, name = self.resolve(dataset)
        return f"{libref.upper()}.{name.upper()}"

    def data_name(self) -> tuple[str, str]:
        """Return the next name of the DATAn convention."""
        number = int(self.services.get("datan", 0)) + 1
        self.services["datan"] = number
        return "work", f"data{number}"

    # --- printed output ---------------------------------------------------------------------------------

    def show(
        self, proc: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = ""
    ) -> PrintedTable:
        """Add a printed table (cells are text as printed) if it has rows; ODS OUTPUT is the PROC's business."""
        printed = PrintedTable(self.step, proc, name, title, list(columns), [list(row) for row in rows])
        if printed.rows and self.selection.has("SQL_Results" if proc == "SQL" else name):
            self.tables.append(printed)
        return printed

    def text(self, value: Value, variable: Variable | str) -> str:
        """Return a value formatted by a variable's format (or by a format's text), stripped of padding blanks."""
        from equivalence.interpreter.formatting import formatted

        return formatted(self, value, variable).strip()


LAST = Dataset("", "_LAST_", "special")
"""What a PROC without DATA= reads."""


def row_getter(table: Table, names: Sequence[str]) -> list[int]:
    """Return the positions of variables. Raises StepError for an unknown one."""
    positions = []
    for name in names:
        if not table.has(name):
            raise StepError(f"Variable {name.upper()} not found.")
        positions.append(table.index(name))
    return positions


def groups(rows: Sequence[Row], positions: Sequence[int]) -> list[list[Row]]:
    """Return runs of rows with equal values at the positions (BY groups of sorted data)."""
    from equivalence.interpreter.tables import sort_rank

    result: list[list[Row]] = []
    previous: object = None
    for row in rows:
        key = [sort_rank(row[position]) for position in positions]
        if not result or key != previous:
            result.append([])
            previous = key
        result[-1].append(row)
    return result


Librefs = Mapping[str, Path]
