"""The compile phase of hash objects and iterators: what is declared and defined, and that its names are variables."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Type
from translator.lower import datasets as ds
from translator.lower.catalog import Catalog
from translator.lower.declarations import Declarations, DraftHash, DraftInput
from translator.lower.scope import LoweringError


class HashDeclarer:
    """Declares the hash objects of one DATA step."""

    def __init__(self, catalog: Catalog, found: Declarations) -> None:
        self.catalog = catalog
        self.found = found
        self.scope = found.scope

    def declare(self, kind: str, name: str, args: tuple[tuple[str, sx.Expr], ...] | None) -> None:
        """DECLARE, or `_new_` (without args: the same object again)."""
        if kind not in ("hash", "hiter"):
            raise LoweringError("H0222", f"objects of the kind {kind} are not translated", None)
        if args is None and name.lower() in self.found.hashes:
            return
        draft = DraftHash(name.lower(), kind, {t.lower() or "of": e for t, e in args or ()})
        self.found.hashes[name.lower()] = draft
        text = draft.args.get("dataset")
        if isinstance(text, sx.DatasetText) and isinstance(text.dataset, st.Dataset):
            [(member, dataset)] = ds.expand(text.dataset, self.catalog)
            schema = ds.known(member, self.catalog, dataset)
            draft.source = DraftInput(member, dataset, ds.select(schema.columns, dataset.options))

    def method(self, call: sx.Expr) -> None:
        """A method: the define methods give the object keys and data, others may set a variable."""
        if not isinstance(call, sx.MethodCall) or call.object.lower() not in self.found.hashes:
            return
        draft = self.found.hashes[call.object.lower()]
        method = call.method.lower()
        if method == "definedone":
            draft.done_at = call.at
        for tag, value in call.args:
            if tag.lower() in ("result", "r", "sum") and isinstance(value, sx.Var):
                self.scope.declare(value.name, Type("num")).assigned = True
        if method in ("definekey", "definedata"):
            names = draft.keys if method == "definekey" else draft.data
            for tag, value in call.args:
                if tag.lower() == "all":
                    self._all_columns(draft, names)
                elif isinstance(value, sx.String):
                    if value.value.strip().lower() in self.found.hashes:
                        raise LoweringError(
                            "H0234", "a hash object that holds hash objects is not translated", call.at
                        )
                    names.append(value.value.strip())
                else:
                    raise LoweringError("H0223", f"{call.method} needs quoted names", call.at)

    def check(self) -> None:
        """Keys and data of hash objects are variables of the step. Raises LoweringError with SAS's message."""
        for draft in self.found.hashes.values():
            for what, names in (("key", draft.keys), ("data", draft.data)):
                for name in names:
                    if name.lower() in self.found.hashes:
                        message = "a hash object that holds hash objects is not translated"
                        raise LoweringError("H0234", message, draft.done_at)
                    if name.lower() in self.scope.variables or self.scope.open_type is not None:
                        continue
                    at = draft.done_at
                    where = f" at line {at.line} column {at.column}" if at is not None else ""
                    raise LoweringError(
                        "R0026", f"ERROR: Undeclared {what} symbol {name} for hash object{where}.", at
                    )

    def _all_columns(self, draft: DraftHash, names: list[str]) -> None:
        if draft.source is not None:
            names += [column.name for _, column in draft.source.columns]
            return
        source = draft.args.get("dataset")
        if not isinstance(source, sx.String):
            raise LoweringError("H0223", "ALL: 'yes' needs a DATASET: argument with a quoted name", None)
        schema = ds.known(source.value.lower().removeprefix("work."), self.catalog)
        names += [c.name for c in schema.columns]
