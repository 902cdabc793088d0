"""Macro calls: finding the macro, binding its parameters, running its body. (Macro Language Reference, %MACRO.)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.frontend.macro.chunks import OPEN_CODE, Chunk, Place
from translator.frontend.macro.compiler import MacroSyntaxError
from translator.frontend.macro.definition import compile_body
from translator.frontend.macro.errors import Jump, MacroError, Return, RuntimeValueError, Undecided
from translator.frontend.macro.files import load_autocall
from translator.frontend.macro.functions import split_arguments
from translator.frontend.macro.nodes import Invocation, Macro, Node, Nodes, Statement, Text
from translator.frontend.macro.partial import close_forks
from translator.frontend.macro.references import resolve_references
from translator.frontend.macro.residual import ATOMS, bare, has_atoms
from translator.frontend.macro.state import Frame
from translator.lang.macro_calls import MacroCall, MacroParameter
from translator.lang.macro_text import MacroQuoted, MacroReference
from translator.lang.source import Origin, Token
from translator.library.macro_masks import unmask

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor

DEEPEST = 150
"""Calls inside calls: deeper is taken for a recursion without end."""

_KEYWORD = re.compile(r"\s*([^\W\d]\w*)\s*=", re.DOTALL)
_SPACE = re.compile(r"""("[^"]*"|'[^']*')|[ \t\r\n]+""")
_NAME_START = re.compile(r"\w*")


def invoke(processor: Processor, node: Invocation, place: Place) -> Iterator[Chunk]:
    """Carry out a macro call. An unknown macro leaves its text as it is, with SAS's warning."""
    name, rest = _called_name(processor, node)
    macro = find_macro(processor, name, node.token)
    if macro is None:
        yield from _unresolved(processor, node, name, rest, place)
        return
    takes_list = macro.has_list or "parmbuff" in macro.options or "pbuff" in macro.options
    given = ""
    if node.group is not None and takes_list:
        given = processor.text(node.group)
    if not macro.broken:
        made = _call(processor, macro, given, node, place, node.group is not None and takes_list)
        if processor.collecting or processor.in_string:
            text = single_blanks("".join([chunk.text for chunk in made]))
            yield Chunk(text, None, Place(place.via, place.put(node.token)))
        else:
            yield from made
    if rest:
        yield Chunk(rest, None, Place(place.via, place.put(node.token)))
    if node.group is not None and not takes_list:
        yield from _group_as_text(processor, node, place)


def single_blanks(text: str) -> str:
    """Return what a macro writes into a value or a string: white space around it is gone, inside it is one blank.

    A compiled macro holds tokens, not lines. Source: tests of published macro libraries that compare
    "%name(...)", whose macros write their result on a line of its own, with a text without blanks.
    """
    return _SPACE.sub(lambda found: found[1] or " ", text).strip(" ")


def find_macro(processor: Processor, name: str, at: Token) -> Macro | None:
    """Return a macro that is defined or can be found in an autocall folder; compile it on first use."""
    macro = processor.state.macros.get(name.upper())
    if macro is None and load_autocall(processor, name, at):
        macro = processor.state.macros.get(name.upper())
    return macro


def compile_macro(processor: Processor, macro: Macro) -> None:
    """Compile a macro's body; what is not closed is reported and makes the macro a dummy, as SAS does."""
    try:
        macro.body = compile_body(macro)
    except MacroSyntaxError as error:
        macro.broken = True
        processor.diagnostics.append(error.diagnostic)
        processor.state.put(f"ERROR: {error.diagnostic.message}.")
        processor.state.put("ERROR: A dummy macro will be compiled.")


def _called_name(processor: Processor, node: Invocation) -> tuple[str, str]:
    if node.extra is None:
        return node.name, ""
    grown = resolve_references(node.extra.text, processor.state)
    if has_atoms(grown):
        raise RuntimeValueError(f"a macro call %{node.name}{node.extra.text}")
    text = node.name + unmask(grown)
    match = _NAME_START.match(text)
    name = match.group() if match is not None else ""
    return name, text[len(name) :]


