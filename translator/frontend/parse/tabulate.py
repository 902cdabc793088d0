"""TABLE and KEYLABEL of PROC TABULATE.

Base SAS 9.4 Procedures Guide, TABULATE, "TABLE Statement": dimensions are separated by commas, elements are crossed with
an asterisk, concatenated by a blank, grouped by parentheses; `=` gives a label, `<…>` the denominator of a percentage.
"""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor
from translator.frontend.parse.datasets import read_label_text
from translator.frontend.parse.formats import format_at
from translator.frontend.parse.names import read_name
from translator.frontend.parse.options import read_options, read_values
from translator.lang import statements as s
from translator.lang import syntax_report as r
from translator.lang.syntax import String, Var
from translator.lang.tokens import STRING

Where = dict[str, Any]


def read_table(cursor: Cursor, where: Where) -> s.Statement:
    """Read `table pages, rows, columns / options`."""
    dimensions = [_list(cursor)]
    while cursor.accept(","):
        dimensions.append(_list(cursor))
    options: tuple[s.Option, ...] = ()
    if cursor.accept("/"):
        options = read_options(cursor)
    return s.ReportStatement(keyword="table", content=tuple(dimensions), options=options, **where)


def read_keylabel(cursor: Cursor, where: Where) -> s.Statement:
    """Read `keylabel n='Count' all='Total'`: (keyword, text) pairs."""
    pairs: list[tuple[str, str]] = []
    while not cursor.done:
        name = cursor.name("a statistic").lower()
        cursor.expect("=")
        pairs.append((name, _text(cursor)))
    return s.ReportStatement(keyword="keylabel", content=tuple(pairs), **where)


def _text(cursor: Cursor) -> str:
    if cursor.token.kind != STRING:
        cursor.fail("E0102", f"expected a text in quotes but found {cursor.found()}")
    return read_label_text(cursor)


def _list(cursor: Cursor) -> r.TableExpression:
    items = [_crossing(cursor)]
    while not cursor.done and cursor.text not in (",", "/", ")", ">", ">="):
        items.append(_crossing(cursor))
    return items[0] if len(items) == 1 else r.TableList(tuple(items))


def _crossing(cursor: Cursor) -> r.TableExpression:
    items = [_factor(cursor)]
    while cursor.accept("*"):
        items.append(_factor(cursor))
    return items[0] if len(items) == 1 else r.TableCrossing(tuple(items))


def _factor(cursor: Cursor) -> r.TableExpression:
    token = cursor.token
    if cursor.text == "(":
        cursor.position += 1
        found = _list(cursor)
        cursor.expect(")", "E0104")
        return found
    if cursor.text in ("[", "{"):
        read_values(cursor)
        return r.TableStyle()
    if cursor.word in ("f", "format") and cursor.text_at(1) == "=":
        cursor.position += 2
        form = format_at(cursor)
        if form is None:
            cursor.fail("E0102", f"expected a format but found {cursor.found()}")
        return r.TableFormat(form)
    if cursor.word in ("s", "style") and cursor.text_at(1) == "=":
        cursor.position += 2
        _style(cursor)
        return r.TableStyle()
    return _element(cursor, token)


def _style(cursor: Cursor) -> None:
    """Move past `element`, `element[attributes]` or `[attributes]`."""
    if cursor.is_name():
        cursor.position += 1
        if cursor.text not in ("[", "{"):
            return
    if cursor.text in ("[", "{"):
        read_values(cursor)
    else:
        cursor.fail("E0102", f"expected a style but found {cursor.found()}")


def _described(cursor: Cursor) -> str | None:
    """Read `{label='text' style=[…]}`: the label, None where none is given."""
    at = cursor.token
    label: str | None = None
    for one in read_values(cursor):
        if not isinstance(one, s.Option) or one.name not in ("label", "style", "s"):
            cursor.fail("E0102", "expected LABEL= or STYLE=", at)
        if one.name == "label":
            if not isinstance(one.value, String):
                cursor.fail("E0102", "expected a text in quotes after LABEL=", at)
            label = one.value.value
    return label


def _element(cursor: Cursor, token: Any) -> r.TableExpression:
    quoted = token.kind == STRING and token.text[-1:] not in "nN"
    item = Var(read_label_text(cursor), token) if quoted else read_name(cursor)
    denominator: r.TableExpression | None = None
    labelled = False
    if cursor.text == "<":
        cursor.position += 1
        denominator = _list(cursor)
        labelled = cursor.text == ">="
        if not labelled:
            cursor.expect(">", "E0104")
        else:
            cursor.position += 1
    label = None
    if labelled or cursor.accept("="):
        label = _described(cursor) if cursor.text in ("[", "{") else _text(cursor)
    return r.TableElement(item, quoted, label, denominator, token)
