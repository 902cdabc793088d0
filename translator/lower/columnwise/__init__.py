"""The column-wise rules."""

from translator.lower.columnwise.frame import columnwise

__all__ = ["columnwise"]
