"""The program as a file: header, imports, libraries, functions, `run`, `main`, and the map of its lines."""

from __future__ import annotations

import ast
import re

from translator.emit.code import Emitted, MapEntry
from translator.emit.pandas.context import Context, comment_lines
from translator.emit.pandas.layout import indent, lay_out
from translator.emit.pandas.names import RESERVED, Names
from translator.emit.pandas.steps import emit_step, load_procs
from translator.emit.places import expansion_of, lines_of
from translator.plan.loop import RowLoop
from translator.plan.macros import families, own_names
from translator.plan.relations import Hole, Plan, Step

VERSION = "0.1"


def emit(plan: Plan) -> Emitted:
    """Write a plan as a pandas program.

    Raises ValueError if the written text is no Python: a defect of this emitter.
    """
    load_procs()
    context = Context(
        names=Names(RESERVED),
        missing_letters=plan.missing_letters,
        plan=plan,
        families=families(plan.steps),
        own=own_names(plan.steps),
    )
    for name in plan_tables(plan):
        context.variable(name)
    blocks: list[tuple[Step, list[str], bool]] = []
    for position, step in enumerate(plan.steps):
        context.before = []
        lines, holed = emit_step(context, step, position)
        body = [*context.before, *lines]
        blocks.append((step, lay_out(indent([*opening(plan, step), *body])), holed))

    head = header(plan, context)
    text: list[str] = head
    size = len(head)
    for function in context.functions:
        text += [
            "",
            *([] if is_constant(function) and text is head and len(text) == size else [""]),
            *lay_out(function),
        ]
    text += ["", "", "def run(lib):", '    """Run every step in order; return the WORK data sets by name."""']
    entries: list[MapEntry] = []
    for position, (step, lines, holed) in enumerate(blocks):
        if position:
            text.append("")
        first = len(text) + 1
        text += lines
        provenance = "hole" if holed or isinstance(step.node, Hole) else step.provenance
        outputs = tuple((name, context.tables[name]) for name in step.outputs if name in context.tables)
        last_line = max(step.last.outermost.line, step.first.outermost.line)
        entries.append(
            MapEntry(
                first,
                len(text),
                step.first.outermost.line,
                last_line,
                position,
                step.title,
                provenance,
                outputs,
                expansion_of(step.first, step.last),
            )
        )
    work = sorted(name for name in context.made if "." not in name and not context.held(name))
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
    made = "\n".join(text) + "\n"
    try:
        ast.parse(made)
    except SyntaxError as error:
        raise ValueError(f"the emitted program is not Python: {error}\n{made}") from error
    return Emitted(
        made,
        frozenset(context.needs | {"Libraries", "SasError", "NotTranslated", "log", "LOG"}),
        tuple(entries),
    )


def plan_tables(plan: Plan) -> list[str]:
    """The data sets of a plan, WORK's first: these get the plain names."""
    found = dict.fromkeys(
        name for step in plan.steps for name in (*step.outputs, *step.inputs) if name != "_null_"
    )
    return sorted(found, key=lambda name: "." in name and not name.startswith("work."))


def is_constant(lines: list[str]) -> bool:
    return not lines[0].startswith(("def ", "@", "class "))


def opening(plan: Plan, step: Step) -> list[str]:
    """The comment that opens a step, the author's comments, and the notes."""
    file = re.split(r"[/\\]", plan.name)[-1]
    inside = expansion_of(step.first, step.last)
    lines = [
        f"# {file} {lines_of(step.first, step.last)}: {step.title}" + (f" ({inside})" if inside else ""),
        *comment_lines(step.comments),
    ]
    for note in step.notes:
        text = " ".join(note.text.removeprefix("NOTE: ").removeprefix("WARNING: ").split())
        if note.code[:1] == "H":
            continue
        word = {"W": "NOTE", "N": "NOTE", "C": "CHECK", "L": "LOOP"}.get(note.code[:1], "NOTE")
        lines.append(f"# {word} {note.code}: {text}")
    if isinstance(step.node, RowLoop) and step.node.reason:
        lines.append(f"# LOOP L0203: {' '.join(step.node.reason.split())}")
    return lines


def header(plan: Plan, context: Context) -> list[str]:
    """Docstring, imports, LIBRARIES."""
    file = re.split(r"[/\\]", plan.name)[-1]
    title = re.sub(r"\.(sas|egp)$", "", file, flags=re.IGNORECASE)
    reads = sorted({name for step in plan.steps for name in step.inputs if "." in name})
    writes = sorted({name for step in plan.steps for name in step.outputs if "." in name})
    reads = [name for name in reads if name not in writes]
    facts = f"Translated from {file} by saslift {VERSION} for pandas 3."
    for word, names in (("Reads", reads), ("writes" if reads else "Writes", writes)):
        if names:
            facts = (
                facts.removesuffix(".") + ("; " if word == "writes" else ". ") + f"{word} {', '.join(names)}."
            )
    holes = sum(isinstance(step.node, Hole) for step in plan.steps)
    lines = [f'"""{title.replace("_", " ").capitalize()}.', "", *wrap_text(facts)]
    if holes:
        lines.append(
            f"{holes} step{'s are' if holes > 1 else ' is'} not translated: the program stops there."
        )
    lines += [f"{title}.html shows SAS and Python side by side.", '"""', "", "import argparse"]
    if context.needs & {"nan", "isnan"}:
        lines.append(f"from math import {', '.join(sorted(context.needs & {'nan', 'isnan'}))}")
    lines.append("")
    if "np" in context.needs:
        lines.append("import numpy as np")
    if "pd" in context.needs:
        lines.append("import pandas as pd")
    if context.needs & {"np", "pd"}:
        lines.append("")
    lines.append("import sas_semantics as sas")
    used = {
        name.split(".")[0] for step in plan.steps for name in (*step.inputs, *step.outputs) if "." in name
    }
    used -= {"work"}
    known = dict(plan.librefs)
    pairs = [f'"{libref}": "{folder_of(libref, known.get(libref, ""))}"' for libref in sorted(used)]
    lines += [
        "",
        f"LIBRARIES = {{{', '.join(pairs)}}}  # libref: folder below --data (read) or --out (write)",
    ]
    return lines


def folder_of(libref: str, path: str) -> str:
    """The folder of a libref below --data or --out: its name."""
    return libref


def wrap_text(text: str, width: int = 108) -> list[str]:
    """Fill lines with the words of a text."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def main(plan: Plan) -> list[str]:
    """The part that makes the file a program."""
    file = re.split(r"[/\\]", plan.name)[-1]
    title = re.sub(r"\.sas$", "", file, flags=re.IGNORECASE).replace("_", " ").capitalize()
    return [
        "",
        "",
        "def main():",
        f'    parser = argparse.ArgumentParser(description="{title} (from {file})")',
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
