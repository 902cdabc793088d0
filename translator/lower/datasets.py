"""Data sets that a step names: which ones they are, and what their options leave of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translator.lang import syntax as sx
from translator.lang.macro_text import MacroReference, RowNumber
from translator.lang.source import Token
from translator.lang.statements import Dataset, DatasetOptions
from translator.lang.types import Column, Schema
from translator.lower import lists
from translator.lower.catalog import Catalog, canonical, display
from translator.lower.implicit import renamed
from translator.lower.scope import LoweringError, Scope, numbered
from translator.plan.walk import nodes

HARMLESS = frozenset(
    "compress reuse bufsize bufno replace index sortedby type alter read write pw label encoding genmax sortseq repempty "
    "pointobs dldmgaction outrep tobsno cntllev charset".split()
)


def expand(dataset: Dataset, catalog: Catalog, *, several: bool = False) -> list[tuple[str, Dataset]]:
    """Return (canonical name, data set) of each data set that `q1-q4`, `x:` or a plain name stands for.

    Args: several: a macro variable may stand for several names (SET).
    """
    if dataset.form == "special" and dataset.name.upper() == "_LAST_":
        return [(catalog.last, dataset)]
    named = lists.list_name(dataset, catalog, several=several)
    if named is not None:
        return [(named, dataset)]
    if dataset.form == "range":
        prefix = "" if dataset.lib.lower() in ("", "work") else dataset.lib.lower() + "."
        return [(prefix + name.lower(), dataset) for name in numbered(dataset.name, dataset.last, dataset.at)]
    if dataset.form == "prefix":
        start = canonical(dataset)
        names = sorted(n for n in catalog.schemas if n.startswith(start) and ("." in n) == ("." in start))
        if not names:
            raise LoweringError(
                "R0101",
                f"ERROR: The data set list ({display(start)}:) does not contain any members.",
                dataset.at,
            )
        return [(name, dataset) for name in names]
    return [(canonical(dataset), dataset)]


def known(name: str, catalog: Catalog, dataset: Dataset | None = None, *, open_ok: bool = False) -> Schema:
    """Return the schema of a data set.

    Args: open_ok: the caller can work with a data set some of whose columns only the run knows.
    Raises: LoweringError with SAS's text where the data set does not exist, with H0245 where it is open.
    """
    if name.startswith(lists.STAR):
        return lists.list_schema(name, catalog, dataset or Dataset("", name))
    schema = catalog.find(name)
    if schema is None and not name:
        text = "ERROR: There is not a default input data set (_LAST_ is _NULL_)."
        raise LoweringError("R0101", text, at_of(dataset))
    if schema is None:
        raise LoweringError("R0101", f"ERROR: File {display(name)}.DATA does not exist.", at_of(dataset))
    if not schema.complete and not open_ok:
        raise LoweringError(
            "H0245",
            f"{display(name)} has columns that only the run knows, which this step cannot take",
            at_of(dataset),
        )
    return schema


def open_choice(options: DatasetOptions, at: Token | None) -> tuple[
    tuple[str, ...] | None, tuple[str, ...], tuple[tuple[str, str], ...]
]:  # fmt: skip
    """Return KEEP=, DROP= and RENAME= as plain names, for a data set whose columns only the run knows.

    Raises: LoweringError H0245 for lists of variables that stand for columns of the data set.
    """
    return (
        None if options.keep is None else plain_names(options.keep, at, prefixes=True),
        plain_names(options.drop or (), at, prefixes=True),
        tuple((plain_names([old], at)[0], plain_names([new], at)[0]) for old, new in options.rename),
    )  # fmt: skip


def plain_names(items: Iterable[sx.NameItem], at: Token | None, *, prefixes: bool = False) -> tuple[str, ...]:
    """Return the names of a list that needs no data set to be known. Raises LoweringError H0245 for others.

    Args: prefixes: `abc:` may stand among them, as it is.
    """
    found: list[str] = []
    for item in items:
        match item:
            case sx.Var(name):
                found.append(name)
            case sx.NumberedRange(first, last):
                found += numbered(first, last, item.at)
            case sx.Prefix(prefix) if prefixes:
                found.append(f"{prefix}:")
            case _:
                raise LoweringError("H0245", "a list of variables over columns that only the run knows", at)
    return tuple(found)


def at_of(dataset: Dataset | None) -> Token | None:
    """Return where a data set is named."""
    return dataset.at if dataset is not None else None


def columns_scope(columns: tuple[Column, ...], *, special: bool = False) -> Scope:
    """Return a scope that holds just these columns: for variable lists and WHERE."""
    scope = Scope(special)
    for column in columns:
        entry = scope.declare(column.name, column.type)
        entry.format, entry.informat, entry.label = column.format, column.informat, column.label
    return scope


def select(
    columns: tuple[Column, ...], options: DatasetOptions, at: object = None
) -> list[tuple[str, Column]]:
    """Apply KEEP=, DROP= and RENAME= in SAS's order: (name before, column as it is named after)."""
    scope = columns_scope(columns)
    chosen = list(columns)
    if options.keep is not None:
        wanted = {name.lower() for name in scope.resolve(options.keep)}
        chosen = [c for c in chosen if c.name.lower() in wanted]
    if options.drop is not None:
        dropped = {name.lower() for name in scope.resolve(options.drop)}
        chosen = [c for c in chosen if c.name.lower() not in dropped]
    new_names = renames(options.rename, scope)
    return [(c.name, replace(c, name=new_names.get(c.name.lower(), c.name))) for c in chosen]


