"""The comparison of two data sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import Any

from equivalence.comparison.causes import cause
from equivalence.comparison.criteria import EXACT, Criteria
from equivalence.results import ColumnInfo, Dataset, Value
from translator.library.missing import missing_letter

# PROC COMPARE's return code SYSINFO, bit by bit
BITS = {
    "informat": 4, "format": 8, "length": 16, "label": 32, "base rows": 64, "comp rows": 128, "base columns": 1024,
    "comp columns": 2048, "value": 4096, "type": 8192,
}  # fmt: skip


@dataclass(slots=True)
class ColumnDifference:
    """A column with unequal values. `largest` is the largest absolute difference of numbers; `first_row` counts
    from 1 in the base; `examples` are (base, comp) pairs and are kept out of reports unless asked for."""

    name: str
    unequal: int
    largest: float
    first_row: int
    cause: str
    examples: list[tuple[Value, Value]] = field(default_factory=list)


@dataclass(slots=True)
class Comparison:
    """What a comparison found. `attributes`: (kind, column, base, comp) of differing types, lengths, formats, labels.

    `order`: "same", or "differs" where the rows are the same but stand in another order.
    `keys`: what rows were matched by ("" position).
    """

    base_rows: int
    comp_rows: int
    compared: int = 0
    keys: tuple[str, ...] = ()
    only_base_columns: list[str] = field(default_factory=list)
    only_comp_columns: list[str] = field(default_factory=list)
    only_base_rows: int = 0
    only_comp_rows: int = 0
    duplicate_keys: int = 0
    attributes: list[tuple[str, str, str, str]] = field(default_factory=list)
    columns: list[ColumnDifference] = field(default_factory=list)
    order: str = "same"
    column_order: str = "same"

    @property
    def same_values(self) -> bool:
        """Do columns, rows and values agree (attributes such as labels apart)?"""
        rows = not self.only_base_rows and not self.only_comp_rows
        types = not any(kind == "type" for kind, *_ in self.attributes)
        return (
            rows and types and not self.columns and not self.only_base_columns and not self.only_comp_columns
        )

    @property
    def same(self) -> bool:
        """Is everything equal, the order of rows and columns included?"""
        return self.same_values and self.order == "same" and self.column_order == "same"

    @property
    def sysinfo(self) -> int:
        """PROC COMPARE's return code."""
        found = {kind for kind, *_ in self.attributes if kind in BITS}
        found |= {"base rows"} if self.only_base_rows else set()
        found |= {"comp rows"} if self.only_comp_rows else set()
        found |= {"base columns"} if self.only_base_columns else set()
        found |= {"comp columns"} if self.only_comp_columns else set()
        found |= {"value"} if self.columns else set()
        return sum(BITS[name] for name in found)

    def summary(self) -> str:
        """Return the verdict in one line."""
        repeated = f"{self.duplicate_keys} keys occur several times" if self.duplicate_keys else ""
        if self.same:
            return f"equal: {self.base_rows} rows" + (f"; {repeated}" if repeated else "")
        parts = [repeated] if repeated else []
        if self.only_base_columns or self.only_comp_columns:
            parts.append(
                f"columns only in base: {', '.join(self.only_base_columns) or 'none'}; only in the other: {', '.join(self.only_comp_columns) or 'none'}"
            )
        for kind, name, base, comp in self.attributes:
            if kind == "type":
                parts.append(f"{name} is {base} in the base and {comp} in the other")
        if self.only_base_rows or self.only_comp_rows:
            parts.append(f"{self.only_base_rows} rows only in base, {self.only_comp_rows} only in the other")
        for column in self.columns:
            why = f" ({column.cause})" if column.cause else ""
            size = f", largest difference {column.largest:.3g}" if column.largest else ""
            parts.append(
                f"{column.name}: {column.unequal} of {self.compared} values differ, first in row {column.first_row}{size}{why}"
            )
        if self.order != "same":
            parts.append("the rows are equal but stand in another order")
        if self.column_order != "same":
            parts.append("the columns stand in another order")
        return "; ".join(parts)


def compare(
    base: Dataset, comp: Dataset, *, criteria: Criteria = EXACT, keys: Sequence[str] = (), ordered: bool = True,
    tolerances: Mapping[str, Criteria] | None = None, pairs: Mapping[str, str] | None = None,
    only: Sequence[str] = (),
) -> Comparison:  # fmt: skip
    """Compare two data sets.

    Args: criteria: for all columns but those in `tolerances` (by lower-case name). keys: ID variables that match rows;
    without them rows are matched by position, and, where that fails, as multisets to tell a difference of order from one
    of content. ordered: does the order of rows count? pairs: base column -> comp column of another name (VAR/WITH). only:
    columns of the base to compare beside the keys (VAR); none named: all. Repeated keys match in their order, and are counted.
    Raises: KeyError where a key is not a column of both, or a column of `only` not one of the base.
    """
    found = Comparison(len(base.rows), len(comp.rows), keys=tuple(keys))
    pairs = {a.lower(): b.lower() for a, b in (pairs or {}).items()}
    comp_at = {c.name.lower(): i for i, c in enumerate(comp.columns)}
    common: list[tuple[int, int]] = []
    wanted = {base.columns[_position(base, name)].name for name in (*only, *(keys if only else ()))}
    for i, column in enumerate(base.columns):
        j = comp_at.get(pairs.get(column.name.lower(), column.name.lower()))
        if wanted and column.name not in wanted:
            continue
        if j is None:
            found.only_base_columns.append(column.name)
            continue
        common.append((i, j))
        _attributes(found, column, comp.columns[j])
    used = {j for _, j in common}
    if not wanted:
        found.only_comp_columns = [c.name for j, c in enumerate(comp.columns) if j not in used]
    if [j for _, j in common] != sorted(used):
        found.column_order = "differs"
    comparable = [(i, j) for i, j in common if base.columns[i].type == comp.columns[j].type]
    judges = [(tolerances or {}).get(base.columns[i].name.lower(), criteria) for i, _ in comparable]
    if keys:
        matched = _by_keys(found, base, comp, keys)
        if not ordered:
            found.order = "same"
        found.compared = len(matched)
        found.columns = _values(base, comp, comparable, judges, matched)
        return found
    matched = [(n, n) for n in range(min(len(base.rows), len(comp.rows)))]
    differences = _values(base, comp, comparable, judges, matched)
    if (differences or len(base.rows) != len(comp.rows)) and comparable:
        if _as_multisets(found, base, comp, comparable, judges):
            found.order = "differs" if ordered else "same"
            found.compared = len(base.rows)
            return found
    found.only_base_rows = max(0, len(base.rows) - len(comp.rows))
    found.only_comp_rows = max(0, len(comp.rows) - len(base.rows))
    found.compared = len(matched)
    found.columns = differences
    return found


