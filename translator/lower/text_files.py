"""Text files of a DATA step: which lines INPUT reads, and where PUT writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Type
from translator.library.formats import find_format, find_informat
from translator.library.formats.text import default_text_width
from translator.library.record_formats import NotCovered, line_ending, record_length, with_form
from translator.lower.declarations import Declarations
from translator.lower.known_formats import check_kind, check_width, known_informat
from translator.lower.scope import LoweringError
from translator.lower.values import Values
from translator.plan import loop as lp

DATALINES = ("datalines", "cards", "lines", "datalines4", "cards4")


@dataclass(slots=True)
class TextFiles:
    """Lowers INFILE and FILE of one step: each goes for the INPUT and PUT statements after it."""

    found: Declarations
    values: Values
    limits: tuple[int | None, int | None] = (None, None)  # OPTIONS FIRSTOBS= and OBS=
    lines: list[lp.Lines] = field(default_factory=list)
    infile: lp.Lines | None = None
    follows: bool = False  # does only the run know which FILE statement a PUT statement follows?
    file: tuple[str, tuple[tuple[str, str], ...]] = ("log", ())

    def current(self, s: st.Statement) -> int:
        """Return the number of the lines that INPUT reads: DATALINES where no INFILE statement stands before."""
        if self.infile is None:
            if self.found.datalines is None:
                raise LoweringError("R0105", "ERROR: No DATALINES or INFILE statement.", s.at)
            self.infile = lp.Lines(
                len(self.lines), self.found.datalines, options=self._limited({}),
                first_line=self.found.datalines_at, cutoff=self.values.yearcutoff,
                missing=self.values.missing_letters,
            )  # fmt: skip
            self.lines.append(self.infile)
        return self.infile.number

    def check_informats(self, fields: tuple[st.InputItem, ...]) -> None:
        """The informats exist, and are of the kind of their variables. Raises LoweringError R0348, H0246."""
        for item in fields:
            if isinstance(item, st.InputField) and item.informat is None and item.mode in ("list", "named"):
                for name in item.names:
                    entry = self.values.scope.variables.get(getattr(name, "name", "").lower())
                    if entry is not None and entry.informat:
                        word = entry.informat.rstrip("0123456789.").upper()
                        row = find_informat(word)
                        if row is not None and row.bytes:
                            raise LoweringError("H0302", f"list input with the informat {row.name}", name.at)
                        self._check_kind(sx.Format(word, None), (name,), "informat")
            if isinstance(item, st.InputField) and item.informat is not None:
                self._check_kind(item.informat, item.names, "informat")
                row = known_informat(item.informat, self.values.user_formats)
                if row is not None and row.bytes and item.mode in ("list", "named"):
                    raise LoweringError("H0302", f"list input with the informat {row.name}", item.informat.at)
                if row is None and self.values.yearcutoff != 1926:
                    raise LoweringError(
                        "H0246",
                        "an informat of the program's own under another YEARCUTOFF= is not translated yet",
                        item.informat.at,
                    )

    def read_in_full(self, item: st.InputItem) -> st.InputItem:
        """Return an item of INPUT with the $ of the informat that a text is read with: `3.` goes for `$3.`."""
        if not isinstance(item, st.InputField) or item.informat is None or not item.names:
            return item
        type_ = self._type_of(item.names[0])
        if type_ is None or type_.kind == "num" or item.informat.name.startswith("$"):
            return item
        return replace(item, informat=replace(item.informat, name=f"${item.informat.name}"))

    def in_full(self, item: st.PutItem) -> st.PutItem:
        """Return an item of PUT with a text's format in full: its $, and the width that the variable's length gives.

        Raises LoweringError R0348 where the format is not of the variable's kind.
        """
        if not isinstance(item, st.PutField) or item.format is None:
            return item
        self._check_kind(item.format, item.names, "format")
        check_width(item.format, self.values.user_formats)
        row = find_format(item.format.name)
        if row is not None and row.bytes and row.name != "ZD" and self.file[0] not in ("log", "print"):
            raise LoweringError(
                "H0302", f"PUT with {row.name} into a file, whose lines are text", item.format.at
            )
        type_ = self._type_of(item.names[0]) if item.names else None
        name, width = item.format.name, item.format.width
        if type_ is None or type_.kind == "num":
            return item
        name = name if name.startswith("$") else f"${name}"
        if width is None and name != "$VARYING" and name not in self.values.user_formats:
            width = default_text_width(name, type_.length)
        return replace(item, format=replace(item.format, name=name, width=width))

    def _type_of(self, name: sx.NameItem) -> Type | None:
        """Return the type of a variable or of an array's elements, None for other names."""
        key = getattr(name, "name", "").lower()
        scope = self.values.scope
        if isinstance(name, sx.Var) and key in scope.variables:
            return scope.type_of(key)
        array = scope.arrays.get(key)
        return array.type if array is not None else None

    def _check_kind(self, format_: sx.Format, names: tuple[sx.NameItem, ...], what: str) -> None:
        """A format or informat is of the kind of the variables that it stands behind."""
        for name in names:
            type_ = self._type_of(name)
            if type_ is not None:
                check_kind(format_, type_.kind, self.values.user_formats, what)

    def infile_statement(self, s: st.Infile) -> Iterator[lp.ChooseLines]:
        """INFILE: the lines of the INPUT statements to come. Raises LoweringError R0105, H0231, H0235, H0306."""
        target = s.target
        chooser = next((value for name, value in s.options if name == "filevar"), None)
        pairs = tuple(
            (
                name + "=variable" if isinstance(value, sx.Var) and name in ("dlm", "dlmstr") else name,
                literal(value),
            )
            for name, value in s.options
            if name not in ("_infile_", "filevar")
        )
        target_is_lines = isinstance(target, sx.Var) and target.name.lower() in DATALINES
        pairs = self._limited(with_form(dict(pairs), self._form(target)))
        try:
            if record_length(dict(pairs)) and (target_is_lines or chooser is not None):
                raise NotCovered("RECFM=F of DATALINES or with FILEVAR=")
            if chooser is not None and line_ending(dict(pairs)):
                raise NotCovered("TERMSTR=CRLF with FILEVAR=")
        except NotCovered as problem:
            raise LoweringError("H0306", f"INFILE: {problem}", s.at) from None
        from_here = lp.Lines(
            len(self.lines), None, options=pairs,
            cutoff=self.values.yearcutoff, missing=self.values.missing_letters,
        )  # fmt: skip
        if isinstance(target, sx.Var) and target.name.lower() in DATALINES:
            if self.found.datalines is None:
                raise LoweringError("R0105", "ERROR: No DATALINES or INFILE statement.", s.at)
            lines: tuple[str, ...] | None = self.found.datalines
            made = replace(from_here, lines=lines, first_line=self.found.datalines_at)
        elif isinstance(chooser, sx.Var):
            made = replace(from_here, chosen=True)
        elif isinstance(target, sx.String):
            made = replace(from_here, path=target.value)
        elif isinstance(target, sx.Var):
            made = replace(from_here, fileref=target.name.lower())
        else:
            raise LoweringError("H0231", "this form of INFILE is not translated", s.at)
        self.infile = made
        self.lines.append(made)
        if made.chosen and isinstance(chooser, sx.Var):
            path = self.values.text(chooser)
            yield lp.ChooseLines(lines=made.number, path=path, at=s.at, comments=s.comments)

    def _limited(self, options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Options of INFILE with FIRSTOBS= and OBS= of the OPTIONS statement, where it has none of its own.

        SAS System Options: Reference, "OBS= System Option": the last record to process, too; the option of INFILE takes precedence.
        """
        made = dict(options)
        for name, limit in zip(("firstobs", "obs"), self.limits, strict=True):
            if limit is not None and name not in made:
                made[name] = str(limit)
        if made.get("obs", "").lower() == "max":
            del made["obs"]
        return tuple(made.items())

    def _form(self, target: sx.Expr) -> str:
        """The words of the FILENAME statement of a fileref, "" where there is none."""
        if not isinstance(target, sx.Var) or self.values.settings is None:
            return ""
        return self.values.settings.get(f"form {target.name.lower()}") or ""

    def file_statement(self, s: st.File) -> Iterator[lp.ChooseFile]:
        """FILE: the device and options of the PUT statements to come. Raises LoweringError H0232, H0235, H0306."""
        chooser = next((value for name, value in s.options if name == "filevar"), None)
        path = self.values.text(chooser) if isinstance(chooser, sx.Var) else None
        device = _device(s.target) if path is None else ""
        given = {name: literal(value) for name, value in s.options if name != "filevar"}
        options = tuple(with_form(given, self._form(s.target)).items())
        try:
            record_length(dict(options), reading=False)
        except NotCovered as problem:
            raise LoweringError("H0306", f"FILE: {problem}", s.at) from None
        if not self.follows:
            self.file = (device, options)
            return
        if any(name in ("column", "line", "col") for name, _ in options):
            message = "COLUMN= or LINE= of a FILE statement, where only the run knows which one PUT follows"
            raise LoweringError("H0232", message, s.at)
        yield lp.ChooseFile(to=device, options=options, path=path, at=s.at, comments=s.comments)


def _device(target: sx.Expr) -> str:
    match target:
        case sx.Var(name):
            return name.lower()
        case sx.String(path):
            return f"'{path}'"
        case _:
            raise LoweringError("H0232", "this form of FILE is not translated", getattr(target, "at", None))


def literal(value: sx.Expr | None) -> str:
    """Return the text of an INFILE or FILE option's value; "" for a flag."""
    match value:
        case None:
            return ""
        case sx.Number(number):
            return str(int(number))
        case sx.String(text):
            return text
        case sx.Var(name):
            return name
        case _:
            raise LoweringError("H0235", "an option's value must be a constant", getattr(value, "at", None))
