"""What a DATA step reads: its readers with their BY keys, and their inputs with renaming, WHERE and cut lengths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, UNKNOWN_LENGTH, Column, Schema
from translator.lower import datasets as ds
from translator.lower.catalog import Catalog, display
from translator.lower.declarations import Declarations, DraftInput, DraftReader
from translator.lower.effects import mentioned
from translator.lower.guess import text_names
from translator.lower.scope import LoweringError
from translator.lower.step_notes import Notes
from translator.lower.values import Values
from translator.plan import loop as lp


@dataclass(slots=True)
class Inputs:
    """Lowers the readers of one step. `limits` are those of OPTIONS FIRSTOBS= and OBS=.

    `wheres` gets the columns that the WHERE of an input with columns that only the run knows names, with their kinds.
    """

    found: Declarations
    catalog: Catalog
    notes: Notes
    user_formats: dict[str, object]
    limits: tuple[int | None, int | None] = (None, None)
    wheres: dict[int, tuple[tuple[str, Any], ...]] = field(default_factory=dict)

    def reader(self, draft: DraftReader) -> lp.Reader:
        """Lower a SET, MERGE, UPDATE or MODIFY statement. Raises LoweringError where it is not translated."""
        found, scope = self.found, self.found.scope
        names = found.by.get(draft.number, ())
        keys: tuple[lp.Key, ...] = ()
        proved = False
        if draft.by is not None:
            descending = [down for item, down in draft.by.keys for _ in scope.resolve([item])]
            keys = tuple(lp.Key(n, scope.type_of(n), d) for n, d in zip(names, descending, strict=True))
            wanted = tuple(("-" if k.descending else "") + k.name.lower() for k in keys)
            proved = draft.kind == "modify" or all(
                (schema := self.catalog.find(i.name)) is not None
                and _renamed_order(schema, i)[: len(wanted)] == wanted
                for i in draft.inputs
            )
            for draft_input in draft.inputs:
                present = {column.name.lower() for _, column in draft_input.columns}
                absent = next((n for n in names if n.lower() not in present), None)
                if absent is not None and scope.open_type is None:
                    raise LoweringError(
                        "R0103", f"ERROR: BY variable {absent} is not on input data set {display(draft_input.name)}.",
                        draft.by.at,
                    )  # fmt: skip
            if draft.by.groupformat and (draft.kind != "set" or len(draft.inputs) != 1 or scope.open_type):
                raise LoweringError(
                    "H0237", "GROUPFORMAT with several data sets is not translated yet", draft.by.at
                )
        index = draft.options.get("key", "")
        key = self._key(index, draft) if index else ()
        if index and (
            draft.kind not in ("set", "modify") or len(draft.inputs) != 1 or draft.by is not None or scope.open_type is not None
            or not set(key) <= {column.name.lower() for _, column in draft.inputs[0].columns}
        ):  # fmt: skip
            raise LoweringError("H0238", f"no key {index} is known of the data set", draft.statement.at)
        chosen = any(
            i.dataset.options.where is not None or i.dataset.options.firstobs is not None
            for i in draft.inputs
        )
        if "curobs" in draft.options and (chosen or found.where is not None or draft.kind != "set"):
            raise LoweringError("H0238", "CUROBS= of chosen rows is not translated yet", draft.statement.at)
        return lp.Reader(
            number=draft.number,
            kind=draft.kind,  # type: ignore[arg-type]
            inputs=tuple(self.input(i) for i in draft.inputs),
            by=keys,
            order_checked=not proved,
            runs=draft.by.notsorted or draft.by.groupformat if draft.by else False,
            groupformats=tuple(group_format(scope.variables[n.lower()].format) for n in names)
            if draft.by is not None and draft.by.groupformat
            else (),
            end="" if draft.options.keys() & {"point", "key"} else draft.options.get("end", ""),
            nobs=draft.options.get("nobs", ""),
            point=draft.options.get("point", ""),
            indsname=draft.options.get("indsname", ""),
            curobs=draft.options.get("curobs", ""),
            key=tuple(scope.spelling(name) for name in key),
            unique="unique" in draft.options,
            missing_updates=draft.options.get("updatemode", "").lower() == "nomissingcheck",
            at=draft.statement.at,
        )

    def _in_several(self, name: str) -> bool:
        """Do several data sets of the step have the variable?"""
        inputs = [draft for reader in self.found.readers for draft in reader.inputs]
        return sum(any(c.name.lower() == name.lower() for _, c in one.columns) for one in inputs) > 1

    def _key(self, index: str, draft: DraftReader) -> tuple[str, ...]:
        """Return the variables of the index that KEY= names; without one, the variable of that name."""
        schema = self.catalog.find(draft.inputs[0].name) if draft.inputs else None
        known = dict(schema.indexes) if schema is not None else {}
        return known.get(index.lower(), (index.lower(),))

    def input(self, draft: DraftInput, *, step_where: bool = True, limited: bool = True) -> lp.Input:
        """Lower a data set that is read; the WHERE statement does not reach what a hash object loads."""
        found, scope, notes = self.found, self.found.scope, self.notes
        options = draft.dataset.options
        unknown = [name for name, _ in options.others if name.lower() not in ds.HARMLESS]
        if unknown:
            raise LoweringError(
                "H0240", f"the data set option {unknown[0].upper()}= is not translated", draft.dataset.at
            )
        condition = options.where
        if condition is None and step_where:
            condition = found.where
        where = None
        unread: list[tuple[str, Column]] = []
        if condition is not None:
            seen = [column for _, column in draft.columns]
            condition, unread = ds.left_out(draft.source, draft.columns, condition)
            columns = ds.columns_scope((*seen, *(column for _, column in unread)), special=scope.special)
            if draft.row:
                columns.open_type, columns.open_format = scope.open_type, scope.open_format
                columns.texts = frozenset(text_names(condition)) if scope.open_mixed else scope.texts
                for name in scope.guessed:
                    columns.declare(name, scope.type_of(name))
            lowering = Values(
                columns, user_formats=self.user_formats, where=True, note=notes.add, catalog=self.catalog
            )
            try:
                where = lowering.condition(condition)
            except LoweringError as error:
                if error.code != "H0210":
                    raise
                message = f"ERROR: {error.message.removesuffix('.')} {display(draft.name)}."
                raise LoweringError("R0106", message, error.at or draft.dataset.at) from None
            self.wheres[id(draft)] = tuple(
                (n, columns.type_of(n).kind) for n in columns.names() if n.lower() in mentioned(where)
            )
        names = found.by.get(next((r.number for r in found.readers if draft in r.inputs), -1), ())
        for _, column in draft.columns:
            own = scope.type_of(column.name)
            if own.length == MACRO_LENGTH and self._in_several(column.name):
                text = f"WARNING: only the run knows the length of {column.name}: longer texts of other data sets would be cut by SAS, and are not here."
                notes.add("W0138", text, draft.dataset.at)
            if own.kind == column.type.kind == "char" and own.length not in (
                column.type.length,
                UNKNOWN_LENGTH,
                MACRO_LENGTH,
            ):
                if column.name.lower() in {name.lower() for name in names}:
                    text = f"Multiple lengths were specified for the BY variable {column.name} by input data sets."
                    notes.add("W0417", f"WARNING: {text} This may cause unexpected results.", None)
                elif own.length < column.type.length:
                    text = f"Multiple lengths were specified for the variable {column.name} by input data set(s)."
                    notes.add("W0417", f"WARNING: {text} This can cause truncation of data.", None)
        cut = tuple(
            (scope.spelling(column.name), scope.type_of(column.name).length)
            for _, column in draft.columns
            if column.type.kind == "char" and scope.type_of(column.name).length < column.type.length
        )
        limits = self.limits if limited else (None, None)
        firstobs, obs = ds.whole_number(options.firstobs), ds.whole_number(options.obs)
        open_columns: tuple[tuple[str, str], ...] = ()
        if draft.row:
            known = {column.name.lower() for _, column in draft.columns}
            others = [*scope.guessed, *(name for name, _ in self.wheres.get(id(draft), ()))]
            open_columns = tuple(
                (n, n) for n in dict.fromkeys([*others, draft.row]) if n.lower() not in known
            )
        return lp.Input(
            draft.name,
            tuple((before, scope.spelling(column.name)) for before, column in draft.columns)
            + tuple((before, column.name) for before, column in unread)
            + open_columns,
            where,
            options.in_,
            limits[0] if firstobs is None else firstobs if firstobs != 1 else None,
            obs if obs is not None else limits[1] if options.obs is None else None,
            cut,
        )


def group_format(text: str) -> sx.Format | None:
    """Return the format that a variable has, None where it has none."""
    word, _, decimals = text.partition(".")
    name = word.rstrip("0123456789")
    width = word[len(name) :]
    if not text:
        return None
    return sx.Format(name.upper(), int(width) if width else None, int(decimals) if decimals else None)


def _renamed_order(schema: Schema, draft: DraftInput) -> tuple[str, ...]:
    """Return the proved order in the names that the data set's columns have in the step."""
    names = {before.lower(): column.name.lower() for before, column in draft.columns}
    order = []
    for key in schema.sorted_by:
        sign, name = ("-", key[1:]) if key.startswith("-") else ("", key)
        if name not in names:
            break
        order.append(sign + names[name])
    return tuple(order)
