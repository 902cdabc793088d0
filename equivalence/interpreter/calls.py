"""Function calls: arguments converted by the row's signature, the body called, SAS's notes written.

A function is looked up first among the engine's own (`functions/`: those that need the step or the session), then
in the rows of `translator.library.functions`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code, Run, as_number, as_text
from equivalence.interpreter.errors import StepError, Unsupported
from equivalence.interpreter.formatting import best_text
from equivalence.interpreter.notes import place
from equivalence.interpreter.pdv import MISSING
from translator.lang import syntax as s
from translator.lang.source import Token
from translator.library.rows import Function

if TYPE_CHECKING:
    from equivalence.interpreter.expressions import Expressions

FULL_WIDTH = {"UPCASE", "LOWCASE", "LEFT", "RIGHT", "TRANSLATE", "REVERSE", "PROPCASE"}
"""Functions whose result is as long as their argument, trailing blanks included."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One position of a signature."""

    kind: str
    optional: bool
    repeats: bool


@cache
def parameters(signature: str) -> tuple[Parameter, ...]:
    """Read a signature such as "char num [char] any...": see `translator.library.rows.Function`."""
    result = []
    for word in signature.split():
        optional = word.startswith("[")
        word = word.strip("[]")
        result.append(Parameter(word.removesuffix("..."), optional, word.endswith("...")))
    return tuple(result)


def library_function(name: str, at: Token | None) -> Callable[..., Any]:
    """Return the body of a library function. Raises StepError where it is unknown or has none."""
    row = rows().get(name)
    if row is None or row.body is None:
        raise unknown(name, at)
    return row.body


def rows() -> dict[str, Function]:
    """Return the library's rows by name."""
    from translator.library.functions import FUNCTIONS

    return FUNCTIONS


def unknown(name: str, at: Token | None) -> StepError:
    """Return the error for a function that does not exist."""
    return StepError(
        f"The function {name.upper()} is unknown, or cannot be accessed.",
        at,
        "R0007",
        prefix="ERROR 68-185: ",
    )


def compile_call(ex: Expressions, call: s.Call) -> Code:
    """Return the code of a function call. Raises StepError for unknown functions and wrong arguments."""
    from equivalence.interpreter.functions import own_function

    name = call.name.upper()
    own = own_function(name)
    if own is not None:
        return own(ex, call)
    row = rows().get(name)
    if row is None:
        from equivalence.interpreter.procs import fcmp

        made = fcmp.find(ex.session, name, subroutine=False)
        if made is not None:
            return made.code(ex, arguments(ex, call.args), call.at)
        raise unknown(name, call.at)
    if row.body is None:
        raise Unsupported(f"the function {name}", call.at)
    if name in CHECKED:
        return checked(library_call(ex, row, name, arguments(ex, call.args), call.at), call.at)
    return library_call(ex, row, name, arguments(ex, call.args), call.at)


CHECKED = frozenset(
    "CDF SDF SURVIVAL LOGCDF LOGSDF PDF PMF LOGPDF LOGPMF QUANTILE SQUANTILE INTNX INTCK INTTEST INTSEAS "
    "INTCYCLE INTINDEX INTCINDEX INTSHIFT PROBMC FINANCE JBESSEL AIRY DAIRY".split()
)
"""Functions with names among their arguments that SAS knows and the library may not."""


def checked(code: Code, at: Token | None) -> Code:
    """Return the code of a call that is refused where the library lacks what it names. Raises Unsupported when it is run."""
    inner = code.run

    def run() -> Any:
        try:
            return inner()
        except NotImplementedError as problem:
            raise Unsupported(str(problem), at) from None

    return replace(code, run=run)


def arguments(ex: Expressions, args: tuple[s.Argument, ...]) -> list[Code | None]:
    """Return the codes of arguments, OF lists expanded; None for one left out."""
    result: list[Code | None] = []
    for argument in args:
        if isinstance(argument, s.Of):
            result.extend(of_codes(ex, argument))
        elif isinstance(argument, s.Empty):
            result.append(None)
        else:
            result.append(ex.compile(argument))
    return result


