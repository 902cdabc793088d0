"""How a function gets its row: the decorator `function` on a body, `service` where an engine does the work.

    @function("SCAN", "char num [char] [char]", returns="char", length=200, examples=(...))
    def scan(text: str, count: float, ...) -> str:
        '''Return the nth word of a text.'''

One place holds a function: its metadata in the decorator, its meaning in the body below, and its first
docstring line is the row's `doc`. The name of a body is the SAS name in lower case, with `_` appended where
Python has a built-in or a keyword of that name (`round_`, `sum_`), so that modules can be put together.

Optional arguments that a call leaves out (`compress(x, , 'kd')`) are passed as None.

`blanks` names single positions: for a repeated argument, `positions_from` its first one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from translator.lang.types import Kind
from translator.library.rows import Body, Example, Function, Missing

MANUAL = "SAS 9.4 Functions and CALL Routines: Reference"

FUNCTIONS: dict[str, Function] = {}
"""All rows by name in upper case, aliases included."""


def positions_from(first: int) -> tuple[int, ...]:
    """Return a position and all that can follow it, for `blanks`."""
    return tuple(range(first, 1000))


Case = tuple[str, float | str | None]
AnyBody = TypeVar("AnyBody", bound=Body)


def function(
    name: str,
    signature: str,
    *,
    returns: Kind | Literal["same"] = "num",
    length: int | str = 8,
    missing: Missing = "spreads",
    blanks: tuple[int, ...] = (),
    context: str = "",
    pandas: str | None = None,
    r: str | None = None,
    source: str = "",
    examples: tuple[Case, ...] = (),
    aliases: tuple[str, ...] = (),
    keeps: tuple[int, ...] = (),
) -> Callable[[AnyBody], AnyBody]:
    """Register the decorated body as the SAS function `name`; see `rows.Function` for the arguments.

    `examples` are pairs (SAS expression, result): documented on the function's page, or derived from it by
    hand. `source` is the page, by default the function's own in the functions reference.

    Raises ValueError if the name has a row already.
    """
    page = source or f"{MANUAL}, {name} Function"

    def register(body: AnyBody) -> AnyBody:
        doc = (body.__doc__ or "").strip().splitlines()[0]
        _add(
            Function(
                name, signature, returns, body, doc, page, length, missing, blanks, context, pandas, r,
                tuple(Example(sas, result, page) for sas, result in examples), aliases, keeps,
            )
        )  # fmt: skip
        return body

    return register


def service(
    name: str,
    signature: str,
    context: str,
    doc: str,
    *,
    returns: Kind | Literal["same"] = "num",
    length: int | str = 8,
    missing: Missing = "own",
    blanks: tuple[int, ...] = (),
    examples: tuple[Case, ...] = (),
    aliases: tuple[str, ...] = (),
    keeps: tuple[int, ...] = (),
) -> None:
    """Register a function without a body: the engine's service `context` does its work."""
    page = f"{MANUAL}, {name} Function"
    _add(
        Function(
            name, signature, returns, None, doc, page, length, missing, blanks, context,
            examples=tuple(Example(sas, result, page) for sas, result in examples), aliases=aliases,
            keeps=keeps,
        )
    )  # fmt: skip


def _add(row: Function) -> None:
    for name in (row.name, *row.aliases):
        if name in FUNCTIONS:
            raise ValueError(f"{name} has two rows")
        FUNCTIONS[name] = row
