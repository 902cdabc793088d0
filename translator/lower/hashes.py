"""Hash objects and iterators: what DECLARE, `_new_` and the methods become."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Schema
from translator.lower import datasets as ds
from translator.lower.catalog import canonical
from translator.lower.declarations import Declarations, DraftHash, DraftInput
from translator.lower.scope import LoweringError, Scope
from translator.lower.values import Values
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.walk import nodes

# What SAS says where a method fails whose return code no variable takes (Component Objects: Reference)
FAILURES = {"find": "Key not found.", "check": "Key not found.", "add": "Duplicate key.", "remove": "Key not found.",
            "replacedup": "Key not found.", "removedup": "Key not found."}  # fmt: skip


@dataclass(slots=True)
class Hashes:
    """Lowers the hash objects of one step. `make_input` lowers the data set that an object loads."""

    found: Declarations
    values: Values
    make_input: Callable[[DraftInput], lp.Input]
    limited: bool = False  # by OPTIONS OBS= or FIRSTOBS=

    @property
    def scope(self) -> Scope:
        return self.found.scope

    def declare(self, draft: DraftHash, s: st.Statement) -> lp.LoopStatement:
        """Lower DECLARE or `_new_`. Raises LoweringError H0233 or H0234 where its arguments are not translated."""
        self.values.services.add("hash")
        args = dict(draft.args)
        if draft.kind == "hiter":
            of = args.get("of")
            if not isinstance(of, sx.String):
                raise LoweringError("H0233", "an iterator needs the quoted name of its hash object", s.at)
            return lp.DeclareHash(
                name=draft.name, kind="hiter", of=of.value.lower(), at=s.at, comments=s.comments
            )
        options = {}
        for tag, value in args.items():
            if not isinstance(value, sx.String) and not (tag == "hashexp"):
                raise LoweringError(
                    "H0234", f"the argument {tag}: of a hash object must be a quoted text", s.at
                )
            options[tag] = value.value.strip().lower() if isinstance(value, sx.String) else ""
        unknown = set(options) - {"dataset", "ordered", "multidata", "duplicate", "hashexp", "suminc"}
        if unknown:
            raise LoweringError(
                "H0234", f"the argument {min(unknown)}: of a hash object is not translated", s.at
            )
        if self.limited and (draft.source is not None or options.get("dataset")):
            message = "a hash object that is loaded under OPTIONS OBS= or FIRSTOBS= is not translated"
            raise LoweringError("H0234", message, s.at)
        ordered = options.get("ordered", "")[:1]
        return lp.DeclareHash(
            name=draft.name,
            kind="hash",
            dataset=draft.source.name if draft.source else options.get("dataset", "").removeprefix("work."),
            source=self.make_input(draft.source) if draft.source is not None else None,
            suminc=self.scope.spelling(options["suminc"]) if "suminc" in options else "",
            keys=tuple(self.scope.spelling(name) for name in draft.keys),
            data=tuple(self.scope.spelling(name) for name in draft.data or draft.keys),
            ordered="a" if ordered in ("a", "y") else "d" if ordered == "d" else "",
            multidata=options.get("multidata", "")[:1] == "y",
            duplicate={"r": "replace", "e": "error"}.get(options.get("duplicate", "")[:1], ""),
            cut=()
            if draft.source
            else self._cut_when_loaded(options.get("dataset", "").removeprefix("work."), draft),
            at=s.at,
            comments=s.comments,
        )

    def _cut_when_loaded(self, dataset: str, draft: DraftHash) -> tuple[tuple[str, int], ...]:
        """Return the variables that are shorter than the texts of the data set that the object loads."""
        schema = self.found.catalog.find(dataset) if dataset and self.found.catalog is not None else None
        if schema is None:
            return ()
        columns = [schema.find(name) for name in dict.fromkeys([*draft.keys, *draft.data])]
        return tuple(
            (self.scope.spelling(c.name), self.scope.type_of(c.name).length)
            for c in columns
            if c is not None and c.type.kind == "char" and self.scope.type_of(c.name).length < c.type.length
        )

    def stands_apart(self, call: sx.MethodCall) -> bool:
        """Is a method in `rc = h.method(…)` a statement of its own, which succeeds where the step goes on?"""
        writes = call.method.lower() == "output" and call.object.lower() in self.found.hashes
        return writes or self.result_of(call) is not None

    def result_of(self, call: sx.MethodCall) -> sx.Expr | None:
        """Return the variable that a method gives its result to (`result:`, `sum:`), None where there is none."""
        if call.object.lower() not in self.found.hashes:
            return None
        return next((value for tag, value in call.args if tag.lower() in ("result", "r", "sum")), None)

    def _output(self, call: sx.MethodCall, dataset: st.Dataset, s: st.Statement) -> lp.HashOutput:
        """OUTPUT of a hash object to a data set with options."""
        draft = self.found.hashes[call.object.lower()]
        entries = [self.scope.variables[name.lower()] for name in draft.data or draft.keys]
        columns = tuple(
            Column(e.name, self.scope.type_of(e.name), e.format, e.informat, e.label) for e in entries
        )
        unknown = [name for name, _ in dataset.options.others if name.lower() not in ds.HARMLESS]
        if unknown or dataset.options.obs is not None or dataset.options.firstobs is not None:
            raise LoweringError(
                "H0234", "OUTPUT of a hash object with such a data set option is not translated", s.at
            )
        chosen = ds.select(columns, dataset.options)
        where = None
        if dataset.options.where is not None:
            names = ds.columns_scope(tuple(c for _, c in chosen), special=self.scope.special)
            where = Values(names, where=True, note=self.values.note).condition(dataset.options.where)
        return lp.HashOutput(
            object=draft.name, dataset=canonical(dataset), columns=tuple((old, c.name) for old, c in chosen),
            schema=tuple(c for _, c in chosen), where=where, label=dataset.options.label, at=s.at, comments=s.comments,
        )  # fmt: skip

    def invoke(self, call: sx.Expr, s: st.Statement) -> Iterator[lp.LoopStatement]:
        """Lower a method that stands as a statement; the define methods give nothing."""
        if isinstance(call, sx.MethodCall) and call.method.lower() in (
            "definekey",
            "definedata",
            "definedone",
        ):
            return
        if isinstance(call, sx.MethodCall) and (target := self.result_of(call)) is not None:
            others = tuple(pair for pair in call.args if pair[1] is not target)
            found = self.values.value(replace(call, args=others))
            if call.method.lower() in ("sum", "sumdup"):  # nothing for a key that is not there
                before = self.values.value(target)
                found = v.Apply("COALESCE", (found, before), before.type)
            yield lp.Assign(target=self.values.target(target), value=found, at=s.at, comments=s.comments)
            return
        if isinstance(call, sx.MethodCall) and call.method.lower() == "output" and call.args:
            name = call.args[0][1]
            if isinstance(name, sx.DatasetText) and isinstance(name.dataset, st.Dataset):
                yield self._output(call, name.dataset, s)
                return
            if not isinstance(name, (sx.String, sx.DatasetText)) and call.object.lower() in self.found.hashes:
                text = self.values.text(name)
                made = self._output(call, st.Dataset("", "_computed_"), s)
                yield replace(made, dataset=name_pattern(text), name=text)
                return
        value = self.values.value(call)
        failure = FAILURES.get(call.method.lower()) if isinstance(call, sx.MethodCall) else None
        if failure is None:
            yield lp.Evaluate(value=value, at=s.at, comments=s.comments)
            return
        failed = lp.Fail(code="R0026", message=f"ERROR: {failure}", at=s.at)
        yield lp.If(condition=v.Truth(value), then=(failed,), at=s.at, comments=s.comments)


def name_pattern(text: v.Value) -> str:
    """Return the name that a text makes, in lower case, with `&part;` for what only the run knows."""
    parts: tuple[v.Value, ...] = (text,)
    if isinstance(text, v.Concatenate):
        parts = text.parts
    elif isinstance(text, v.Apply) and text.function in ("CATS", "CATT", "CAT"):
        parts = text.args
    shown = [
        str(part.value).strip().lower()
        if isinstance(part, v.Constant) and part.type.kind == "char"
        else "&part;"
        for part in parts
    ]
    return "".join(shown).removeprefix("work.")


def loaded_data_sets(body: tuple[lp.LoopStatement, ...]) -> list[str]:
    """Return the names of the data sets that hash objects load."""
    return [
        n.dataset.split("(")[0].strip() for n in nodes(body) if isinstance(n, lp.DeclareHash) and n.dataset
    ]


def hash_schemas(body: tuple[lp.LoopStatement, ...], scope: Scope) -> dict[str, Schema]:
    """Return what the data sets look like that OUTPUT methods of hash objects write: the object's data in order."""
    data = {n.name.lower(): n.data for n in nodes(body) if isinstance(n, lp.DeclareHash) and n.kind == "hash"}
    made: dict[str, Schema] = {}
    for node in nodes(body):
        if isinstance(node, lp.HashOutput):
            made[node.dataset] = Schema(node.schema, label=node.label)
        if (
            isinstance(node, v.HashCall)
            and node.method == "output"
            and node.args
            and node.object.lower() in data
        ):
            if not isinstance(node.args[0], v.Constant):
                raise LoweringError("H0234", "OUTPUT of a hash object needs a quoted data set name", None)
            name = str(node.args[0].value).strip().lower().removeprefix("work.")
            entries = [
                scope.variables[n.lower()] for n in data[node.object.lower()] if n.lower() in scope.variables
            ]
            columns = tuple(
                Column(e.name, scope.type_of(e.name), e.format, e.informat, e.label) for e in entries
            )
            if "(" not in name:
                made[name] = Schema(columns)
    return made
