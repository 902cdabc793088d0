"""What the lowerings of analysis PROCs share: their input, their output data sets, ODS OUTPUT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from translator.lang import statements as st
from translator.lang.types import Column, Schema
from translator.lower.context import Context
from translator.lower.procs.by_formats import by_groups
from translator.lower.procs.means import signed
from translator.lower.procs.ods_tables import described
from translator.lower.procs.options import (
    attributes,
    dataset,
    in_order,
    keys,
    named,
    notsorted,
    options,
    order_unproved,
    statements,
    where,
)
from translator.lower.scope import LoweringError
from translator.plan.loop import Key
from translator.plan.procs.analysis import Analysis, Argument, Part
from translator.plan.relations import Scan, Step

SHARED = (st.By, st.Where, st.FormatStatement, st.LabelStatement, st.Attrib)


@dataclass(slots=True)
class Start:
    """A PROC's options by name, its input with the PROC's own attributes, and the BY keys."""

    step: st.ProcStep
    context: Context
    given: dict[str, st.Option]
    scan: Scan
    schema: Schema
    by: tuple[Key, ...]
    numbers: list[str] = field(default_factory=list)  # columns that must be numeric, as the PROC names them

    @property
    def unproved(self) -> bool:
        """Is the order of the BY groups not proved?"""
        return order_unproved(self.step, self.schema, self.by)

    def variables(self, keyword: str = "var", *, numeric: bool = True) -> list[Column]:
        """Return the columns of a VAR-like statement; [] where there is none. Raises LoweringError for a text."""
        found: list[Column] = []
        for statement in self.step.body:
            if isinstance(statement, st.ProcStatement) and statement.keyword == keyword:
                found += self.context.names(statement.names, self.schema)
                text = next((c for c in found if c.type.kind != "num"), None)
                if numeric and text is not None:
                    message = (
                        f"ERROR: Variable {text.name} in list does not match type prescribed for this list."
                    )
                    raise LoweringError("R0106", message, statement.at)
        self.numbers += [c.name for c in found if numeric]
        return found

    def one(self, keyword: str) -> str:
        """Return the variable of WEIGHT, FREQ, …; "" without the statement."""
        found = self.variables(keyword)
        return found[0].name if found else ""

    def others(self, *used: str) -> list[Column]:
        """Return the numeric columns that are neither BY variables nor named here: what VAR stands for by default."""
        if not self.schema.complete:
            raise LoweringError(
                "H0244",
                f"{self.step.name} without VAR of a data set whose columns only the run knows",
                self.step.at,
            )
        hidden = {name.lower() for name in used} | {k.name.lower() for k in self.by}
        return [c for c in self.schema.columns if c.type.kind == "num" and c.name.lower() not in hidden]

    def with_by(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """Return columns with those of BY in front."""
        head = [c for k in self.by if (c := self.context.column(self.schema, k.name)) is not None]
        names = {c.name.lower() for c in head}
        return (*head, *(c for c in columns if c.name.lower() not in names))

    def copy_of_input(self, target: st.Dataset | None, columns: tuple[Column, ...]) -> Part:
        """Return the data set of the input's rows with these columns, and those that only the run knows."""
        made = self.part(target, columns, complete=self.schema.complete)
        if not self.schema.complete:
            defined = self.context.catalog.find(made.target)
            assert defined is not None
            carried = replace(
                self.schema, columns=columns, sorted_by=defined.sorted_by, unique_by=(), label=""
            )
            self.context.catalog.define(made.target, carried)
        return self.with_values(made)

    def with_values(self, part: Part) -> Part:
        """Return a data set of the input's rows with the values of BY variables as they are in the input.

        RANK, STANDARD, OUT= of OUTPUT: groups are those of formatted values, the rows keep their values.
        """
        groups = self.scan.groups
        return replace(part, values_of=tuple(name for name, _, _ in groups.formats)) if groups else part

    def part(
        self, target: st.Dataset | None, columns: tuple[Column, ...], key: str = "", *, complete: bool = True
    ) -> Part:
        """Return what makes a data set of a table of the result; its schema is told to the catalog."""
        return part(
            self.context, target, columns, key, complete=complete, order=signed(in_order(self.step, self.by))
        )

    def ods(self, tables: Mapping[str, tuple[Column, ...]], *, by: bool = True) -> list[Part]:
        """Return a part for each table that ODS OUTPUT asks for."""
        found = []
        for name, columns in tables.items():
            target = self.context.ods_outputs.pop(name.lower(), None)
            if target is not None:
                columns = described(self.context, self.step, name, columns, self.schema.columns)
                found.append(self.part(target, self.with_by(columns) if by else columns, name))
        return found

    def finish(
        self, helper: str, arguments: Iterable[tuple[str, Argument]], parts: Iterable[Part], *,
        printed: Iterable[str] = (), groups: str = "split", sources: tuple[Scan, ...] = (), library: bool = False,
    ) -> list[Step]:  # fmt: skip
        """Return the step; none where nothing is made of it.

        Args: groups: "split" – the helper is called for each BY group; "inside" – it groups by values; "numbered" – it calls
        itself for each run of rows, as it needs to know their places in the whole data set.
        """
        parts, printed = tuple(parts), tuple(printed)
        if not parts and not printed and not library:
            return []
        context, step = self.context, self.step
        self.scan = context.complete(self.scan, self.schema, self.numbers)
        node = Analysis(
            helper=helper, sources=(self.scan, *sources), arguments=tuple(arguments), parts=parts, by=self.by,
            groups="split" if groups == "split" else "inside",
            check_order=self.unproved or (groups == "inside" and notsorted(step)), printed=printed,
            proc=step.name, title=context.title, library=library,
        )  # fmt: skip
        return [whole_step(step, context, node, (self.scan.dataset, *(s.dataset for s in sources)))]


