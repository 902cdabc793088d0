"""When two values count as equal. Base SAS Procedures Guide, "COMPARE Procedure", "The Equality Criterion"."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Literal

from translator.library.missing import missing_letter

Value = float | str


@dataclass(frozen=True, slots=True)
class Criteria:
    """`method` and `criterion` (gamma) as in PROC COMPARE; `delta` is METHOD=RELATIVE(delta).

    exact: y = x. absolute: |y - x| <= gamma. relative: |y - x| / ((|x| + |y|) / 2 + delta) <= gamma.
    percent: 100 |y - x| / |x| <= gamma. A missing value equals only the same missing value, unless
    `nomissing_base` / `nomissing_comp` (NOMISSBASE, NOMISSCOMP) let it equal anything.
    """

    method: Literal["exact", "absolute", "relative", "percent"] = "exact"
    criterion: float = 0.0
    delta: float = 0.0
    nomissing_base: bool = False
    nomissing_comp: bool = False

    def equal(self, base: Value, comp: Value) -> bool:
        """Judge two values."""
        if isinstance(base, str) or isinstance(comp, str):
            if self.nomissing_base and base == "" or self.nomissing_comp and comp == "":
                return True
            return isinstance(base, str) and isinstance(comp, str) and base.rstrip(" ") == comp.rstrip(" ")
        if isnan(base) or isnan(comp):
            if self.nomissing_base and isnan(base) or self.nomissing_comp and isnan(comp):
                return True
            return isnan(base) and isnan(comp) and missing_letter(base) == missing_letter(comp)
        if base == comp:
            return True
        difference = abs(comp - base)
        match self.method:
            case "exact":
                return False
            case "absolute":
                return difference <= self.criterion
            case "relative":
                return difference <= self.criterion * ((abs(base) + abs(comp)) / 2 + self.delta)
            case "percent":
                return base != 0 and 100 * difference / abs(base) <= self.criterion


EXACT = Criteria()
"""Equal to the last bit."""

SUMS = Criteria("relative", 1e-12)
"""The promise for sums and moments, whose order of addition differs between engines."""
