"""Diagnostics are values: a code, a place, a message. Rendering is elsewhere (`report`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from translator.lang.source import Token

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
        notes.append(f"{via.how} {via.name}, {via.at.source.path}:{via.at.line}")
        via = via.at.via
    return Diagnostic(code, message, at.source.path, at.line, at.column, tuple(notes))
