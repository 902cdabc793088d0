"""Expressions to values: names resolved, conversions explicit, trailing blanks where they count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lang.types import NUMBER, Type
from translator.library.functions import find
from translator.library.missing import special_missing
from translator.library.rows import Function
from translator.library.system_options import Settings, option_value
from translator.library.variable_facts import ATTRIBUTES
from translator.lower.catalog import Catalog
from translator.lower.data_set_functions import data_set_call
from translator.lower.file_functions import FILE_FUNCTIONS, fget_part, file_call
from translator.lower.known_formats import known_informat
from translator.lower.named_arguments import check_names
from translator.lower.places import is_work, path_of
from translator.lower.scope import LoweringError, Scope
from translator.plan import loop as lp
from translator.plan import values as v

# Functions whose result never ends in blanks when their arguments do not
TRIMMED = frozenset("UPCASE LOWCASE PROPCASE STRIP TRIMN CATS CATX VNAME VLABEL SYMGET".split())
COUNTS = frozenset(
    "N NMISS CMISS MISSING LENGTH LENGTHN LENGTHC LENGTHM INDEX INDEXC INDEXW FIND FINDC FINDW COUNT COUNTC COUNTW "
    "VERIFY WHICHN WHICHC DIM HBOUND LBOUND RANK EXIST FILEEXIST".split()
)
TEXT_INFORMAT = (
    8  # columns of a character informat without a width (Formats and Informats, "$UPCASEw. Informat")
)
DIGESTS = {"MD5": ("md5", 32), "SHA256": ("sha256", 64)}  # PUT of one with $HEX is HASHING
BY_NAME = frozenset((*ATTRIBUTES, "VVALUE"))
COMPARISONS = {"=": "=", "ne": "ne", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
TRUNCATED = {"eqt": "=", "net": "ne", "ltt": "<", "let": "<=", "gtt": ">", "get": ">="}


@dataclass(slots=True)
class Values:
    """Lowers the expressions of one step. `reader` is the number of the reader last seen, for FIRST. and LAST."""

    scope: Scope
    by: dict[int, tuple[str, ...]] = field(default_factory=dict)
    reader: int = 0
    sites: int = 0
    user_formats: Mapping[str, object] = field(default_factory=dict)
    hashes: dict[str, object] = field(default_factory=dict)
    note: Callable[[str, str, Token | None], None] = lambda code, text, at: None
    services: set[str] = field(default_factory=set)
    where: bool = False  # a WHERE expression: only variables of the data set
    yearcutoff: int = 1926
    settings: Settings | None = None  # of OPTIONS statements, where they are known
    catalog: Catalog | None = None  # of the data sets, for the functions on them
    before: list[lp.Assign] = field(
        default_factory=list
    )  # what functions give to variables, before the statement

    # --- what the context wants -------------------------------------------------------------------------

    def condition(self, expr: sx.Expr) -> v.Value:
        """Lower to a condition."""
        value = self.value(expr)
        if isinstance(value, v.CONDITIONS):
            return value
        if isinstance(value, v.Flag):
            return value.condition
        return v.Truth(self.as_number(value, getattr(expr, "at", None)))

    def number(self, expr: sx.Expr) -> v.Value:
        """Lower to a number, converting text."""
        return self.as_number(self.value(expr), getattr(expr, "at", None))

    def text(self, expr: sx.Expr, *, blanks: bool = False) -> v.Value:
        """Lower to a text, converting numbers; `blanks`: with the trailing blanks that SAS sees."""
        value = self.value(expr, blanks=blanks)
        return value if value.type.kind == "char" else self.as_text(value, 12, getattr(expr, "at", None))

    def as_number(self, value: v.Value, at: Token | None) -> v.Value:
        if isinstance(value, v.CONDITIONS):
            return v.Flag(value)
        if value.type.kind == "char":
            self.note("N0402", "Character values have been converted to numeric values", at)
            return v.ToNumber(value, at=at)
        return value

    def as_text(self, value: v.Value, width: int, at: Token | None) -> v.Value:
        self.note("N0401", "Numeric values have been converted to character values", at)
        if isinstance(value, v.CONDITIONS):
            value = v.Flag(value)
        return v.ToText(value, width, Type("char", width))

    # --- expressions ------------------------------------------------------------------------------------

    def value(self, expr: sx.Expr, *, blanks: bool = False) -> v.Value:
        """Lower an expression to the kind that it has."""
        match expr:
            case sx.Number(number, form):
                return v.Constant(number, Type("num", 8, nullable=False), form)
            case sx.Missing(letter):
                return v.Constant(special_missing(letter), Type("num", 8, special=bool(letter)))
            case sx.String(text):
                return v.Constant(text, Type("char", max(len(text), 1)))
            case sx.Var(name):
                return self._name(name, expr.at, blanks)
            case sx.Dotted(qualifier, name):
                return self._dotted(qualifier.lower(), name, expr.at)
            case sx.MacroValue(name, quoted):
                self.services.add("macro")
                return v.RunTimeMacro(name, Type("char", 200) if quoted else NUMBER)
            case sx.Unary() | sx.Binary():
                return self._operation(expr)
            case sx.In():
                return self._membership(expr)
            case sx.Between(value, low, high, negated):
                test = v.Logic("and", (self._compare(">=", value, low), self._compare("<=", value, high)))
                return v.Logic("not", (test,)) if negated else test
            case sx.IsMissing(value, negated):
                return self._missing_test(value, negated)
            case sx.Contains(value, text, negated):
                return self._match("contains", value, text, negated)
            case sx.SoundsLike(value, text, negated):
                return self._match("sounds", value, text, negated)
            case sx.Like(value, pattern, escape, negated):
                sign = escape.value if isinstance(escape, sx.String) else ""
                return self._match("like", value, pattern, negated, sign)
            case sx.Call(name, args):
                array = self.scope.arrays.get(name.lower())
                if array is not None:
                    return self.element(name, tuple(args), expr.at, blanks)  # type: ignore[arg-type]
                return self._call(expr, blanks)
            case sx.Element(name, subscripts):
                return self.element(name, subscripts, expr.at, blanks)
            case sx.MethodCall():
                return self._method(expr)
            case _:
                raise LoweringError("H0209", f"{type(expr).__name__} has no meaning in this step", expr.at)

    def _name(self, name: str, at: Token | None, blanks: bool) -> v.Value:
        key = name.lower()
        automatic = self.scope.automatic.get(key)
        if automatic is not None:
            if automatic.kind == "line":
                return self._name("_infile_", at, blanks)
            match automatic.kind:
                case "in":
                    return v.Flag(v.Flagged("in", automatic.name, automatic.reader, automatic.source))
                case "end":
                    return v.Flag(v.Flagged("end", automatic.name, automatic.reader))
                case "nobs":
                    return v.Automatic("nobs", automatic.name, automatic.reader)
        if key == "_n_" and key not in self.scope.variables:
            return v.Automatic("_n_", name)
        if key == "_infile_":
            self.services.add("_infile_")
            return v.Automatic("_infile_", name, type=Type("char", 32767))
        array = self.scope.arrays.get(key)
        if array is not None and array.index and key not in self.scope.variables:  # the current element
            return self.element(name, (sx.Var(array.index, at),), at, blanks)
        if key not in self.scope.variables:
            if self.where and self.scope.open_type is None:
                raise LoweringError("H0210", f"Variable {name} is not on file.", at)
            if self.scope.open_type is not None and key not in ("_i_",):
                self.scope.guess(name)
        self.scope.declare(name, Type("num"))  # what has no type before an expression names it is numeric
        type_ = self.scope.type_of(name)
        variable = v.Variable(self.scope.spelling(name), type_)
        if blanks and type_.kind == "char" and type_.length == 32767:
            raise LoweringError(
                "H0247", f"the trailing blanks of {name} count, and only the run knows its length", at
            )
        return v.Pad(variable, type_.length, type_) if blanks and type_.kind == "char" else variable

    def _dotted(self, qualifier: str, name: str, at: Token | None) -> v.Value:
        if qualifier in ("first", "last"):
            for reader in (self.reader, *reversed(self.by)):
                keys = tuple(k.lower() for k in self.by.get(reader, ()))
                if name.lower() in keys:
                    used = self.by[reader][: keys.index(name.lower()) + 1]
                    return v.Flag(v.FirstLast("first" if qualifier == "first" else "last", used, reader))
            # without a BY statement first.x is an ordinary variable that nothing sets
            self.note("N0412", f"NOTE: Variable {qualifier}.{name} is uninitialized.", at)
            return v.Constant(special_missing(""), NUMBER)
        if qualifier in self.hashes:
            return v.HashCall(qualifier, name.lower(), (), ())
        raise LoweringError("H0213", f"{qualifier}.{name} has no meaning in this step", at)

    def element(
        self, name: str, subscripts: tuple[sx.Expr, ...], at: Token | None, blanks: bool = False
    ) -> v.Value:
        """Lower an array reference: a plain variable where all subscripts are constants."""
        array = self.scope.arrays.get(name.lower())
        if array is None:
            raise LoweringError("H0205", f"Undeclared array referenced: {name}.", at)
        if len(subscripts) != len(array.bounds):
            raise LoweringError("H0214", f"Too few or too many subscripts for array {name}.", at)
        lowered = tuple(self.number(s) for s in subscripts)
        if all(isinstance(s, v.Constant) for s in lowered):
            position = 0
            for (low, high), subscript in zip(array.bounds, lowered, strict=True):
                number = int(subscript.value)  # type: ignore[union-attr, arg-type]
                if not low <= number <= high:
                    raise LoweringError("H0215", f"Array subscript out of range: {name}({number}).", at)
                position = position * (high - low + 1) + number - low
            return self._name(array.elements[position], at, blanks)
        value = v.Element(array.name, lowered, array.type, at)
        return v.Pad(value, array.type.length, array.type) if blanks and array.type.kind == "char" else value

    def _operation(self, expr: sx.Unary | sx.Binary) -> v.Value:
        if isinstance(expr, sx.Unary):
            if expr.op == "not":
                return v.Logic("not", (self.condition(expr.operand),))
            value = self.number(expr.operand)
            if expr.op == "+":
                return value
            if isinstance(value, v.Constant) and not value.form and isinstance(value.value, float):
                return v.Constant(-value.value, value.type)
            return v.Arithmetic("negate", (value,), self._arithmetic_type(value.type.nullable), expr.at)
        op = expr.op
        if op in ("and", "or"):
            return v.Logic(op, tuple(self._flatten(op, expr)))
        if op == "||":
            parts = self._parts(expr)
            return v.Concatenate(parts, Type("char", min(sum(p.type.length for p in parts), 32767)))
        if op.removesuffix(":") in COMPARISONS or op == "=:":
            return self._compare(op.removesuffix(":"), expr.left, expr.right, prefix=op.endswith(":"))
        if op in TRUNCATED:
            return self._compare(TRUNCATED[op], expr.left, expr.right, prefix=True)
        left, right = self.number(expr.left), self.number(expr.right)
        if op in ("><", "<>"):
            return v.Extreme("min" if op == "><" else "max", left, right, self.scope.marked(NUMBER))
        nullable = left.type.nullable or right.type.nullable or op == "**"
        if op == "/":
            nullable = nullable or not (isinstance(right, v.Constant) and right.value != 0)
        return v.Arithmetic(op, (left, right), self._arithmetic_type(nullable), expr.at)  # type: ignore[arg-type]

    def _arithmetic_type(self, nullable: bool) -> Type:
        return Type("num", 8, nullable)

    def _flatten(self, op: str, expr: sx.Expr) -> list[v.Value]:
        if isinstance(expr, sx.Binary) and expr.op == op:
            return self._flatten(op, expr.left) + self._flatten(op, expr.right)
        return [self.condition(expr)]

    def _parts(self, expr: sx.Expr) -> tuple[v.Value, ...]:
        if isinstance(expr, sx.Binary) and expr.op == "||":
            return self._parts(expr.left) + self._parts(expr.right)
        text = self.text(expr, blanks=True)
        return (
            v.Constant(" ", Type("char", 1)) if isinstance(text, v.Constant) and text.value == "" else text,
        )

    def _compare(self, op: str, left: sx.Expr, right: sx.Expr, *, prefix: bool = False) -> v.Value:
        a, b = self.value(left), self.value(right)
        if a.type.kind == "char" and b.type.kind == "char":
            a, b = trimmed(a), trimmed(b)
        else:
            a, b = self.as_number(a, getattr(left, "at", None)), self.as_number(b, getattr(right, "at", None))
        return v.Comparison(COMPARISONS[op], a, b, "smallest", prefix)  # type: ignore[arg-type]

    def _missing_test(self, value: sx.Expr, negated: bool) -> v.Value:
        lowered = self.value(value)
        lowered = trimmed(lowered) if lowered.type.kind == "char" else lowered
        test: v.Value = v.Truth(v.Apply("MISSING", (lowered,), v.FLAG))
        return v.Logic("not", (test,)) if negated else test

    def _match(self, kind: str, value: sx.Expr, text: sx.Expr, negated: bool, escape: str = "") -> v.Value:
        test = v.Matches(kind, self.text(value), trimmed(self.text(text)), escape)  # type: ignore[arg-type]
        return v.Logic("not", (test,)) if negated else test

    def _membership(self, expr: sx.In) -> v.Value:
        value = self.value(expr.value)
        if expr.array:
            name = expr.items[0].name  # type: ignore[union-attr]
            elements = self.scope.arrays[name.lower()].elements
            tests = tuple(self._compare("=", expr.value, sx.Var(element, expr.at)) for element in elements)
            test: v.Value = v.Logic("or", tests) if len(tests) > 1 else tests[0]
            return v.Logic("not", (test,)) if expr.negated else test
        items: list[float | str] = []
        ranges: list[tuple[float, float]] = []
        others: list[v.Value] = []
        for item in expr.items:
            if isinstance(item, sx.Range):
                low, high = self.value(item.low), self.value(item.high)
                ranges.append((float(constant_of(low)), float(constant_of(high))))
                continue
            if isinstance(item, sx.MacroValue):
                others.append(self._macro_list(value, item))
                continue
            constant = self.value(item)
            if not isinstance(constant, v.Constant):
                others.append(self._compare("=", expr.value, item))
            elif constant.type.kind == "char":
                items.append(str(constant.value).rstrip(" "))
            else:
                items.append(constant.value)
        wants_text = any(isinstance(item, str) for item in items)
        if not items and not ranges:
            pass
        elif not wants_text:
            value = self.as_number(value, expr.at)
        elif value.type.kind == "num":
            raise LoweringError("H0216", "a number is looked for in a list of texts", expr.at)
        else:
            value = trimmed(value)
        tests_: list[v.Value] = list(others)
        if items or ranges:
            tests_.insert(0, v.Membership(value, tuple(items), tuple(ranges), expr.truncated))
        test = v.Logic("or", tuple(tests_)) if len(tests_) > 1 else tests_[0]
        return v.Logic("not", (test,)) if expr.negated else test

    def _macro_list(self, value: v.Value, item: sx.MacroValue) -> v.Value:
        """`value in (&list)`: the run's text of the macro variable is the list, `("&list")` with its quotation marks."""
        self.services.add("macro")
        value = (
            trimmed(value)
            if value.type.kind == "char"
            else v.Flag(value)
            if isinstance(value, v.CONDITIONS)
            else value
        )
        name = v.Constant(item.name.upper(), Type("char", len(item.name)))
        quoted = v.Constant(float(item.quoted), v.FLAG)
        return v.Truth(v.Service("MACROLIST", (value, name, quoted), v.FLAG))

    # --- functions --------------------------------------------------------------------------------------

    def _call(self, expr: sx.Call, blanks: bool) -> v.Value:
        name = expr.name.upper()
        args = self._expand(expr.args)
        if name in ("PUT", "INPUT"):
            return self._put_or_input(name, args, expr)
        if (kind := name[:3]) in ("LAG", "DIF") and (name[3:].isdigit() or not name[3:]):
            self.sites += 1
            self.services.add("lag")
            value = self.value(args[0])  # type: ignore[arg-type]
            value = self.as_number(value, expr.at) if kind == "DIF" or value.type.kind == "num" else value
            made = v.Service(kind, (value,), self._nullable(value.type), self.sites, int(name[3:] or 1))
            return v.Pad(made, made.type.length, made.type) if blanks and made.type.kind == "char" else made
        if name[:-1] in ("DIM", "HBOUND", "LBOUND") and name[-1:].isdigit():  # DIM2(a) is DIM(a, 2)
            name, args = name[:-1], [*args[:1], sx.Number(float(name[-1]))]
        if name[:-1] in BY_NAME and name[-1] == "X" and args and isinstance(args[0], sx.String):
            known = self.scope.variables.get(args[0].value.strip().lower())
            if known is not None:  # VFORMATX('x') is VFORMAT(x)
                return self._call(replace(expr, name=name[:-1], args=(sx.Var(known.name),)), blanks)
        if name in ("FGET TEXT", "FGET RESULT"):  # what %SYSFUNC(FGET(…)) becomes
            self.services.add("files")
            return fget_part(name, [self.value(arg) for arg in args])  # type: ignore[arg-type]
        row = find(name)
        if row is None:
            raise LoweringError(
                "R0168", f"ERROR 68-185: The function {name} is unknown, or cannot be accessed.", expr.at
            )
        if name.rstrip("123456789") in ("DIM", "HBOUND", "LBOUND"):
            return self._bound(name, args, expr)
        lowered = self._arguments(row, args, expr, blanks)
        if name == "MISSING" and lowered[0].type.kind == "char":
            lowered = (trimmed(lowered[0]),)
        check_names(name, lowered, expr.at)
        type_ = self._result(row, lowered)
        if name in ("GETOPTION", "PATHNAME"):
            return self._setting(name, lowered, type_, expr)
        if name in FILE_FUNCTIONS:
            self.services.add(row.context)
            self.sites += 1
            made = v.Service(name, lowered, type_, self.sites)
            call, before = file_call(made, self.settings, expr.at)
            self.before += before
            return call
        if row.context:
            self.services.add(row.context)
            self.sites += 1
            made = v.Service(name, lowered, type_, self.sites)
            return data_set_call(made, self.catalog, self.user_formats, expr.at)
        if row.body is None:
            raise LoweringError("H0217", f"the function {name} is not translated yet", expr.at)
        applied = v.Apply(name, lowered, type_, expr.at)
        return v.Pad(applied, 1, type_) if blanks and name in ("CHAR", "FIRST") else applied

    def _nullable(self, type_: Type) -> Type:
        return Type(type_.kind, type_.length, True, type_.special)

    def _expand(self, args: tuple[sx.Argument, ...]) -> list[sx.Expr | sx.Format | sx.Empty]:
        found: list[sx.Expr | sx.Format | sx.Empty] = []
        for arg in args:
            if not isinstance(arg, sx.Of):
                found.append(arg)
                continue
            for item in arg.items:
                if isinstance(item, (sx.Call, sx.Element)) and not getattr(item, "all", False):
                    found.append(item)
                else:
                    found += [sx.Var(name, arg.at) for name in self.scope.known_there(item)]
        return found

    def _arguments(
        self, row: Function, args: Sequence[object], expr: sx.Call, blanks: bool
    ) -> tuple[v.Value, ...]:
        kinds = signature(row.signature, len(args))
        if kinds is None:
            raise LoweringError(
                "R0172",
                f"ERROR 72-185: The {row.name} function call has too few or too many arguments.",
                expr.at,
            )
        lowered: list[v.Value] = []
        counts, keeps = _blanks(row, args)
        for position, (arg, kind) in enumerate(zip(args, kinds, strict=True)):
            sees = position in counts or (blanks and position in keeps)
            if isinstance(arg, sx.Empty):
                lowered.append(
                    v.Constant(
                        special_missing("") if kind == "num" else "", Type("num" if kind == "num" else "char")
                    )
                )
            elif isinstance(arg, sx.String) and kind != "num":
                lowered.append(literal(arg, sees, row.name))
            elif kind == "num":
                lowered.append(self.number(arg))  # type: ignore[arg-type]
            elif kind == "char":
                lowered.append(self.text(arg, blanks=sees))  # type: ignore[arg-type]
            else:
                value = self.value(arg, blanks=sees)  # type: ignore[arg-type]
                lowered.append(v.Flag(value) if isinstance(value, v.CONDITIONS) else value)
        return tuple(lowered)

    def _result(self, row: Function, args: tuple[v.Value, ...]) -> Type:
        kind = args[0].type.kind if row.returns == "same" and args else row.returns
        if kind != "char":
            return (
                self.scope.marked(Type("num", 8, row.name not in COUNTS))
                if row.name in KEEPS_SPECIAL
                else Type("num", 8, row.name not in COUNTS)
            )
        length = row.length
        if isinstance(length, str):
            lengths = [a.type.length if a.type.kind == "char" else 12 for a in args]
            length = min(sum(lengths), 32767) if length == "sum" else lengths[int(length.removeprefix("arg"))]
        return Type("char", max(length, 1))

    def _setting(self, name: str, args: Sequence[v.Value], type_: Type, expr: sx.Call) -> v.Value:
        """GETOPTION and PATHNAME: the value is known where the program is translated, or not at all."""
        words = [str(arg.value) for arg in map(trimmed, args) if isinstance(arg, v.Constant)]
        if len(words) != len(args) or not 1 <= len(words) <= 2:
            raise LoweringError(
                "H0249", f"{name} needs texts, no more than two, that are known here", expr.at
            )
        look_up = option_value if name == "GETOPTION" else path_of
        found = None if self.settings is None else look_up(self.settings, *words)
        if found is None and name == "PATHNAME" and is_work(self.settings, *words):
            self.services.add("files")
            return v.Service("WORKFOLDER", (), type_)
        if found is None:
            what = " ".join(words).upper()
            raise LoweringError("H0249", f"{name}: only a SAS session knows the value of {what}", expr.at)
        return v.Constant(found.rstrip(" "), type_)

    def _bound(self, name: str, args: Sequence[object], expr: sx.Call) -> v.Value:
        first = args[0]
        array = self.scope.arrays.get(first.name.lower()) if isinstance(first, (sx.Var, sx.Element)) else None
        if array is None and isinstance(expr.args[0], sx.Var):
            array = self.scope.arrays.get(expr.args[0].name.lower())
        if array is None:
            raise LoweringError("H0205", f"{name} needs the name of an array", expr.at)
        what = name.rstrip("123456789")
        if len(args) > 1 and not isinstance(args[1], sx.Number):
            raise LoweringError("H0205", f"the dimension in {name} is not a number", expr.at)
        dimension = int(args[1].value) if len(args) > 1 else int(name[len(what) :] or 1)  # type: ignore[attr-defined]
        if not 1 <= dimension <= len(array.bounds):
            raise LoweringError(
                "R0010", f"ERROR: The array {array.name} has no dimension {dimension}.", expr.at
            )
        low, high = array.bounds[dimension - 1]
        number = {"DIM": high - low + 1, "HBOUND": high, "LBOUND": low}[what]
        return v.Constant(float(number), Type("num", 8, nullable=False))

    def _put_or_input(self, name: str, args: Sequence[object], expr: sx.Call) -> v.Value:
        from translator.library.formats import default_width, find_format, find_informat
        from translator.library.formats.text import BYTES_TO_COLUMNS, default_text_width

        format_ = args[1]
        if not isinstance(format_, sx.Format):
            raise LoweringError("H0218", f"the second argument of {name} is not a format", expr.at)
        inner = args[0]
        digest = DIGESTS.get(inner.name.upper()) if name == "PUT" and isinstance(inner, sx.Call) else None
        if (
            digest is not None
            and isinstance(inner, sx.Call)
            and (format_.name, format_.width) == ("$HEX", digest[1])
        ):
            method = sx.String(digest[0])
            return replace(
                self.value(sx.Call("HASHING", (method, *inner.args), at=expr.at)),
                type=Type("char", digest[1]),
            )
        sees = name == "PUT" and format_.name in BYTES_TO_COLUMNS and format_.name != "$QUOTE"
        value = self.value(args[0], blanks=sees)  # type: ignore[arg-type]
        if isinstance(value, v.CONDITIONS):
            value = v.Flag(value)
        if name == "PUT":
            user = format_.name in self.user_formats
            if not user and find_format(format_.name) is None:
                raise LoweringError(
                    "R0348",
                    f"ERROR 48-59: The format {format_.name} was not found or could not be loaded.",
                    expr.at,
                )
            if value.type.kind == "char" and not format_.name.startswith("$"):
                if user or format_.name:
                    if f"${format_.name}" in self.user_formats or find_format(f"${format_.name}"):
                        format_ = sx.Format(f"${format_.name}", format_.width, format_.decimals)
                        user = format_.name in self.user_formats
                    else:
                        value = self.as_number(value, expr.at)
                else:
                    format_ = sx.Format("$", format_.width)
            elif value.type.kind == "num" and format_.name.startswith("$"):
                value = self.as_text(value, 12, expr.at)
            if value.type.kind == "char" and not user and format_.width is None:
                width = default_text_width(format_.name, value.type.length)
                format_ = sx.Format(format_.name, width, format_.decimals, format_.at, format_.align)
            width = format_.width or (
                user_width(self.user_formats[format_.name]) if user else default_width(format_)
            )
            return v.PutFormat(value, format_, Type("char", max(width, 1)), user)
        user = f"@{format_.name}" in self.user_formats
        known_informat(format_, self.user_formats, expr.at)
        if value.type.kind == "num":
            value = self.as_text(value, 12, expr.at)
        elif isinstance(value, v.Variable):
            value = v.Variable(value.name, value.type)
        char = format_.name.startswith("$")
        own_width = user_width(self.user_formats[f"@{format_.name}"]) if user else TEXT_INFORMAT
        type_ = Type("char", format_.width or own_width) if char else self.scope.marked(NUMBER)
        if format_.name == "$REVERJ" and format_.width is None and value.type.length < 32767:
            format_ = replace(format_, width=value.type.length)  # the blanks behind the text come first
        row = None if user else find_informat(format_.name)
        cutoff = self.yearcutoff if row is not None and row.cutoff else 1926
        return v.ReadFormat(value, format_, type_, user, bool(expr.error_marks), cutoff, expr.at)

    def _method(self, expr: sx.MethodCall) -> v.Value:
        if expr.object.lower() not in self.hashes:
            raise LoweringError("H0219", f"{expr.object} is not a declared hash object or iterator", expr.at)
        self.services.add("hash")
        tags = tuple(tag.lower() for tag, _ in expr.args)
        if {"result", "r", "sum"} & set(tags):
            raise LoweringError(
                "H0234",
                f"the method {expr.method.upper()} with a variable for its result, inside an expression",
                expr.at,
            )
        args = tuple(self.value(arg) for _, arg in expr.args)
        return v.HashCall(expr.object.lower(), expr.method.lower(), tags, args)


