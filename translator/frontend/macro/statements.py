"""Macro statements that are a keyword and some words. (Macro Language Reference, "Macro Statements".)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from translator.frontend.macro.chunks import Chunk, Place
from translator.frontend.macro.errors import Abort, Jump, MacroError, Return
from translator.frontend.macro.files import include
from translator.frontend.macro.invocation import compile_macro
from translator.frontend.macro.nodes import Definition, Statement
from translator.frontend.macro.residual import has_atoms
from translator.frontend.macro.syscall import syscall
from translator.frontend.words import MACRO_WORDS
from translator.lang.macro_statements import MacroDelete, MacroPut
from translator.lang.macro_text import MacroReference
from translator.library.macro_masks import unmask

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor

_SHOW = re.compile(r"&=([^\W\d]\w*)\.?")
_NAME = re.compile(r"[^\W\d]\w*\Z")
_CONTINUED = re.compile(r"(NOTE|WARNING|ERROR)-", re.IGNORECASE)
_PREFIX = re.compile(r"(NOTE|WARNING|ERROR)([:-])(.*)", re.IGNORECASE | re.DOTALL)
_LISTS = frozenset({"_user_", "_all_", "_local_", "_global_", "_automatic_"})
_RESERVED = MACRO_WORDS - {"cmpres", "compstor", "datatyp", "left", "lowcase", "trim", "verify", "sysrc"}


def carry_out(processor: Processor, node: Statement, place: Place) -> Iterator[Chunk]:
    """Carry out a statement. Those that the tool cannot honour are reported, never passed over."""
    state = processor.state
    match node.keyword:
        case "put":
            if state.frames and state.traced:
                written = node.token.source.text[node.token.end : node.end.start].strip()
                state.trace("mlogic", f"%PUT {written}")
            processor.in_put += 1
            try:
                text = _shown(processor, processor.text(node.words))
            finally:
                processor.in_put -= 1
            word = unmask(text).strip().lower()
            if word not in _LISTS and (has_atoms(text) or processor.structures):
                line = _continued(text.strip(" \t"))
                state.pending.append(MacroPut(text=state.parts.text(line), at=state.at, end=node.end))
            else:
                for line in put_lines(processor, text):
                    state.put(line)
                    state.said.append(line)
            processor.report_unresolved(node.token, place)
        case "global":
            _declare(processor, node, True)
        case "local":
            _declare(processor, node, False)
        case "symdel":
            _delete(processor, unmask(processor.known(node.words, "%SYMDEL")))
        case "goto" | "go":
            label = unmask(processor.known(node.words, "%GOTO")).strip().lower()
            if node.keyword == "go":
                label = label.removeprefix("to").strip()
            raise Jump(label, node.token)
        case "return":
            raise Return
        case "abort":
            raise Abort(unmask(processor.known(node.words, "%ABORT")).strip().upper())
        case "include" | "inc":
            yield from include(processor, node, place)
        case "sysmacdelete":
            for name in unmask(processor.text(node.words)).split("/")[0].split():
                state.macros.pop(name.upper(), None)
        case "sysmstoreclear":
            pass
        case "syscall":
            text = unmask(processor.known(node.words, "%SYSCALL")).strip()
            try:
                syscall(processor, text)
            except LookupError:
                processor.report("H0102", f"%SYSCALL is not carried out: {text}", node.token, place)
        case _:
            words = state.spell(unmask(processor.text(node.words))).strip()
            code = "W0110" if node.keyword == "sysexec" else "H0102"  # %SYSEXEC does what X does
            message = f"%{node.keyword.upper()} is not carried out: {words}"
            processor.report(code, message, node.token, place)


def define(processor: Processor, node: Definition) -> None:
    """Carry out %MACRO … %MEND: the macro is known from here on; its body is compiled now."""
    macro = node.macro
    if macro.name.lower() in _RESERVED:
        processor.state.put(f"ERROR: The name {macro.name} is reserved and may not be used as a macro name.")
        processor.report("E0014", f"{macro.name} is a word of the macro language", node.token)
        return
    macro.broken = False
    macro.body = None
    compile_macro(processor, macro)
    processor.state.macros[macro.name] = macro


def put_lines(processor: Processor, text: str) -> list[str]:
    """Return the lines that %PUT writes for its (masked) text."""
    word = unmask(text).strip().lower()
    if word in _LISTS:
        return _variables(processor, word)
    return [_continued(unmask(text.strip(" \t")))]


def _shown(processor: Processor, text: str) -> str:
    """`&=name` in the text of %PUT: the name and the value."""
    state = processor.state

    def shown(match: re.Match[str]) -> str:
        name = match[1].upper()
        value = state.lookup(name)
        if value is None and state.is_runtime(name):
            value = state.parts.atom(MacroReference(name))
        if value is None:
            state.warn_unresolved(match[1])
            return match[1]
        return f"{name}={value}"

    return _SHOW.sub(shown, text)


def _continued(line: str) -> str:
    """`NOTE- text`: a line that continues a note."""
    return (
        _CONTINUED.sub(lambda match: " " * len(match[0]), line, count=1) if _CONTINUED.match(line) else line
    )


def _variables(processor: Processor, which: str) -> list[str]:
    state = processor.state
    lines: list[str] = []
    if which in ("_user_", "_all_", "_local_"):
        frames = state.frames[-1:] if which == "_local_" else list(reversed(state.frames))
        for frame in frames:
            lines += [
                f"{frame.macro.name} {name} {state.shown(value)}"
                for name, value in sorted(frame.variables.items())
            ]
    if which in ("_user_", "_all_", "_global_"):
        lines += [f"GLOBAL {name} {state.shown(value)}" for name, value in sorted(state.globals.items())]
    if which in ("_all_", "_automatic_"):
        lines += [f"AUTOMATIC {name} {state.shown(value)}" for name, value in sorted(state.automatic.items())]
    return lines


def _declare(processor: Processor, node: Statement, is_global: bool) -> None:
    """%GLOBAL and %LOCAL: a new variable is empty, an existing one keeps its value."""
    state = processor.state
    keyword = "%GLOBAL" if is_global else "%LOCAL"
    text = unmask(processor.known(node.words, keyword)).strip()
    value: str | None = None
    if text.startswith("/"):
        option, _, rest = text[1:].strip().partition(" ")
        if option.upper() != "READONLY":
            raise MacroError(f"{keyword} has an option that is not known: {option.upper()}.")
        text, _, given = rest.partition("=")
        value = given.strip()
    if state.frames:
        state.trace("mlogic", f"{keyword}  {' '.join(text.upper().split())}")
    if not is_global and not state.frames:
        raise MacroError("The %LOCAL statement is not valid in open code.")
    for name in text.split():
        if not _NAME.match(name):
            raise MacroError(f"Invalid symbolic variable name {name.upper()}.")
        name = name.upper()
        if is_global:
            if state.owner(name) is not None:
                raise MacroError(f"Attempt to %GLOBAL a name ({name}) which exists in a local environment.")
            table, guarded = state.globals, state.read_only
        else:
            frame = state.frames[-1]
            table, guarded = frame.variables, frame.read_only
        if is_global and name in state.automatic:
            continue
        table.setdefault(name, "")
        if value is not None:
            table[name] = value
            guarded.add(name)


def _delete(processor: Processor, text: str) -> None:
    state = processor.state
    names, _, option = text.partition("/")
    for name in names.split():
        if name.upper() in state.in_run and state.owner(name.upper()) is None:
            state.globals.pop(name.upper(), None)
            state.runtime.discard(name.upper())
            state.in_run.discard(name.upper())
            state.pending.append(MacroDelete(names=(name.upper(),), at=state.at, end=state.at))
            continue
        if state.globals.pop(name.upper(), None) is None and option.strip().upper() != "NOWARN":
            state.put(f"WARNING: Attempt to delete macro variable {name.upper()} failed. Variable not found.")
