"""Which columns sums or moments went into: what may differ in the last bits, and what must not.

The promise (DESIGN, Promises): values that are moved, compared or computed row by row are equal to the last bit; sums
and moments, whose order of addition differs between engines, to CRITERION=1E-12 relative. The rule, step by step:

- PROC SQL: a column whose expression holds a summary function other than COUNT, MIN and MAX, or such a column.
- PROCs that move rows or order them (MOVES): what the column was before.
- PROC TRANSPOSE: if any column that is turned round was summed, all numeric columns but those of BY, COPY and ID.
- PROC RANK: as MOVES; with NORMAL=, SAVAGE and the like, the ranks too.
- All other PROCs (MEANS, FREQ, UNIVARIATE, REG …): every numeric column they make, but for the variables of BY,
  CLASS, ID and TABLES, which are moved, and the automatic _TYPE_, _WAY_ and _FREQ_.
- DATA step: a variable that is read from a summed column, and every variable whose value is computed from one,
  whatever is between; sums that the step itself makes run row by row and are exact.

A count among the "summed" columns loses nothing: whole numbers that differ, differ by far more than 1E-12. Text is
always compared exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang import syntax_sql as sql
from translator.lang.source import Token

MOVES = frozenset(
    "SORT APPEND DATASETS COPY PRINT CONTENTS FORMAT DELETE IMPORT EXPORT SURVEYSELECT COMPARE".split()
)
SUMMARIES = frozenset(
    "SUM MEAN AVG STD VAR STDERR CSS USS CV T PRT RANGE SUMWGT MEDIAN SKEWNESS KURTOSIS".split()
)
AUTOMATIC = frozenset(["_type_", "_way_", "_freq_", "_level_"])
KEEPING = frozenset(["by", "class", "id", "copy", "tables", "table"])
RANKS = frozenset(["data", "out", "ties", "descending", "groups"])

Columns = Sequence[tuple[str, str]]
"""(name, "num" or "char") of a data set."""


class Provenance:
    """Follows summed columns through a program; `sums` by data set, names in lower case."""

    def __init__(self) -> None:
        self.sums: dict[str, frozenset[str]] = {}
        self.last = ""

    def after(self, step: st.Step, made: Mapping[str, Columns]) -> dict[str, list[str]]:
        """Return the summed columns of the data sets that a step made, under their names there."""
        before = self._read(step)
        match step:
            case st.DataStep():
                summed = _closure(before, list(_data_flows(step)))
            case st.ProcStep(name="SQL"):
                summed = _sql(step, before)
            case st.ProcStep(name="TRANSPOSE"):
                still = _named(step, ("by", "copy", "id"))
                summed = before | ({n.lower() for n, _ in _all(made)} - still if before else set())
            case st.ProcStep(name="RANK"):
                special = any(option.name not in RANKS for option in step.options)
                summed = before | (_named(step, ("ranks",)) or _named(step, ("var",)) if special else set())
            case st.ProcStep(name=name) if name in MOVES:
                summed = _closure(before, list(_renames(step)))
            case st.ProcStep():
                still = _named(step, KEEPING) - before | AUTOMATIC
                summed = {name.lower() for name, _ in _all(made)} - still
            case _:
                summed = set(before)
        found = {}
        for name, columns in made.items():
            mine = [column for column, kind in columns if kind == "num" and column.lower() in summed]
            self.sums[name] = frozenset(column.lower() for column in mine)
            self.last = name
            if mine:
                found[name] = mine
        return found

    def _read(self, step: st.Step) -> set[str]:
        """Return the summed columns of what the step reads; of all data sets where it does not say which."""
        names = [name for dataset in _inputs(step) for name in self._names(dataset)]
        texts = [
            node.value.lower() for node in walk(step) if isinstance(node, sx.String)
        ]  # dataset: 'x' of a hash
        if isinstance(step, st.ProcStep) and not names:
            names = [self.last]
        return {column for name in [*names, *texts] for column in self.sums.get(name, ())}

    def _names(self, dataset: st.Dataset) -> list[str]:
        if dataset.form in ("range", "prefix"):
            return list(self.sums)
        if dataset.form == "special":
            return [self.last]
        lib = dataset.lib.lower()
        return [f"{lib}.{dataset.name.lower()}" if lib not in ("", "work") else dataset.name.lower()]


def walk(node: Any) -> Iterator[Any]:
    """Yield a node of the syntax and all nodes in it."""
    if isinstance(node, tuple | list):
        for one in node:
            yield from walk(one)
    elif is_dataclass(node) and not isinstance(node, Token | type):
        yield node
        for field in fields(node):
            if field.name not in ("at", "end"):
                yield from walk(getattr(node, field.name))


def _inputs(step: st.Step) -> Iterator[st.Dataset]:
    """Yield the data sets that a step names, without those that it only writes."""
    if isinstance(step, st.DataStep):
        nodes: Iterable[Any] = walk([s for s in step.body if not isinstance(s, st.Output)])
    elif isinstance(step, st.ProcStep):
        options = [o.value for o in step.options if not o.name.startswith("out")]
        nodes = walk([options, [s for s in step.body if not isinstance(s, st.OutputStatement)]])
    else:
        nodes = ()
    return (node for node in nodes if isinstance(node, st.Dataset))


Flow = tuple[frozenset[str], frozenset[str]]
"""(targets, sources): if a source is summed, the targets are."""


def _closure(start: Iterable[str], flows: Sequence[Flow]) -> set[str]:
    found = set(start)
    while True:
        more = {name for targets, sources in flows if sources & found for name in targets} - found
        if not more:
            return found
        found |= more


def _data_flows(step: st.DataStep) -> Iterator[Flow]:
    yield from _renames(step)
    for node in walk(step.body):
        match node:
            case st.Assign(target=target, value=value) | st.Sum(target=target, value=value):
                yield frozenset(list(_names(target))[:1]), frozenset(_names(value))
            case st.Array(name=name, elements=elements):
                members = frozenset([name.lower(), *_names(elements)])
                yield members, members
            case st.CallRoutine(args=args):
                names = frozenset(_names(args))
                yield names, names
            case st.Loop(index=index, ranges=ranges) if index is not None:
                yield frozenset(_names(index)), frozenset(_names(ranges))
            case sx.MethodCall(args=args):
                names = frozenset(_names([value for _, value in args]))
                yield names, names


def _renames(step: st.DataStep | st.ProcStep) -> Iterator[Flow]:
    for node in walk(step):
        pairs = node.rename if isinstance(node, st.DatasetOptions) else ()
        pairs = node.pairs if isinstance(node, st.Rename) else pairs
        for old, new in pairs:
            if isinstance(old, sx.Var) and isinstance(new, sx.Var):
                yield frozenset([new.name.lower()]), frozenset([old.name.lower()])


def _names(node: Any) -> Iterator[str]:
    """Yield the names in an expression or list, in lower case; the members of `x1-x3` as well."""
    for one in walk(node):
        match one:
            case sx.Var(name=name) | sx.Element(name=name) | sx.Dotted(name=name):
                yield name.lower()
            case sx.Call(name=name):
                yield name.lower()  # it may be an array
            case sx.NumberedRange(first=first, last=last):
                stem = first.rstrip("0123456789").lower()
                low, high = first[len(stem) :], last[len(stem) :]
                if low.isdigit() and high.isdigit():
                    yield from (f"{stem}{n}" for n in range(int(low), min(int(high), int(low) + 999) + 1))


def _named(step: st.ProcStep, keywords: Iterable[str]) -> set[str]:
    """Return the variables of a PROC's statements of these keywords; CLASS's and TABLES's among them."""
    found: set[str] = set()
    for statement in step.body:
        match statement:
            case st.By(keys=keys) if "by" in keywords:
                found |= set(_names([item for item, _ in keys]))
            case st.ProcStatement(keyword=keyword, names=names) if keyword in keywords:
                found |= set(_names(names))
            case st.Tables(requests=requests) if "tables" in keywords:
                found |= set(_names(requests))
    return found


def _all(made: Mapping[str, Columns]) -> Iterator[tuple[str, str]]:
    for columns in made.values():
        yield from columns


def _sql(step: st.ProcStep, before: set[str]) -> set[str]:
    flows: list[Flow] = []
    start = set(before)
    for node in walk(step.body):
        match node:
            case sql.SelectItem(value=value, alias=alias) if not isinstance(value, sql.Star):
                name = alias or getattr(value, "name", "")
                if name:
                    flows.append((frozenset([name.lower()]), frozenset(_names(value))))
                if _summarises(value):
                    start.add(name.lower() if alias else "")
            case sql.UpdateTable(sets=sets):
                flows += [(frozenset([name.lower()]), frozenset(_names(value))) for name, value in sets]
    found = _closure(start, flows)
    if "" in found:  # a summary without a name is called _TEMA001 … by SAS
        found |= {f"_tem{kind}{n:03}" for kind in "ag" for n in range(1, 100)}
    return found


def _summarises(value: Any) -> bool:
    """Does an SQL expression hold a summary function whose result depends on the order of addition?"""
    return any(
        isinstance(node, sx.Call) and len(node.args) == 1 and node.name.upper() in SUMMARIES
        for node in walk(value)
    )