def of_codes(ex: Expressions, of: s.Of) -> list[Code]:
    """Return the codes of the variables of an OF list, whole arrays included."""
    result: list[Code] = []
    for item in of.items:
        name = item.name if isinstance(item, s.Var | s.Element | s.Call) else ""
        array = ex.scope.array(name) if name else None
        if array is not None and (isinstance(item, s.Var) or whole_array(item)):
            result.extend(slot_codes(ex, array.slots, item.at))
        elif isinstance(item, s.Element | s.Call):
            result.append(ex.compile(item))
        else:
            result.extend(ex.scope.variable(one, item.at) for one in ex.scope.names((item,)))
    return result


def whole_array(item: s.NameItem) -> bool:
    """Is this `a{*}` or `a(*)`?"""
    match item:
        case s.Element(subscripts=(), all=_) | s.Element(all=True):
            return True
        case s.Call(args=args):
            return not args or any(isinstance(one, s.Var) and one.name == "*" for one in args)
        case _:
            return False


def slot_codes(ex: Expressions, indexes: list[int], at: Token | None) -> list[Code]:
    """Return the codes of slots of the program data vector."""
    values = ex.host.pdv.values
    result = []
    for index in indexes:
        slot = ex.host.pdv.slots[index]
        slot.used = True
        read: Run = partial(values.__getitem__, index)
        result.append(Code(slot.kind or "num", read, slot.length, slot=index, name=slot.name, at=at))
    return result


def match_kinds(row: Function, name: str, count: int, at: Token | None) -> list[str]:
    """Return the kind of every argument. Raises StepError for too many or too few."""
    kinds: list[str] = []
    needed = 0
    repeats = False
    for parameter in parameters(row.signature):
        needed += 0 if parameter.optional or parameter.repeats else 1
        if parameter.repeats:
            repeats = True
            # what follows a repeated parameter would be ambiguous: rows have none
            while len(kinds) < count:
                kinds.append(parameter.kind)
        else:
            kinds.append(parameter.kind)
    if count < needed or (repeats and not count and "[" not in row.signature):
        raise StepError(
            f"The {name} function call does not have enough arguments.", at, "R0008", prefix="ERROR 71-185: "
        )
    if count > len(kinds) and not repeats:
        raise StepError(
            f"The {name} function call has too many arguments.", at, "R0008", prefix="ERROR 72-185: "
        )
    return kinds[:count]


def result_length(row: Function, codes: list[Code | None]) -> int:
    """Return the length that a character result gives to a variable."""
    lengths = [(code.length if code.kind == "char" else 12) if code is not None else 0 for code in codes]
    if isinstance(row.length, int):
        return row.length
    if row.length == "sum":
        return min(max(sum(lengths), 1), 32767)
    position = int(row.length.removeprefix("arg"))
    return lengths[position] if position < len(lengths) and lengths[position] else 200


def library_call(
    ex: Expressions, row: Function, name: str, codes: list[Code | None], at: Token | None
) -> Code:
    """Return the code that calls a row's body."""
    kinds = match_kinds(row, name, len(codes), at)
    runs: list[Run] = []
    numeric: list[int] = []
    for position, (code, kind) in enumerate(zip(codes, kinds, strict=True)):
        if code is None:
            runs.append(lambda: None)
        elif kind == "num":
            numeric.append(position)
            runs.append(as_number(code, ex.notes))
        elif kind == "char":
            runs.append(as_text(code, ex.notes))
        else:
            runs.append(code.run)
    first = next((code for code in codes if code is not None), None)
    returns = first.kind if row.returns == "same" and first is not None else row.returns
    body = row.body
    assert body is not None
    length = result_length(row, codes)
    if returns == "char":
        run = _character_call(ex, row, name, body, runs, numeric, at)
    else:
        run = _numeric_call(ex, row, name, body, runs, numeric, at)
    return Code("char" if returns == "char" else "num", run, length, at=at)


