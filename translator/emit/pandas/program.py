"""The program as a file: header, imports, libraries, functions, `run`, `main`, and the map of its lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

from translator.emit.code import Emitted, MapEntry
from translator.emit.functions.blocks import Block
from translator.emit.functions.factor import Factored, Factory, MacroFunction
from translator.emit.functions.library import named, no_function
from translator.emit.functions.marks import Marks
from translator.emit.functions.outline import (
    Opening,
    about,
    body_entries,
    body_items,
    call_entries,
    defined,
    headings,
    macro_files,
    needed,
    outer_calls,
    run_items,
    statements_entry,
)
from translator.emit.functions.statements import (
    Maker,
    StatementFunction,
    StatementFunctions,
    outcome,
    with_notes,
)
from translator.emit.headings import (
    comment_lines,
    file_name,
    folders,
    header,
    opened_step,
    opening,
    program_title,
    step_entry,
)
from translator.emit.opened_data import functions_asked
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.functions import Python
from translator.emit.pandas.layout import indent, lay_out
from translator.emit.pandas.loop_numeric import note_size
from translator.emit.pandas.names import RESERVED, Names
from translator.emit.pandas.steps import emit_step, load_procs
from translator.plan.library import LibraryMacro
from translator.plan.macros import families, own_names
from translator.plan.relations import Hole, Plan


def emit(plan: Plan) -> Emitted:
    """Write a plan as a pandas program.

    Raises ValueError if the written text is no Python: a defect of this emitter.
    """
    load_procs()
    context = new_context(plan, Names(RESERVED))
    composed = compose(plan, context, context.names)
    plan, blocks, made, inside = composed.plan, composed.blocks, composed.made, composed.inside
    state, opened, work = composed.state, opened_step, composed.work
    library: list[str] = []
    outcomes = write_library(plan, context, library)
    python = Python()
    head = opened_file(plan, context)
    text: list[str] = head
    size = len(head)
    for function in context.functions:
        if id(function) in made.dropped:
            continue
        text += [
            "",
            *([] if is_constant(function) and text is head and len(text) == size else [""]),
            *lay_out(function),
        ]
    entries: list[MapEntry] = []
    for one in inside.functions:
        text += ["", ""]
        entries.append(write_statements(plan, python, one, text, state(one.step)))
    for macro in made.functions:
        text += ["", ""]
        entries += write_function(plan, macro, text, opened, state)
    text += library
    text += ["", "", "def run(lib):", '    """Run every step in order; return the WORK data sets by name."""']
    if plan.special:
        context.needs.add("expect_special_missing")
        text += ["    sas.expect_special_missing()  # .A to .Z are told from ."]
    if plan.large:
        context.needs.add("expect_large_numbers")
        text += ["    sas.expect_large_numbers()  # from 1E100 on: results that are too large are missing"]
    for number, item in enumerate(run_items(plan, blocks, made, opened, comment_lines)):
        if number:
            text.append("")
        first = len(text) + 1
        text += lay_out(indent([*item.head, *item.lines]))
        if item.site is not None:
            entries += call_entries(plan, item, first, len(text), state, context.tables)
            continue
        place = item.steps[0]
        entries.append(step_entry(plan, place, first, len(text), state(place), context.tables))
    if blocks:
        text.append("")
    pairs = ", ".join(
        [
            *(f'"{name}": {context.tables[name]}' for name in work),
            *(["**lib.work"] if context.families else []),
        ]
    )
    text += lay_out([f"    return {{{pairs}}}"])
    text += main(plan)
    whole = "\n".join(text) + "\n"
    try:
        ast.parse(whole)
    except SyntaxError as error:
        raise ValueError(f"the emitted program is not Python: {error}\n{whole}") from error
    return Emitted(
        whole,
        frozenset(context.needs | {"Libraries", "SasError", "NotTranslated", "log", "LOG"}),
        tuple(entries),
        made.outcomes(),
        {id(call.record): outcome(call.record, inside) for call in plan.inside},
        outcomes,
        macro_files(made, inside),
        frozenset(match[1] for line in library if (match := re.match(r"def (\w+)\(", line))),
    )


def new_context(plan: Plan, names: Names, functions: Names | None = None) -> Context:
    """What is known of a plan before its code is written. `functions`: the names of the program's functions."""
    context = Context(
        names=names,
        functions_names=functions,
        plan=plan,
        marks=Marks.of(plan),
        families=families(plan.steps),
        own=own_names(plan.steps),
        asked=functions_asked(plan.steps),
    )
    for name in plan_tables(plan):
        context.variable(name)
    return context


