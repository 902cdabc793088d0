"""Printed tables: the cells of PROC PRINT, MEANS, FREQ and CONTENTS as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isinf, isnan, nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import Levels, added, missing_rows
from translator.emit.pandas.runtime.tables import row_codes, starts
from translator.library.errors import too_large
from translator.library.formats.best import best, fixed, missing_text
from translator.library.functions.rounding import round_

HEADINGS = {
    "n": "N", "nmiss": "N Miss", "sumwgt": "Sum Wgts", "sum": "Sum", "mean": "Mean", "min": "Minimum", "max": "Maximum",
    "range": "Range", "uss": "USS", "css": "Corrected SS", "var": "Variance", "std": "Std Dev", "stddev": "Std Dev",
    "stderr": "Std Error", "stdmean": "Std Error", "cv": "Coeff of Variation", "skewness": "Skewness", "skew": "Skewness",
    "kurtosis": "Kurtosis", "kurt": "Kurtosis", "t": "t Value", "probt": "Pr > |t|", "prt": "Pr > |t|",
    "lclm": "Lower 95% CL for Mean", "uclm": "Upper 95% CL for Mean", "mode": "Mode", "median": "Median", "p50": "50th Pctl",
    "q1": "Lower Quartile", "p25": "25th Pctl", "q3": "Upper Quartile", "p75": "75th Pctl",
    "qrange": "Quartile Range", "p1": "1st Pctl",
}  # fmt: skip


def shown_cell(value: Any, width: int = 12) -> str:
    """A value without a format, as PROCs print it: BESTw. without blanks."""
    if isinstance(value, str):
        return value.strip(" ")
    if isnan(value):
        return missing_text(value, 1).strip(" ")
    return best(float(value), width).strip(" ")


def shown_column(values: pd.Series[Any], level: Callable[[Any], Any] | None, width: int = 12) -> list[str]:
    """A column's cells as printed, with its format if it has one."""
    if level is None:
        return [shown_cell(value, width) for value in values.tolist()]
    return [text.strip(" ") for text in level(values).tolist()]


def statistic_cell(name: str, value: float, decimals: int | None) -> str:
    """A statistic as PROC MEANS prints it: counts whole, probabilities in PVALUE6.4, others with MAXDEC=, or with 7
    decimals below 1000, 2 from there on, BEST12. where these do not fit; a zero is 0."""
    if isnan(value):
        return "."
    if name in ("n", "nmiss"):
        return shown_cell(value)
    if name in ("probt", "prt"):
        return "<.0001" if value < 0.0001 else fixed(value, 4)
    if isinf(value):
        raise too_large(f"The statistic {name.upper()}")
    if decimals is not None:
        return fixed(value, decimals)
    if value == 0:
        return "0"
    text = fixed(value, 7 if abs(value) < 1000 else 2)
    return text if len(text) <= 12 and abs(value) >= 1e-7 else best(float(value), 12).strip(" ")


def show_summary(
    lib: Any, table: pd.DataFrame, proc: str, classes: Sequence[str], labels: Mapping[str, str], statistics: Sequence[str],
    *, title: str = "", decimals: int | None = None, levels: Levels | None = None, by: Sequence[str] = (), alpha: float = 0.05,
    types: Sequence[int] = (), row_counts: bool = True,
) -> None:  # fmt: skip
    """Print the statistics of PROC MEANS: a line for each variable (`labels`: variable -> label) of each group.

    The columns of `table` are named variable|statistic; each BY group is a table of its own, and so is each of the
    `types`, where there are several. row_counts: with the column N Obs.
    """
    if not table["_FREQ_"].sum():  # no observations: nothing is printed
        return
    levels = levels or {}
    with_labels = any(labels.values())
    share = f"{100 * (1 - alpha):g}%"
    headings = [HEADINGS.get(s, f"{s[1:]}th Pctl").replace("95%", share) for s in statistics]
    shown = {name: shown_column(table[name], levels.get(name)) for name in classes}
    widest = (1 << len(classes)) - 1
    kinds = table["_TYPE_"].to_numpy()
    for group_title, places in groups_of(table, by, title, levels):
        for type_ in types or [widest]:
            active = [c for i, c in enumerate(classes) if type_ >> (len(classes) - 1 - i) & 1]
            counted = not labels or (bool(active) and row_counts)  # PROC SUMMARY without VAR counts the rows
            columns = [*active, *(["N Obs"] if counted else [])]
            if labels:
                columns += ["Variable", *(["Label"] if with_labels else []), *headings]
            rows = []
            for place in (p for p in places if not types or kinds[p] == type_):
                head = [shown[name][place] for name in active]
                head += [shown_cell(table["_FREQ_"].iloc[place])] if counted else []
                if not labels:
                    rows.append(head)
                for variable, label in labels.items():
                    cells = [variable, *([label] if with_labels else [])]
                    cells += [
                        statistic_cell(s, table[f"{variable}|{s}"].iloc[place], decimals) for s in statistics
                    ]
                    rows.append(head + cells)
            if rows or not active:
                lib.show(proc, "Summary", group_title, columns, rows)


