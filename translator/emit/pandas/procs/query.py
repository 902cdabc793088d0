"""PROC SQL to pandas (style: idiom 17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from translator.emit.code import Code
from translator.emit.open_columns import spread_options
from translator.emit.pandas import expressions as ex
from translator.emit.pandas.context import Context
from translator.emit.pandas.passed import table_of
from translator.emit.pandas.procs.query_statistics import of_column, of_groups, spread
from translator.emit.pandas.procs.query_values import QueryValues, uses_rows
from translator.emit.pandas.procs.sorting import sorted_text
from translator.emit.pandas.scans import key_list, scan_table
from translator.lang.types import Column
from translator.plan import values as v
from translator.plan.loop import Key
from translator.plan.procs import query as rq
from translator.plan.walk import nodes


@dataclass(slots=True)
class Piece:
    """What a relation is in the code so far. `plain`: the text is a variable; `gaps`: its rows are not numbered from
    0; `inline`: columns that are conditions written where they are used."""

    text: str
    columns: list[str]
    plain: bool = False
    gaps: bool = False
    inline: dict[str, Callable[[str], Code]] = field(default_factory=dict)


class QueryWriter:
    """Writes one tree: statements in `lines`, intermediate results in variables called `name` or like it."""

    def __init__(self, context: Context, name: str) -> None:
        self.context = context
        self.name = name
        self.lines: list[str] = []
        self.given: set[str] = {name}

    def local(self, *wanted: str) -> str:
        """Return a name for an intermediate result, free of the tables' names."""
        for one in wanted:
            made = self.context.names.claim(one)
            self.context.names.taken.discard(made)
            if made not in self.given and made not in self.context.tables.values():
                self.given.add(made)
                return made
        made = self.context.names.claim(*wanted)
        self.given.add(made)
        return made

    def named(self, piece: Piece, name: str) -> Piece:
        """Return the piece in a variable."""
        if piece.plain:
            return piece
        self.lines.append(f"{name} = {piece.text}")
        return Piece(name, piece.columns, True, piece.gaps, piece.inline)

    def values(self, piece: Piece) -> QueryValues:
        """Return the writer of values over a piece that is a variable."""
        return QueryValues(self.context, piece.text, self, piece.inline)

    def query(self, rel: rq.Relation) -> str:
        """Write a query inside an expression; return what it is in the code."""
        piece = self.piece(rel, self.local(hint(rel), "part"))
        return piece.text

    def series(self, rel: rq.Relation, column: str) -> str:
        """Write one column of a query inside an expression."""
        if isinstance(rel, rq.Choose) and isinstance(rel.input, rq.Input | rq.Filter):
            column = next(old for old, new in rel.chosen if new.name.lower() == column.lower())
            rel = rel.input
        name = self.local(hint(rel), "part")
        if isinstance(rel, rq.Filter):
            piece = self.named(self.piece(rel.input, name), name)
            test = self.context.use(self.values(piece).rows_condition(rel.condition))
            return f"{piece.text}.loc[{test}, {ex.text(column)}]"
        if isinstance(rel, rq.Input):
            names = {here.lower(): there for there, here in rel.scan.columns}
            plain = rel.scan.where is None and rel.scan.obs is None and rel.scan.firstobs is None
            if plain and rel.scan.opened is None:
                return f"{table_of(self.context, rel.scan)}[{ex.text(names[column.lower()])}]"
        return f"{self.piece(rel, name).text}[{ex.text(column)}]"

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
            piece = self.named(self.piece(inner.input, self.local(hint(inner), "part")), self.local("part"))
            return self.context.use(of_column(piece.text, inner.statistics[0]))
        self.context.need("single")
        return f"sas.single({self.series(rel, single.column)})"

    def finished(self, piece: Piece) -> Piece:
        """Return the piece with its rows numbered from 0."""
        if not piece.gaps:
            return piece
        return Piece(f"{piece.text}.reset_index(drop=True)", piece.columns, False, False, piece.inline)

    # --- relations --------------------------------------------------------------------------------------

    def piece(self, rel: rq.Relation, name: str) -> Piece:
        """Write a relation; `name` is the variable for what needs one."""
        match rel:
            case rq.Input():
                text, new = scan_table(self.context, rel.scan)
                return Piece(text, [c.name for c in rel.columns], not new)
            case rq.Described():
                return self.described(rel)
            case rq.Join():
                return self.join(rel, name)
            case rq.Filter():
                return self.filter(rel, name, None)
            case rq.Checked():
                return self.checked(rel, name)
            case rq.Compute():
                return self.compute(rel, name)
            case rq.Summary():
                return self.remerge(rel, name) if rel.remerge else self.summary(rel, name)
            case rq.Lookup():
                return self.lookup(rel, name)
            case rq.Choose():
                return self.choose(rel, name)
            case rq.Spread():
                return self.spread(rel, name)
            case rq.Unique():
                return self.unique(rel, name)
            case rq.Order():
                piece = self.piece(rel.input, name)
                if any(key.name.lower() in piece.inline for key in rel.by):
                    piece = self.plainly(piece, name)
                return Piece(self.context_sorted(piece, rel.by), piece.columns, inline=piece.inline)
            case rq.First():
                piece = self.piece(rel.input, name)
                return Piece(f"{piece.text}.head({rel.rows})", piece.columns, False, piece.gaps, piece.inline)
            case rq.Combine():
                return self.combine(rel, name)

    def context_sorted(self, piece: Piece, by: tuple[Key, ...]) -> str:
        seen: set[str] = set()
        once = []
        for key in by:
            if key.name.lower() not in seen:
                seen.add(key.name.lower())
                once.append(key)
        return sorted_text(self.context, piece.text, tuple(once))

    def described(self, rel: rq.Described) -> Piece:
        self.context.need("table")
        rows = []
        for row in rel.rows:
            cells = []
            for cell in row:
                if isinstance(cell, tuple):
                    table = self.context.read(cell[0])
                    cells.append(f"float(len({table}))" if cell[1] == "rows" else f"float({table}.shape[1])")
                else:
                    cells.append(
                        ex.text(cell) if isinstance(cell, str) else self.context.use(ex.number(cell))
                    )
            rows.append(f"({', '.join(cells)}{',' if len(cells) == 1 else ''})")
        kinds = ", ".join(
            f"{ex.text(c.name)}: {ex.text('str' if c.type.kind == 'char' else 'float64')}"
            for c in rel.columns
        )
        return Piece(f"sas.table([{', '.join(rows)}], {{{kinds}}})", [c.name for c in rel.columns])

    def filter(self, rel: rq.Filter, name: str, chosen: list[str] | None) -> Piece:
        """WHERE and HAVING; with `chosen` only these columns."""
        piece = self.named(self.piece(rel.input, name), name)
        values = self.values(piece)
        test = self.context.use(values.rows_condition(rel.condition))
        if chosen is not None and chosen != piece.columns:
            return Piece(f"{piece.text}.loc[{test}, {key_list(chosen)}]", chosen, False, True)
        return Piece(f"{piece.text}.loc[{test}]", piece.columns, False, True, piece.inline)

    def checked(self, rel: rq.Checked, name: str) -> Piece:
        """Integrity constraints: a line for each."""
        piece = self.named(self.finished(self.piece(rel.input, name)), name)
        for rule in rel.rules:
            message = ex.text(rule.message)
            if rule.condition is not None:
                self.context.need("require_true")
                test = self.context.use(self.values(piece).rows_condition(rule.condition))
                self.lines.append(f"sas.require_true({test}, {message})")
                continue
            helper = "require_unique" if rule.kind == "unique" else "require_there"
            self.context.need(helper)
            self.lines.append(f"sas.{helper}({piece.text}, {key_list(list(rule.columns))}, {message})")
        return piece

    def compute(self, rel: rq.Compute, name: str) -> Piece:
        piece = self.piece(rel.input, name)
        if any(isinstance(n, v.Automatic) for n in flat(rel.made)):
            piece = self.finished(piece)
        piece = self.named(piece, name)
        values = self.values(piece)
        pairs = [(column, self.column_value(values, piece, column, value)) for column, value in rel.made]
        if all(column.name.isidentifier() for column, _ in pairs):
            listed = ", ".join(f"{column.name}={text}" for column, text in pairs)
        else:
            listed = "**{" + ", ".join(f"{ex.text(column.name)}: {text}" for column, text in pairs) + "}"
        columns = [*piece.columns, *(column.name for column, _ in pairs)]
        return Piece(f"{piece.text}.assign({listed})", columns, False, piece.gaps, piece.inline)

    def column_value(self, values: QueryValues, piece: Piece, column: Column, value: v.Value) -> str:
        """The code of a new column: a literal stands as it is, a CASE as np.where."""
        if isinstance(value, rq.Case):
            return self.context.use(values.case(value))
        if isinstance(value, v.Constant):
            if isinstance(value.value, float) and value.value != value.value:
                return self.context.use(ex.number(value.value))
            return self.context.use(values.value(value, whole=False))
        if isinstance(value, v.Flag) and not uses_rows(value):
            return self.context.use(values.rows_condition(value.condition)) + '.astype("float64")'
        del piece, column
        return self.context.use(values.value(value, whole=False))

    # --- joins ------------------------------------------------------------------------------------------

    def join(self, rel: rq.Join, name: str) -> Piece:
        special = any(
            c.type.special
            for c in rel.columns
            if c.name.lower() in {x.lower() for pair in rel.on for x in pair}
        )
        if rel.kind == "inner" and rel.where is not None and not special:
            whole = replace(rel, where=None)
            return self.filter(rq.Filter(whole, rel.where, rel.columns), name, None)
        if rel.kind == "full" or rel.where is not None or special or (rel.kind != "inner" and not rel.on):
            return self.general_join(rel, name)
        if rel.shared:
            rel = self.with_shared_keys(rel)
        left = self.plainly(self.piece(rel.left, name), name)
        other = self.local(hint(rel.right), "other")
        right = self.plainly(self.piece(rel.right, other), other)
        how = f', how="{rel.kind}"' if rel.kind != "inner" else ""
        if not rel.on:
            text = f'{left.text}.merge({right.text}, how="cross")'
        elif rel.shared:
            keys = [a for a, _ in rel.on]
            text = f"{left.text}.merge({right.text}, on={one_or_list(keys)}{how})"
        else:
            keys, others = [a for a, _ in rel.on], [b for _, b in rel.on]
            text = f"{left.text}.merge({right.text}, left_on={one_or_list(keys)}, right_on={one_or_list(others)}{how})"
        gone = {b for _, b in rel.on} if rel.shared else set()
        columns = left.columns + [c for c in right.columns if c not in gone]
        outer = {"left": rel.right, "right": rel.left}.get(rel.kind)
        if outer is not None and any(c.type.kind == "char" or not c.type.length for c in outer.columns):
            self.context.need("fill_text")
            text = f"sas.fill_text({text})"
        return Piece(text, columns)

    def with_shared_keys(self, rel: rq.Join) -> rq.Join:
        """Give the keys of both sides the names that stay."""
        if rel.kind == "right":
            names = {a.lower(): b for a, b in rel.on}
            return replace(rel, left=rename_columns(rel.left, names), on=tuple((b, b) for _, b in rel.on))
        names = {b.lower(): a for a, b in rel.on}
        return replace(rel, right=rename_columns(rel.right, names), on=tuple((a, a) for a, _ in rel.on))

    def general_join(self, rel: rq.Join, name: str) -> Piece:
        self.context.need("join")
        left = self.plainly(self.piece(rel.left, name), name)
        other = self.local(hint(rel.right), "other")
        right = self.plainly(self.piece(rel.right, other), other)
        pairs = ", ".join(f"({ex.text(a)}, {ex.text(b)})" for a, b in rel.on)
        more = "" if rel.kind == "inner" else f', how="{rel.kind}"'
        if rel.where is not None:
            values = QueryValues(self.context, "rows", self)
            more += f", where=lambda rows: {self.context.use(values.rows_condition(rel.where))}"
        text = f"sas.join({left.text}, {right.text}, [{pairs}]{more})"
        columns = left.columns + right.columns
        return Piece(text, columns)

    def plainly(self, piece: Piece, name: str) -> Piece:
        """Return the piece with the flags that were to be written in place as columns."""
        if not piece.inline:
            return piece
        piece = self.named(piece, name)
        made = []
        for flag, test in piece.inline.items():
            made.append(f'{flag}={self.context.use(test(piece.text))}.astype("float64")')
        return Piece(
            f"{piece.text}.assign({', '.join(made)})", [*piece.columns, *piece.inline], False, piece.gaps
        )

    # --- groups -----------------------------------------------------------------------------------------

    def groups(self, piece: Piece, keys: tuple[Key, ...]) -> str:
        """A line that groups a table; return the variable."""
        groups = self.local("groups", f"{self.name}_groups")
        self.lines.append(
            f"{groups} = {piece.text}.groupby({one_or_list([k.name for k in keys])}, dropna=False)"
        )
        return groups

    def summary(self, rel: rq.Summary, name: str) -> Piece:
        piece = self.named(self.plainly(self.piece(rel.input, name), name), name)
        columns = [*(k.name for k in rel.keys), *(s.column.name for s in rel.statistics)]
        if any(k.type.special for k in rel.keys):
            self.context.need("summarise")
            return Piece(
                f"sas.summarise({piece.text}, {key_list([k.name for k in rel.keys])}, {listed(rel)})", columns
            )
        self.context.need("pd")
        if not rel.keys:
            cells = ", ".join(
                f"{ex.text(s.column.name)}: [{self.context.use(of_column(piece.text, s))}]"
                for s in rel.statistics
            )
            return Piece(f"pd.DataFrame({{{cells}}})", columns)
        groups = self.groups(piece, rel.keys)
        cells = ", ".join(
            f"{ex.text(s.column.name)}: {self.context.use(of_groups(groups, s))}" for s in rel.statistics
        )
        text = f"pd.DataFrame({{{cells}}}).reset_index()"
        if any(k.type.kind == "num" and k.type.nullable for k in rel.keys):
            text = sorted_text(self.context, text, rel.keys)
        return Piece(text, columns)

    def remerge(self, rel: rq.Summary, name: str) -> Piece:
        piece = self.named(self.plainly(self.piece(rel.input, name), name), name)
        columns = [*piece.columns, *(s.column.name for s in rel.statistics)]
        if any(k.type.special for k in rel.keys):
            self.context.need("remerge")
            text = f"sas.remerge({piece.text}, {key_list([k.name for k in rel.keys])}, {listed(rel)})"
            return Piece(text, columns)
        cells = []
        groups = self.groups(piece, rel.keys) if rel.keys else ""
        for s in rel.statistics:
            code = spread(groups, rel.keys[0].name, s) if rel.keys else of_column(piece.text, s)
            cells.append((s.column.name, self.context.use(code)))
        if all(name_.isidentifier() for name_, _ in cells):
            made = ", ".join(f"{name_}={text}" for name_, text in cells)
        else:
            made = "**{" + ", ".join(f"{ex.text(name_)}: {text}" for name_, text in cells) + "}"
        text = f"{piece.text}.assign({made})"
        if not rel.keys:
            return Piece(text, columns, False, piece.gaps)
        return Piece(sorted_text(self.context, text, unique_keys(rel.keys)), columns)

    def lookup(self, rel: rq.Lookup, name: str) -> Piece:
        piece = self.piece(rel.input, name)
        result = rel.result
        special = any(c.type.special for c in rel.input.columns)
        if result.function == "exists" and len(rel.on) == 1 and rel.where is None and not special:
            mine, theirs = rel.on[0]
            others = self.series(rel.other, theirs)

            def test(frame: str) -> Code:
                return Code(f"{frame}[{ex.text(mine)}].isin({others})", ex.CALL)

            return replace(piece, inline={**piece.inline, result.column.name.lower(): test})
        piece = self.named(self.finished(piece), name)
        other = self.query(rel.other)
        pairs = ", ".join(f"({ex.text(a)}, {ex.text(b)})" for a, b in rel.on)
        more = ""
        if rel.where is not None:
            values = QueryValues(self.context, "rows", self)
            more = f", where=lambda rows: {self.context.use(values.rows_condition(rel.where))}"
        if result.function == "exists":
            self.context.need("has_match")
            text = f'sas.has_match({piece.text}, {other}, [{pairs}]{more}).astype("float64")'
        elif result.function == "value":
            self.context.need("match_value")
            text = f"sas.match_value({piece.text}, {other}, [{pairs}], {ex.text(result.argument)}{more})"
        else:
            self.context.need("match_statistic")
            what = f"{ex.text(result.function.lower())}, {ex.text(result.argument)}"
            more += ", distinct=True" if result.distinct else ""
            text = f"sas.match_statistic({piece.text}, {other}, [{pairs}], {what}{more})"
        made = (
            f"{result.column.name}={text}"
            if result.column.name.isidentifier()
            else f"**{{{ex.text(result.column.name)}: {text}}}"
        )
        return Piece(
            f"{piece.text}.assign({made})", [*piece.columns, result.column.name], inline=piece.inline
        )

    # --- the result -------------------------------------------------------------------------------------

    def choose(self, rel: rq.Choose, name: str) -> Piece:
        wanted = [old for old, _ in rel.chosen]
        twice = len({old.lower() for old in wanted}) < len(wanted)
        if isinstance(rel.input, rq.Filter) and not twice:
            piece = self.filter(rel.input, name, wanted)
        else:
            piece = self.piece(rel.input, name)
            if any(old.lower() in piece.inline for old in wanted):
                piece = self.plainly(piece, name)
        if twice:
            piece = self.named(piece, name)
            cells = ", ".join(f"{ex.text(new.name)}: {piece.text}[{ex.text(old)}]" for old, new in rel.chosen)
            self.context.need("pd")
            return Piece(f"pd.DataFrame({{{cells}}})", [new.name for _, new in rel.chosen], False, piece.gaps)
        text = piece.text
        if wanted != piece.columns:
            text = f"{text}[{key_list(wanted)}]"
        renamed = [(old, new.name) for old, new in rel.chosen if old != new.name]
        if renamed:
            text += f".rename(columns={{{', '.join(f'{ex.text(o)}: {ex.text(n)}' for o, n in renamed)}}})"
        return Piece(
            text, [new.name for _, new in rel.chosen], piece.plain and text == piece.text, piece.gaps
        )

    def spread(self, rel: rq.Spread, name: str) -> Piece:
        """`a.*` of an open table: its columns are in the frame, and first there if its rows were read first."""
        piece = self.piece(rel.input, name)
        piece = self.plainly(piece, name) if piece.inline else piece
        columns = [c.name for c in rel.columns]
        options = spread_options(rel, piece.columns)
        if not options:
            return Piece(piece.text, columns, piece.plain, piece.gaps)
        self.context.need("only")
        shown = [
            f"{option}={{{', '.join(f'{ex.text(a)}: {ex.text(b)}' for a, b in value)}}}"
            if option == "rename"
            else f"{option}={key_list([old for old, _ in value])}"
            for option, value in options.items()
        ]
        return Piece(f"sas.only({piece.text}, {', '.join(shown)})", columns, False, piece.gaps)

    def unique(self, rel: rq.Unique, name: str) -> Piece:
        piece = self.piece(rel.input, name)
        if any(k.type.special for k in rel.by):
            self.context.need("distinct")
            return Piece(f"sas.distinct({piece.text})", piece.columns)
        return Piece(sorted_text(self.context, f"{piece.text}.drop_duplicates()", rel.by), piece.columns)

    def combine(self, rel: rq.Combine, name: str) -> Piece:
        left = self.piece(rel.left, name)
        right = self.piece(rel.right, self.local(hint(rel.right), "other"))
        columns = [c.name for c in rel.columns]
        keys = tuple(Key(c.name, c.type) for c in rel.columns)
        special = any(k.type.special for k in keys)
        self.context.need("pd")
        if rel.op in ("append", "union"):
            text = f"pd.concat([{left.text}, {right.text}], ignore_index=True)"
            if rel.op == "append":
                return Piece(text, columns)
            if special:
                self.context.need("distinct")
                return Piece(f"sas.distinct({text})", columns)
            return Piece(sorted_text(self.context, f"{text}.drop_duplicates()", keys), columns)
        helper = "rows_except" if rel.op == "except" else "rows_intersect"
        self.context.need(helper)
        more = ", repeats=True" if rel.all else ""
        return Piece(f"sas.{helper}({left.text}, {right.text}{more})", columns)


