"""Expansions of one macro to one function: where they differ, and where a macro variable left its text, are parameters.

The function called with the arguments of a call carries out the code of that call's expansion: what is not exactly the
same in all of them is a parameter, or it is no function (Mismatch).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translator.emit.functions.dialect import Dialect, Mismatch
from translator.emit.functions.expansion import Expansion, Parameter, Piece, Shared
from translator.emit.functions.templates import Slot, Template, candidates, solve
from translator.emit.functions.tokens import COLUMNS, Tok, written
from translator.emit.functions.traces import as_number, changes, equal, made_number, sas_text, values_of

_PLACE = re.compile(r"\d+ column \d+")


class Unifier:
    """Puts expansions of the same shape together."""

    def __init__(
        self, dialect: Dialect, expansions: Sequence[Expansion], avoid: set[str], loop: bool = False,
        names: Callable[[tuple[str, ...]], str] | None = None,
    ) -> None:  # fmt: skip
        self.dialect = dialect
        self.expansions = expansions
        self.calls = [one.call for one in expansions]
        self.names = [name for name in candidates(self.calls) if loop or not changes(name, self.calls)]
        self.lexed = [[dialect.lex(piece.lines) for piece in one.pieces] for one in expansions]
        self.own = [{piece.name for piece in one.pieces if piece.name} for one in expansions]
        self.bound = [
            {name for piece in one.pieces for name in dialect.bound(piece.lines)}
            | set(one.reads)
            | {piece.name for piece in one.pieces if piece.name}
            for one in expansions
        ]
        self.parameters: dict[tuple[str, ...], Parameter] = {}
        self.words: dict[tuple[str, ...], str] = {}
        self.taken = set(avoid)
        self.in_definition = False
        self.wanted = names  # of variables inside a step: what to call those with different names
        self.loop = loop  # rounds of a loop: what is the same in all of them stays as it is
        self.literals: list[str] = []  # texts beside parameters
        self.pinned = {name for one in expansions for name in one.pinned}
        # variables that left text which cannot be explained, or that decided what the code is: they are no parameters

    def shared(self) -> Shared:
        """Return what the expansions have in common. Raises Mismatch."""
        first = self.expansions[0]
        for pieces in self.lexed:
            for code in pieces:
                self.taken |= {token.text for token in code if token.kind in ("word", "fixed")}
        cells = self._cells()
        if self.pinned:
            self.parameters, self.words = {}, {}
            cells = self._cells()
        self._same_values()
        self._check_names()
        self._name_all()
        made: list[Piece] = []
        for number, piece in enumerate(first.pieces):
            tokens = list(self.lexed[0][number])
            for place in range(len(tokens) - 1, -1, -1):
                self._put(tokens, place, cells[number][place])
            name = self.words.get(tuple(one.pieces[number].name for one in self.expansions), piece.name)
            made.append(Piece(written(tokens), piece.steps, name if piece.name else "", piece.head))
        tables = [self.words[one] for one in zip(*(one.makes for one in self.expansions), strict=True)]
        return Shared(
            made, self._ordered(), tables, list(zip(*(one.makes for one in self.expansions), strict=True))
        )

    # --- what differs ---------------------------------------------------------------------------------

    def _cells(self) -> list[list[object]]:
        """What stands at each place of each piece."""
        cells = []
        for number in range(len(self.expansions[0].pieces)):
            columns = [pieces[number] for pieces in self.lexed]
            self.in_definition = bool(self.expansions[0].pieces[number].name)
            if len({len(column) for column in columns}) > 1:
                raise Mismatch("its calls make code of different shapes")
            cells.append([self._cell(columns, place) for place in range(len(columns[0]))])
        return cells

    def _cell(self, columns: Sequence[Sequence[Tok]], place: int) -> object:
        """What stands at one place: None where it is the same text, else what to put there."""
        tokens = [column[place] for column in columns]
        kinds = {token.kind for token in tokens}
        if len(kinds) > 1:
            raise Mismatch("its calls make code of different shapes")
        kind = kinds.pop()
        texts = tuple(token.text for token in tokens)
        if kind == "comment":
            return self._comment(texts)
        if kind == "word":
            return self._word(texts)
        if kind == "fixed" and all(text in own for text, own in zip(texts, self.own, strict=True)):
            self.words.setdefault(texts, "")
            return ("word", texts)
        if kind in ("glue", "piece"):
            contents = tuple(self.dialect.content(token) for token in tokens)
            template = self._template(contents)
            if template is None and len(set(texts)) > 1:
                template = self._own("text", contents)
            return None if template is None else ("glue", template)
        if kind in COLUMNS:
            return self._column(tokens)
        if kind == "text":
            return self._text(tokens)
        if kind == "number":
            cell = self._number(texts)
            before = "".join(token.text for token in columns[0][max(0, place - 5) : place])
            if isinstance(cell, tuple) and not self.parameters[cell[1]].variable:
                wanted = (
                    "line"
                    if before.endswith("at=(")
                    else "position"
                    if re.search(r"at=\(\d+,$", before)
                    else ""
                )
                self.parameters[cell[1]].wanted = wanted
            return cell
        if kind == "list":
            return self._list(tokens)
        if len(set(texts)) > 1 or kind == "line" and len({token.space for token in tokens}) > 1:
            raise Mismatch("its calls make code of different shapes")
        return None

    def _word(self, texts: tuple[str, ...]) -> object:
        if all(text in bound for text, bound in zip(texts, self.bound, strict=True)):
            self.words.setdefault(texts, "")
            return ("word", texts)
        if len(set(texts)) > 1:
            raise Mismatch("its calls use different functions")
        return None

    def _comment(self, texts: tuple[str, ...]) -> object:
        """A comment whose words differ shows the macro variables that they came from."""
        words = [re.findall(r"\w+|\W+", text) for text in texts]
        if len(set(texts)) == 1 or len({len(one) for one in words}) > 1:
            return None
        found: list[str] = []
        for same in zip(*words, strict=True):
            template = solve(same, self.calls, self.names) if len(set(same)) > 1 else None
            found.append(same[0] if template is None else sas_text(template))
        return ("comment", "".join(found))

    def _column(self, tokens: Sequence[Tok]) -> object:
        contents = tuple(self.dialect.content(token) for token in tokens)
        template = self._template(contents)
        if template is None:
            if len({token.text for token in tokens}) == 1:
                return None
            template = self._own("text", contents)
        return ("column", template)

    def _text(self, tokens: Sequence[Tok]) -> object:
        contents = tuple(self.dialect.content(token) for token in tokens)
        template = self._template(contents)
        if template is None:
            if len({token.text for token in tokens}) == 1:
                return None
            template = self._own("text", contents)
        return ("text", template)

    def _number(self, texts: tuple[str, ...]) -> object:
        if self.loop and len(set(texts)) == 1:
            return None
        numbers = [as_number(text) for text in texts]
        for name in self.names:
            if len(set(texts)) == 1 and not all(
                name not in self.pinned and made_number(call, number, name)
                for call, number in zip(self.calls, numbers, strict=True)
            ):
                continue
            for values in values_of(name, self.calls):
                if all(
                    equal(as_number(value), number) for value, number in zip(values, numbers, strict=True)
                ):
                    return ("number", self._parameter("number", texts, name, values), texts)
        if len(set(texts)) == 1:
            return None
        return ("number", self._parameter("number", texts, ""), texts)

    def _list(self, tokens: Sequence[Tok]) -> object:
        items = [tuple(self.dialect.content(item) for item in token.items) for token in tokens]
        texts = tuple(token.text for token in tokens)
        if self.loop and len(set(texts)) == 1:
            return None
        whole = {len(one) for one in items}
        for name in self.names:
            if name in self.pinned and len(set(texts)) == 1:
                continue
            for values in values_of(name, self.calls):
                if all(
                    [word.lower() for word in value.split()] == [word.lower() for word in own]
                    for value, own in zip(values, items, strict=True)
                ):
                    if whole != {1} and (
                        len(set(texts)) > 1
                        or all(
                            word.lower() in call.record.made
                            for call, own in zip(self.calls, items, strict=True)
                            for word in own
                        )
                    ):
                        return ("list", self._parameter("list", texts, name))
        if len(whole) > 1:
            return ("list", self._parameter("list", texts, ""))
        cells = [
            self._text([token.items[place] for token in tokens])
            if tokens[0].items[place].kind == "text"
            else self._number(tuple(token.items[place].text for token in tokens))
            for place in range(len(items[0]))
        ]
        return ("items", cells) if any(cell is not None for cell in cells) else None

    def _template(self, texts: tuple[str, ...]) -> Template | None:
        """How a text follows from macro variables; None where it does not, or where nothing shows that it did."""
        if not all(texts):
            return None
        if len({text.lower() for text in texts}) > 1:
            return solve(texts, self.calls, self.names)
        if self.loop:
            return None
        if (
            self.in_definition
        ):  # a row loop names all columns of its input: which of them are open cannot be told
            for call, text in zip(self.calls, texts, strict=True):
                self.pinned |= call.record.made.get(text.lower(), set())
            return None
        own: set[str] = set(self.names)
        seen: set[str] = set(self.names)
        for call, text in zip(self.calls, texts, strict=True):
            one = text.lower()
            by = call.record.made.get(one, set()) | call.record.made.get(f'"{one}"', set())
            if not by or one in call.record.plain:
                return None
            own &= by
            seen &= by | {
                name for name in self.names if (call.at_start.get(name) or one + "?").lower() in one
            }
        for names in () if own & self.pinned else (own, seen - self.pinned):
            made = solve(texts, self.calls, [name for name in self.names if name in names])
            if made is None or self._changing_in(texts, made):
                continue
            if any(isinstance(part, Slot) and part.variable in own for part in made):
                return made
        known = {one.name for one in self.calls[0].parameters}
        self.pinned |= own | {
            name for name in seen & known if all(len(call.at_start.get(name, "")) > 1 for call in self.calls)
        }
        return None

    def _changing_in(self, texts: tuple[str, ...], template: Template) -> bool:
        """Has a variable that changes during the calls left a part of these texts that the template takes for constant?"""
        slots = {part.variable for part in template if isinstance(part, Slot)}
        for call, text in zip(self.calls, texts, strict=True):
            one = text.lower()
            by = call.record.made.get(one, set()) | call.record.made.get(f'"{one}"', set())
            for name in by - slots - set(self.names):
                values = {values[name].lower() for values in call.record.at_step.values() if name in values}
                if any(value and value in one for value in values):
                    return True
        return False

    # --- parameters -----------------------------------------------------------------------------------

    def _own(self, kind: str, texts: tuple[str, ...]) -> Template:
        """A parameter of no macro variable."""
        return (Slot("", texts),)

    def _parameter(
        self, kind: str, given: tuple[str, ...], variable: str, texts: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """The key of a parameter. A whole number is given as such, where the code has it as one anywhere."""
        whole = tuple(map(self.dialect.whole, given)) if kind == "number" and variable else given
        key = (kind, variable, *whole)
        if key not in self.parameters:
            self.parameters[key] = Parameter(kind, given, variable, texts=texts or given)
        elif given == whole:
            self.parameters[key].given = whole
        return key

    def slot(self, slot: Slot) -> Parameter:
        """The parameter for a piece of a text."""
        for one in self.parameters.values():
            if one.kind == "number" and one.variable == slot.variable and one.given == slot.values:
                if all(
                    value.isdigit() and str(int(value)) == value and len(value) < 6 for value in slot.values
                ):
                    return one
        key = self._parameter("text", slot.values, slot.variable)
        return self.parameters[key]

    def _same_values(self) -> None:
        for one in self.expansions:
            if len(one.makes) != len(self.expansions[0].makes):
                raise Mismatch("its calls make different data sets")
        for texts in zip(*(one.makes for one in self.expansions), strict=True):
            self.words.setdefault(texts, "")
        if len({len(one.reads) for one in self.expansions}) > 1:
            raise Mismatch("its calls read different data sets")
        for texts in zip(*(one.reads for one in self.expansions), strict=True):
            if texts not in self.words:
                raise Mismatch("its calls read data sets in different places")
            self._parameter("table", texts, "")

    def _check_names(self) -> None:
        """Two names of the function must not be one variable of a call that the call changes."""
        for number, one in enumerate(self.expansions):
            changed = {name for piece in one.pieces for name in self.dialect.bound(piece.lines)}
            seen: dict[str, tuple[str, ...]] = {}
            for texts in self.words:
                other = seen.setdefault(texts[number], texts)
                if other is not texts and texts[number] in changed:
                    raise Mismatch("a data set has two names in some of its calls")

    def _name_all(self) -> None:
        for one in list(self.parameters.values()):
            if one.kind == "table":
                continue
            one.name = self._name(
                one.variable.lower() or one.wanted or {"list": "columns"}.get(one.kind, one.kind)
            )
        for texts in self.words:
            wanted = (self.wanted(texts) if self.wanted is not None else "") or texts[0]
            if len(set(texts)) > 1:
                wanted = self._table_name(texts) or self._other_name(texts)
            if wanted == texts[0] and wanted not in self.words.values():
                self.words[texts] = wanted
            else:
                self.words[texts] = self._name(wanted)
        for one in self.parameters.values():
            if one.kind == "table":
                one.name = self.words[one.given]

    def _table_name(self, texts: tuple[str, ...]) -> str:
        """A table is called after the macro variable that names it."""
        for name in self.names:
            for values in values_of(name, self.calls):
                if all(
                    value.split("(")[0].strip().lower().split(".")[-1] == text.rstrip("_").lower()
                    for value, text in zip(values, texts, strict=True)
                ):
                    return name.lower()
        return ""

    def _other_name(self, texts: tuple[str, ...]) -> str:
        """A name for a variable that the calls name differently, though no macro variable is its name."""
        if self.wanted is not None and (name := self.wanted(texts)):
            return name
        return self._round_name(texts) if self.loop or self.wanted is not None else texts[0]

    def _round_name(self, texts: tuple[str, ...]) -> str:
        """A table whose name a loop makes: `sales_of_year`."""
        template = self._template(texts)
        if template is None:
            return texts[0]
        stem = "_".join(part.strip("_") for part in template if isinstance(part, str)).strip("_") or "table"
        slot = next(part for part in template if isinstance(part, Slot))
        return f"{stem}_of_{slot.variable.lower()}"

    def _text_name(self, wanted: str) -> str:
        """A text beside a table that has its name is the table's name."""
        plain = self.dialect.name(wanted, ())
        return self._name(f"{wanted}_name" if plain in self.words.values() else wanted)

    def _name(self, wanted: str) -> str:
        made = self.dialect.name(wanted, self.taken | set(self.words.values()))
        self.taken.add(made)
        return made

    def _ordered(self) -> list[Parameter]:
        """Tables first, then the macro's parameters in their order, those with a default last."""
        calls = self.calls
        order = {one.name: place for place, one in enumerate(calls[0].parameters)}
        keyword = {one.name: one.default for one in calls[0].parameters if one.keyword}
        for one in self.parameters.values():
            default = keyword.get(one.variable, "")
            if not default or one.kind == "table":
                continue
            if one.kind == "text" and any(value.lower() == default.lower() for value in one.given):
                default = next(value for value in one.given if value.lower() == default.lower())
            if one.kind == "text":
                one.default = self.dialect.literal(default)
            elif one.kind == "number" and as_number(default) is not None:
                own = next(
                    (text for text, value in zip(one.given, one.texts, strict=True) if value == default), None
                )
                one.default = own or default
        found = [one for one in self.parameters.values() if one.name]
        return sorted(
            found,
            key=lambda one: (
                one.kind != "table",
                one.default is not None,
                one.variable in keyword,
                order.get(one.variable, len(order)) if one.kind != "table" else 0,
            ),
        )

    # --- putting in -----------------------------------------------------------------------------------

    def _put(self, tokens: list[Tok], place: int, cell: object) -> None:
        match cell:
            case ("word", tuple() as texts):
                token = tokens[place]
                tokens[place] = Tok("word", self.words[texts], token.space)
            case ("text", tuple() as template):
                token = tokens[place]
                outside = self.dialect.outside(tokens, place)
                tokens[place] = Tok("raw", self.expression(template, outside), token.space)
            case ("number", tuple() as key, tuple() as texts):
                token = tokens[place]
                one = self.parameters[key]
                name = self.dialect.outside(tokens, place) + one.name
                tokens[place] = Tok("raw", self.dialect.as_number(name, texts[0], one.given[0]), token.space)
            case ("comment", str() as text):
                tokens[place] = Tok("comment", text, tokens[place].space)
            case ("glue", tuple() as template):
                token = tokens[place]
                tokens[place] = Tok("raw", self.dialect.glued(self.parts(template), token), token.space)
            case ("list", tuple() as key):
                name = self.dialect.outside(tokens, place) + self.parameters[key].name
                tokens[place] = Tok("raw", name, tokens[place].space)
            case ("items", list() as cells):
                token = tokens[place]
                items = list(token.items)
                for at, one in enumerate(cells):
                    self._put(items, at, one)
                text = ", ".join(item.text for item in items)
                opening, closing = token.text[: token.text.index(token.items[0].text)], token.text[-1]
                tokens[place] = Tok("raw", f"{opening}{text}{closing}", token.space)
            case ("column", tuple() as template):
                self.dialect.column(tokens, place, self.parts(template))

    def expression(self, template: Template, outside: str = "") -> str:
        """A text as an expression over parameters; `outside` stands before each of them."""
        return self.dialect.formatted(
            [part if isinstance(part, str) else (outside + part[0], part[1]) for part in self.parts(template)]
        )

    def parts(self, template: Template) -> list[str | tuple[str, bool]]:
        """The pieces of a text: constant ones, and (parameter, whether it is a number)."""
        parts: list[str | tuple[str, bool]] = []
        for part in template:
            if isinstance(part, Slot):
                one = self.slot(part)
                if not one.name:
                    place = all(_PLACE.fullmatch(value) for value in one.given)
                    one.name = self._text_name(one.variable.lower() or ("place" if place else one.kind))
                parts.append((one.name, one.kind == "number"))
            else:
                parts.append(part)
                self.literals.append(part)
        return parts