def groups_of(
    table: pd.DataFrame, by: Sequence[str], title: str, levels: Levels | None = None
) -> list[tuple[str, list[int]]]:
    """(title, row positions) of each BY group; one group where there is no BY. levels: formats of BY variables."""
    if not by:
        return [(title, list(range(len(table))))]
    first = np.flatnonzero(starts(row_codes(table, by)))
    texts = [shown_column(table[name].iloc[first], (levels or {}).get(name)) for name in by]
    titles = [" ".join(f"{name}={text}" for name, text in zip(by, line)) for line in zip(*texts, strict=True)]
    ends = [*first, len(table)][1:]
    return [(t, list(range(begin, end))) for t, begin, end in zip(titles, first, ends, strict=True)]


def show_counts(
    lib: Any, table: pd.DataFrame, variables: Sequence[str], *, title: str = "", hidden: Sequence[str] = (),
    most: int = 0, gaps: bool = False, levels: Levels | None = None, by: Sequence[str] = (), missing: bool = False,
) -> None:  # fmt: skip
    """Print a table of PROC FREQ with cumulated counts: one-way, or the list of combinations of several variables. missing:
    missing values are levels as others, else the last line says how often there are any.

    hidden: nocum, nopercent. most: how many levels are printed. gaps: missing ones are printed too, with their counts. Tables without percentages (negative weights) show the
    counts alone.
    """
    levels = levels or {}
    gone = np.zeros(len(table), dtype=bool) if missing else missing_rows(table, variables)
    name = "OneWayFreqs" if len(variables) == 1 else "List"
    shown = {name: shown_column(table[name], levels.get(name)) for name in variables}
    every = table[added("COUNT", variables)].to_numpy()
    for group_title, inside in groups_of(table, by, title, levels):
        places = [place for place in inside if not gone[place]]
        if not places:  # where all levels are missing nothing is printed
            continue
        columns = summed_columns(every[places], hidden)
        if table[added("PERCENT", variables)].iloc[places].isna().all() and every[places].any():
            columns = {name: column for name, column in columns.items() if not name.endswith("Percent")}
        printed = places[: most or None]
        cells = {place: [column[k] for column in columns.values()] for k, place in enumerate(printed)}
        for place in inside if gaps else ():
            if gone[place]:
                cells[place] = [shown_cell(every[place], 8), *["."] * (len(columns) - 1)]
        rows = [[*(shown[name][place] for name in variables), *cells[place]] for place in sorted(cells)]
        headings = [*variables, *columns]
        lost = sum(every[place] for place in inside if gone[place])
        lib.show("FREQ", name, group_title, headings, rows + missing_note(lost, len(headings)))


def missing_note(lost: float, width: int) -> list[list[str]]:
    """The line below a table of PROC FREQ that says how often a level is missing, none where it never is."""
    return [[f"Frequency Missing = {shown_cell(lost, 8)}", *[""] * (width - 1)]] if lost else []


def summed_columns(counts: Any, hidden: Sequence[str]) -> dict[str, list[str]]:
    """The columns of a one-way table or a list: counts (BEST8.), percentages, and both cumulated."""
    total, running = counts.sum(), np.cumsum(counts)
    made = {"Frequency": [shown_cell(n, 8) for n in counts], "Percent": [share(n, total) for n in counts]}
    if "nocum" not in hidden:
        made["Cumulative Frequency"] = [shown_cell(n, 8) for n in running]
        made["Cumulative Percent"] = [share(n, total) for n in running]
    return {
        name: column for name, column in made.items() if "nopercent" not in hidden or "Percent" not in name
    }


def best_cell(value: float) -> str:
    """A value of a cell in BEST6."""
    return "." if isnan(value) else best(float(value), 6).strip(" ")


def share(part: float, total: float) -> str:
    """A percentage as PROC FREQ prints it: a period where nothing was counted."""
    return percent_cell(part / total * 100 if total else nan)


def percent_cell(value: float) -> str:
    """A percentage with two decimals, a period where there is none."""
    return "." if isnan(value) else fixed(value, 2)


def names_with(df: pd.DataFrame, key: str, others: Iterable[str]) -> list[str]:
    """The columns that `abc:` stands for, but those that are named themselves."""
    return [name for name in df.columns if name.lower().startswith(key[:-1].lower()) and name not in others]


