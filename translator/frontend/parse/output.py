"""OUTPUT of MEANS, SUMMARY, UNIVARIATE, FREQ, NPAR1WAY, REG …"""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Cursor, source_text
from translator.frontend.parse.datasets import read_dataset
from translator.frontend.parse.names import read_name
from translator.frontend.parse.options import read_option, read_options
from translator.lang import statements as s
from translator.lang.syntax import NameItem
from translator.lang.tokens import MACRO, NUMBER, STRING

Where = dict[str, Any]

_SETTINGS = frozenset(("pctlpts", "pctlpre", "pctlname", "pctlndec", "pctlgroup", "alpha"))


def read_output(cursor: Cursor, where: Where) -> s.Statement:
    """`output out=o n=n mean(a b)=m1 m2 sum= / autoname;` FREQ: `output out=o chisq;`"""
    out: s.Dataset | None = None
    requests: list[s.StatisticRequest] = []
    options: list[s.Option] = []
    while not cursor.done:
        if cursor.text == "/":
            cursor.position += 1
            options.extend(read_options(cursor))
            if not cursor.done:
                cursor.fail("E0102", f"unexpected {cursor.found()}")
            break
        word = cursor.word
        if word == "out" and cursor.text_at(1) == "=":
            cursor.position += 2
            out = read_dataset(cursor)
        elif (
            word in _SETTINGS
            and cursor.text_at(1) == "="
            or cursor.text_at(1) == "="
            and (cursor.ahead(2).kind in (NUMBER, STRING) or cursor.text_at(2) == "(")
        ):
            options.append(read_option(cursor))
        elif cursor.is_name():
            requests.append(_request(cursor))
        else:
            cursor.fail("E0116", f"expected a statistic but found {cursor.found()}")
    return s.OutputStatement(out=out, requests=tuple(requests), options=tuple(options), **where)


def _request(cursor: Cursor) -> s.StatisticRequest:
    statistic = cursor.name().lower()
    variables: list[NameItem] = []
    extra = ""
    if cursor.text == "(":
        start = cursor.position
        cursor.skip_group()
        inner = cursor.tokens[start + 1 : cursor.position - 1]
        if statistic in ("idgroup", "idgrp") or any(token.text == "(" for token in inner):
            extra = source_text(inner)
        else:
            reader = cursor.inner(inner, cursor.tokens[cursor.position - 1])
            while not reader.done:
                variables.append(read_name(reader))
    names: list[NameItem] = []
    if cursor.accept("="):
        while (cursor.is_name() or cursor.token.kind == MACRO) and cursor.text_at(1) not in ("=", "("):
            if cursor.done:
                break
            names.append(read_name(cursor))
    return s.StatisticRequest(statistic, tuple(variables), tuple(names), extra)