def _unresolved(
    processor: Processor, node: Invocation, name: str, rest: str, place: Place
) -> Iterator[Chunk]:
    processor.state.put(f"WARNING: Apparent invocation of macro {name.upper()} not resolved.")
    if processor.in_string or processor.in_put:
        where = "in a string" if processor.in_string else "in the text of %PUT"
        message = f"%{name} {where} calls no macro that is defined"
        processor.report("E0019", message, place.at or node.token, place if place.at is None else OPEN_CODE)
    else:
        processor.report("E0015", f"macro {name.upper()} is not defined", node.token, place)
    at = place.put(node.token)
    yield Chunk(f"%{name}{rest}", None, Place(Origin("unresolved", name, at), at))
    if node.group is not None:
        yield from _group_as_text(processor, node, place)


def _group_as_text(processor: Processor, node: Invocation, place: Place) -> Iterator[Chunk]:
    assert node.parenthesis is not None and node.group is not None
    opening, closing = node.parenthesis
    yield Chunk(node.blanks + "(", (opening,), place)
    yield from processor.run(node.group, place)
    yield Chunk(")", (closing,), place)


def _call(
    processor: Processor, macro: Macro, given: str, node: Invocation, place: Place, listed: bool
) -> Iterator[Chunk]:
    state = processor.state
    if len(state.frames) >= DEEPEST:
        message = f"macro {macro.name} calls itself without end ({DEEPEST} calls deep)"
        processor.report("E0008", message, node.token, place)
        raise MacroError(f"Maximum level of nesting of macro functions exceeded: {macro.name}.")
    if processor.structures and sum(frame.macro is macro for frame in state.frames) > 1:
        raise Undecided(f"how often {macro.name} calls itself")
    if macro.body is None:
        compile_macro(processor, macro)
    if macro.body is None:
        return
    if has_atoms(given):  # the parameters hide variables of their names
        given = _renamed(processor, given, [parameter.name for parameter in macro.parameters])
    origin = Origin("macro body", macro.name, place.put(node.token))
    frame = Frame(macro, origin)
    buffered = "parmbuff" in macro.options or "pbuff" in macro.options
    frame.always_local = buffered or has_computed_goto(macro.body)
    try:
        later = _bind(macro, split_arguments(given) if given.strip(" ") else [], frame, buffered)
    except MacroError as error:  # SAS does not run the macro; what called it goes on
        state.put(f"ERROR: {error}")
        processor.report("E0020", f"call of macro {macro.name}: {error}", node.token, place)
        return
    if buffered:
        frame.variables["SYSPBUFF"] = f"({given})" if listed else ""
    frame.parameters = frozenset(parameter.name for parameter in macro.parameters)
    state.frames.append(frame)
    record = _record(processor, macro, origin)
    _announce(processor)
    processor.forks.append([])
    repeating, processor.repeating = processor.repeating, 0
    try:
        for name, default in later:
            frame.variables[name] = processor.text(default).strip(" ")
        state.trim_parameters(frame)
        if record is not None:
            record.at_start = _seen(processor)
        if state.traced:
            state.trace("mlogic", "Beginning execution.")
            for parameter in macro.parameters:
                value = state.shown(frame.variables[parameter.name])
                state.trace("mlogic", f"Parameter {parameter.name} has value {value}".rstrip())
        made = processor.run(macro.body, Place(origin))
        in_a_value = processor.collecting or processor.inside_statement()
        yield from _kept(processor, frame, made) if in_a_value else made
    except Return:
        pass
    except Undecided as error:
        if processor.collecting:
            raise
        last = node.parenthesis[1] if node.parenthesis is not None else node.token
        yield processor.left_out(node.token, last, error, place)
    except Jump as jump:
        state.put(f"ERROR: The %GOTO target label {jump.label.upper()} was not found in macro {macro.name}.")
        processor.report(
            "E0017", f"no label {jump.label.upper()} in macro {macro.name}", jump.at, Place(origin)
        )
    except MacroError as error:
        state.put(f"ERROR: {error}")
        state.put(f"ERROR: The macro {macro.name} will stop executing.")
        processor.report("E0020", f"macro {macro.name} stopped: {error}".rstrip(), node.token, place)
    finally:
        if record is not None:
            record.at_end = _seen(processor)
        close_forks(processor, processor.forks.pop())
        processor.repeating = repeating
        state.trace("mlogic", "Ending execution.")
        state.leave(frame)
        state.frames.remove(frame)
        _announce(processor, False)


