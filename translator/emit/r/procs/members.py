"""PROC DATASETS, DELETE and COPY to R."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.steps import emits
from translator.lang.types import Schema
from translator.plan.procs.members import Members
from translator.plan.relations import Step


@emits(Members)
def emit_members(context: Context, step: Step) -> list[str]:
    """Write one operation on whole data sets."""
    node = step.node
    assert isinstance(node, Members)
    if node.kind == "delete":
        return deleted(context, [name for name, _ in node.names])
    if node.kind in ("rename", "describe"):
        name = node.names[0][0]
        table = context.read(name)
        context.write(name, node.schemas[0])
        pairs = ", ".join(f"{r.column(new)} = {r.column(old)}" for old, new in node.columns)
        renaming = [f"{table} <- rename({table}, {pairs})"] if pairs else []
        return renaming + context.save_lines(name)
    olds = [context.read(old) for old, _ in node.names]
    schemas = dict(zip((new for _, new in node.names), node.schemas, strict=False))
    news = [context.write(new, schemas.get(new, Schema(()))) for _, new in node.names]
    lines: list[str] = []
    if set(olds) & set(news):  # names change places: keep the old tables first
        kept = context.names.new("before")
        lines.append(f"{kept} <- list({', '.join(olds)})")
        olds = [f"{kept}[[{i}]]" for i in range(1, len(olds) + 1)]
    lines += [f"{new} <- {old}" for old, new in zip(olds, news, strict=True)]
    for _, new in node.names:
        lines += context.save_lines(new)
    if node.kind == "move":
        targets = {new for _, new in node.names}
        lines += deleted(context, [old for old, _ in node.names if old not in targets])
    return lines


def deleted(context: Context, names: list[str]) -> list[str]:
    """Write the deletion of data sets: variables that hold them, and files of permanent ones."""
    lines = []
    for name in names:
        if "." in name:
            lines.append(f"sas_delete_member(lib, {r.text(name)})")
        if name in context.made:
            lines.append(context.remove(name))
        context.drop(name)
    return lines