def _attributes(found: Comparison, a: ColumnInfo, b: ColumnInfo) -> None:
    for kind in ("type", "length", "format", "label"):
        left, right = getattr(a, kind), getattr(b, kind)
        if left != right:
            found.attributes.append((kind, a.name, str(left), str(right)))


def identity(value: Value) -> Any:
    """Return a hashable form of a value in which equal values are equal and missing kinds apart."""
    if isinstance(value, str):
        return value.rstrip(" ")
    if isnan(value):
        return ("missing", missing_letter(value))
    return value


def _by_keys(found: Comparison, base: Dataset, comp: Dataset, keys: Sequence[str]) -> list[tuple[int, int]]:
    """Match rows by key; the n-th row of a repeated key matches the n-th."""
    positions = [[_position(data, key) for key in keys] for data in (base, comp)]
    places: dict[Any, list[int]] = {}
    for n, row in enumerate(comp.rows):
        places.setdefault(tuple(identity(row[p]) for p in positions[1]), []).append(n)
    matched = []
    taken: Counter[Any] = Counter()
    for n, row in enumerate(base.rows):
        key = tuple(identity(row[p]) for p in positions[0])
        rows = places.get(key, [])
        if taken[key] < len(rows):
            matched.append((n, rows[taken[key]]))
            taken[key] += 1
        else:
            found.only_base_rows += 1
    found.only_comp_rows = len(comp.rows) - len(matched)
    counts = Counter(tuple(identity(row[p]) for p in positions[0]) for row in base.rows)
    found.duplicate_keys = sum(counts[key] > 1 or len(places.get(key, ())) > 1 for key in {*counts, *places})
    if [j for _, j in matched] != sorted(j for _, j in matched):
        found.order = "differs"
    return matched


def _position(data: Dataset, name: str) -> int:
    for position, column in enumerate(data.columns):
        if column.name.lower() == name.lower():
            return position
    raise KeyError(name)


def _values(
    base: Dataset,
    comp: Dataset,
    columns: list[tuple[int, int]],
    judges: list[Criteria],
    rows: list[tuple[int, int]],
) -> list[ColumnDifference]:
    found = []
    for (i, j), judge in zip(columns, judges, strict=True):
        unequal = [
            (n, base.rows[n][i], comp.rows[m][j])
            for n, m in rows
            if not judge.equal(base.rows[n][i], comp.rows[m][j])
        ]
        if unequal:
            pairs = [(x, y) for _, x, y in unequal]
            sizes = [
                abs(x - y)
                for x, y in pairs
                if isinstance(x, float) and isinstance(y, float) and x == x and y == y
            ]
            found.append(
                ColumnDifference(
                    base.columns[i].name,
                    len(unequal),
                    max(sizes, default=0.0),
                    unequal[0][0] + 1,
                    cause(pairs),
                    pairs[:5],
                )
            )
    return found


def _as_multisets(
    found: Comparison, base: Dataset, comp: Dataset, columns: list[tuple[int, int]], judges: list[Criteria]
) -> bool:
    """Do the two hold the same rows, each as often, in another order?"""
    if len(base.rows) != len(comp.rows) or found.only_base_columns or found.only_comp_columns:
        return False
    a = sorted(base.rows, key=lambda row: [_sortable(row[i]) for i, _ in columns])
    b = sorted(comp.rows, key=lambda row: [_sortable(row[j]) for _, j in columns])
    return all(
        judge.equal(x[i], y[j])
        for x, y in zip(a, b, strict=True)
        for (i, j), judge in zip(columns, judges, strict=True)
    )


def _sortable(value: Value) -> tuple[int, float, str]:
    if isinstance(value, str):
        return (2, 0.0, value.rstrip(" "))
    if isnan(value):
        return (0, 0.0, missing_letter(value))
    return (1, float(f"{value:.10g}"), "")


def infer_keys(data: Dataset) -> tuple[str, ...]:
    """Return the fewest leading columns that identify every row, () where none do."""
    for count in range(1, min(len(data.columns), 6) + 1):
        seen = {tuple(identity(v) for v in row[:count]) for row in data.rows}
        if len(seen) == len(data.rows):
            return tuple(c.name for c in data.columns[:count])
    return ()
