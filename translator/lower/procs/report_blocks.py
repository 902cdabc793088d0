"""COMPUTE blocks of PROC REPORT as the statements of one DATA step over the report's rows.

Base SAS 9.4 Procedures Guide, REPORT, "Using Compute Blocks": a block runs in each row when its column is reached, so it
sees the columns left of it; variables that are no report items keep their values from row to row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_report as sr
from translator.lower.procs.report_columns import Leaf
from translator.lower.scope import LoweringError

_NUMBERED = re.compile(r"_c\d+_", re.IGNORECASE)
AUTOMATIC = frozenset(("_break_", "_place_", "_same_", "_n_", "_error_"))


@dataclass(slots=True)
class Block:
    """A COMPUTE block: `location` "" for the column `target`, else before or after the rows of `target`."""

    location: str
    target: str
    body: tuple[st.Statement, ...]
    at: st.ReportStatement

    @property
    def empty(self) -> bool:
        """Does the block only write LINEs or set styles?"""
        return not self.body


def blocks(step: st.ProcStep) -> list[Block]:
    """Return the COMPUTE blocks, without what only styles a report."""
    found = []
    for s in step.body:
        if isinstance(s, st.ReportStatement) and s.keyword == "compute":
            assert isinstance(s.content, sr.ReportPlace)
            target = s.content.target
            if target.lower() == "_page_":
                target = "_page_"
            body = tuple(part for one in s.body for part in _kept(one))
            found.append(Block(s.content.location, target, body, s))
    return found


def _kept(s: st.Statement) -> Iterator[st.Statement]:
    """Yield the statement without LINE and CALL DEFINE. Raises LoweringError for CALL DEFINE of a format."""
    match s:
        case st.RawStatement(keyword="line"):
            return
        case st.CallRoutine(name=name, args=args) if name.lower() == "define":
            what = args[1] if len(args) > 1 else None
            if not isinstance(what, sx.String) or what.value.lower().startswith("form"):
                raise LoweringError("H0402", "CALL DEFINE of a format is not translated", s.at)
            return
        case st.Block(body=body):
            inner = tuple(part for one in body for part in _kept(one))
            if inner:
                yield replace(s, body=inner)
        case st.If(then=then, otherwise=otherwise):
            first = list(_kept(then))
            second = list(_kept(otherwise)) if otherwise is not None else []
            if first or second:
                empty = st.Block(body=(), at=s.at, end=s.end)
                yield replace(s, then=first[0] if first else empty, otherwise=second[0] if second else None)
        case _:
            yield s


def has_lines(step: st.ProcStep) -> bool:
    """Does a COMPUTE block write LINEs?"""
    return any(
        isinstance(part, st.RawStatement) and part.keyword == "line"
        for s in step.body
        if isinstance(s, st.ReportStatement) and s.keyword == "compute"
        for one in s.body
        for part in _walk(one)
    )


def _walk(node: Any) -> Iterator[Any]:
    yield node
    if is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            if field.name not in ("at", "end", "comments"):
                yield from _walk(getattr(node, field.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from _walk(item)


@dataclass(slots=True)
class Writer:
    """Rewrites the names of a block: `x.sum` and `_C3_` are the columns of the rows."""

    leaves: Sequence[Leaf]

    def statements(self, block: Block) -> tuple[st.Statement, ...]:
        """Return the block's statements over the columns of the rows."""
        names = [leaf.name.lower() for leaf in self.leaves]
        if block.location:
            seen = len(names)
        elif block.target.lower() in names:
            seen = names.index(block.target.lower()) + 1
        else:
            raise LoweringError("R0106", f"ERROR: {block.target} is not a report item.", block.at.at)
        return tuple(self._mapped(s, seen, block) for s in block.body)

    def _mapped(self, node: Any, seen: int, block: Block) -> Any:
        match node:
            case sx.Dotted(qualifier=qualifier, name=name):
                return sx.Var(self._statistic(qualifier, name, seen, block), node.at)
            case sx.Var(name=name):
                return sx.Var(self._item(name, seen, block), node.at)
        if is_dataclass(node) and not isinstance(node, type):
            changed = {
                field.name: self._mapped(getattr(node, field.name), seen, block)
                for field in fields(node)
                if field.name not in ("at", "end", "comments")
            }
            return replace(node, **changed)
        return tuple(self._mapped(item, seen, block) for item in node) if isinstance(node, tuple) else node

    def _statistic(self, qualifier: str, name: str, seen: int, block: Block) -> str:
        for leaf in self.leaves[:seen]:
            same = leaf.statistic in (name.lower(), {"std": "stddev", "stddev": "std"}.get(name.lower(), ""))
            if leaf.variable.lower() == qualifier.lower() and same and not leaf.alias:
                return leaf.name
        message = f"{qualifier}.{name} is no column to the left of this COMPUTE block: it is missing there"
        raise LoweringError("H0402", message, block.at.at)

    def _item(self, name: str, seen: int, block: Block) -> str:
        if name.lower().startswith("_c") and name[2:-1].isdigit() and name.endswith("_"):
            number = int(name[2:-1])
            across = next(
                (i for i, leaf in enumerate(self.leaves) if leaf.usage == "across"), len(self.leaves)
            )
            if number > across and seen > across:
                return f"_C{number}_"
            if not 1 <= number <= seen:
                raise LoweringError("H0402", f"{name} is not to the left of this COMPUTE block", block.at.at)
            return self.leaves[number - 1].name
        for place, leaf in enumerate(self.leaves):
            if leaf.name.lower() != name.lower():
                continue
            if leaf.usage == "statistic" and leaf.variable and not leaf.alias:
                message = f"{name} without its statistic is no report item: it is missing in COMPUTE blocks"
                raise LoweringError("H0402", message, block.at.at)
            if place >= seen:
                raise LoweringError("H0402", f"{name} is to the right of this COMPUTE block", block.at.at)
            return leaf.name
        return name


