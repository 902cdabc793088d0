"""The INFILE statement: its options, and the file that it opens when it is first executed.

SAS 9.4 DATA Step Statements: Reference, "INFILE Statement".
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from equivalence.interpreter import selection
from equivalence.interpreter.code import Code
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.files import FileRef
from equivalence.interpreter.infile import Over, Records
from equivalence.interpreter.pdv import Slot
from translator.lang import statements as st
from translator.lang import syntax as s
from translator.library.record_formats import NotCovered, line_ending, record_length, with_form

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

OVER: dict[str, Over] = {
    "missover": "miss", "truncover": "trunc", "flowover": "flow", "stopover": "stop",
}  # fmt: skip
DATALINES = {"datalines", "cards", "lines", "datalines4", "cards4", "lines4", "parmcards"}
HARMLESS = {
    "recfm", "termstr", "encoding", "ignoredoseof", "nopad", "print", "noprint", "blksize", "nbyte", "sharebuffers",
    "unbuffered", "lrecl", "n", "ls", "old", "mod",
}  # fmt: skip


class Infile:
    """One INFILE statement: opened when it is first executed."""

    def __init__(self, host: StepCompiler, statement: st.Infile | None) -> None:
        self.host = host
        self.statement = statement
        self.records: Records | None = None
        self.end: Slot | None = None
        self.column: Slot | None = None
        self.length: Slot | None = None
        self.line: Slot | None = None
        self.filename: Slot | None = None
        self.eof_label = ""
        self.ended = False
        self.filevar: Code | None = None
        self.opened = ""
        self.options: dict[str, s.Expr | None] = {}
        for name, value in statement.options if statement is not None else ():
            self._declare(name.lower(), value)
        self.fixed = self._fixed_length()

    def _declare(self, name: str, value: s.Expr | None) -> None:
        host = self.host
        variable = value.name if isinstance(value, s.Var) else ""
        self.options[name] = value
        match name:
            case "end" | "column" | "length" | "line":
                setattr(self, name, host.automatic(variable))
            case "eof":
                self.eof_label = variable.lower()
            case "filename":
                self.filename = host.pdv.find(variable) or host.automatic(variable, "char", 200, "")
                self.filename.automatic = True
            case "filevar":
                code = host.variable(variable, None)
                slot = host.pdv.find(variable)
                assert slot is not None
                slot.automatic = True
                self.filevar = code
            case (
                "dlm"
                | "dlmstr"
                | "dsd"
                | "firstobs"
                | "obs"
                | "pad"
                | "expandtabs"
                | "scanover"
                | "_infile_"
                | "start"
            ):
                if name == "_infile_":
                    host.line_names.add(variable.lower())
                elif name == "start":
                    raise Unsupported(f"the INFILE option {name.upper()}=")
            case _ if name in OVER or name in HARMLESS:
                pass
            case _:
                raise Unsupported(
                    f"the INFILE option {name.upper()}", self.statement.at if self.statement else None
                )

    def _fixed_length(self) -> int | None:
        """RECFM=F: the length of the records. Raises Unsupported for other formats that are no lines."""
        words: dict[str, str] = {
            name: option_word(self.options[name])
            for name in ("recfm", "lrecl", "encoding", "termstr")
            if name in self.options
        }
        at = self.statement.at if self.statement else None
        try:
            length = record_length(words)
        except NotCovered as problem:
            raise Unsupported(str(problem), at) from None
        if self.filevar is not None and (length or line_ending(words)):
            raise Unsupported("RECFM=F or TERMSTR=CRLF with FILEVAR=", at)
        return length

    def execute(self) -> None:
        """Make this the file that INPUT reads; open it the first time, or when FILEVAR= changes."""
        if self.filevar is not None:
            wanted = str(self.filevar.run()).strip()
            if self.records is None or wanted != self.opened:
                self.opened = wanted
                self.records = self._records(FileRef(wanted, Path(wanted)).read(), wanted)
                if self.end is not None:
                    self.host.pdv.values[self.end.index] = 0.0
        elif self.records is None:
            self.records = self._open()
        else:
            self._delimiters(self.records)
        self.host.text_input.current = self

    def _open(self) -> Records:
        statement, host = self.statement, self.host
        target = statement.target if statement is not None else s.Var("datalines")
        if isinstance(target, s.Var) and target.name.lower() in DATALINES:
            if self.fixed:
                raise Unsupported("RECFM=F of DATALINES", statement.at if statement else None)
            if host.datalines is None:
                raise StepError(
                    "No DATALINES or INFILE statement.", statement.at if statement else None, "R0022"
                )
            records = self._records(host.datalines, "DATALINES")
            records.is_datalines = True
            records.first_number = host.text_input.datalines_line
            return records
        file = find_file(host, target)
        if self.filename is not None:
            host.pdv.values[self.filename.index] = self.filename.fit(str(file.path or file.name))
        if self.fixed:
            return self._records(file.read_records(self.fixed, target.at), file.name)
        return self._records(file.read(target.at, self._ending(file)), file.name)

    def _ending(self, file: FileRef) -> str:
        """TERMSTR= of INFILE or of FILENAME; ENCODING= is looked at, too. Raises Unsupported."""
        names = [name for name in ("encoding", "termstr") if name in self.options]
        given: dict[str, str] = {name: option_word(self.options[name]) for name in names}
        try:
            return line_ending(with_form(given, file.form))
        except NotCovered as problem:
            raise Unsupported(str(problem), self.statement.at if self.statement else None) from None

    def _records(self, lines: list[str], name: str) -> Records:
        records = Records(name, lines)
        options, host = self.options, self.host
        first, last = selection.limits(host.session, st.DatasetOptions())
        records.next_line = self._number("firstobs", first) - 1
        limit = self._number("obs", last if last is not None else -1)
        records.limit = None if limit < 0 else limit
        records.dsd = "dsd" in options
        records.delimiters = "," if records.dsd else " "
        self._delimiters(records)
        for key, over in OVER.items():
            if key in options:
                records.over = over
        records.scans = "scanover" in options
        records.expand_tabs = "expandtabs" in options
        if "lrecl" in options:
            records.longest_line = self._number("lrecl", 32767)
        if "pad" in options:
            records.width = self._number("lrecl", 32767)
        return records

    def _delimiters(self, records: Records) -> None:
        """DLM= and DLMSTR=: a variable's value counts anew each time the statement is executed."""
        if "dlm" in self.options:
            records.delimiters = self._text(self.options["dlm"]) or " "
        if "dlmstr" in self.options:
            records.string_delimiter = self._text(self.options["dlmstr"])

    def _text(self, value: s.Expr | None) -> str:
        if isinstance(value, s.Var):
            return str(self.host.variable(value.name, value.at).run()).rstrip(" ")
        return str(self.host.ex.text(value)()) if value is not None else ""

    def _number(self, name: str, default: int) -> int:
        value = self.options.get(name)
        if isinstance(value, s.Var) and value.name.lower() == "max":
            return -1  # whatever OPTIONS OBS= says
        if value is None:
            return default
        return int(self.host.ex.number(value)())

    def mark_length(self) -> None:
        """Set LENGTH= when a record has been read."""
        records = self.records
        if self.length is not None and records is not None and records.current >= 0:
            self.host.pdv.values[self.length.index] = float(
                len(records.line if records.is_datalines else records.lines[records.current])
            )

    def mark(self) -> None:
        """Set END=, LENGTH=, COLUMN=, LINE= after an INPUT statement."""
        values, records = self.host.pdv.values, self.records
        assert records is not None
        if self.end is not None:
            values[self.end.index] = 0.0 if records.available() else 1.0
        self.mark_length()
        if self.column is not None:
            values[self.column.index] = float(records.position + 1)
        if self.line is not None:
            values[self.line.index] = float(records.current - records.base + 1)


def option_word(value: s.Expr | None) -> str:
    """Return an option's value as text: a name, a text or a whole number."""
    match value:
        case s.Var(name):
            return name
        case s.String(text):
            return text
        case s.Number(number):
            return str(int(number))
    return ""


def find_file(host: StepCompiler, target: s.Expr) -> FileRef:
    """Return the file of an INFILE or FILE target. Raises StepError."""
    if isinstance(target, s.String):
        return FileRef(f"'{target.value}'", Path(target.value))
    if isinstance(target, s.Var):
        file = host.session.filerefs.get(target.name.lower())
        if file is not None:
            return file
        if host.session.librefs.get(target.name.lower()) is not None:
            raise Unsupported("a libref as a file reference", target.at)
        raise StepError(f"No logical assign for filename {target.name.upper()}.", target.at, "R0005")
    raise Unsupported("this kind of file reference", target.at)
