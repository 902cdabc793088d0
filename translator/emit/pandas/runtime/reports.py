"""PROC REPORT: the rows of a report, and its printing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import Levels, missing_rows
from translator.emit.pandas.runtime.listings import groups_of, shown_column
from translator.emit.pandas.runtime.summaries import summarize
from translator.emit.pandas.runtime.tables import plain_key


def report_rows(
    df: pd.DataFrame,
    columns: Sequence[tuple[str, str, Any]],
    *,
    detail: bool = False,
    breaks: Sequence[tuple[str, str]] = (),
    missing: Sequence[str] = (),
    order: Mapping[str, str] | None = None,
    descending: Sequence[str] = (),
    levels: Levels | None = None,
    weight: str = "",
    frequency: str = "",
    places: bool = False,
    blank: Sequence[str] = (),
    complete: bool = False,
) -> pd.DataFrame:
    """The rows of PROC REPORT: one for each combination of the group variables, or (detail) one for each row of `df`.

    columns: (name, usage, variable): group, order, display, computed (missing until it is computed), or a statistic of
    the variable ("" counts rows). Usage across has paths of variables, whose levels make columns named by number, and
    (statistic, variable, heading); attrs["across"] tells their headings. Rows with a missing group or order value are left out unless `missing`.
    breaks: (before or after, variable): a summary row at each change of the variable, "" for the whole report; _BREAK_
    holds its name. places: _PLACE_ tells before from after. blank: columns that are missing where they repeat a value.
    complete: all combinations of the groups' values have a row, those without data one of missing statistics.
    """
    keys = [variable for _, usage, variable in columns if usage in ("group", "order")]
    spread = across_names(columns)
    strict = [name for name in [*keys, *spread] if name not in missing]
    used = df.loc[~missing_rows(df, strict)].reset_index(drop=True)
    classes = [*keys, *(["_row_"] if detail else []), *spread]
    wanted = statistics_wanted(columns)
    rows_depth = len(classes) - len(spread)
    depths = sorted({rows_depth, 0, *(keys.index(name) + 1 for _, name in breaks if name)})
    count = len(classes)
    plain = [sum(1 << (count - 1 - i) for i in range(depth)) for depth in depths]
    sets = [sum(1 << (count - 1 - classes.index(name)) for name in names) for names in across_sets(columns)]
    singles = [1 << (count - 1 - classes.index(name)) for name in [*spread, *(keys if complete else [])]]
    types = sorted({*plain, *singles, *(type_ | extra for type_ in plain for extra in sets)})
    facts = summarize(
        used.assign(_row_=np.arange(len(used), dtype="float64")), classes, wanted, types, missing=missing, order=order,
        descending=descending, levels=levels, frequency=frequency,
        weights={variable: weight for _, _, variable in wanted if variable and weight},
    )  # fmt: skip
    records: list[dict[str, Any]] = facts.to_dict("records")  # type: ignore[assignment]
    depth_of = {float(type_): depth for type_, depth in zip(plain, depths, strict=True)}
    found = {
        tuple(key_values(r, classes)[: depth_of[r["_TYPE_"]]]): r for r in records if r["_TYPE_"] in depth_of
    }
    whole = found.get(())
    full = float(plain[-1])
    cells = {(r["_TYPE_"], *key_values(r, classes)): r for r in records} if spread else {}
    columns, across = across_columns(used, columns, records, classes, levels or {}, descending)
    body = [record for record in records if record["_TYPE_"] == full] if len(used) else []
    if complete:
        body = all_combinations(records, classes, len(keys), found)
    made: list[dict[str, Any]] = []

    def row(record: Mapping[str, Any], depth: int, name: str = "", place: str = "") -> None:
        source = int(record["_row_"]) if detail and not name else None
        line: dict[str, Any] = {}
        for column, usage, variable in columns:
            if usage in ("group", "order"):
                value = record[variable] if source is None else used[variable].iloc[source]
                line[column] = value if keys.index(variable) < depth else empty_value(used, variable)
            elif usage == "display":
                line[column] = empty_value(used, variable) if source is None else used[variable].iloc[source]
            elif usage in ("computed", "computed text"):
                line[column] = nan if usage == "computed" else ""
            elif usage == "across":
                line[column] = across_value(
                    variable, record, depth if name or not detail else rows_depth, classes, cells, whole, used
                )
            else:
                line[column] = report_value(usage, variable, record, whole)
        made.append({**line, "_BREAK_": name, **({"_PLACE_": place} if places else {})})

    def summary(record: Mapping[str, Any], place: str, name: str) -> None:
        depth = keys.index(name) + 1 if name else 0
        shown = next((column for column, _, variable in columns if name and variable == name), "_RBREAK_")
        row(found[tuple(key_values(record, classes)[:depth])], depth, shown, place)

    inner = sorted((name for _, name in breaks if name), key=keys.index)
    for number, record in enumerate(body):
        key = key_values(record, classes)
        for place, name in [b for b in breaks if b == ("before", "") and number == 0]:
            summary(record, place, name)
        before = key_values(body[number - 1], classes) if number else None
        after = key_values(body[number + 1], classes) if number + 1 < len(body) else None
        for name in dict.fromkeys(inner):
            depth = keys.index(name) + 1
            if ("before", name) in breaks and (before is None or before[:depth] != key[:depth]):
                summary(record, "before", name)
        row(record, len(keys))
        for name in dict.fromkeys(reversed(inner)):
            depth = keys.index(name) + 1
            if ("after", name) in breaks and (after is None or after[:depth] != key[:depth]):
                summary(record, "after", name)
        if after is None and ("after", "") in breaks:
            summary(record, "after", "")
    report = blank_repeats(report_frame(used, columns, made, places), columns, blank)
    report.attrs["across"] = across
    return report


def all_combinations(
    records: Sequence[Mapping[str, Any]],
    classes: Sequence[str],
    depth: int,
    found: dict[tuple[Any, ...], dict[str, Any]],
) -> list[dict[str, Any]]:
    """The groups of all combinations of the values of the first `depth` classes, in order of these.

    `found`: the groups by their values; those without data are put in, with missing statistics.
    """
    levels = []
    for place, name in enumerate(classes[:depth]):
        bit = float(1 << (len(classes) - 1 - place))
        levels.append([record[name] for record in records if record["_TYPE_"] == bit])
    empty = dict.fromkeys(records[0], nan) if records else {}
    made: list[dict[str, Any]] = []
    for values in product(*levels):
        for width in range(1, depth + 1):
            chosen = dict(zip(classes, values[:width], strict=False))
            found.setdefault(tuple(map(plain_key, values[:width])), {**empty, **chosen})
        made.append(found[tuple(map(plain_key, values))])
    return made


def across_names(columns: Sequence[tuple[str, str, Any]]) -> list[str]:
    """The ACROSS variables, in order."""
    return list(dict.fromkeys(name for names in across_sets(columns) for name in names))


def across_sets(columns: Sequence[tuple[str, str, Any]]) -> list[tuple[str, ...]]:
    """The ACROSS variables of each kind of column."""
    blocks = [paths for _, usage, paths in columns if usage == "across"]
    return [tuple(part for part in path if isinstance(part, str)) for paths in blocks for path in paths]


def across_columns(
    used: pd.DataFrame,
    columns: Sequence[tuple[str, str, Any]],
    records: Sequence[Mapping[str, Any]],
    classes: Sequence[str],
    levels: Levels,
    descending: Sequence[str],
) -> tuple[list[tuple[str, str, Any]], dict[str, tuple[str, str]]]:
    """(columns with one for each combination of levels, their headings and what is in them by name)."""
    values: dict[str, list[Any]] = {}
    for name in across_names(columns):
        bit = float(1 << (len(classes) - 1 - classes.index(name)))
        values[name] = [record[name] for record in records if record["_TYPE_"] == bit]
    made: list[tuple[str, str, Any]] = []
    headings: dict[str, tuple[str, str]] = {}

    def spread(paths: Sequence[Sequence[Any]], chosen: dict[str, Any], item: Any, texts: list[str]) -> None:
        start = 0
        while start < len(paths):
            if not paths[start]:
                name = f"_C{len(made) + 1}_"
                shown = [text for text in [*texts, item[2]] if text.strip()]
                headings[name] = " / ".join(shown), f"{item[1]}.{item[0]}"
                made.append((name, "across", (item[0], item[1], chosen)))
                start += 1
                continue
            head = paths[start][0]
            end = start + 1
            while end < len(paths) and paths[end] and paths[end][0] == head:
                end += 1
            rest = [path[1:] for path in paths[start:end]]
            if isinstance(head, str):
                shown = shown_column(pd.Series(values[head], dtype=used[head].dtype), levels.get(head))
                for value, text in zip(values[head], shown, strict=True):
                    spread(rest, {**chosen, head: value}, item, [*texts, text])
            else:
                spread(rest, chosen, head, texts)
            start = end

    for name, usage, variable in columns:
        if usage == "across":
            spread(variable, {}, None, [])
        else:
            made.append((name, usage, variable))
    return made, headings


def across_value(
    what: tuple[str, str, Mapping[str, Any]],
    record: Mapping[str, Any],
    depth: int,
    classes: Sequence[str],
    cells: Mapping[tuple[Any, ...], Mapping[str, Any]],
    whole: Mapping[str, Any] | None,
    used: pd.DataFrame,
) -> float:
    """The statistic of a row under levels of ACROSS variables; missing where there are no rows, but for their number."""
    usage, variable, chosen = what
    count = len(classes)
    type_ = sum(1 << (count - 1 - i) for i in range(depth))
    type_ += sum(1 << (count - 1 - classes.index(name)) for name in chosen)
    wanted = []
    for place, name in enumerate(classes):
        value = record[name] if place < depth else chosen.get(name)
        if value is None:
            value = nan if name == "_row_" else empty_value(used, name)
        wanted.append(plain_key(value))
    cell = cells.get((float(type_), *wanted))
    if cell is None:
        return 0.0 if usage == "n" and not variable else nan
    return report_value(usage, variable, cell, whole)


def statistics_wanted(columns: Sequence[tuple[str, str, Any]]) -> list[tuple[str, str, str]]:
    """The statistics of a report as `summarize` takes them; percentages need what they are percentages of."""
    wanted = {}
    asked = [(usage, variable) for _, usage, variable in columns if usage != "across"]
    asked += [
        part[:2]
        for _, usage, paths in columns
        if usage == "across"
        for path in paths
        for part in path
        if not isinstance(part, str)
    ]
    for usage, variable in asked:
        if usage not in ("group", "order", "display", "computed", "computed text"):
            name = {"pctn": "n", "pctsum": "sum"}.get(usage, usage)
            wanted[f"{variable}.{name}"] = (f"{variable}.{name}", name, variable)
    return list(wanted.values())


def report_value(
    usage: str, variable: str, record: Mapping[str, Any], whole: Mapping[str, Any] | None
) -> float:
    """A statistic of a row; PCTN and PCTSUM are shares of the whole report, 1 for all of it."""
    name = f"{variable}.{ {'pctn': 'n', 'pctsum': 'sum'}.get(usage, usage) }"
    if usage not in ("pctn", "pctsum"):
        return float(record[name])
    total = whole[name] if whole is not None else nan
    return float(record[name]) / total if total else nan


def key_values(record: Mapping[str, Any], classes: Sequence[str]) -> list[Any]:
    """The class values of a group; missing equals missing of its kind."""
    return [plain_key(record[name]) for name in classes]


def empty_value(df: pd.DataFrame, name: str) -> Any:
    """What a missing value of a column is."""
    return nan if df[name].dtype == "float64" else ""


def report_frame(
    df: pd.DataFrame, columns: Sequence[tuple[str, str, Any]], made: Sequence[Mapping[str, Any]], places: bool
) -> pd.DataFrame:
    """The rows as a table with the types of the columns."""
    kinds: dict[str, str] = {}
    for column, usage, variable in columns:
        text = usage == "computed text" or (
            usage in ("group", "order", "display") and df[variable].dtype != "float64"
        )
        kinds[column] = "str" if text else "float64"
    kinds |= {"_BREAK_": "str"} | ({"_PLACE_": "str"} if places else {})
    return pd.DataFrame(
        {name: pd.Series([line[name] for line in made], dtype=kind) for name, kind in kinds.items()}
    )


def blank_repeats(
    report: pd.DataFrame, columns: Sequence[tuple[str, str, Any]], blank: Sequence[str]
) -> pd.DataFrame:
    """The report with missing values in `blank` where a row repeats them and all group variables left of them.

    _SAME_ counts the group variables that a row repeats.
    """
    if not blank:
        return report
    made = report.copy()
    keys = [name for name, usage, _ in columns if usage in ("group", "order")]
    body = report.loc[report["_BREAK_"] == "", keys]
    same = ((body == body.shift()) | (body.isna() & body.shift().isna())).to_numpy().copy()
    same[:1] = False
    made["_SAME_"] = 0.0
    made.loc[body.index, "_SAME_"] = np.cumprod(same, axis=1).sum(axis=1).astype("float64")
    for name in blank:
        made.loc[made["_SAME_"] > keys.index(name), name] = empty_value(report, name)
    return made


def fill_repeats(report: pd.DataFrame, names: Sequence[tuple[str, int]]) -> pd.DataFrame:
    """The report with the values that `blank` left out: a row that repeats more than `place` group variables takes the
    value of the row before. names: (column, place)."""
    made = report.copy()
    body = made.index[made["_BREAK_"] == ""]
    for name, place in names:
        values = made.loc[body, name].tolist()
        for row, same in enumerate(made.loc[body, "_SAME_"].tolist()):
            if same > place:
                values[row] = values[row - 1]
        made.loc[body, name] = pd.Series(values, index=body, dtype=made[name].dtype)
    return made.drop(columns="_SAME_")


def show_report(
    lib: Any,
    report: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    levels: Levels | None = None,
    across: Mapping[str, tuple[str, str]] | None = None,
    repeated: Sequence[str] = (),
    suppressed: Sequence[str] = (),
    hidden: Sequence[str] = (),
    empty: Sequence[str] = (),
    by: Sequence[str] = (),
    title: str = "",
    width: int = 9,
) -> None:
    """Print a report: the columns of `headings`, each repeated value in the first of its rows only.

    suppressed: break variables that are blank in their summary rows. hidden: breaks (with their
    place where the report has _PLACE_) whose rows are not printed.
    empty: columns whose missing values are blank in summary rows. width: columns of a number without a format.
    """
    levels, across = levels or {}, across or {}
    heads = {}
    for name in report.columns:
        if name in across:
            heads[name] = across[name][0]
        elif name in headings:
            heads[name] = headings[name]
    cells = {
        name: shown_column(report[name], levels.get(across[name][1] if name in across else name), width)
        for name in {*heads, *repeated}
    }
    breaks = report["_BREAK_"].tolist()
    marks = (
        [f"{place} {name}" for place, name in zip(report["_PLACE_"], breaks, strict=True)]
        if "_PLACE_" in report
        else breaks
    )
    for group_title, places in groups_of(report, by, title, levels):
        lines = []
        before: int | None = None
        for place in places:
            if marks[place] in hidden:
                continue
            line = []
            same = before is not None and not breaks[place]
            equal = {}
            for name in repeated:
                same = same and before is not None and cells[name][place] == cells[name][before]
                equal[name] = same
            for name in heads:
                text = cells[name][place]
                value = report[name].iloc[place]
                gone = breaks[place] and name in empty and (pd.isna(value) or value == "")
                if equal.get(name) or gone or (name in suppressed and breaks[place] == name):
                    text = ""
                line.append(text)
            before = place if not breaks[place] else before
            lines.append(line)
        if lines:
            lib.show("REPORT", "Report", group_title, list(heads.values()), lines)
