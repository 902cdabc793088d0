"""Macros as R functions: how code is cut into what can be a parameter, and how functions and calls are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from translator.emit.functions.dialect import Mismatch
from translator.emit.functions.tokens import Tok, statements
from translator.emit.r import names as r

_TOKENS = re.compile(
    r"""(?P<space>[ ]*)(?:(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<comment>\#.*$)"""
    r"""|(?P<number>0[xX][0-9a-fA-F.]+(?:[pP][-+]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?L?)"""
    r"""|(?P<word>`(?:\\.|[^`\\])*`|(?:[^\W\d_]|\.(?!\d))[\w.]*)"""
    r"""|(?P<sign>%[^%]*%|\|>|<-|:=|&&|\|\||[<>=!]=|\[\[|\S))"""
)
MASKED = frozenset("filter mutate transmute summarise arrange group_by count distinct".split())
"""Verbs whose arguments are expressions over rows: a name in them is a column first."""
CHOOSING = frozenset("select relocate across rename".split())
"""Verbs whose arguments name columns."""
KEYWORDS = frozenset(
    "if else for while repeat function break next in TRUE FALSE NULL NA NA_real_ NA_character_ Inf".split()
)

_HOLDER = re.compile(r"([\w.]+) <- sas_\w+\(\s*environment\(\)|([\w.]+) <- sas_hash_iterator\(")
"""What holds the variables of a row loop: a hash object and its iterator, a reader of data sets."""


class R:
    """R, see `Dialect`. `columns`: names of the program's columns. `open_data`: there may be columns that only the run
    knows: in an expression over rows, a parameter is said to be none."""

    nothing = "NULL"
    letters = r"\w."

    def __init__(self, columns: Collection[str] = (), open_data: bool = False) -> None:
        self.columns = set(columns)
        self.open_data = open_data
        self._lexed: dict[tuple[str, ...], list[Tok]] = {}
        self._bound: dict[tuple[str, ...], set[str]] = {}

    def lex(self, lines: Sequence[str]) -> list[Tok]:
        key = tuple(lines)
        if key not in self._lexed:
            self._lexed[key] = self._lex(lines)
        return list(self._lexed[key])

    def _lex(self, lines: Sequence[str]) -> list[Tok]:
        found: list[Tok] = []
        for line in lines:
            body = line.lstrip(" ")
            found.append(Tok("line", "", line[: len(line) - len(body)]))
            for match in _TOKENS.finditer(body):
                kind = match.lastgroup
                assert kind is not None and kind != "space"
                found.append(Tok(kind, match[kind], match["space"]))  # type: ignore[arg-type]
        return _with_lists(self._roles(found))

    def _roles(self, tokens: list[Tok]) -> list[Tok]:
        """Lines inside brackets joined; what words stand for."""
        bound = self.bound_in(tokens)
        remarked = _remarked(tokens)
        found: list[Tok] = []
        opened: list[int] = []  # places of the brackets on the stack
        stack: list[
            tuple[str, str, bool]
        ] = []  # bracket, how names in it are read, whether a table comes first
        for place, token in enumerate(tokens):
            following = range(place + 1, len(tokens))
            after = next((tokens[at] for at in following if tokens[at].kind != "line"), None)
            before = found[-1] if found else None
            if token.kind == "line" and opened and opened[-1] in remarked:
                found.append(token)
                continue
            if token.kind == "line" and stack and stack[-1][0] in "([" and before is not None:
                if before.kind != "comment" and not (
                    place + 1 < len(tokens) and tokens[place + 1].kind == "comment"
                ):
                    if place + 1 < len(tokens):
                        first = tokens[place + 1]
                        tight = before.text in ("(", "[", "[[") or first.text in (")", "]")
                        tokens[place + 1] = Tok(first.kind, first.text, "" if tight else " ", first.items)
                    continue
            if token.kind == "text" and after is not None and after.text == ":=":
                token = Tok("glue", token.text, token.space)
            if token.kind == "word":
                token = self._word(token, before, after, found, stack, bound)
            elif token.text in ("(", "[", "[[", "{"):
                stack.append(self._opened(token, found, stack))
                opened.append(place)
                if token.text == "[[":
                    stack.append(stack[-1])
                    opened.append(place)
            elif token.text in (")", "]", "}") and stack:
                stack.pop()
                opened.pop()
            elif token.text == "," and stack:
                stack[-1] = (stack[-1][0], stack[-1][1], False)
            found.append(token)
        return found

    def _opened(
        self, token: Tok, found: list[Tok], stack: list[tuple[str, str, bool]]
    ) -> tuple[str, str, bool]:
        how = stack[-1][1] if stack else ""
        if token.text == "{":
            return "{", "", False
        before = found[-1] if found else None
        if token.text != "(" or before is None or before.kind != "fixed":
            return "(" if token.text == "(" else "[", how, False
        name = before.text
        if name in MASKED or name in CHOOSING:
            piped = len(found) > 1 and _before(found, 2).text == "|>"
            return "(", "rows" if name in MASKED else "names", not piped and name != "across"
        if name == "all_of":
            return "(", "", False
        if (
            name == "list"
            and len(found) > 2
            and found[-2].text == "("
            and found[-3].text == "sas_open_columns"
        ):
            return "(", "made", False  # names of columns and their kinds
        return "(", "rows" if how == "rows" else "", False

    def _word(
        self, token: Tok, before: Tok | None, after: Tok | None, found: list[Tok], stack: list[tuple[str, str, bool]],
        bound: set[str],
    ) -> Tok:  # fmt: skip
        text = token.text
        if text in KEYWORDS or after is not None and after.text == "(" and not after.space:
            return Tok("fixed", text, token.space)
        if before is not None and before.text == "$":
            return Tok("part", text, token.space)
        bracket, how, table = stack[-1] if stack else ("", "", False)
        if after is not None and after.text == "=" and bracket == "(":
            own = how == "rows" and _callee(found) in MASKED and text[0] != "." or how == "made"
            return Tok("key" if own else "fixed", text, token.space)
        if table or not how or after is not None and after.text in ("$", "[["):
            return token
        if text.startswith(".") or text in bound and text.strip("`") not in self.columns:
            return token
        return Tok("column" if how == "rows" else "choice", text, token.space)

    def bound_in(self, tokens: Sequence[Tok]) -> set[str]:
        """Names that tokens give values to."""
        return self._assigned_in(tokens) | _arguments_in(tokens)

    def _assigned_in(self, tokens: Sequence[Tok]) -> set[str]:
        found: set[str] = set()
        for place, token in enumerate(tokens):
            if token.kind != "word":
                continue
            after = next((one for one in tokens[place + 1 : place + 3] if one.kind != "line"), None)
            before = tokens[place - 1] if place else None
            if (
                after is not None
                and after.text == "<-"
                and (before is None or before.text not in ("$", "[["))
            ):
                found.add(token.text)
            if after is not None and after.text in ("$", "[[", "[", ")") and _is_part_set(tokens, place):
                found.add(token.text)
            if after is not None and after.text == "in" and before is not None and before.text == "(":
                found.add(token.text)
        return found

    def bound(self, lines: Sequence[str]) -> set[str]:
        key = tuple(lines)
        if key not in self._bound:
            self._bound[key] = self._bound_of(lines)
        return set(self._bound[key])

    def assigned(self, statement: Sequence[str]) -> set[str]:
        return self._assigned_in(_flat_tokens(statement))

    def _bound_of(self, lines: Sequence[str]) -> set[str]:
        return self.bound_in(_flat_tokens(lines))

    def reads_and_sets(self, statement: Sequence[str]) -> tuple[list[str], list[str]]:
        tokens = [token for token in self.lex(statement) if token.kind not in ("line", "comment")]
        sets: list[str] = []
        at = 0
        while at + 1 < len(tokens) and tokens[at].kind == "word" and tokens[at + 1].text == "<-":
            sets.append(tokens[at].text)
            at += 2
        after = [*[token.text for token in tokens[1:]], ""][: len(tokens)]
        given = [
            token.kind == "word" and follows != "<-" for token, follows in zip(tokens, after, strict=True)
        ]
        return [token.text for token, is_read in zip(tokens[at:], given[at:], strict=True) if is_read], sets

    def named_in(self, lines: Sequence[str]) -> set[str]:
        found = set()
        for statement in statements(list(lines)):
            found |= set(self.reads_and_sets(statement)[0])
        return found

    def held(self, lines: Sequence[str], outside: Sequence[str]) -> tuple[set[str], set[str]]:
        """A reader or a hash object that has the variables in its hands: `environment()`."""
        if not any("environment()" in line for line in outside):
            return set(), set()
        named = self.named_in(outside)
        texts = {self.content(token) for token in self.lex(outside) if token.kind == "text"}
        return named | (self.named_in(lines) - self.bound(lines)), texts

    def check_apart(self, lines: Sequence[str], outside: Sequence[str]) -> None:
        words = {token.text for token in self.lex(lines) if token.kind in ("word", "fixed")}
        signs = [token.text for token in self.lex(lines)]
        if words & {"next", "break", "return", "repeat", "rm"} or "<<" in "".join(signs):
            raise Mismatch("its statements end the turn of a loop")
        holders = set(_HOLDER.findall("\n".join([*outside, *lines])))
        if words & {"environment", *(name for pair in holders for name in pair)}:
            raise Mismatch("an object that holds the variables of the step is in its statements")

    def elements(self, lines: Sequence[str], around: set[str]) -> tuple[list[str], dict[str, str]]:
        own = self.bound(lines)
        text = "\n".join(
            line for statement in statements(list(lines)) for line in _one_verb_a_line(statement)
        )
        given: dict[str, str] = {}
        for vector, index in sorted(set(_ELEMENT.findall(text))):
            uses = len(re.findall(rf"(?<![\w.$]){re.escape(vector)}(?![\w.(])", text))
            looked_up = text.count(f"{vector}[{index}]")
            if {vector, index} & own or not {vector, index} <= around or uses != looked_up or '"' in vector:
                continue
            given[vector] = f"{vector}[{index}]"
            text = re.sub(rf"(?<![\w.$]){re.escape(vector)}\[{re.escape(index)}\]", vector, text)
        return text.split("\n"), given

    def joined(self, lines: Sequence[str], functions: set[str]) -> list[str]:
        """One pipe: `a <- a |> f("x")` goes on where `a <- …` ended."""
        found: list[list[str]] = []
        for statement in statements(list(lines)):
            target, _, rest = statement[0].partition(" <- ")
            call = re.match(
                rf"({'|'.join(map(re.escape, sorted(functions)))})\({re.escape(target)}(?:, |\))", rest
            )
            if call is not None:
                statement = [
                    f"{target} <- {target} |> {call[1]}({rest[call.end() :] if call[0][-1] == ' ' else ')'}",
                    *statement[1:],
                ]
                rest = statement[0].partition(" <- ")[2]
            before = found[-1] if found else [""]
            opened = before[0].partition(" <- ")
            if (
                opened[0] == target
                and opened[1]
                and rest.startswith(f"{target} |>")
                and "#" not in before[-1]
            ):
                found[-1] = _piped(before, rest.removeprefix(f"{target} |>").strip(), statement[1:])
            else:
                found.append(statement)
        return [line for statement in found for line in statement]

    def deletes(self, lines: Sequence[str]) -> set[str]:
        ends = (line.strip() for line in lines)
        return {name for line in ends if line.startswith("rm(") for name in re.findall(r"[\w.]+", line[3:])}

    def definition(self, lines: Sequence[str]) -> str:
        for line in lines:
            found = re.match(r"([\w.]+) <- ", line)
            if found is not None:
                return found[1]
        raise Mismatch("a definition of it has no name")

    def content(self, token: Tok) -> str:
        if token.kind in ("text", "glue"):
            return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", _unescaped, token.text[1:-1])
        return token.text.strip("`")

    def literal(self, text: str) -> str:
        return r.text(text)

    def formatted(self, parts: Sequence[str | tuple[str, bool]]) -> str:
        pieces = [r.text(part) if isinstance(part, str) else part[0] for part in parts]
        if len(parts) == 1 and isinstance(parts[0], tuple):
            return f"as.character({pieces[0]})" if parts[0][1] else pieces[0]
        return f"paste0({', '.join(pieces)})"

    def as_number(self, name: str, literal: str, given: str) -> str:
        return name

    def whole(self, literal: str) -> str:
        return literal

    def outside(self, tokens: list[Tok], place: int) -> str:
        return ".env$" if self.open_data and _over_rows(tokens, place) else ""

    def column(self, tokens: list[Tok], place: int, parts: Sequence[str | tuple[str, bool]]) -> None:
        token = tokens[place]
        code = self.formatted(parts)
        if token.kind == "key":
            glued = "".join(
                r.text(part)[1:-1].replace("{", "{{").replace("}", "}}")
                if isinstance(part, str)
                else f"{{{part[0]}}}"
                for part in parts
            )
            after = tokens[place + 1]
            if after.text != "=":
                raise Mismatch("a column is made in an unusual place")
            tokens[place] = Tok("raw", f'"{glued}"', token.space)
            tokens[place + 1] = Tok("sign", ":=", after.space)
            _take_names(tokens, place)
        elif token.kind == "choice":
            tokens[place] = Tok("raw", f"all_of({code})", token.space)
        elif token.kind == "part":
            tokens[place - 1] = Tok("raw", "", tokens[place - 1].space)
            tokens[place] = Tok("raw", f"[[{code}]]", "")
        elif (
            place
            and tokens[place - 1].text == "("
            and tokens[place - 2].text in ("group_by", "distinct", "count")
        ):
            tokens[place] = Tok("raw", f"across(all_of({code}))", token.space)
        else:
            tokens[place] = Tok("raw", f".data[[{code}]]", token.space)

    def name(self, wanted: str, taken: Collection[str]) -> str:
        made = base = r.identifier(wanted)
        number = 2
        if made in taken or made in self.columns:
            made = base = f"{base.rstrip('_')}_value"
        while made in taken or made in self.columns:
            made, number = f"{base}_{number}", number + 1
        return made

    def named(self, name: str, code: str) -> str:
        return f"{name} = {code}"

    def function(
        self, name: str, parameters: Sequence[tuple[str, str | None]], about: Sequence[str], inner: Sequence[list[str]],
        body: list[str], results: Sequence[str], made: str,
    ) -> list[str]:  # fmt: skip
        listed = ", ".join(one if default is None else f"{one} = {default}" for one, default in parameters)
        body = [_flat(line) for line in body]
        lines = [*(f"# {line}".rstrip() for line in about), f"{name} <- function({listed}) {{"]
        for one in inner:
            lines += [*(f"  {line}" if line else line for line in one), ""]
        lines += [f"  {line}" if line else line for line in body]
        if made:
            own = f"c(list({', '.join(f'{one} = {one}' for one in results)}), {made})"
            lines.append(f"  {own if results else made}")
        elif len(results) == 1:
            lines.append(f"  {results[0]}")
        elif results:
            lines.append(f"  list({', '.join(f'{one} = {one}' for one in results)})")
        else:
            lines.append("  invisible(NULL)")
        return [*lines, "}"]

    def call(
        self, name: str, arguments: Sequence[str], results: Sequence[tuple[str, str]], more: str, listed: bool
    ) -> list[str]:
        made = f"{name}({', '.join(arguments)})"
        if not results:
            return [made]
        if len(results) == 1 and not listed:
            return [f"{results[0][1]} <- {made}"]
        return [f"{more} <- {made}", *(f"{own} <- {more}${inside}" for inside, own in results)]

    def store(self, made: str, key: str, table: str) -> list[str]:
        return [f"{made}[[{key}]] <- {table}"]

    def empty(self, made: str) -> list[str]:
        return [f"{made} <- list()"]

    def glued(self, parts: Sequence[str | tuple[str, bool]], token: Tok) -> str:
        texts = (r.text(part)[1:-1] if isinstance(part, str) else f"{{{part[0]}}}" for part in parts)
        return f'"{"".join(texts)}"'

    def loop(self, targets: Sequence[tuple[str, str, tuple[str, ...]]], body: Sequence[str]) -> list[str]:
        if not targets:
            raise Mismatch("the rounds of a loop do the same")
        inner = [f"  {line}" if line else line for line in body]
        codes = [self._values(kind, values) for _, kind, values in targets]
        if len(targets) == 1:
            return [f"for ({targets[0][0]} in {codes[0]}) {{", *inner, "}"]
        lines = [f"for (turn in seq_along({codes[0]})) {{"]
        for (name, kind, _), code in zip(targets, codes, strict=True):
            lines.append(f"  {name} <- {code}{'[[turn]]' if kind == 'table' else '[turn]'}")
        return [*lines, *inner, "}"]

    def _values(self, kind: str, values: tuple[str, ...]) -> str:
        if kind == "number" and all(value.isdigit() for value in values):
            numbers = [int(value) for value in values]
            if numbers == list(range(numbers[0], numbers[-1] + 1)):
                return f"sas_seq({numbers[0]}, {numbers[-1]})"
        codes = ", ".join(self.literal(value) if kind == "text" else value for value in values)
        return f"{'list' if kind == 'table' else 'c'}({codes})"


_ELEMENT = re.compile(r"(?<![\w.$])([^\W\d][\w.]*)\[([^\W\d][\w.]*)\]")


def _take_names(tokens: list[Tok], place: int) -> None:
    """A list takes names that are made."""
    depth = 0
    for at in range(place - 1, 0, -1):
        depth += (tokens[at].text in (")", "]")) - (tokens[at].text in ("(", "["))
        if depth < 0:
            if tokens[at - 1].text == "list":
                tokens[at - 1] = Tok("raw", "rlang::list2", tokens[at - 1].space)
            return


def _remarked(tokens: Sequence[Tok]) -> set[int]:
    """The places of brackets that hold comments: their lines stay."""
    found: set[int] = set()
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.text in ("(", "[", "[[", "{") and token.kind not in ("text", "comment"):
            opened += [place] * len(token.text)
        elif token.text in (")", "]", "}") and opened and token.kind not in ("text", "comment"):
            opened.pop()
        elif token.kind == "comment" and opened:
            found.add(opened[-1])
    return found


def _one_verb_a_line(statement: Sequence[str]) -> list[str]:
    """A short pipe in the form of a long one: calls that make the same verbs have the same form."""
    if len(statement) > 1 or " |> " not in statement[0]:
        return list(statement)
    first, *verbs = statement[0].split(" |> ")
    if any(verb.count("(") != verb.count(")") or verb.count('"') % 2 for verb in [first, *verbs]):
        return list(statement)
    return [f"{first} |>", *(f"  {verb} |>" for verb in verbs[:-1]), f"  {verbs[-1]}"]


def _piped(before: Sequence[str], verb: str, more: Sequence[str]) -> list[str]:
    """A pipe with the verbs of another behind it, each on its line."""
    first, *rest = before
    if not rest and " |> " in first:
        first, _, own = first.partition(" |> ")
        rest = [f"  {own}"]
        first += " |>"
    lines = [first, *rest]
    if not lines[-1].endswith(" |>"):
        lines[-1] += " |>"
    return [*lines, *([f"  {verb}"] if verb else []), *more]


def _is_part_set(tokens: Sequence[Tok], place: int) -> bool:
    """Does a statement set a part of a table: `x$a <- `, `x[["a"]] <- `, `names(x) <- `?"""
    begins = place == 0 or tokens[place - 1].kind == "line"
    wrapped = place > 1 and tokens[place - 1].text == "(" and (place == 2 or tokens[place - 3].kind == "line")
    if tokens[place].text == "lib" or not begins and not wrapped:
        return False
    depth = 0
    for token in tokens[place - 1 if wrapped else place :]:
        depth += {"(": 1, "[": 1, "[[": 2, ")": -1, "]": -1}.get(token.text, 0)
        if token.text == "<-" and depth == 0:
            return True
        if token.kind == "line":
            return False
    return False


def _arguments_in(tokens: Sequence[Tok]) -> set[str]:
    """The names of the arguments of functions."""
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if token.text == "function" and place + 1 < len(tokens) and tokens[place + 1].text == "(":
            depth, at = 1, place + 2
            while at < len(tokens) and depth:
                depth += (tokens[at].text == "(") - (tokens[at].text == ")")
                if depth == 1 and tokens[at].kind == "word" and tokens[at - 1].text in ("(", ","):
                    found.add(tokens[at].text)
                at += 1
    return found


def _flat_tokens(lines: Sequence[str]) -> list[Tok]:
    flat: list[Tok] = []
    for line in lines:
        flat.append(Tok("line", ""))
        for match in _TOKENS.finditer(line.lstrip(" ")):
            kind = match.lastgroup
            flat.append(Tok(kind, match[kind], match["space"]))  # type: ignore[arg-type,index]
    return flat


def _flat(line: str) -> str:
    """A line with `paste0` inside `paste0` made one."""
    line = re.sub(r"\bpaste0\(paste0\(([^()]*)\), ", r"paste0(\1, ", line)
    return re.sub(r"\b(paste0\([^()]*), paste0\(([^()]*)\)", r"\1, \2", line)


def _unescaped(match: re.Match[str]) -> str:
    sign = match[1]
    if len(sign) == 5:
        return chr(int(sign[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(sign, sign)


def _before(tokens: Sequence[Tok], back: int) -> Tok:
    """The token so many places back, line ends left out."""
    rest = [token for token in tokens[-back - 3 :] if token.kind not in ("line", "comment")]
    return rest[-back] if len(rest) >= back else Tok("sign", "")


def _callee(tokens: Sequence[Tok]) -> str:
    """The function whose bracket is the innermost open one."""
    depth = 0
    for place in range(len(tokens) - 1, 0, -1):
        text = tokens[place].text
        if text in (")", "]"):
            depth += 1
        elif text in ("(", "["):
            if depth == 0:
                return tokens[place - 1].text
            depth -= 1
    return ""


def _over_rows(tokens: Sequence[Tok], place: int) -> bool:
    """Does a place stand in the arguments of a verb that are expressions over rows? What `.data[[…]]` looks up does not:
    rlang asks for it before the columns are in sight."""
    depth = 0
    for at in range(place - 1, 0, -1):
        text = tokens[at].text
        if text in (")", "]", "}"):
            depth += 1
        elif text in ("(", "[", "[[", "{") and depth:
            depth -= 2 if text == "[[" else 1
        elif text == "{" or text == "[[" and tokens[at - 1].text == ".data":
            return False
        elif text == "(" and tokens[at - 1].text in MASKED:
            return True
    return False


def _with_lists(tokens: Sequence[Tok]) -> list[Tok]:
    """Put constant vectors of texts together: `c("a", "b")`."""
    found: list[Tok] = []
    at = 0
    while at < len(tokens):
        items: list[Tok] = []
        end = at + 2
        if tokens[at].text == "c" and tokens[at].kind == "fixed":
            while end + 1 < len(tokens) and tokens[end].kind == "text" and tokens[end + 1].text in (",", ")"):
                items.append(tokens[end])
                end += 2
                if tokens[end - 1].text == ")":
                    break
        if items and tokens[end - 1].text == ")":
            text = "c(" + ", ".join(item.text for item in items) + ")"
            found.append(Tok("list", text, tokens[at].space, tuple(items)))
            at = end
        else:
            found.append(tokens[at])
            at += 1
    return found
