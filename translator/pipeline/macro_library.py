"""Macro libraries: a macro that a program defines and does not call, as a call with stand-ins for its arguments expands it.

What the call makes is lowered and emitted as any other; its function takes the place of the stand-ins by parameters. A
parameter whose value decides what the macro does keeps its default, and the function says so; where it has none, there is
no function. Stand-ins that are left in a function show that it is not general: then there is none, either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from translator.frontend.macro import LibraryHost, MacroState
from translator.frontend.macro.nodes import Macro, Text
from translator.frontend.macro.residual import has_atoms
from translator.frontend.macro.stand_ins import Decided, StandIns
from translator.frontend.reader import Reader
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Source
from translator.lang.statements import Step
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.program import lower_program
from translator.lower.special_values import mentions_special
from translator.pipeline.emitting import describe
from translator.pipeline.owed import with_owed
from translator.pipeline.programs import Program
from translator.plan.library import LibraryMacro
from translator.plan.macros import every_step
from translator.plan.relations import Hole, Plan

_WORDS = re.compile(r"\w+(?:\s+\w+)*\Z")
_LAST = re.compile(r"_last_\Z|&syslast\b|&sysdsn\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+\Z")
_QUOTED = re.compile(r"""(['"])\w+\1\Z""")


class NoFunction(Exception):
    """A macro that is no function; the message says why."""


def library_of(
    macros: MacroState, source: Source, program: Program, encoding: str
) -> tuple[tuple[LibraryMacro, ...], dict[str, str]]:
    """Return the macros that the program itself defines and does not call, and why others of them have no function."""
    found: list[LibraryMacro] = []
    left: dict[str, str] = {}
    for macro in uncalled(macros, source):
        try:
            found.append(_as_called(macro, macros, source, program, encoding))
        except NoFunction as problem:
            left[macro.name] = str(problem)
        except Exception as error:  # whatever a defect raises: the program itself is translated all the same
            left[macro.name] = f"saslift failed on it: {describe(error)}"
    return tuple(found), left


def uncalled(macros: MacroState, source: Source) -> Iterator[Macro]:
    """The macros that a program itself defines and that nothing calls."""
    called = {call.name.upper() for call in macros.calls.values()}
    for macro in macros.macros.values():
        if macro.token.source is source and macro.name not in called:
            yield macro


def not_called(
    macros: MacroState, source: Source, library: tuple[LibraryMacro, ...], left: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """A note for each of them: its function, or why there is none."""
    made = {one.name: one for one in library}
    for macro in uncalled(macros, source):
        message = f"macro {macro.name} is defined and not called"
        if macro.name in left:
            message += f"; it has no function: {left[macro.name]}"
        elif macro.name in made:
            message += f"; the translation has a function for it{made[macro.name].conditions()}"
        yield diagnose("N0111", message, macro.token)


def _as_called(
    macro: Macro, macros: MacroState, source: Source, program: Program, encoding: str
) -> LibraryMacro:
    if macro.broken or {"parmbuff", "pbuff"} & set(macro.options):
        raise NoFunction("it takes a list of any length" if not macro.broken else "it could not be read")
    fixed: dict[str, str] = {}
    for one in macro.parameters:
        if _is_expression(macro, one.name):
            if (default := _default(macro, one.name)) is None:
                raise NoFunction(f"&{one.name.lower()} is an expression of SAS")
            fixed[one.name] = default
    for _ in range(len(macro.parameters) + 1):
        stand_ins = StandIns()
        arguments = _arguments(macro, fixed, stand_ins)
        try:
            plan = _plan(macro, arguments, stand_ins, macros, source, program, encoding)
        except Decided as decided:
            default = _default(macro, decided.name)
            if default is None:
                raise NoFunction(f"what it does depends on &{decided.name.lower()}") from None
            fixed[decided.name] = default
            continue
        markers = {name: marker for marker, name in stand_ins.names.items()}
        return LibraryMacro(
            macro.name, plan, markers, tuple(fixed.items()), tuple(sorted(stand_ins.given - set(fixed)))
        )
    raise NoFunction("what it does depends on all its parameters")


def _is_expression(macro: Macro, name: str) -> bool:
    """Does a macro put a parameter where SAS expects a condition: `where &where;`?"""
    if macro.end is None:
        return False
    text = macro.token.source.text[macro.token.end : macro.end.start]
    return (
        re.search(rf"\b(?:where\s*=?|if|when)\s*\(?\s*&{name}\b\.?\s*[;)%]", text, re.IGNORECASE) is not None
    )


def _default(macro: Macro, name: str) -> str | None:
    """The default of a keyword parameter; None for others, and where macro code makes it."""
    for one in macro.parameters:
        if one.name == name and one.keyword and all(isinstance(node, Text) for node in one.default):
            return "".join(node.text for node in one.default if isinstance(node, Text)).strip()
    return None


def _arguments(macro: Macro, fixed: Mapping[str, str], stand_ins: StandIns) -> list[str]:
    """The arguments of the call; parameters that are not fixed get stand-ins of the kind of their default."""
    found: list[str] = []
    for place, one in enumerate(macro.parameters):
        if one.name in fixed:
            continue
        default = _default(macro, one.name) if one.keyword else ""
        marker = f"arg{place}zq"
        if default is not None and _NUMBER.match(default):
            marker = f"{77_000 + place}31"
            text = marker
        elif default is not None and (quote := _QUOTED.match(default)):
            text = f"{quote[1]}{marker}{quote[1]}"
        elif default == "" or default is not None and (_WORDS.match(default) or _LAST.match(default)):
            text = marker
        else:
            continue  # its default stands: a format, an expression, macro code
        stand_ins.names[marker] = one.name
        found.append(f"{one.name.lower()}={text}" if one.keyword else text)
    return found


def _plan(
    macro: Macro, arguments: list[str], stand_ins: StandIns, macros: MacroState, source: Source,
    program: Program, encoding: str,
) -> Plan:  # fmt: skip
    """The plan of one call. Raises NoFunction, Decided."""
    diagnostics: list[Diagnostic] = []
    state = program.site.macros(LibraryHost(), program.path.parent, running=False, encoding=encoding)
    state.macros = dict(macros.macros)
    known = {name: value for name, value in macros.globals.items() if not has_atoms(value)}
    state.globals = dict(known)
    state.runtime |= macros.runtime | (set(macros.globals) - set(known))
    state.autocall_paths = macros.autocall_paths
    state.stand_ins = stand_ins
    text = f"%{macro.name.lower()}" + (f"({', '.join(arguments)})" if macro.has_list else "") + "\n"
    reader = Reader(Source(source.path, text), state, diagnostics)
    context = Context(
        Catalog(),
        special=program.site.special_missing or mentions_special(source.text),
        large=program.site.large_numbers,
        diagnostics=diagnostics,
        folder=program.path.parent,
        connections=program.site.connections,
        from_outside=True,
    )
    plan = lower_program(
        program.path.name,
        _told(with_owed(reader.steps(), source, diagnostics), state, context),
        context,
        state.calls,
    )
    macros.looked_for |= state.looked_for
    macros.asked_system = macros.asked_system or state.asked_system
    error = next((one for one in diagnostics if one.severity == "error"), None)
    if error is not None:
        raise NoFunction(f"{error.message} [{error.code}]")
    if (
        not plan.steps
        or len(plan.calls) != 1
        or (plan.calls[0].first, plan.calls[0].stop) != (0, len(plan.steps))
    ):
        raise NoFunction("it does not make whole steps")
    hole = next((step.node for step in every_step(plan.steps) if isinstance(step.node, Hole)), None)
    if hole is not None:
        raise NoFunction(f"{hole.reason} [{hole.code}]")
    record = plan.calls[0].record
    kept = {*stand_ins.names.values()}
    for values in (record.at_start, record.at_end, *record.at_step.values()):
        for name in [name for name in values if name not in kept]:
            del values[name]
    steps = tuple(
        replace(step, notes=tuple(note for note in step.notes if note.code != "C0302")) for step in plan.steps
    )
    return replace(plan, steps=steps)


def _told(steps: Iterator[Step], state: MacroState, context: Context) -> Iterator[Step]:
    state.follows_steps = True
    for step in steps:
        yield step
        state.tell_last(context.catalog.last)
