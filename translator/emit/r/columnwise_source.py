"""Where the rows of a column-wise step come from: one data set, several stacked or interleaved, or a merge."""

from __future__ import annotations

from translator.emit.r import names as r
from translator.emit.r.columnwise_literal import literal_lines, turns_lines
from translator.emit.r.context import Context, display
from translator.emit.r.names import Names
from translator.emit.r.relations import in_order, joined_keys, opened, scan_pipe, sort_keys
from translator.emit.r.values_columns import ColumnWriter
from translator.plan import relations as rel
from translator.plan import values as v
from translator.plan.walk import nodes

Lines = list[str]


class SourceWriter:
    """Writes the source of a step as the first pieces of its pipe. `helpers`: columns that only this step needs;
    `operations`: those that are still to be written, as a join may stand for the first filter."""

    def __init__(self, context: Context, node: rel.Columnwise) -> None:
        self.context = context
        self.node = node
        self.writer = ColumnWriter(context.formats)
        taken = rel.source_names(node.source) + [s for s, _ in node.columns]
        taken += [slot for part in node.parts for slot, _ in part.columns]
        for operation in node.operations:
            taken += rel.made_columns(operation)
        self.names = Names(taken)
        self.taken = set(taken)
        self.helpers: Lines = []
        self.operations: list[rel.RowOperation] = []

    # --- sources ----------------------------------------------------------------------------------------

    def source(self) -> Lines:
        """Return the pieces that the pipe starts with."""
        match self.node.source:
            case rel.Scan() as scan:
                pieces = scan_pipe(self.context, scan, choose=not self.may_skip_selection(scan))
                if scan.dataset in self.node.check_order:
                    pieces.append(in_order(self.node.by, scan.dataset))
                return pieces
            case rel.Stack() as stack:
                return self.stack(stack)
            case rel.MergeBy() as merge:
                return self.merge(merge)
            case rel.Literal() as literal:
                return ["\n".join(literal_lines(literal))]
            case rel.Turns() as turns:
                return turns_lines(turns)

    def may_skip_selection(self, scan: rel.Scan) -> bool:
        """The step ends with a selection that leaves out what the input has too much, and joins nothing by then."""
        joins = any(isinstance(o, rel.LookUp | rel.Repeat) for o in self.node.operations)
        return self.node.select and not joins and all(a == b for a, b in scan.columns)

    def used_flags(self) -> set[str]:
        return {
            n.name.lower()
            for n in nodes((tuple(self.operations), self.node.parts))
            if isinstance(n, v.Flagged) and n.kind == "in"
        }

    def piece(self, scan: rel.Scan, flag: str = "", *, checked: bool = True) -> str:
        """One input as an expression: a table, or a pipe in one line; `checked`: with the check of its order."""
        pieces = scan_pipe(self.context, scan)
        if checked and scan.dataset in self.node.check_order:
            pieces.append(in_order(self.node.by, scan.dataset))
        if flag:
            pieces.append(f"mutate({flag})")
        if len(pieces) == 2:
            verb, arguments = pieces[1].split("(", 1)
            return f"{verb}({pieces[0]}, {arguments}"
        return " |> ".join(pieces)

    def open_inputs(
        self, source: rel.Stack | rel.MergeBy, used: set[str], helper: str, arguments: Lines
    ) -> Lines:
        """Inputs that a helper puts together: it looks up columns, and checks their types and order, at run time."""
        every = [f"list({', '.join(self.piece(scan, checked=False) for scan in source.inputs)})"]
        if source.by:
            every.append(joined_keys(source.by))
        flags = []
        for scan in source.inputs:
            flag = self.names.new(flag_column(scan.in_flag)) if scan.in_flag.lower() in used else ""
            if flag:
                self.writer.flags[scan.in_flag.lower()] = flag
                self.helpers.append(flag)
            flags.append(flag)
        if any(flags):
            every.append(f"flags = {r.vector(r.text(flag) for flag in flags)}")
        checked = [
            display(scan.dataset) if scan.dataset in self.node.check_order else "" for scan in source.inputs
        ]
        if any(checked):
            every.append(f"names_ = {r.vector(r.text(name) for name in checked)}")
        if source.lengths:
            pairs = (f"{r.column(name)} = {length}" for name, length in source.lengths)
            every.append(f"lengths = list({', '.join(pairs)})")
        pieces = [f"{helper}({', '.join([*every, *arguments])})"]
        if source.cut:
            cuts = ", ".join(f"{r.column(n)} = sas_cut({r.column(n)}, {size})" for n, size in source.cut)
            pieces.append(f"mutate({cuts})")
        return pieces + (opened(self.node.checked) if self.node.checked is not None else [])

    def stack(self, stack: rel.Stack) -> Lines:
        used = self.used_flags()
        if rel.is_open(stack):
            return self.open_inputs(stack, used, "sas_stack", [])
        flags: dict[str, str] = {}
        for scan in stack.inputs:
            if scan.in_flag.lower() in used and scan.in_flag:
                flags[scan.in_flag.lower()] = self.names.new(flag_column(scan.in_flag))
        parts = []
        for scan in stack.inputs:
            settings = [
                f"{name} = {'TRUE' if scan.in_flag.lower() == flag else 'FALSE'}"
                for flag, name in flags.items()
            ]
            parts.append(self.piece(scan, ", ".join(settings)))
        self.writer.flags.update(flags)
        self.helpers += flags.values()
        pieces = [f"bind_rows({', '.join(parts)})"]
        sets = [{name.lower() for _, name in scan.columns} for scan in stack.inputs]
        if any(s != sets[0] for s in sets):
            pieces.append("sas_fill_text()")
        if stack.cut:
            cuts = ", ".join(f"{r.column(n)} = sas_cut({r.column(n)}, {size})" for n, size in stack.cut)
            pieces.append(f"mutate({cuts})")
        if stack.by:
            special = any(key.type.special for key in stack.by)
            pieces.append(
                f"sas_arrange({joined_keys(stack.by)})" if special else f"arrange({sort_keys(stack.by)})"
            )
        return pieces

    def merge(self, merge: rel.MergeBy) -> Lines:
        wanted = [] if self.node.parts else rel.wanted_inputs(tuple(self.operations))
        if wanted and self.operations[0].comments:
            wanted = []  # the comment stands at the filter
        if rel.is_open(merge) or len(merge.inputs) != 2 or not merge.by:
            if wanted:
                self.operations.pop(0)
            places = [str(i + 1) for i in wanted]
            more = [f"wanted = {r.vector(places)}"] if wanted else []
            return self.open_inputs(merge, self.used_flags(), "sas_merge_all", more)
        left, right = merge.inputs
        keys = {key.name.lower() for key in merge.by}
        shared = ({n.lower() for _, n in left.columns} & {n.lower() for _, n in right.columns}) - keys
        join = self.join_verb(merge) if not shared else ""
        by = joined_keys(merge.by)
        if join:
            pieces = [self.piece(left), f"{join}({self.piece(right)}, by = {by})"]
            if join == "left_join" and self.brings_text(right, keys):
                pieces.append("sas_fill_text()")
            return pieces
        options = []
        if wanted:
            self.operations.pop(0)
            options.append(f"rows = {r.text('both' if len(wanted) > 1 else ['left', 'right'][wanted[0]])}")
        used = self.used_flags()
        for option, scan in (("in_left", left), ("in_right", right)):
            if scan.in_flag and scan.in_flag.lower() in used:
                name = self.names.new(flag_column(scan.in_flag))
                self.writer.flags[scan.in_flag.lower()] = name
                self.helpers.append(name)
                options.append(f"{option} = {r.text(name)}")
        pieces = [f"sas_merge_by({', '.join([self.piece(left), self.piece(right), by, *options])})"]
        if merge.cut:
            cuts = ", ".join(f"{r.column(n)} = sas_cut({r.column(n)}, {size})" for n, size in merge.cut)
            pieces.append(f"mutate({cuts})")
        return pieces

    def join_verb(self, merge: rel.MergeBy) -> str:
        """A join says the same where the other side is unique and the step starts by keeping one side, or both."""
        left, right = merge.inputs
        if not self.operations or not isinstance(first := self.operations[0], rel.Filter) or first.comments:
            return ""
        if any(key.type.special for key in merge.by):
            return ""
        flags = [n for n in nodes((tuple(self.operations), self.node.parts)) if isinstance(n, v.Flagged)]
        names = {scan.in_flag.lower() for scan in merge.inputs if scan.in_flag}
        match first.condition:
            case v.Flagged("in", name) if (
                name.lower() == left.in_flag.lower() and merge.unique[1] and len(flags) == 1
            ):
                verb = "left_join"
            case v.Logic("and", (v.Flagged("in", a), v.Flagged("in", b))) if (
                {a.lower(), b.lower()} == names and len(flags) == 2 and any(merge.unique) and len(names) == 2
            ):
                verb = "inner_join"
            case _:
                return ""
        if (
            any(isinstance(n, v.FirstLast) for n in nodes((tuple(self.operations), self.node.parts)))
            and verb == "inner_join"
        ):
            return ""
        self.operations.pop(0)
        return verb

    def brings_text(self, scan: rel.Scan, keys: set[str]) -> bool:
        schema = self.context.read_schema(scan.dataset)
        for old, name in scan.columns:
            column = schema.find(old) if schema is not None else None
            if name.lower() not in keys and (column is None or column.type.kind == "char"):
                return True
        return False


def flag_column(flag: str) -> str:
    """The column that holds IN=: `in_old` as it is, `old` as `in_old`, away from the data set's own names."""
    return flag if flag.lower().startswith("in_") else f"in_{flag}"
