"""MAXID, MINID and IDGROUP in OUTPUT of PROC MEANS. Base SAS Procedures Guide, "MEANS Procedure", OUTPUT Statement."""

from __future__ import annotations

import re
from dataclasses import replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema, Type
from translator.lower.context import Context
from translator.lower.scope import LoweringError
from translator.plan.procs.summary import Pick


def requested_picks(
    request: st.StatisticRequest,
    keyword: str,
    schema: Schema,
    context: Context,
    inherit: bool,
    at: st.OutputStatement,
) -> list[tuple[Pick, Column]]:
    """Return the columns that a request makes, in order, each with its column. Raises LoweringError H0402 for other forms."""

    def columns(words: str) -> list[Column]:
        return context.names(tuple(sx.Var(word) for word in words.split()), schema)

    def named(column: Column, name: str) -> Column:
        return replace(column, name=name) if inherit else Column(name, column.type)

    if keyword in ("maxid", "minid"):
        pairs = re.findall(r"(\w+)\s*\(([^()]*)\)", request.extra)
        if not pairs or re.sub(r"\w+\s*\([^()]*\)", "", request.extra).strip():
            raise LoweringError("H0402", f"{keyword.upper()} without ID variables in parentheses", at.at)
        names = [getattr(item, "name", "") for item in request.names]
        found = []
        for variable, ids in pairs:
            order = ((columns(variable)[0].name, keyword[:3]),)
            for column in columns(ids):
                name = names.pop(0) if names else column.name
                found.append((Pick(name, column.name, 1, order, False, False), named(column, name)))
        return found
    form = re.fullmatch(
        r"(?s)(.*?)\bout\s*(?:\[\s*(\d+)\s*\])?\s*\(([^()]*)\)\s*=\s*([\w\s]*)",
        request.extra.strip(),
        re.IGNORECASE,
    )
    if form is None:
        raise LoweringError("H0402", "this IDGROUP is not translated", at.at)
    head, count, chosen, given = form.groups()
    by = tuple(
        (column.name, kind.lower())
        for kind, words in re.findall(r"(?i)\b(max|min)\s*\(([^()]*)\)", head)
        for column in columns(words)
    )
    flags = re.sub(r"(?i)\b(max|min)\s*\([^()]*\)", "", head).lower().split()
    if strange := [flag for flag in flags if flag not in ("last", "missing", "obs")]:
        raise LoweringError("H0402", f"{strange[0].upper()} of IDGROUP is not translated", at.at)
    names = given.split()
    found = []
    for place, column in enumerate(columns(chosen)):
        stem = names[place] if place < len(names) else column.name
        for number in range(1, int(count or 1) + 1):
            name = f"{stem}_{number}" if count else stem
            found.append(
                (
                    Pick(name, column.name, number, by, "last" in flags, "missing" in flags),
                    named(column, name),
                )
            )
    if "obs" in flags:  # "creates an _OBS_ variable"; its names with several rows are not documented
        if int(count or 1) > 1:
            raise LoweringError("H0402", "OBS of IDGROUP with OUT[n] is not translated", at.at)
        numbers = Pick("_OBS_", ".obs", 1, by, "last" in flags, "missing" in flags)
        found.append((numbers, Column("_OBS_", Type("num"))))
    return found
