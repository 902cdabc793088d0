"""Formats that data define."""

from __future__ import annotations

from dataclasses import dataclass

from translator.plan.relations import Scan


@dataclass(frozen=True, slots=True)
class FormatsFromData:
    """PROC FORMAT CNTLIN=: the formats of a control data set. `names`: those that the program uses, informats as
    `@NAME`; the list grows while later steps are lowered. `fixed`: formats of the program's text, which the data must not
    define anew."""

    source: Scan
    names: list[str]
    fixed: tuple[str, ...] = ()