def unique_keys(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Return the keys without repeats."""
    return tuple({key.name.lower(): key for key in keys}.values())


def listed(rel: rq.Summary) -> str:
    """The statistics of a summary as the helpers take them."""
    cells = []
    for s in rel.statistics:
        name = s.function.lower() + (" distinct" if s.distinct else "")
        cells.append(f"{ex.text(s.column.name)}: ({ex.text(name)}, {ex.text(s.argument)})")
    return f"{{{', '.join(cells)}}}"


def one_or_list(names: list[str]) -> str:
    """A name, or a list of names."""
    return ex.text(names[0]) if len(names) == 1 else key_list(names)


def hint(rel: Any) -> str:
    """A name for an intermediate result: its table's with "_rows"."""
    while not isinstance(rel, rq.Input | rq.Described):
        rel = rel.left if isinstance(rel, rq.Join | rq.Combine) else rel.input
    if isinstance(rel, rq.Described):
        return "rows_of"
    return rel.scan.dataset.rpartition(".")[2].strip("'").replace("/", "_") + "_rows"


def flat(item: Any) -> list[Any]:
    """The nodes of a value."""

    return list(nodes(item))


def rename_columns(rel: rq.Relation, names: dict[str, str]) -> rq.Relation:
    """Return the relation with columns renamed (lower-case name -> name)."""
    columns = tuple(replace(c, name=names.get(c.name.lower(), c.name)) for c in rel.columns)
    if all(old.name == new.name for old, new in zip(rel.columns, columns, strict=True)):
        return rel
    if isinstance(rel, rq.Input) and rel.scan.where is None:
        pairs = tuple((there, names.get(here.lower(), here)) for there, here in rel.scan.columns)
        same = all(there == here for there, here in pairs)
        whole = same and (rel.scan.all_columns or False)
        return rq.Input(replace(rel.scan, columns=pairs, all_columns=whole), columns)
    return rq.Choose(rel, tuple((old.name, new) for old, new in zip(rel.columns, columns, strict=True)))
