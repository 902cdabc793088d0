"""What the productions of grammars/expression.lark make: nodes of `translator.lang.syntax`.

Operators come from the lexer as (folded operator, token); operands as nodes.
"""

from __future__ import annotations

from typing import Any

from translator.frontend.parse.cursor import Unreadable, spelling
from translator.frontend.parse.formats import format_of_number
from translator.lang.source import Token
from translator.lang.syntax import (
    Argument,
    Between,
    Binary,
    Call,
    Contains,
    Element,
    Empty,
    Expr,
    Format,
    In,
    IsMissing,
    Like,
    MacroValue,
    MethodCall,
    New,
    Number,
    Range,
    SoundsLike,
    Unary,
    Var,
)

Sign = tuple[str, Token]
Comparator = tuple[Any, ...]
"""(kind, negated, token, operands …); "compared" has the operator in place of `negated`."""


def binary(left: Expr, operator: Sign, right: Expr) -> Expr:
    return Binary(operator[0], left, right, operator[1])  # type: ignore[arg-type]


def unary(operator: Sign, operand: Expr) -> Expr:
    folded, token = operator
    if folded != "not" and type(operand) is Number and not operand.form:
        return Number(-operand.value if folded == "-" else operand.value, "", token)
    return Unary(folded, operand, token)  # type: ignore[arg-type]


def parenthesis(inner: Expr) -> Expr:
    return inner


def compared(operator: Sign, right: Expr) -> Comparator:
    return ("compared", operator[0], operator[1], right)


_OPPOSITE = {"=": "ne", "ne": "=", "=:": "ne:", "ne:": "=:"}


def compared_not(negation: Sign, operator: Sign, right: Expr) -> Comparator:
    """`x not = 5`, `x ^ = 5`; NOT before another comparison negates the whole."""
    if operator[0] in _OPPOSITE:
        return ("compared", _OPPOSITE[operator[0]], negation[1], right)
    return ("negated", operator[0], negation[1], right)


def compared_in(negation: Sign | None, operator: Sign, items: tuple[Expr | Range, ...]) -> Comparator:
    return _member(negation, operator, items, False)


def compared_in_array(negation: Sign | None, operator: Sign, array: Expr) -> Comparator:
    if not isinstance(array, Var | MacroValue):
        at = array.at or operator[1]
        raise Unreadable("E0123", f"IN wants a list in parentheses or an array, found {at.text!r}", at)
    return _member(negation, operator, (array,), True)


def _member(
    negation: Sign | None, operator: Sign, items: tuple[Expr | Range, ...], is_array: bool
) -> Comparator:
    """`x in …`, `x not in …`, `x notin …`"""
    negated = (negation is not None) is not operator[0].startswith("not")
    return ("in", negated, (operator[0].removeprefix("not"), operator[1]), items, is_array)


def compared_between(negation: Sign | None, operator: Sign, low: Expr, _and: Sign, high: Expr) -> Comparator:
    return ("between", negation is not None, operator, low, high)


def compared_contains(negation: Sign | None, operator: Sign, text: Expr) -> Comparator:
    return ("contains", negation is not None, operator, text)


def compared_like(negation: Sign | None, operator: Sign, pattern: Expr, escape: Expr | None) -> Comparator:
    return ("like", negation is not None, operator, pattern, escape)


def compared_sounds(negation: Sign | None, operator: Sign, text: Expr) -> Comparator:
    return ("sounds", negation is not None, operator, text)


def compared_missing(negation: Sign | None) -> Comparator:
    return ("missing", negation is not None, None)


def compare(first: Expr, *comparators: Comparator) -> Expr:
    """Join a chain: `a < b < c` is `a < b and b < c` (SAS Language Reference: Concepts, table note on comparison
    operators; SAS Community tip "DATA Step Comparison Operators Are Non-Associative")."""
    result: Expr | None = None
    left = first
    for comparator in comparators:
        kind = comparator[0]
        if kind == "compared" or kind == "negated":
            _, operator, token, right = comparator
            part: Expr = Binary(operator, left, right, token)
            if kind == "negated":
                part = Unary("not", part, token)
            result = part if result is None else Binary("and", result, part, token)
            left = right
        else:
            left = result = _filtered(left if result is None else result, comparator)
    return result if result is not None else first


