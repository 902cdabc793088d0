"""PROC REPORT: the rows of a report, and its printing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.listings import groups_of, shown_column
from translator.emit.pandas.runtime.summaries import Levels, missing_rows, summarize


def report_rows(
    df: pd.DataFrame,
    columns: Sequence[tuple[str, str, str]],
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
) -> pd.DataFrame:
    """The rows of PROC REPORT: one for each combination of the group variables, or (detail) one for each row of `df`.

    columns: (name, usage, variable): group, order, display, computed (missing until it is computed), or a statistic of
    the variable ("" counts rows). Rows with a missing group or order value are left out unless `missing`.
    breaks: (before or after, variable): a summary row at each change of the variable, "" for the whole report; _BREAK_
    holds its name. places: _PLACE_ tells before from after. blank: columns that are missing where they repeat a value.
    """
    keys = [variable for _, usage, variable in columns if usage in ("group", "order")]
    used = df.loc[~missing_rows(df, [name for name in keys if name not in missing])].reset_index(drop=True)
    classes = [*keys, "_row_"] if detail else keys
    wanted = statistics_wanted(columns)
    depths = {len(classes), 0, *(keys.index(name) + 1 for _, name in breaks if name)}
    count = len(classes)
    types = sorted(sum(1 << (count - 1 - i) for i in range(depth)) for depth in depths)
    facts = summarize(
        used.assign(_row_=np.arange(len(used), dtype="float64")), classes, wanted, types, missing=missing, order=order,
        descending=descending, levels=levels, frequency=frequency,
        weights={variable: weight for _, _, variable in wanted if variable and weight},
    )  # fmt: skip
    records: list[dict[str, Any]] = facts.to_dict("records")  # type: ignore[assignment]
    depth_of = {float(type_): depth for type_, depth in zip(types, sorted(depths), strict=True)}
    found = {tuple(key_values(r, classes)[: depth_of[r["_TYPE_"]]]): r for r in records}
    whole = found.get(())
    full = float(types[-1])
    body = [record for record in records if record["_TYPE_"] == full] if len(used) else []
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
    return blank_repeats(report_frame(used, columns, made, places), columns, blank)


def statistics_wanted(columns: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The statistics of a report as `summarize` takes them; percentages need what they are percentages of."""
    wanted = {}
    for _, usage, variable in columns:
        if usage not in ("group", "order", "display", "computed", "computed text"):
            name = {"pctn": "n", "pctsum": "sum"}.get(usage, usage)
            wanted[f"{variable}.{name}"] = (f"{variable}.{name}", name, variable)
    return list(wanted.values())


def report_value(
    usage: str, variable: str, record: Mapping[str, Any], whole: Mapping[str, Any] | None
) -> float:
    """A statistic of a row; PCTN and PCTSUM are percentages of the whole report."""
    name = f"{variable}.{ {'pctn': 'n', 'pctsum': 'sum'}.get(usage, usage) }"
    if usage not in ("pctn", "pctsum"):
        return float(record[name])
    total = whole[name] if whole is not None else nan
    return 100 * float(record[name]) / total if total else nan


def key_values(record: Mapping[str, Any], classes: Sequence[str]) -> list[Any]:
    """The class values of a group; missing equals missing."""
    return ["." if (value := record[name]) != value else value for name in classes]


def empty_value(df: pd.DataFrame, name: str) -> Any:
    """What a missing value of a column is."""
    return nan if df[name].dtype == "float64" else ""


def report_frame(
    df: pd.DataFrame, columns: Sequence[tuple[str, str, str]], made: Sequence[Mapping[str, Any]], places: bool
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
    report: pd.DataFrame, columns: Sequence[tuple[str, str, str]], blank: Sequence[str]
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
    repeated: Sequence[str] = (),
    suppressed: Sequence[str] = (),
    hidden: Sequence[str] = (),
    empty: Sequence[str] = (),
    by: Sequence[str] = (),
    title: str = "",
) -> None:
    """Print a report: the columns of `headings`, each repeated value in the first of its rows only.

    suppressed: break variables that are blank in their summary rows. hidden: breaks (with their
    place where the report has _PLACE_) whose rows are not printed.
    empty: columns whose missing values are blank in summary rows.
    """
    levels = levels or {}
    cells = {name: shown_column(report[name], levels.get(name)) for name in {*headings, *repeated}}
    breaks = report["_BREAK_"].tolist()
    marks = (
        [f"{place} {name}" for place, name in zip(report["_PLACE_"], breaks, strict=True)]
        if "_PLACE_" in report
        else breaks
    )
    for group_title, places in groups_of(report, by, title):
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
            for name in headings:
                text = cells[name][place]
                gone = breaks[place] and name in empty and np.isnan(report[name].iloc[place])
                if equal.get(name) or gone or (name in suppressed and breaks[place] == name):
                    text = ""
                line.append(text)
            before = place if not breaks[place] else before
            lines.append(line)
        if lines:
            lib.show("REPORT", "Report", group_title, list(headings.values()), lines)
