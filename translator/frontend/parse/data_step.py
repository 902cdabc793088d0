"""Statements of the DATA step, chosen by their first tokens.

SAS reserves no words: `if = 3;`, `array + 1;`, `put: x = 1;` are an assignment, a sum and a label.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from translator.frontend.parse import declarations, put
from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.datasets import named_dataset, read_datasets
from translator.frontend.parse.declarations import read_constant
from translator.frontend.parse.expressions import read_expression
from translator.frontend.parse.fields import read_primary
from translator.frontend.parse.input import read_input
from translator.frontend.parse.names import read_name
from translator.lang import statements as s
from translator.lang.syntax import Call, Element, Expr, MethodCall, NameItem, Var
from translator.lang.tokens import MACRO

Where = dict[str, Any]
Reader = Callable[[Cursor, Where], s.Statement]

_BEFORE_PARENTHESIS = frozenset(
    ("if", "when", "while", "until", "do", "select", "put", "putlog", "input", "retain", "else", "error")
)
"""Words that a parenthesis may follow as part of the statement: `if (a) = b then …` is no assignment."""
_BEFORE_PLUS = frozenset(("put", "putlog", "input", "error"))


def variable_head(cursor: Cursor) -> str:
    """What the tokens say before any keyword is looked at: "assign", "sum", "label", "method" or ""."""
    following = cursor.text_at(1)
    if following[:1] == "&" or cursor.token.kind == MACRO:
        following = cursor.text_at(cursor.name_size())
    if following == "=":
        return "assign"
    if following == "+":
        return "" if cursor.word in _BEFORE_PLUS else "sum"
    if following == ":":
        return "label"
    if following == ".":
        if cursor.is_name(2) and cursor.text_at(3) == "(":
            return "method"
        return "assign" if cursor.text_at(3) == "=" else ""
    if following in ("{", "[") or (following == "(" and cursor.word not in _BEFORE_PARENTHESIS):
        return _after_group(cursor)
    return ""


def _after_group(cursor: Cursor) -> str:
    """`a{i} = …`, `substr(x, 1) = …`, `a(i) + …`."""
    depth = 0
    tokens = cursor.tokens
    for place in range(cursor.position + 1, cursor.size):
        text = tokens[place].text
        if text in ("(", "[", "{"):
            depth += 1
        elif text in (")", "]", "}"):
            depth -= 1
            if depth == 0:
                after = tokens[place + 1].text if place + 1 < cursor.size else ""
                return {"=": "assign", "+": "sum"}.get(after, "")
    return ""


def read_variable_statement(cursor: Cursor, head: str, where: Where) -> s.Statement:
    """The statement that `variable_head` announced."""
    match head:
        case "assign":
            target = read_target(cursor)
            cursor.expect("=")
            return s.Assign(target=target, value=read_expression(cursor), **where)
        case "sum":
            target = read_target(cursor)
            cursor.expect("+")
            return s.Sum(target=target, value=read_expression(cursor), **where)
        case "label":
            name = cursor.name()
            cursor.position += 1
            return s.Label(name=name, **where)
        case _:
            return s.Invoke(call=_method(cursor), **where)


def read_target(cursor: Cursor) -> Var | Element | Call:
    """What is assigned to: a variable, an array element, `substr(x, 1, 2)`."""
    token = cursor.token
    if cursor.text_at(1) in ("=", "+"):
        return Var(cursor.name(), token)
    if cursor.text_at(1) == ".":  # `x.sum = …` in a COMPUTE block of PROC REPORT
        name = cursor.name()
        cursor.position += 1
        return Var(f"{name}.{cursor.name()}", token)
    if cursor.text_at(1) == "(":
        node = read_expression_primary(cursor)
        if isinstance(node, Call):
            return node
        cursor.fail("E0102", "this cannot be assigned to", token)
    return read_primary(cursor)


def read_expression_primary(cursor: Cursor) -> Expr:
    """`name(…)` alone, without the operators after it."""
    start = cursor.position
    cursor.position += 1
    cursor.skip_group()
    end = cursor.position
    inner = cursor.inner(cursor.tokens[start:end], cursor.token)
    node = read_expression(inner)
    inner.finish()
    return node


def _method(cursor: Cursor) -> Expr:
    node = read_expression(cursor)
    if not isinstance(node, MethodCall):
        cursor.fail("E0102", "expected a method call")
    return node


# --- data sets ------------------------------------------------------------------------------------------


def _read_set(cursor: Cursor, where: Where) -> s.Statement:
    datasets, options = _inputs(cursor)
    return s.Set(datasets=datasets, options=options, **where)


def _read_merge(cursor: Cursor, where: Where) -> s.Statement:
    datasets, options = _inputs(cursor)
    return s.Merge(datasets=datasets, options=options, **where)


def _read_modify(cursor: Cursor, where: Where) -> s.Statement:
    datasets, options = _inputs(cursor)
    return s.Modify(datasets=datasets, options=options, **where)


def _read_update(cursor: Cursor, where: Where) -> s.Statement:
    at = cursor.token
    datasets, options = _inputs(cursor)
    if len(datasets) != 2:
        cursor.fail("E0111", f"UPDATE wants a master and a transaction data set, found {len(datasets)}", at)
    return s.Update(master=datasets[0], transactions=datasets[1], options=options, **where)


def _inputs(cursor: Cursor) -> tuple[tuple[s.Dataset, ...], tuple[tuple[str, str], ...]]:
    """Data sets, then options `end=eof point=p key=k/unique`."""
    datasets = list(read_datasets(cursor))
    options: list[tuple[str, str]] = []
    while not cursor.done:
        if cursor.accept("/"):
            options.append((cursor.name("an option").lower(), ""))
            continue
        if cursor.is_name() and cursor.text_at(1) == "=":
            name = cursor.name().lower()
            cursor.position += 1
            start = cursor.position
            if cursor.text == "(":
                cursor.skip_group()
            elif cursor.is_name():
                cursor.position += 1
                if cursor.text == "." and cursor.is_name(1):
                    cursor.position += 2
            elif not cursor.done:
                cursor.position += 1
            else:
                cursor.fail("E0102", f"a value is missing after {name.upper()}=")
            options.append((name, "".join(token.text for token in cursor.tokens[start : cursor.position])))
            continue
        more = read_datasets(cursor)
        if not more:
            cursor.fail("E0102", f"unexpected {cursor.found()}")
        datasets.extend(more)
    return tuple(datasets), tuple(options)


def read_by(cursor: Cursor, where: Where) -> s.Statement:
    """BY, with DESCENDING, NOTSORTED and GROUPFORMAT."""
    keys: list[tuple[NameItem, bool]] = []
    notsorted = groupformat = False
    while not cursor.done:
        word = cursor.word
        if word == "notsorted" and cursor.position:
            notsorted = True
            cursor.position += 1
        elif word == "groupformat":
            groupformat = True
            cursor.position += 1
        elif word == "descending" and cursor.is_name(1) and cursor.word_at(1) != "notsorted":
            cursor.position += 1
            keys.append((read_name(cursor), True))
        elif word == "ascending" and cursor.is_name(1):
            cursor.position += 1
            keys.append((read_name(cursor), False))
        else:
            keys.append((read_name(cursor), False))
    return s.By(keys=tuple(keys), notsorted=notsorted, groupformat=groupformat, **where)


def read_where(cursor: Cursor, where: Where) -> s.Statement:
    """WHERE, WHERE ALSO, WHERE SAME AND, WHERE CLEAR."""
    also = False
    if cursor.done or (cursor.word == "clear" and cursor.position + 1 == cursor.size):
        cursor.position = cursor.size
        return s.Where(condition=None, clear=True, **where)
    if cursor.word == "also":
        also = True
        cursor.position += 1
    elif cursor.word == "same" and cursor.word_at(1) in ("and", "also"):
        also = True
        cursor.position += 2
        if cursor.word == "also":
            cursor.position += 1
    return s.Where(condition=read_expression(cursor, where=True), also=also, **where)


def _read_output(cursor: Cursor, where: Where) -> s.Statement:
    return s.Output(datasets=read_datasets(cursor), **where)


def _read_replace(cursor: Cursor, where: Where) -> s.Statement:
    return s.Replace(datasets=read_datasets(cursor), **where)


def _read_remove(cursor: Cursor, where: Where) -> s.Statement:
    return s.Remove(datasets=read_datasets(cursor), **where)


# --- files ----------------------------------------------------------------------------------------------


def _read_infile(cursor: Cursor, where: Where) -> s.Statement:
    target, options = _file(cursor)
    if isinstance(target, Var) and target.name.lower() in (
        "cards",
        "lines",
        "datalines",
        "cards4",
        "datalines4",
    ):
        target = Var("datalines", target.at)
    return s.Infile(target=target, options=options, **where)


def _read_file(cursor: Cursor, where: Where) -> s.Statement:
    target, options = _file(cursor)
    return s.File(target=target, options=options, **where)


_FILE_OPTIONS = {
    "col": "column",
    "delimiter": "dlm",
    "linesize": "ls",
    "pagesize": "ps",
    "unbuf": "unbuffered",
}


def _file(cursor: Cursor) -> tuple[Expr, tuple[tuple[str, Expr | None], ...]]:
    target = read_expression(cursor)
    options: list[tuple[str, Expr | None]] = []
    while not cursor.done:
        name = cursor.name("an option").lower()
        name = _FILE_OPTIONS.get(name, name)
        if cursor.accept("="):
            if cursor.text == "(":
                cursor.position += 1
                options.append((name, read_expression(cursor)))
                cursor.expect(")", "E0104")
            else:
                options.append((name, read_constant(cursor)))
        else:
            options.append((name, None))
    return target, tuple(options)


# --- the rest -------------------------------------------------------------------------------------------


def _read_call(cursor: Cursor, where: Where) -> s.Statement:
    if not cursor.is_name():
        cursor.fail("E0102", f"expected the name of a CALL routine but found {cursor.found()}")
    if cursor.text_at(1) != "(":
        return s.CallRoutine(name=cursor.name(), args=(), **where)
    node = read_expression_primary(cursor)
    if not isinstance(node, Call):
        cursor.fail("E0102", "expected a CALL routine")
    return s.CallRoutine(name=node.name, args=node.args, **where)


def _read_declare(cursor: Cursor, where: Where) -> s.Statement:
    """`declare hash h(…);`; several objects of one kind share a statement in SAS but not here."""
    kind = cursor.name("the kind of object").lower()
    if cursor.text_at(1) == "(":
        start = cursor.position
        name = cursor.name()
        cursor.position = start
        args = _tagged(cursor)
        return s.Declare(kind=kind, name=name, args=args, **where)
    return s.Declare(kind=kind, name=cursor.name("the object's name"), args=None, **where)


def _tagged(cursor: Cursor) -> tuple[tuple[str, Expr], ...]:
    """`name(tag: value, …)`."""
    opening = cursor.ahead()
    cursor.position += 2
    arguments: list[tuple[str, Expr]] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", f"{opening.text!r} is never closed", opening)
        tag = ""
        if cursor.is_name() and cursor.text_at(1) == ":":
            tag = cursor.name().lower()
            cursor.position += 1
        arguments.append((tag, named_dataset(tag, read_expression(cursor))))
        if not cursor.accept(",") and cursor.text != ")":
            cursor.fail("E0119", f"expected ',' or ')' but found {cursor.found()}")
    cursor.position += 1
    return tuple(arguments)


def _read_go(cursor: Cursor, where: Where) -> s.Statement:
    cursor.expect("to")
    return s.Jump(kind="goto", label=cursor.name("a label"), **where)


def _read_goto(cursor: Cursor, where: Where) -> s.Statement:
    return s.Jump(kind="goto", label=cursor.name("a label"), **where)


def _read_link(cursor: Cursor, where: Where) -> s.Statement:
    return s.Jump(kind="link", label=cursor.name("a label"), **where)


def _simple(kind: Any, *, words: bool = False) -> Reader:
    def read(cursor: Cursor, where: Where) -> s.Statement:
        rest: tuple[str, ...] = ()
        if words:
            rest = tuple(token.text.lower() for token in cursor.tokens[cursor.position : cursor.size])
            cursor.position = cursor.size
        return s.Simple(kind=kind, words=rest, **where)

    return read


def _read_return(cursor: Cursor, where: Where) -> s.Statement:
    if cursor.in_function and not cursor.done:
        return s.ReturnValue(value=read_expression(cursor), **where)
    return s.Simple(kind="return", words=(), **where)


READERS: dict[str, Reader] = {
    "set": _read_set, "merge": _read_merge, "update": _read_update, "modify": _read_modify, "by": read_by,
    "where": read_where, "output": _read_output, "replace": _read_replace, "remove": _read_remove,
    "keep": declarations.read_keep, "drop": declarations.read_drop, "rename": declarations.read_rename,
    "retain": declarations.read_retain, "length": declarations.read_length, "label": declarations.read_label,
    "format": declarations.read_format, "informat": declarations.read_informat,
    "attrib": declarations.read_attrib, "array": declarations.read_array, "call": _read_call,
    "declare": _read_declare, "dcl": _read_declare, "go": _read_go, "goto": _read_goto, "link": _read_link,
    "delete": _simple("delete"), "stop": _simple("stop"), "return": _read_return,
    "abort": _simple("abort", words=True), "leave": _simple("leave"), "continue": _simple("continue"),
    "list": _simple("list"), "lostcard": _simple("lostcard"), "endsas": _simple("endsas"),
    "error": put.read_error, "put": put.read_put, "putlog": put.read_putlog, "input": read_input,
    "infile": _read_infile, "file": _read_file,
}  # fmt: skip
"""Statements by their first word. IF, DO, SELECT, END … are read by `nesting`."""

__all__ = ["READERS", "read_by", "read_target", "read_variable_statement", "read_where", "variable_head"]
