"""Comparing two data sets: PROC COMPARE's criteria, and what it lacks: keys, multisets, order apart, causes."""

from equivalence.comparison.compare import Comparison, compare
from equivalence.comparison.criteria import EXACT, Criteria

__all__ = ["EXACT", "Comparison", "Criteria", "compare"]
