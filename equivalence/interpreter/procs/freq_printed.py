"""The printed tables of PROC FREQ. FREQ, "Displayed Output" and "TABLES Statement" (CROSSLIST, LIST, MAXLEVELS=)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isnan, nan
from typing import TYPE_CHECKING

from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs.freq_listings import Line, levels_of, two_way
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Table
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.formats.best import best, fixed

if TYPE_CHECKING:
    from equivalence.interpreter.procs.freq import Cell


def highest_levels(own: dict[str, st.Option]) -> int:
    """MAXLEVELS=: how many levels a printed one-way table has, 0 for all.

    Raises: StepError for what is no positive integer.
    """
    option = own.get("maxlevels")
    if option is None:
        return 0
    value = option.value
    if not isinstance(value, sx.Number) or value.value < 1 or value.value % 1:
        raise StepError("MAXLEVELS= of PROC FREQ is a positive integer.", option.at, "R0060")
    return int(value.value)


def show(
    session: Session, table: Table, names: list[str], cells: list[Cell], title: str, own: dict[str, st.Option]
) -> None:
    """Print a table: one-way with cumulated counts, crossed ones as a list of cells and totals.

    The percentages of a crossed table of more than two variables are those of its two-way tables ("TABLES Statement",
    TOTPCT); LIST shows percentages of the whole. The last line says how often a level is missing ("Missing Values").
    """
    known = [c for c in cells if not c.missing]
    if not known:  # all levels are missing: nothing is printed
        return
    crossed = len(names) > 1 and "list" not in own
    if len(names) > 1 and "list" in own and "crosslist" in own:
        raise StepError("LIST and CROSSLIST exclude each other in PROC FREQ.", own["crosslist"].at, "R0060")
    columns = _crossed_columns(session, own, len(names)) if crossed else _summed_columns(own)
    if any(c.bare for c in known):
        columns = {n: kept for n, kept in columns.items() if not n.endswith("Percent")}
    if crossed:
        rows = _crossed_rows(session, table, names, known, columns, "crosslist" in own)
    else:
        most = highest_levels(own) if len(names) == 1 else 0
        printed = cells if "missprint" in own else known
        rows = _summed_rows(session, table, names, printed, columns, most)
    lost = sum(c.count for c in cells if c.missing)
    if lost:
        note = f"Frequency Missing = {_count(lost)}"
        rows.append([note, *[""] * (len(names) + len(columns) - 1)])
    kind = (
        "OneWayFreqs"
        if len(names) == 1
        else "List"
        if not crossed
        else "CrossList"
        if "crosslist" in own
        else "CrossTabFreqs"
    )
    session.show("FREQ", kind, [*names, *columns], rows, title or session.titles.get(1, ""))


Columns = dict[str, tuple[str, Callable[[float], str]]]
"""The heading of each column: the statistic in it, and what makes its text."""


def _summed_columns(own: dict[str, st.Option]) -> Columns:
    """The columns of one-way tables and of lists."""
    made: Columns = {"Frequency": ("Frequency", _count), "Percent": ("Percent", _percent)}
    if "nocum" not in own:
        made["Cumulative Frequency"] = ("CumFrequency", _count)
        made["Cumulative Percent"] = ("CumPercent", _percent)
    return {name: how for name, how in made.items() if "nopercent" not in own or "Percent" not in name}


def _summed_rows(
    session: Session, table: Table, names: list[str], cells: list[Cell], columns: Columns, most: int
) -> list[list[str]]:
    """The lines of one-way tables and lists, of the first `most` levels; missing ones only have a frequency (MISSPRINT)."""
    total, running, rows = sum(c.count for c in cells if not c.missing), 0.0, []
    shown = 0
    for cell in cells:
        texts = [session.text(v, table.variable(n)) for v, n in zip(cell.values, names, strict=True)]
        if cell.missing:
            rows.append([*texts, _count(cell.count), *["."] * (len(columns) - 1)])
            continue
        shown += 1
        if most and shown > most:
            break
        running += cell.count
        shares = [x / total * 100 if total else float("nan") for x in (cell.count, running)]
        values = {"Frequency": cell.count, "Percent": shares[0]}
        values |= {"CumFrequency": running, "CumPercent": shares[1]}
        rows.append([*texts, *(text(values[name]) for name, text in columns.values())])
    return rows


def _crossed_columns(session: Session, own: dict[str, st.Option], deep: int) -> Columns:
    """The columns of crossed tables, in the order of a cell's values; FORMAT= is for frequencies and deviations."""
    count, other = _cell_count, _best6
    if "format" in own:
        form = own["format"].value
        if not isinstance(form, sx.Format):
            raise StepError(
                "This FORMAT= is not supported by the reference interpreter.", own["format"].at, "R0060"
            )
        count = other = partial(session.text, variable=str(form))
    both = "norowcolpct" in own
    every: dict[str, tuple[str, Callable[[float], str], bool]] = {
        "Frequency": ("Frequency", count, "nofreq" not in own),
        "Expected": ("Expected", other, "expected" in own),
        "Deviation": ("Deviation", other, "deviation" in own),
        "Cell Chi-Square": ("CellChiSquare", _best6, "cellchi2" in own),
        "Total Percent": ("TotalPercent", _percent, "totpct" in own and deep > 2),
        "Percent": ("Percent", _percent, "nopercent" not in own),
        "Row Percent": ("RowPercent", _percent, "norow" not in own and not both),
        "Column Percent": ("ColPercent", _percent, "nocol" not in own and not both),
        "Cumulative Column Percent": ("CumColPercent", _percent, "cumcol" in own),
    }
    return {heading: (name, text) for heading, (name, text, there) in every.items() if there}


