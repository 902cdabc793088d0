"""INPUT: reading records of text, item by item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import nan
from typing import Any

from translator.emit.pandas.runtime.control import EndStep
from translator.emit.pandas.runtime.formatting import format_parts, read_value
from translator.emit.pandas.runtime.log import SasError, log
from translator.library.formats.numbers import number_from_text
from translator.library.missing import special_missing

Informat = str | Callable[..., Any]
BYTE_INFORMATS = frozenset(
    """IB IBR PIB PIBR S370FIB S370FIBU S370FPIB RB FLOAT S370FRB PD PK S370FPD S370FPDU ZD ZDV S370FZD S370FZDL S370FZDS
    S370FZDT S370FZDU S370FZDB S370FF""".split()
)
"""Informats of bytes, among which a letter is no missing value."""

RULER = "".join(f"----+----{tens}" for tens in range(1, 9))


class LineReader:
    """The records of an INFILE or DATALINES statement and the place where INPUT reads.

    Each INPUT is `begin()`, its items in order, and `hold()` or `hold_all()` for a trailing @ or @@. At the end of
    the records the step ends (EndStep). `at_end` says what happens where a record is too short: "flow" (go to the
    next record), "miss", "truncate" or "stop". `pad`: records are filled with blanks up to this length.
    `scans`: SCANOVER, a text that @'text' seeks is looked for in the next records, too.
    `missing`: letters that stand for special missing values. `first_line`: the number of the first record in notes.
    `yearcutoff`: the first of the hundred years in which years of two digits lie. `fixed`: the records are bytes (RECFM=F).
    """

    def __init__(
        self,
        records: Sequence[str],
        delimiters: str = " ",
        dsd: bool = False,
        at_end: str = "flow",
        firstobs: int = 1,
        obs: int | None = None,
        pad: int = 0,
        delimiter_text: str = "",
        missing: str = "",
        expandtabs: bool = False,
        first_line: int = 1,
        scans: bool = False,
        longest: int | None = None,
        yearcutoff: int = 1926,
        fixed: bool = False,
    ) -> None:
        self.records = [record if fixed else record.rstrip("\r")[:longest] for record in records][
            firstobs - 1 : obs
        ]
        if expandtabs:
            self.records = [record.expandtabs(8) for record in self.records]
        self.first_line_number = first_line + firstobs - 1
        self.delimiters = delimiters
        self.delimiter_text = delimiter_text
        self.dsd = dsd
        self.at_end = at_end
        self.scans = scans or at_end == "flow"
        self.pad = pad
        self.missing = missing
        self.yearcutoff = yearcutoff
        self.number_read = 0  # records read so far: the current one is records[number_read - 1]
        self.furthest = 0  # the last record that the INPUT has come to: `#n` may have gone back since
        self.text_of_line = ""
        self.place = 0
        self.held = ""
        self.numbered = False  # has `#n` moved to a further record of this group?
        self.flowed = False
        self.fields = 0  # that this INPUT has read
        self.goes_on = False  # did it begin in a record that was held?
        self.invalid = 0  # the number of the record with invalid data that is still to be shown
        self.error = False
        self.told_end = False
        self.just_ended = False
        self.pairs: dict[str, str] | None = None
        self.given_up: set[int] = set()

    # --- records ----------------------------------------------------------------------------------------

    @property
    def end(self) -> bool:
        """END=: is the current record the last one?"""
        return self.number_read >= len(self.records)

    @property
    def line(self) -> str:
        """_INFILE_: the current record."""
        return self.text_of_line.rstrip(" ") if self.pad else self.text_of_line

    @property
    def column(self) -> float:
        """COLUMN=: the column where the next item starts."""
        return float(self.place + 1)

    @property
    def line_number(self) -> float:
        """LINE=: which of the records of this INPUT is the current one."""
        return float(self.number_read - self.first_line + 1)

    @property
    def length(self) -> float:
        """LENGTH=: the length of the current record."""
        return float(len(self.text_of_line))

    def next_iteration(self) -> None:
        """An iteration of the step starts: a record held by a single @ is let go."""
        if self.held == "@":
            self.held = ""

    def begin(self) -> None:
        """INPUT starts: with the next record, unless one is held."""
        self.error = False
        self.fields = 0
        if self.invalid and not self.held:
            log("RULE:      " + RULER)
            log(f"{self.invalid:<11}{self.invalid_text}")
            self.invalid = 0
        self.goes_on = bool(self.held)
        self.held_before = self.held
        if not self.held or (self.held == "@@" and self.at_end in ("miss", "truncate") and self.used_up()):
            self.number_read = self.furthest
            self.next_line()
            self.held = ""
        if not (self.held and self.numbered):  # the buffer holds one line: LINE= counts from the held one
            self.first_line, self.numbered = self.number_read, False
        self.held = ""

    def used_up(self) -> bool:
        """Are only blanks left in the record?"""
        return not self.text_of_line[self.place :].strip(" ")

    @contextmanager
    def until_the_end(self) -> Iterator[None]:
        """EOF=: an INPUT that finds no record goes no further. The first time the step does not end."""
        try:
            yield
        except EndStep:
            if self.told_end:
                raise
            self.told_end = self.just_ended = True
            self.held = self.held_before

    def ran_out(self) -> bool:
        """EOF=: did the INPUT before find no record? True once."""
        now, self.just_ended = self.just_ended, False
        return now

    def hold(self) -> None:
        """A trailing @: the next INPUT of the iteration goes on in this record."""
        self.held, self.furthest = "@", self.number_read

    def hold_all(self) -> None:
        """A trailing @@: the next INPUT goes on in this record, also in another iteration."""
        self.held, self.furthest = "@@", self.number_read

    def next_line(self) -> None:
        """`/`: go to the next record."""
        if self.end:
            raise EndStep
        self.text_of_line = self.padded(self.records[self.number_read])
        self.number_read += 1
        self.furthest = max(self.furthest, self.number_read)
        self.place = 0
        self.pairs = None

    def padded(self, text: str) -> str:
        """A record filled up with blanks. Lines in the program are cards of 80 columns, as many as they take."""
        return text.ljust(-(-max(len(text), 1) // self.pad) * self.pad) if self.pad else text

    def replace(self, text: str) -> None:
        """`_infile_ = text`: the record is another from now on."""
        self.text_of_line = self.padded(text)
        self.pairs = None

    def to_line(self, number: float) -> None:
        """`#n`: go to the nth record of this INPUT."""
        wanted = self.first_line + int(number) - 1
        self.numbered = self.numbered or number > 1
        if wanted < self.number_read:
            self.number_read = wanted - 1
            self.next_line()
        while self.number_read < wanted:
            self.next_line()
        self.place = 0

    def flow(self) -> None:
        """Go to the next record because this one has no more data."""
        if self.end and (self.fields or not self.goes_on):
            log("NOTE: LOST CARD.")
        if not self.flowed:
            log("NOTE: SAS went to a new line when INPUT statement reached past the end of a line.")
            self.flowed = True
        self.next_line()

    def list_record(self) -> None:
        """LIST: write the current record to the log under a ruler."""
        log("RULE:      " + RULER)
        log(f"{self.first_line_number + self.number_read - 1:<11}{self.text_of_line.rstrip(' ')}")

    def give_up_record(self) -> None:
        """LOSTCARD: the records of this INPUT go to the log, each once; the next INPUT begins with the second of them."""
        if self.first_line not in self.given_up:
            log("NOTE: LOST CARD.")
            log("RULE:      " + RULER)
        for number in range(self.first_line, self.furthest + 1):
            if number not in self.given_up:
                log(f"{self.first_line_number + number - 1:<11}{self.records[number - 1].rstrip(' ')}")
                self.given_up.add(number)
        self.furthest, self.held = self.first_line, ""

    # --- pointers ---------------------------------------------------------------------------------------

    def at(self, column: float) -> None:
        """`@n`: go to a column."""
        self.place = max(int(column) - 1, 0) if column == column else 0

    def at_text(self, text: str) -> None:
        """`@'text'`: go behind the next place of a text; to the record's end where it does not stand."""
        found = self.text_of_line.find(text, self.place)
        while found < 0 and self.scans:
            self.next_line()
            found = self.text_of_line.find(text)
        self.place = len(self.text_of_line) if found < 0 else found + len(text)

    def plus(self, columns: float) -> None:
        """`+n`: move by columns."""
        self.place = max(self.place + int(columns), 0) if columns == columns else self.place

    # --- list input -------------------------------------------------------------------------------------

    def word(self, two_blanks: bool = False, quotes: bool = False) -> str | None:
        """The next item of list input, None where the record has none left; `quotes`: `~`, they are kept."""
        while True:
            text = self.text_of_line.rstrip(" ") if self.pad else self.text_of_line
            found = self.delimited(text, quotes) if self.dsd else self.spaced(text, two_blanks)
            if found is not None or self.at_end in ("miss", "truncate"):
                self.fields += 1
                return found
            if self.at_end == "stop":
                raise SasError("R0412", "ERROR: INPUT statement exceeded record length.")
            self.flow()

    def spaced(self, text: str, two_blanks: bool) -> str | None:
        """An item between delimiters, of which several count as one."""
        one = re.escape(self.delimiter_text) if self.delimiter_text else f"[{re.escape(self.delimiters)}]"
        skipped = re.compile(f"(?:{one})*").match(text, self.place)
        start = skipped.end() if skipped else self.place
        if not text[start:].strip(
            " "
        ):  # blanks between two delimiters are a value, at the record's end they are none
            self.place = max(len(text), self.place)
            return None
        stop = re.compile(f"(?:{one}){{2}}" if two_blanks else one).search(text, start)
        if stop is None:
            self.place = self.behind(text)
            return text[start:].rstrip(" ")
        self.place = stop.end()
        return text[start : stop.start()].rstrip(" ")

    def delimited(self, text: str, quotes: bool) -> str | None:
        """An item of DSD: each delimiter ends one, quotation marks protect delimiters."""
        if (
            self.place > len(text)
            or (not text and self.place == 0)
            or (self.place == len(text) and not self.open)
        ):
            return None
        one = re.escape(self.delimiter_text) if self.delimiter_text else f"[{re.escape(self.delimiters)}]"
        blanks = re.compile("" if " " in self.delimiters else " *").match(text, self.place)
        start = blanks.end() if blanks else self.place
        after_blanks = "" if " " in self.delimiters else " *"
        quoted = re.compile(rf"""("(?:[^"]|"")*"|'(?:[^']|'')*'){after_blanks}""").match(text, start)
        after = quoted.end() if quoted else start
        stop = re.compile(one).search(
            text, after
        )  # what stands between the quotation mark and it does not count
        item = quoted.group(1) if quoted else text[start : stop.start() if stop else len(text)]
        self.open = stop is not None
        self.place = stop.end() if stop else self.behind(text)
        if quoted and not quotes:
            return item[1:-1].replace(item[0] * 2, item[0])
        return item.rstrip(" ")

    def behind(self, text: str) -> int:
        """The place behind the last item: where blanks are no delimiters, the record's last blanks belong to it."""
        return (len(text) if " " in self.delimiters or self.delimiter_text else len(self.text_of_line)) + 1

    held_before = ""
    invalid_text = ""
    open = False  # did the item before end with a delimiter?

    def number(self, name: str, informat: Informat = "", mark: str = "", two_blanks: bool = False) -> float:
        """The next item of list input as a number. `mark`: "?" or "??" of the variable."""
        word = self.word(two_blanks)
        return nan if word is None else self.value(name, word, informat, mark, listed=True)

    def text(
        self, name: str, length: int, informat: Informat = "", mark: str = "", two_blanks: bool = False, quotes: bool = False
    ) -> str:  # fmt: skip
        """The next item of list input as a text of so many characters; a single period is blank."""
        word = self.word(two_blanks, quotes)
        if word is None or (word.strip(" ") == "." and not informat):
            return ""
        value = str(self.value(name, word, informat, mark, listed=True)) if informat else word.lstrip(" ")
        return value[:length].rstrip(" ")

    # --- columns and informats --------------------------------------------------------------------------

    def field(self, width: int) -> str | None:
        """The next columns of the record, None where they are not all there and that means missing."""
        if self.place + width > len(self.text_of_line):
            if self.at_end == "stop":
                raise SasError("R0412", "ERROR: INPUT statement exceeded record length.")
            if self.at_end == "flow":
                self.flow()
            elif self.at_end == "miss":
                self.place += width
                return None
        text = self.text_of_line[self.place : self.place + width]
        self.place += width
        self.fields += 1
        return text

    def number_field(self, name: str, informat: Informat, width: int, mark: str = "") -> float:
        """The next columns as a number."""
        text = self.field(width)
        return nan if text is None else self.value(name, text, informat, mark)

    def text_field(self, name: str, length: int, informat: Informat, width: int, mark: str = "") -> str:
        """The next columns as a text of so many characters."""
        text = self.field(width)
        return "" if text is None else str(self.value(name, text, informat, mark))[:length].rstrip(" ")

    def text_varying(self, name: str, length: int, wanted: float, limit: int) -> str:
        """`$VARYING`: as many columns as a variable says, at most so many."""
        width = min(int(wanted), limit) if wanted > 0 else 0
        return self.text_field(name, length, f"$CHAR{width}.", width) if width else ""

    def number_columns(self, name: str, first: int, last: int, informat: Informat, mark: str = "") -> float:
        """Columns `first-last` as a number."""
        self.at(first)
        return self.number_field(name, informat, last - first + 1, mark)

    def text_columns(
        self, name: str, length: int, first: int, last: int, informat: Informat, mark: str = ""
    ) -> str:
        """Columns `first-last` as a text."""
        self.at(first)
        return self.text_field(name, length, informat, last - first + 1, mark)

    # --- named input ------------------------------------------------------------------------------------

    def named(
        self, name: str, value: Any, length: int = 0, informat: Informat = "", mark: str = "", known: Sequence[str] = (),
    ) -> Any:  # fmt: skip
        """`name=`: its value in the record, or the one it has where the record does not name it.

        known: the names of all such variables of the INPUT; another name in the record is an error.
        """
        if self.pairs is None:
            self.pairs = self.read_pairs(known)
        found = self.pairs.get(name.lower())
        if found is None:
            return value
        if isinstance(value, str):
            if found == "." or not informat:
                return "" if found == "." else found[:length].rstrip(" ")
            return str(self.value(name, found, informat, mark, listed=True))[:length].rstrip(" ")
        return self.value(name, found.partition(" ")[0], informat, mark, listed=True)

    def read_pairs(self, known: Sequence[str]) -> dict[str, str]:
        """`name=value` to the end of the record; a slash at its end goes on in the next one."""
        pairs: dict[str, str] = {}
        while True:
            rest = self.text_of_line[self.place :]
            more = rest.rstrip(" ").endswith("/")
            if more:
                rest = rest.rstrip(" ").removesuffix("/")
            for key, text in re.findall(r"([A-Za-z_]\w*)\s*=(.*?)(?=[A-Za-z_]\w*\s*=|$)", rest):
                pairs[key.lower()] = text.strip(" ")
                if known and key.lower() not in known:
                    log(f"NOTE: Variable {key.lower()} is not defined in the INPUT statement.")
                    self.error = True
            self.place = len(self.text_of_line)
            if not more:
                return pairs
            self.next_line()

    # --- values -----------------------------------------------------------------------------------------

    def value(self, name: str, text: str, informat: Informat, mark: str, listed: bool = False) -> Any:
        """Read an item with its informat. Invalid data give a missing value, and SAS's note unless marked."""
        word = text.strip()
        letter = len(word) == 1 and word.upper() in self.missing and not str(informat).startswith("$")
        if letter and not (
            informat and isinstance(informat, str) and format_parts(informat)[0] in BYTE_INFORMATS
        ):
            return special_missing(word.upper())
        try:
            if callable(informat):
                return informat(text, len(text))
            if not informat:
                return number_from_text(text)
            if listed and not informat.startswith("$"):
                if not word:
                    return nan
                kind, _, decimals, _ = format_parts(informat)
                return read_value(word, f"{kind}{max(len(word), 1)}.{decimals or ''}", self.yearcutoff)
            return read_value(text, informat, self.yearcutoff)
        except ValueError:
            if not mark:
                if not self.invalid:
                    self.invalid = self.first_line_number + self.number_read - 1
                    self.invalid_text = self.text_of_line.rstrip(" ")
                stop = max(self.place - (1 if listed else 0), 1)
                log(
                    f"NOTE: Invalid data for {name} in line {self.first_line_number + self.number_read - 1} {max(stop - len(text) + 1, 1)}-{stop}."
                )
            self.error = self.error or mark != "??"
            return "" if str(informat).startswith("$") else nan
