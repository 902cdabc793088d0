"""ODS SELECT and ODS EXCLUDE: which of the tables that a PROC makes are printed.

SAS 9.4 Output Delivery System: User's Guide, "ODS SELECT Statement", "ODS EXCLUDE Statement": a list holds for the next
PROC step, with PERSIST until it is changed; ALL and NONE hold until they are changed. ODS OUTPUT is not touched by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from translator.lang import statements as st
from translator.lower.context import Context
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Analysis
from translator.plan.procs.listing import Describe, Show
from translator.plan.procs.query import ShowQuery
from translator.plan.procs.report import ShowReport
from translator.plan.procs.summary import Crosstab, Summarize
from translator.plan.procs.tabulation import Tabulate
from translator.plan.relations import Step


@dataclass(frozen=True, slots=True)
class Selection:
    """`names` (lower case) are printed, or with `excluded` all but these. `lasting`: names that outlive a PROC step;
    `whole`: ALL or NONE, which does."""

    names: frozenset[str] = frozenset()
    excluded: bool = True
    lasting: frozenset[str] = frozenset()
    whole: bool = True

    def has(self, table: str) -> bool:
        """Is a table printed?"""
        return (table.lower() in self.names) != self.excluded

    def after_step(self) -> Selection:
        """What holds for the next PROC step."""
        return self if self.whole or self.names == self.lasting else changed_to(self.excluded, self.lasting)


EVERYTHING = Selection()


def changed_to(excluded: bool, names: frozenset[str]) -> Selection:
    """The selection of lasting names, everything where there are none."""
    return Selection(names, excluded, names, False) if names else EVERYTHING


def parse_selection(words: tuple[str, ...], before: Selection) -> tuple[Selection, str]:
    """Return the selection that `select …` or `exclude …` makes, and what of it is not carried out ("" nothing).

    Names add to those of a list of the same kind before. Of a path the last name counts.

    >>> parse_selection(("select", "none"), EVERYTHING)[0].has("Moments")
    False
    """
    excluded = words[0] == "exclude"
    items = re.findall(r"'[^']*'|\"[^\"]*\"|\([^()]*\)|[^\s()]+", " ".join(words[1:]))
    if items == ["all"] or items == ["none"]:
        return Selection(excluded=(items == ["all"]) != excluded), ""
    if not items or any("=" in item for item in items):
        return before, f"ODS {words[0].upper()} by a condition"
    last, problem = "", ""
    names: set[str] = set()
    lasting: set[str] = set()
    for item in items:
        if item.startswith("("):
            if item.strip("() ") == "persist":
                lasting.add(last)
            continue
        parts = item.strip("'\"").split(".")
        last = parts[-1].partition("#")[0].strip()
        if "#" in item or len(parts) > 2:
            problem = f"the path {item.upper()}: {last.upper()} stands for all tables of that name; the path"
        names.add(last)
    if not before.whole and before.excluded == excluded:
        names |= before.names
        lasting |= before.lasting
    return Selection(frozenset(names), excluded, frozenset(lasting), False), problem


def select_tables(s: st.OdsStatement, context: Context) -> None:
    """Note an ODS SELECT or ODS EXCLUDE statement; W0112 for what of it is not carried out."""
    context.selection, problem = parse_selection(s.words, context.selection or EVERYTHING)
    if problem:
        context.diagnose(LoweringError("W0112", f"{problem} is not carried out", s.at))


def only_selected(made: list[Step], context: Context) -> list[Step]:
    """Return a PROC's steps without the tables that are not selected; the selection of its list is over then."""
    selection = context.selection or EVERYTHING
    context.selection = selection.after_step()
    if selection == EVERYTHING:
        return made
    kept = [step for step in (_chosen(step, selection) for step in made) if step is not None]
    reports = [any(isinstance(s.node, ShowReport) for s in steps) for steps in (made, kept)]
    return kept if reports[0] == reports[1] else []  # without its last step a report has no use


def _chosen(step: Step, selection: Selection) -> Step | None:
    """Return the step without tables that are not selected; None where nothing is left of it."""
    has = selection.has
    match step.node:
        case Analysis(printed=printed, parts=parts) as node if printed:
            left = tuple(t for t in printed if has(t))
            return replace(step, node=replace(node, printed=left)) if left or parts or node.library else None
        case Summarize(printed=printed) as node if printed and not has("Summary"):
            return replace(step, node=replace(node, printed=())) if node.outputs else None
        case Crosstab(printed=True) as node if not has(node.table):
            return replace(step, node=replace(node, printed=False)) if node.out else None
        case Tabulate() as node if not has("Table"):
            return replace(step, node=replace(node, layouts=())) if node.out else None
        case ShowReport() as node if not has("Report"):
            return replace(step, node=replace(node, printed=False)) if node.out else None
        case ShowQuery(printed=True) as node if not has("SQL_Results"):
            return replace(step, node=replace(node, printed=False)) if node.targets or node.count else None
        case Describe(printed=True) as node if not has("Position" if node.by_position else "Variables"):
            return replace(step, node=replace(node, printed=False)) if node.out else None
        case Show() if not has("Print"):
            return None
        case _:
            return step