def show_rows(
    lib: Any, df: pd.DataFrame, headings: Mapping[str, str] | Sequence[tuple[str, str]], *, levels: Levels | None = None, numbered: str = "Obs",
    by: Sequence[str] = (), sums: Sequence[str] = (), sum_by: str = "", count: str = "", count_all: str = "", once: Sequence[str] = (), title: str = "",
    every: bool = False, ids: Sequence[str] = (), others: Callable[[Any], Any] | None = None,
) -> None:  # fmt: skip
    """PROC PRINT: the columns (`headings`: column -> heading, as pairs where one stands twice) as text; a table for each BY
    group.

    sums: columns with totals: of the report, and of each BY group of several rows, up to the variable `sum_by`.
    count: the text before the number of rows at the end of each table, count_all: that of all tables at the end. once: columns shown in its first row only.
    every: all columns but those of `by` are shown, `ids` first, the others in the data's order; numbers that have no heading
    here by the format `others`. The index numbers the rows, from 0: those that WHERE leaves keep their number.
    A heading or sum `abc:` stands for the columns whose names begin so.
    """
    levels = dict(levels or {})
    places_shown = [str(number + 1) for number in df.index]
    df = df.reset_index(drop=True)
    known = dict(headings)
    pairs = list(known.items()) if isinstance(headings, Mapping) else list(headings)
    if every:
        shown = [
            *ids,
            *(name for name in df.columns if name not in ids and (name in known or name not in by)),
        ]
        rest = [name for name in shown if name not in known]
        levels |= {name: others for name in rest if others is not None and df[name].dtype == "float64"}
        pairs = [(name, known.get(name, name)) for name in shown]
    lists = {key: names_with(df, key, known) for key in (*known, *sums) if key.endswith(":")}
    if lists:
        found = [name for names in lists.values() for name in names]
        levels |= {name: others for name in found if others is not None and df[name].dtype == "float64"}
        pairs = [(n, n if key in lists else heading) for key, heading in pairs for n in lists.get(key, [key])]
        sums = [name for key in sums for name in lists.get(key, [key])]
    names = [name for name, _ in pairs]
    cells = [shown_column(df[name], levels.get(name)) for name in names]
    columns = [*([numbered] if numbered else []), *(heading for _, heading in pairs)]

    def totals(label: str, places: Sequence[int], same: Sequence[str] = ()) -> list[str]:
        line = [label] if numbered else []
        for position, name in enumerate(names):
            amount = pd.Series([df[name].iloc[list(places)].sum()]) if name in sums else None
            first = label if not numbered and position == 0 else ""
            if by and set(by) <= set(
                once
            ):  # BY variables that are ID variables tell the group by their values
                first = cells[position][places[0]] if name in same else ""
            line.append(first if amount is None else shown_column(amount, levels.get(name))[0])
        return line

    groups = groups_of(df, by, title, levels)
    codes = row_codes(df, by) if by and len(df) else None
    for number, (group_title, places) in enumerate(groups):
        rows = [
            [
                *([places_shown[place]] if numbered else []),
                *(
                    "" if position < len(once) and place != places[0] else column[place]
                    for position, column in enumerate(cells)
                ),
            ]
            for place in places
        ]
        if sums and places and codes is not None:
            depth = by.index(sum_by) + 1 if sum_by else len(by)
            for width in range(len(by), 0, -1):
                last = (
                    number + 1 == len(groups)
                    or (codes[places[-1] + 1, :width] != codes[places[-1], :width]).any()
                )
                apart = np.flatnonzero((codes[: places[-1], :width] != codes[places[-1], :width]).any(axis=1))
                same = range(int(apart[-1]) + 1 if len(apart) else 0, places[-1] + 1)
                if last and width <= depth and len(same) > 1:
                    rows.append(totals(by[width - 1], same, by[:width]))
        if sums and places and number + 1 == len(groups):
            rows.append(totals("", list(range(len(df)))))
        if count and places:
            rows.append([f"{count}{len(places)}", *[""] * (len(columns) - 1)])
        if count_all and places and number + 1 == len(groups):
            rows.append([f"{count_all}{len(df)}", *[""] * (len(columns) - 1)])
        lib.show("PRINT", "Print", group_title, columns, rows)


def rounded_columns(df: pd.DataFrame, units: Mapping[str, float]) -> pd.DataFrame:
    """ROUND of PROC PRINT: numbers rounded to units, before they are shown and added."""
    return df.assign(
        **{
            name: [x if isnan(x) else round_(x, unit) for x in df[name].tolist()]
            for name, unit in units.items()
        }
    )


