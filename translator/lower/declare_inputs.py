"""The compile phase of what reads data sets: SET, MERGE, UPDATE, MODIFY, and the BY statements that go with them."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang.types import Column, Schema, Type
from translator.lower import datasets as ds
from translator.lower.catalog import Catalog, display, unseen_note
from translator.lower.declarations import Declarations, DraftInput, DraftReader
from translator.lower.guess import TEXT
from translator.lower.lists import STAR
from translator.lower.scope import Automatic, LoweringError

Reading = st.Set | st.Merge | st.Update | st.Modify


class InputDeclarer:
    """Declares the readers of one DATA step and the variables that they bring."""

    def __init__(self, catalog: Catalog, found: Declarations) -> None:
        self.catalog = catalog
        self.found = found
        self.scope = found.scope
        self.pending_by: st.By | None = None  # a BY statement that stands before its SET
        self.texts: frozenset[str] = frozenset()
        self.rows = 0  # inputs whose columns only the run knows

    def start(self, statements: tuple[st.Statement, ...], texts: frozenset[str]) -> None:
        """Note what is known before the walk.

        `texts` are the names that the step uses as texts: they tell the types of columns that only the run knows.
        NOBS= has its value before the first row is read, wherever the statement stands.
        """
        self.texts = texts
        for number, reader in enumerate(_readers(statements)):
            for option, count in reader.options:
                if option == "nobs":
                    self.scope.automatic[count.lower()] = Automatic("nobs", count, number)

    def end(self) -> None:
        """Give a BY statement that no reader followed to the first reader."""
        if self.pending_by is not None and self.found.readers:
            self._bind(self.pending_by, self.found.readers[0])

    def reader(self, s: Reading, datasets: tuple[st.Dataset, ...]) -> int:
        """Declare a reader of these data sets and return its number."""
        kind = type(s).__name__.lower()
        number = len(self.found.readers)
        options = dict(s.options)
        if not datasets:
            datasets = (st.Dataset("", "_LAST_", "special"),)
        inputs: list[DraftInput] = []
        for listed in datasets:
            for name, dataset in ds.expand(listed, self.catalog, several=kind == "set"):
                if name.startswith(STAR) and (
                    kind != "set" or _counted(dataset.options) or "indsname" in options
                ):
                    message = "a list of data sets that only the run knows can be read by a plain SET only"
                    raise LoweringError("H0103", message, dataset.at)
                schema = ds.known(name, self.catalog, dataset, open_ok=True)
                if not schema.complete:
                    inputs.append(self._open(s, name, dataset, schema))
                    continue
                for message in ds.check_names(dataset.options, schema.columns, name, dataset.at):
                    raise LoweringError(
                        "R0106", f"ERROR: {message}", dataset.at
                    )  # DKRICOND=ERROR, the default
                chosen = ds.select(schema.columns, dataset.options)
                inputs.append(DraftInput(name, dataset, chosen, source=schema.columns))
        reader = DraftReader(number, kind, s, inputs, options)
        self.found.readers.append(reader)
        self.found.reader_of[id(s)] = reader
        for position, draft in enumerate(inputs):
            if draft.row:
                row = self.scope.declare(draft.row, Type("num"))
                row.role, row.assigned = "read", True
            for _, column in draft.columns:
                self._read_column(column)
            flag = draft.dataset.options.in_
            if flag:
                self.scope.automatic[flag.lower()] = Automatic(
                    "in", flag, number, position, len(self.scope.variables)
                )
        for option, auto in (("end", "end"), ("nobs", "nobs")):
            if option in options:
                self.scope.automatic.pop(options[option].lower(), None)  # NOBS= was known before
                self.scope.automatic[options[option].lower()] = Automatic(
                    auto,
                    options[option],
                    number,
                    place=len(self.scope.variables),
                    never=auto == "end" and not options.keys().isdisjoint({"point", "key"}),
                )
                earlier = self.scope.variables.get(options[option].lower())
                if (
                    earlier is not None
                ):  # named before the statement that defines it: do i = 1 to n; set a nobs=n;
                    earlier.assigned = True
                    self.found.automatic_outputs.add(options[option].lower())
        for option, type_ in (
            ("point", Type("num")),
            ("curobs", Type("num")),
            ("indsname", Type("char", 41)),
        ):
            if option in options:
                entry = self.scope.declare(options[option], type_)
                entry.assigned, entry.role = True, "retained"
                self.found.automatic_outputs.add(entry.name.lower())
        if self.pending_by is not None:
            self._bind(self.pending_by, reader)
        return number

    def _open(self, s: st.Statement, name: str, dataset: st.Dataset, schema: Schema) -> DraftInput:
        """An input whose columns only the run knows in full."""
        scope = self.scope
        ds.open_choice(dataset.options, dataset.at)
        if self.catalog.is_unseen(name):
            self.found.notes.append(("C0302", unseen_note(name), dataset.at))
        if isinstance(s, (st.Update, st.Modify)):
            raise LoweringError(
                "H0245", f"{type(s).__name__.upper()} of a data set whose columns only the run knows", s.at
            )
        if scope.open_type is None:
            self.found.leading = [e.name for e in scope.variables.values()]
            scope.open_type, scope.open_format, scope.open_mixed = (
                schema.open_type,
                schema.open_format,
                schema.mixed,
            )
        else:
            same = not (scope.open_mixed or schema.mixed) and scope.open_format == schema.open_format
            if same and scope.open_type.kind == schema.open_type.kind:
                if scope.open_type.length != schema.open_type.length:
                    scope.open_type = TEXT
            else:
                scope.open_type, scope.open_format, scope.open_mixed = Type("num"), "", True
        text = scope.open_mixed or scope.open_type.kind == "char"
        scope.texts = self.texts if text else frozenset()
        self.rows += 1
        row = f"_row_of_{name.rpartition('.')[2]}" + (f"_{self.rows}" if self.rows > 1 else "")
        columns = [(column.name, column) for _, column in ds.select(schema.columns, dataset.options)]
        return DraftInput(name, dataset, columns, row)

    def _read_column(self, column: Column) -> None:
        entry = self.scope.declare(column.name, column.type)
        if entry.type is not None and entry.type.kind != column.type.kind:
            raise LoweringError(
                "R0102",
                f"ERROR: Variable {column.name} has been defined as both character and numeric.",
                None,
            )
        if entry.role != "temporary":
            entry.role = "read"
        entry.assigned = True
        entry.format = entry.format or column.format
        entry.informat = entry.informat or column.informat
        entry.label = entry.label or column.label

    def by(self, s: st.By) -> None:
        """Bind a BY statement to the reader before it, or keep it for the one to come."""
        unbound = [r for r in self.found.readers if r.by is None]
        if unbound:
            self._bind(s, unbound[-1])
        else:
            self.pending_by = s

    def _bind(self, s: st.By, reader: DraftReader) -> None:
        if any(draft.name.startswith(STAR) for draft in reader.inputs):
            raise LoweringError("H0103", "BY with a list of data sets that only the run knows", s.at)
        reader.by = s
        self.pending_by = None
        names: list[str] = []
        for item, _ in s.keys:
            for name in self.scope.resolve([item]):
                if name.lower() not in self.scope.variables and self.scope.open_type is not None:
                    name = self.scope.guess(name).name
                if name.lower() not in self.scope.variables:
                    shown = display(reader.inputs[0].name)
                    raise LoweringError(
                        "R0103", f"ERROR: BY variable {name} is not on input data set {shown}.", s.at
                    )
                names.append(self.scope.spelling(name))
        self.found.by[reader.number] = tuple(names)
        self.found.by_places[reader.number] = len(self.scope.variables)


def _readers(statements: tuple[st.Statement, ...]) -> list[Reading]:
    """Return the statements that read data sets, in order of the text."""
    found: list[Reading] = []
    for s in statements:
        match s:
            case st.Set() | st.Merge() | st.Update() | st.Modify():
                found.append(s)
            case st.If(then=then, otherwise=otherwise):
                found += _readers((then,) if otherwise is None else (then, otherwise))
            case st.Block(body=body) | st.Loop(body=body):
                found += _readers(body)
            case st.Select(whens=whens, otherwise=otherwise):
                found += _readers(
                    tuple(one for _, one in whens) + ((otherwise,) if otherwise is not None else ())
                )
            case _:
                pass
    return found


def _counted(options: st.DatasetOptions) -> bool:
    """Do options count the rows of each data set?"""
    return options.firstobs is not None or options.obs is not None
