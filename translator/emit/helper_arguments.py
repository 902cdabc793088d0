"""Arguments of the helpers of summaries and reports, once for both targets: those that are not the default, by name."""

from __future__ import annotations

from translator.plan.procs.analysis import Named, Plain
from translator.plan.procs.report import ReportRows, ShowReport
from translator.plan.procs.summary import Crosstab, Summarize
from translator.plan.procs.tabulation import Layout, Tabulate

Given = list[tuple[str, Plain]]


def present(**values: Plain) -> Given:
    """Return the arguments that say something: no blank texts, empty lists and flags that are off."""
    return [(name, value) for name, value in values.items() if value]


def weights_of(weights: tuple[tuple[str, str], ...]) -> Plain:
    """Return weights (variable, weight variable) as an argument, "" without any."""
    return Named(weights) if weights else ""


def summary_arguments(node: Summarize) -> Given:
    """Return what PROC MEANS says about weights, frequencies, IDs and statistics."""
    made = present(
        weights=weights_of(node.weights), frequency=node.frequency, ids=node.ids,
        smallest_ids=bool(node.ids) and node.ids_of == "smallest", exclude_nonpositive=node.nonpositive == "excluded",
        chartype=node.chartype, complete=node.complete,
    )  # fmt: skip
    made += [("vardef", node.vardef)] if node.vardef != "df" else []
    made += [("definition", node.definition)] if node.definition != 5 else []
    return made + ([("alpha", node.alpha)] if node.alpha != 0.05 else [])


def shown_summary_arguments(node: Summarize) -> Given:
    """Return how PROC MEANS prints."""
    made = present(title=node.title)
    made += [("decimals", node.decimals)] if node.decimals is not None else []
    return made + ([("alpha", node.alpha)] if node.alpha != 0.05 else [])


def count_arguments(node: Crosstab) -> Given:
    """Return which combinations of levels a TABLES request counts."""
    made = present(weight=node.weight, zeros=node.zeros, missing=node.variables[0].missing)
    order = node.variables[0].order
    return made + ([("order", order)] if order != "unformatted" else [])


def counted_columns(node: Crosstab) -> Given:
    """Return which columns stand beside the counts of a TABLES request."""
    return present(
        percents=node.percents, expected=node.expected, cumulated=node.cumulated, sparse=node.sparse
    )


def shown_counts_arguments(node: Crosstab) -> Given:
    """Return what the printed table of PROC FREQ is told of its request."""
    return present(
        title=node.title,
        hidden=node.hidden,
        most=node.most,
        gaps=node.gaps,
        missing=node.variables[0].missing,
    )


USUAL_CELLS = ("Frequency", "Percent", "RowPercent", "ColPercent")


def shown_crossed_arguments(node: Crosstab) -> Given:
    """Return what the printed crossed table of PROC FREQ is told of its request."""
    made: Given = [] if node.shown == USUAL_CELLS else [("shown", node.shown)]
    return made + present(title=node.title, listed=node.table == "CrossList") + count_arguments(node)


def tabulation_arguments(node: Tabulate) -> Given:
    """Return what PROC TABULATE says about weights and frequencies."""
    return present(
        weights=weights_of(node.weights), frequency=node.frequency, exclude_nonpositive=node.excluded
    )


def layout_arguments(node: Tabulate, layout: Layout) -> Given:
    """Return how a table of PROC TABULATE is printed."""
    made = present(by=tuple(k.name for k in node.by), box=layout.box)
    made += [("empty", layout.empty)] if layout.empty != "." else []
    return made + present(every=layout.every, title=node.title)


def report_arguments(node: ReportRows) -> Given:
    """Return what PROC REPORT says about its rows, but for columns, breaks and levels."""
    return present(
        weight=node.weight, frequency=node.frequency, places=node.places, blank=node.blank, complete=node.complete
    )  # fmt: skip


def shown_report_arguments(node: ShowReport) -> Given:
    """Return how PROC REPORT prints."""
    empty = node.empty if any(c.name in node.empty for c in node.listed) else ()
    return present(
        repeated=node.repeated, suppressed=node.suppressed, hidden=node.hidden, empty=empty,
        by=tuple(k.name for k in node.by), title=node.title, width=node.width if node.width != 9 else 0,
    )  # fmt: skip
