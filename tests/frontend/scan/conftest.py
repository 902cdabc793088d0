"""A reader with a plain builder: steps come back as lines of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from translator.frontend.macro import MacroState
from translator.frontend.reader import Reader
from translator.frontend.statement import RawStatement
from translator.lang.diagnostics import Diagnostic
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
            assert isinstance(step, FakeStep)
            kept.append(step.statements)
            steps.append("; ".join(show(statement) for statement in step.statements))
            if on_step is not None:
                on_step(steps[-1], state, reader)
        codes = [finding.code for finding in diagnostics]
        return Result(steps, state.log, state.user_variables(), codes, diagnostics, kept, state)

    return reading


@pytest.fixture
def put(read: Callable[..., Result]) -> Callable[[str], list[str]]:
    """The log of a text."""
    return lambda text: read(text).log
