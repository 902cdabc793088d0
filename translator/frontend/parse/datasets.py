"""Data set names with their options: `lib.name(keep=a where=(x>1))`."""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor, Unreadable, source_text
from translator.frontend.parse.expressions import read_expression
from translator.frontend.parse.literals import runtime_string
from translator.frontend.parse.names import read_name, read_names
from translator.frontend.scan import lean
from translator.lang.diagnostics import diagnose
from translator.lang.source import Source, Token
from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.syntax import DatasetText, Expr, NameItem, String
from translator.lang.tokens import MACRO, OPERATOR, STRING

_SPECIAL = frozenset(("_null_", "_data_", "_last_"))
_NO_OPTIONS = DatasetOptions()


def read_datasets(cursor: Cursor) -> tuple[Dataset, ...]:
    """Read data sets as long as they come; stops at an option (`end=`), a slash or the end."""
    found: list[Dataset] = []
    while dataset_follows(cursor):
        found.append(read_dataset(cursor))
    return tuple(found)


def with_its_end(text: str) -> str:
    """Return the text of `dataset: 'x(where=(a>1)'` with the parentheses that it leaves open closed: SAS reads it so."""
    marks = [token.text for token in lean(Source("data set name", text)).tokens]
    return text + ")" * (marks.count("(") - marks.count(")"))


def named_dataset(tag: str, value: Expr) -> Expr:
    """Return the argument `dataset: 'x(where=(a>1))'` with the data set that its text names; others as they are."""
    if tag != "dataset" or type(value) is not String or "(" not in value.value:
        return value
    text = with_its_end(value.value)
    source = Source("data set name", text)
    tokens = lean(source).tokens
    end = Token(OPERATOR, "", source, len(text), len(text))
    cursor = Cursor(tokens, end)
    try:
        dataset = read_dataset(cursor)
    except Unreadable:
        return value
    return DatasetText(value.value, value.at, dataset) if cursor.done else value


def dataset_follows(cursor: Cursor) -> bool:
    """Does a data set stand here, and not an option `name=`?"""
    token = cursor.token
    if cursor.done:
        return False
    if token.kind == STRING and token.text[-1] not in "nN":
        return True
    return (cursor.is_name() or token.kind == MACRO) and cursor.text_at(1) != "="


def dataset_options_follow(cursor: Cursor) -> bool:
    """SQL: does a `name=` stand in the parentheses behind the table, and not a list of columns?"""
    place = cursor.position
    for place in range(cursor.position + 1, min(cursor.size, cursor.position + 4)):
        if cursor.tokens[place].text == "(":
            after = cursor.tokens[place + 2].text if place + 2 < cursor.size else ""
            return after == "="
    return False


def read_dataset(cursor: Cursor, *, options: bool = True) -> Dataset:
    """Read one data set with its options; raises Unreadable (E0111) where none stands.

    `options` false leaves parentheses behind the name alone.
    """
    token = cursor.token
    lib, last = "", ""
    if cursor.done:
        cursor.fail("E0111", "expected a data set name but found the end of the statement")
    if token.kind == STRING and token.text[-1] in "'\"":
        cursor.position += 1
        quote = token.text[0]
        name = token.text[1:-1].replace(quote * 2, quote)
        return Dataset("", name, "path", "", read_dataset_options(cursor) if options else _NO_OPTIONS, token)
    if not cursor.is_name() and token.kind != MACRO:
        cursor.fail("E0111", f"expected a data set name but found {cursor.found()}")
    name = cursor.name()
    if cursor.text == "." and (cursor.is_name(1) or cursor.ahead().kind == MACRO):
        cursor.position += 1
        lib, name = name, cursor.name()
    following = cursor.text
    if following == "-" and cursor.is_name(1):
        cursor.position += 1
        last = cursor.name()
        if cursor.text == "." and cursor.glued() and cursor.is_name(1):  # lib.a1-lib.a3
            cursor.position += 1
            last = cursor.name()
        return Dataset(lib, name, "range", last, read_dataset_options(cursor), token)
    if following == ":":
        cursor.position += 1
        return Dataset(lib, name, "prefix", "", read_dataset_options(cursor), token)
    given = read_dataset_options(cursor) if following == "(" and options else _NO_OPTIONS
    if name[0] == "_" and not lib and name.lower() in _SPECIAL:
        return Dataset("", name.upper(), "special", "", given, token)
    return Dataset(lib, name, "name", "", given, token)