@dataclass(slots=True)
class Composed:
    """The code of a plan in parts: `inside` and `made` are functions of macros, `work` the data sets at the end."""

    plan: Plan
    blocks: list[Block]
    inside: StatementFunctions
    made: Factored
    work: list[str]

    def state(self, place: int) -> str:
        """The state of a step."""
        step = self.plan.steps[place]
        return "hole" if self.blocks[place].holed or isinstance(step.node, Hole) else step.provenance


def compose(plan: Plan, context: Context, functions: Names) -> Composed:
    """Write the steps of a plan, and make functions of its macro calls. `functions`: the names of the program's."""

    def claim(name: str, other: str = "") -> str:
        return functions.claim(name, other or f"{name}_macro")

    blocks, tables = write_blocks(plan, context)
    work = sorted(name for name in context.made if "." not in name and not context.held(name))
    last = [context.tables[name] for name in work]
    python = Python()
    inside = Maker(python, blocks, context.marks, last, claim).run()
    plan = with_notes(plan, inside)
    for block in blocks:
        block.head = opening(plan, plan.steps[block.step])
    made = Factory(
        python,
        blocks,
        plan.calls,
        tables,
        last,
        claim,
        context.local("made") if plan.calls else "",
        set(context.names.taken),
        [step.first for step in plan.steps],
        headings(plan, opened_step),
    ).run()
    return Composed(plan, blocks, inside, made, work)


def write_library(plan: Plan, context: Context, text: list[str]) -> dict[str, str]:
    """Add the functions of macros that the program does not call; return for each why it has none, or ""."""
    outcomes: dict[str, str] = {}
    for one in plan.library:
        taken = set(context.names.taken)
        own = new_context(one.plan, Names(RESERVED), context.names)
        try:
            lines, outcomes[one.name] = library_function(one, own, context)
        except Exception as error:  # whatever a defect raises: the program itself is written all the same
            outcomes[one.name] = f"saslift failed on it: {error}"
        if outcomes[one.name]:
            context.names.taken.intersection_update(taken)
        else:
            text += lines
            context.needs |= own.needs
    return outcomes


def library_function(one: LibraryMacro, own: Context, context: Context) -> tuple[list[str], str]:
    """The function of a macro that the program does not call, with those that it needs; why it is none, or ""."""
    python = Python()
    composed = compose(one.plan, own, context.names)
    lines: list[str] = []
    for function in own.functions:
        if id(function) not in composed.made.dropped:
            lines += ["", "", *lay_out(function)]
    for statement in composed.inside.functions:
        lines += ["", ""]
        write_statements(composed.plan, python, statement, lines, "")
    for macro in composed.made.functions:
        lines += ["", ""]
        if macro.macro.name == one.name and not macro.only:
            macro.only = one.conditions().removeprefix(" with ")
        write_function(composed.plan, macro, lines, opened_step, composed.state)
    lines = named(one, lines, python, context.names.claim)
    return lines, no_function(one, composed.made, composed.blocks, lines)


def write_blocks(plan: Plan, context: Context) -> tuple[list[Block], dict[int, set[str]]]:
    """The code of each step, and the variables of the data sets that are there where a macro call ends."""
    blocks: list[Block] = []
    tables: dict[int, set[str]] = {}
    starts, stops = outer_calls(plan)
    for position, step in enumerate(plan.steps):
        context.before = []
        if position in starts:
            for name in needed(plan, starts[position]):
                if name not in context.made and not context.held(name):
                    context.read(name)
        given, context.before = context.before, []
        known = len(context.functions)
        lines, holed = emit_step(context, step, position)
        note_size(context, step)
        lines = [*context.before, *lines]
        blocks.append(Block(position, [], lines, context.functions[known:], holed, before=given))
        if position + 1 in stops:
            tables[position + 1] = {
                variable
                for name, variable in context.tables.items()
                if name in context.made and not context.held(name)
            }
    return blocks, tables


