"""Paths of files that only the run knows: `outfile="&dir/wages_&today..csv"`. A fileref of its own stands for each.

The FILENAME statement before the step resolves the path; the step reads or writes the fileref.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lower.context import Context
from translator.plan.walk import nodes

OPTIONS = {"IMPORT": ("datafile", "file"), "EXPORT": ("outfile", "file")}


def with_filerefs(step: st.Step, context: Context) -> tuple[list[st.Filename], st.Step] | None:
    """Return a step that names such paths by filerefs, after the FILENAME statements; None where it names none."""
    files: list[st.Filename] = []

    def fileref(target: Any) -> Any:
        if not isinstance(target, sx.Binary | sx.MacroValue) or not any(
            isinstance(one, sx.MacroValue) and one.quoted for one in nodes(target)
        ):
            return target
        path = _written(target)
        if path is None:
            return target
        context.run_time_paths += 1
        name = f"path{context.run_time_paths}"
        files.append(st.Filename(fileref=name, paths=(path,), resolves=True, at=step.at, end=step.end))
        return sx.Var(name, target.at)

    def rewritten(node: Any) -> Any:
        if isinstance(node, tuple):
            return tuple(rewritten(one) for one in node)
        if isinstance(node, st.File | st.Infile):
            return replace(node, target=fileref(node.target))
        if isinstance(node, st.Node) and is_dataclass(node):
            changed = {
                one.name: made
                for one in fields(node)
                if isinstance(value := getattr(node, one.name), tuple | st.Node)
                and (made := rewritten(value)) is not value
            }
            return replace(node, **changed) if changed else node
        return node

    made: st.Step
    match step:
        case st.DataStep():
            made = replace(step, body=rewritten(step.body))
        case st.ProcStep(name=name) if name in OPTIONS:
            made = replace(
                step,
                options=tuple(
                    replace(one, value=fileref(one.value)) if one.name in OPTIONS[name] else one
                    for one in step.options
                ),
            )
        case _:
            return None
    return (files, made) if files else None


def _written(expr: sx.Expr) -> str | None:
    """Return the path as the program's text has it; None for another expression."""
    match expr:
        case sx.String(value):
            return None if "&" in value else value
        case sx.MacroValue(name, True):
            return f"&{name}."
        case sx.Binary("||", left, right):
            first, second = _written(left), _written(right)
            return None if first is None or second is None else first + second
        case _:
            return None
