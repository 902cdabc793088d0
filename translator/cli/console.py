"""What a command prints, and how it ends."""

from __future__ import annotations

import functools
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec

import typer

from translator.lang.diagnostics import Diagnostic
from translator.report.text import line_of, lines_of

DONE, FOUND, UNUSABLE = 0, 1, 2
"""Exit codes: done and equal; holes or differences (or errors in a program); usage or internal error."""

BEAT = 10.0
"""Seconds between two lines of progress where no terminal shows a bar."""

P = ParamSpec("P")


class Problem(Exception):
    """A user's mistake that ends the command: its diagnostics are printed, the exit code is 2."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics = diagnostics
        super().__init__(*(one.message for one in diagnostics))


def problem(code: str, message: str, path: object = "") -> Problem:
    """Make a Problem of one diagnostic."""
    return Problem(Diagnostic(code, message, str(path)))


def command(function: Callable[P, int]) -> Callable[P, None]:
    """Make a function that returns an exit code into a command that never shows a user a stack trace."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = function(*args, **kwargs)
            sys.stdout.flush()
        except Problem as error:
            complain(error.diagnostics)
            code = UNUSABLE
        except BrokenPipeError:
            # The reader of our output has gone (`saslift … | head`): say no more, also not at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = FOUND
        except Exception as error:  # a defect of saslift: say where, in one line
            complain([internal_error(error)])
            code = UNUSABLE
        raise typer.Exit(code)

    return run


debug = False


def internal_error(error: BaseException, path: str = "") -> Diagnostic:
    """Return the diagnostic of a defect: the exception and the line of saslift where it arose."""
    if debug:
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "translator" in frame.filename or "equivalence" in frame.filename]
    place = ""
    if ours or frames:
        frame = (ours or frames)[-1]
        place = f" at {os.path.basename(frame.filename)}:{frame.lineno}"
    return Diagnostic("X0011", f"internal error: {type(error).__name__}: {error}{place}", path)


def complain(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics to the standard error."""
    for finding in diagnostics:
        print(line_of(finding), file=sys.stderr)


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics, with the way to them, to the standard output."""
    for finding in diagnostics:
        for line in lines_of(finding):
            print(line)


def print_json(data: Any) -> None:
    """Print one JSON document. NaN cannot stand in JSON: whoever makes the data has replaced it."""
    print(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False))


def _plain_progress(total: int, doing: str) -> Callable[[str], None]:
    """Return a function to call before each item, which says now and then on standard error how far the work is."""
    told = time.monotonic()
    begun = 0

    def step(item: str) -> None:
        nonlocal told, begun
        begun += 1
        if time.monotonic() - told >= BEAT:
            told = time.monotonic()
            print(f"{doing}: {begun} of {total}, {item}", file=sys.stderr, flush=True)

    return step


@contextmanager
def progress(total: int, doing: str, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Give a function to call before each item: a moving bar on a terminal, a line every BEAT seconds elsewhere."""
    if quiet or total < 2:
        yield lambda item: None
        return
    if not sys.stderr.isatty():
        yield _plain_progress(total, doing)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        started = False

        def step(item: str) -> None:
            nonlocal started
            bar.update(task, advance=1 if started else 0, description=item)
            started = True

        yield step
