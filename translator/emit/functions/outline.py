"""The parts of a program with macro calls in order: functions of macros, and the statements of `run`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.emit.code import MapEntry
from translator.emit.functions.blocks import Block
from translator.emit.functions.expansion import Piece
from translator.emit.functions.factor import Factored, MacroFunction, Site
from translator.emit.functions.headings import comments, sas_lines, span_of, title
from translator.emit.functions.statements import StatementFunction, StatementFunctions
from translator.emit.places import expansion_of, file_of
from translator.lang.source import Token
from translator.plan.calls import CalledMacro, every_call
from translator.plan.macros import inner_steps
from translator.plan.relations import Hole, Plan, Step

Opening = Callable[[Step, Sequence[str], str, str], list[str]]
"""Writes the comments that open a step: the step, the author's comments, its place, its title."""


@dataclass(slots=True)
class Item:
    """Lines of `run`, or of a function, with the steps of the plan that they carry out."""

    head: list[str]
    lines: list[str]
    steps: tuple[int, ...]
    site: Site | None = None


def outer_calls(plan: Plan) -> tuple[dict[int, CalledMacro], set[int]]:
    """The outermost calls by their first step, and the places where calls end."""
    return {call.first: call for call in plan.calls}, {call.stop for call in every_call(plan.calls)}


def needed(plan: Plan, call: CalledMacro) -> list[str]:
    """The data sets that the steps of a call read before they make them."""
    found: dict[str, None] = {}
    made: set[str] = set()
    for step in plan.steps[call.first : call.stop]:
        if not isinstance(step.node, Hole):
            late = (
                set(step.outputs) if inner_steps(step.node) else set()
            )  # it looks itself whether they are there
            for name in step.inputs:
                if name not in made | late and name != "_null_" and not set("&*") & set(name):
                    found.setdefault(name)
        made |= set(step.outputs)
    return list(found)


def run_items(
    plan: Plan, blocks: Sequence[Block], made: Factored, opening: Opening, words: Callable[[Sequence[str]], list[str]]
) -> list[Item]:  # fmt: skip
    """The statements of `run`."""
    calls = {call.first: call for call in plan.calls}
    return list(_items(plan, blocks, made, opening, words, 0, len(blocks), calls))


def _items(
    plan: Plan, blocks: Sequence[Block], made: Factored, opening: Opening, words: Callable[[Sequence[str]], list[str]],
    first: int, stop: int, calls: dict[int, CalledMacro],
) -> list[Item]:  # fmt: skip
    found: list[Item] = []
    at = first
    while at < stop:
        call = calls.get(at)
        if call is None:
            block = blocks[at]
            found.append(Item(block.head, [*block.before, *block.lines], (at,)))
            at += 1
            continue
        site = made.sites.get(id(call))
        if site is None:
            inner = {one.first: one for one in call.inner}
            items = _items(plan, blocks, made, opening, words, at, call.stop, inner)
            reason = made.refused.get(id(call))
            if reason is not None and items:
                head = items[0].head
                head.insert(1, f"# NOTE N0110: %{call.name.lower()} is expanded here: {reason}.")
            found += items
        else:
            own = comments(plan.steps[call.first : call.stop], call, "call")
            token = call.at.outermost
            head = [f"# {file_of(token)} {token.line}: %{call.name.lower()}", *words(own)]
            before = blocks[at].before
            found.append(Item(head, [*before, *site.lines], tuple(range(call.first, call.stop)), site))
        at = call.stop
    return found


def body_items(plan: Plan, function: MacroFunction, pieces: Sequence[Piece], opening: Opening) -> list[Item]:
    """The statements of a macro's function, with comments that point into the macro."""
    call = function.macro
    found: list[Item] = []
    for piece in pieces:
        steps = [plan.steps[place] for place in piece.steps]
        inner = next((one for one in call.inner if (one.first, one.stop) == _range(piece.steps)), None)
        if len(steps) == 1 and inner is None:
            step = steps[0]
            place = f"{file_of(step.first)} {span_of(step.first, step.last)}"
            head = opening(step, comments([step], call, "body"), place, title(step, call))
        elif inner is not None:
            head = [f"# {file_of(inner.at)} {inner.at.line}: %{inner.name.lower()}"]
        else:
            head = piece.head
        found.append(Item(head, piece.lines, piece.steps))
    return found


