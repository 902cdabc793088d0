"""The INPUT statement: how lines become values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.assignments import target_store
from equivalence.interpreter.code import Code, Run
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.formatting import check_format, parse_format, read_value, width_of
from equivalence.interpreter.infile import EndOfData, NoValue, Records, card
from equivalence.interpreter.infile_statement import DATALINES, Infile
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import MISSING
from equivalence.interpreter.signals import DELETE, STOP, Exec, Goto, Signal
from equivalence.interpreter.tables import Value
from translator.lang import statements as st
from translator.lang import syntax as s
from translator.library.formats import find_informat
from translator.library.missing import special_missing

if TYPE_CHECKING:
    from equivalence.interpreter.compile import StepCompiler


class TextInput:
    """The text input of a DATA step."""

    def __init__(self, host: StepCompiler) -> None:
        self.host = host
        self.current: Infile | None = None
        self.infiles: list[Infile] = []
        self.default: Infile | None = None
        self.reads = False
        self.invalid: list[tuple[int, str]] = []
        self.datalines_line = 1
        for statement in host.step.body:
            if isinstance(statement, st.Datalines):
                self.datalines_line = place(statement.at)[0] + 1

    # --- _INFILE_ ---------------------------------------------------------------------------------------

    def buffer_code(self, at: Any) -> Code:
        """Return the code of _INFILE_."""

        def read() -> str:
            records = self.current.records if self.current is not None else None
            return records.line if records is not None and records.line else " "

        return Code("char", read, 32767, name="_INFILE_", at=at)

    def assign_buffer(self, run: Run) -> Exec:
        """`_infile_ = value`: INPUT goes on with the changed line."""

        def execute() -> None:
            records = self._records()
            records.line = run()
            if records.is_datalines:
                records.line = card(records.line)

        return execute

    def _records(self) -> Records:
        behind = self._behind() if self.current is None else None
        if behind is not None:
            behind.execute()
        elif self.current is None:
            if self.default is None:
                self.default = Infile(self.host, None)
            self.default.execute()
        assert self.current is not None
        records = self.current.records
        assert records is not None
        return records

    def _behind(self) -> Infile | None:
        """Return the one INFILE statement of the step, for lines in the program: its options hold from the first line on,
        wherever it stands."""
        if len(self.infiles) != 1 or self.host.datalines is None:
            return None
        target = getattr(self.infiles[0].statement, "target", None)
        if not isinstance(target, s.Var) or target.name.lower() not in DATALINES:
            return None
        return (
            self.infiles[0] if any(self.infiles[0].statement is one for one in self.host.step.body) else None
        )

    # --- statements -------------------------------------------------------------------------------------

    def compile(self, statement: st.Input | st.Infile) -> Exec:
        """Return the closure of INFILE or INPUT. Raises StepError."""
        if isinstance(statement, st.Infile):
            infile = Infile(self.host, statement)
            self.infiles.append(infile)
            return infile.execute
        return self._input(statement)

    def list_statement(self) -> Exec:
        """LIST: the current line goes to the log at the end of the iteration."""

        def execute() -> None:
            records = self._records()
            self.invalid.append((records.number, records.line.rstrip(" ")))
            for line in self.dump_lines():
                self.host.session.write_log(line)

        return execute

    def lost_card(self) -> Exec:
        """LOSTCARD: the lines read go to the log, each once; the next INPUT begins with the second of them.

        (DATA Step Statements: Reference, "LOSTCARD Statement", Details.)
        """
        told: set[int] = set()

        def execute() -> Signal:
            records = self._records()
            ruler = "".join(f"----+----{n}" for n in range(1, 9))
            if records.base not in told:
                self.host.session.note("LOST CARD.")
                self.host.session.write_log(f"RULE:      {ruler}")
            for number in range(records.base, records.next_line):
                if number not in told:
                    line = records.lines[number].rstrip(" ")
                    self.host.session.write_log(f"{records.first_number + number:<11}{line}")
                    told.add(number)
            records.next_line, records.hold = records.base + 1, ""
            self.host.lost = True
            return DELETE

        return execute

    def check(self) -> None:
        """Raise StepError for INPUT without anything to read."""
        if self.reads and not self.infiles and self.host.datalines is None:
            raise StepError("No DATALINES or INFILE statement.", None, "R0022")

    def _input(self, statement: st.Input) -> Exec:
        host = self.host
        host.has_reader = self.reads = True
        operations: list[Callable[[Records], None]] = []
        hold, group = "", 1
        named = [item for item in statement.items if isinstance(item, st.InputField) and item.mode == "named"]
        first = statement.items.index(named[0]) if named else len(statement.items)
        for item in statement.items[first:]:
            if isinstance(item, st.InputGroup) or (isinstance(item, st.InputField) and item.mode != "named"):
                raise Unsupported("another style of INPUT after named input", statement.at)
        skip = -1
        for position, item in enumerate(statement.items):
            if position == skip:
                continue
            if isinstance(item, st.Pointer):
                if item.kind in ("hold", "holdall"):
                    if position != len(statement.items) - 1:
                        raise StepError("A trailing @ must end the INPUT statement.", statement.at, "R0023")
                    hold = "@" if item.kind == "hold" else "@@"
                    continue
                if item.kind == "line" and isinstance(item.value, s.Number):
                    group = max(group, int(item.value.value))
                operations.append(self._pointer(item))
            elif isinstance(item, st.InputGroup):
                operations.extend(self._group(item))
            elif _is_varying(item) and position + 1 < len(statement.items):
                skip = position + 1
                operations.append(self._varying(item, statement.items[skip]))
            elif item.mode == "named":
                if item is named[0]:
                    operations.append(self._named(named))
            else:
                for target in self._targets(item.names):
                    operations.append(self._field(target, item))

        def execute() -> Signal:
            records = self._records()
            host.reads += 1
            try:
                records.begin()
                assert self.current is not None
                self.current.mark_length()
                for operation in operations:
                    operation(records)
            except EndOfData as end:
                host.reads -= 0 if end.lost else 1
                return self._end(records, end)
            records.finish(hold, group)
            assert self.current is not None
            self.current.mark()
            return None

        return execute

    def _end(self, records: Records, end: EndOfData) -> Signal:
        assert self.current is not None
        if end.lost:
            self.host.session.note("LOST CARD.")
            self.host.notes.error = True
        if self.current.eof_label and not self.current.ended:
            self.current.ended = True
            self.host.reads += 0 if end.lost else 1
            return Goto(self.current.eof_label)
        return STOP

    def _targets(self, names: tuple[s.NameItem, ...]) -> list[s.Var | s.Element | s.Call]:
        result: list[s.Var | s.Element | s.Call] = []
        for item in names:
            array = self.host.array(item.name) if isinstance(item, s.Element | s.Call | s.Var) else None
            whole = isinstance(item, s.Element) and item.all
            if array is not None and (whole or isinstance(item, s.Var)):
                result.extend(s.Var(self.host.pdv.slots[i].name, item.at) for i in array.slots)
            elif isinstance(item, s.Element | s.Call):
                result.append(item)
            else:
                result.extend(s.Var(name, item.at) for name in self.host.names((item,)))
        return result

    # --- pointers ---------------------------------------------------------------------------------------

    def _pointer(self, pointer: st.Pointer) -> Callable[[Records], None]:
        if pointer.kind == "next":
            return lambda records: records.new_line()
        if pointer.value is None:
            raise StepError("This pointer control needs a value.", None, "R0023")
        code = self.host.ex.compile(pointer.value)
        run = code.run
        if pointer.kind == "at" and code.kind == "char":
            return lambda records: records.seek(run() if code.constant is not None else run().rstrip(" "))

        def at(records: Records) -> None:
            value = run()
            records.position = max(int(value) - 1, 0) if value == value else 0

        def plus(records: Records) -> None:
            value = run()
            records.position = max(records.position + (int(value) if value == value else 0), 0)

        def line(records: Records) -> None:
            records.go_to_line(int(run()))

        return {"at": at, "plus": plus, "line": line}[pointer.kind]

    def _group(self, group: st.InputGroup) -> list[Callable[[Records], None]]:
        operations: list[Callable[[Records], None]] = []
        targets = self._targets(group.names)
        formats = group.formats
        if not any(not isinstance(one, st.Pointer) for one in formats):
            raise StepError("The list of informats has no informat.", None, "R0023")
        position = 0
        for target in targets:
            while True:
                item = formats[position % len(formats)]
                position += 1
                if isinstance(item, st.Pointer):
                    operations.append(self._pointer(item))
                    continue
                if isinstance(item, s.Format):
                    item = st.InputField((), "formatted", item.name.startswith("$"), "", item)
                operations.append(self._field(target, item))
                break
        return operations

    # --- fields -----------------------------------------------------------------------------------------

    def _declare(
        self, target: s.Var | s.Element | s.Call, field: st.InputField
    ) -> tuple[Code, Callable[[Any], None]]:
        """Give a new variable its kind and length, and return how it is stored."""
        host = self.host
        if field.informat is not None:
            check_format(host.session, field.informat, "informat")
        if isinstance(target, s.Var):
            slot = host.slot(target.name, target.at)
            if not slot.kind:
                length = 8
                if field.informat is not None and field.is_char:
                    length = width_of(host.session, field.informat, reading=True)
                elif field.columns is not None and field.is_char:
                    length = field.columns[1] - field.columns[0] + 1
                host.pdv.add(target.name, "char" if field.is_char else "num", length if field.is_char else 8)
            elif field.is_char and slot.kind == "num":
                raise StepError(
                    f"Variable {slot.name} has been defined as both character and numeric.",
                    target.at,
                    "R0013",
                )
        return target_store(host, target)

    def _field(self, target: s.Var | s.Element | s.Call, field: st.InputField) -> Callable[[Records], None]:
        code, store = self._declare(target, field)
        is_char = code.kind == "char"
        missing: Value = "" if is_char else MISSING
        convert = self._converter(target, field, code)
        fetch = self._fetcher(field, code)

        def operation(records: Records) -> None:
            start = records.position
            try:
                text = fetch(records)
            except NoValue:
                store(missing)
                return
            records.fields += 1
            try:
                store(convert(text))
            except ValueError:
                store(missing)
                self._invalid(records, field.error_marks, code.name, start, text)

        return operation

    def _fetcher(self, field: st.InputField, code: Code) -> Callable[[Records], str]:
        session = self.host.session
        if field.columns is not None:
            first, last = field.columns

            def column(records: Records) -> str:
                records.position = first - 1
                return records.take(last - first + 1)

            return column
        if field.mode == "formatted":
            assert field.informat is not None
            informat = field.informat
            if informat.width is None and informat.name in ("", "$", "$CHAR") and code.kind == "char":
                width = code.length
            else:
                width = width_of(session, informat, reading=True)
            return lambda records: records.take(width)
        embedded, quotes = "&" in field.modifiers, "~" in field.modifiers
        return lambda records: records.token(embedded=embedded, keep_quotes=quotes)

    def _converter(
        self, target: s.Var | s.Element | s.Call, field: st.InputField, code: Code
    ) -> Callable[[str], Value]:
        """Return what makes a value of a text. List input strips the text and does not cut it to the width."""
        if field.informat is None and isinstance(target, s.Var) and field.mode in ("list", "named"):
            return self._attached(target, field, code)
        return self._made(field, field.informat, code)

    def _attached(self, target: s.Var, field: st.InputField, code: Code) -> Callable[[str], Value]:
        """Return what reads with the variable's own informat; its INFORMAT statement may stand behind INPUT."""
        made: Callable[[str], Value] | None = None

        def convert(text: str) -> Value:
            nonlocal made
            if made is None:
                slot = self.host.pdv.find(target.name)
                made = self._made(field, parse_format(slot.informat) if slot is not None else None, code)
            return made(text)

        return convert

    def _made(self, field: st.InputField, informat: s.Format | None, code: Code) -> Callable[[str], Value]:
        """Return what makes a value of a text that is read with an informat."""
        host, session = self.host, self.host.session
        is_char = code.kind == "char"
        if field.mode in ("list", "named"):
            row = find_informat(informat.name) if informat is not None else None
            if row is not None and row.bytes:
                raise Unsupported(
                    f"list input with the informat {row.name}", informat.at if informat else None
                )
            if is_char and (informat is None or informat.name in ("$", "")):
                return _list_text
            if informat is None:
                return lambda text: _number(host, text)
            if is_char and not informat.name.startswith("$"):
                informat = s.Format("$" + informat.name, informat.width, informat.decimals, informat.at)
                check_format(session, informat, "informat")
            free = s.Format(informat.name, None, informat.decimals, informat.at)
            given = informat

            def listed(text: str) -> Value:
                text = text.strip(" ") if given.name != "$CHAR" else text
                letter = len(text) == 1 and text != "." and text.upper() not in session.missing_letters
                if (
                    not is_char
                    and not letter  # a digit to HEX4.
                    and _is_missing(text)
                    and f"@{given.name}" not in session.formats
                ):
                    return _number(host, text)
                width = max(len(text), 1)
                if is_char and given.width is not None:
                    width = given.width
                    text = text[:width]
                return read_value(
                    session, text, s.Format(free.name, max(width, len(text), 1), given.decimals, given.at)
                )

            return listed
        if field.columns is not None:
            if is_char:
                return _list_text
            decimals = field.decimals or 0

            def column_number(text: str) -> Value:
                stripped = text.strip(" ")
                if not stripped or _is_missing(stripped):
                    return _number(host, stripped)
                return read_value(session, stripped, s.Format("", len(stripped), decimals))

            return column_number
        assert informat is not None
        fixed = informat
        if is_char and not fixed.name.startswith("$"):
            fixed = s.Format("$" + fixed.name, fixed.width, fixed.decimals, fixed.at)
        plain = not is_char and fixed.name in ("", "F", "BEST")

        def formatted(text: str) -> Value:
            if plain and _is_missing(text.strip(" ")):
                return _number(host, text)
            if plain and not text.strip(" "):
                return MISSING
            return read_value(session, text, fixed)

        return formatted

    def _varying(self, field: st.InputField, length: st.InputItem) -> Callable[[Records], None]:
        """`line $varying200. len`: as many columns as the length variable says, at most the informat's width."""
        if not isinstance(length, st.InputField) or len(self._targets(length.names)) != 1:
            raise StepError("$VARYING needs a length variable after it.", None, "R0023")
        width = (field.informat.width if field.informat is not None else None) or 8
        read = self.host.ex.compile(self._targets(length.names)[0]).run
        target = self._targets(field.names)[0]
        plain = st.InputField(field.names, "formatted", True, "", s.Format("$CHAR", width))
        _, store = self._declare(target, plain)

        def operation(records: Records) -> None:
            wanted = read()
            count = min(int(wanted), width) if wanted == wanted and wanted > 0 else 0
            records.fields += 1
            try:
                store(records.take(count) if count else "")
            except NoValue:
                store("")

        return operation

    def _named(self, fields: list[st.InputField]) -> Callable[[Records], None]:
        """`name=value …` in any order, to the end of the line; `/` goes on in the next line."""
        entries: dict[str, tuple[st.InputField, Code, Callable[[Any], None], Callable[[str], Value]]] = {}
        for field in fields:
            for target in self._targets(field.names):
                code, store = self._declare(target, field)
                name = target.name.lower()
                entries[name] = (field, code, store, self._converter(target, field, code))

        def operation(records: Records) -> None:
            while True:
                rest = records.line[records.position :]
                pieces = list(re.finditer(r"([A-Za-z_][A-Za-z0-9_]*)\s*=", rest))
                more = rest.rstrip(" ").endswith("/")
                for number, piece in enumerate(pieces):
                    end = pieces[number + 1].start() if number + 1 < len(pieces) else len(rest)
                    raw = rest[piece.end() : end].strip(" ")
                    if number + 1 == len(pieces) and more:
                        raw = raw.removesuffix("/").rstrip(" ")
                    entry = entries.get(piece[1].lower())
                    if entry is None:
                        self.host.notes.error = True
                        continue
                    field, code, store, convert = entry
                    text = raw if code.kind == "char" else raw.split(" ")[0] if raw else ""
                    records.fields += 1
                    try:
                        store(convert(text))
                    except ValueError:
                        store(MISSING)
                        self._invalid(
                            records, field.error_marks, code.name, records.position + piece.end(), text
                        )
                records.position = len(records.line)
                if not more:
                    return
                records.new_line()

        return operation

    # --- errors and ends --------------------------------------------------------------------------------

    def _invalid(self, records: Records, marks: str, name: str, start: int, text: str) -> None:
        if marks == "??":
            return
        notes = self.host.notes
        notes.error = True
        if marks == "?":
            return
        found = records.line.find(text, start) if text.strip() else start
        first = (found if found >= 0 else start) + 1
        last = first + max(len(text), 1) - 1
        notes.event(f"Invalid data for {name} in line {records.number} {first}-{last}.")
        if not self.invalid:
            self.invalid.append((records.number, records.line.rstrip(" ")))

    def dump_lines(self) -> list[str]:
        """Return the ruler and the lines with invalid data, for the log."""
        if not self.invalid:
            return []
        ruler = "".join(f"----+----{n}" for n in range(1, 9)).replace("----+----", "----+----")
        lines = [f"RULE:      {ruler}"]
        lines.extend(f"{number:<11}{text}" for number, text in self.invalid)
        self.invalid.clear()
        return lines

    def end_iteration(self) -> None:
        """A line held by `@` is released."""
        for infile in [*self.infiles, self.default]:
            if infile is not None and infile.records is not None and infile.records.hold == "@":
                infile.records.hold = ""

    def read_notes(self) -> list[str]:
        """Return SAS's notes on the files read."""
        lines: list[str] = []
        flowed = False
        for infile in [*self.infiles, self.default]:
            records = infile.records if infile is not None else None
            if records is None:
                continue
            flowed = flowed or records.flowed
            if not records.is_datalines:
                plural = "records were" if records.records != 1 else "record was"
                lines.append(
                    f"NOTE: {records.records} {plural} read from the infile {shown_name(records.name)}."
                )
                lines.append(f"      The minimum record length was {records.shortest}.")
                lines.append(f"      The maximum record length was {records.longest}.")
        if flowed:
            lines.append("NOTE: SAS went to a new line when INPUT statement reached past the end of a line.")
        return lines


def _is_varying(item: st.InputField) -> bool:
    return item.informat is not None and item.informat.name == "$VARYING"


def shown_name(name: str) -> str:
    """Return a file's name as the log shows it: filerefs in upper case, paths in quotes."""
    return name if name.startswith("'") else name.upper()


def _list_text(text: str) -> str:
    word = text.strip(" ")
    return "" if word == "." else word


def _is_missing(text: str) -> bool:
    return (
        text == "."
        or (len(text) == 1 and (text.isalpha() or text == "_"))
        or (len(text) == 2 and text[0] == "." and (text[1].isalpha() or text[1] == "_"))
    )


def _number(host: StepCompiler, text: str) -> float:
    """Return the number of a field: `.A` and, with a MISSING statement, `A` are special missing values."""
    text = text.strip(" ")
    if text in ("", "."):
        return MISSING
    if _is_missing(text):
        letter = text[-1].upper()
        if len(text) == 2 or letter in host.session.missing_letters:
            return special_missing(letter)
        raise ValueError(text)
    value = read_value(host.session, text, s.Format("", max(len(text), 1)))
    if isinstance(value, str):
        raise ValueError(text)
    return value
