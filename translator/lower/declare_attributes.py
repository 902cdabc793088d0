"""The compile phase of attributes: LENGTH, FORMAT, INFORMAT, LABEL and ATTRIB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import Type
from translator.lower.declarations import Declarations
from translator.lower.known_formats import check_kind, known_format, known_informat, user_width
from translator.lower.scope import Entry, LoweringError


class AttributeDeclarer:
    """Declares lengths, formats, informats and labels of one DATA step's variables."""

    def __init__(self, found: Declarations, user_formats: Mapping[str, object]) -> None:
        self.found = found
        self.scope = found.scope
        self.user_formats = user_formats
        self.default_length = 0  # LENGTH DEFAULT=
        self.lengths: set[str] = set()  # lower-case names of variables whose length is declared

    def lengths_of(self, s: st.Length) -> None:
        """LENGTH: variables, and DEFAULT=."""
        self.default_length = s.default or self.default_length
        for names, is_char, length in s.items:
            for name in self.scope.resolve(names, create=True):
                self._length(name, is_char, length, s.at)

    def end(self) -> None:
        """Give labels to variables that come after their LABEL statement."""
        for statement in self.found.attributes_later:
            self.attributes(statement)

    def default_lengths(self) -> None:
        """Give new numbers without a length of their own that of LENGTH DEFAULT=."""
        for entry in self.scope.variables.values() if self.default_length else ():
            new = entry.role in ("computed", "retained") and entry.name.lower() not in self.lengths
            if new and entry.type is not None and entry.type.kind == "num":
                entry.type = replace(entry.type, length=self.default_length)

    def attributes(self, s: st.Statement) -> None:
        """FORMAT, INFORMAT, LABEL or ATTRIB."""
        match s:
            case st.FormatStatement(items=items) | st.InformatStatement(items=items):
                informat = isinstance(s, st.InformatStatement)
                for names, format_ in items:
                    if format_ is not None:
                        self._at_hand(format_, informat)
                    if format_ is None and not informat and self._everything(names):
                        self.scope.open_format = ""
                    for name in self._known_now(names, hidden=informat or format_ is None):
                        entry = self._first_format(name, format_, informat)
                        kind = entry.type.kind if entry.type is not None else ""
                        if informat:
                            entry.informat = sx.attached(format_, kind)
                        else:
                            entry.format = sx.attached(format_, kind)
            case st.LabelStatement(items=items):
                for item, label in items:
                    for name in self.scope.resolve([item], create=True):
                        if name.lower() in self.scope.variables:
                            self.scope.variables[name.lower()].label = label
                        elif s not in self.found.attributes_later:
                            self.found.attributes_later.append(s)
            case st.Attrib(items=groups):
                for group in groups:
                    for format_, informat in ((group.format, False), (group.informat, True)):
                        if format_ is not None:
                            self._at_hand(format_, informat)
                    for name in self.scope.resolve(group.names, create=True):
                        if group.length is not None:
                            self._length(name, *group.length, s.at)
                        entry = self._first_format(name, group.format or group.informat, group.format is None)
                        kind = entry.type.kind if entry.type is not None else ""
                        if group.format is not None:
                            entry.format = sx.attached(group.format, kind)
                        if group.informat is not None:
                            entry.informat = sx.attached(group.informat, kind)
                        if group.label is not None:
                            entry.label = group.label
            case _:
                pass

    def _length(self, name: str, is_char: bool, length: int, at: Token | None) -> None:
        """Declare a variable's length; a text keeps the one that it has (SAS warns)."""
        if not is_char and not 3 <= length <= 8:
            raise LoweringError("R0169", "ERROR 352-185: The length of numeric variables is 3-8.", at)
        if is_char and not 1 <= length <= 32767:
            raise LoweringError("R0169", "ERROR 352-185: The length of character variables is 1-32767.", at)
        known = self.scope.variables.get(name.lower())
        if is_char and known is not None and known.type is not None and known.type.kind == "char":
            if known.type.length != length and known.type.length != 32767:
                text = (
                    f"WARNING: Length of character variable {known.name} has already been set. Use the LENGTH statement "
                    "as the very first statement in the DATA STEP to declare the length of a character variable."
                )
                self.found.notes.append(("W0412", text, at))
        elif not is_char and known is not None and known.type is not None and known.type.kind == "num":
            known.type = replace(known.type, length=length)  # a number's length may be given later
        entry = self.scope.declare(name, Type("char" if is_char else "num", length))
        other = entry.type is not None and (entry.type.kind == "char") != is_char
        if other and entry.name not in self.scope.guessed:
            message = f"ERROR: Variable {name} has been defined as both character and numeric."
            raise LoweringError("R0106", message, at)
        self.lengths.add(name.lower())

    def _at_hand(self, format_: sx.Format, informat: bool) -> None:
        """Note a format that is not known here (SAS stops, or goes on with NOFMTERR); an informat must be known."""
        if informat:
            known_informat(format_, self.user_formats)
        elif not known_format(format_, self.user_formats):
            message = f"WARNING: The format {format_.name} is not known here: values are shown without it."
            if ("C0300", message, format_.at) not in self.found.notes:
                self.found.notes.append(("C0300", message, format_.at))

    def _everything(self, items: Iterable[sx.NameItem]) -> bool:
        """Is it a list of all variables?"""
        return any(isinstance(item, sx.SpecialList) and item.which == "all" for item in items)

    def _known_now(self, items: Iterable[sx.NameItem], *, hidden: bool = False) -> list[str]:
        """The names of a list; _NUMERIC_ leaves out variables that have no type yet (RETAIN x;).

        `hidden`: what the list says of columns that only the run knows shows nowhere (`informat _all_;`).
        """
        found: list[str] = []
        for item in items:
            if hidden and self.scope.open_type is not None and self._everything([item]):
                found += self.scope.names()
                continue
            names = self.scope.resolve([item], create=True)
            if isinstance(item, sx.SpecialList) and item.which != "all":
                names = [n for n in names if self.scope.variables[n.lower()].type is not None]
            found += names
        return found

    def _first_format(self, name: str, format_: sx.Format | None, informat: bool = False) -> Entry:
        """The variable; a format or informat that is its first appearance gives type and length.

        (Language Reference: Concepts, "Ways to Create Variables".)
        """
        entry = self.scope.declare(name)
        if entry.type is None and format_ is not None:
            char = str(format_).startswith("$")
            own = self.user_formats.get(f"@{format_.name}") if informat else None
            length = format_.width or (user_width(own) if own is not None else 8)
            entry.type = Type("char", length) if char else Type("num")
        elif format_ is not None and entry.type is not None and entry.type.kind == "char":
            what = "informat" if informat else "format"
            if informat or known_format(format_, self.user_formats):
                check_kind(format_, "char", self.user_formats, what)
        return entry