def write_function(
    plan: Plan, macro: MacroFunction, text: list[str], opened: Opening, state: Callable[[int], str]
) -> list[MapEntry]:
    """Add the function of a macro to the text; return its rows of the map."""
    comments, place = about(plan, macro)
    words = [line.removeprefix("# ") for line in comment_lines(comments)]
    items = body_items(plan, macro, macro.body, opened)
    python = Python()
    body: list[str] = []
    spans: list[tuple[int, int]] = []
    for number, item in enumerate(items):
        body += [""] if number else []
        lines = lay_out(indent([*item.head, *item.lines]))
        spans.append((len(body), len(body) + len(lines)))
        body += [line.removeprefix("    ") for line in lines]
    parameters = [(one.name, one.default) for one in macro.shared.parameters]
    definition = python.function(
        macro.name,
        parameters,
        [*words, f"({place})"] if words else [place],
        [piece.lines for piece in macro.inner],
        body,
        macro.shared.results,
        macro.listed,
    )
    start = len(text) + definition.index(f"    {body[0]}") if body else len(text)
    tail = definition[-1:] if macro.shared.results else []
    text += [*lay_out(definition[: len(definition) - len(tail)]), *lay_out(tail)]
    return [
        entry
        for item, (first, last) in zip(items, spans, strict=True)
        for entry in body_entries(plan, item, start + first + 1, start + last, state)
    ]


def write_statements(
    plan: Plan, python: Python, made: StatementFunction, text: list[str], state: str
) -> MapEntry:
    """Add the function of a macro that makes statements inside steps to the text; return its row of the map."""
    first = len(text) + 1
    parameters = [(one.name, one.default) for one in made.shared.parameters]
    body = [line for piece in made.shared.pieces for line in lay_out(piece.lines)]
    text += lay_out(
        python.function(made.name, parameters, [defined(made.call)], [], body, made.shared.results, "")
    )
    return statements_entry(plan, made, first, len(text), state)


def plan_tables(plan: Plan) -> list[str]:
    """The data sets of a plan, WORK's first: these get the plain names."""
    found = dict.fromkeys(
        name for step in plan.steps for name in (*step.outputs, *step.inputs) if name != "_null_"
    )
    return sorted(found, key=lambda name: "." in name)


def is_constant(lines: list[str]) -> bool:
    """Is a top-level definition neither a function nor a class?"""
    return not lines[0].startswith(("def ", "@", "class "))


def opened_file(plan: Plan, context: Context) -> list[str]:
    """The beginning of the file: docstring, imports, LIBRARIES."""
    lines = [
        f'"""{program_title(plan)}.',
        "",
        *header(plan, "pandas 3", "Python", 108),
        '"""',
        "",
        "import argparse",
    ]
    if context.needs & {"nan", "isnan"}:
        lines.append(f"from math import {', '.join(sorted(context.needs & {'nan', 'isnan'}))}")
    lines.append("")
    if "np" in context.needs:
        lines.append("import numpy as np")
    if "pd" in context.needs:
        lines.append("import pandas as pd")
    if context.needs & {"np", "pd"}:
        lines.append("")
    pairs = ", ".join(f"{ex.text(libref)}: {ex.text(folder)}" for libref, folder in folders(plan).items())
    return [
        *lines,
        "import sas_semantics as sas",
        "",
        f"LIBRARIES = {{{pairs}}}  # libref: folder below --data (read) or --out (write)",
    ]


def main(plan: Plan) -> list[str]:
    """The part that makes the file a program."""
    return [
        "",
        "",
        "def main():",
        f'    parser = argparse.ArgumentParser(description="{program_title(plan)} (from {file_name(plan)})")',
        '    parser.add_argument("--data", default=".", help="folder with the input libraries")',
        '    parser.add_argument("--out", default=".", help="folder for the output libraries")',
        "    arguments = parser.parse_args()",
        "    try:",
        "        run(sas.Libraries(arguments.data, arguments.out, LIBRARIES))",
        "    except (sas.SasError, sas.NotTranslated) as error:",
        "        raise SystemExit(str(error)) from None",
        "",
        "",
        'if __name__ == "__main__":',
        "    main()",
    ]
