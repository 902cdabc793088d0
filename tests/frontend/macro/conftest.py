"""A reader with a plain builder: steps come back as lines of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from translator.frontend.macro import MacroState
from translator.frontend.reader import Reader
from translator.frontend.statement import RawStatement
from translator.lang import macro_statements as ms
from translator.lang.diagnostics import Diagnostic
from translator.lang.macro_text import MacroFunction, MacroIndirect, MacroQuoted, MacroReference, MacroText
from translator.lang.source import Source
from translator.lang.statements import Unparsed


class FakeHost:
    """Some functions, as SAS documents them, for %SYSFUNC."""

    def call_function(self, name: str, args: list[str]) -> str:
        match name:
            case "UPCASE":
                return args[0].upper()
            case "COUNTW":
                return str(len(args[0].split()))
            case "STRIP":
                return args[0].strip()
            case "PUTN":
                return f"<{args[0]}:{args[1]}>"
            case "IFC":
                if not args[0].isdigit():
                    raise ValueError("Argument 1 is not a number.")
                return args[1] if args[0] != "0" else args[2]
            case "REPEAT":
                return args[0] * (int(args[1]) + 1)
        raise LookupError(name)

    def put(self, line: str) -> None:
        return None


@dataclass
class Result:
    steps: list[str]
    log: list[str]
    variables: dict[str, str]
    codes: list[str]
    diagnostics: list[Diagnostic]
    statements: list[list[RawStatement]]
    state: MacroState


@dataclass
class FakeStep:
    statements: list[RawStatement] = field(default_factory=list)


def show(statement: RawStatement) -> str:
    text = "".join(("" if token.glued else " ") + token.text for token in statement.tokens).strip()
    return text + (f" <{'|'.join(statement.datalines)}>" if statement.datalines is not None else "")


def show_text(text: MacroText) -> str:
    shown = []
    for part in text:
        match part:
            case str():
                shown.append(part)
            case MacroReference(name):
                shown.append(f"&{name.lower()}")
            case MacroIndirect(inner):
                shown.append(f"&&{show_text(inner)}")
            case MacroQuoted(inner):
                shown.append(f"[{show_text(inner)}]")
            case MacroFunction(name, args):
                shown.append(f"%{name}({','.join(show_text(arg) for arg in args)})")
    return "".join(shown)


def show_step(step: object) -> str:
    """A step or a macro statement for the run: `%let`, `%if … { … | … }`, `%do … { … }`."""
    match step:
        case FakeStep(statements):
            return "; ".join(show(statement) for statement in statements)
        case ms.MacroLet(name=name, text=text, call=None):
            return f"%let {show_text(name).lower()}={show_text(text)}"
        case ms.MacroLet(name=name, call=call, format=form):
            return f"%let {show_text(name).lower()}={call.name}" + (
                f",{form.name.lower()}{form.width}." if form else ""
            )
        case ms.MacroPut(text=text):
            return f"%put {show_text(text)}"
        case ms.MacroDelete(names=names):
            return f"%symdel {' '.join(names).lower()}"
        case ms.MacroStop(text=text):
            return f"%abort {text}".strip()
        case ms.MacroLeave(condition=test, negated=negated):
            return f"%leave {'not ' if negated else ''}{show_text(test.args[0])}"
        case ms.MacroChoice(condition=test, then=then, otherwise=other, negated=negated):
            ways = " | ".join("; ".join(show_step(one) for one in way) for way in (then, other))
            return f"%if {'not ' if negated else ''}{show_text(test.args[0])} {{ {ways} }}"
        case ms.MacroRepeat(body=body, index=index, start=start, stop=stop):
            bounds = f" {index.lower()}={show_text(start)} to {show_text(stop)}" if index else ""
            return f"%do{bounds} {{ {'; '.join(show_step(one) for one in body)} }}"
        case ms.MacroExecuted(sites=sites):
            return "executed " + " | ".join(
                f"{number}({' '.join(names).lower()}) {'; '.join(show_step(one) for one in body)}"
                for number, names, body in sites
            )
    return f"?{step!r}"


@pytest.fixture
def read() -> Callable[..., Result]:
    """read(text, on_step, state, path): on_step(shown, state, reader) is called when a step is yielded."""

    def reading(
        text: str,
        on_step: Callable[[str, MacroState, Reader], None] | None = None,
        state: MacroState | None = None,
        path: str = "p.sas",
    ) -> Result:
        state = state or MacroState(FakeHost())
        diagnostics: list[Diagnostic] = []

        def build(statements: list[RawStatement], found: list[Diagnostic]) -> Any:
            return FakeStep(list(statements))

        reader = Reader(Source(path, text), state, diagnostics, build)
        steps: list[str] = []
        kept: list[list[RawStatement]] = []
        for step in reader.steps():
            if isinstance(step, Unparsed):
                steps.append(f"?{step.text}")
                continue
            steps.append(show_step(step))
            if not isinstance(step, FakeStep):
                continue
            kept.append(step.statements)
            if on_step is not None:
                on_step(steps[-1], state, reader)
        codes = [finding.code for finding in diagnostics]
        return Result(steps, state.log, state.user_variables(), codes, diagnostics, kept, state)

    return reading


@pytest.fixture
def put(read: Callable[..., Result]) -> Callable[[str], list[str]]:
    """The log of a text."""
    return lambda text: read(text).log
