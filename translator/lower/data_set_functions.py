"""Functions on data sets and catalogs: which data set a call means, and what is known of it.

SAS 9.4 Functions and CALL Routines: Reference, "OPEN Function", "EXIST Function", "CEXIST Function".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from translator.lang.opened import OF_HANDLES, READING
from translator.lang.source import Token
from translator.lang.types import Schema, Type
from translator.lower.catalog import Catalog
from translator.lower.scope import LoweringError
from translator.plan import values as v

FORMAT_ENTRIES = {"FORMAT": "{}", "FORMATC": "${}", "INFMT": "@{}", "INFMTC": "@${}"}


def data_set_call(
    made: v.Service, catalog: Catalog | None, user_formats: Mapping[str, object], at: Token | None
) -> v.Value:
    """Return a call of a function on data sets with the name of its data set as the plan has it.

    Raises: LoweringError for what no generated program can tell (views, catalogs, data set options, update modes).
    """
    match made.function:
        case "OPEN":
            return _open(made, catalog, at)
        case "EXIST":
            return _exist(made, catalog, at)
        case "CEXIST":
            return _catalog_exists(made, user_formats, at)
        case name if name in OF_HANDLES and isinstance(made.args[0], v.Constant):
            message = (
                f"{name} of a data set that macro code has opened, in a step"  # the run has not opened it
            )
            raise LoweringError("H0256", message, at)
    return made


def _constant(value: v.Value) -> str | None:
    """Return a text that is known here, without blanks around it."""
    inner = value.value if isinstance(value, v.Cut | v.Pad) else value
    return str(inner.value).strip() if isinstance(inner, v.Constant) else None


def _named(made: v.Service, dataset: str, schema: Schema | None = None) -> v.Service:
    name = v.Constant(dataset, Type("char", max(len(dataset), 1)))
    return replace(made, args=(name, *made.args[1:]), schema=schema)


def _open(made: v.Service, catalog: Catalog | None, at: Token | None) -> v.Service:
    if len(made.args) > 1:
        mode = _constant(made.args[1])
        if mode is None or mode.upper() not in READING:
            raise LoweringError("H0256", "OPEN for more than reading is not translated", at)
    dataset = _constant(made.args[0])
    if dataset is None:
        return made
    if "(" in dataset or "'" in dataset:
        raise LoweringError(
            "H0256", "OPEN with data set options, or of a path or name literal, is not translated", at
        )
    dataset = dataset.lower().removeprefix("work.")
    if catalog is not None and dataset in ("", "_last_"):
        dataset = catalog.last
    if catalog is not None and dataset in catalog.views:
        raise LoweringError("H0256", "OPEN of a view is not translated", at)
    if not dataset or dataset == "_last_":
        raise LoweringError("H0256", "OPEN of the last data set, where none is known", at)
    return _named(made, dataset, None if catalog is None else catalog.find(dataset))


def _exist(made: v.Service, catalog: Catalog | None, at: Token | None) -> v.Value:
    """EXIST: a data set; or, of kind VIEW, a view of the program."""
    kind = (_constant(made.args[1]) if len(made.args) > 1 else "DATA") or ""
    views = {} if catalog is None else catalog.views
    dataset = _constant(made.args[0])
    if (
        len(made.args) > 2
        or kind.upper() not in ("DATA", "VIEW")
        or (dataset is None and (views or kind != "DATA"))
    ):
        raise LoweringError(
            "H0256", "EXIST tells of data sets, and of views whose names are known here; nothing else", at
        )
    if dataset is None:
        return replace(made, args=made.args[:1])
    dataset = dataset.lower().removeprefix("work.")
    if dataset in views or kind.upper() == "VIEW":
        return v.Constant(float(dataset in views and kind.upper() == "VIEW"), made.type)
    return replace(_named(made, dataset), args=_named(made, dataset).args[:1])


def _catalog_exists(made: v.Service, user_formats: Mapping[str, object], at: Token | None) -> v.Value:
    """CEXIST: the catalog WORK.FORMATS holds the formats that the program has made so far."""
    words = (_constant(made.args[0]) or "").upper().removeprefix("WORK.").split(".")
    if len(made.args) > 1 or words[0] != "FORMATS" or len(words) not in (1, 3):
        raise LoweringError("H0256", "CEXIST knows only the program's own formats (WORK.FORMATS)", at)
    if len(words) == 1:
        found = bool(user_formats)
    else:
        entry = FORMAT_ENTRIES.get(words[2])
        found = entry is not None and entry.format(words[1]) in user_formats
    return v.Constant(float(found), made.type)