def whole_step(
    step: st.ProcStep,
    context: Context,
    node: object,
    inputs: tuple[str, ...],
    parts: tuple[Part, ...] | None = None,
) -> Step:
    """Return the plan's step for a PROC."""
    made = node.parts if isinstance(node, Analysis) else parts or ()
    schemas = tuple((p.target, context.catalog.find(p.target) or Schema(p.schema)) for p in made)
    return Step(
        f"PROC {step.name}", node, tuple(dict.fromkeys(inputs)), tuple(p.target for p in made), schemas, step.at, step.end,
        notes=tuple(context.notes), comments=step.comments,
    )  # fmt: skip


def begin(
    step: st.ProcStep, context: Context, used: Iterable[str], harmless: Iterable[str] = (), *allowed: type[st.Node],
    keywords: Iterable[str] = (), open_ok: bool = False,
) -> Start:  # fmt: skip
    """Read the PROC statement and what most PROCs have: DATA=, BY, WHERE, FORMAT, LABEL. Others are refused.

    Args: open_ok: the PROC can work with a data set some of whose columns only the run knows, as it names what it needs.
    """
    given = options(step, ("data", *used), harmless)
    statements(step, *SHARED, *allowed, keywords=keywords)
    scan, schema = context.scan(dataset(given.get("data")), where(step), open_ok=open_ok)
    schema = attributes(step, schema, context)
    by = keys(step, schema, context)
    scan, schema = by_groups(by, scan, schema, context, step)
    return Start(step, context, given, scan, schema, by)


def without_formats(start: Start) -> None:
    """Refuse a data set of whose columns the formats, which the PROC prints and groups by, are not known either.

    Raises: LoweringError H0245.
    """
    if not start.schema.complete and start.schema.mixed:
        message = f"{start.step.name} of a data set whose columns and their formats only the run knows"
        raise LoweringError("H0245", message, start.step.at)


def part(
    context: Context, target: st.Dataset | None, columns: tuple[Column, ...], key: str = "", *, complete: bool = True,
    order: tuple[str, ...] = (),
) -> Part:  # fmt: skip
    """Return what makes a data set of a table; None as target stands for DATA1, DATA2 …"""
    if target is None:
        name, chosen = context.catalog.next_default(), [(c.name, c) for c in columns]
    else:
        if target.options.where is not None:
            raise LoweringError(
                "H0402", "WHERE= on an output data set of a PROC is not translated yet", target.at
            )
        if not complete and (
            target.options.keep is not None or target.options.drop is not None or target.options.rename
        ):
            raise LoweringError(
                "H0245", "KEEP=, DROP= and RENAME= of an output whose columns only the run knows", target.at
            )
        name, chosen = context.output(target, columns)
    made = tuple(c for _, c in chosen)
    select = [(old, c.name) for old, c in chosen] != [(c.name, c.name) for c in columns]
    present = {c.name.lower() for c in made}
    kept: tuple[str, ...] = ()
    for item in order:
        if item.lstrip("-") not in present:
            break
        kept = (*kept, item)
    context.catalog.define(name, Schema(made, complete, kept))
    return Part(key, name, tuple((old, c.name) for old, c in chosen), select, made, complete)


def out_or_ods(start: Start, table: str) -> st.Dataset | None:
    """Return the data set of OUT=, or of ODS OUTPUT where the table that it names is that of OUT=.

    Raises: LoweringError where both ask for it.
    """
    asked = dataset(start.given.get("out"))
    target = start.context.ods_outputs.pop(table, None)
    if asked is not None and target is not None:
        raise LoweringError("H0402", "OUT= and ODS OUTPUT of the same table are not translated", target.at)
    return asked or target


def flags(given: Mapping[str, st.Option], *names: str) -> list[tuple[str, Argument]]:
    """Return an argument for each of these options that is given."""
    return [(name, True) for name in names if name in given]


def names_of(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names of columns."""
    return tuple(c.name for c in columns)


def only(step: st.ProcStep, keyword: str) -> st.ProcStatement | st.RawStatement | None:
    """Return the last statement with that keyword, whatever its form."""
    found = named(step, keyword)
    raw = [s for s in step.body if isinstance(s, st.RawStatement) and s.keyword == keyword]
    return raw[-1] if raw else found