def shown(name: str, values: list[Any]) -> str:
    """Return a call as SAS's notes show it: LOG(-1)."""
    texts = [
        f"'{v.rstrip()}'" if isinstance(v, str) else "" if v is None else best_text(v, 12).strip()
        for v in values
    ]
    return f"{name}({','.join(texts)})"


def _numeric_call(
    ex: Expressions,
    row: Function,
    name: str,
    body: Any,
    runs: list[Run],
    numeric: list[int],
    at: Token | None,
) -> Run:
    notes, where = ex.notes, place(at)
    missing = notes.missing
    spreads = row.missing == "spreads"

    def invalid(values: list[Any]) -> float:
        notes.invalid_argument(shown(name, values), where)
        return MISSING

    if spreads:
        if len(runs) == 1 and numeric:
            only = runs[0]

            def single() -> float:
                value: float = only()
                if value != value:
                    missing[where] += 1
                    return MISSING
                try:
                    result = float(body(value))
                except (ValueError, OverflowError, ZeroDivisionError, ArithmeticError):
                    return invalid([value])
                return result if result - result == 0.0 else invalid([value])

            return single

        def spread() -> float:
            values = [run() for run in runs]
            for position in numeric:
                if values[position] is not None and values[position] != values[position]:
                    missing[where] += 1
                    return MISSING
            try:
                result = float(body(*values))
            except (ValueError, OverflowError, ZeroDivisionError, ArithmeticError):
                return invalid(values)
            return result if result - result == 0.0 else invalid(values)

        return spread

    def plain() -> float:
        values = [run() for run in runs]
        try:
            result = float(body(*values))
        except (ValueError, OverflowError, ZeroDivisionError, ArithmeticError):
            return invalid(values)
        return invalid(values) if result - result != 0.0 and result == result else result

    if row.missing != "skips":
        return plain

    def skipping() -> float:
        values = [run() for run in runs]
        try:
            result = float(body(*values))
        except (ValueError, OverflowError, ZeroDivisionError, ArithmeticError):
            return invalid(values)
        if result != result:
            missing[where] += 1
        return result

    return skipping


def _character_call(
    ex: Expressions,
    row: Function,
    name: str,
    body: Any,
    runs: list[Run],
    numeric: list[int],
    at: Token | None,
) -> Run:
    notes, where = ex.notes, place(at)
    full = name in FULL_WIDTH
    spreads = row.missing == "spreads"
    if name == "SUBSTR":
        return _substring(ex, runs, at)

    def call() -> str:
        values = [run() for run in runs]
        if spreads:
            for position in numeric:
                if values[position] is not None and values[position] != values[position]:
                    notes.missing[where] += 1
                    return " "
        try:
            result: str = body(*values)
        except (ValueError, OverflowError, ZeroDivisionError, ArithmeticError):
            notes.invalid_argument(shown(name, values), where)
            return " "
        return result.ljust(len(values[0])) if full else result

    return call


def _substring(ex: Expressions, runs: list[Run], at: Token | None) -> Run:
    """SUBSTR(text, position, length): positions outside the text are told in the log. (Functions: Reference.)"""
    notes, (line, column) = ex.notes, place(at)
    text, start = runs[0], runs[1]
    size = runs[2] if len(runs) > 2 else None

    def invalid(which: str) -> None:
        notes.event(f"Invalid {which} argument to function SUBSTR at line {line} column {column}.")

    def call() -> str:
        whole: str = text()
        first: float = start()
        length: float | None = size() if size is not None else None
        if not 1 <= first < len(whole) + 1:
            invalid("second")
            return " "
        begin = int(first) - 1
        if length is None:
            return whole[begin:]
        if not 1 <= length < len(whole) - begin + 1:
            invalid("third")
            return whole[begin:]
        return whole[begin : begin + int(length)]

    return call
