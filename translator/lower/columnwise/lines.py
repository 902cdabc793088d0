"""DATALINES tables: the rows that INPUT reads from the program's own lines, read now, so that the code can hold them.

Only what is read without a remark becomes a table: invalid data, lines that are too short and all that depends on the
run stay with the loop, which writes SAS's notes. (SAS DATA Step Statements: Reference, INPUT and INFILE Statements.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isinf, isnan, nan

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Type
from translator.library.formats import find_informat, read
from translator.library.formats.numbers import number_from_text
from translator.library.missing import missing_letter
from translator.library.rows import FormatRow
from translator.lower.columnwise.stays import Stays
from translator.plan import loop as lp
from translator.plan.relations import Literal

CELLS = 20_000  # a larger table is data, not code
_OPTIONS = {"dlm", "dsd", "missover", "truncover", "flowover", "firstobs", "obs"}
_FORMAT = re.compile(r"(\$?(?:[A-Za-z_]\w*?)?)(\d*)\.?(\d*)")


def literal(loop: lp.RowLoop, user_formats: Mapping[str, object]) -> Literal:
    """Return the rows of a step whose one INPUT stands first and reads the lines of the program. Raises Stays."""
    first = loop.body[0]
    if len(loop.lines) != 1 or loop.readers or not isinstance(first, lp.ReadLine):
        raise Stays("INPUT does not read one line, or one group of lines, in every iteration")
    if loop.lines[0].lines is None:
        raise Stays("the step reads a file of text with INPUT")
    slots = {slot.name.lower(): slot for slot in loop.slots}
    types = {name.lower(): type_ for name, type_ in first.types}
    columns: list[Column] = []
    for item in first.items:
        if isinstance(item, st.InputField):
            name = item.names[0]
            if not isinstance(name, sx.Var):
                raise Stays("INPUT reads an element of an array")
            slot = slots[name.name.lower()]
            if slot.role != "computed":
                raise Stays(f"INPUT reads a variable that is kept ({slot.name})")
            if any(c.name == slot.name for c in columns):
                raise Stays(f"INPUT reads a variable twice ({slot.name})")
            type_ = types.get(name.name.lower(), slot.type)
            columns.append(Column(slot.name, type_, slot.format, slot.informat, slot.label))
    reader = _Lines(loop.lines[0], set(slots), user_formats)
    rows = reader.rows(first.items, tuple(columns))
    if len(rows) * len(columns) > CELLS:
        raise Stays("the lines of the program are too many to stand in the code")
    return Literal(tuple(columns), tuple(rows), tuple(_form(column, first.items) for column in columns))


_FORMS = {"date": "d", "datetime": "dt"}


def _form(column: Column, items: tuple[st.InputItem, ...]) -> str:
    """Return "d" or "dt" where the column is read with an informat of dates or datetimes."""
    informat = next(
        i.informat for i in items if isinstance(i, st.InputField) and i.names[0] == sx.Var(column.name)
    )
    if informat is None and column.informat:
        informat = _parsed(column.informat)
    row = find_informat(informat.name) if informat is not None else None
    return _FORMS.get(row.dates, "") if row is not None else ""


class _Lines:
    """The lines of DATALINES and the place where INPUT reads."""

    def __init__(self, lines: lp.Lines, variables: set[str], user_formats: Mapping[str, object]) -> None:
        self.user_formats = user_formats
        self.cutoff = lines.cutoff
        self.missing = lines.missing
        options = dict(lines.options)
        unknown = sorted(set(options) - _OPTIONS)
        if unknown:
            raise Stays(f"an option of INFILE works line by line ({unknown[0].upper()}=)")
        delimiters = options.get("dlm", "")
        if delimiters.lower() in variables:
            raise Stays("a variable holds the delimiters of INFILE")
        self.dsd = "dsd" in options
        self.delimiters = delimiters or ("," if self.dsd else " ")
        if "\t" in self.delimiters:
            raise Stays("the lines of the program hold tabulators")
        self.at_end = next((o for o in ("missover", "truncover") if o in options), "flow")
        limits = [options.get(name, "") for name in ("firstobs", "obs")]
        if any(limit and not limit.isdigit() for limit in limits):
            raise Stays("FIRSTOBS= or OBS= of INFILE is no number")
        every = lines.lines or ()
        chosen = every[int(limits[0] or 1) - 1 : int(limits[1]) if limits[1] else None]
        self.lines = [_card(line.rstrip("\r")) for line in chosen]
        self.number = 0
        self.line = ""
        self.place = 0
        self.held = False
        self.flows = False
        self.open = False

    def rows(
        self, items: tuple[st.InputItem, ...], columns: tuple[Column, ...]
    ) -> list[tuple[float | str, ...]]:
        """Return one row for each execution of the INPUT statement."""
        last = items[-1] if items else None
        self.flows = isinstance(last, st.Pointer) and last.kind == "holdall"
        if any(isinstance(i, st.Pointer) and i.kind in ("hold", "holdall") for i in items[:-1]):
            raise Stays("a line is held within INPUT")
        made: list[tuple[float | str, ...]] = []
        while True:
            try:
                if not self.held:
                    self.next_line()
                place = (self.number, self.place)
                made.append(self.row(items, columns))
            except EOFError:
                return made
            self.held = self.flows
            if self.held and (self.number, self.place) == place:
                raise Stays("INPUT reads nothing")

    def row(self, items: tuple[st.InputItem, ...], columns: tuple[Column, ...]) -> tuple[float | str, ...]:
        values: list[float | str] = []
        for item in items:
            match item:
                case st.Pointer():
                    self.pointer(item)
                case st.InputField():
                    values.append(self.field(item, columns[len(values)]))
                case _:
                    raise Stays("INPUT deals out informats")
        return tuple(values)

    def next_line(self) -> None:
        if self.number >= len(self.lines):
            raise EOFError
        self.line = self.lines[self.number]
        self.number += 1
        self.place = 0

    def flow(self) -> None:
        """The line has no more data."""
        if not self.flows:
            raise Stays("a line of the program is shorter than INPUT wants")
        self.next_line()

    def pointer(self, item: st.Pointer) -> None:
        match item.kind, item.value:
            case "at", sx.Number(number):
                self.place = max(int(number) - 1, 0)
            case "plus", sx.Number(number):
                self.place += int(number)
            case "next", _:
                self.next_line()
            case (("hold" | "holdall"), _):
                pass
            case _:
                raise Stays("the pointer of INPUT moves by a value of the run")

    # --- one variable -----------------------------------------------------------------------------------

    def field(self, item: st.InputField, column: Column) -> float | str:
        """Return the value of one variable."""
        if item.width_from is not None:
            raise Stays("a variable says how many columns INPUT reads")
        if item.error_marks == "?":
            raise Stays("INPUT marks invalid data")
        char = column.type.kind == "char"
        match item.mode:
            case "list":
                informat = item.informat or (_parsed(column.informat) if column.informat else None)
                return self.listed(item, column, informat)
            case "column":
                assert item.columns is not None
                start, stop = item.columns
                self.place = max(start - 1, 0)
                informat = sx.Format("$" if char else "", stop - start + 1, item.decimals)
            case "formatted" if item.informat is not None:
                informat = item.informat
            case _:
                raise Stays("INPUT reads named values")
        width = informat.width or self.default_width(informat, column.type)
        text = self.columns(width)
        if text is None:
            return "" if char else nan
        return self.value(text, informat, item, column)

    def columns(self, width: int) -> str | None:
        """Return the next columns; None where MISSOVER makes them missing."""
        if self.place + width > len(self.line):
            if self.at_end == "flow":
                raise Stays("a line of the program is shorter than INPUT wants")
            if self.at_end == "missover":
                self.place += width
                return None
        text = self.line[self.place : self.place + width]
        self.place += width
        return text

    def listed(self, item: st.InputField, column: Column, informat: sx.Format | None) -> float | str:
        """Return the next item of list input."""
        char = column.type.kind == "char"
        word = self.word("&" in item.modifiers, "~" in item.modifiers and char)
        if char and informat is not None and informat.name in ("", "$"):
            informat = None  # the width of $w. does not count in list input
        if char:
            if word is None or (word == "." and informat is None):
                return ""
            if informat is None:
                return word.lstrip(" ")[: column.type.length].rstrip(" ")
            return self.value(word, informat, item, column)
        if word is None or (informat is not None and not word):
            return nan
        if informat is not None:
            informat = sx.Format(informat.name, max(len(word), 1), informat.decimals)
        return self.value(word.strip(), informat, item, column)

    def value(
        self, text: str, informat: sx.Format | None, item: st.InputField, column: Column
    ) -> float | str:
        """Return the value of a text by its informat; invalid data stay with the loop."""
        if column.type.kind == "num" and len(text.strip()) == 1 and text.strip().upper() in self.missing:
            raise Stays("special missing values (.A-.Z) may occur")
        try:
            if informat is None:
                value: float | str = number_from_text(text)
            else:
                self.known(informat)
                width = informat.width or len(text)
                value = read(text, sx.Format(informat.name, width, informat.decimals), cutoff=self.cutoff)
        except ValueError:
            if item.error_marks != "??":
                raise Stays("the lines of the program hold invalid data") from None
            value = "" if column.type.kind == "char" else nan
        if isinstance(value, str):
            if column.type.kind != "char":
                raise Stays("a numeric variable is read with a character informat")
            return value[: column.type.length].rstrip(" ")
        if column.type.kind == "char" or isinf(value) or (isnan(value) and missing_letter(value)):
            raise Stays("special missing values (.A-.Z) may occur")
        return value

    def known(self, informat: sx.Format) -> FormatRow:
        row = find_informat(informat.name)
        if row is None or f"@{informat.name.upper()}" in self.user_formats:
            raise Stays(f"an informat of the program's own reads the lines ({informat.name})")
        return row

    def default_width(self, informat: sx.Format, type_: Type) -> int:
        row = self.known(informat)
        if type_.kind == "char" and row.default == 1:
            return type_.length
        return row.read_default or row.default

    def word(self, two_blanks: bool, quotes: bool) -> str | None:
        """Return the next item of list input, None where the line has none left."""
        while True:
            text = self.line.rstrip(" ")
            found = self.delimited(text, quotes) if self.dsd else self.spaced(text, two_blanks)
            if found is not None or self.at_end != "flow":
                return found
            self.flow()

    def spaced(self, text: str, two_blanks: bool) -> str | None:
        one = f"[{re.escape(self.delimiters)}]"
        skipped = re.compile(f"(?:{one})*").match(text, self.place)
        start = skipped.end() if skipped else self.place
        if start >= len(text):
            self.place = max(len(text), self.place)
            return None
        stop = re.compile(f"(?:{one}){{2}}" if two_blanks else one).search(text, start)
        if stop is None:
            self.place = self.behind(text)
            return text[start:].rstrip(" ")
        self.place = stop.end()
        return text[start : stop.start()].rstrip(" ")

    def behind(self, text: str) -> int:
        """The place behind the last item: where blanks are no delimiters, the line's last blanks belong to it."""
        return (len(text) if " " in self.delimiters else len(self.line)) + 1

    def delimited(self, text: str, quotes: bool) -> str | None:
        """DSD: each delimiter ends an item, quotation marks protect delimiters."""
        if (
            self.place > len(text)
            or (not text and self.place == 0)
            or (self.place == len(text) and not self.open)
        ):
            return None
        one = re.compile(f"[{re.escape(self.delimiters)}]")
        blanks = re.compile("" if " " in self.delimiters else " *").match(text, self.place)
        start = blanks.end() if blanks else self.place
        after = "" if " " in self.delimiters else " *"
        quoted = re.compile(rf"""("(?:[^"]|"")*"|'(?:[^']|'')*'){after}""").match(text, start)
        # What stands between the quotation mark and the delimiter does not count.
        stop = one.search(text, quoted.end() if quoted else start)
        if quoted:
            item = quoted.group(1)
            item = item if quotes else item[1:-1].replace(item[0] * 2, item[0])
        else:
            item = text[start : stop.start() if stop else len(text)].rstrip(" ")
        self.open = stop is not None
        self.place = stop.end() if stop else self.behind(text)
        return item


def _parsed(text: str) -> sx.Format:
    found = _FORMAT.fullmatch(text)
    if found is None:
        raise Stays(f"an informat works by itself ({text})")
    name, width, decimals = found.groups()
    return sx.Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)


def _card(line: str) -> str:
    """Return a line in the program as INPUT sees it: cards of 80 columns, as many as it takes without blanks at its end."""
    line = line.rstrip(" ")
    return line.ljust(-(-max(len(line), 1) // 80) * 80)