def _range(steps: tuple[int, ...]) -> tuple[int, int]:
    return steps[0], steps[-1] + 1


def headings(plan: Plan, opening: Opening) -> Callable[[int, CalledMacro, CalledMacro | None], list[str]]:
    """Write the comments above a step of a macro, or above an inner call."""

    def heading(place: int, call: CalledMacro, inner: CalledMacro | None) -> list[str]:
        if inner is not None:
            return [f"# {file_of(inner.at)} {inner.at.line}: %{inner.name.lower()}"]
        step = plan.steps[place]
        where = f"{file_of(step.first)} {span_of(step.first, step.last)}"
        return opening(step, comments([step], call, "body"), where, title(step, call))

    return heading


def about(plan: Plan, function: MacroFunction) -> tuple[list[str], str]:
    """The author's comments on a macro, and where it is defined."""
    call = function.macro
    own = comments(plan.steps[call.first : call.stop], call, "about")
    return own, defined(call, f" with {function.only}" if function.only else "")


def macro_files(made: Factored, inside: StatementFunctions) -> dict[str, tuple[str, str]]:
    """The functions of macros, each with the file that defines its macro and the macro's name."""
    found = [(one.name, one.macro) for one in made.functions] + [
        (one.name, one.call) for one in inside.functions
    ]
    return {name: (call.record.definition.source.path, call.name) for name, call in found}


def defined(call: CalledMacro, only: str = "") -> str:
    """A macro and where it is defined: `%load, utils.sas 3-9`."""
    definition: Token = call.record.definition
    end = call.record.end or definition
    return f"%{call.name.lower()}{only}, {file_of(definition)} {span_of(definition, end)}"


def statements_entry(plan: Plan, made: StatementFunction, first: int, last: int, state: str) -> MapEntry:
    """The row of the map for the function of a macro that makes statements inside steps."""
    record = made.call.record
    end = record.end or record.definition
    step = plan.steps[made.step]
    if record.definition.source is step.first.outermost.source:
        lines = record.definition.line, end.line
    else:
        lines = record.at.outermost.line, record.at.outermost.line
    return MapEntry(first, last, *lines, made.step, step.title, state, inside=f"%{made.call.name.lower()}")


def call_entries(plan: Plan, item: Item, first: int, last: int, state: Callable[[int], str], variables: dict[str, str]) -> list[MapEntry]:  # fmt: skip
    """Rows of the map for a call: one for each step in it, with the data sets that it makes last."""
    assert item.site is not None
    writer: dict[str, int] = {}
    for place in item.steps:
        for name in plan.steps[place].outputs:
            writer[name] = place
    makes = set(item.site.makes)
    found = []
    line = item.site.call.at.outermost.line
    for place in item.steps:
        step = plan.steps[place]
        outputs = tuple(
            (name, variables[name])
            for name in step.outputs
            if writer[name] == place and variables.get(name) in makes
        )
        found.append(
            MapEntry(
                first,
                last,
                line,
                line,
                place,
                step.title,
                state(place),
                outputs,
                expansion_of(step.first, step.last),
            )
        )
    return found


def body_entries(
    plan: Plan, item: Item, first: int, last: int, state: Callable[[int], str]
) -> list[MapEntry]:
    """Rows of the map for statements inside a macro's function: they go back to lines of the macro."""
    found = []
    for place in item.steps:
        step = plan.steps[place]
        begin, end = sas_lines(step.first, step.last)
        found.append(
            MapEntry(
                first,
                last,
                begin,
                end,
                place,
                step.title,
                state(place),
                inside=expansion_of(step.first, step.last),
            )
        )
    return found
