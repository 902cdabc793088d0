"""A program through all stages: read, lower, emit for one or more targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import ModuleType

from translator.emit.code import Emitted
from translator.frontend.macro import LibraryHost
from translator.frontend.macro.opened import Opened
from translator.frontend.reader import Reader
from translator.lang.diagnostics import Diagnostic
from translator.lang.macro_calls import MacroCall
from translator.lang.source import Source
from translator.lang.statements import Step
from translator.lower.catalog import Catalog
from translator.lower.context import Context
from translator.lower.known_queries import known_results
from translator.lower.known_stored import known_values
from translator.lower.known_variables import known_variables
from translator.lower.program import lower_program
from translator.lower.special_values import mentions_special
from translator.pipeline.databases import notes_of, reached
from translator.pipeline.emitting import write
from translator.pipeline.headers import HeaderLookup
from translator.pipeline.macro_library import library_of, not_called
from translator.pipeline.owed import with_owed
from translator.pipeline.programs import Program
from translator.pipeline.sources import read_source
from translator.plan.relations import Plan

TARGETS = ("pandas", "r")


@dataclass(slots=True)
class Translation:
    """A program and its code in each target. `source` is None where it could not be read.

    `steps`: the program as it was read. `log`: lines that the macro processor wrote (%PUT). `macro_vars`: what
    %LET made, at the end of the program. `calls`: of macros. `helpers`: text of the helper file for this program alone, by target. A target
    that could not be written at all is in neither `emitted` nor `helpers`; the diagnostics say why.
    """

    program: Program
    source: Source | None
    plan: Plan
    steps: list[Step] = field(default_factory=list)
    emitted: dict[str, Emitted] = field(default_factory=dict)
    helpers: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    macro_vars: dict[str, str] = field(default_factory=dict)
    calls: tuple[MacroCall, ...] = ()
    files: frozenset[Path] | None = frozenset()
    connections: tuple[tuple[str, str], ...] = ()  # the databases that it reaches: name, URL


def translate_program(
    program: Program, targets: Iterable[str], *, librefs: Mapping[str, Path] | None = None, encoding: str = "",
    loops: bool = False,
) -> Translation:  # fmt: skip
    """Translate one program.

    Args: targets: of "pandas", "r". librefs: libref -> folder, whose files' headers give the schemas.
    loops: leave out the column-wise rules (the fuzzer compares both forms).
    """
    diagnostics: list[Diagnostic] = []
    source = read_source(program.shown, encoding, diagnostics)
    if source is None:
        return Translation(program, None, Plan(program.name, ()), diagnostics=diagnostics)
    return translate_source(
        source, program, targets, librefs=librefs, diagnostics=diagnostics, loops=loops, encoding=encoding
    )


def translate_source(
    source: Source, program: Program, targets: Iterable[str], *, librefs: Mapping[str, Path] | None = None,
    diagnostics: list[Diagnostic] | None = None, loops: bool = False, encoding: str = "",
) -> Translation:  # fmt: skip
    """Translate a text that has been read."""
    diagnostics = [] if diagnostics is None else diagnostics
    site = program.site
    macros = site.macros(LibraryHost(), program.path.parent, running=False, encoding=encoding)
    reader = Reader(source, macros, diagnostics, before=site.prelude())
    headers = HeaderLookup(librefs or {})
    context = Context(
        Catalog(headers, headers.reachable, headers.names, headers.librefs),
        special=site.special_missing or mentions_special(source.text) or headers.special_in(source.text),
        large=site.large_numbers,
        diagnostics=diagnostics,
        loops=loops,
        folder=program.path.parent,
        connections=program.site.connections,
    )
    steps: list[Step] = []
    read = with_owed(reader.steps(), source, diagnostics)
    macros.follows_steps = True
    macros.opened = Opened(partial(known_variables, context))
    macros.known_results = partial(known_results, context)
    macros.known_values = partial(known_values, context)
    context.hint = macros.hints.get
    followed = _kept(read, steps, lambda: macros.tell_last(context.catalog.last))
    plan = lower_program(program.path.name, followed, context, macros.calls)
    library, left = library_of(macros, source, program, encoding)
    plan = replace(plan, library=library)
    translation = Translation(program, source, plan, steps, diagnostics=diagnostics)
    for target in targets:
        written = write(plan, target, partial(_emit, target), program.shown)
        diagnostics += written.diagnostics
        if written.emitted is not None:
            translation.emitted[target] = written.emitted
            translation.helpers[target] = written.helpers
    for target, emitted in translation.emitted.items():
        left |= {name: f"{reason} ({target})" for name, reason in emitted.library.items() if reason}
    databases = reached(steps, site.connections, {libref.lower() for libref in librefs or {}})
    translation.connections = tuple((name, url) for name, (url, _) in databases.items())
    diagnostics += notes_of(databases)
    diagnostics += not_called(macros, source, library, left)
    translation.log, translation.said = list(macros.log), list(macros.said)
    translation.calls = tuple(macros.calls.values())
    translation.macro_vars = macros.user_variables()
    if macros.asked_system:
        translation.files = None
    else:
        translation.files = frozenset(macros.looked_for | headers.looked_for | context.looked_for)
    return translation


def _emit(target: str, plan: Plan) -> tuple[Emitted, str]:
    emitted: Emitted = emitter(target).emit(plan)
    return emitted, emitter(target).helper_module(emitted.helpers)


def _kept(steps: Iterable[Step], into: list[Step], lowered: Callable[[], None]) -> Iterator[Step]:
    """Yield steps and keep them: they are pulled one by one, as lowering and macros need it. `lowered` is called when
    a step has been."""
    for step in steps:
        into.append(step)
        yield step
        lowered()


def emitter(target: str) -> ModuleType:
    """Return the emitter's package of a target: `emit(plan)` and `helper_module(names)`."""
    if target == "pandas":
        import translator.emit.pandas

        return translator.emit.pandas
    import translator.emit.r

    return translator.emit.r