def show_contents(
    lib: Any,
    columns: Sequence[tuple[str, str, int, str, str, str]],
    *,
    by_position: bool = False,
    member: str = "",
    title: str = "",
) -> pd.DataFrame:
    """PROC CONTENTS: (name, type, length, format, informat, label) of each variable, in order of names.

    Returns the printed table as a data set, as ODS OUTPUT makes it.
    """
    names = ["#", "Variable", "Type", "Len", "Format", "Informat", "Label"]
    rows = [[str(place), *map(str, column)] for place, column in enumerate(columns, start=1)]
    if not by_position:
        rows.sort(key=lambda row: row[1].upper())
    used = [0, 1, 2, 3] + [place for place in (4, 5, 6) if any(row[place] for row in rows)]
    kind = "Position" if by_position else "Variables"
    lib.show("CONTENTS", kind, title, [names[i] for i in used], [[row[i] for i in used] for row in rows])
    data: dict[str, pd.Series[Any]] = {"Member": pd.Series([member] * len(rows), dtype="str")}
    for place in used:
        values = [float(row[place]) if place in (0, 3) else row[place] for row in rows]
        dtype = "float64" if place in (0, 3) else "str"
        data["Num" if place == 0 else names[place]] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(data)


def contents_table(
    library: str, member: str, label: str, columns: Sequence[tuple[str, str, int, str, str, str]], rows: int, *,
    sort_keys: Sequence[str] = (), sort_marks: Sequence[str] = (), indexes: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """PROC CONTENTS OUT=: one row a variable, in order of names.

    The columns that describe SAS's file are those of a plain data set; when it was made is not known (missing).
    `sort_keys` is the sort indicator ("-" before a descending key), `sort_marks` how it was set.
    """
    indexes = indexes or {}
    asserted = "asserted" in sort_marks
    sizes = [length if kind == "Num" else 0 for _, kind, length, *_ in columns]
    numbers, texts = 0, sum(sizes)  # numbers stand before texts in a row
    made = []
    for place, (name, kind, length, form, inform, text) in enumerate(columns or [_NOTHING], start=1):
        numeric = kind == "Num"
        position = numbers if numeric else texts
        numbers, texts = numbers + length * numeric, texts + length * (not numeric)
        key = name.lower()
        by = {item.lstrip("-"): -i if item[0] == "-" else i for i, item in enumerate(sort_keys, start=1)}
        kinds = {"SIMPLE" if len(names) == 1 else "COMPOSITE" for names in indexes.values() if key in names}
        usage = "BOTH" if len(kinds) == 2 else kinds.pop() if kinds else "NONE"
        made.append(
            {
                "LIBNAME": library, "MEMNAME": member, "MEMLABEL": label, "TYPEMEM": "", "NAME": name,
                "TYPE": 1.0 if numeric else 2.0, "LENGTH": float(length), "VARNUM": float(place), "LABEL": text,
                **dict(zip(("FORMAT", "FORMATL", "FORMATD"), format_numbers(form))),
                **dict(zip(("INFORMAT", "INFORML", "INFORMD"), format_numbers(inform))),
                "JUST": float(numeric), "NPOS": float(position), "NOBS": float(rows), "ENGINE": "V9",
                "CRDATE": np.nan, "MODATE": np.nan, "DELOBS": 0.0, "IDXUSAGE": usage, "MEMTYPE": "DATA",
                "IDXCOUNT": float(len(indexes)), "PROTECT": "---", "FLAGS": "---", "COMPRESS": "NO", "REUSE": "NO",
                "SORTED": float(not asserted) if sort_keys else np.nan, "SORTEDBY": float(by.get(key, np.nan)),
                "CHARSET": "ASCII" if sort_keys and not asserted else "", "COLLATE": "",
                "NODUPKEY": "YES" if sort_keys and "nodupkey" in sort_marks else "NO",
                "NODUPREC": "YES" if sort_keys and "noduprec" in sort_marks else "NO",
                "ENCRYPT": "NO", "POINTOBS": "YES", "GENMAX": 0.0, "GENNUM": np.nan, "GENNEXT": np.nan, "TRANSCOD": "YES",
            }
        )  # fmt: skip
    made.sort(key=lambda row: str(row["NAME"]).upper())
    kinds_of = {name: "str" if isinstance(value, str) else "float64" for name, value in made[0].items()}
    table = pd.DataFrame(
        {name: pd.Series([row[name] for row in made], dtype=d) for name, d in kinds_of.items()}
    )
    return table.iloc[: len(columns)]


_NOTHING = ("", "Num", 8, "", "", "")


def format_numbers(form: str) -> tuple[str, float, float]:
    """A format's name, width and decimals: "DATE9." is DATE, 9, 0."""
    body, _, decimals = form.partition(".")
    name = body.rstrip("0123456789")
    return name.upper(), float(body[len(name) :] or 0), float(decimals or 0)
