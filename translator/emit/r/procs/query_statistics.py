"""Summary functions of PROC SQL as R expressions over a column."""

from __future__ import annotations

from translator.plan.procs.query import Statistic

PLAIN = {"SUM": "sas_sum", "MEAN": "sas_mean", "MIN": "sas_min", "MAX": "sas_max"}


def of_column(x: str, s: Statistic, rows: str = "n()") -> str:
    """The statistic of a column; `rows` counts the rows."""
    if not s.argument:
        return f"as.numeric({rows})"
    if s.of.kind == "char":
        match s.function:
            case "COUNT" if s.distinct:
                return f'as.numeric(n_distinct({x}[{x} != ""]))'
            case "COUNT":
                return f'as.numeric(sum({x} != ""))'
            case "NMISS" if s.distinct:
                return f'as.numeric(any({x} == ""))'
            case "NMISS":
                return f'as.numeric(sum({x} == ""))'
            case _:
                return f'sas_text_extreme({x}, "{s.function.lower()}")'
    if s.function == "COUNT":
        return f"as.numeric(n_distinct({x}[!is.na({x})]))" if s.distinct else f"as.numeric(sum(!is.na({x})))"
    if s.function == "NMISS":
        if s.distinct:
            return f"sas_missing_kinds({x})" if s.of.special else f"as.numeric(any(is.na({x})))"
        return f"as.numeric(sum(is.na({x})))"
    if s.distinct:
        x = f"unique({x})"
    if s.function in PLAIN:
        return f"{PLAIN[s.function]}({x})"
    return f'sas_summary_value("{s.function.lower()}", {x})'
