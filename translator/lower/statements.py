"""DATA step statements to loop statements, after the compile phase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column, Type
from translator.lower import datasets as ds
from translator.lower.automatic import error_after, is_line, modify_code, only_set, return_code
from translator.lower.catalog import canonical
from translator.lower.declarations import Declarations, DraftHash, DraftInput
from translator.lower.implicit import over
from translator.lower.io import input_fields, put_fields
from translator.lower.known_formats import known_informat
from translator.lower.modify import Modified
from translator.lower.scope import LoweringError, Scope
from translator.lower.shown import automatic_values, everything
from translator.lower.values import Values, ends_clean
from translator.plan import loop as lp
from translator.plan import values as v

FIXED_ARGUMENTS = {  # positions of the arguments that a routine sets; "rest": from there on; None: all
    "SYMPUT": (), "SYMPUTX": (), "EXECUTE": (), "STREAMINIT": (), "SLEEP": (), "LABEL": (1,), "VNAME": (1,),
    "SCAN": (2, 3), "CATS": (0,), "CATX": (1,), "CATT": (0,), "CAT": (0,), "MISSING": None, "SORTN": None,
    "SORTC": None, "PRXSUBSTR": (2, 3), "PRXPOSN": (2, 3), "PRXCHANGE": (3, 4, 5), "PRXNEXT": (1, 4, 5),
    "PRXFREE": (0,), "RANUNI": (0, 1), "RANNOR": (0, 1), "RANBIN": (0, 3), "RANEXP": (0, 1), "RANPOI": (0, 2),
    "RANTBL": None, "RANGAM": (0, 2), "COMPCOST": (), "STDIZE": None, "RANPERM": None, "RANPERK": None,
    "POKELONG": (), "SYSTEM": (), "MODULE": (), "PRXDEBUG": (), "SET": (), "VNEXT": (0, 1, 2),
}  # fmt: skip


# What SAS says where a method fails whose return code no variable takes (Component Objects: Reference)
FAILURES = {"find": "Key not found.", "check": "Key not found.", "add": "Duplicate key.", "remove": "Key not found.",
            "replacedup": "Key not found.", "removedup": "Key not found."}  # fmt: skip


@dataclass(slots=True)
class Statements:
    """Lowers the statements of one step. `outputs` are the canonical names of the step's data sets in order."""

    found: Declarations
    values: Values
    outputs: list[str]
    lines: list[lp.Lines] = field(default_factory=list)
    infile: lp.Lines | None = None
    file: tuple[str, tuple[tuple[str, str], ...]] = ("log", ())
    explicit_output: bool = False
    reads: list[int] = field(default_factory=list)
    modified: Modified | None = None
    filerefs: dict[str, str] = field(default_factory=dict)
    datalines_options: tuple[tuple[str, str], ...] = ()
    make_input: Callable[[DraftInput], lp.Input] = lambda draft: lp.Input(draft.name, ())

    @property
    def scope(self) -> Scope:
        return self.found.scope

    def block(self, statements: tuple[st.Statement, ...]) -> tuple[lp.LoopStatement, ...]:
        """Lower a sequence of statements."""
        made: list[lp.LoopStatement] = []
        for statement in statements:
            self._none_left(statement)
            made += self.statement(statement)
            self._none_left(statement)
        return tuple(made)

    def _before(self, s: st.Statement) -> tuple[lp.LoopStatement, ...]:
        """What functions of the statement's expression give to variables: it stands before the statement."""
        made, self.values.before = tuple(replace(one, at=s.at) for one in self.values.before), []
        return made

    def _none_left(self, s: st.Statement) -> None:
        if self.values.before:
            raise LoweringError(
                "H0256",
                "FGET, or FILENAME with a variable, stands where its variable cannot be set first",
                s.at,
            )

    def statement(self, s: st.Statement) -> Iterator[lp.LoopStatement]:
        """Lower one statement; declarations give nothing."""
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        match s:
            case st.Assign(target=target) if only_set(self.scope, target):
                yield lp.Group(body=(), **where)
            case st.Assign(target=target, value=value) if is_line(self.scope, target):
                text = self.values.text(value, blanks=True)
                yield lp.ReplaceLine(lines=self._lines(s), value=text, **where)
            case st.Assign(target=sx.Var(name), value=sx.New()):
                yield self._hash(self.found.hashes[name.lower()], s)
            case st.Assign(target=target, value=sx.MethodCall() as call) if self._results(call) is not None:
                yield from self._invoke(call, s)
                rc: sx.Expr = sx.Number(0.0)
                if call.method.lower() in ("sum", "sumdup"):
                    keys = tuple(pair for pair in call.args if pair[0].lower() == "key")
                    rc = replace(call, method="check", args=keys)
                yield self._assign(target, rc, s)
            case st.Assign(target=target, value=value):
                assign = self._assign(target, value, s)
                yield from self._before(s)
                yield assign
            case st.Sum(target=target, value=value):
                yield lp.Accumulate(target=self._target(target), value=self.values.number(value), **where)
            case st.If(condition=condition, then=then, otherwise=otherwise):
                test = self.values.condition(condition)
                yield from self._before(s)
                yes = self.block((then,))
                no = self.block((otherwise,)) if otherwise is not None else ()
                yield lp.If(condition=test, then=yes, otherwise=no, **where)
            case st.SubsettingIf(condition=condition):
                test = v.Logic("not", (self.values.condition(condition),))
                yield from self._before(s)
                yield lp.If(condition=test, then=(lp.Leave(kind="delete", at=s.at),), **where)
            case st.Block(body=body):
                yield lp.Group(body=self.block(body), **where)
            case st.Loop():
                yield self._loop(s)
            case st.Select():
                yield self._select(s)
            case st.Set() | st.Merge() | st.Update() | st.Modify():
                number = self.found.reader_of[id(s)].number
                self.values.reader = number
                self.reads.append(number)
                yield lp.Read(reader=number, **where)
                changed = self.modified is not None and self.modified.in_place and isinstance(s, st.Modify)
                keyed = bool({"point", "key"} & {option for option, _ in s.options})
                if changed and self.modified is not None and self.modified.reader.by is not None:
                    keyed = True
                if changed and "_iorc_" in self.scope.variables:
                    yield modify_code(number)
                elif "key" in dict(s.options):
                    yield return_code(number)
                if keyed:
                    yield from error_after(self.scope, "_failed_", number)
            case st.Output(datasets=datasets):
                self.explicit_output = True
                positions = self._positions(datasets, s)
                if (
                    self.modified is not None
                    and self.modified.in_place
                    and self.modified.position in positions
                ):
                    yield lp.Change(kind="add", reader=self.modified.reader.number, **where)
                    positions = tuple(p for p in positions if p != self.modified.position)
                    where = {"at": s.at}
                if positions or self.modified is None:
                    yield lp.Output(to=positions, **where)
            case st.Simple(kind=kind):
                if kind in ("delete", "return", "stop", "abort", "leave", "continue"):
                    yield lp.Leave(kind=kind, **where)
                elif kind == "list":
                    yield lp.ListLine(lines=self._lines(s), **where)
                elif kind != "null":
                    raise LoweringError("H0225", f"the statement {kind.upper()} is not translated yet", s.at)
            case st.CallRoutine(name=name, args=args):
                yield self._routine(name.upper(), args, s)
            case st.Input(items=items):
                fields, types = input_fields(items, self.scope, self.values.user_formats)
                pairs = tuple((name, self.scope.type_of(name)) for name, _ in types)
                self._check_informats(fields)
                label = dict((self.infile or lp.Lines(0, None)).options).get("eof", "")
                if label:  # an implicit GO TO when INPUT finds no line
                    ended = v.Truth(v.Automatic("_ran_out_", label, self._lines(s)))
                    jump = lp.Jump(kind="goto", label=label.lower(), at=s.at)
                    yield lp.If(condition=ended, then=(jump,), at=s.at)
                yield lp.ReadLine(lines=self._lines(s), items=fields, types=pairs, **where)
                yield from error_after(self.scope, "_error_", self._lines(s))
            case st.Infile(target=target, options=options):
                self._infile(target, options, s)
            case st.File(target=target, options=options):
                self.file = (self._device(target), tuple((n, literal(x)) for n, x in options))
            case st.Put(items=items, log=log):
                to, device = ("log", ()) if log else self.file
                yield self._write(to, items, device, s)
            case st.ErrorStatement(items=items):
                yield self._write("log", items, (), s)
                if "_error_" in self.scope.variables:
                    error = v.Variable("_ERROR_", self.scope.type_of("_error_"))
                    yield lp.Assign(target=error, value=v.Constant(1.0, error.type), at=s.at)
            case st.Declare(name=name):
                yield self._hash(self.found.hashes[name.lower()], s)
            case st.Invoke(call=call):
                yield from self._invoke(call, s)
            case st.Jump(kind=kind, label=label):
                yield lp.Jump(kind=kind, label=label.lower(), **where)
            case st.Label(name=name):
                yield lp.LabelHere(name=name.lower(), **where)
            case st.Unparsed(reason=reason):
                raise LoweringError("H0201", f"a statement could not be read: {reason}", s.at)
            case st.Replace() | st.Remove() if self.modified is None:
                word = type(s).__name__.upper()
                raise LoweringError("R0104", f"ERROR: {word} needs a MODIFY statement.", s.at)
            case st.Replace() | st.Remove() if self.modified is not None and self.modified.in_place:
                self.explicit_output = True
                number = self.modified.reader.number
                if isinstance(s, st.Replace):
                    yield lp.Change(kind="replace", reader=number, **where)
                else:
                    yield lp.Change(kind="remove", reader=number, **where)
            case st.Remove():
                yield lp.Leave(kind="delete", **where)
            case st.RawStatement(keyword=keyword):
                raise LoweringError("H0227", f"the statement {keyword.upper()} is not translated", s.at)
            case _:
                pass

    # --- assignments ------------------------------------------------------------------------------------

    def _target(self, target: sx.Expr) -> v.Variable | v.Element:
        value = self.values.value(target)
        if not isinstance(value, (v.Variable, v.Element)):
            raise LoweringError(
                "H0228", "the target of the assignment is not a variable", getattr(target, "at", None)
            )
        return value

    def _assign(self, target: sx.Expr, value: sx.Expr, s: st.Statement) -> lp.LoopStatement:
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        if (
            isinstance(target, sx.Call)
            and target.name.lower() == "substr"
            and "substr" not in self.scope.arrays
        ):
            args = target.args
            length = self.values.number(args[2]) if len(args) > 2 else None  # type: ignore[arg-type]
            return lp.AssignSubstring(
                target=self._target(args[0]),  # type: ignore[arg-type]
                position=self.values.number(args[1]),  # type: ignore[arg-type]
                length=length,
                value=self.values.text(value, blanks=True),
                **where,
            )
        lowered_target = self._target(target)
        return lp.Assign(target=lowered_target, value=self._fitted(value, lowered_target.type, s), **where)

    def _fitted(self, expr: sx.Expr, type_: Type, s: st.Statement) -> v.Value:
        """Lower a value for a variable of that type: converted, cut to its length."""
        value = self.values.value(expr)
        at = getattr(expr, "at", None) or s.at
        if type_.kind == "num":
            number = self.values.as_number(value, at)
            return number  # a short number is cut when the row is written, not before
        if value.type.kind == "num":
            value = self.values.as_text(value, min(12, type_.length), at)
        if isinstance(value, v.Constant):
            text = str(value.value)[: type_.length].rstrip(" ")
            return v.Constant(text, Type("char", max(len(text), 1), nullable=not text))
        if value.type.length <= type_.length and ends_clean(value):
            return value
        return v.Cut(value, type_.length, type_)

    # --- loops and choices ------------------------------------------------------------------------------

    def _loop(self, s: st.Loop) -> lp.LoopStatement:
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        if s.over:
            return self._over(s)
        index = self._target(s.index) if s.index is not None else None
        ranges: list[lp.Range] = []
        for item in s.ranges:
            if index is not None and index.type.kind == "char":
                ranges.append(lp.Range(self._fitted(item.start, index.type, s)))
                continue
            start = self.values.number(item.start)
            stop = self.values.number(item.stop) if item.stop is not None else None
            step = self.values.number(item.step) if item.step is not None else None
            if item.stop is None and step is not None:  # counts until WHILE, UNTIL or LEAVE ends it
                huge = 1.7976931348623157e308
                negative = isinstance(step, v.Constant) and isinstance(step.value, float) and step.value < 0
                stop = v.Constant(-huge if negative else huge, Type("num", 8, nullable=False))
            sign = 1 if step is None else 0
            if isinstance(step, v.Constant) and isinstance(step.value, float):
                sign = 1 if step.value > 0 else -1
            test = self.values.condition(item.while_) if item.while_ is not None else None
            ranges.append(lp.Range(start, stop, step, sign, test))
        while_ = self.values.condition(s.while_) if s.while_ is not None else None
        body = self.block(s.body)
        until = self.values.condition(s.until) if s.until is not None else None
        ranges = [
            replace(r, until=self.values.condition(item.until)) if item.until is not None else r
            for r, item in zip(ranges, s.ranges, strict=True)
        ]
        do = lp.Do(index=index, ranges=tuple(ranges), while_=while_, until=until, body=body, **where)
        return replace(do, counted=counted(do))

    def _over(self, s: st.Loop) -> lp.LoopStatement:
        """DO OVER: the body once for every element, unrolled over names is not needed: the index runs."""
        array = self.scope.arrays[s.over.lower()]
        index = self.scope.declare(array.index or "_i_", Type("num"))
        self.found.automatic_outputs.add(index.name.lower())
        renamed: list[Any] = [over(statement, array.name, index.name) for statement in s.body]
        loop = st.Loop(
            at=s.at, end=s.end, comments=s.comments, body=tuple(renamed), index=sx.Var(index.name),
            ranges=(st.DoRange(sx.Number(1.0), sx.Number(float(len(array.elements)))),),
        )  # fmt: skip
        return self._loop(loop)

    def _select(self, s: st.Select) -> lp.LoopStatement:
        if s.otherwise is None:
            otherwise: tuple[lp.LoopStatement, ...] = (
                lp.Fail(
                    code="R0110",
                    message=f"ERROR: Unsatisfied WHEN clause and no OTHERWISE clause at line {s.at.line} column {s.at.column}.",
                    at=s.at,
                ),
            )
        else:
            otherwise = ()
        branches = []
        for conditions, statement in s.whens:
            if s.operand is None:
                tests = [self.values.condition(c) for c in conditions]
            else:
                tests = [self.values.condition(sx.Binary("=", s.operand, c, s.at)) for c in conditions]
            test = tests[0] if len(tests) == 1 else v.Logic("or", tuple(tests))
            branches.append((test, self.block((statement,)), statement))
        if s.otherwise is not None:
            otherwise = self.block((s.otherwise,))
        for test, body, statement in reversed(branches):
            otherwise = (
                lp.If(
                    condition=test,
                    then=body,
                    otherwise=otherwise,
                    at=statement.at,
                    comments=statement.comments,
                ),
            )
        chosen: lp.LoopStatement = (
            replace(otherwise[0], comments=s.comments) if otherwise else lp.Group(body=(), at=s.at)
        )
        if _leaves_select(chosen):  # LEAVE ends the SELECT group: a loop that is gone through once
            true = v.Comparison("=", v.Constant(1.0, v.FLAG), v.Constant(1.0, v.FLAG), "smallest")
            return lp.Do(index=None, ranges=(), while_=None, until=true, body=(chosen,), at=s.at)
        return chosen

    # --- outputs, routines, files -----------------------------------------------------------------------

    def _positions(self, datasets: tuple[st.Dataset, ...], s: st.Statement) -> tuple[int, ...]:
        if not datasets:
            return tuple(i for i, name in enumerate(self.outputs) if name != "_null_")
        positions = []
        for dataset in datasets:
            name = canonical(dataset)
            if name not in self.outputs:
                raise LoweringError(
                    "R0104", "ERROR 455-185: Data set was not specified on the DATA statement.", s.at
                )
            positions.append(self.outputs.index(name))
        return tuple(positions)

    def _routine(self, name: str, args: tuple[sx.Argument, ...], s: st.Statement) -> lp.LoopStatement:
        if name not in FIXED_ARGUMENTS:
            raise LoweringError("H0230", f"CALL {name} is not translated yet", s.at)
        lowered: list[v.Value] = []
        for arg in self.values._expand(args):
            if isinstance(arg, (sx.Format, sx.Empty)):
                raise LoweringError("H0230", f"CALL {name} with this argument is not translated yet", s.at)
            value = self.values.value(arg, blanks=name in ("SYMPUT", "EXECUTE"))
            if name == "EXECUTE" and lowered and value.type.kind == "num":
                value = self.values.as_text(value, 12, s.at)
            if name == "SYMPUT" and lowered and value.type.kind == "num":
                text = "Numeric values have been converted to character values"
                self.values.note("N0401", text, getattr(arg, "at", None) or s.at)
            lowered.append(v.Flag(value) if isinstance(value, v.CONDITIONS) else value)
        if name == "SET":
            lowered = [self.values.as_number(lowered[0], s.at), *self._linked()]
            self.values.services.add("datasets")
        if name in ("SYMPUT", "SYMPUTX", "EXECUTE"):
            self.values.services.add("macro")
        if name in ("STREAMINIT",) or name.startswith("RAN"):
            self.values.services.add("random")
        return lp.Routine(name=name, args=tuple(lowered), at=s.at, comments=s.comments)

    def _write(
        self, to: str, items: tuple[st.PutItem, ...], device: tuple[tuple[str, str], ...], s: st.Statement
    ) -> lp.Write:
        fields = put_fields(items, self.scope, everything(self.found))
        shown = automatic_values(fields, self.found, self.values)
        return lp.Write(to=to, items=fields, options=device, values=shown, at=s.at, comments=s.comments)

    def _linked(self) -> list[v.Value]:
        """The variables that CALL SET links: all of the step. (Functions and CALL Routines: Reference, "CALL SET Routine".)"""
        elements = {e.lower() for a in self.scope.arrays.values() if a.temporary for e in a.elements}
        return [
            v.Variable(one.name, self.scope.type_of(one.name))
            for key, one in self.scope.variables.items()
            if key not in elements and key not in ("_n_", "_error_", "_iorc_", "_infile_")
        ]

    def _lines(self, s: st.Statement) -> int:
        if self.infile is None:
            if self.found.datalines is None:
                raise LoweringError("R0105", "ERROR: No DATALINES or INFILE statement.", s.at)
            self.infile = lp.Lines(len(self.lines), self.found.datalines, first_line=self.found.datalines_at)
            self.lines.append(self.infile)
        return self.infile.number

    def _check_informats(self, fields: tuple[st.InputItem, ...]) -> None:
        """The informats exist; those of dates read years of two digits by the default YEARCUTOFF=1926 only."""
        for item in fields:
            if isinstance(item, st.InputField) and item.informat is not None:
                row = known_informat(item.informat, self.values.user_formats)
                if row is not None and row.cutoff and self.values.yearcutoff != 1926:
                    raise LoweringError(
                        "H0246",
                        "INPUT of dates under another YEARCUTOFF= is not translated yet",
                        item.informat.at,
                    )

    def _infile(
        self, target: sx.Expr, options: tuple[tuple[str, sx.Expr | None], ...], s: st.Statement
    ) -> None:
        pairs = tuple(
            (
                name + "=variable"
                if isinstance(value, sx.Var) and name in ("dlm", "delimiter", "dlmstr")
                else name,
                literal(value),
            )
            for name, value in options
            if name != "_infile_"
        )
        if isinstance(target, sx.Var) and target.name.lower() in (
            "datalines",
            "cards",
            "lines",
            "datalines4",
            "cards4",
        ):
            if self.found.datalines is None:
                raise LoweringError("R0105", "ERROR: No DATALINES or INFILE statement.", s.at)
            lines: tuple[str, ...] | None = self.found.datalines
            made = lp.Lines(len(self.lines), lines, options=pairs, first_line=self.found.datalines_at)
        elif isinstance(target, sx.String):
            made = lp.Lines(len(self.lines), None, path=target.value, options=pairs)
        elif isinstance(target, sx.Var):
            made = lp.Lines(len(self.lines), None, fileref=target.name.lower(), options=pairs)
        else:
            raise LoweringError("H0231", "this form of INFILE is not translated", s.at)
        self.infile = made
        self.lines.append(made)

    def _device(self, target: sx.Expr) -> str:
        match target:
            case sx.Var(name):
                return name.lower()
            case sx.String(path):
                return f"'{path}'"
            case _:
                raise LoweringError(
                    "H0232", "this form of FILE is not translated", getattr(target, "at", None)
                )

    # --- hash objects -----------------------------------------------------------------------------------

    def _hash(self, draft: DraftHash, s: st.Statement) -> lp.LoopStatement:
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

    def _results(self, call: sx.MethodCall) -> sx.Expr | None:
        """Return the variable that a method gives its result to (`result:`, `sum:`), None where there is none."""
        if call.object.lower() not in self.found.hashes:
            return None
        return next((value for tag, value in call.args if tag.lower() in ("result", "r", "sum")), None)

    def _hash_output(self, call: sx.MethodCall, dataset: st.Dataset, s: st.Statement) -> lp.HashOutput:
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

    def _invoke(self, call: sx.Expr, s: st.Statement) -> Iterator[lp.LoopStatement]:
        if isinstance(call, sx.MethodCall) and call.method.lower() in (
            "definekey",
            "definedata",
            "definedone",
        ):
            return
        if isinstance(call, sx.MethodCall) and (target := self._results(call)) is not None:
            others = tuple(pair for pair in call.args if pair[1] is not target)
            found = self.values.value(replace(call, args=others))
            yield lp.Assign(target=self._target(target), value=found, at=s.at, comments=s.comments)
            return
        if isinstance(call, sx.MethodCall) and call.method.lower() == "output" and call.args:
            name = call.args[0][1]
            if isinstance(name, sx.DatasetText) and isinstance(name.dataset, st.Dataset):
                yield self._hash_output(call, name.dataset, s)
                return
            if not isinstance(name, (sx.String, sx.DatasetText)) and call.object.lower() in self.found.hashes:
                text = self.values.text(name)
                made = self._hash_output(call, st.Dataset("", "_computed_"), s)
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


