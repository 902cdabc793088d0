"""PROC SQL to dplyr (style: idiom 17)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from translator.emit.code import Code
from translator.emit.open_columns import spread_options
from translator.emit.r import names as r
from translator.emit.r.context import Context
from translator.emit.r.procs.query_statistics import of_column
from translator.emit.r.procs.query_values import QueryColumns
from translator.emit.r.procs.sorting import piped
from translator.emit.r.relations import joined_keys, scan_pipe, sort_keys
from translator.emit.r.values import SPECIAL
from translator.lang.types import Column
from translator.plan.loop import Key
from translator.plan.procs import query as rq
from translator.plan.walk import nodes


@dataclass(slots=True)
class Piece:
    """What a relation is in the code so far: the pieces of a pipe, and its columns. `inline`: see QueryColumns."""

    pieces: list[str]
    columns: list[str]
    inline: dict[str, Code] = field(default_factory=dict)

    def then(self, *verbs: str, columns: list[str] | None = None) -> Piece:
        """Return the pipe with further verbs."""
        return Piece([*self.pieces, *verbs], self.columns if columns is None else columns, self.inline)

    @property
    def text(self) -> str:
        """The pipe as one expression."""
        return " |> ".join(self.pieces)


class QueryWriter:
    """Writes one tree: statements before it in `lines`, the tree itself as a pipe."""

    def __init__(self, context: Context, name: str) -> None:
        self.context = context
        self.name = name
        self.lines: list[str] = []
        self.column_names: set[str] = (
            set()
        )  # of the tree: inside a verb they stand for columns, not for tables

    def local(self, piece: Piece, wanted: str) -> str:
        """Put a pipe into a variable; a table that stands as it is needs none, unless a column has its name."""
        single = piece.pieces[0]
        plain = len(piece.pieces) == 1 and single.replace("_", "").replace(".", "").isalnum()
        if plain and single not in self.column_names:
            return single
        name = self.context.names.new(wanted)
        self.lines += assigned(name, piece.pieces)
        return name

    def columns(self, piece: Piece | None = None) -> QueryColumns:
        """Return the writer of values over a piece's columns."""
        return QueryColumns(
            self.context.formats, self.query, self.scalar, piece.inline if piece is not None else None
        )

    def query(self, rel: rq.Relation) -> str:
        """Write a query inside an expression; return its variable."""
        return self.local(self.piece(rel), hint(rel))

    def scalar(self, single: rq.Single) -> str:
        """Write a query that is one value."""
        rel = single.query
        inner = rel.input if isinstance(rel, rq.Choose) else rel
        if (
            isinstance(inner, rq.Summary)
            and not inner.keys
            and len(inner.statistics) == 1
            and not inner.remerge
        ):
            s = inner.statistics[0]
            table = self.local(self.piece(inner.input), hint(inner))
            return of_column(f"{table}${r.column(s.argument)}" if s.argument else "", s, f"nrow({table})")
        return f"sas_single({self.query(rel)}${r.column(single.column)})"

    # --- relations --------------------------------------------------------------------------------------

    def piece(self, rel: rq.Relation) -> Piece:
        """Write a relation."""
        if not self.column_names:
            self.column_names = {node.name for node in nodes(rel) if isinstance(node, Column)}
        match rel:
            case rq.Input():
                return Piece(scan_pipe(self.context, rel.scan), [c.name for c in rel.columns])
            case rq.Described():
                return Piece([self.described(rel)], [c.name for c in rel.columns])
            case rq.Join():
                return self.join(rel)
            case rq.Filter():
                piece = self.piece(rel.input)
                return piece.then(f"filter({self.columns(piece).filter(rel.condition).text})")
            case rq.Checked():
                piece = self.piece(rel.input)
                for rule in rel.rules:
                    if rule.condition is not None:
                        test = self.columns(piece).filter(rule.condition).text
                        piece = piece.then(f"sas_require_true({test}, {r.text(rule.message)})")
                        continue
                    helper = "sas_require_unique" if rule.kind == "unique" else "sas_require_there"
                    names = r.vector(r.text(name) for name in rule.columns)
                    piece = piece.then(f"{helper}({names}, {r.text(rule.message)})")
                return piece
            case rq.Compute():
                piece = self.piece(rel.input)
                values = self.columns(piece)
                made = ", ".join(f"{r.column(c.name)} = {values.value(x).text}" for c, x in rel.made)
                return piece.then(f"mutate({made})", columns=[*piece.columns, *(c.name for c, _ in rel.made)])
            case rq.Summary():
                return self.remerge(rel) if rel.remerge else self.summary(rel)
            case rq.Lookup():
                return self.lookup(rel)
            case rq.Choose():
                return self.choose(rel)
            case rq.Spread():
                return self.spread(rel)
            case rq.Unique():
                piece = self.piece(rel.input)
                special = any(k.type.special for k in rel.by)
                return piece.then(*(["sas_distinct()"] if special else ["distinct()", arranged(rel.by)]))
            case rq.Order():
                piece = self.piece(rel.input)
                if any(key.name.lower() in piece.inline for key in rel.by):
                    piece = plainly(piece)
                return piece.then(arranged(rel.by))
            case rq.First():
                return self.piece(rel.input).then(f"head({rel.rows})")
            case rq.Combine():
                return self.combine(rel)

    def described(self, rel: rq.Described) -> str:
        cells = []
        for place, column in enumerate(rel.columns):
            values = []
            for row in rel.rows:
                cell = row[place]
                if isinstance(cell, tuple):
                    table = self.context.read(cell[0])
                    values.append(f"nrow({table})" if cell[1] == "rows" else f"ncol({table})")
                else:
                    values.append(r.text(cell) if isinstance(cell, str) else r.number(cell))
            empty = "character(0)" if column.type.kind == "char" else "numeric(0)"
            listed = r.vector(values) if values else empty
            if any(isinstance(row[place], tuple) for row in rel.rows):
                listed = f"as.numeric({listed})"
            cells.append(f"{r.column(column.name)} = {listed}")
        return f"tibble::tibble({', '.join(cells)})"

    # --- joins ------------------------------------------------------------------------------------------

    def join(self, rel: rq.Join) -> Piece:
        keys = {x.lower() for pair in rel.on for x in pair}
        special = any(
            c.type.special for c in (*rel.left.columns, *rel.right.columns) if c.name.lower() in keys
        )
        if rel.kind == "inner" and rel.where is not None and not special and rel.on:
            piece = self.join(replace(rel, where=None))
            return piece.then(f"filter({self.columns(piece).filter(rel.where).text})")
        if rel.kind == "right" and not special and rel.where is None and rel.on:
            turned = tuple((b, a) for a, b in rel.on)
            return self.join(replace(rel, kind="left", left=rel.right, right=rel.left, on=turned))
        if rel.where is not None or special or not rel.on:
            return self.general_join(rel)
        if rel.shared:
            names = {b.lower(): a for a, b in rel.on}
            rel = replace(rel, right=rename_columns(rel.right, names), on=tuple((a, a) for a, _ in rel.on))
        left, right = plainly(self.piece(rel.left)), plainly(self.piece(rel.right))
        other = right.text if len(right.pieces) <= 2 else self.local(right, hint(rel.right))
        if len(right.pieces) == 2 and right.pieces[1].startswith("select("):
            other = f"select({right.pieces[0]}, {right.pieces[1].removeprefix('select(')}"
        if rel.shared:
            by = r.vector(r.text(a) for a, _ in rel.on)
            more, columns = "", left.columns + [c for c in right.columns if c not in {a for a, _ in rel.on}]
        else:
            by = f"c({', '.join(f'{r.column(a)} = {r.text(b)}' for a, b in rel.on)})"
            more, columns = ", keep = TRUE", left.columns + right.columns
        verb = {"inner": "inner_join", "left": "left_join", "full": "full_join"}[rel.kind]
        piece = left.then(f"{verb}({other}, by = {by}{more})", columns=columns)
        outer = {"left": (rel.right,), "full": (rel.left, rel.right)}.get(rel.kind, ())
        if any(c.type.kind == "char" or not c.type.length for side in outer for c in side.columns):
            piece = piece.then("sas_fill_text()")
        return piece

    def general_join(self, rel: rq.Join) -> Piece:
        left, right = plainly(self.piece(rel.left)), plainly(self.piece(rel.right))
        other = self.local(right, hint(rel.right))
        arguments = [other]
        if rel.on:
            arguments.append(f"c({', '.join(f'{r.column(a)} = {r.text(b)}' for a, b in rel.on)})")
        if rel.kind != "inner":
            arguments.append(f"how = {r.text(rel.kind)}")
        if rel.where is not None:
            arguments.append(f"where = \\(rows) with(rows, {self.columns().mutate(rel.where).text})")
        return left.then(f"sas_join({', '.join(arguments)})", columns=left.columns + right.columns)

    # --- groups -----------------------------------------------------------------------------------------

    def summary(self, rel: rq.Summary) -> Piece:
        piece = plainly(self.piece(rel.input))
        columns = [*(k.name for k in rel.keys), *(s.column.name for s in rel.statistics)]
        keys = ", ".join(dict.fromkeys(r.column(k.name) for k in rel.keys))
        if any(k.type.special for k in rel.keys):
            return piece.then(
                f"sas_summarise(c({', '.join(r.text(k.name) for k in rel.keys)}), {listed(rel)})",
                columns=columns,
            )
        arguments = {s.argument for s in rel.statistics}
        clash = [s.column.name for s in rel.statistics if s.column.name in arguments]
        cells = []
        for s in rel.statistics:
            name = f"new_{s.column.name}" if s.column.name in clash else s.column.name
            cells.append(f"{r.column(name)} = {of_column(r.column(s.argument), s)}")
        verbs = []
        if rel.keys:
            verbs.append(f"group_by({keys})")
            cells.append('.groups = "drop"')
        verbs.append(f"summarise({', '.join(cells)})")
        if clash:
            verbs.append(
                f"rename({', '.join(r.column(name) + ' = ' + r.column('new_' + name) for name in clash)})"
            )
        if any(k.type.kind == "num" and k.type.nullable for k in rel.keys):
            verbs.append(arranged(rel.keys))
        return piece.then(*verbs, columns=columns)

    def remerge(self, rel: rq.Summary) -> Piece:
        piece = plainly(self.piece(rel.input))
        columns = [*piece.columns, *(s.column.name for s in rel.statistics)]
        if any(k.type.special for k in rel.keys):
            return piece.then(
                f"sas_remerge(c({', '.join(r.text(k.name) for k in rel.keys)}), {listed(rel)})",
                columns=columns,
            )
        cells = ", ".join(
            f"{r.column(s.column.name)} = {of_column(r.column(s.argument), s)}" for s in rel.statistics
        )
        if not rel.keys:
            return piece.then(f"mutate({cells})", columns=columns)
        keys = ", ".join(dict.fromkeys(r.column(k.name) for k in rel.keys))
        return piece.then(
            f"group_by({keys})", f"mutate({cells})", "ungroup()", arranged(rel.keys), columns=columns
        )

    def lookup(self, rel: rq.Lookup) -> Piece:
        piece = self.piece(rel.input)
        result = rel.result
        special = any(c.type.special for c in rel.input.columns)
        other = self.query(rel.other)
        if result.function == "exists" and len(rel.on) == 1 and rel.where is None and not special:
            mine, theirs = rel.on[0]
            test = Code(f"{r.column(mine)} %in% {other}${r.column(theirs)}", SPECIAL)
            return replace(piece, inline={**piece.inline, result.column.name.lower(): test})
        pairs = ", ".join(f"{r.column(a)} = {r.text(b)}" for a, b in rel.on)
        arguments = [
            other,
            f"c({pairs})" if pairs else "character(0)",
            r.text(result.column.name),
            r.text(result.function.lower()),
        ]
        if result.argument:
            arguments.append(r.text(result.argument))
        if rel.where is not None:
            arguments.append(f"where = \\(rows) with(rows, {self.columns().mutate(rel.where).text})")
        if result.distinct:
            arguments.append("distinct = TRUE")
        return piece.then(f"sas_lookup({', '.join(arguments)})", columns=[*piece.columns, result.column.name])

    # --- the result -------------------------------------------------------------------------------------

    def choose(self, rel: rq.Choose) -> Piece:
        piece = self.piece(rel.input)
        wanted = [old for old, _ in rel.chosen]
        if any(old.lower() in piece.inline for old in wanted):
            piece = plainly(piece)
        names = [new.name for _, new in rel.chosen]
        if wanted == piece.columns and names == wanted:
            return piece
        items = [
            r.column(new.name) if old == new.name else f"{r.column(new.name)} = {r.column(old)}"
            for old, new in rel.chosen
        ]
        if len(set(wanted)) < len(wanted):
            temporary = [f"new_{i} = {r.column(old)}" for i, old in enumerate(wanted)]
            items = [f"{r.column(name)} = new_{i}" for i, name in enumerate(names)]
            return Piece(
                [*piece.pieces, f"mutate({', '.join(temporary)})", f"select({', '.join(items)})"], names
            )
        if len(piece.pieces) == 1 and piece.pieces[0].isidentifier():
            return Piece([f"select({piece.pieces[0]}, {', '.join(items)})"], names)
        return Piece([*piece.pieces, f"select({', '.join(items)})"], names)

    def spread(self, rel: rq.Spread) -> Piece:
        """`a.*` of an open table: its columns are in the frame, and first there if its rows were read first."""
        piece = plainly(self.piece(rel.input))
        columns = [c.name for c in rel.columns]
        options = spread_options(rel, piece.columns)
        if not options:
            return Piece(piece.pieces, columns)
        shown = [
            f"{option} = list({', '.join(f'{r.column(a)} = {r.text(b)}' for a, b in value)})"
            if option == "rename"
            else f"{option} = {r.vector(r.text(old) for old, _ in value)}"
            for option, value in options.items()
        ]
        return Piece([*piece.pieces, f"sas_only({', '.join(shown)})"], columns)

    def combine(self, rel: rq.Combine) -> Piece:
        left, right = self.piece(rel.left), self.piece(rel.right)
        other = right.text if len(right.text) < 40 else self.local(right, hint(rel.right))
        columns = [c.name for c in rel.columns]
        keys = tuple(Key(c.name, c.type) for c in rel.columns)
        if rel.op in ("append", "union"):
            piece = Piece([*left.pieces, f"bind_rows({other})"], columns)
            if rel.op == "append":
                return piece
            if any(k.type.special for k in keys):
                return piece.then("sas_distinct()")
            return piece.then("distinct()", arranged(keys))
        helper = "sas_rows_except" if rel.op == "except" else "sas_rows_intersect"
        more = ", repeats = TRUE" if rel.all else ""
        return Piece([*left.pieces, f"{helper}({other}{more})"], columns)