KEEPS_SPECIAL = frozenset("COALESCE IFN CHOOSEN SYMGETN DIVIDE LARGEST SMALLEST ORDINAL INPUTN".split())


def signature(text: str, count: int) -> list[str] | None:
    """Return the kinds of `count` arguments under a row's signature, or None where they do not fit.

    >>> signature("char num [char]", 2)
    ['char', 'num']
    >>> signature("num...", 3)
    ['num', 'num', 'num']
    """
    kinds: list[str] = []
    words = text.split()
    for position, word in enumerate(words):
        optional, name = word.startswith("["), word.strip("[].")
        if word.strip("[]").endswith("..."):
            pattern = [w.strip("[].") for w in words[position:]]
            while len(kinds) < count:
                kinds.append(pattern[(len(kinds) - position) % len(pattern)])
            break
        if len(kinds) == count:
            if optional:
                break
            return None
        kinds.append(name)
    return kinds if len(kinds) == count else None


def literal(text: sx.String, sees: bool, function: str) -> v.Constant:
    """Return a literal as an argument: `''` is one blank where blanks count; MISSING wants it without blanks."""
    value = text.value
    if function in ("MISSING", "CMISS"):
        value = value.rstrip(" ")
    elif sees and not value:
        value = " "
    return v.Constant(value, Type("char", max(len(text.value), 1)))


