"""The variables that a data set is known to have, for macro code that asks for them while the program is read."""

from __future__ import annotations

import re

from translator.lang.opened import Variable
from translator.lang.types import MACRO_LENGTH, UNKNOWN_LENGTH
from translator.lower.context import Context


def known_variables(context: Context, name: str) -> tuple[Variable, ...] | None:
    """Return the variables of a data set of WORK that steps of the program have surely made; None for any other."""
    member = name.strip().lower().removeprefix("work.")
    catalog = context.catalog
    if not re.fullmatch(r"[a-z_]\w*", member) or member not in catalog.schemas:
        return None
    schema = catalog.find(member)
    if (
        schema is None
        or not schema.complete
        or schema.mixed
        or member in {*catalog.maybe, *catalog.unknown, *catalog.views}
    ):
        return None
    if any("&" in column.name for column in schema.columns):
        return None
    return tuple(
        Variable(
            column.name,
            "N" if column.type.kind == "num" else "C",
            None if column.type.length in (MACRO_LENGTH, UNKNOWN_LENGTH) else column.type.length,
        )
        for column in schema.columns
    )