def assigned(name: str, pieces: list[str]) -> list[str]:
    """Return the statement that puts a pipe into a variable."""
    return piped(name, pieces) if len(pieces) > 1 else [f"{name} <- {pieces[0]}"]


def plainly(piece: Piece) -> Piece:
    """Return the piece with the flags that were to be written in place as columns."""
    if not piece.inline:
        return piece
    made = ", ".join(f"{r.column(flag)} = as.numeric({test.text})" for flag, test in piece.inline.items())
    return Piece([*piece.pieces, f"mutate({made})"], [*piece.columns, *piece.inline])


def arranged(by: tuple[Key, ...]) -> str:
    """The verb that sorts by keys."""
    once = tuple({key.name.lower(): key for key in reversed(by)}[key.name.lower()] for key in by)
    keys = tuple(dict.fromkeys(once))
    if any(key.type.special for key in keys):
        return f"sas_arrange({joined_keys(keys)})"
    return f"arrange({sort_keys(keys)})"


def listed(rel: rq.Summary) -> str:
    """The statistics of a summary as the helpers take them."""
    cells = []
    for s in rel.statistics:
        name = s.function.lower() + (" distinct" if s.distinct else "")
        cells.append(f"{r.column(s.column.name)} = c({r.text(name)}, {r.text(s.argument)})")
    return f"list({', '.join(cells)})"


def hint(rel: Any) -> str:
    """A name for an intermediate result: its table's with "_rows"."""
    while not isinstance(rel, rq.Input | rq.Described):
        rel = rel.left if isinstance(rel, rq.Join | rq.Combine) else rel.input
    if isinstance(rel, rq.Described):
        return "dictionary_rows"
    return rel.scan.dataset.rpartition(".")[2].strip("'").replace("/", "_") + "_rows"


def rename_columns(rel: rq.Relation, names: dict[str, str]) -> rq.Relation:
    """Return the relation with columns renamed (lower-case name -> name)."""
    columns: tuple[Column, ...] = tuple(
        replace(c, name=names.get(c.name.lower(), c.name)) for c in rel.columns
    )
    if all(old.name == new.name for old, new in zip(rel.columns, columns, strict=True)):
        return rel
    if isinstance(rel, rq.Input) and rel.scan.where is None:
        pairs = tuple((there, names.get(here.lower(), here)) for there, here in rel.scan.columns)
        return rq.Input(replace(rel.scan, columns=pairs, all_columns=False), columns)
    return rq.Choose(rel, tuple((old.name, new) for old, new in zip(rel.columns, columns, strict=True)))
