"""Text, and functions of single values over whole columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
import pandas as pd

from translator.library.missing import missing_letter


def by_value(kind: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a function of single values take whole columns: it is called once for each distinct value.

    `kind` is the dtype of its result: "float64", "str", or "same" as the first argument's.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def over_columns(*arguments: Any, **options: Any) -> Any:
            column = next((argument for argument in arguments if isinstance(argument, pd.Series)), None)
            if column is None:  # row numbers alone: an index, or what compares with it
                column = next((pd.Series(a) for a in arguments if isinstance(a, pd.Index | np.ndarray)), None)
            if column is None:
                return function(*arguments, **options)
            known: dict[Any, Any] = {}
            results = []
            columns = pd.Series | pd.Index | np.ndarray
            lists = [a.tolist() if isinstance(a, columns) else [a] * len(column) for a in arguments]
            for values in zip(*lists):
                key = tuple((missing_letter(value),) if value != value else value for value in values)
                if key not in known:
                    known[key] = function(*values, **options)
                results.append(known[key])
            dtype = column.dtype if kind == "same" else kind
            return pd.Series(results, index=column.index, dtype=dtype)

        return over_columns

    return decorate


def cut(text: Any, length: int) -> Any:
    """What a variable of this length keeps of a text: the first characters, without trailing blanks."""
    if isinstance(text, pd.Series):
        return text.str[:length].str.rstrip(" ")
    return text[:length].rstrip(" ")


def pad(text: Any, length: int) -> Any:
    """The text with its trailing blanks, as `||` sees it."""
    return text.str.ljust(length) if isinstance(text, pd.Series) else text.ljust(length)