def constant_of(value: v.Value) -> float | str:
    """Return the value of a constant. Raises LoweringError H0248 where it is none."""
    if not isinstance(value, v.Constant):
        raise LoweringError("H0248", "a constant is needed here")
    return value.value


def trimmed(value: v.Value) -> v.Value:
    """Return the value for a comparison: literals without their trailing blanks, which never count there."""
    if isinstance(value, v.Constant) and isinstance(value.value, str):
        return v.Constant(value.value.rstrip(" "), value.type)
    if ends_clean(value):
        return value
    return v.Cut(value, value.type.length, value.type)


def ends_clean(value: v.Value) -> bool:
    """Is the text sure to have no trailing blanks as it comes?"""
    match value:
        case v.Constant(text):
            return not str(text).endswith(" ")
        case v.Variable() | v.Element() | v.Cut() | v.ToText():
            return True
        case v.Service("LAG", (argument,)):
            return ends_clean(argument)
        case v.Apply(name, args) | v.Service(name, args):
            return name in TRIMMED and all(a.type.kind == "num" or ends_clean(a) for a in args)
        case _:
            return False


def user_width(compiled: object) -> int:
    """Return the default width of one of the program's own formats."""
    return int(getattr(compiled, "default_width", 0) or getattr(compiled, "default", 0) or 1)


def _blanks(row: Function, args: Sequence[object]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the positions whose trailing blanks count, and those whose trailing blanks the result keeps.

    A word counted from the left is the same without the blanks behind the text; only the last word ends with them.
    """
    if (
        row.name in ("SCAN", "SCANQ")
        and len(args) < 4
        and isinstance(args[1], sx.Number)
        and args[1].value > 0
    ):
        return tuple(p for p in row.blanks if p != 0), (*row.keeps, 0)
    return row.blanks, row.keeps
