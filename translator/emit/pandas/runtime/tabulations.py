"""PROC TABULATE: statistics of crossings of class variables, as data and as printed tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.levels import Levels
from translator.emit.pandas.runtime.listings import groups_of, shown_column
from translator.emit.pandas.runtime.multilabel import summarize_labels
from translator.emit.pandas.runtime.summaries import summarize
from translator.emit.pandas.runtime.tables import plain_key

Heading = str | tuple[str, str]
"""A text, or (class variable, label): its levels are headings, with the label above them."""


def tabulate(
    df: pd.DataFrame,
    classes: Sequence[str],
    statistics: Sequence[tuple[str, str, str]],
    types: Sequence[int],
    *,
    shares: Sequence[tuple[str, int, str, str, int]] = (),
    by: Sequence[str] = (),
    absent: bool = False,
    **options: Any,
) -> pd.DataFrame:
    """The statistics of PROC TABULATE for each group of each type, as `summarize` makes them, and percentages.

    shares: (column, type, part, whole, base): 100 times the column `part` of each group of `type` over the column
    `whole` of the group of type `base` in which it lies; missing where that is 0. absent: levels of single class variables
    that only their format has are groups without statistics.
    """
    summarize_all = summarize_labels if "labels" in options else summarize
    facts = summarize_all(df, classes, statistics, types, by=by, **options)
    if absent:
        single = [t for t in types if t.bit_count() == 1]
        levels = summarize_all(df, classes, statistics, single, by=by, complete=True, **options)
        levels.loc[levels["_FREQ_"] == 0, [column for column, _, _ in statistics]] = np.nan
        facts = pd.concat([levels, facts.loc[~facts["_TYPE_"].isin(single)]], ignore_index=True)
    if not len(df):
        facts = facts.head(0)
    for column, type_, part, whole, base in shares:
        keys = [*by, *active_classes(classes, base)]
        groups = facts.loc[facts["_TYPE_"] == type_]
        bases = facts.loc[facts["_TYPE_"] == base]
        wholes = dict(zip(page_columns(bases, keys), bases[whole], strict=True))
        total = np.array([wholes.get(key, np.nan) or np.nan for key in page_columns(groups, keys)])
        if column not in facts:
            facts[column] = np.nan
        facts.loc[groups.index, column] = 100 * groups[part].to_numpy() / total
    return facts


def active_classes(classes: Sequence[str], type_: int) -> list[str]:
    """The class variables of a type; the last one is bit 1."""
    return [name for i, name in enumerate(classes) if type_ >> (len(classes) - 1 - i) & 1]


def tabulation_rows(
    facts: pd.DataFrame,
    classes: Sequence[str],
    crossings: Sequence[tuple[int, Sequence[str], int, Sequence[str]]],
    *,
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """OUT= of PROC TABULATE: (table, class variables of its pages, type, statistics) for each crossing."""
    statistics = list(dict.fromkeys(name for *_, names in crossings for name in names))
    ranks = level_ranks(facts, classes, by)
    parts = []
    for table in dict.fromkeys(crossing[0] for crossing in crossings):
        seen: list[Sequence[str]] = []
        for _, pages, type_, names in (c for c in crossings if c[0] == table):
            rows = facts.loc[facts["_TYPE_"] == type_].copy()
            seen += [pages] if pages not in seen else []
            groups = page_columns(rows, by)
            places = [ranks.get((name, *key), 0) for name in pages for key in page_columns(rows, [*by, name])]
            columns = np.array(places).reshape(len(pages), len(rows)).T.tolist()
            keys: list[Any] = list(
                zip(groups, [seen.index(pages)] * len(rows), map(tuple, columns), strict=True)
            )
            rows["_PAGE_"] = keys
            rows["_TYPE_"] = f"{type_:0{max(len(classes), 1)}b}"
            rows["_TABLE_"] = float(table)
            rows[[name for name in statistics if name not in names]] = np.nan
            parts.append(rows[[*dict.fromkeys([*by, *classes]), "_TYPE_", "_PAGE_", "_TABLE_", *statistics]])
    made = pd.concat(parts, ignore_index=True)
    numbers: dict[tuple[Any, ...], dict[Any, int]] = {}
    for table, (group, *page) in sorted(
        set(zip(made["_TABLE_"], made["_PAGE_"], strict=True)), key=lambda one: one[1][1:]
    ):
        sheets = numbers.setdefault((table, group), {})
        sheets[tuple(page)] = len(sheets) + 1
    made["_PAGE_"] = [
        float(numbers[table, page[0]][page[1:]])
        for table, page in zip(made["_TABLE_"], made["_PAGE_"], strict=True)
    ]
    made["_group_"] = group_numbers(made, by)
    order = ["_group_", "_TABLE_", "_PAGE_"]
    return (
        made.sort_values(order, kind="stable", ignore_index=True)
        .drop(columns="_group_")
        .astype({"_TYPE_": "str", "_PAGE_": "float64"})
    )


def level_ranks(facts: pd.DataFrame, classes: Sequence[str], by: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """The place of each level of a class variable in its BY group: (variable, BY values, value) -> place."""
    ranks: dict[tuple[Any, ...], int] = {}
    for place, name in enumerate(classes):
        rows = facts.loc[facts["_TYPE_"] == 1 << (len(classes) - 1 - place)]
        for rank, key in enumerate(page_columns(rows, [*by, name])):
            ranks[(name, *key)] = rank
    return ranks


def group_numbers(rows: pd.DataFrame, by: Sequence[str]) -> Any:
    """The number of each row's BY group, in order of appearance."""
    seen: dict[tuple[Any, ...], int] = {}
    return [seen.setdefault(key, len(seen)) for key in page_columns(rows, by)]


