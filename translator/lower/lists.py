"""Lists of data sets that only the run knows: `set %do i = 1 %to &n; out&i %end;;`, `set out:;`, `set q1-q&n;`.

Such a list is read as one data set, that holds the rows of all of them in order: which is what SET makes of data
sets that have the same variables. Its name in the plan begins with a star.
"""

from __future__ import annotations

from translator.lang import macro_statements as ms
from translator.lang.macro_text import MacroIndirect, MacroReference, MacroText
from translator.lang.statements import Dataset
from translator.lang.types import Schema
from translator.lower.catalog import OPEN, Catalog, canonical
from translator.lower.scope import LoweringError
from translator.plan.macros import may_be, pattern

STAR = "*"
ANY = "&x;"
"""Matches any name."""


def list_name(dataset: Dataset, catalog: Catalog, *, several: bool) -> str | None:
    """Return the plan's name of a list of data sets that the run makes; None where the program knows its members.

    Args: several: what a query has stored may be several names.
    """
    known = catalog.lists.get(dataset.name.lower()) if dataset.form == "name" else None
    if known is not None and (several or known != (ANY,)):
        return STAR + dataset.name.lower()
    if dataset.lib.lower() not in ("", "work"):
        return None
    if dataset.form == "range" and "&" in dataset.last and "&" not in dataset.name:
        return f"{STAR}{dataset.name.lower()}-{pattern(dataset.last)}"
    if dataset.form == "prefix":
        start = canonical(dataset)
        if any("&" in name and may_be(start + "&x;", name) for name in catalog.schemas):
            return f"{STAR}{start}:"
    return None


def note_list(name: str, separator: str | None, catalog: Catalog) -> None:
    """Note that a query stores texts in a macro variable: where blanks are between them, `set &name` names a list."""
    if separator is not None and not separator.strip(" "):
        catalog.lists["&" + name.lower()] = (ANY,)
    else:
        catalog.lists.pop("&" + name.lower(), None)


def patterns(name: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the names, or patterns of names, that the members of a list can have."""
    body = name[1:]
    if body in catalog.lists:
        return catalog.lists[body]
    if body.endswith(":"):
        return tuple(
            n
            for n in catalog.schemas
            if "." not in n and (n.startswith(body[:-1]) or "&" in n and may_be(body[:-1] + "&x;", n))
        )
    return (body.partition("-")[0].rstrip("0123456789") + "&x;",)


def list_schema(name: str, catalog: Catalog, dataset: Dataset) -> Schema:
    """Return the variables that all members of a list have. Raises LoweringError H0103 where they differ."""
    found: list[Schema] = []
    for one in patterns(name, catalog):
        for other, schema in catalog.schemas.items():
            if "." not in other and (other == one or "&" in one + other and may_be(one, other)):
                found.append(schema)
    if not found:
        raise LoweringError("R0101", "ERROR: The data set list does not contain any members.", dataset.at)
    first = found[0]
    if ANY in patterns(name, catalog) and any(schema.columns != first.columns for schema in found):
        return OPEN
    if not first.complete or any(schema.columns != first.columns for schema in found):
        raise LoweringError(
            "H0103", "a list of data sets that only the run knows, with different columns", dataset.at
        )
    return Schema(first.columns)


def find_lists(statement: object) -> dict[str, tuple[str, ...]]:
    """Return the lists of words that macro code puts together: name of the variable -> patterns of its words."""
    texts: dict[str, list[MacroText]] = {}

    def collect(item: object) -> None:
        match item:
            case ms.MacroLet(name=(str(name),), text=text, call=None, trim=False):
                texts.setdefault(name, []).append(text)
            case ms.MacroChoice(then=then, otherwise=otherwise):
                for one in then + otherwise:
                    collect(one)
            case ms.MacroRepeat(body=body):
                for one in body:
                    collect(one)

    def words(name: str, seen: tuple[str, ...]) -> list[str]:
        found: list[str] = []
        for text in texts[name]:
            word = ""
            for part in text:
                match part:
                    case str():
                        pieces = part.split(" ")
                        for piece in pieces[:-1]:
                            found.append(word + piece)
                            word = ""
                        word += pieces[-1]
                    case MacroReference(inner) if inner in texts:
                        if inner not in seen:
                            found += words(inner, (*seen, inner))
                    case MacroReference(inner):
                        word += f"&{inner.lower()};"
                    case MacroIndirect():
                        word += "&any;"
                    case _:
                        word += "&any;"
            found.append(word)
        return [word.lower().removeprefix("work.") for word in found if word.strip()]

    collect(statement)
    return {f"&{name.lower()}": tuple(dict.fromkeys(words(name, (name,)))) for name in texts}
