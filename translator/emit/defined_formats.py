"""Formats that a control data set defines (PROC FORMAT CNTLIN=): only the run knows whether it does."""

from __future__ import annotations

from translator.emit.context import ProgramContext
from translator.plan import values as v
from translator.plan.loop import RowLoop
from translator.plan.relations import Columnwise, Step
from translator.plan.walk import nodes


def formats_needed(context: ProgramContext, step: Step) -> list[str]:
    """Return the names of such formats and informats (`@NAME`) that a DATA step puts or reads with.

    SAS stops such a step when it is compiled, whether it has rows or not: "ERROR 48-59: The format … was not found or
    could not be loaded." (System Options: Reference, "FMTERR System Option", which is the default.)
    """
    if not context.defined or not isinstance(step.node, RowLoop | Columnwise):
        return []
    used = {
        node.format.name if isinstance(node, v.PutFormat) else f"@{node.informat.name}"
        for node in nodes(step.node)
        if isinstance(node, v.PutFormat | v.ReadFormat) and node.user
    }
    return sorted(used & context.defined)


def numbers_patterns(step: Step) -> bool:
    """Does a DATA step number regular expressions by PRXPARSE? The numbers begin with 1 in every step."""
    return isinstance(step.node, RowLoop | Columnwise) and any(
        isinstance(node, v.Apply) and node.function == "PRXPARSE" for node in nodes(step.node)
    )
