"""Where a statement stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Context:
    """`kind`: in a DATA step, in a PROC step (`proc`: its name in upper case), or outside steps.

    `yearcutoff` is the system option of that name (SAS 9.4: 1926). `runtime` tells which macro variables (names in
    upper case) only the run knows: references to them in double quotes become `MacroValue`s.
    """

    kind: Literal["data", "proc", "open"] = "open"
    proc: str = ""
    yearcutoff: int = 1926
    runtime: Callable[[str], bool] | None = None


OPEN = Context()
DATA_STEP = Context("data")
