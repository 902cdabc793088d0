"""The column-wise rules: which row loops are sure to equal operations on whole columns."""

from __future__ import annotations

from translator.lower.catalog import Catalog
from translator.plan import loop as lp
from translator.plan.relations import Columnwise


def columnwise(loop: lp.RowLoop, catalog: Catalog) -> Columnwise | str:
    """Return the column-wise form of a loop, or the reason (one line) why the loop stays."""
    return "no rule yet"
