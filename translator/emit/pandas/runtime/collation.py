"""PROC SORT with SORTSEQ=: texts in a linguistic or national order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.tables import row_codes
from translator.library.collation import collation_key


def collation_keys(df: pd.DataFrame, by: Sequence[str], **sequence: Any) -> pd.DataFrame:
    """The variables `by`, texts replaced by keys whose order and equality are those of the collating sequence."""
    keys = {}
    for name in by:
        if df[name].dtype == "float64":
            keys[name] = df[name]
        else:
            known = {text: collation_key(text, **sequence) for text in df[name].unique()}
            keys[name] = df[name].map(known).astype("str")
    return pd.DataFrame(keys)


def sort_collated(
    df: pd.DataFrame, by: Sequence[str], descending: Sequence[str] = (), **sequence: Any
) -> pd.DataFrame:
    """PROC SORT with SORTSEQ=: stable, missing values smallest, texts in the order of the collating sequence."""
    codes = row_codes(collation_keys(df, by, **sequence), by, descending)
    return df.take(np.lexsort(codes.T[::-1])).reset_index(drop=True)
