"""Function calls to values: arguments by their kinds, result types, and the functions that are known here or asked of the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.lang import syntax as sx
from translator.lang.types import MACRO_LENGTH, NUMBER, Type, joined
from translator.library.formats import default_width, find_format, find_informat
from translator.library.formats.text import BYTES_TO_COLUMNS, default_text_width
from translator.library.functions import find
from translator.library.missing import special_missing
from translator.library.rows import Function
from translator.library.system_options import option_value
from translator.library.variable_facts import ATTRIBUTES
from translator.lower.blanks import padded, trimmed
from translator.lower.data_set_functions import data_set_call
from translator.lower.file_functions import FILE_FUNCTIONS, fget_part, file_call
from translator.lower.known_formats import (
    ask_named_format,
    check_kind,
    check_width,
    known_informat,
    user_width,
    within_limits,
)
from translator.lower.named_arguments import check_names, invalid_pattern
from translator.lower.places import is_work, path_of
from translator.lower.scope import LoweringError
from translator.plan import values as v

if TYPE_CHECKING:
    from translator.lang.source import Token
    from translator.lower.catalog import Signature
    from translator.lower.values import Values

# Functions whose result is never missing
COUNTS = frozenset(
    "N NMISS CMISS MISSING LENGTH LENGTHN LENGTHC LENGTHM INDEX INDEXC INDEXW FIND FINDC FINDW COUNT COUNTC COUNTW "
    "VERIFY DIM HBOUND LBOUND RANK EXIST FILEEXIST".split()
)
# Functions that give a special missing value of an argument on
KEEPS_SPECIAL = frozenset("COALESCE IFN CHOOSEN SYMGETN DIVIDE LARGEST SMALLEST ORDINAL INPUTN".split())
TEXT_INFORMAT = (
    8  # columns of a character informat without a width (Formats and Informats, "$UPCASEw. Informat")
)
DIGESTS = {"MD5": ("md5", 32), "SHA256": ("sha256", 64)}  # PUT of one with $HEX is HASHING
MEMBERSHIP = ("VARRAY", "VARRAYX", "VINARRAY", "VINARRAYX")
BY_NAME = frozenset((*ATTRIBUTES, "VVALUE"))


def call(values: Values, expr: sx.Call, blanks: bool) -> v.Value:
    """Lower a function call; `blanks`: the trailing blanks of its result count.

    Raises: LoweringError where the function or its arguments are not SAS's, or are not translated.
    """
    name = expr.name.upper()
    args = expand(values, expr.args)
    if name in ("PUT", "INPUT"):
        return _put_or_input(values, name, args, expr)
    if (kind := name[:3]) in ("LAG", "DIF") and (name[3:].isdigit() or not name[3:]):
        values.sites = site = values.sites + 1
        values.services.add("lag")
        value = values.value(args[0])  # type: ignore[arg-type]
        value = values.as_number(value, expr.at) if kind == "DIF" or value.type.kind == "num" else value
        made = v.Service(kind, (value,), replace(value.type, nullable=True), site, int(name[3:] or 1))
        return padded(made, f"{kind}'s value", expr.at) if blanks else made
    if name[:-1] in ("DIM", "HBOUND", "LBOUND") and name[-1:].isdigit():  # DIM2(a) is DIM(a, 2)
        name, args = name[:-1], [*args[:1], sx.Number(float(name[-1]))]
    if name[:-1] in BY_NAME and name[-1] == "X" and args and isinstance(args[0], sx.String):
        known = values.scope.variables.get(args[0].value.strip().lower())
        if known is not None:  # VFORMATX('x') is VFORMAT(x)
            return values.call(replace(expr, name=name[:-1], args=(sx.Var(known.name),)), blanks)
    if name in ("FGET TEXT", "FGET RESULT"):  # what %SYSFUNC(FGET(…)) becomes
        values.services.add("files")
        return fget_part(name, [values.value(arg) for arg in args])  # type: ignore[arg-type]
    if name in MEMBERSHIP and args:
        return _membership(values, name, args[0], expr)
    row = find(name)
    if row is None and (own := values.own_function(name)) is not None:
        called = own_call(values, name, own, args, expr)
        return v.Pad(called, called.type.length, called.type) if blanks and own.kind == "char" else called
    if row is None:
        raise LoweringError(
            "R0168", f"ERROR 68-185: The function {name} is unknown, or cannot be accessed.", expr.at
        )
    if name.rstrip("123456789") in ("DIM", "HBOUND", "LBOUND"):
        return _bound(values, name, args, expr)
    if row.context == "arranging":
        raise LoweringError("H0256", f"{name} stands where its variables cannot be set first", expr.at)
    lowered = _arguments(values, row, args, expr, blanks)
    if name == "MISSING" and lowered[0].type.kind == "char":
        lowered = (trimmed(lowered[0]),)
    if name in ATTRIBUTES and lowered and lowered[0].type.length == MACRO_LENGTH:
        raise LoweringError("H0247", f"{name} of a variable whose length only the run knows", expr.at)
    check_names(name, lowered, expr.at)
    if name.startswith("PRX") and (wrong := invalid_pattern(lowered)):
        values.note("W0145", f"WARNING: The regular expression of {name} is not valid: {wrong}.", expr.at)
    type_ = _result(values, row, lowered)
    if name in ("GETOPTION", "PATHNAME"):
        return _setting(values, name, lowered, type_, expr)
    if name in FILE_FUNCTIONS:
        values.services.add(row.context)
        values.sites += 1
        made = v.Service(name, lowered, type_, values.sites)
        asked, before = file_call(made, values.settings, expr.at)
        values.before += before
        return asked
    if row.context:
        values.services.add(row.context)
        values.sites += 1
        made = v.Service(name, lowered, type_, values.sites)
        ask_named_format(made, values.user_formats)
        return data_set_call(made, values.catalog, values.user_formats, expr.at)
    if row.body is None:
        raise LoweringError("H0217", f"the function {name} is not translated yet", expr.at)
    applied = v.Apply(name, lowered, type_, expr.at)
    return v.Pad(applied, 1, type_) if blanks and name in ("CHAR", "FIRST") else applied


def _membership(values: Values, name: str, arg: object, expr: sx.Call) -> v.Value:
    """VARRAY and VINARRAY: is the name one of an array, or of an element of one? The forms with X look at a text."""
    arrays = values.scope.arrays
    known = list(arrays)
    if name.startswith("VIN"):
        known = [
            element.lower() for array in arrays.values() if not array.temporary for element in array.elements
        ]
    if name.endswith("X"):
        if isinstance(arg, (sx.Format, sx.Empty, sx.Of)):
            raise LoweringError(
                "R0172", f"ERROR 71-185: The {name} function call does not have enough arguments.", expr.at
            )
        if not isinstance(arg, sx.String):
            listed = tuple(sx.String(one) for one in dict.fromkeys(known)) or (sx.String(""),)
            asked = sx.Call("lowcase", (sx.Call("strip", (arg,), at=expr.at),), at=expr.at)  # type: ignore[arg-type]
            return values.value(
                sx.Call("ifn", (sx.In(asked, listed, at=expr.at), sx.Number(1.0), sx.Number(0.0)), at=expr.at)
            )
        wanted, inside = arg.value.strip().lower(), False
    else:
        called = isinstance(arg, sx.Element | sx.Call) and arg.name.lower() in arrays
        wanted = arg.name.lower() if isinstance(arg, sx.Var) else ""
        inside = called and name.startswith("VIN")
    return v.Constant(float(inside or wanted in known), Type("num", 8, nullable=False))


def own_call(values: Values, name: str, own: Signature, args: Sequence[object], expr: sx.Call) -> v.Value:
    """Lower a call of a function of the program. Raises LoweringError for wrong arguments, and for a subroutine."""
    if not own.kind:
        raise LoweringError(
            "R0168", f"ERROR 68-185: The function {name} is unknown, or cannot be accessed.", expr.at
        )
    return v.Service(f"FCMP {name}", own_arguments(values, name, own, args, expr.at), own.type())


def own_arguments(
    values: Values, name: str, own: Signature, args: Sequence[object], at: Token | None
) -> tuple[v.Value, ...]:
    """Lower the arguments of a function or subroutine of the program. Raises LoweringError for too many or too few."""
    if len(args) != len(own.parameters) or any(isinstance(arg, (sx.Empty, sx.Format)) for arg in args):
        wrong = (
            "has too many arguments" if len(args) > len(own.parameters) else "does not have enough arguments"
        )
        raise LoweringError("R0172", f"ERROR 71-185: The {name} function call {wrong}.", at)
    values.services.add("functions")
    return tuple(
        values.number(arg) if kind == "num" else values.text(arg)  # type: ignore[arg-type]
        for arg, kind in zip(args, own.parameters, strict=True)
    )


def expand(values: Values, args: tuple[sx.Argument, ...]) -> list[sx.Expr | sx.Format | sx.Empty]:
    """Return the arguments with the names of OF lists one by one."""
    found: list[sx.Expr | sx.Format | sx.Empty] = []
    for arg in args:
        if not isinstance(arg, sx.Of):
            found.append(arg)
            continue
        for item in arg.items:
            if isinstance(item, (sx.Call, sx.Element)) and not getattr(item, "all", False):
                found.append(item)
            else:
                found += [sx.Var(name, arg.at) for name in values.scope.known_there(item)]
    return found


def _arguments(
    values: Values, row: Function, args: Sequence[object], expr: sx.Call, blanks: bool
) -> tuple[v.Value, ...]:
    kinds = signature(row.signature, len(args))
    if kinds is None:
        few = signature(row.signature, len(args) + 1) is not None or not args
        wrong = "does not have enough arguments" if few else "has too many arguments"
        number = "71-185" if few else "72-185"
        raise LoweringError("R0172", f"ERROR {number}: The {row.name} function call {wrong}.", expr.at)
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
            lowered.append(_literal(arg, sees, row.name))
        elif kind == "num":
            lowered.append(values.number(arg))  # type: ignore[arg-type]
        elif kind == "char":
            lowered.append(values.text(arg, blanks=sees))  # type: ignore[arg-type]
        else:
            value = values.value(arg, blanks=sees)  # type: ignore[arg-type]
            lowered.append(v.Flag(value) if isinstance(value, v.CONDITIONS) else value)
    return tuple(lowered)


def _result(values: Values, row: Function, args: tuple[v.Value, ...]) -> Type:
    kind = args[0].type.kind if row.returns == "same" and args else row.returns
    if kind != "char":
        return (
            values.scope.marked(Type("num", 8, row.name not in COUNTS))
            if row.name in KEEPS_SPECIAL
            else Type("num", 8, row.name not in COUNTS)
        )
    length = row.length
    if isinstance(length, str):
        lengths = [a.type.length if a.type.kind == "char" else 12 for a in args]
        length = joined(lengths) if length == "sum" else lengths[int(length.removeprefix("arg"))]
    return Type("char", max(length, 1))


def _setting(values: Values, name: str, args: Sequence[v.Value], type_: Type, expr: sx.Call) -> v.Value:
    """GETOPTION and PATHNAME: the value is known where the program is translated, or not at all."""
    words = [str(arg.value) for arg in map(trimmed, args) if isinstance(arg, v.Constant)]
    if len(words) != len(args) or not 1 <= len(words) <= 2:
        raise LoweringError("H0249", f"{name} needs texts, no more than two, that are known here", expr.at)
    look_up = option_value if name == "GETOPTION" else path_of
    found = None if values.settings is None else look_up(values.settings, *words)
    if found is None and name == "PATHNAME" and is_work(values.settings, *words):
        values.services.add("files")
        return v.Service("WORKFOLDER", (), type_)
    if found is None:
        what = " ".join(words).upper()
        raise LoweringError("H0249", f"{name}: only a SAS session knows the value of {what}", expr.at)
    return v.Constant(found.rstrip(" "), type_)


def _bound(values: Values, name: str, args: Sequence[object], expr: sx.Call) -> v.Value:
    first = args[0]
    array = values.scope.arrays.get(first.name.lower()) if isinstance(first, (sx.Var, sx.Element)) else None
    if array is None and isinstance(expr.args[0], sx.Var):
        array = values.scope.arrays.get(expr.args[0].name.lower())
    if array is None:
        raise LoweringError("H0205", f"{name} needs the name of an array", expr.at)
    what = name.rstrip("123456789")
    if len(args) > 1 and not isinstance(args[1], sx.Number):
        raise LoweringError("H0205", f"the dimension in {name} is not a number", expr.at)
    dimension = int(args[1].value) if len(args) > 1 else int(name[len(what) :] or 1)  # type: ignore[attr-defined]
    if not 1 <= dimension <= len(array.bounds):
        raise LoweringError("R0010", f"ERROR: The array {array.name} has no dimension {dimension}.", expr.at)
    low, high = array.bounds[dimension - 1]
    number = {"DIM": high - low + 1, "HBOUND": high, "LBOUND": low}[what]
    return v.Constant(float(number), Type("num", 8, nullable=False))


def _put_or_input(values: Values, name: str, args: Sequence[object], expr: sx.Call) -> v.Value:
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
            values.value(sx.Call("HASHING", (method, *inner.args), at=expr.at)),
            type=Type("char", digest[1]),
        )
    sees = name == "PUT" and format_.name in BYTES_TO_COLUMNS and format_.name != "$QUOTE"
    value = values.value(args[0], blanks=sees)  # type: ignore[arg-type]
    if isinstance(value, v.CONDITIONS):
        value = v.Flag(value)
    if name == "PUT":
        if value.type.kind == "num" and format_.name.startswith("$"):
            if not isinstance(args[0], sx.Var):
                raise LoweringError("H0307", "PUT of a numeric expression with a character format", expr.at)
            text = f"WARNING: Variable {args[0].name} has already been defined as numeric."
            values.note("W0139", text, expr.at)
            format_ = replace(format_, name=format_.name[1:])
        check_width(format_, values.user_formats)
        user = format_.name in values.user_formats
        if value.type.kind == "char" and f"${format_.name}" in values.user_formats:
            user, format_ = True, replace(format_, name=f"${format_.name}")
        if user:
            within_limits(format_, values.user_formats, expr.at)
        dollar = value.type.kind == "char" and find_format(f"${format_.name.lstrip('$')}") is not None
        if not user and not dollar and find_format(format_.name) is None:
            raise LoweringError(
                "R0348",
                f"ERROR 48-59: The format {format_.name} was not found or could not be loaded.",
                expr.at,
            )
        if value.type.kind == "char" and not format_.name.startswith("$"):
            if user or format_.name:
                check_kind(
                    format_, "char", values.user_formats, "format", expr.at
                )  # SAS puts a $ before the name
                user, format_ = False, replace(format_, name=f"${format_.name}")
            else:
                format_ = sx.Format("$", format_.width)
        if value.type.kind == "char" and not user and format_.width is None:
            width = default_text_width(format_.name, value.type.length)
            format_ = sx.Format(format_.name, width, format_.decimals, format_.at, format_.align)
        width = format_.width or (
            user_width(values.user_formats[format_.name]) if user else default_width(format_)
        )
        return v.PutFormat(value, format_, Type("char", max(width, 1)), user)
    user = f"@{format_.name}" in values.user_formats
    known_informat(format_, values.user_formats, expr.at)
    if value.type.kind == "num":
        value = values.as_text(value, 12, expr.at)
    elif isinstance(value, v.Variable):
        value = v.Variable(value.name, value.type)
    char = format_.name.startswith("$")
    own_width = user_width(values.user_formats[f"@{format_.name}"]) if user else TEXT_INFORMAT
    type_ = Type("char", format_.width or own_width) if char else values.scope.marked(NUMBER)
    if format_.name == "$REVERJ" and format_.width is None and value.type.length < 32767:
        format_ = replace(format_, width=value.type.length)  # the blanks behind the text come first
    row = None if user else find_informat(format_.name)
    if row is not None and row.bytes and value.type.length < (format_.width or row.default):
        message = f"INPUT with {format_.name} of a text that is shorter than the informat"
        raise LoweringError("H0302", message, expr.at)
    cutoff = values.yearcutoff if row is not None and row.cutoff else 1926
    return v.ReadFormat(value, format_, type_, user, bool(expr.error_marks), cutoff, expr.at)


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
            if not count and not optional:
                return None
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


def _literal(text: sx.String, sees: bool, function: str) -> v.Constant:
    """Return a literal as an argument: `''` is one blank where blanks count; MISSING wants it without blanks."""
    value = text.value
    if function in ("MISSING", "CMISS"):
        value = value.rstrip(" ")
    elif sees and not value:
        value = " "
    return v.Constant(value, Type("char", max(len(text.value), 1)))


SEEKING = {"INDEX": 2, "INDEXC": 2, "FIND": 2, "FINDC": 2, "COUNT": 2, "COUNTC": 2, "TRANWRD": 3}
"""Functions that look for a text in another one, with their arguments: blanks behind the latter count only if blanks are
looked for."""


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
    if row.name in SEEKING and 0 in row.blanks and len(args) == SEEKING[row.name] and _solid(args[1]):
        keeps = (*row.keeps, 0) if row.returns == "char" else row.keeps
        return tuple(p for p in row.blanks if p != 0), keeps
    return row.blanks, row.keeps


def _solid(arg: object) -> bool:
    """Is it a literal without blanks?"""
    return isinstance(arg, sx.String) and arg.value != "" and " " not in arg.value
