"""FILE, PUT, PUTLOG and ERROR statements.

SAS 9.4 DATA Step Statements: Reference, "PUT Statement" and its styles, "FILE Statement".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.files import FileRef, note_made
from equivalence.interpreter.formatting import best_text, parse_format, plain_text, width_of, write_value
from equivalence.interpreter.infile_statement import find_file, option_word
from equivalence.interpreter.outfile import Lines
from equivalence.interpreter.pdv import Slot
from equivalence.interpreter.signals import Exec
from equivalence.interpreter.text_input import shown_name
from translator.lang import statements as st
from translator.lang import syntax as s
from translator.library.formats import find_format
from translator.library.record_formats import NotCovered, line_ending, record_length, with_form

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler

Operation = Callable[[Lines], None]
HARMLESS = {
    "lrecl", "recfm", "notitles", "notitle", "nofootnotes", "nofootnote", "ls", "ps", "n",
    "termstr", "encoding", "old", "flowover", "dropover", "stopover", "noprint", "print", "blksize", "title",
    "linesleft", "ll", "ods",
}  # fmt: skip


class TextOutput:
    """The text output of a DATA step."""

    def __init__(self, host: StepCompiler) -> None:
        self.host = host
        self.log = Lines(host.session.put_line)
        self.current = self.log
        self.files: dict[str, tuple[FileRef, Lines, list[str], bool]] = {}
        self.printed: list[str] = []
        self.print: Lines | None = None
        self.told: dict[
            int, list[tuple[Slot, str]]
        ] = {}  # COLUMN=, LINE= of a file's lines, by their identity

    def compile(self, statement: st.Put | st.File | st.ErrorStatement) -> Exec:
        """Return the closure of a statement. Raises StepError."""
        match statement:
            case st.File():
                return self._file(statement)
            case st.Put(items=items, log=True):
                return self._put(items, to_log=True)
            case st.Put(items=items):
                return self._put(items, to_log=False)
            case st.ErrorStatement(items=items):
                return self._error(items)

    def buffer_code(self, at: Any) -> Code:
        """Return the code of _FILE_: the line being built."""
        return Code("char", lambda: self.current.line or " ", 32767, name="_FILE_", at=at)

    # --- FILE -------------------------------------------------------------------------------------------

    def _file(self, statement: st.File) -> Exec:
        options = {name.lower(): value for name, value in statement.options}
        for name in options:
            if name not in HARMLESS and name not in (
                "dlm",
                "dlmstr",
                "dsd",
                "mod",
                "filevar",
                "column",
                "line",
            ):
                raise Unsupported(f"the FILE option {name.upper()}", statement.at)
        try:
            record_length({"recfm": option_word(options.get("recfm"))}, reading=False)
        except NotCovered as problem:
            raise Unsupported(str(problem), statement.at) from None
        target = statement.target
        word = target.name.lower() if isinstance(target, s.Var) else ""
        told = [
            (self.host.automatic(value.name), name)
            for name, value in options.items()
            if name in ("column", "line") and isinstance(value, s.Var)
        ]
        filevar = options.get("filevar")
        code = None
        if isinstance(filevar, s.Var):
            code = self.host.variable(filevar.name, filevar.at)
            slot = self.host.pdv.find(filevar.name)
            assert slot is not None
            slot.automatic = True
        elif word not in ("log", "print"):
            file = find_file(self.host, target)  # made as the step begins, also where no row comes to FILE
            self._lines(file, str(file.path or file.name), options)

        def execute() -> None:
            if code is not None:
                path = str(code.run()).strip()
                self.current = self._lines(FileRef(path, Path(path)), path, options)
            elif word == "log":
                self.current = self.log
            elif word == "print":
                if self.print is None:
                    self.print = Lines(self.printed.append)
                self.current = self.print
            else:
                file = find_file(self.host, target)
                self.current = self._lines(file, str(file.path or file.name), options)
            self._set_options(self.current, options)
            if told:
                self.told[id(self.current)] = told

        return execute

    def _lines(self, file: FileRef, key: str, options: dict[str, s.Expr | None]) -> Lines:
        if key not in self.files:
            written: list[str] = []
            names = [name for name in ("encoding", "termstr") if name in options]
            given: dict[str, str] = {name: option_word(options[name]) for name in names}
            try:
                file.ending = line_ending(with_form(given, file.form), reading=False)
            except NotCovered as problem:
                raise Unsupported(str(problem)) from None
            self.files[key] = (file, Lines(written.append), written, "mod" in options)
        return self.files[key][1]

    def _set_options(self, lines: Lines, options: dict[str, s.Expr | None]) -> None:
        size = options.get("ls")
        if isinstance(size, s.Number):
            lines.limit = int(size.value)
        if "dsd" in options:
            lines.dsd, lines.delimiter = True, ","
        for name in ("dlm", "dlmstr"):
            value = options.get(name)
            if value is not None:
                text = str(self.host.ex.text(value)())
                lines.delimiter = text if name == "dlmstr" else text[:1]

    def begin_iteration(self) -> None:
        """PUT writes to the log until a FILE statement is executed in the iteration (PUT statement, "When to Use PUT")."""
        self.current = self.log

    def _all(self) -> list[Lines]:
        found = [self.log, *(entry[1] for entry in self.files.values())]
        return [*found, self.print] if self.print is not None else found

    def close(self) -> None:
        """End of the step: write the files, and the lines that `@` or `@@` holds, which an iteration's end does not release.

        (DATA Step Statements: Reference, PUT Statement, "Using Line-Hold Specifiers".)
        """
        session = self.host.session
        for lines in self._all():
            if lines.hold:
                lines.release()
        for file, _, written, append in self.files.values():
            file.write(written, append)
            note_made(session.services, file)
            plural = "records were" if len(written) != 1 else "record was"
            session.note(f"{len(written)} {plural} written to the file {shown_name(file.name)}.")
        if self.printed:
            session.show("DATASTEP", "Put", ["line"], [[line] for line in self.printed])

    # --- PUT --------------------------------------------------------------------------------------------

    def _put(self, items: tuple[st.PutItem, ...], *, to_log: bool) -> Exec:
        operations, hold = self._operations(items)

        def execute() -> None:
            lines = self.log if to_log else self.current
            for operation in operations:
                operation(lines)
            if hold:
                lines.hold = hold
            for slot, which in self.told.get(id(lines), ()):
                place = lines.position if which == "column" else lines.number - 1
                self.host.pdv.values[slot.index] = float(place + 1)
            if not hold:
                lines.release()

        return execute

    def _error(self, items: tuple[st.PutItem, ...]) -> Exec:
        operations, _ = self._operations(items)
        host = self.host

        def execute() -> None:
            host.notes.error = True
            for operation in operations:
                operation(self.log)
            if operations:
                self.log.release()

        return execute

    def _operations(self, items: tuple[st.PutItem, ...]) -> tuple[list[Operation], str]:
        operations: list[Operation] = []
        hold = ""
        varying: st.PutField | None = None
        for item in items:
            match item:
                case st.PutField(names=(name,)) if varying is not None:
                    operations.append(self._varying(varying, name))
                    varying = None
                case st.PutField(format=s.Format(name="$VARYING")):
                    varying = item
                case st.Pointer(kind="hold"):
                    hold = "@"
                case st.Pointer(kind="holdall"):
                    hold = "@@"
                case st.Pointer():
                    operations.append(self._pointer(item))
                case st.PutText(text=text, times=times):
                    operations.append(_text(text * times))
                case st.PutGroup():
                    operations.extend(self._group(item))
                case st.PutField():
                    operations.extend(self._field(item, item.names))
        if varying is not None:
            raise StepError("$VARYING needs a length variable after it.", None, "R0023")
        return operations, hold

    def _varying(self, field: st.PutField, width: s.NameItem) -> Operation:
        [code], [length] = self._codes(field.names), self._codes((width,))
        assert field.format is not None
        limit = field.format.width or code.length

        def write(lines: Lines) -> None:
            value, wanted = str(code.run()), length.run()
            columns = min(int(wanted), limit) if not isinstance(wanted, str) and wanted > 0 else 0
            lines.write(value[:columns].ljust(columns))

        return write

    def _pointer(self, pointer: st.Pointer) -> Operation:
        match pointer.kind:
            case "next":
                return lambda lines: lines.next_line()
            case "page":
                return lambda lines: None
            case "overprint":
                return lambda lines: lines.move(0)
        assert pointer.value is not None
        run = self.host.ex.number(pointer.value)
        match pointer.kind:
            case "at":
                return lambda lines: lines.move(int(run()) - 1)
            case "plus":
                return lambda lines: lines.move(lines.position + int(run()))
            case _:
                return lambda lines: lines.go_to_line(int(run()))

    def _group(self, group: st.PutGroup) -> list[Operation]:
        operations: list[Operation] = []
        position = 0
        if not any(isinstance(one, st.PutField | s.Format) for one in group.formats):
            raise StepError("The list of formats has no format.", None, "R0023")
        for code in self._codes(group.names):
            while True:
                item = group.formats[position % len(group.formats)]
                position += 1
                match item:
                    case st.Pointer():
                        operations.append(self._pointer(item))
                        continue
                    case st.PutText(text=text, times=times):
                        operations.append(_text(text * times))
                        continue
                    case s.Format():
                        operations.append(self._one(code, st.PutField((), format=item)))
                    case st.PutField():
                        operations.append(self._one(code, item))
                break
        return operations

    def _codes(self, names: tuple[s.NameItem, ...]) -> list[Code]:
        host = self.host
        result: list[Code] = []
        for item in names:
            if isinstance(item, s.SpecialList) and item.which == "all":
                result.extend(host.slot_code(slot, item.at) for slot in host.pdv.slots[2:] if slot.name)
                continue
            if isinstance(item, s.Element | s.Call | s.Var):
                array = host.array(item.name)
                if array is not None and (
                    isinstance(item, s.Var) or (isinstance(item, s.Element) and item.all)
                ):
                    result.extend(host.slot_code(host.pdv.slots[i], item.at) for i in array.slots)
                    continue
                if isinstance(item, s.Element | s.Call):
                    result.append(host.ex.compile(item))
                    continue
                if "." in item.name:
                    qualifier, name = item.name.split(".", 1)
                    result.append(host.dotted(qualifier, name, item.at))
                    continue
                result.append(host.variable(item.name, item.at))
                continue
            result.extend(host.variable(name, item.at) for name in host.names((item,)))
        return result

    def _field(self, field: st.PutField, names: tuple[s.NameItem, ...]) -> list[Operation]:
        if (
            len(names) == 1
            and isinstance(names[0], s.SpecialList)
            and names[0].which == "all"
            and not field.format
        ):
            return [self._everything]
        if len(names) == 1 and isinstance(names[0], s.Var) and names[0].name.lower() == "_infile_":
            run = self.host.text_input.buffer_code(None).run
            return [lambda lines: lines.write(run().rstrip(" "))]
        if (
            field.named
            and len(names) == 1
            and isinstance(names[0], s.Element | s.Call)
            and not getattr(names[0], "all", False)
        ):
            from equivalence.interpreter.functions.variables import slot_getter

            array = self.host.array(names[0].name) if isinstance(names[0], s.Element | s.Call) else None
            if array is not None and array.temporary:
                raise Unsupported("elements of temporary arrays in PUT by name", names[0].at)

            return [self._one(self._codes(names)[0], field, slot_getter(self.host.ex, names[0], names[0].at))]
        return [self._one(code, field) for code in self._codes(names)]

    def _everything(self, lines: Lines) -> None:
        from equivalence.interpreter.step import shown

        host, values = self.host, self.host.pdv.values
        slots = [slot for slot in host.pdv.slots[2:] if slot.name and slot.kind] + host.pdv.slots[1::-1]
        for slot in slots:
            value = values[slot.index]
            if slot.index == 1:
                value = 1.0 if host.notes.error or value else 0.0
            lines.named(slot.name, shown(host, slot, value))

    # --- one value --------------------------------------------------------------------------------------

    def _slot_of(self, code: Code) -> Slot | None:
        return self.host.pdv.slots[code.slot] if code.slot is not None else self.host.pdv.find(code.name)

    def _one(self, code: Code, field: st.PutField, getter: Callable[[], Slot] | None = None) -> Operation:
        slot = self._slot_of(code)
        run, session = code.run, self.host.session
        if field.columns is not None:
            return self._columns(code, field)
        format = field.format
        if format is not None and not field.named and not field.modified:
            return self._formatted(code, format)

        @cache
        def attached() -> s.Format | None:
            """The variable's format: FORMAT holds for the whole step, wherever it stands."""
            return parse_format(slot.format) if slot is not None else None

        def text() -> str:
            value = run()
            used = format or attached()
            if used is not None:
                shown = write_value(session, value, used)
            else:
                shown = value if isinstance(value, str) else plain_text(value)
            return shown.strip(" ")

        if field.named and slot is not None and slot.temporary:
            raise Unsupported("elements of temporary arrays in PUT by name", code.at)
        if field.named and getter is not None:
            return lambda lines: lines.named(getter().name, text())
        if field.named:
            name = slot.name if slot is not None else code.name
            return lambda lines: lines.named(name, text())

        def listed(lines: Lines) -> None:
            shown = text()
            if lines.dsd and shown == "." and code.kind == "num":
                shown = ""
            lines.value(shown if shown or lines.dsd else " ")

        return listed

    def _formatted(self, code: Code, format: s.Format) -> Operation:
        run, session = code.run, self.host.session
        width = code.length
        if not (format.name in ("", "$", "$CHAR") and format.width is None):
            name = format.name if code.kind == "num" or format.name.startswith("$") else f"${format.name}"
            format = s.Format(name, format.width, format.decimals, format.at, format.align)
            width = width_of(session, format)
        align = format.align
        row = find_format(format.name)
        only_shown = row is not None and row.bytes and row.name != "ZD"

        def formatted(lines: Lines) -> None:
            value = run()
            if only_shown and lines is not self.log and lines is not self.print:
                raise Unsupported(f"PUT with {format.name} into a file, whose lines are text", format.at)
            shown = write_value(session, value, format)
            shown = shown.ljust(width) if isinstance(value, str) else shown.rjust(width)
            if align:
                bare = shown.strip(" ")
                shown = {"L": bare.ljust(width), "R": bare.rjust(width), "C": bare.center(width)}[align]
            lines.write(shown)

        return formatted

    def _columns(self, code: Code, field: st.PutField) -> Operation:
        assert field.columns is not None
        first, last = field.columns
        width, run, session = last - first + 1, code.run, self.host.session

        def columned(lines: Lines) -> None:
            value = run()
            if isinstance(value, str):
                shown = value[:width].ljust(width)
            elif field.decimals is not None:
                shown = write_value(session, value, s.Format("", width, field.decimals))
            else:
                shown = best_text(value, width)
            lines.move(first - 1)
            lines.write(shown.rjust(width))

        return columned


def _text(text: str) -> Operation:
    return lambda lines: lines.write(text)