def read_dataset_options(cursor: Cursor) -> DatasetOptions:
    """Read `(name=value …)` if it stands here."""
    if cursor.text != "(":
        return _NO_OPTIONS
    opening = cursor.take()
    given: dict[str, Any] = {}
    others: list[tuple[str, str]] = []
    while cursor.text != ")":
        if cursor.done:
            cursor.fail("E0104", "the data set options are never closed", opening)
        at = cursor.token
        name = cursor.name("a data set option").lower()
        if cursor.text != "=":
            others.append((name, ""))
            continue
        cursor.position += 1
        match name:
            case "keep" | "drop":
                given[name] = given.get(name, ()) + _names(cursor)
            case "rename":
                given[name] = given.get(name, ()) + _renames(cursor)
            case "where":
                given[name] = _where(cursor, at)
            case "in":
                given["in_"] = cursor.name("the name of the IN= variable")
            case "firstobs" | "obs":
                given[name] = _number(cursor)
            case "label":
                given[name] = read_label_text(cursor).rstrip(" ")
            case _:
                others.append((name, _value_text(cursor)))
    cursor.position += 1
    return DatasetOptions(others=tuple(others), **given)


def _names(cursor: Cursor) -> tuple[NameItem, ...]:
    """KEEP= and DROP=: names up to the next `option=`; parentheses around them are allowed."""
    if cursor.text == "(":
        cursor.position += 1
        names = read_names(cursor)
        cursor.expect(")", "E0104")
        return names
    items: list[NameItem] = []
    while (cursor.is_name() or cursor.token.kind == MACRO) and not cursor.done and cursor.text_at(1) != "=":
        items.append(read_name(cursor))
    return tuple(items)


def _renames(cursor: Cursor) -> tuple[tuple[NameItem, NameItem], ...]:
    """`(a=b c=d x1-x3=y1-y3)`; the parentheses may be left out around one pair."""
    if cursor.text != "(":
        return (read_pair(cursor),)
    cursor.position += 1
    pairs: list[tuple[NameItem, NameItem]] = []
    while cursor.text != ")":
        pairs.append(read_pair(cursor))
    cursor.position += 1
    return tuple(pairs)


def read_pair(cursor: Cursor) -> tuple[NameItem, NameItem]:
    """`old=new`."""
    old = read_name(cursor)
    cursor.expect("=")
    return old, read_name(cursor)


def _up_to_next_option(cursor: Cursor) -> list[Token]:
    """Move to the next `option=` or the closing parenthesis and return what stands before it."""
    start = cursor.position
    while not cursor.done and cursor.text != ")":
        if cursor.position > start and cursor.is_name() and cursor.text_at(1) == "=":
            break
        if cursor.text == "(":
            cursor.skip_group()
        else:
            cursor.position += 1
    return cursor.tokens[start : cursor.position]


def _number(cursor: Cursor) -> Any:
    """FIRSTOBS= and OBS=: what stands before the next option is the value (`firstobs=2 in=a` is no IN)."""
    part = cursor.inner(_up_to_next_option(cursor), cursor.token)
    value = read_expression(part)
    part.finish()
    return value


def _where(cursor: Cursor, at: Token) -> Any:
    if cursor.text != "(":
        cursor.fail("E0102", f"WHERE= wants its condition in parentheses, found {cursor.found()}", at)
    cursor.position += 1
    if cursor.accept(")"):
        return None
    condition = read_expression(cursor, where=True)
    cursor.expect(")", "E0104")
    return condition


def read_text(cursor: Cursor) -> str:
    """A quoted text's value."""
    token = cursor.token
    if token.kind == STRING and not cursor.done:
        cursor.position += 1
        return text_value(token)
    if token.kind == MACRO and not cursor.done:
        cursor.position += 1
        return token.text
    cursor.fail("E0102", f"expected a quoted text but found {cursor.found()}")


def read_label_text(cursor: Cursor) -> str:
    """A quoted label or title; one that holds a macro variable which only the run knows is kept as it stands, with a warning."""
    token = cursor.token
    if token.kind == STRING and cursor.diagnostics is not None and only_the_run_knows(cursor, token):
        message = "a text with a macro variable that only the run knows is kept as it stands"
        cursor.diagnostics.append(diagnose("W0136", message, token))
    return read_text(cursor)


def only_the_run_knows(cursor: Cursor, token: Token) -> bool:
    """Does a text in double quotes hold a macro variable that only the run knows?"""
    return (
        cursor.runtime is not None
        and token.text[0] == '"'
        and runtime_string(token, cursor.runtime) is not None
    )


def text_value(token: Token) -> str:
    """The text inside a STRING token's quotes."""
    text = token.text
    quote = text[0]
    place = text.rfind(quote)
    value = text[1:place] if place > 0 else text[1:]
    return value.replace(quote * 2, quote) if quote in value else value


def _value_text(cursor: Cursor) -> str:
    """The text of another option's value: a group, or what stands before the next option."""
    start = cursor.position
    if cursor.text == "(":
        cursor.skip_group()
        return source_text(cursor.tokens[start : cursor.position])
    tokens = _up_to_next_option(cursor)
    if len(tokens) == 1 and tokens[0].kind == STRING:
        return text_value(tokens[0])
    return source_text(tokens)