def _kept(processor: Processor, frame: Frame, made: Iterator[Chunk]) -> Iterator[Chunk]:
    """The text of a call inside a statement, which is used after the call has ended: its own variables, which end with it,
    leave their values in the run."""
    for chunk in made:
        text = _renamed(processor, chunk.text, frame.in_run)
        yield chunk if text == chunk.text else replace(chunk, text=text)


def _renamed(processor: Processor, text: str, names: Iterable[str]) -> str:
    """Return a text in which variables of the run with these names have handed their values to other ones."""
    state = processor.state

    def kept(match: re.Match[str]) -> str:
        part = state.parts.part(match.group())
        if not any(state.parts.refers(match.group(), name) for name in names):
            return match.group()
        inner = bare(part)
        name = state.temporary((inner,))
        if isinstance(inner, MacroReference) and inner.name not in state.padded:
            state.trimmed.add(name)
        reference = MacroReference(name)
        return state.parts.atom(MacroQuoted((reference,)) if isinstance(part, MacroQuoted) else reference)

    return ATOMS.sub(kept, text)


def _record(processor: Processor, macro: Macro, origin: Origin) -> MacroCall | None:
    """Note the call, where the program is translated."""
    if processor.state.running:
        return None
    parameters = tuple(
        MacroParameter(
            one.name, one.keyword, "".join(node.text for node in one.default if isinstance(node, Text))
        )
        for one in macro.parameters
    )
    record = processor.state.calls[id(origin)] = MacroCall(
        macro.name, parameters, origin, macro.token, macro.end
    )
    return record


def _seen(processor: Processor) -> dict[str, str]:
    """The values that macro variables have here; those that only the run knows are left out."""
    state = processor.state
    found = {name: value for name, value in state.globals.items() if name not in state.runtime}
    for frame in state.frames:
        found |= {name: value for name, value in frame.variables.items() if name not in frame.runtime}
    return {name: unmask(value) for name, value in found.items() if value and not has_atoms(value)}


def _announce(processor: Processor, entering: bool = True) -> None:
    state = processor.state
    state.automatic["SYSMACRONAME"] = state.frames[-1].macro.name if state.frames else ""
    if entering:
        state.automatic["SYSINDEX"] = str(int(state.automatic["SYSINDEX"]) + 1)


def _bind(macro: Macro, arguments: list[str], frame: Frame, buffered: bool) -> list[tuple[str, Nodes]]:
    """Give the parameters their values; return the keyword parameters left to their defaults."""
    known = {parameter.name: parameter for parameter in macro.parameters}
    positional = [parameter.name for parameter in macro.parameters if not parameter.keyword]
    given: dict[str, str] = {}
    place = 0
    for argument in arguments:
        keyword = _KEYWORD.match(argument)
        if keyword is not None and keyword[1].upper() in known:
            given[keyword[1].upper()] = argument[keyword.end() :].strip(" \t")
        elif keyword is not None and not buffered:
            raise MacroError(f"The keyword parameter {keyword[1].upper()} was not defined with the macro.")
        elif place < len(positional):
            given[positional[place]] = argument.strip(" \t")
            place += 1
        elif not buffered and (argument.strip() or place > 0 or len(arguments) > 1):
            raise MacroError("More positional parameters found than defined.")
    later: list[tuple[str, Nodes]] = []
    for parameter in macro.parameters:
        if parameter.name in given:
            frame.variables[parameter.name] = given[parameter.name]
        else:
            frame.variables[parameter.name] = ""
            if parameter.default:
                later.append((parameter.name, parameter.default))
    return later


def has_computed_goto(nodes: Nodes) -> bool:
    """Does a body hold a %GOTO whose label is computed? (CALL SYMPUT then writes to its own symbol table.)"""
    return any(_computed(node) for node in nodes)


def _computed(node: Node) -> bool:
    if isinstance(node, Statement):
        return node.keyword in ("goto", "go") and not all(isinstance(word, Text) for word in node.words)
    for field in ("then", "otherwise", "body"):
        inner = getattr(node, field, None)
        if inner and has_computed_goto(inner):
            return True
    return False