def used_items(found: Sequence[Block], leaves: Sequence[Leaf]) -> frozenset[str]:
    """Return the report items, in lower case, that the blocks name."""
    names = {
        node.name.lower()
        for block in found
        for s in block.body
        for node in _walk(s)
        if isinstance(node, sx.Var)
    }
    return frozenset(names & {leaf.name.lower() for leaf in leaves})


def own_variables(body: Sequence[st.Statement], leaves: Sequence[Leaf]) -> list[str]:
    """Return the variables of the blocks that are no report items: they are kept from row to row, and dropped."""
    items = {leaf.name.lower() for leaf in leaves} | AUTOMATIC
    across = any(leaf.usage == "across" for leaf in leaves)
    found = [node.name for s in body for node in _walk(s) if isinstance(node, sx.Var)]
    found += [node.name for s in body for node in _walk(s) if isinstance(node, sx.Element)]
    arrays = {s.name.lower() for s in body if isinstance(s, st.Array)}
    kept = {
        name.lower(): name
        for name in found
        if name.lower() not in items | arrays and not (across and _NUMBERED.fullmatch(name))
    }
    return list(kept.values())


def data_step(
    step: st.ProcStep, table: str, found: Sequence[Block], leaves: Sequence[Leaf], places: bool
) -> st.DataStep | None:
    """Return the DATA step that runs the blocks in the rows of `table`; None where none does anything."""
    writer = Writer(leaves)
    where: dict[str, Any] = {"at": step.at, "end": step.end}
    body: list[st.Statement] = []
    for leaf in leaves:
        for block in found:
            if not block.location and block.target.lower() == leaf.name.lower():
                body += writer.statements(block)
    unknown = [
        b for b in found if not b.location and b.target.lower() not in {leaf.name.lower() for leaf in leaves}
    ]
    if unknown:
        raise LoweringError("R0106", f"ERROR: {unknown[0].target} is not a report item.", unknown[0].at.at)
    for block in found:
        if not block.location or block.empty:
            continue
        target = next((leaf.name for leaf in leaves if leaf.name.lower() == block.target.lower()), "_RBREAK_")
        test: sx.Expr = sx.Binary("=", sx.Var("_BREAK_"), sx.String(target))
        if places:
            test = sx.Binary("and", test, sx.Binary("=", sx.Var("_PLACE_"), sx.String(block.location)))
        inner = st.Block(body=writer.statements(block), **where)
        body.append(st.If(condition=test, then=inner, **where))
    if not body:
        return None
    own = own_variables(body, leaves)
    names = tuple(sx.Var(name) for name in own)
    extra: list[st.Statement] = [st.Retain(items=((names, None),), **where)] if names else []
    extra += [st.Drop(names=names, **where)] if names else []
    rows = st.Dataset("", table)
    every = replace(
        rows, options=st.DatasetOptions(firstobs=sx.Number(1.0), obs=sx.Var("max"))
    )  # whatever OPTIONS OBS= is
    return st.DataStep(outputs=(rows,), body=(st.Set(datasets=(every,), **where), *body, *extra), **where)
