"""What happens to whole data sets: PROC DATASETS, DELETE, COPY."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.lang.types import Schema


@dataclass(frozen=True, slots=True)
class Members:
    """One operation on data sets.

    `kind`: "delete" the data sets; "move" each (old, new) to its new name, all at once; "copy" each (old, new);
    "rename" columns (`columns`: old, new) of the data set; "describe": only attributes change (labels, formats).
    """

    kind: Literal["delete", "move", "copy", "rename", "describe"]
    names: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...] = ()
    schemas: tuple[Schema, ...] = ()
