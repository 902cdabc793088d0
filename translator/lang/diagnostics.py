"""Diagnostics are values: a code, a place, a message. Rendering is elsewhere (`report`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from translator.lang.source import Origin, Token

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` has a row in codes.toml, which gives its severity.

    `path`, `line`, `column` are where the program's owner must look; `notes` lead through macros and includes.
    """

    code: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    notes: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        row = codes().get(self.code, {})
        severity = row.get("severity", "error")
        return "note" if severity == "note" else "warning" if severity == "warning" else "error"


@cache
def codes() -> dict[str, dict[str, Any]]:
    """Return the manual of every code: title, severity, why, example, by code."""
    text = resources.files("translator.lang").joinpath("codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def diagnose(code: str, message: str, at: Token | None = None, path: str = "") -> Diagnostic:
    """Make a diagnostic at a token, with the chain of macros and includes that led there."""
    if at is None:
        return Diagnostic(code, message, path)
    notes = []
    via = at.via
    while via is not None:
        notes.append(f"{_way(via)}, {via.at.place}")
        via = via.at.via
    path, line, column = at.source.place(at.start)
    return Diagnostic(code, message, path, line, column, tuple(notes))


def _way(via: Origin) -> str:
    """Return how a note about a token's origin reads: `in expansion of %load`."""
    name = via.name.lower()
    match via.how:
        case "macro body":
            return f"in expansion of %{name}"
        case "argument" | "variable":
            return f"in value of &{name}" if name else "in value of a macro variable"
        case "function":
            return f"in value of {name}"
        case "include":
            return f"in included file {via.name}"
        case "execute":
            return "in text of CALL EXECUTE"
        case "unresolved":
            return f"in call of %{name}"
        case how:
            return f"{how} {via.name}"
