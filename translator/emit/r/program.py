"""A plan to a program: header, helpers, functions, `run`, and the map of its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
from translator.emit.functions.tokens import COLUMNS
from translator.emit.functions.tokens import statements as cut
from translator.emit.headings import (
    comment_lines,
    folders,
    header,
    opened_step,
    opening,
    program_title,
    step_entry,
)
from translator.emit.opened_data import functions_asked
from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.functions import R
from translator.emit.r.helpers import definitions, mentioned
from translator.emit.r.layout import lay_out
from translator.emit.r.steps import emit_step, load_procs
from translator.plan.library import LibraryMacro
from translator.plan.loop import RowLoop
from translator.plan.macros import every_step, families, own_names
from translator.plan.relations import Plan

SOURCE = [
    'script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))',
    'source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr',
]


def emit(plan: Plan) -> Emitted:
    """Write a plan as an R program. Two runs give the same text.

    Args: plan: what lowering made. Returns: the text, the helpers it needs, and the map of its lines.
    """
    load_procs()
    context = new_context(plan)
    composed = compose(plan, context, context)
    plan, blocks, made, inside = composed.plan, composed.blocks, composed.made, composed.inside
    dialect, state, opened = composed.dialect, composed.state, opened_step
    text = opened_file(plan)
    entries: list[MapEntry] = []
    for block in blocks:
        for function in block.definitions:
            if id(function) in made.dropped:
                continue
            start = len(text) + 1
            text += lay_out(function)
            entries.append(step_entry(plan, block.step, start, len(text), state(block.step), context.tables))
            text.append("")
    for one in inside.functions:
        entries.append(write_statements(plan, dialect, one, text, state(one.step)))
        text.append("")
    for macro in made.functions:
        entries += write_function(plan, dialect, macro, text, opened, state)
        text.append("")
    before = len(text)
    library = write_library(plan, context, text)
    uncalled = frozenset(
        match[1] for line in text[before:] if (match := re.match(r"([\w.]+) <- function\(", line))
    )
    text += ["# Run every step in order; return the WORK data sets by name", "run <- function(lib) {"]
    if plan.special:
        text += ["  sas_expect_special_missing()  # .A to .Z are told from ."]
    if plan.large:
        text += ["  sas_expect_large_numbers()  # from 1E100 on: results that are too large are missing"]
    for item in run_items(plan, blocks, made, opened, comment_lines):
        start = len(text) + 1
        lines = lay_out([*item.head, *item.lines], width=108)
        text += [f"  {line}" if line else line for line in lines]
        if item.site is not None:
            entries += call_entries(plan, item, start, len(text), state, context.tables)
        else:
            place = item.steps[0]
            entries.append(step_entry(plan, place, start, len(text), state(place), context.tables))
        text.append("")
    text += [f"  {line}" for line in result(context)]
    text += ["}", "", "if (sys.nframe() == 0) sas_main(run, libraries)"]
    whole = "\n".join(text) + "\n"
    return Emitted(
        whole,
        mentioned(whole),
        tuple(entries),
        made.outcomes(),
        {id(call.record): outcome(call.record, inside) for call in plan.inside},
        library,
        macro_files(made, inside),
        uncalled,
        frozenset(dialect.columns),
    )


def new_context(plan: Plan, program: Context | None = None) -> Context:
    """What is known of a plan before its code is written. `program`: the program that it adds functions to."""
    context = Context(
        special=holds_special(plan),
        plan=plan,
        marks=Marks.of(plan),
        families=families(plan.steps),
        own=own_names(plan.steps),
        asked=functions_asked(plan.steps),
    )
    if program is not None:
        context.module_names = program.module_names
    for step in plan.steps:  # WORK's data sets have the plain names
        for name in (*step.inputs, *step.outputs):
            if name != "_null_" and "." not in name:
                context.variable(name)
    return context


@dataclass(slots=True)
class Composed:
    """The code of a plan in parts: `inside` and `made` are functions of macros."""

    plan: Plan
    blocks: list[Block]
    inside: StatementFunctions
    made: Factored
    dialect: R

    def state(self, place: int) -> str:
        """The state of a step."""
        return "hole" if self.blocks[place].holed else self.plan.steps[place].provenance


def compose(plan: Plan, context: Context, program: Context) -> Composed:
    """Write the steps of a plan, and make functions of its macro calls; `program` knows the names of functions."""
    blocks, tables = write_blocks(plan, context)
    last = [
        context.tables[name] for name in context.tables if name in context.made and context.is_local(name)
    ]
    columns = {
        column.name
        for step in every_step(plan.steps)
        for _, schema in step.schemas
        for column in schema.columns
    }
    code = [lines for block in blocks for lines in (block.lines, *block.definitions)]
    plain = R(columns)
    columns |= {plain.content(token) for lines in code for token in plain.lex(lines) if token.kind in COLUMNS}
    dialect = R(columns, any("sas_open_columns(" in line for lines in code for line in lines))
    taken = context.names.all | context.module_names.all
    called = called_functions(blocks) if plan.calls or plan.inside else set()

    def claim(name: str, other: str = "") -> str:
        return function_name(program, name, called, other)

    inside = Maker(dialect, blocks, context.marks, last, claim).run()
    plan = with_notes(plan, inside)
    for block in blocks:
        block.head = opening(plan, plan.steps[block.step])
    made = Factory(
        dialect,
        blocks,
        plan.calls,
        tables,
        last,
        claim,
        "made",
        taken,
        [step.first for step in plan.steps],
        headings(plan, opened_step),
    ).run()
    return Composed(plan, blocks, inside, made, dialect)


def write_library(plan: Plan, context: Context, text: list[str]) -> dict[str, str]:
    """Add the functions of macros that the program does not call; return for each why it has none, or ""."""
    outcomes: dict[str, str] = {}
    for one in plan.library:
        own = new_context(one.plan, context)
        try:
            lines, outcomes[one.name] = library_function(one, own, context)
        except Exception as error:  # whatever a defect raises: the program itself is written all the same
            outcomes[one.name] = f"saslift failed on it: {error}"
        if not outcomes[one.name]:
            text += lines
    return outcomes


def library_function(one: LibraryMacro, own: Context, context: Context) -> tuple[list[str], str]:
    """The function of a macro that the program does not call, with those that it needs; why it is none, or ""."""
    composed = compose(one.plan, own, context)
    lines: list[str] = []
    for block in composed.blocks:
        for function in block.definitions:
            if id(function) not in composed.made.dropped:
                lines += [*lay_out(function), ""]
    for statement in composed.inside.functions:
        write_statements(composed.plan, composed.dialect, statement, lines, "")
        lines.append("")
    for macro in composed.made.functions:
        if macro.macro.name == one.name and not macro.only:
            macro.only = one.conditions().removeprefix(" with ")
        write_function(composed.plan, composed.dialect, macro, lines, opened_step, composed.state)
        lines.append("")
    lines = named(one, lines, composed.dialect, context.module_names.new)
    return lines, no_function(one, composed.made, composed.blocks, lines)


def function_name(context: Context, name: str, called: set[str], other: str = "") -> str:
    """A name for a macro's function: the macro's, unless a table or another function has it; then `other`.

    `called`: functions of R that the program and its helpers call, which must keep their meaning."""
    wanted = r.identifier(name)
    if context.names.is_taken(wanted) or context.module_names.is_taken(wanted) or wanted in called:
        wanted = other or f"{name}_macro"
    base, number = wanted, 2
    while context.names.is_taken(r.identifier(wanted)) or context.module_names.is_taken(r.identifier(wanted)):
        wanted, number = f"{base}_{number}", number + 1
    made = context.module_names.new(wanted)
    context.names.reserve(made, "macro", made)
    return made


def called_functions(blocks: Sequence[Block]) -> set[str]:
    """The functions that the program and the helpers call."""
    texts = [*definitions().values(), *(line for block in blocks for line in block.lines)]
    texts += [line for block in blocks for lines in block.definitions for line in lines]
    return {name for text in texts for name in re.findall(r"([A-Za-z.][\w.]*)\(", text)}


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
        context.enter(step.schemas)
        known = len(context.functions)
        lines, holed = emit_step(context, step)
        holed = holed or step.provenance == "hole"
        blocks.append(Block(position, [], lines, context.functions[known:], holed, before=given))
        if position + 1 in stops:
            tables[position + 1] = {
                variable
                for name, variable in context.tables.items()
                if name in context.made and not context.held(name)
            }
    return blocks, tables


def write_function(
    plan: Plan, dialect: R, macro: MacroFunction, text: list[str], opened: Opening, state: Callable[[int], str]
) -> list[MapEntry]:  # fmt: skip
    """Add the function of a macro to the text; return its rows of the map."""
    comments, place = about(plan, macro)
    words = [line.removeprefix("# ") for line in comment_lines(comments)]
    items = body_items(plan, macro, macro.body, opened)
    body: list[str] = []
    spans: list[tuple[int, int]] = []
    for number, item in enumerate(items):
        body += [""] if number else []
        lines = lay_out([*item.head, *item.lines], width=108)
        spans.append((len(body), len(body) + len(lines)))
        body += lines
    parameters = [(one.name, one.default) for one in macro.shared.parameters]
    definition = dialect.function(
        macro.name,
        parameters,
        [*words, f"({place})"] if words else [place],
        [piece.lines for piece in macro.inner],
        body,
        macro.shared.results,
        macro.listed,
    )
    start = len(text) + (definition.index(f"  {body[0]}") if body else 0)
    text += [*definition[:-2], *lay_out(definition[-2:])]
    return [
        one
        for item, (first, last) in zip(items, spans, strict=True)
        for one in body_entries(plan, item, start + first + 1, start + last, state)
    ]


def write_statements(
    plan: Plan, dialect: R, made: StatementFunction, text: list[str], state: str
) -> MapEntry:
    """Add the function of a macro that makes statements inside steps to the text; return its row of the map."""
    first = len(text) + 1
    parameters = [(one.name, one.default) for one in made.shared.parameters]
    body = [line for piece in made.shared.pieces for line in lay_out(piece.lines, width=108)]
    results = made.shared.results
    *others, end = cut(body)
    if len(results) == 1 and end[0].startswith(f"{results[0]} <- "):  # its value is that of the function
        body = [line for statement in others for line in statement]
        end = [end[0].partition(" <- ")[2], *end[1:]]
        if len(end) == 2 and end[0].endswith(" |>") and len(end[0]) + len(end[1]) < 90:
            end = [f"{end[0]} {end[1].strip()}"]
        results = ["\n  ".join(end)]
    made_text = dialect.function(made.name, parameters, [defined(made.call)], [], body, results, "")
    text += "\n".join(made_text).split("\n")
    return statements_entry(plan, made, first, len(text), state)


def holds_special(plan: Plan) -> bool:
    """Can some value of the program be one of .A-.Z and ._ ?"""
    if plan.missing_letters:
        return True
    for step in every_step(plan.steps):
        if isinstance(step.node, RowLoop) and any(slot.type.special for slot in step.node.slots):
            return True
        if any(column.type.special for _, schema in step.schemas for column in schema.columns):
            return True
    return False


def result(context: Context) -> list[str]:
    """The named list of the WORK data sets that exist at the end."""
    made = [
        name
        for name in context.tables
        if name in context.made and context.is_local(name) and name != "_null_"
    ]
    if not made:
        return ["lib$work"] if context.families else ["list()"]
    items = [f"{r.column(name)} = {context.tables[name]}" for name in made]
    single = f"list({', '.join(items)})"
    if context.families:
        single = f"c({single}, lib$work)"
    if len(single) <= 100:
        return [single]
    start, end = ("c(list(", "), lib$work)") if context.families else ("list(", ")")
    return [start, *(f"  {item}," for item in items[:-1]), f"  {items[-1]}", end]


def opened_file(plan: Plan) -> list[str]:
    """The beginning of the file: what the program is, the helpers, the folders of its librefs."""
    about = ["", *header(plan, "R 4.2 and dplyr 1.0", "R", 106)]
    items = ", ".join(f"{r.column(libref)} = {r.text(folder)}" for libref, folder in folders(plan).items())
    return [
        f"# {program_title(plan)}",
        *(f"# {line}".rstrip() for line in about),
        "",
        *SOURCE,
        "",
        f"libraries <- list({items})  # libref: folder below --data (read) or --out (write)",
        "",
    ]
