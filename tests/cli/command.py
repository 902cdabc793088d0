"""Calls the command line in this process, as a user would from a shell."""

from __future__ import annotations

from dataclasses import dataclass

from typer.testing import CliRunner

from translator.cli.app import app


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def saslift(*arguments: str) -> Done:
    """Run `saslift ARGUMENTS`; nothing it prints is lost."""
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    return Done(result.exit_code, result.stdout, result.stderr)