def left_out(
    columns: tuple[Column, ...], chosen: list[tuple[str, Column]], condition: sx.Expr
) -> tuple[sx.Expr, list[tuple[str, Column]]]:
    """Return WHERE with names of its own for variables that KEEP= or DROP= leaves out, and these as columns.

    WHERE chooses observations before they are brought into the program data vector: it may name variables that do
    not come into it. (SAS Data Set Options: Reference, "WHERE= Data Set Option".)
    """
    there = {before.lower() for before, _ in chosen} | {column.name.lower() for _, column in chosen}
    named = {n.name.lower() for n in nodes(condition) if isinstance(n, sx.Var)}
    unread = [c for c in columns if c.name.lower() in named and c.name.lower() not in there]
    own = {c.name.lower(): f"where_{c.name}" for c in unread}
    hidden = [(c.name, replace(c, name=own[c.name.lower()])) for c in unread]
    return (renamed(condition, own) if own else condition), hidden  # type: ignore[return-value]


def renames(pairs: tuple[tuple[sx.NameItem, sx.NameItem], ...], scope: Scope) -> dict[str, str]:
    """Return old name (lower case) -> new name; `x1-x3=y1-y3` and `a: = b:` included."""
    found: dict[str, str] = {}
    for old, new in pairs:
        olds = scope.resolve([old])
        if isinstance(new, sx.Prefix) and isinstance(old, sx.Prefix):
            news = [new.prefix + name[len(old.prefix) :] for name in olds]
        else:
            news = scope.resolve([new], create=True)
        found |= {o.lower(): n for o, n in zip(olds, news, strict=True)}
    return found


def check_names(options: DatasetOptions, columns: tuple[Column, ...], name: str, at: object) -> list[str]:
    """Return SAS's messages for names in KEEP=, DROP= and RENAME= of an input that the data set does not have."""
    present = {c.name.lower() for c in columns}
    listed = [*(options.keep or ()), *(options.drop or ()), *(old for old, _ in options.rename)]
    return [
        f"The variable {item.name} in the DROP, KEEP, or RENAME list has never been referenced."
        for item in listed
        if isinstance(item, sx.Var) and item.name.lower() not in present
    ]


def whole_number(expr: sx.Expr | None) -> RowNumber | None:
    """Return the value of FIRSTOBS= or OBS=; None for MAX or where it is not given."""
    if expr is None or (isinstance(expr, sx.Var) and expr.name.lower() == "max"):
        return None
    if isinstance(expr, sx.Number):
        return int(expr.value)
    if isinstance(expr, sx.MacroValue):
        return MacroReference(expr.name.upper())
    raise LoweringError("H0220", "FIRSTOBS= and OBS= must be whole numbers", getattr(expr, "at", None))
