"""PROC DATASETS, DELETE and COPY to pandas."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.steps import EMITTERS
from translator.lang.types import Schema
from translator.plan.procs.members import Members
from translator.plan.relations import Step


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
        pairs = ", ".join(f"{ex.text(old)}: {ex.text(new)}" for old, new in node.columns)
        lines = [f"{table} = {table}.rename(columns={{{pairs}}})"] if pairs else []
        return lines + context.save_lines(name)
    olds = [context.read(old) for old, _ in node.names]
    schemas = dict(zip((new for _, new in node.names), node.schemas, strict=False))
    news = [context.write(new, schemas.get(new, Schema(()))) for _, new in node.names]
    lines = [f"{', '.join(news)} = {', '.join(olds)}"] if node.names else []
    for _, new in node.names:
        lines += context.save_lines(new)
    if node.kind == "move":
        kept = {new for _, new in node.names}
        lines += deleted(context, [old for old, _ in node.names if old not in kept])
    return lines


def deleted(context: Context, names: list[str]) -> list[str]:
    """Write the deletion of data sets: variables that hold them, and files of permanent ones."""
    lines = []
    for name in names:
        if "." in name:
            context.need("delete_member")
            lines.append(f"sas.delete_member(lib, {ex.text(name)})")
        if name in context.made:
            lines.append(context.remove(name))
        context.drop(name)
    return lines


EMITTERS[Members] = emit_members
