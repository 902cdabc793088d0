"""Words of PROCs that only add printed tables which are not carried out: warned of (W0112), not refused.

Where ODS OUTPUT takes a table of the step, it stays as it is, and what is not translated is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translator.lang import statements as st
from translator.lang.source import Token
from translator.library.print_only import ALL, ROWS
from translator.lower.context import Context
from translator.lower.scope import LoweringError


def without_print_only(step: st.ProcStep, context: Context) -> st.ProcStep:
    """Return the PROC without what only prints; warn of each unless the step prints nothing at all."""
    row = ROWS.get(step.name)
    if row is None or context.ods_requests:
        return step
    left_out: list[tuple[str, Token | None]] = []
    body: list[st.Statement] = []
    for s in step.body:
        keyword = _keyword(s)
        if keyword in row.statements:
            left_out.append((keyword, s.at))
        elif keyword in row.inside and isinstance(s, st.RawStatement):
            kept, names = _without(s, row.inside[keyword])
            body.append(kept)
            left_out += [(f"{name} of {keyword}", s.at) for name in names]
        else:
            body.append(s)
    options, names = _split(step.options, row.options)
    left_out = [*((name, step.at) for name in names), *left_out]
    if not left_out:
        return step
    if not any(option.name == "noprint" for option in step.options):
        for name, at in left_out:
            shown = " of ".join(part.upper() for part in name.split(" of "))
            context.diagnose(LoweringError("W0112", f"{shown} is not carried out", at))
    return replace(step, options=options, body=tuple(body))


def _keyword(s: st.Node) -> str:
    """Return the keyword of a statement, with a label or without."""
    if isinstance(s, st.RawStatement) and [t.text.lower() for t in s.tokens[:2]] == [":", "model"]:
        return "model"
    return str(getattr(s, "keyword", ""))


def _split(options: Iterable[st.Option], dropped: frozenset[str]) -> tuple[tuple[st.Option, ...], list[str]]:
    """Return the options that stay, and the names of the others."""
    options = tuple(options)
    gone = [option.name for option in options if option.name in dropped or dropped == ALL]
    return tuple(option for option in options if option.name not in gone), gone


def _without(s: st.RawStatement, dropped: frozenset[str]) -> tuple[st.RawStatement, list[str]]:
    """Return a statement without options behind its slash, and the names of what is gone."""
    slash = next((place for place, token in enumerate(s.tokens) if token.text == "/"), None)
    if slash is None or (s.options is None and dropped != ALL):
        return s, []
    kept, gone = _split(s.options or (), dropped)
    if not kept and (gone or dropped == ALL):
        return replace(s, tokens=s.tokens[:slash], options=None), gone or ["options"]
    return replace(s, options=kept), gone
