"""Macros as Python functions: how code is cut into what can be a parameter, and how functions and calls are written."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Collection, Sequence
from functools import lru_cache

from translator.emit.functions.dialect import Mismatch
from translator.emit.functions.tokens import Tok
from translator.emit.pandas.layout import indent
from translator.emit.pandas.names import RESERVED, identifier

_TOKENS = re.compile(
    r"""(?P<space>[ ]*)(?:(?P<raw>[rRbBfFuU]{1,2}(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))"""
    r"""|(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<comment>\#.*$)"""
    r"""|(?P<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"""
    r"""|(?P<word>[^\W\d]\w*)|(?P<sign>\*\*=?|//=?|<<=?|>>=?|->|:=|[-+*/%&|^=<>!@]=|\.\.\.|\S))""",
)
KEPT = 4096
"""Pieces of code whose tokens and names are remembered: each is asked for again and again."""
KEYWORDS = frozenset(("and", "or", "not", "if", "else", "for", "in", "is", "lambda", "None", "True", "False"))


class Python:
    """Python, see `Dialect`."""

    nothing = "pass"
    letters = r"\w"

    def lex(self, lines: Sequence[str]) -> list[Tok]:
        return list(_lexed(tuple(lines)))

    def bound(self, lines: Sequence[str]) -> set[str]:
        return set(_bound(tuple(lines)))

    def assigned(self, statement: Sequence[str]) -> set[str]:
        return _assigned(_parsed(statement))

    def reads_and_sets(self, statement: Sequence[str]) -> tuple[list[str], list[str]]:
        tree = _parsed(statement)
        reads = [
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        ]
        sets: list[str] = []
        for one in tree.body:
            if isinstance(one, ast.Assign):
                sets += [
                    node.id
                    for target in one.targets
                    for node in ast.walk(target)
                    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                ]
            elif isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name):
                reads.append(one.target.id)
                sets.append(one.target.id)
            elif isinstance(one, ast.Delete):
                reads += [node.id for node in ast.walk(one) if isinstance(node, ast.Name)]
        return reads, sets

    def named_in(self, lines: Sequence[str]) -> set[str]:
        tree = _parsed(lines)
        return {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)
        }

    def held(self, lines: Sequence[str], outside: Sequence[str]) -> tuple[set[str], set[str]]:
        """None: what objects of a row loop give and take stands in the text."""
        return set(), set()

    def check_apart(self, lines: Sequence[str], outside: Sequence[str]) -> None:
        leaving = (ast.Continue, ast.Break, ast.Return, ast.Yield, ast.Delete, ast.Nonlocal, ast.Global)
        if any(isinstance(node, leaving) for node in ast.walk(_parsed(lines))):
            raise Mismatch("its statements end the turn of a loop")

    def elements(self, lines: Sequence[str], around: set[str]) -> tuple[list[str], dict[str, str]]:
        return list(lines), {}

    def joined(self, lines: Sequence[str], functions: set[str]) -> list[str]:
        return list(lines)

    def deletes(self, lines: Sequence[str]) -> set[str]:
        ends = (line.strip() for line in lines)
        return {name for line in ends if line.startswith("del ") for name in re.findall(r"\w+", line[4:])}

    def definition(self, lines: Sequence[str]) -> str:
        for line in lines:
            found = re.match(r"(?:def|class) (\w+)|(\w+) = ", line)
            if found is not None:
                return found[1] or found[2]
        raise Mismatch("a definition of it has no name")

    def content(self, token: Tok) -> str:
        return str(ast.literal_eval(token.text)) if token.kind == "text" else token.text

    def literal(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    def formatted(self, parts: Sequence[str | tuple[str, bool]]) -> str:
        if len(parts) == 1 and isinstance(parts[0], tuple):
            name, number = parts[0]
            return f"str({name})" if number else name
        pieces = [_braced(part) if isinstance(part, str) else f"{{{part[0]}}}" for part in parts]
        return f'f"{"".join(pieces)}"'

    def as_number(self, name: str, literal: str, given: str) -> str:
        return f"float({name})" if literal != given and self.whole(literal) == given else name

    def whole(self, literal: str) -> str:
        return literal.removesuffix(".0")

    def outside(self, tokens: list[Tok], place: int) -> str:
        return ""

    def column(self, tokens: list[Tok], place: int, parts: Sequence[str | tuple[str, bool]]) -> None:
        raise Mismatch("a name is a column")

    def name(self, wanted: str, taken: Collection[str]) -> str:
        made = base = identifier(wanted)
        number = 2
        if made in taken:
            made = base = f"{base.rstrip('_')}_value"
        while made in taken or made in RESERVED:
            made, number = f"{base}_{number}", number + 1
        return made

    def named(self, name: str, code: str) -> str:
        return f"{name}={code}"

    def function(
        self, name: str, parameters: Sequence[tuple[str, str | None]], about: Sequence[str], inner: Sequence[list[str]],
        body: list[str], results: Sequence[str], made: str,
    ) -> list[str]:  # fmt: skip
        listed = ", ".join(one if default is None else f"{one}={default}" for one, default in parameters)
        lines = [f"def {name}({listed}):"]
        if len(about) == 1:
            lines.append(f'    """{about[0]}"""')
        else:
            lines += [f'    """{about[0]}', *(f"    {line}".rstrip() for line in about[1:]), '    """']
        for one in inner:
            lines += ["", *indent(list(one)), ""]
        lines += indent(body)
        if made and not results:
            return [*lines, f"    return {made}"]
        if not results:
            return lines
        if len(results) <= MOST_RESULTS and not made:
            return [*lines, f"    return {', '.join(results)}"]
        pairs = ", ".join([*(f'"{one}": {one}' for one in results), *([f"**{made}"] if made else [])])
        return [*lines, f"    return {{{pairs}}}"]

    def call(
        self, name: str, arguments: Sequence[str], results: Sequence[tuple[str, str]], more: str, listed: bool
    ) -> list[str]:
        made = f"{name}({', '.join(arguments)})"
        if not results:
            return [made]
        if len(results) <= MOST_RESULTS and not listed:
            return [f"{', '.join(own for _, own in results)} = {made}"]
        return [f"{more} = {made}", *(f'{own} = {more}["{inside}"]' for inside, own in results)]

    def store(self, made: str, key: str, table: str) -> list[str]:
        return [f"{made}[{key}] = {table}"]

    def empty(self, made: str) -> list[str]:
        return [f"{made} = {{}}"]

    def glued(self, parts: Sequence[str | tuple[str, bool]], token: Tok) -> str:
        return "".join(_braced(part) if isinstance(part, str) else f"{{{part[0]}}}" for part in parts)

    def loop(self, targets: Sequence[tuple[str, str, tuple[str, ...]]], body: Sequence[str]) -> list[str]:
        lists = [self._values(kind, values) for _, kind, values in targets]
        if not lists:
            raise Mismatch("the rounds of a loop do the same")
        names = ", ".join(name for name, _, _ in targets)
        values = lists[0] if len(lists) == 1 else f"zip({', '.join(lists)})"
        return [f"for {names} in {values}:", *indent(list(body))]

    def _values(self, kind: str, values: tuple[str, ...]) -> str:
        if kind == "number" and all(value.isdigit() for value in values):
            numbers = [int(value) for value in values]
            if numbers == list(range(numbers[0], numbers[-1] + 1)):
                return f"range({numbers[0]}, {numbers[-1]} + 1)"
        if kind == "number" and all(re.fullmatch(r"\d+\.0", value) for value in values):
            numbers = [int(value[:-2]) for value in values]
            if numbers == list(range(numbers[0], numbers[-1] + 1)):
                return f"map(float, range({numbers[0]}, {numbers[-1]} + 1))"
        return f"[{', '.join(self.literal(value) if kind == 'text' else value for value in values)}]"


MOST_RESULTS = 4
"""Tables that a function returns side by side; more come in a dict."""


def _braced(text: str) -> str:
    """A constant piece of an f-string in double quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("{", "{{").replace("}", "}}")


def _pieces(token: Tok) -> list[Tok]:
    """An f-string in double quotes as its constant pieces and what stands between them."""
    if not token.text.startswith('f"') or "\\" in token.text:
        return [token]
    found = [Tok("raw", 'f"', token.space)]
    for part in re.split(r"(\{\{|\}\}|\{[^{}]*\})", token.text[2:-1]):
        if part and part not in ("{{", "}}"):
            found.append(Tok("raw" if part[0] == "{" else "piece", part))
        elif part:
            found.append(Tok("raw", part))
    return [*found, Tok("raw", '"')]


def _owner(node: ast.expr) -> set[str]:
    """The table of which a part is set."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return {node.id} - {"lib", "sas"} if isinstance(node, ast.Name) else set()


@lru_cache(KEPT)
def _lexed(lines: tuple[str, ...]) -> tuple[Tok, ...]:
    found: list[Tok] = []
    raw = False
    for line in lines:
        body = line.lstrip(" ")
        if raw or line.count('"""') % 2:
            raw = raw != bool(line.count('"""') % 2)
            found += [Tok("line", "", ""), Tok("raw", line)]
            continue
        found.append(Tok("line", "", line[: len(line) - len(body)]))
        if body.startswith('"""'):
            found.append(Tok("comment", body))
            continue
        for match in _TOKENS.finditer(body):
            kind = match.lastgroup
            assert kind is not None and kind != "space"
            token = Tok(kind, match[kind], match["space"])  # type: ignore[arg-type]
            found += _pieces(token) if kind == "raw" else [token]
    return tuple(_with_lists([_fixed(found, place) for place in range(len(found))]))


@lru_cache(KEPT)
def _bound(lines: tuple[str, ...]) -> frozenset[str]:
    tree = _parsed(lines)
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.Subscript(ctx=ast.Store()) | ast.Attribute(ctx=ast.Store()):
                names |= _owner(node)  # a column of it is set
            case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ExceptHandler(name=str() as name):
                names.add(name)
    return frozenset(names)


def _assigned(node: ast.AST) -> set[str]:
    """The names that code gives values to, without those that functions and comprehensions inside it have of their own."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            return {name}
        case ast.Lambda():
            own = {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
            return _assigned(node.body) - own
    found: set[str] = set()
    for inner in ast.iter_child_nodes(node):
        found |= _assigned(inner)
    match node:
        case ast.Subscript(ctx=ast.Store()) | ast.Attribute(ctx=ast.Store()):
            found |= _owner(node)
        case ast.ExceptHandler(name=str() as name):
            found.add(name)
        case ast.FunctionDef(name=name, args=arguments):
            found -= {one.arg for one in ast.walk(arguments) if isinstance(one, ast.arg)}
            found.add(name)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            for one in node.generators:
                found -= _assigned(one.target)
    return found


def _parsed(lines: Sequence[str]) -> ast.Module:
    try:
        return ast.parse(textwrap.dedent("\n".join(lines)))
    except SyntaxError as error:
        raise Mismatch(f"its code cannot be read: {error}") from error


def _fixed(tokens: Sequence[Tok], place: int) -> Tok:
    """A token; words that cannot be left open (attributes, names of arguments) are marked."""
    token = tokens[place]
    if token.kind != "word":
        return token
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    fixed = (
        token.text in KEYWORDS
        or (before is not None and before.text == "." and not token.space)
        or (after is not None and after.text == "=" and not after.space)
    )
    return Tok("fixed", token.text, token.space) if fixed else token


def _with_lists(tokens: Sequence[Tok]) -> list[Tok]:
    """Put constant lists of texts and numbers together: `["a", "b"]`."""
    found: list[Tok] = []
    at = 0
    while at < len(tokens):
        end = at + 1
        items: list[Tok] = []
        before = found[-1] if found else None
        index = (
            before is not None
            and not tokens[at].space
            and (before.kind == "word" or before.text in (")", "]"))
        )
        if tokens[at].text == "[" and tokens[at].kind == "sign" and not index:
            while end + 1 < len(tokens) and tokens[end].kind == "text" and tokens[end + 1].text in (",", "]"):
                items.append(tokens[end])
                end += 2
                if tokens[end - 1].text == "]":
                    break
        if items and tokens[end - 1].text == "]":
            text = "[" + ", ".join(item.text for item in items) + "]"
            found.append(Tok("list", text, tokens[at].space, tuple(items)))
            at = end
        else:
            found.append(tokens[at])
            at += 1
    return found