def _filtered(value: Expr, comparator: Comparator) -> Expr:
    kind, negated, operator, *operands = comparator
    at = operator[1] if operator else getattr(value, "at", None)
    match kind:
        case "in":
            items, array = operands
            return In(value, items, negated, operator[0][-1] == ":", array, at)
        case "between":
            return Between(value, operands[0], operands[1], negated, at)
        case "contains":
            return Contains(value, operands[0], negated, at)
        case "like":
            return Like(value, operands[0], operands[1], negated, at)
        case "sounds":
            return SoundsLike(value, operands[0], negated, at)
        case _:
            return IsMissing(value, negated, at)


def in_list(*items: Expr | Range) -> tuple[Expr | Range, ...]:
    return items


def range_(low: Expr, high: Expr) -> Range:
    return Range(low, high, low.at)


_TAKES_FORMAT = {"put", "input"}


def call(name: Token, *arguments: Any) -> Expr:
    """A function call; the second argument of PUT and INPUT is a format, also where it looks like a number."""
    spelled = spelling(name)
    marks = ""
    if len(arguments) == 1 and type(arguments[0]) is Empty:
        arguments = ()
    if len(arguments) > 1:
        second = arguments[1]
        if type(second) is Marked:
            marks, second = second.marks, second.argument
            arguments = (arguments[0], second, *arguments[2:])
        if spelled.lower() in _TAKES_FORMAT:
            if type(second) is Number:
                arguments = (arguments[0], format_of_number(second), *arguments[2:])
            elif type(second) is Binary and second.op == "-" and type(second.left) is Number:
                form = format_of_number(second.left)
                if type(form) is Format:
                    arguments = (arguments[0], aligned(form, ("-", name), second.right), *arguments[2:])
    return Call(spelled, arguments, marks, name)


class Marked:
    """`?` or `??` before the informat of INPUT."""

    __slots__ = ("argument", "marks")

    def __init__(self, marks: str, argument: Argument) -> None:
        self.marks = marks
        self.argument = argument


def marked(marks: Sign, argument: Argument) -> Marked:
    return Marked(marks[0], argument)


def aligned(form: Format, _sign: Sign, letter: Expr) -> Format:
    """`put(x, 8.-L)`: alignment L, C or R."""
    align = letter.name.upper() if isinstance(letter, Var) else ""
    return Format(form.name, form.width, form.decimals, form.at, align)


def empty() -> Empty:
    return Empty()


def element(name: Token, *subscripts: Expr) -> Expr:
    return Element(spelling(name), subscripts, False, name)


def whole_array(name: Token, _star: Sign) -> Expr:
    return Element(spelling(name), (), True, name)


def method(names: tuple[Token, Token], *arguments: tuple[str, Expr] | None) -> Expr:
    given = tuple(argument for argument in arguments if argument is not None)
    return MethodCall(spelling(names[0]), spelling(names[1]), given, names[0])


def new(kind: Token, *arguments: tuple[str, Expr] | None) -> Expr:
    return New(kind.text.lower(), tuple(argument for argument in arguments if argument is not None), kind)


def tagged(tag: Token | None, value: Expr) -> tuple[str, Expr]:
    from translator.frontend.parse.datasets import named_dataset  # which reads expressions, too

    name = "" if tag is None else tag.text.lower()
    return (name, named_dataset(name, value))


ACTIONS = {
    function.__name__.rstrip("_"): function
    for function in (
        binary, unary, parenthesis, compared, compared_not, compared_in, compared_in_array, compared_between,
        compared_contains, compared_like, compared_sounds, compared_missing, compare, in_list, range_, call, marked,
        aligned, empty, element, whole_array, method, new, tagged,
    )
}  # fmt: skip
