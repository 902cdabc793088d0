"""Where the rows of a column-wise step come from: one data set, several stacked or interleaved, or a merge."""

from __future__ import annotations

from translator.emit.code import Code
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.columnwise_literal import literal_lines, turns_lines
from translator.emit.pandas.context import Context, display
from translator.emit.pandas.scans import in_order, key_list, open_input, scan_table
from translator.plan import relations as rl
from translator.plan import values as v
from translator.plan.loop import Key
from translator.plan.walk import nodes


class SourceWriter:
    """Writes the source of a step into `lines`. `flags`: IN= columns by the position of the data set; `extra`: there
    are columns to be dropped at the end; `pending`: the table that the first filter reads, where it has no own yet;
    `skip_first`: the join stands for the first filter too."""

    def __init__(self, context: Context, node: rl.Columnwise, table: str) -> None:
        self.context = context
        self.node = node
        self.table = table
        self.lines: list[str] = []
        self.owned = False  # is the table a new one, that may be changed?
        self.flags: dict[int, str] = {}
        self.extra = False
        self.pending = ""
        self.skip_first = False
        self.named_edges: set[tuple[str, tuple[str, ...]]] = set()

    def use(self, code: Code) -> str:
        return self.context.use(code)

    def source(self) -> None:
        match self.node.source:
            case rl.Scan() as scan:
                shown, new = scan_table(self.context, scan)
                self.owned = new or self.context.variable(scan.dataset) == self.table
                if scan.dataset in self.node.check_order:
                    shown = in_order(self.context, shown, self.node.by, scan.dataset)
                divided = self.node.parts and not self.node.operations
                if not self.owned and not self.starts_with_rows() and not divided:
                    shown += ".copy()"
                    self.owned = True
                if shown != self.table:
                    if (
                        self.node.operations
                        and isinstance(self.node.operations[0], rl.Filter | rl.Repeat)
                        and shown.isidentifier()
                    ):
                        self.pending = shown
                        return
                    self.lines.append(f"{self.table} = {shown}")
            case rl.Stack() as stack:
                self.stack(stack)
            case rl.MergeBy() as merge:
                self.merge(merge)
            case rl.Literal() as literal:
                self.lines += literal_lines(self.context, self.table, literal)
                self.owned = True
            case rl.Turns() as turns:
                self.lines += turns_lines(self.context, self.table, turns)
                self.owned = True

    def starts_with_rows(self) -> bool:
        operations = self.node.operations
        first = operations[0] if operations else None
        return isinstance(first, rl.Filter | rl.Repeat) and not self.named_edges

    def input_table(self, scan: rl.Scan, position: int, inputs: tuple[rl.Scan, ...]) -> str:
        """One of several inputs, with its order checked and its IN= column where that is used."""
        shown, _ = scan_table(self.context, scan)
        if scan.dataset in self.node.check_order:
            shown = in_order(self.context, shown, self.node.by, scan.dataset)
        return shown

    def used_flags(self) -> set[int]:
        """The inputs whose IN= is used."""
        return {
            n.source
            for n in nodes((self.node.operations, self.node.parts))
            if isinstance(n, v.Flagged) and n.kind == "in"
        }

    def stack(self, stack: rl.Stack) -> None:
        used = self.used_flags()
        if rl.is_open(stack):
            self.open_inputs(stack, used, "stack", [])
            return
        tables: list[str] = []
        flags = {i: stack.inputs[i].in_flag or f"_in_{i}" for i in used}
        for position, scan in enumerate(stack.inputs):
            shown = self.input_table(scan, position, stack.inputs)
            if flags:
                pairs = ", ".join(f'"{name}": {i == position}' for i, name in sorted(flags.items()))
                shown += (
                    f".assign(**{{{pairs}}})"
                    if not all(n.isidentifier() for n in flags.values())
                    else (
                        ".assign("
                        + ", ".join(f"{name}={i == position}" for i, name in sorted(flags.items()))
                        + ")"
                    )
                )
            tables.append(shown)
        self.context.need("pd")
        made = f"pd.concat([{', '.join(tables)}], ignore_index=True)"
        names = [frozenset(name.lower() for _, name in scan.columns) for scan in stack.inputs]
        if len(set(names)) > 1:
            self.context.need("fill_text")
            made = f"sas.fill_text({made})"
        self.flags = flags
        self.extra = bool(flags)
        self.lines.append(f"{self.table} = {made}")
        for name, length in stack.cut:
            self.context.need("cut")
            self.lines.append(
                f"{self.table}[{ex.text(name)}] = sas.cut({self.table}[{ex.text(name)}], {length})"
            )
        if stack.by:
            self.lines.append(f"{self.table} = {self.sorted(self.table, stack.by)}")
        self.owned = True

    def sorted(self, shown: str, by: tuple[Key, ...]) -> str:
        names = [key.name for key in by]
        down = [key.name for key in by if key.descending]
        if down or any(key.type.special for key in by):
            self.context.need("sort")
            more = f", descending={key_list(down)}" if down else ""
            return f"sas.sort({shown}, {key_list(names)}{more})"
        keys = ex.text(names[0]) if len(names) == 1 else key_list(names)
        first = ', na_position="first"' if any(k.type.kind == "num" and k.type.nullable for k in by) else ""
        return f'{shown}.sort_values({keys}, kind="stable"{first}, ignore_index=True)'

    def open_inputs(
        self, source: rl.Stack | rl.MergeBy, used: set[int], helper: str, arguments: list[str]
    ) -> None:
        """Inputs that a helper puts together: it looks up columns, and checks their types and order, at run time."""
        tables = [scan_table(self.context, scan)[0] for scan in source.inputs]
        made = {slot.lower() for part in (self.node.parts or (self.node,)) for slot, _ in part.columns}
        made |= {name.lower() for o in self.node.operations for name in rl.made_columns(o)}
        flags = {i: flag_column(source.inputs[i].in_flag or str(i), made) for i in used}
        every = [f"[{', '.join(tables)}]"]
        if source.by:
            every.append(key_list([key.name for key in source.by]))
        if flags:
            every.append(f"flags={key_list([flags.get(i, '') for i in range(len(tables))])}")
        checked = [
            display(scan.dataset) if scan.dataset in self.node.check_order else "" for scan in source.inputs
        ]
        if any(checked):
            every.append(f"names={key_list(checked)}")
        if source.lengths:
            pairs = ", ".join(f"{ex.text(name)}: {length}" for name, length in source.lengths)
            every.append(f"lengths={{{pairs}}}")
        down = [key.name for key in source.by if key.descending]
        if down:
            every.append(f"descending={key_list(down)}")
        self.context.need(helper)
        self.lines.append(f"{self.table} = sas.{helper}({', '.join([*every, *arguments])})")
        self.flags = flags
        self.extra = bool(flags)
        self.owned = True
        if isinstance(source, rl.Stack):
            for name, length in source.cut:
                self.context.need("cut")
                self.lines.append(f"{self.cell(name)} = sas.cut({self.cell(name)}, {length})")
        if self.node.checked is not None:
            self.lines.append(f"{self.table} = {open_input(self.context, self.table, self.node.checked)}")

    def cell(self, name: str) -> str:
        """A column of the table."""
        return f"{self.table}[{ex.text(name)}]"

    def merge(self, merge: rl.MergeBy) -> None:
        used = self.used_flags()
        wanted = [] if self.node.parts else rl.wanted_inputs(self.node.operations)
        rest = {
            n.source
            for n in nodes((self.node.operations[1:], self.node.parts))
            if isinstance(n, v.Flagged) and n.kind == "in"
        }
        if rl.is_open(merge) or len(merge.inputs) != 2 or not merge.by:
            more = [f"wanted={wanted}"] if wanted else []
            self.open_inputs(merge, rest if wanted else used, "merge_all", more)
            self.skip_first = bool(wanted)
            return
        left, right = merge.inputs
        by = [key.name for key in merge.by]
        keys = {name.lower() for name in by}
        shared = {n.lower() for _, n in left.columns} & {n.lower() for _, n in right.columns} - keys
        kind = self.simple_join(merge, used, shared)
        tables = [self.input_table(scan, i, merge.inputs) for i, scan in enumerate(merge.inputs)]
        if kind:
            shown_by = ex.text(by[0]) if len(by) == 1 else key_list(by)
            validate = ""
            if merge.unique[0] and merge.unique[1]:
                validate = ', validate="one_to_one"'
            elif merge.unique[1]:
                validate = ', validate="many_to_one"'
            elif merge.unique[0]:
                validate = ', validate="one_to_many"'
            how = f', how="{kind}"' if kind != "inner" else ""
            made = f"{tables[0]}.merge({tables[1]}, on={shown_by}{how}{validate})"
            if kind != "inner":
                self.context.need("fill_text")
                made = f"sas.fill_text({made})"
            self.lines.append(f"{self.table} = {made}")
            self.skip_first = True
        else:
            flags = {i: merge.inputs[i].in_flag or f"_in_{i}" for i in (rest if wanted else used)}
            options = "".join(
                f", {side}={ex.text(flags[i])}" for i, side in ((0, "in_left"), (1, "in_right")) if i in flags
            )
            if wanted:
                options += f", rows={ex.text('both' if len(wanted) > 1 else ['left', 'right'][wanted[0]])}"
                self.skip_first = True
            self.context.need("merge_by")
            self.lines.append(
                f"{self.table} = sas.merge_by({tables[0]}, {tables[1]}, {key_list(by)}{options})"
            )
            self.flags = flags
            self.extra = bool(flags)
        self.owned = True

    def simple_join(self, merge: rl.MergeBy, used: set[int], shared: set[str]) -> str:
        """ "left" or "inner" where the merge is a plain join: one side unique, nothing shared, IN= only in the first
        filter. Joins keep the order of the left table, which is in BY order."""
        operations = self.node.operations
        if (
            self.node.parts
            or shared
            or any(key.type.special for key in merge.by)
            or not any(merge.unique)
            or not operations
            or not isinstance(operations[0], rl.Filter)
        ):
            return ""
        rest = [n for n in nodes(operations[1:]) if isinstance(n, v.Flagged)]
        if rest or any(isinstance(n, v.FirstLast) for n in nodes(operations)):
            return ""
        condition = operations[0].condition
        wanted = [condition] if isinstance(condition, v.Flagged) else list(getattr(condition, "args", ()))
        if isinstance(condition, v.Logic) and condition.op != "and":
            return ""
        wanted = [
            w.value.condition if isinstance(w, v.Truth) and isinstance(w.value, v.Flag) else w for w in wanted
        ]
        if not wanted or not all(isinstance(w, v.Flagged) for w in wanted):
            return ""
        sources = {w.source for w in wanted if isinstance(w, v.Flagged)}
        if sources == {0} and merge.unique[1]:
            return "left"
        return "inner" if sources == {0, 1} else ""


def flag_column(flag: str, taken: set[str]) -> str:
    """The column that holds IN=: `in_old` as it is, `old` as `in_old`, away from the step's own names."""
    name = flag if flag.lower().startswith("in_") else f"in_{flag}"
    while name.lower() in taken:
        name += "_"
    return name