MARGINS = ("Frequency", "TotalPercent", "Percent")
"""What the totals of rows and columns show."""


def _crossed_rows(
    session: Session, table: Table, names: list[str], known: list[Cell], columns: Columns, listed: bool
) -> list[list[str]]:
    """Every combination of the levels of rows and columns, also those that do not occur, and their totals.

    CROSSLIST also shows that a row's total is 100 percent of the row, a column's of the column.
    """
    levels = levels_of(known)
    whole = sum(c.count for c in known)
    rows = []
    for stratum in sorted({c.ranks[:-2] for c in known}):
        inside = [c for c in known if c.ranks[:-2] == stratum]
        head = inside[0].values[:-2]
        texts = [session.text(v, table.variable(n)) for v, n in zip(head, names, strict=False)]
        for line in two_way(levels, inside, whole):
            values = dict(line.values)
            if line.kind != "11":
                own = 100.0 if values["Frequency"] else nan
                values = {name: x for name, x in values.items() if name in MARGINS}
                values |= (
                    {"10": {"RowPercent": own}, "01": {"ColPercent": own}}.get(line.kind, {})
                    if listed
                    else {}
                )
            cells = [text(values[name]) if name in values else "" for name, text in columns.values()]
            rows.append([*texts, *_sides(session, table, names, line), *cells])
    return rows


def _sides(session: Session, table: Table, names: list[str], line: Line) -> list[str]:
    """The texts of the row and the column."""
    shown = [
        session.text(v, table.variable(n)) for v, n in zip((line.row, line.column), names[-2:], strict=True)
    ]
    return [text if there == "1" else "Total" for text, there in zip(shown, line.kind, strict=True)]


def _count(value: float) -> str:
    """Return a frequency of a one-way table or a list as it is printed: BEST8."""
    return best(value, 8).strip()


def _cell_count(value: float) -> str:
    """Return a frequency of a crossed table: BEST6., from a million on BEST7. (TABLES statement, FORMAT=)."""
    return best(value, 6 if value < 1e6 else 7).strip()


def _best6(value: float) -> str:
    return best(value, 6).strip() if value == value else "."


def _percent(value: float) -> str:
    """Return a percentage as it is printed, a period where nothing was counted."""
    return "." if isnan(value) else fixed(value, 2)
