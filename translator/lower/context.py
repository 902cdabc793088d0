"""What lowering knows while it goes through a program, and what PROCs need to lower themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.macro_text import TitleLine
from translator.lang.types import Column, Schema
from translator.lower import datasets as ds
from translator.lower.catalog import Catalog, canonical, unseen_note
from translator.lower.guess import text_names
from translator.lower.scope import LoweringError
from translator.lower.values import Values
from translator.plan import values as v
from translator.plan.relations import Logged, Note, OpenInput, Scan, Step


@dataclass(slots=True)
class Context:
    """State of the lowering of one program.

    `special`: some value of the program can be .A-.Z or ._ . `formats`: the program's own formats, compiled, by
    upper-case name. `titles`: TITLE lines in force, `footnotes` likewise. `limits`: OPTIONS FIRSTOBS= and OBS=.
    """

    catalog: Catalog
    special: bool = False
    large: bool = False  # the program's text has numbers from 1E100 on
    formats: dict[str, object] = field(default_factory=dict)
    titles: list[TitleLine] = field(default_factory=list)
    footnotes: list[TitleLine] = field(default_factory=list)
    comments: tuple[str, ...] = ()  # of statements that leave nothing to do: they go with what follows
    librefs: dict[str, str] = field(default_factory=dict)
    connections: Mapping[str, str] = field(default_factory=dict)  # of the site: name -> URL of a database
    databases: set[str] = field(default_factory=set)  # librefs of databases
    limits: tuple[int | None, int | None] = (None, None)
    yearcutoff: int = 1926
    settings: dict[str, str | None] = field(default_factory=dict)  # what OPTIONS has set, for GETOPTION
    missing_letters: str = ""
    from_outside: bool = False  # WORK may hold data sets that no step makes: those that a macro is called for
    loops: bool = False  # leave out the column-wise rules
    hint: Callable[[str], str | None] = lambda name: (
        None
    )  # the value of a variable of the run, where rows of the text tell it
    runtime_macro: Callable[[str], None] = lambda name: None  # told of each macro variable that the run sets
    ods_requests: Any = ()  # of ODS OUTPUT, in force (ods_outputs.Pending)
    ods_outputs: dict[str, st.Dataset] = field(
        default_factory=dict
    )  # the tables that the PROC at hand writes
    selection: Any = None  # tables that are printed: ODS SELECT and EXCLUDE (ods_selection.Selection)
    told: dict[str, str] = field(
        default_factory=dict
    )  # values of %SYSFUNC that the program's text tells after all
    run_time_paths: int = 0  # files whose paths only the run knows, so far
    text_files: dict[str, Sequence[object]] = field(default_factory=dict)  # file -> its lines, or its columns
    file_paths: dict[str, str] = field(default_factory=dict)  # fileref -> path
    folder: Path | None = None  # of the program: relative paths are looked up there
    looked_for: set[Path] = field(default_factory=set)  # files that the translation hangs on, there or not
    proc_state: dict[str, object] = field(
        default_factory=dict
    )  # what a PROC keeps from one of its steps to the next
    diagnostics: list[Diagnostic] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    log: list[Logged] = field(
        default_factory=list
    )  # lines of the log: they go with the next step that is made
    unsure: set[str] = field(
        default_factory=set
    )  # names (lower case) of such columns of the PROC, of a type not known
    needed: dict[str, str] = field(
        default_factory=dict
    )  # names taken to be columns that only the run knows: their kind

    # --- for PROCs --------------------------------------------------------------------------------------

    def scan(
        self, dataset: st.Dataset | None, where: sx.Expr | None = None, *, open_ok: bool = False
    ) -> tuple[Scan, Schema]:
        """Return the plan's input for a DATA= option (None: _LAST_), with the schema of what is read.

        KEEP=, DROP=, RENAME=, WHERE=, FIRSTOBS=, OBS= are applied; `where` is the PROC's WHERE statement. `open_ok`: the
        PROC names every variable it needs, so that columns only the run knows do no harm.
        Raises: LoweringError where the data set does not exist, or is open and may not be.
        """
        self.needed = {}
        dataset = dataset or st.Dataset("", "_LAST_", "special")
        name, _ = ds.expand(dataset, self.catalog)[0]
        schema = ds.known(name, self.catalog, dataset, open_ok=open_ok)
        options = dataset.options
        unknown = [option for option, _ in options.others if option.lower() not in ds.HARMLESS]
        if unknown:
            raise LoweringError(
                "H0240", f"the data set option {unknown[0].upper()}= is not translated", dataset.at
            )
        chosen = ds.select(schema.columns, options)
        opened = None
        if self.catalog.is_unseen(name):
            self.notes.append(Note("C0302", unseen_note(name)))
        if not schema.complete:
            keep, drop, rename = ds.open_choice(options, dataset.at)
            chosen = [(column.name, column) for _, column in chosen]
            if keep is not None or drop or rename:
                opened = OpenInput((), (), keep, drop, rename)
        columns = tuple(column for _, column in chosen)
        everything = not schema.complete or (len(columns) == len(schema.columns) and not options.rename)
        conditions = [c for c in (options.where, where) if c is not None]
        test: v.Value | None = None
        unread: dict[str, str] = {}
        for condition in conditions:
            hidden: list[tuple[str, Column]] = []
            if schema.complete:
                condition, hidden = ds.left_out(schema.columns, chosen, condition)
            unread |= {before: column.name for before, column in hidden}
            lowering = self.values((*columns, *(column for _, column in hidden)), where=True)
            if not schema.complete:
                lowering.scope.open_type, lowering.scope.texts = (
                    schema.open_type,
                    frozenset(text_names(condition)),
                )
            lowered = lowering.condition(condition)
            self.needed |= {name: lowering.scope.type_of(name).kind for name in lowering.scope.guessed}
            test = lowered if test is None else v.Logic("and", (test, lowered))
        firstobs, obs = ds.whole_number(options.firstobs), ds.whole_number(options.obs)
        scan = Scan(
            name,
            tuple((old, column.name) for old, column in chosen),
            everything,
            test,
            firstobs=self.limits[0] if firstobs is None else firstobs if firstobs != 1 else None,
            obs=obs if obs is not None else self.limits[1] if options.obs is None else None,
            opened=opened,
            unread=tuple(unread.items()),
        )
        names = {old.lower(): column.name.lower() for old, column in chosen}
        order: tuple[str, ...] = ()
        for key in schema.sorted_by:
            if key.lstrip("-") not in names:
                break
            order = (*order, ("-" if key.startswith("-") else "") + names[key.lstrip("-")])
        return scan, replace(schema, columns=columns, sorted_by=order, unique_by=())

    @property
    def title(self) -> TitleLine:
        """The first TITLE line in force."""
        return self.titles[0] if self.titles else ""

    def complete(self, scan: Scan, schema: Schema, numbers: Iterable[str] = ()) -> Scan:
        """Return the scan with what the PROC needs of columns that only the run knows; `numbers` must be numeric."""
        if schema.complete or not self.needed:
            return scan
        before = scan.opened or OpenInput(())
        kinds = self.needed | {name: "num" for name in numbers if name in self.needed}
        return replace(scan, opened=replace(before, present=tuple(kinds.items())))

    def values(self, columns: tuple[Column, ...], *, where: bool = False) -> Values:
        """Return a lowering of expressions over these columns."""
        scope = ds.columns_scope(columns, special=self.special)
        return Values(
            scope, user_formats=self.formats, where=where, note=self._note, yearcutoff=self.yearcutoff,
            settings=self.settings, catalog=self.catalog,
        )  # fmt: skip

    def names(self, items: tuple[sx.NameItem, ...], schema: Schema) -> list[Column]:
        """Return the columns that a list of variables names, in its order.

        Raises: LoweringError with SAS's message where a variable is not found.
        """
        scope = ds.columns_scope(schema.columns)
        scope.open_type = None if schema.complete else schema.open_type
        found = []
        for name in scope.resolve(items):
            column = schema.find(name)
            if column is None and not schema.complete:
                column = Column(open_name(name), schema.open_type, schema.open_format)
                self.needed.setdefault(column.name, "any" if schema.mixed else schema.open_type.kind)
                if schema.mixed:
                    self.unsure.add(column.name.lower())
            if column is None:
                at = getattr(items[0], "at", None)
                raise LoweringError("R0106", f"ERROR: Variable {name.upper()} not found.", at)
            found.append(column)
        return found

    def column(self, schema: Schema, name: str) -> Column | None:
        """Return a column that `names` or BY found: also one that only the run knows."""
        column = schema.find(name)
        spelled = next((n for n in self.needed if n.lower() == name.lower()), None)
        if column is None and not schema.complete and spelled is not None:
            return Column(spelled, schema.open_type, schema.open_format)
        return column

    def output(
        self, dataset: st.Dataset, columns: tuple[Column, ...]
    ) -> tuple[str, list[tuple[str, Column]]]:
        """Return (canonical name, [(column as made, column as written)]) for an OUT= data set with its options."""
        return canonical(dataset), ds.select(columns, dataset.options)

    def _note(self, code: str, text: str, at: object) -> None:
        note = Note(code, f"NOTE: {text}" if not text.startswith(("NOTE", "WARNING")) else text)
        if note not in self.notes:
            self.notes.append(note)

    def diagnose(self, error: LoweringError) -> None:
        """Record a refusal as a diagnostic, once."""
        found = diagnose(error.code, error.message, error.at)
        if found not in self.diagnostics:
            self.diagnostics.append(found)


def open_name(name: str) -> str:
    """Return a name that TRANSPOSE made as it spells it: col1 is COL1. Other names stay as they are written."""
    return name.upper() if name.lower().startswith("col") and name[3:].isdigit() else name


LowerProc = Callable[[st.ProcStep, Context], list[Step]]
"""A PROC's lowering: the steps of the plan that it becomes. It records the schemas of its outputs with
`context.catalog.define`, uses, notes or refuses every option (LoweringError: the PROC becomes a hole)."""
