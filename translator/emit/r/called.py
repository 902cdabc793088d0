"""Functions of R that programs and helpers call: a function of the program of such a name would hide them."""

from __future__ import annotations

import re
from functools import cache

from translator.emit.r.helpers import definitions

VERBS = frozenset(
    "across all_of anti_join arrange as_tibble bind_cols bind_rows case_when coalesce consecutive count cross_join distinct "
    "everything expand_grid fill filter first full_join group_by group_modify if_else inner_join join lag last lead left_join "
    "mutate n n_distinct na_if nest nth pick pivot_longer pivot_wider pull relocate rename right_join row_number rowwise "
    "select semi_join slice summarise tally tibble transmute tribble ungroup union unnest".split()
)
"""What generated programs call by bare names."""
PASSED = frozenset(("identity", "typeof"))
"""What helpers give to other functions and do not call themselves."""


@cache
def functions_called() -> frozenset[str]:
    """Return the names of the functions that programs and helpers call."""
    called = {
        name
        for text in definitions().values()
        for name in re.findall(r"(?<![$\w.])([A-Za-z.][\w.]*)\(", text)
    }
    return VERBS | PASSED | called
