"""PROC FORMAT: a function for each format and informat of the program."""

from __future__ import annotations

from math import inf, isnan, nan

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, Unsupported
from translator.emit.pandas.layout import indent
from translator.emit.pandas.names import identifier
from translator.emit.pandas.steps import EMITTERS
from translator.lang.syntax import Format
from translator.library.formats.user import UserEntry, UserFormat, UserRange, compile_format, nested_first
from translator.library.missing import missing_letter
from translator.plan.relations import DefineFormats, Step

LAST_TEXT = "\U0010ffff"  # HIGH of a character format


def emit_formats(context: Context, step: Step) -> list[str]:
    """Define the functions of PROC FORMAT's formats; nothing is left to do in `run`."""
    node = step.node
    assert isinstance(node, DefineFormats)
    made = []
    for definition in node.definitions:
        try:
            made.append(compile_format(definition))
        except ValueError as error:
            raise Unsupported("H0463", f"the format {definition.name}: {error}", definition.at) from error
    for compiled in nested_first(made):
        define_format(context, compiled)
    return []


def define_format(context: Context, compiled: UserFormat) -> None:
    """Define the function of one format."""
    reading = compiled.kind.startswith("invalue")
    base = identifier(compiled.name.lstrip("$@")).rstrip("_")
    function = context.module_names.claim(f"{base}_informat" if reading else f"{base}_format")
    context.formats[("@" if reading else "") + compiled.name.upper()] = function
    context.compiled[("@" if reading else "") + compiled.name.upper()] = compiled
    context.need("user_format")
    lines = FormatWriter(context, compiled, function).write()
    context.define(function, lines)


