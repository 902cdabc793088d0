"""The macro processor: carries out macro code, lazily, piece by piece.

Source: Macro Language Reference, "Macro Processing"; each statement's and function's own page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from translator.frontend.macro import control
from translator.frontend.macro.chunks import LEFT_OUT, OPEN_CODE, Chunk, Place
from translator.frontend.macro.compiler import Compiler, MacroSyntaxError
from translator.frontend.macro.definition import compile_text
from translator.frontend.macro.errors import Jump, MacroError, Return, RuntimeValueError
from translator.frontend.macro.functions import FUNCTIONS, LATER, WHOLE, call_text_function, split_arguments
from translator.frontend.macro.invocation import invoke
from translator.frontend.macro.nodes import (
    Conditional,
    Definition,
    Function,
    Group,
    If,
    Invocation,
    Label,
    Let,
    Loop,
    Node,
    Nodes,
    Quoted,
    Reference,
    Statement,
    Text,
)
from translator.frontend.macro.partial import OpenFork, test_of
from translator.frontend.macro.references import resolve_references
from translator.frontend.macro.residual import ATOMS, bare, has_atoms
from translator.frontend.macro.stand_ins import NEUTRAL
from translator.frontend.macro.state import MacroState
from translator.frontend.macro.statements import carry_out, define
from translator.frontend.macro.steering import note_let
from translator.frontend.macro.sysfunc import call_function, call_later
from translator.frontend.scan import lean
from translator.frontend.words import MACRO_STATEMENTS
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.macro_statements import MacroLet
from translator.lang.macro_text import MacroFunction, MacroIndirect, MacroQuoted, MacroReference
from translator.lang.source import Origin, Source, Token
from translator.library.macro_expressions import evaluate, evaluate_real, is_true
from translator.library.macro_masks import MASKED_QUOTE, mask, mask_marked, unmask

_TRIGGER = re.compile(r"[&%][^\W\d]")
_CALL = re.compile(r"%[^\W\d]")
_STRING_TRIGGER = re.compile(r"&+[^\W\d][\w&.]*|%[^\W\d]\w*")
_NAME = re.compile(r"[^\W\d]\w*\Z")
_DOSUBL = re.compile(r"\s*dosubl\s*\((.*)\)\s*\Z", re.IGNORECASE | re.DOTALL)
_UNMASKED_RESULT = frozenset(name for name in FUNCTIONS if not name.startswith("q"))


class Processor:
    """Carries out macro code against a state; findings go to `diagnostics`."""

    def __init__(self, state: MacroState, diagnostics: list[Diagnostic]) -> None:
        self.state = state
        self.diagnostics = diagnostics
        self.collecting = 0  # texts being put together, of arguments and values
        self.rounds_around = 1  # rounds of the loops that are being written out, multiplied
        self.repeating = 0  # loops of the running macro whose rounds only the run knows
        self.structures = 0  # %IF and %DO of the run that are open: what stands in them is for the run to do
        self.forks: list[list[OpenFork]] = [[]]  # for each running macro
        self.forked = 0  # %IF of the run in the construct of open code that is being carried out
        self.inside_statement: Callable[[], bool] = lambda: False
        self.inside_step: Callable[[], bool] = lambda: False
        self.run_at_once: Callable[[str, Token], None] = lambda text, at: None  # the steps of a text (DOSUBL)
        self.in_string = 0
        self.in_put = 0
        self._reported: set[tuple[str, Source, int]] = set()
        if sys.getrecursionlimit() < 6000:
            sys.setrecursionlimit(6000)

    # --- running --------------------------------------------------------------------------------------

    def run(self, nodes: Nodes, place: Place) -> Iterator[Chunk]:
        """Carry out code; %GOTO finds the labels of this level here."""
        position = jumps = 0
        while position < len(nodes):
            node = nodes[position]
            position += 1
            if isinstance(node, Text):
                yield Chunk(node.text, node.tokens, place)
                continue
            try:
                yield from self.step(node, place)
            except Jump as jump:
                target = next(
                    (
                        at
                        for at, found in enumerate(nodes)
                        if isinstance(found, Label) and found.name == jump.label
                    ),
                    None,
                )
                if target is None:
                    raise
                position = target
                jumps += 1
                if jumps > control.MOST_ROUNDS:
                    raise control.endless(self, jump.at, "%GOTO", place) from None

    def text(self, nodes: Nodes) -> str:
        """Carry out code for its text (masked)."""
        if len(nodes) == 1 and isinstance(nodes[0], Text):
            return nodes[0].text
        self.collecting += 1
        try:
            return "".join([chunk.text for chunk in self.run(nodes, OPEN_CODE)])
        finally:
            self.collecting -= 1

    def known(self, nodes: Nodes, what: str) -> str:
        """Carry out code for its text (masked), which must be known now.

        Raises: RuntimeValueError where only the run knows it; `what` says what it is."""
        text = self.text(nodes)
        if has_atoms(text):
            raise RuntimeValueError(f"{what} {self.state.spell(text).strip()}")
        return text

    def step(self, node: Node, place: Place) -> Iterator[Chunk]:
        """Carry out one construct."""
        if not isinstance(node, (Text, Reference, Quoted)) and not self.state.running:
            self.state.at = place.put(node.token)
        match node:
            case Text():
                yield Chunk(node.text, node.tokens, place)
            case Reference():
                yield from self.reference(node, place)
            case Quoted():
                yield self.quoted(node, place)
            case Function():
                yield from self.function(node, place)
            case Invocation():
                yield from invoke(self, node, place)
            case Let():
                self.let(node)
            case If():
                yield from control.conditional(self, node, place)
            case Group():
                yield from self.run(node.body, place)
            case Loop():
                yield from control.loop(self, node, place)
            case Conditional():
                yield from control.repeat(self, node, place)
            case Label():
                pass
            case Statement():
                yield from carry_out(self, node, place)
            case Definition():
                define(self, node)

    def expand(self, text: str, path: str, at: Token) -> str:
        """Carry out all macro code in a text; return the (masked) text it leaves. Errors go to log and
        diagnostics. Used for CALL EXECUTE and the RESOLVE function."""
        if not _TRIGGER.search(text) and "%&" not in text:
            return text
        try:
            return self.text(compile_text(text, path))
        except MacroSyntaxError as error:
            self.state.put(f"ERROR: {error.diagnostic.message}.")
            self.diagnostics.append(replace(error.diagnostic, path=path, line=at.line, column=at.column))
            return text
        except MacroError as error:
            self.state.put(f"ERROR: {error}")
            self.report("E0020", str(error).rstrip(), at)
            return ""
        except (Jump, Return):
            self.report("E0018", "%GOTO and %RETURN are not valid in open code", at)
            return ""

    def report(self, code: str, message: str, at: Token, place: Place = OPEN_CODE) -> None:
        made = diagnose(code, message, place.put(at))
        if len(made.notes) > 8:
            cut = f"… {len(made.notes) - 6} more …"
            made = replace(made, notes=(*made.notes[:4], cut, *made.notes[-2:]))
        self.diagnostics.append(made)

    def left_out(self, token: Token, last: Token, error: RuntimeValueError, place: Place) -> Chunk:
        """Stand-in for a construct that hangs on a run-time value; the hole is reported."""
        same = token.source is last.source and last.end >= token.start
        text = token.source.text[token.start : last.end] if same else token.text
        self.report(
            "H0101", f"{token.text.upper()} depends on {error.what}, which only the run knows", token, place
        )
        made = place.put(
            Token(LEFT_OUT, text, token.source, token.start, last.end if same else token.end, token.glued)
        )
        return Chunk(text, (made,), OPEN_CODE)

    # --- text -----------------------------------------------------------------------------------------

    def reference(self, node: Reference, place: Place) -> Iterator[Chunk]:
        token = node.token
        value = resolve_references(token.text, self.state)
        self.report_unresolved(token, place)
        here = self.origin(token, place)
        if "%" in value and _CALL.search(value):
            yield from self.again(value, here)
        else:
            yield Chunk(value, None, here)

    def report_unresolved(self, token: Token, place: Place) -> None:
        """One finding for each reference without a value, wherever it stands."""
        for name in self.state.unresolved:
            if (name, token.source, token.start) not in self._reported:
                self._reported.add((name, token.source, token.start))
                self.report("E0016", f"macro variable {name} has no value here", token, place)
        self.state.unresolved.clear()

    def origin(self, token: Token, place: Place) -> Place:
        """The place of a variable's value: the reference, seen from where it stands."""
        at = place.put(token)
        name = token.text.strip("&.")
        owner = self.state.owner(name.upper())
        how = "argument" if owner is not None and name.upper() in owner.parameters else "variable"
        return Place(Origin(how, name, at), at)

    def again(self, text: str, place: Place) -> Iterator[Chunk]:
        """Carry out text that came out of a variable or function and holds triggers."""
        path = place.at.source.path if place.at is not None else ""
        try:
            nodes = compile_text(text, path)
        except MacroSyntaxError as error:
            raise MacroError(str(error)) from error
        yield from self.run(nodes, place)

    def quoted(self, node: Quoted, place: Place) -> Chunk:
        token = node.token
        text = self.string_text(token.text, place)
        self.report_unresolved(token, place)
        if text == token.text:
            return Chunk(text, (token,), place)
        made = text.replace(MASKED_QUOTE, '""')
        names = [found.strip("&.%") for found in _STRING_TRIGGER.findall(token.text)]
        at = place.put(token)
        via = Origin("variable", names[0] if names else "", at)
        tokens = _one_string(unmask(made), at, via)
        return Chunk(text, tokens, OPEN_CODE if tokens is not None else Place(via, at))

    def string_text(self, text: str, place: Place = OPEN_CODE) -> str:
        """Resolve what stands inside a double-quoted string; single quotes in it mean nothing."""
        if "%" not in text:
            return resolve_references(text, self.state)
        parts: list[str] = []
        position = 0
        while match := _STRING_TRIGGER.search(text, position):
            parts.append(text[position : match.start()])
            word = match.group()
            position = match.end()
            if word[0] == "&":
                value = resolve_references(word, self.state)
                parts.append(self.string_text(value) if "%" in value and _CALL.search(value) else value)
                continue
            if word[1:].lower() in MACRO_STATEMENTS:
                parts.append(word)
                continue
            scanned = lean(Source("", text), start=match.start())
            if not scanned.tokens:
                parts.append(word)
                continue
            compiler = Compiler(scanned.tokens)
            try:
                call = compiler.item()
            except MacroSyntaxError:
                call = None
            if call is None:
                parts.append(word)
                continue
            position = scanned.tokens[compiler.position - 1].end
            self.in_string += 1
            try:
                parts.append("".join([chunk.text for chunk in self.step(call, place)]))
            finally:
                self.in_string -= 1
        parts.append(text[position:])
        return "".join(parts)

    # --- functions ------------------------------------------------------------------------------------

    def function(self, node: Function, place: Place) -> Iterator[Chunk]:
        own = self.state.macros.get(node.name.upper())
        if own is not None:
            yield from invoke(self, Invocation(node.token, node.name, None, node.argument, "", None), place)
            return
        try:
            value, again = self.value_of(node)
        except RuntimeValueError as error:
            if self.collecting:
                raise
            yield self.left_out(node.token, node.closing, error, place)
            return
        if self.state.unresolved:
            self.report_unresolved(node.token, place)
        at = place.put(node.token)
        here = Place(Origin("function", node.token.text, at), at)
        if again and _TRIGGER.search(value):
            yield from self.again(value, here)
        else:
            yield Chunk(value, None, here)

    def value_of(self, node: Function) -> tuple[str, bool]:
        """Return a function's (masked) value, and whether triggers in it are to be resolved again."""
        name = node.name
        match name:
            case "nrstr":
                return mask_marked(node.literal, triggers=True), False
            case "str":
                parts = [
                    mask_marked(part.text)
                    if isinstance(part, Text)
                    else mask(self.text((part,)))
                    if isinstance(part, Quoted)
                    else self.text((part,))
                    for part in node.argument
                ]
                return "".join(parts), False
            case "quote" | "bquote":
                return self.quoted_atoms(mask(self.text(node.argument))), False
            case "nrquote" | "nrbquote":
                return self.quoted_atoms(mask(self.text(node.argument), triggers=True)), False
            case "superq":
                return self.superq(self.text(node.argument)), False
            case "unquote":
                return self.bare_atoms(unmask(self.text(node.argument))), True
        text = self.text(node.argument)
        if (stand_ins := self.state.stand_ins) is not None and name not in NEUTRAL:
            if name in ("length", "klength") and (length := stand_ins.length(text)) is not None:
                return length, False
            (stand_ins.tested if name == "eval" else stand_ins.used)(text)
        if name in ("sysfunc", "qsysfunc"):
            if not self.state.running and (code := _DOSUBL.match(text)):
                self.run_at_once(self.state.spell(unmask(code[1])), self.state.at)
                return "0", False
            opened = self.state.opened
            value = opened.call(text, self.state, bool(self.structures)) if opened is not None else None
            if value is not None and has_atoms(value):
                return (self.quoted_atoms(value) if name[0] == "q" else value), False
            if value is not None:
                return (mask(value, triggers=True) if name[0] == "q" else value), True
            try:
                if not has_atoms(text):
                    value = call_function(self.state, text)
                    return (mask(value, triggers=True), False) if name[0] == "q" else (unmask(value), True)
            except RuntimeValueError:
                pass
            value = call_later(self.state, text)
            return (self.quoted_atoms(value) if name[0] == "q" else value), False
        if has_atoms(text):
            return self.later(name, text), False
        match name:
            case "eval":
                return self.evaluate(text), False
            case "sysevalf":
                parts = split_arguments(text)
                return evaluate_real(parts[0], parts[1] if len(parts) > 1 else ""), False
            case _:
                return call_text_function(name, self.state, split_arguments(text)), name in _UNMASKED_RESULT

    def superq(self, name: str) -> str:
        name = unmask(name).strip().upper()
        parts = self.state.parts
        if has_atoms(name):
            text = parts.text(name)
            self.state.lift_matching(text)
            return parts.atom(MacroQuoted((MacroIndirect(text),)))
        value = self.state.lookup(name)
        if value is None:
            if self.state.is_runtime(name):
                return parts.atom(MacroQuoted((MacroReference(name),)))
            self.state.warn_unresolved(name)
            return ""
        return self.quoted_atoms(mask(value, triggers=True))

    def quoted_atoms(self, text: str) -> str:
        """Text of a quoting function: the pieces that only the run knows are quoted, too."""
        parts = self.state.parts
        return ATOMS.sub(lambda match: parts.atom(MacroQuoted((bare(parts.part(match[0])),))), text)

    def bare_atoms(self, text: str) -> str:
        """Text of %UNQUOTE."""
        parts = self.state.parts
        return ATOMS.sub(lambda match: parts.atom(bare(parts.part(match[0]))), text)

    def later(self, name: str, text: str) -> str:
        """A function of text that only the run knows: an atom for its value."""
        parts = self.state.parts
        given = [text] if name in WHOLE else split_arguments(text)
        if name == "eval":
            return parts.atom(test_of(self, text))
        quoted = name.startswith("q") and name[1:] in FUNCTIONS
        bare_name = name[1:] if quoted else name
        if bare_name not in LATER and bare_name != "sysevalf":
            raise RuntimeValueError(f"%{name.upper()} of text")
        args = tuple(parts.text(one, masks=True) for one in given)
        if bare_name == "symexist":
            self.state.lift_matching(args[0])
        made = MacroFunction(bare_name, args)
        return parts.atom(MacroQuoted((made,)) if quoted else made)

    def evaluate(self, text: str) -> str:
        if self.state.stand_ins is not None:
            self.state.stand_ins.tested(text)
        allowed, delimiter = self.minoperator()
        return evaluate(text, allowed, delimiter)

    def minoperator(self) -> tuple[bool, str]:
        """Is IN an operator here, and what separates its values? Options of the macro, else of the session."""
        options = self.state.frames[-1].macro.options if self.state.frames else {}
        if "minoperator" in options:
            allowed = True
        elif "nominoperator" in options:
            allowed = False
        else:
            allowed = "minoperator" in self.state.options
        delimiter = options.get("mindelimiter") or self.state.options.get("mindelimiter", "")
        delimiter = delimiter.strip("'\"") if len(delimiter) > 1 else delimiter
        return allowed, delimiter or " "

    # --- statements with a body -----------------------------------------------------------------------

    def let(self, node: Let) -> None:
        name = unmask(self.text(node.name)).strip()
        if has_atoms(name):
            self.let_computed(name, node)
            return
        if not _NAME.match(name):
            raise MacroError("Symbolic variable name " + name.upper() + " must begin with a letter or underscore."
                             if name else "Expecting a variable name after %LET.")  # fmt: skip
        if self.state.frames:
            self.state.trace("mlogic", f"%LET (variable name is {name.upper()})")
        try:
            value = self.text(node.value).strip(" \t")
        except MacroError:
            self.assign(name, "", node.token)
            raise
        except RuntimeValueError as error:
            self.report(
                "H0101", f"%LET {name.upper()} depends on {error.what}, which only the run knows", node.token
            )
            self.state.mark_runtime(name, "let")
            return
        note_let(self, name, node)
        self.assign(name, value, node.token)

    def let_computed(self, name: str, node: Let) -> None:
        """`%let total&i = …`: only the run knows which variable."""
        state = self.state
        value = self.text(node.value).strip(" \t")
        text = state.parts.text(name)
        state.mark_computed(text)
        state.pending.append(MacroLet(name=text, text=state.parts.text(value), at=state.at, end=state.at))

    def assign(self, name: str, value: str, at: Token) -> None:
        name = name.upper()
        owner = self.state.owner(name)
        if name in (owner.read_only if owner is not None else self.state.read_only):
            raise MacroError(f"The variable {name} was previously declared as READONLY and cannot be modified or "
                             "re-declared.")  # fmt: skip
        self.state.set(name, value, "let")

    def is_true(self, text: str) -> bool:
        if self.state.stand_ins is not None:
            self.state.stand_ins.tested(text)
        allowed, delimiter = self.minoperator()
        return is_true(text, allowed, delimiter)


def _one_string(text: str, at: Token, via: Origin) -> tuple[Token, ...] | None:
    """A string token, or None where a quote in a value ends the string early: then it is cut anew."""
    inner = text[1 : text.rfind('"')]
    if '"' in inner.replace('""', ""):
        return None
    return (Token("STRING", text, at.source, at.start, at.end, at.glued, at.comments, via),)
