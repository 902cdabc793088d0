"""DATA step statements to loop statements, after the compile phase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, Type
from translator.lang.unread import sas_message
from translator.lower.arranging import ARRANGING, arranges, checked, with_result
from translator.lower.automatic import error_after, is_line, modify_code, only_set, return_code
from translator.lower.blanks import fits, length_giver, longest
from translator.lower.catalog import Signature, canonical
from translator.lower.declarations import Declarations
from translator.lower.effects import counted
from translator.lower.function_calls import expand, own_arguments
from translator.lower.hashes import Hashes
from translator.lower.implicit import over
from translator.lower.io import input_fields, put_fields, refuse_unnamed
from translator.lower.modify import Modified
from translator.lower.scope import LoweringError, Scope
from translator.lower.shown import automatic_values, data_vector, everything
from translator.lower.text_files import TextFiles
from translator.lower.values import Values
from translator.plan import loop as lp
from translator.plan import values as v

FIXED_ARGUMENTS: dict[str, tuple[int, ...] | None] = {  # positions of the arguments that a routine sets; "rest": from there on; None: all
    "SYMPUT": (), "SYMPUTX": (), "EXECUTE": (), "STREAMINIT": (), "SLEEP": (), "LABEL": (1,), "VNAME": (1,),
    "SCAN": (2, 3), "CATS": (0,), "CATX": (1,), "CATT": (0,), "CAT": (0,), "MISSING": None, "SORTN": None,
    "SORTC": None, "PRXSUBSTR": (2, 3), "PRXPOSN": (2, 3), "PRXCHANGE": (3, 4, 5, 6), "PRXNEXT": (1, 4, 5),
    "PRXFREE": (0,), "RANUNI": (0, 1), "RANNOR": (0, 1), "RANBIN": (0, 3), "RANEXP": (0, 1), "RANPOI": (0, 2),
    "RANTBL": None, "RANGAM": (0, 2), "RANCAU": (0, 1), "RANTRI": (0, 2), "COMPCOST": (), "STDIZE": None, "GRAYCODE": None,
    "POKELONG": (), "SYSTEM": (), "MODULE": (), "PRXDEBUG": (), "SET": (), "VNEXT": (0, 1, 2),
    "SOFTMAX": None, "LOGISTIC": None, "TANH": None, **dict.fromkeys(ARRANGING),
}  # fmt: skip

PADDED = {"SYMPUT": "all", "EXECUTE": "all", "PRXSUBSTR": 1, "PRXCHANGE": 2, "PRXNEXT": 3}
"""Routines that see the blanks behind a text: of all arguments, or of the one at a position."""


@dataclass(slots=True)
class Statements:
    """Lowers the statements of one step. `outputs` are the canonical names of the step's data sets in order."""

    found: Declarations
    values: Values
    outputs: list[str]
    hashes: Hashes
    files: TextFiles
    explicit_output: bool = False
    reads: list[int] = field(default_factory=list)
    modified: Modified | None = None

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
                yield lp.ReplaceLine(lines=self.files.current(s), value=text, **where)
            case st.Assign(target=sx.Var(name), value=sx.New()):
                yield self.hashes.declare(self.found.hashes[name.lower()], s)
            case st.Assign(target=target, value=sx.MethodCall() as call) if self.hashes.stands_apart(call):
                rc: sx.Expr = sx.Number(0.0)
                if any(tag.lower() == "sum" for tag, _ in call.args):
                    # missing only where there is no item, and its variable stays as it is; CHECK would add to the sum
                    others = tuple(pair for pair in call.args if pair[0].lower() != "sum")
                    gone = sx.Call("missing", (replace(call, args=others),))
                    rc = sx.Call("ifn", (gone, sx.Number(NO_SUCH_ITEM), sx.Number(0.0)))
                    yield self._assign(target, rc, s)
                    yield from self.hashes.invoke(call, s)
                    return
                yield from self.hashes.invoke(call, s)
                yield self._assign(target, rc, s)
            case st.Assign(target=target, value=sx.Call(name, args)) if arranges(self.scope, name):
                made = self._routine(name.upper(), args, s)
                yield with_result(self.values.target(target), made)
            case st.Assign(target=target, value=value):
                assign = self._assign(target, value, s)
                yield from self._before(s)
                yield assign
            case st.Sum(target=target, value=value):
                yield lp.Accumulate(
                    target=self.values.target(target), value=self.values.number(value), **where
                )
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
            case st.Loop(index=index, ranges=(st.DoRange(start, None, sx.Number(0.0), while_, until),)) if (
                index
            ):
                first = st.Assign(target=index, value=start, at=s.at, end=s.end, comments=())
                again = replace(s, index=None, ranges=(), while_=while_, until=until, comments=())
                yield lp.Group(body=self.block((first, again)), **where)  # BY 0: the same value in every turn
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
                    yield lp.ListLine(lines=self.files.current(s), **where)
                elif kind == "lostcard":
                    yield lp.LostLine(lines=self.files.current(s), **where)
                    yield lp.Leave(kind="delete", at=s.at)
                elif kind != "null":
                    raise LoweringError("H0225", f"the statement {kind.upper()} is not translated yet", s.at)
            case st.CallRoutine(name=name, args=args):
                yield self._routine(name.upper(), args, s)
            case st.Input(items=items):
                fields, types = input_fields(items, self.scope, self.values.user_formats)
                for item in fields:
                    for read in item.names if isinstance(item, st.InputField) else ():
                        self._own_length(read, "INPUT of", s)
                pairs = tuple((name, self.scope.type_of(name)) for name, _ in types)
                self.files.check_informats(fields)
                fields = tuple(self.files.read_in_full(item) for item in fields)
                yield lp.ReadLine(lines=self.files.current(s), items=fields, types=pairs, **where)
                yield from error_after(self.scope, "_error_", self.files.current(s))
                label = dict((self.files.infile or lp.Lines(0, None)).options).get("eof", "")
                if label:  # an implicit GO TO where INPUT finds no line, also in its midst
                    ended = v.Truth(v.Automatic("_ran_out_", label, self.files.current(s)))
                    jump = lp.Jump(kind="goto", label=label.lower(), at=s.at)
                    yield lp.If(condition=ended, then=(jump,), at=s.at)
            case st.Infile():
                yield from self.files.infile_statement(s)
            case st.File():
                yield from self.files.file_statement(s)
            case st.Put(items=items, log=log):
                to, device = ("log", ()) if log else self.files.file
                yield self._write(to, items, device, s)
            case st.ErrorStatement(items=items):
                if items:
                    yield self._write("log", items, (), s)
                if "_error_" in self.scope.variables:
                    error = v.Variable("_ERROR_", self.scope.type_of("_error_"))
                    yield lp.Assign(target=error, value=v.Constant(1.0, error.type), at=s.at)
            case st.Declare(name=name):
                yield self.hashes.declare(self.found.hashes[name.lower()], s)
            case st.Invoke(call=call):
                yield from self.hashes.invoke(call, s)
            case st.Jump(kind=kind, label=label):
                yield lp.Jump(kind=kind, label=label.lower(), **where)
            case st.Label(name=name):
                yield lp.LabelHere(name=name.lower(), **where)
            case st.Unparsed(reason=reason):
                raise LoweringError(
                    "H0201", sas_message(reason) or f"a statement could not be read: {reason}", s.at
                )
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

    def _assign(self, target: sx.Expr, value: sx.Expr, s: st.Statement) -> lp.LoopStatement:
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        if (
            isinstance(target, sx.Call)
            and target.name.lower() == "substr"
            and "substr" not in self.scope.arrays
        ):
            args = target.args
            self._own_length(args[0], "SUBSTR of", s)
            length = self.values.number(args[2]) if len(args) > 2 else None  # type: ignore[arg-type]
            return lp.AssignSubstring(
                target=self.values.target(args[0]),  # type: ignore[arg-type]
                position=self.values.number(args[1]),  # type: ignore[arg-type]
                length=length,
                value=self.values.text(value, blanks=True),
                **where,
            )
        lowered_target = self.values.target(target)
        fitted = self._fitted(value, lowered_target.type, s)
        if lowered_target.type.length == MACRO_LENGTH:
            fitted = self._cut_to_text(value, fitted, lowered_target, s)
        if isinstance(lowered_target, v.Element) and self.scope.uneven(lowered_target.array):
            if not (isinstance(fitted, v.Constant) and fitted.value == ""):
                fitted = v.CutTo(fitted, lowered_target, lowered_target.type)
        return lp.Assign(target=lowered_target, value=fitted, **where)

    def _cut_to_text(
        self, expr: sx.Expr, value: v.Value, target: v.Variable | v.Element, s: st.Statement
    ) -> v.Value:
        """Cut a value to the length that a text of the run gave its variable."""
        most = longest(value)
        name = target.name if isinstance(target, v.Variable) else target.array
        entry = self.scope.variables.get(name.lower())
        if (most is not None and most <= 1) or (entry is not None and entry.made_by is expr):
            return value
        if entry is None or entry.length_of is None:
            text = f"only the run knows the length of {name}: a longer text would be cut by SAS, and is not here."
            self.values.note("W0138", f"WARNING: {text}", s.at)
            return value
        inner = value.value if isinstance(value, v.Cut) and value.length == MACRO_LENGTH else value
        return (
            value
            if length_giver(inner) == entry.length_of
            else v.CutToText(inner, entry.length_of, target.type)
        )

    def _own_length(self, target: object, what: str, s: st.Statement) -> None:
        """Refuse to set an element, other than by an assignment, of an array whose texts differ in length."""
        if isinstance(target, sx.Element | sx.Call) and self.scope.uneven(target.name):
            message = f"{what} an element of {target.name}, whose variables differ in length"
            raise LoweringError("H0247", message, s.at)

    def _fitted(self, expr: sx.Expr, type_: Type, s: st.Statement) -> v.Value:
        """Lower a value for a variable of that type: converted, cut to its length."""
        value = self.values.stored(expr)
        at = getattr(expr, "at", None) or s.at
        if type_.kind == "num":
            number = self.values.as_number(value, at)
            return number  # a short number is cut when the row is written, not before
        if value.type.kind == "num":
            if type_.length == MACRO_LENGTH:
                raise LoweringError(
                    "H0247", "the number is written as wide as a text that only the run knows", at
                )
            # SAS Language Reference: Concepts, "Variable Type Conversions": BESTw., w the variable's length, at most 32
            value = self.values.as_text(value, min(32, type_.length), at)
        if isinstance(value, v.Constant):
            text = str(value.value)[: type_.length].rstrip(" ")
            return v.Constant(text, Type("char", max(len(text), 1), nullable=not text))
        if fits(value, type_.length, self.values.settings):
            return value
        return v.Cut(value, type_.length, type_)

    # --- loops and choices ------------------------------------------------------------------------------

    def _loop(self, s: st.Loop) -> lp.LoopStatement:
        where: dict[str, Any] = {"at": s.at, "comments": s.comments}
        if s.over:
            return self._over(s)
        index = self.values.target(s.index) if s.index is not None else None
        ranges: list[lp.Range] = []
        for item in s.ranges:
            if index is not None and index.type.kind == "char":
                if item.stop is not None or item.step is not None:
                    text = "ERROR: The index of a DO statement with TO or BY must be numeric."
                    raise LoweringError("R0169", text, item.start.at)
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
        chosen = _without_last_leave(chosen)
        if _ends_early(chosen, "leave"):  # LEAVE ends the SELECT group: a loop that is gone through once
            if _ends_early(chosen, "continue"):
                raise LoweringError(
                    "H0225", "LEAVE and CONTINUE in the same SELECT group are not translated", s.at
                )
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

    def _routine(self, name: str, args: tuple[sx.Argument, ...], s: st.Statement) -> lp.Routine:
        own = self.values.own_function(name)
        if name not in FIXED_ARGUMENTS and own is not None and not own.kind:
            return self._own_routine(name, own, args, s)
        if name not in FIXED_ARGUMENTS:
            raise LoweringError("H0230", f"CALL {name} is not translated yet", s.at)
        lowered: list[v.Value] = []
        if name not in ("MISSING", "SYMPUT", "SYMPUTX", "EXECUTE"):
            for given in args:
                self._own_length(given, f"CALL {name} with", s)
        for arg in expand(self.values, args):
            if isinstance(arg, (sx.Format, sx.Empty)):
                raise LoweringError("H0230", f"CALL {name} with this argument is not translated yet", s.at)
            value = self.values.value(arg, blanks=PADDED.get(name) in (len(lowered), "all"))
            if name == "EXECUTE" and lowered and value.type.kind == "num":
                value = self.values.as_text(value, 12, s.at)
            if name == "SYMPUT" and lowered and value.type.kind == "num":
                text = "Numeric values have been converted to character values"
                self.values.note("N0401", text, getattr(arg, "at", None) or s.at)
            lowered.append(v.Flag(value) if isinstance(value, v.CONDITIONS) else value)
        if name == "STREAMINIT" and len(lowered) == 2:
            generator = lowered.pop(0)
            if not isinstance(generator, v.Constant) or str(generator.value).strip().upper() != "MTHYBRID":
                raise LoweringError("H0257", "STREAMINIT with another generator than MTHYBRID", s.at)
        if name == "VNEXT":
            lowered += data_vector(self.found, s)
        if name == "SET":
            lowered = [self.values.as_number(lowered[0], s.at), *self._linked()]
            self.values.services.add("datasets")
        if name in ("SYMPUT", "SYMPUTX", "EXECUTE"):
            self.values.services.add("macro")
        if name in ("STREAMINIT",) or name.startswith("RAN"):
            self.values.services.add("random")
        return checked(lp.Routine(name=name, args=tuple(lowered), at=s.at, comments=s.comments))

    def _own_routine(
        self, name: str, own: Signature, args: tuple[sx.Argument, ...], s: st.Statement
    ) -> lp.Routine:
        """CALL of a subroutine of PROC FCMP; what it changes must be variables of the right type and length."""
        lowered = own_arguments(self.values, name, own, expand(self.values, args), s.at)
        changed = [arg for arg, parameter in zip(lowered, own.names, strict=True) if parameter in own.outargs]
        if not all(isinstance(arg, v.Variable) and arg.type.kind == "num" for arg in changed):
            raise LoweringError("H0606", f"CALL {name} changes what is no numeric variable", s.at)
        return lp.Routine(name=f"FCMP {name}", args=lowered, at=s.at, comments=s.comments)

    def _write(
        self, to: str, items: tuple[st.PutItem, ...], device: tuple[tuple[str, str], ...], s: st.Statement
    ) -> lp.Write:
        fields = put_fields(items, self.scope, everything(self.found))
        fields = tuple(self.files.in_full(item) for item in fields)
        refuse_unnamed(fields, self.scope, s)
        shown = automatic_values(fields, self.found, self.values)
        texts = tuple(
            (place, self.values.text(item.value, blanks=True))
            for place, item in enumerate(fields)
            if isinstance(item, st.PutText) and item.value is not None
        )
        return lp.Write(
            to=to, items=fields, options=device, values=shown, texts=texts, at=s.at, comments=s.comments
        )

    def _linked(self) -> list[v.Value]:
        """The variables that CALL SET links: all of the step. (Functions and CALL Routines: Reference, "CALL SET Routine".)"""
        elements = {e.lower() for a in self.scope.arrays.values() if a.temporary for e in a.elements}
        return [
            v.Variable(one.name, self.scope.type_of(one.name))
            for key, one in self.scope.variables.items()
            if key not in elements and key not in ("_n_", "_error_", "_iorc_", "_infile_")
        ]


NO_SUCH_ITEM = 160038.0
"""What the methods of a hash object return where the key is not there."""


def _without_last_leave(statement: lp.LoopStatement) -> lp.LoopStatement:
    """Return a SELECT group without the LEAVE that nothing of the group follows."""

    def block(body: tuple[lp.LoopStatement, ...]) -> tuple[lp.LoopStatement, ...]:
        return (*body[:-1], _without_last_leave(body[-1])) if body else body

    match statement:
        case lp.Leave(kind="leave"):
            return lp.Group(body=(), at=statement.at, comments=statement.comments)
        case lp.If():
            return replace(statement, then=block(statement.then), otherwise=block(statement.otherwise))
        case lp.Group():
            return replace(statement, body=block(statement.body))
        case _:
            return statement


def _ends_early(statement: lp.LoopStatement, kind: str) -> bool:
    """Does a LEAVE or a CONTINUE stand directly in a SELECT group (not in a DO loop within it)?"""
    match statement:
        case lp.Leave():
            return statement.kind == kind
        case lp.If(then=then, otherwise=otherwise):
            return any(_ends_early(inner, kind) for inner in (*then, *otherwise))
        case lp.Group(body=body):
            return any(_ends_early(inner, kind) for inner in body)
        case _:
            return False
