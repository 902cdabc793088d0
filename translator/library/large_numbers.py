"""Numbers from 1E100 on: only a program that says so guards its arithmetic against results that are too large."""

from __future__ import annotations

from translator.library.errors import SasError

LARGE = 1e100
"""A product of three numbers below it is not too large."""

_guarded = {"large": True}


def expect_large_numbers(expected: bool = True) -> None:
    """Say whether the program's arithmetic is guarded: one that is not stops where its data bring in such a number."""
    _guarded["large"] = expected


def must_not_be_large(largest: float) -> None:
    """Look at the largest absolute value that data bring in.

    Raises: SasError R0615 where a translated program is not guarded, as nothing said that it must.
    """
    if largest >= LARGE and not _guarded["large"]:
        raise SasError("R0615", "ERROR: The data hold numbers from 1E100 on, and the program was translated without them "
                       "(large_numbers = true in saslift.toml).")  # fmt: skip
