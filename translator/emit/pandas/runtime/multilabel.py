"""Class variables of multilabel formats (MLF): every label of a value is a level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import missing_rows
from translator.emit.pandas.runtime.listings import shown_cell
from translator.emit.pandas.runtime.summaries import summarize
from translator.emit.pandas.runtime.tables import plain_key

LabelRanges = Sequence[tuple[Any, ...]]
"""(label, low, high) with None for no end, and which ends are not in it; (label,) for all other values."""


def summarize_labels(
    df: pd.DataFrame,
    classes: Sequence[str],
    statistics: Sequence[tuple[str, str, str]],
    types: Sequence[int],
    *,
    labels: Mapping[str, LabelRanges],
    by: Sequence[str] = (),
    missing: Sequence[str] = (),
    preloaded: Mapping[str, Sequence[Any]] | None = None,
    only: Sequence[str] = (),
    **options: Any,
) -> pd.DataFrame:
    """`summarize` with MLF: a row counts in the group of each label of its value, and once in types without the
    variable. The labels are the values of the variables of `labels`, of `preloaded`, too."""
    given = dict(preloaded or {})
    keep = ~missing_rows(df, [name for name in labels if name not in missing])
    for name in [name for name in only if name in labels]:
        keep &= [bool(set(labels_of(value, labels[name])) & set(given[name])) for value in df[name].tolist()]
    df = df.loc[keep].reset_index(drop=True)
    itself = {name: f"{name} itself" for _, _, name in statistics if name in labels}  # analysed, too
    df = df.assign(**{copy: df[name] for name, copy in itself.items()})
    statistics = [(made, statistic, itself.get(name, name)) for made, statistic, name in statistics]
    of_type = {
        type_: tuple(n for i, n in enumerate(classes) if n in labels and type_ >> (len(classes) - 1 - i) & 1)
        for type_ in types
    }
    parts = []
    for active in dict.fromkeys(of_type.values()):
        rows = df
        for name, ranges in labels.items():
            blank = pd.Series("", index=rows.index, dtype="str")
            rows = with_labels(rows, name, ranges) if name in active else rows.assign(**{name: blank})
        own = [type_ for type_ in types if of_type[type_] == active]
        used = [name for name in classes if name in active or name not in labels]
        parts.append(
            summarize(
                rows, classes, statistics, own, by=by, missing=[*missing, *labels],
                preloaded={name: given[name] for name in used if name in given},
                only=[name for name in only if name in used], **options,
            )
        )  # fmt: skip
    made = pd.concat(parts, ignore_index=True)
    groups = {key: place for place, key in enumerate(dict.fromkeys(keys_of(df, by)))}
    order = np.lexsort(
        (
            [list(types).index(int(str(t), 2) if isinstance(t, str) else int(t)) for t in made["_TYPE_"]],
            [groups.get(key, 0) for key in keys_of(made, by)],
        )
    )
    return made.iloc[order].reset_index(drop=True)


def keys_of(df: pd.DataFrame, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """The values of columns of each row, as a key."""
    columns = [[plain_key(value) for value in df[name].tolist()] for name in names]
    return list(zip(*columns, strict=True)) if columns else [()] * len(df)


def with_labels(df: pd.DataFrame, name: str, ranges: LabelRanges) -> pd.DataFrame:
    """The table with a row for each label of a column's value, and the labels as that column."""
    found = [labels_of(value, ranges) for value in df[name].tolist()]
    made = df.iloc[np.repeat(np.arange(len(df)), [len(texts) for texts in found])].reset_index(drop=True)
    return made.assign(**{name: pd.Series([text for texts in found for text in texts], dtype="str")})


def labels_of(value: Any, ranges: LabelRanges) -> list[str]:
    """The labels of a value; a value without any is its own label."""
    found, others = [], []
    for label, *ends in ranges:
        if not ends:
            others.append(label)
            continue
        low, high, *excluded = ends
        outside = excluded[0] if excluded else ""
        above = low is None or value > low or (same_end(value, low) and outside not in ("low", "both"))
        below = high is None or value < high or (same_end(value, high) and outside not in ("high", "both"))
        if value == value and above and below:
            found.append(label)
    widest = max(len(label) for label, *_ in ranges)
    return list(dict.fromkeys(found or others or [shown_cell(value)[:widest]]))


def same_end(value: Any, end: Any) -> bool:
    """Is a value the end of a range? Numbers within the fuzz of PROC FORMAT."""
    return bool(value == end if isinstance(value, str) else abs(value - end) <= 1e-12)
