"""Integrity constraints of PROC SQL tables: a row that breaks one stops the step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.tables import row_codes


def require_unique(df: pd.DataFrame, columns: Sequence[str], message: str) -> None:
    """UNIQUE, PRIMARY KEY: no two rows are alike in these columns."""
    if pd.DataFrame(row_codes(df, columns)).duplicated().any():
        raise SasError("R0106", message)


def require_there(df: pd.DataFrame, columns: Sequence[str], message: str) -> None:
    """NOT NULL, PRIMARY KEY: none of these columns has a missing value."""
    for name in columns:
        if (df[name].isna() if df[name].dtype == "float64" else df[name] == "").any():
            raise SasError("R0106", message)


def require_true(test: Any, message: str) -> None:
    """CHECK: the condition holds in all rows."""
    if not test.all():
        raise SasError("R0106", message)