def each_group(rows: pd.DataFrame, by: Sequence[str]) -> Iterator[pd.DataFrame]:
    """The rows of each BY group, in order of appearance."""
    for _, group in rows.groupby(group_numbers(rows, by), sort=True):
        yield group.reset_index(drop=True)


def page_columns(rows: pd.DataFrame, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """The values of columns as keys that compare as SAS compares: missing equals missing of its kind."""
    columns = [[plain_key(value) for value in rows[name].tolist()] for name in names]
    return list(zip(*columns, strict=True)) if columns else [()] * len(rows)


def show_tabulation(
    lib: Any,
    facts: pd.DataFrame,
    classes: Sequence[str],
    pages: Sequence[Sequence[Heading]],
    rows: Sequence[Sequence[Heading]],
    columns: Sequence[Sequence[Heading]],
    cells: Sequence[Sequence[Sequence[tuple[str, str]]]],
    writers: Mapping[str, Callable[[Any], Any]],
    *,
    levels: Levels | None = None,
    by: Sequence[str] = (),
    box: str = "",
    empty: str = ".",
    every: bool = False,
    title: str = "",
) -> None:
    """Print a table of PROC TABULATE: one for each page of each BY group.

    pages, rows, columns: paths of headings. cells: (statistic, format) by page path, row path and column path.
    every: all combinations of levels have a heading, not only those that occur.
    """
    ordered = facts.assign(_group_=group_numbers(facts, by)).sort_values(
        "_group_", kind="stable", ignore_index=True
    )
    groups = groups_of(ordered, by, title, levels) if len(ordered) or by else [(title, [])]
    for group_title, places in groups:
        sheet = Sheet(
            ordered.iloc[places].reset_index(drop=True), classes, levels or {}, writers, empty, every
        )
        for page, lines in zip(pages, cells, strict=True):
            for chosen, heading in sheet.headings(page, {}, [*rows, *columns]):
                shown = [part for part in heading if part]
                name = " ".join(shown) if not group_title else " ".join([group_title, *shown])
                sheet.show(lib, name, box, rows, columns, lines, chosen)


class Sheet:
    """The statistics of one BY group, looked up by type and class values."""

    def __init__(
        self,
        facts: pd.DataFrame,
        classes: Sequence[str],
        levels: Levels,
        writers: Mapping[str, Callable[[Any], Any]],
        empty: str,
        every: bool,
    ) -> None:
        self.classes, self.writers, self.empty, self.every = classes, writers, empty, every
        self.records = facts.to_dict("records")
        self.found = {}
        self.ranks: dict[str, dict[Any, int]] = {}
        self.texts: dict[tuple[str, Any], str] = {}
        shown = {name: shown_column(facts[name], levels.get(name)) for name in classes}
        for place, record in enumerate(self.records):
            active = active_classes(classes, int(record["_TYPE_"]))
            key = tuple((name, plain_key(record[name])) for name in active)
            self.found[key] = record
            for name, value in key:
                self.texts[name, value] = shown[name][place]
            if len(active) == 1:
                self.ranks.setdefault(active[0], {}).setdefault(key[0][1], len(self.ranks.get(active[0], {})))

    def headings(
        self, path: Sequence[Heading], chosen: Mapping[str, Any], others: Sequence[Sequence[Heading]]
    ) -> list[tuple[dict[str, Any], list[str]]]:
        """(class values, texts) of each heading of a path that occurs together with the values chosen before."""
        if not self.found:
            return []
        names = [part[0] for part in path if not isinstance(part, str)]
        wanted = {*names, *chosen}
        if self.every:
            combinations = list(product(*(list(self.ranks.get(name, {})) for name in names)))
        else:
            seen = {
                tuple(dict(key)[name] for name in names)
                for key in self.found
                if wanted <= {name for name, _ in key} and all(dict(key)[n] == v for n, v in chosen.items())
            }
            combinations = sorted(
                seen, key=lambda key: [self.ranks[n][v] for n, v in zip(names, key, strict=True)]
            )
        made = []
        for combination in combinations:
            values = dict(zip(names, combination, strict=True))
            texts = []
            for part in path:
                if isinstance(part, str):
                    texts.append(part)
                else:
                    texts += [part[1], self.texts[part[0], values[part[0]]]]
            made.append(({**chosen, **values}, texts))
        return made

    def nested(
        self,
        paths: Sequence[Sequence[Heading]],
        chosen: Mapping[str, Any],
        others: Sequence[Sequence[Heading]],
    ) -> list[tuple[int, dict[str, Any], list[str]]]:
        """(path, class values, texts) of the headings of a dimension: what paths share stands once around the rest,
        level by level."""

        def begins(number: int, depth: int) -> int:
            """The first of the paths side by side that share this many headings."""
            shared = paths[number][:depth]
            while number and paths[number - 1][:depth] == shared:
                number -= 1
            return number

        def place(number: int, values: Mapping[str, Any]) -> list[tuple[int, int]]:
            parts = [
                (begins(number, depth), 0 if isinstance(part, str) else self.ranks[part[0]][values[part[0]]])
                for depth, part in enumerate(paths[number], 1)
            ]
            return [*parts, (number, 0)]

        found = [
            (number, values, [text for text in texts if text.strip()])
            for number, path in enumerate(paths)
            for values, texts in self.headings(path, chosen, others)
        ]
        return sorted(found, key=lambda one: place(*one[:2]))

    def show(
        self,
        lib: Any,
        title: str,
        box: str,
        rows: Sequence[Sequence[Heading]],
        columns: Sequence[Sequence[Heading]],
        cells: Sequence[Sequence[tuple[str, str]]],
        chosen: Mapping[str, Any],
    ) -> None:
        """Print one page."""
        heads = self.nested(columns, chosen, rows)
        lines = []
        for place, values, texts in self.nested(rows, chosen, columns):
            line = [self.cell(cells[place][at], {**values, **other}) for at, other, _ in heads]
            lines.append((texts, line))
        width = max([len(texts) for texts, _ in lines], default=0)
        names = [box if place == 0 else "" for place in range(width)] + [
            " / ".join(texts) for *_, texts in heads
        ]
        body = [[*texts, *[""] * (width - len(texts)), *line] for texts, line in lines]
        lib.show("TABULATE", "Table", title, names, body)

    def cell(self, what: tuple[str, str], values: Mapping[str, Any]) -> str:
        """The text of a cell."""
        key = tuple((name, values[name]) for name in self.classes if name in values)
        record = self.found.get(key)
        value = float("nan") if record is None else record[what[0]]
        if isnan(value):
            return self.empty
        return str(self.writers[what[1]](pd.Series([value])).iloc[0]).strip(" ")
