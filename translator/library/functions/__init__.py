"""SAS's functions, one row each, their bodies and their R twins (the `.R` file beside each module).

`FUNCTIONS` holds all rows by name in upper case, aliases included.
"""

from __future__ import annotations

from translator.library.functions import (  # noqa: F401  (importing a module registers its rows)
    bessel,
    bits,
    bonds,
    characters,
    choosing,
    comparing,
    comparisons_of_means,
    dates,
    depreciation,
    deviances,
    distributions,
    encoding,
    finance,
    finance_methods,
    geography,
    intervals,
    joining,
    noncentral_probability,
    numbers,
    options,
    perl_patterns,
    probability,
    prx,
    rounding,
    search,
    seasons,
    services,
    spans,
    special,
    states,
    statistics,
    text,
    trigonometry,
    words,
)
from translator.library.functions.registry import FUNCTIONS
from translator.library.rows import Function

__all__ = ["FUNCTIONS", "find"]


def find(name: str) -> Function | None:
    """Return the row of a function by its name or alias, in any case of letters."""
    return FUNCTIONS.get(name.upper())