class FormatWriter:
    """Writes the function of one format."""

    def __init__(self, context: Context, compiled: UserFormat, function: str) -> None:
        self.context = context
        self.format = compiled
        self.function = function
        self.reading = compiled.kind.startswith("invalue")
        self.text = compiled.character

    def write(self) -> list[str]:
        """The lines of the function."""
        kind = "Informat" if self.reading else "Format"
        summary = f'"""{kind} {self.format.name}: {self.summary()}."""'.replace("\\", "/")
        if self.reading:
            head = [f"def {self.function}(text, width={self.format.default}):", f"    {summary}"]
            cuts = "text[:width]"
            cuts += ".lstrip(" + '" ")' if self.format.just else ""
            cuts += ".upper()" if self.format.upcase else ""
            return [
                *head,
                f'    value = {cuts}.strip(" ")' if self.format.just else f'    value = {cuts}.rstrip(" ")',
                *indent(self.body()),
            ]
        pictures = any(entry.picture is not None for entry in self.format.entries)
        head = [
            f"@sas.user_format({self.columns(self.format)}{', pictures=True' if pictures else ''})",
            f"def {self.function}(value{', width' if pictures else ''}):",
            f"    {summary}",
        ]
        return [*head, *indent(self.body())]

    def columns(self, format_: UserFormat, inside: tuple[str, ...] = ()) -> int:
        """The width without one in PUT: the longest label, those of formats inside it included."""
        named = (
            self.context.compiled.get(entry.label.name.upper())
            for entry in format_.entries
            if isinstance(entry.label, Format) and not entry.label.width
        )
        within = (
            self.columns(one, (*inside, format_.name)) for one in named if one and one.name not in inside
        )
        widest = max((format_.default, *within))
        if (
            widest
            > format_.default
            < max((len(e.label) for e in format_.entries if isinstance(e.label, str)), default=0)
        ):
            message = f"the format {format_.name} cuts its own labels, and not those of a format inside it"
            raise Unsupported("H0463", message)
        return widest

    def summary(self) -> str:
        """The ranges and labels in one line, as far as it has room."""
        parts = []
        for entry in self.format.entries:
            shown = " ".join(self.range_text(item) for item in entry.ranges)
            parts.append(f"{shown} {self.label_text(entry)}")
        text = ", ".join(parts).replace('"', "'")
        return text if len(text) < 80 and text.isprintable() else f"{len(self.format.entries)} labels"

    def range_text(self, item: UserRange) -> str:
        if item.other:
            return "other"
        low, high = self.end_text(item.low), self.end_text(item.high)
        if low == high:
            return low if item.low != "" else "' '"
        return f"{low}{'<' if item.low_open else ''}-{'<' if item.high_open else ''}{high}"

    def end_text(self, end: float | str | None) -> str:
        if isinstance(end, str) or end is None:
            return "high" if end == LAST_TEXT else str(end) or "low"
        if isnan(end):
            return "." + missing_letter(end)
        return "low" if end == -inf else "high" if end == inf else ex.number(end, whole=True).text

    def label_text(self, entry: UserEntry) -> str:
        return entry.special or (f"[{entry.label}]" if isinstance(entry.label, Format) else str(entry.label))

    # --- the body ---------------------------------------------------------------------------------------

    def body(self) -> list[str]:
        """Tests of the ranges in SAS's order, then what happens to the rest."""
        tests: list[tuple[float | str, int, str, UserEntry]] = []
        other: UserEntry | None = None
        numbers: set[float] = set()
        needs_number = False
        for at, entry in enumerate(self.format.entries):
            for item in entry.ranges:
                if item.other:
                    other = other or entry
                    continue
                as_number = not isinstance(item.low, str)
                needs_number = needs_number or (as_number and self.reading)
                test = self.test(item, "number" if self.reading and as_number else "value")
                for end in (item.low, item.high):
                    if isinstance(end, float) and abs(end) != inf and not isnan(end):
                        numbers.add(end)
                low = item.low
                order: float | str = low if isinstance(low, str) or low == low else -inf
                tests.append((order, at, test, entry))
        if not self.reading and not self.format.notsorted and not self.format.multilabel:
            tests.sort(key=lambda hit: (hit[0], hit[1]))
        lines: list[str] = []
        if needs_number:
            self.context.need("number_or_missing")
            lines.append("number = sas.number_or_missing(value)")
        if numbers:
            self.context.need("snap")
            name = "number" if self.reading else "value"
            ends = ", ".join(ex.number(end, whole=True).text for end in sorted(numbers))
            fuzz = "" if self.format.fuzz == 1e-12 else f", fuzz={self.format.fuzz!r}"
            lines.append(f"{name} = sas.snap({name}, [{ends}]{fuzz})")
        merged: list[tuple[list[str], UserEntry]] = []
        for _, _, test, entry in tests:
            if merged and merged[-1][1] is entry:
                merged[-1][0].append(test)
            else:
                merged.append(([test], entry))
        simple = self.mapping(tests)
        if simple is not None and len(tests) > 3:
            return lines + simple + self.rest(other)
        for parts, entry in merged:
            lines += [f"if {' or '.join(parts)}:", "    " + self.result(entry)]
        return lines + self.rest(other)

    def mapping(self, tests: list[tuple[float | str, int, str, UserEntry]]) -> list[str] | None:
        """A dict of single texts, where the format has nothing else."""
        if not self.text or self.reading:
            return None
        pairs: dict[str, str] = {}
        for entry in self.format.entries:
            for item in entry.ranges:
                if item.other:
                    continue
                if (
                    item.low != item.high
                    or not isinstance(item.low, str)
                    or not isinstance(entry.label, str)
                    or entry.picture
                ):
                    return None
                pairs.setdefault(item.low, entry.label)
        constant = self.function.upper()
        shown = ", ".join(f"{ex.text(key)}: {ex.text(label)}" for key, label in pairs.items())
        self.context.define("", [f"{constant} = {{{shown}}}"])
        return [f"if value in {constant}:", f"    return {constant}[value]"]

    def test(self, item: UserRange, name: str) -> str:
        """The condition that a range holds the value."""
        low, high = item.low, item.high
        if isinstance(low, str) or isinstance(high, str):
            if low == high:
                return f"{name} == {ex.text(str(low))}"
            left = (
                f"{ex.text(str(low))} {'<' if item.low_open else '<='} " if low != "" or item.low_open else ""
            )
            right = f" {'<' if item.high_open else '<='} {ex.text(str(high))}" if high != LAST_TEXT else ""
            return f"{left}{name}{right}" if left or right else "True"
        assert isinstance(low, float) and isinstance(high, float)
        if isnan(low):
            self.context.need("is_missing")
            return f'sas.is_missing({name}, "{missing_letter(low) or "."}")'
        if low == high:
            return f"{name} == {ex.number(low, whole=True).text}"
        left = f"{ex.number(low, whole=True).text} {'<' if item.low_open else '<='} " if low != -inf else ""
        right = (
            f" {'<' if item.high_open else '<='} {ex.number(high, whole=True).text}" if high != inf else ""
        )
        if not left and not right:
            self.context.need("isnan")
            return f"not isnan({name})"
        if not left:
            return f"{name}{right}"
        if not right:
            return f"{name} {'>' if item.low_open else '>='} {ex.number(low, whole=True).text}"
        return f"{left}{name}{right}"

    def result(self, entry: UserEntry) -> str:
        """The statement that gives an entry's label."""
        if self.reading:
            if entry.special == "_error_":
                return 'raise ValueError("invalid data")'
            if entry.special == "_same_":
                return self.same()
            if isinstance(entry.label, Format):
                self.context.need("read_value", f"informat:{entry.label.name}")
                return f"return sas.read_value(value, {ex.text(ex.format_text(entry.label))})"
            if isinstance(entry.label, str):
                return f"return {ex.text(entry.label)}"
            return f"return {self.context.use(ex.number(entry.label if entry.label == entry.label else entry.label))}"
        if isinstance(entry.label, Format):
            function = self.context.formats.get(entry.label.name.upper())
            if function is not None:
                width = f", {entry.label.width}" if entry.label.width else ""
                return f"return {function}(value{width})"
            self.context.need("put", f"format:{entry.label.name}")
            return f"return sas.put(value, {ex.text(ex.format_text(entry.label))})"
        if entry.picture is not None:
            self.context.need("write_picture", "Picture")
            picture = entry.picture
            fields = [
                f"{name}={getattr(picture, name)!r}".replace("'", '"')
                for name, default in (
                    ("mult", None), ("prefix", ""), ("fill", " "), ("noedit", False), ("decsep", "."),
                    ("dig3sep", ","), ("datatype", ""),
                )
                if getattr(picture, name) != default
            ]  # fmt: skip
            made = f"sas.Picture({', '.join(fields)})"
            return f"return sas.write_picture(value, {ex.text(str(entry.label))}, {made}, width, {self.format.round})"
        return f"return {ex.text(str(entry.label).rstrip(' '))}"

    def same(self) -> str:
        if self.format.kind == "invalue char":
            return "return value"
        self.context.need("number_from_text")
        return "return sas.number_from_text(value)"

    def rest(self, other: UserEntry | None) -> list[str]:
        """What happens to a value that no range holds."""
        if other is not None:
            return [self.result(other)]
        if self.reading:
            return [self.same()]
        return ["return None  # no label: the value as it is"]


EMITTERS[DefineFormats] = emit_formats

__all__ = ["define_format", "emit_formats", "nan"]
