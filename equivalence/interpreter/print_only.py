"""Words that only add printed tables, which are not made here. With ODS OUTPUT for a table of the step they are refused."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st
from translator.library.print_only import ALL, ROWS, PrintOnly


def essential(step: st.ProcStep) -> st.ProcStep:
    """Return the PROC without the words that only print."""
    row = ROWS.get(step.name)
    if row is None:
        return step
    body = tuple(_essential(row, s) for s in step.body if getattr(s, "keyword", "") not in row.statements)
    return replace(step, options=tuple(o for o in step.options if o.name not in row.options), body=body)


def _essential(row: PrintOnly, s: st.Statement) -> st.Statement:
    if not isinstance(s, st.RawStatement):
        return s
    texts = [token.text.lower() for token in s.tokens]
    words = row.inside.get("model" if texts[:2] == [":", "model"] else s.keyword)
    if words is None or "/" not in texts:
        return s
    before = replace(s, tokens=s.tokens[: texts.index("/")], options=None)
    if words == ALL:
        return before
    if s.options is None:
        return s
    kept = tuple(o for o in s.options if o.name not in words)
    return replace(s, options=kept) if kept else before