def literal(value: sx.Expr | None) -> str:
    """Return the text of an INFILE or FILE option's value; "" for a flag."""
    match value:
        case None:
            return ""
        case sx.Number(number):
            return str(int(number))
        case sx.String(text):
            return text
        case sx.Var(name):
            return name
        case _:
            raise LoweringError("H0235", "an option's value must be a constant", getattr(value, "at", None))


def _leaves_select(statement: lp.LoopStatement) -> bool:
    """Does a LEAVE stand directly in a SELECT group (not in a DO loop within it)? CONTINUE beside it is refused."""
    match statement:
        case lp.Leave(kind="leave"):
            return True
        case lp.If(then=then, otherwise=otherwise):
            return any(_leaves_select(inner) for inner in (*then, *otherwise))
        case lp.Group(body=body):
            return any(_leaves_select(inner) for inner in body)
        case _:
            return False


def counted(do: lp.Do) -> bool:
    """Is the loop a plain count: index untouched by the body, no LEAVE, whole constant start and step?"""
    if not isinstance(do.index, v.Variable) or do.while_ or do.until:
        return False
    for item in do.ranges:
        bounds = [item.start] + ([item.step] if item.step is not None else [])
        if item.stop is None or item.while_ or item.until:
            return False
        if not all(isinstance(b, v.Constant) and float(b.value).is_integer() for b in bounds):
            return False
    from translator.lower.effects import assigned, leaves

    return do.index.name.lower() not in assigned(do.body) and not leaves(do.body)
