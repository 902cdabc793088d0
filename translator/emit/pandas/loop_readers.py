"""The readers of a row loop: the one table that it goes through row by row, and general readers of prepared tables."""

from __future__ import annotations

from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context, display
from translator.emit.pandas.hash import column_values
from translator.emit.pandas.loop_scope import LoopScope
from translator.emit.pandas.scans import has_column, open_rows
from translator.lang.types import Type
from translator.plan import loop as lp
from translator.plan import values as v

READERS = {"set": "SetReader", "merge": "MergeReader", "update": "UpdateReader"}


class LoopReaders:
    """Writes what a loop's function does with its inputs before the rows."""

    context: Context
    loop: lp.RowLoop
    scope: LoopScope

    def prepare_driver(self, reader: lp.Reader) -> list[str]:
        """Lines that choose the rows of the one table, check its order and make FIRST. and LAST."""
        source = reader.inputs[0]
        lines, table = self.open_table(source)
        self.scope.driver_table = table
        lines += self.chosen_rows(source, table, table)
        columns = {slot.lower(): name for name, slot in source.columns}
        keys_cut = self.cut_keys(reader)
        if keys_cut:  # BY groups are groups of the values as the step sees them
            self.context.need("cut")
            made = ", ".join(
                f"{ex.text(columns[key])}: sas.cut({table}[{ex.text(columns[key])}], {length})"
                for key, length in keys_cut.items()
            )
            lines.append(f"{table} = {table}.assign(**{{{made}}})")
        if reader.by and reader.order_checked and not reader.runs:
            self.context.need("require_sorted")
            keys = self.key_list([columns[k.name.lower()] for k in reader.by])
            down = [columns[k.name.lower()] for k in reader.by if k.descending]
            more = f", descending={self.key_list(down)}" if down else ""
            lines.append(
                f'{table} = sas.require_sorted({table}, {keys}{more}, name="{display(source.dataset)}")'
            )
        return lines

    @staticmethod
    def cut_keys(reader: lp.Reader) -> dict[str, int]:
        """The BY variables that are shorter in the step than in the table that is read, with their lengths."""
        keys = {key.name.lower() for key in reader.by}
        return {slot.lower(): length for slot, length in reader.inputs[0].cut if slot.lower() in keys}

    def driver_columns(self, reader: lp.Reader) -> tuple[list[str], list[str]]:
        """The loop's variables that the table sets, and the columns that they come from."""
        source = reader.inputs[0]
        table = self.scope.driver_table
        columns = {slot.lower(): name for name, slot in source.columns}
        targets: list[str] = []
        lists: list[str] = []
        for name, slot in source.columns:
            if slot.lower() in self.scope.used:
                targets.append(self.scope.place(slot).text)
                lists.append(f"{table}[{ex.text(name)}]")
        for (which, keys), variable in self.scope.edges.items():
            flags = self.scope.names.claim(variable.removeprefix("is_"), variable + "_rows")
            helper = "starts_run" if which == "first" else "ends_run"
            self.context.need(helper)
            made = f"sas.{helper}({table}, {self.key_list([columns[k] for k in keys])})"
            self.scope.setup.append(f"{flags} = {made}")
            targets.append(variable)
            lists.append(flags)
        done = self.cut_keys(reader)
        cut = {slot.lower(): length for slot, length in source.cut if slot.lower() not in done}
        for position, (name, slot) in enumerate(
            (n, s) for n, s in source.columns if s.lower() in self.scope.used
        ):
            if slot.lower() in cut:
                self.context.need("cut")
                lists[position] = f"sas.cut({table}[{ex.text(name)}], {cut[slot.lower()]})"
        return targets, lists

    def for_line(self, reader: lp.Reader) -> str:
        targets, columns = self.driver_columns(reader)
        lists = [f"{column}.tolist()" for column in columns]
        if not targets:
            return f"for _ in range(len({self.scope.driver_table})):"
        if len(targets) == 1:
            return f"for {targets[0]} in {lists[0]}:"
        return f"for {', '.join(targets)} in zip({', '.join(lists)}):"

    def open_table(self, source: lp.Input) -> tuple[list[str], str]:
        """The line that checks an input whose columns only the run knows (none for others), and the table's variable."""
        table = self.scope.tables[source.dataset]
        if source.open is None:
            return [], table
        uses = [i for reader in self.loop.readers for i in reader.inputs if i.dataset == source.dataset]
        target = table if len(uses) == 1 else self.scope.names.claim(f"{table}_rows", f"{table}_read")
        self.scope.numbered[source.open.row] = target
        return [f"{target} = {open_rows(self.context, table, source.open)}"], target

    def check_inputs(self) -> list[str]:
        """The line that checks several open inputs together; those that are never read (`if 0 then set`) are left out."""
        inputs = [
            i
            for reader in self.loop.readers
            for i in reader.inputs
            if i.open is None or i.open.row in self.scope.numbered
        ]
        if len(inputs) < 2 or not self.scope.numbered:
            return []
        self.context.need("check_inputs")
        tables = [self.scope.numbered[i.open.row] if i.open else self.scope.tables[i.dataset] for i in inputs]
        return [f"sas.check_inputs([{', '.join(tables)}], {self.key_list(list(self.loop.pool))})"]

    def key_list(self, names: list[str]) -> str:
        return f"[{', '.join(ex.text(name) for name in names)}]"

    def chosen_rows(
        self, source: lp.Input, table: str, target: str, columns: dict[str, str] | None = None
    ) -> list[str]:
        """Lines for FIRSTOBS=, OBS= and WHERE=."""
        lines: list[str] = []
        names = {slot.lower(): name for name, slot in source.columns}
        if source.where is not None:
            values = column_values(self.scope, table, names)
            test = self.context.use(values.condition(source.where))
            if not has_column(source.where):  # the same for every row
                test = f"[{test}] * len({table})"
            lines.append(f"{target} = {table}.loc[{test}].reset_index(drop=True)")
            table = target
        if source.firstobs is not None or source.obs is not None:
            part = self.scope.row_slice(source.firstobs, source.obs)
            lines.append(f"{target} = {table}{part}.reset_index(drop=True)")
        return lines

    def make_reader(self, reader: lp.Reader) -> list[str]:
        """Lines that make a general reader of prepared tables."""
        lines: list[str] = []
        wanted = self.scope.used | {key.name.lower() for key in reader.by} | {k.lower() for k in reader.key}
        tables: list[str] = []
        types: dict[str, str] = {}
        current = ""
        for source in reader.inputs:
            opening, table = self.open_table(source)
            lines += opening
            chosen = [(name, slot) for name, slot in source.columns if slot.lower() in wanted]
            for _, slot in chosen:
                kind = self.scope.slots[slot.lower()].type.kind
                types.setdefault(slot, "str" if kind == "char" else "float64")
            member = source.dataset.rpartition(".")[2]
            target = self.scope.names.claim(f"{member}_rows", f"{member}_read")
            lines += self.chosen_rows(source, table, target)
            current = target if lines and lines[-1].startswith(target + " =") else table
            shown = f"{current}[{self.key_list([name for name, _ in chosen])}]"
            if source.open is not None and source.open.optional:
                self.context.need("those_of")
                shown = f"sas.those_of({current}, {self.key_list([name for name, _ in chosen])})"
            renamed = {name: slot for name, slot in chosen if name != slot}
            if renamed:
                pairs = ", ".join(f"{ex.text(a)}: {ex.text(b)}" for a, b in renamed.items())
                shown += f".rename(columns={{{pairs}}})"
            cuts = [(slot, length) for slot, length in source.cut if slot.lower() in wanted]
            if cuts and source.open is None:
                self.context.need("cut")
                lines.append(f"{target} = {shown}")
                lines += [
                    f"{target}[{ex.text(slot)}] = sas.cut({target}[{ex.text(slot)}], {length})"
                    for slot, length in cuts
                ]
                shown = target
            tables.append(shown)
        if reader is self.loop.readers[-1]:
            lines += self.check_inputs()
        if reader.number == self.loop.modifies:
            return [*lines, self.master(reader, tables, types)]
        helper = "KeyReader" if reader.key else READERS[reader.kind]
        self.context.need(helper)
        member = reader.inputs[0].dataset.rpartition(".")[2]
        wanted_name = {"merge": "merged", "update": "updated"}.get(reader.kind, f"{member}_reader")
        name = self.scope.names.claim(wanted_name, f"{wanted_name}_{reader.number}", "reader")
        self.scope.readers[reader.number] = name
        kinds = ", ".join(f'{ex.text(slot)}: "{kind}"' for slot, kind in types.items())
        arguments = [f"[{', '.join(tables)}]", f"{{{kinds}}}"]
        if reader.by:
            arguments.append(f"by={self.key_list([k.name for k in reader.by])}")
            down = [k.name for k in reader.by if k.descending]
            if down:
                arguments.append(f"descending={self.key_list(down)}")
            if reader.groupformats:
                arguments.append(f"groups=[{', '.join(self.group_columns(reader, current))}]")
            if reader.runs:
                arguments.append("runs=True")
        if reader.by and reader.order_checked or reader.indsname:
            arguments.append(f"names={self.key_list([display(s.dataset) for s in reader.inputs])}")
        if reader.key:
            arguments.append(f"key={self.key_list(list(reader.key))}")
            if reader.unique:
                arguments.append("unique=True")
        if reader.missing_updates:
            arguments.append("keep_missing=False")
        return [*lines, f"{name} = sas.{helper}({', '.join(arguments)})"]

    def group_columns(self, reader: lp.Reader, table: str) -> list[str]:
        """The columns that make the groups of GROUPFORMAT: the BY variables as their formats write them."""
        names = {slot.lower(): name for name, slot in reader.inputs[0].columns}
        values = column_values(self.scope, table, names)
        made: list[str] = []
        for key, format_ in zip(reader.by, reader.groupformats, strict=True):
            value: v.Value = v.Variable(key.name, key.type)
            if format_ is not None:
                user = format_.name in self.scope.context.formats
                value = v.PutFormat(value, format_, Type("char", format_.width or 200), user)
            made.append(self.context.use(values.value(value)))
        return made

    def master(self, reader: lp.Reader, tables: list[str], types: dict[str, str]) -> str:
        """The line that makes the table that MODIFY changes in place."""
        self.context.need("Master")
        member = reader.inputs[0].dataset.rpartition(".")[2]
        name = self.scope.names.claim(f"{member}_master", f"{member}_rows")
        self.scope.readers[reader.number] = name
        kinds = ", ".join(f'{ex.text(slot)}: "{kind}"' for slot, kind in types.items())
        arguments = [tables[0], f"{{{kinds}}}"]
        if reader.key:
            arguments.append(f"key={self.key_list(list(reader.key))}")
            if reader.unique:
                arguments.append("unique=True")
        if reader.by:
            arguments += [f"transactions={tables[1]}", f"by={self.key_list([k.name for k in reader.by])}"]
        if reader.missing_updates:
            arguments.append("keep_missing=False")
        return f"{name} = sas.Master({', '.join(arguments)})"
