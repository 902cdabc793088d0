"""Data sets, as statements name them, with their options."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from translator.lang.source import Token
from translator.lang.syntax import Expr, NameItem

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class DatasetOptions:
    """The options in parentheses after a data set name; `others` are (name, text) of the rest, e.g. COMPRESS."""

    keep: tuple[NameItem, ...] | None = None
    drop: tuple[NameItem, ...] | None = None
    rename: tuple[tuple[NameItem, NameItem], ...] = ()
    where: Expr | None = None
    in_: str = ""
    firstobs: Expr | None = None
    obs: Expr | None = None  # Var("max") for MAX
    label: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """`lib.name(options)`; `lib` is "" for one-level names; `name` keeps its spelling.

    `form`: "name"; "range" for q1-q4 (`last` holds q4); "prefix" for x: ; "path" for 'a physical file';
    "special" for _NULL_, _DATA_, _LAST_ (upper case in `name`).
    """

    lib: str
    name: str
    form: Literal["name", "range", "prefix", "path", "special"] = "name"
    last: str = ""
    options: DatasetOptions = DatasetOptions()
    at: Token | None = field(default=None, compare=False, repr=False)
