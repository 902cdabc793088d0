"""COMPUTE blocks of PROC REPORT, run in every row with the machinery of the DATA step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_report as sr

if TYPE_CHECKING:
    from equivalence.interpreter.procs.report import Line

ROWS = "_report_"


@dataclass(slots=True)
class Item:
    """A column of the report: its variable in OUT=, usage, the data set variable and statistic behind it."""

    variable: Variable
    usage: str
    source: str
    statistic: str
    heading: str
    noprint: bool = False
    order: str = "formatted"
    descending: bool = False
    alias: bool = False
    missing: bool = False
    across: dict[str, int] = field(default_factory=dict)
    """The levels of ACROSS variables that the column stands for."""


@dataclass(slots=True)
class Block:
    """A COMPUTE block: of a column ("" and its name), or before or after a variable ("" for the whole report)."""

    location: str
    target: str
    body: list[st.Statement]


def blocks(step: st.ProcStep) -> list[Block]:
    """Return the COMPUTE blocks."""
    found = []
    for s in step.body:
        if isinstance(s, st.ReportStatement) and s.keyword == "compute":
            assert isinstance(s.content, sr.ReportPlace)
            body = [kept for one in s.body if (kept := _without_looks(one)) is not None]
            found.append(Block(s.content.location, s.content.target.lower(), body))
    return found


def _without_looks(s: st.Statement) -> st.Statement | None:
    """Return the statement without LINE and CALL DEFINE, None where nothing is left."""
    if isinstance(s, st.RawStatement) and s.keyword == "line":
        return None
    if isinstance(s, st.CallRoutine) and s.name.lower() == "define":
        what = s.args[1] if len(s.args) > 1 else None
        if not isinstance(what, sx.String) or what.value.lower().startswith("form"):
            raise StepError(
                "CALL DEFINE of a format is not supported by the reference interpreter.", s.at, "R0060"
            )
        return None
    nothing = st.Block(body=(), at=s.at, end=s.end)
    if isinstance(s, st.Block):
        return replace(s, body=tuple(k for one in s.body if (k := _without_looks(one)) is not None))
    if isinstance(s, st.If):
        other = _without_looks(s.otherwise) if s.otherwise is not None else None
        return replace(s, then=_without_looks(s.then) or nothing, otherwise=other)
    return s


def run_blocks(
    session: Session,
    step: st.ProcStep,
    items: list[Item],
    found: list[Block],
    lines: list[Line],
    keys: int,
    detail: bool,
) -> None:
    """Run the blocks in each line, in place. A sorting variable is blank to them where a row repeats it."""
    found = [block for block in found if block.body]
    if any(b.target == "_page_" for b in found):
        raise StepError("COMPUTE of _PAGE_ is not supported by the reference interpreter.", step.at, "R0060")
    names = [item.variable.name.lower() for item in items]
    for block in found:
        if not block.location and block.target not in names:
            raise StepError(f"{block.target} is not a report item.", step.at)
    if not found:
        return
    sorting = [place for place, item in enumerate(items) if item.usage in ("group", "order")]
    blanked = _blank(items, sorting if detail else sorting[:-1], sorting, lines)
    body: list[st.Statement] = []
    for place, name in enumerate(names):
        for block in found:
            if not block.location and block.target == name:
                body += [_named(s, items, place + 1) for s in block.body]
    for block in found:
        if block.location:
            mark = next(
                (i.variable.name for i in items if i.variable.name.lower() == block.target), "_RBREAK_"
            )
            test = sx.Binary(
                "and", sx.Binary("=", sx.Var("_BREAK_"), sx.String(mark)),
                sx.Binary("=", sx.Var("_PLACE_"), sx.String(block.location)),
            )  # fmt: skip
            inner = st.Block(
                body=tuple(_named(s, items, len(items)) for s in block.body), at=step.at, end=step.end
            )
            body.append(st.If(condition=test, then=inner, at=step.at, end=step.end))
    variables = [
        *(item.variable for item in items),
        Variable("_BREAK_", "char", 32),
        Variable("_PLACE_", "char", 6),
    ]
    rows: list[Row] = [[*line.values, line.mark, line.place] for line in lines]
    result = _run(session, step, Table(variables, rows), body)
    for place, (line, row) in enumerate(zip(lines, result.rows, strict=True)):
        line.values = [row[result.index(item.variable.name)] for item in items]
        if place in blanked:
            for column, value in blanked[place].items():
                if (
                    line.values[column] == items[column].variable.missing
                    or line.values[column] != line.values[column]
                ):
                    line.values[column] = value


def _blank(
    items: list[Item], once: list[int], sorting: list[int], lines: list[Line]
) -> dict[int, dict[int, Any]]:
    """Blank the repeated values of sorting variables; return them by line and column."""
    gone: dict[int, dict[int, Any]] = {}
    before: list[Any] | None = None
    for number, line in enumerate(lines):
        if line.mark:
            continue
        now = list(line.values)
        for depth, place in enumerate(sorting):
            same = before is not None and all(
                now[p] == before[p] or (now[p] != now[p] and before[p] != before[p])
                for p in sorting[: depth + 1]
            )
            if same and place in once:
                gone.setdefault(number, {})[place] = now[place]
                line.values[place] = items[place].variable.missing
        before = now
    return gone


def _named(node: Any, items: Sequence[Item], seen: int) -> Any:
    """Return syntax in which report items are variables of the rows."""
    if isinstance(node, sx.Dotted):
        for item in items[:seen]:
            if item.across:
                continue
            names = {item.statistic, {"std": "stddev", "stddev": "std"}.get(item.statistic, "")}
            if (
                item.source.lower() == node.qualifier.lower()
                and node.name.lower() in names
                and not item.alias
            ):
                return sx.Var(item.variable.name, node.at)
        raise StepError(
            f"{node.qualifier}.{node.name} is no column left of the COMPUTE block.", node.at, "R0060"
        )
    if isinstance(node, sx.Var):
        low = node.name.lower()
        if low.startswith("_c") and low.endswith("_") and low[2:-1].isdigit():
            return sx.Var(items[int(low[2:-1]) - 1].variable.name, node.at)
        for place, item in enumerate(items):
            if item.variable.name.lower() == low:
                bare = item.usage == "statistic" and item.source and not item.alias and not item.across
                if bare or place >= seen:
                    raise StepError(
                        f"{node.name} is no report item left of the COMPUTE block.", node.at, "R0060"
                    )
        return node
    if is_dataclass(node) and not isinstance(node, type):
        parts = {
            f.name: _named(getattr(node, f.name), items, seen)
            for f in fields(node)
            if f.name not in ("at", "end", "comments")
        }
        return replace(node, **parts)
    return tuple(_named(part, items, seen) for part in node) if isinstance(node, tuple) else node


def _variables(node: Any) -> set[str]:
    if isinstance(node, sx.Var):
        return {node.name.lower()}
    if is_dataclass(node) and not isinstance(node, type):
        return {
            n
            for f in fields(node)
            if f.name not in ("at", "end", "comments")
            for n in _variables(getattr(node, f.name))
        }
    return {n for part in node for n in _variables(part)} if isinstance(node, tuple) else set()


def _run(session: Session, step: st.ProcStep, table: Table, body: list[st.Statement]) -> Table:
    """Run statements in each row of a table as a DATA step; variables that are not in the table are kept."""
    from equivalence.interpreter.step import run_data_step

    known = {v.name.lower() for v in table.variables} | {"_n_", "_error_"}
    arrays = {s.name.lower() for s in body if isinstance(s, st.Array)}
    own = sorted({name for s in body for name in _variables(s)} - known - arrays)
    where: dict[str, Any] = {"at": step.at, "end": step.end}
    rows = st.Dataset("", ROWS)
    kept: list[st.Statement] = (
        [st.Retain(items=((tuple(sx.Var(n) for n in own), None),), **where)] if own else []
    )
    every = replace(
        rows, options=st.DatasetOptions(firstobs=sx.Number(1.0), obs=sx.Var("max"))
    )  # whatever OPTIONS OBS= says
    program = st.DataStep(outputs=(rows,), body=(st.Set(datasets=(every,), **where), *body, *kept), **where)
    last, log = session.last, len(session.log)
    session.work[ROWS] = table
    try:
        run_data_step(session, program)
        made = session.work[ROWS]
    finally:
        session.work.pop(ROWS, None)
        session.written[:] = [name for name in session.written if name != ("work", ROWS)]
        session.last = last
    session.log[log:] = [line for line in session.log[log:] if not line.startswith("NOTE: ")]
    return made
