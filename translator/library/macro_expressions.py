"""Macro expressions: %EVAL's integers (also %IF, %DO, arguments that are numbers) and %SYSEVALF's reals.

Sources: Macro Language Reference, "Macro Expressions" (operators and their precedence; comparisons are numeric
where both operands are integers, else by characters), %EVAL and %SYSEVALF functions, MINOPERATOR option.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from translator.library.macro_masks import unmask


class MacroError(Exception):
    """An error that SAS prints to the log; the macro (or open-code statement) stops."""


_LEXEME = re.compile(
    r"""(?P<string>'[^']*'(?:dt|[dtx])?|"[^"]*"(?:dt|[dtx])?)
      | (?P<operator>\*\*|<>|><|<=|>=|=<|=>|[\^~¬]=|[-+*/<>=&|!^~¬\#()])
      | (?P<word>\w[\w.]*(?:(?<=[\d.][eE])[-+]\d+)?)
      | (?P<blank>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_MNEMONICS = {
    "eq": "=", "ne": "ne", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "and": "&", "or": "|", "not": "not",
}  # fmt: skip
_SAME = {
    "^=": "ne",
    "~=": "ne",
    "¬=": "ne",
    "=<": "<=",
    "=>": ">=",
    "^": "not",
    "~": "not",
    "¬": "not",
    "!": "|",
}
_INTEGER = re.compile(r"[-+]?\d+\Z")
_HEX = re.compile(r"[-+]?\d[0-9a-f]*x\Z", re.IGNORECASE)
_REAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\Z")
_DATE = re.compile(r"['\"](\d{1,2})([a-z]{3})(\d{2,4})['\"]d\Z", re.IGNORECASE)
_DATETIME = re.compile(
    r"['\"](\d{1,2})([a-z]{3})(\d{2,4})[: ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d*)?))?['\"]dt\Z", re.IGNORECASE
)
_TIME = re.compile(r"['\"](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d*)?))?['\"]t\Z", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_COMPARISONS = frozenset({"=", "ne", "<", "<=", ">", ">=", "in"})
_BINDING = {"|": 1, "&": 2, **dict.fromkeys(_COMPARISONS, 3), "+": 4, "-": 4, "*": 5, "/": 5, "**": 7}
_REAL_BINDING = _BINDING | {"<>": 6, "><": 6}

CHARACTER_OPERAND = (
    "A character operand was found in the %EVAL function or %IF condition where a numeric operand is required. "
    "The condition was: "
)
NO_EXPRESSION = "%EVAL function has no expression to evaluate, or %IF statement has no condition."


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of an expression of %EVAL."""

    kind: str  # "operand" or "operator"
    text: str


def evaluate(text: str, minoperator: bool = False, delimiter: str = " ") -> str:
    """Carry out %EVAL on (masked) text; return an integer or, where no operator stands, the integer operand.

    Raises MacroError with SAS's text for operands that are not integers, division by zero, bad syntax.
    """
    return str(_Evaluator(text, False, minoperator, delimiter).result())


def is_true(text: str, minoperator: bool = False, delimiter: str = " ") -> bool:
    """Is the condition of %IF, %WHILE or %UNTIL true? Any integer but 0 is. Raises MacroError."""
    return evaluate(text, minoperator, delimiter) != "0"


def evaluate_real(text: str, conversion: str = "") -> str:
    """Carry out %SYSEVALF; `conversion` is "", "BOOLEAN", "CEIL", "FLOOR" or "INTEGER". Raises MacroError.

    Without an operator and a conversion the argument is returned as it is (%SYSEVALF, "Details"), but for constants
    of dates and times, which become numbers.
    """
    evaluator = _Evaluator(text, True, False, " ")
    value = evaluator.real()
    alone = unmask(text).strip()
    if not conversion.strip() and len(evaluator.lexemes) == 1 and alone[0] not in "'\"":
        return alone
    match conversion.strip().upper():
        case "":
            return format_real(value)
        case "BOOLEAN":
            return "0" if math.isnan(value) or value == 0 else "1"
        case kind if math.isnan(value) and kind in ("CEIL", "FLOOR", "INTEGER", "INT"):
            return "."
        case "CEIL":
            return str(math.ceil(_fuzzed(value)))
        case "FLOOR":
            return str(math.floor(_fuzzed(value)))
        case "INTEGER" | "INT":
            return str(int(_fuzzed(value)))
        case other:
            raise MacroError(f"%SYSEVALF function has an invalid conversion type: {other}.")


def format_real(value: float, width: int = 16) -> str:
    """Return a number in at most `width` characters, as precisely as they allow, without blanks."""
    if math.isnan(value):
        return "."
    if value == math.trunc(value) and len(str(int(value))) <= width:
        return str(int(value))
    candidates = []
    for decimals in range(width, -1, -1):
        fixed = f"{value:.{decimals}f}"
        if "." in fixed:
            fixed = fixed.rstrip("0").rstrip(".")
        if len(fixed) <= width and abs(value) < 1e16:
            candidates.append(fixed)
            break
    for digits in range(width, -1, -1):
        mantissa, exponent = f"{value:.{digits}e}".split("e")
        if "." in mantissa:
            mantissa = mantissa.rstrip("0").rstrip(".")
        scientific = f"{mantissa}E{int(exponent)}"
        if len(scientific) <= width:
            candidates.append(scientific)
            break
    return min(candidates, key=lambda candidate: abs(float(candidate) - value))


def _fuzzed(value: float) -> float:
    near = round(value)
    return float(near) if abs(value - near) < 1e-12 else value


class _Evaluator:
    def __init__(self, text: str, real: bool, minoperator: bool, delimiter: str) -> None:
        self.text = text
        self.is_real = real
        self.minoperator = minoperator
        self.delimiter = delimiter
        self.binding = _REAL_BINDING if real else _BINDING
        self.lexemes = self._lexemes()
        self.position = 0

    def _lexemes(self) -> list[Lexeme]:
        result: list[Lexeme] = []
        operand: list[str] = []

        def close() -> None:
            text = "".join(operand).strip(" \t\n\r")
            operand.clear()
            if text:
                result.append(Lexeme("operand", text))

        for match in _LEXEME.finditer(self.text):
            word = match.group()
            if match.lastgroup == "operator":
                name = _SAME.get(word, word)
                if name == "#" and not self.minoperator or name in ("<>", "><") and not self.is_real:
                    if name == "#":
                        operand.append(word)
                    else:
                        close()
                        result.extend(Lexeme("operator", char) for char in name)
                    continue
                close()
                result.append(Lexeme("operator", "in" if name == "#" else name))
                continue
            mnemonic = word.lower() if match.lastgroup == "word" else ""
            if mnemonic in _MNEMONICS:
                close()
                result.append(Lexeme("operator", _MNEMONICS[mnemonic]))
            elif mnemonic == "in" and self.minoperator:
                close()
                result.append(Lexeme("operator", "in"))
            else:
                operand.append(word)
        close()
        return result

    def peek(self) -> Lexeme | None:
        return self.lexemes[self.position] if self.position < len(self.lexemes) else None

    def result(self) -> int:
        if not self.lexemes:
            raise MacroError(NO_EXPRESSION)
        return self.integer(self.whole())

    def real(self) -> float:
        if not self.lexemes:
            raise MacroError("%SYSEVALF function has no expression to evaluate.")
        return self.number(self.whole())

    def whole(self) -> str:
        value = self.binary(0)
        if self.peek() is not None:
            raise MacroError("Required operator not found in expression: " + unmask(self.text).strip() + " ")
        return value

    def binary(self, least: int) -> str:
        left = self.prefix()
        while True:
            lexeme = self.peek()
            if lexeme is None or lexeme.kind != "operator":
                return left
            power = self.binding.get(lexeme.text, 0)
            negated = False
            if lexeme.text == "not" and self.minoperator:
                after = self.lexemes[self.position + 1] if self.position + 1 < len(self.lexemes) else None
                if after is not None and after.text == "in" and after.kind == "operator":
                    negated, power = True, self.binding["in"]
            if power == 0 or power <= least:
                return left
            self.position += 2 if negated else 1
            name = "in" if negated else lexeme.text
            right = self.binary(power - 1 if name == "**" else power)
            left = self.apply(name, left, right)
            if negated:
                left = "0" if left == "1" else "1"

    def prefix(self) -> str:
        lexeme = self.peek()
        if lexeme is None:
            return ""
        if lexeme.kind == "operand":
            self.position += 1
            return lexeme.text
        match lexeme.text:
            case "(":
                self.position += 1
                value = self.binary(0)
                closing = self.peek()
                if closing is None or closing.text != ")":
                    raise MacroError(
                        "Open parenthesis in expression is not closed: " + unmask(self.text).strip()
                    )
                self.position += 1
                return value
            case "-" | "+" | "not":
                self.position += 1
                value = self.binary(6)
                if lexeme.text == "+":
                    return self.write(self.number(value))
                if lexeme.text == "-":
                    return self.write(-self.number(value))
                number = self.number(value)
                return "1" if number == 0 or math.isnan(number) else "0"
            case _:
                return ""  # a comparison with nothing on its left

    def apply(self, name: str, left: str, right: str) -> str:
        if name in _COMPARISONS:
            return "1" if self.compare(name, left, right) else "0"
        a, b = self.number(left), self.number(right)
        match name:
            case "|":
                return "1" if self.truth(a) or self.truth(b) else "0"
            case "&":
                return "1" if self.truth(a) and self.truth(b) else "0"
            case "<>":
                return self.write(_maximum(a, b))
            case "><":
                return self.write(_minimum(a, b))
        if self.is_real:
            return self.write(_arithmetic(name, a, b))
        return self.write(_integer_arithmetic(name, int(a), int(b)))

    @staticmethod
    def truth(value: float) -> bool:
        return value != 0 and not math.isnan(value)

    def compare(self, name: str, left: str, right: str) -> bool:
        if name == "in":
            if not left or not right:
                raise MacroError("Operand missing for IN operator in argument to %EVAL function.")
            values = right.split() if self.delimiter == " " else right.split(self.delimiter)
            return any(self.compare("=", left, value.strip()) for value in values)
        numbers = self.numbers(left, right)
        if numbers is not None:
            a, b = numbers
            if math.isnan(a) or math.isnan(b):
                a, b = (0.0 if math.isnan(a) else 1.0), (0.0 if math.isnan(b) else 1.0)
                if a == b == 1.0:
                    a, b = numbers
            order = (a > b) - (a < b)
        else:
            first, second = unmask(left).rstrip(" "), unmask(right).rstrip(" ")
            width = max(len(first), len(second))
            first, second = first.ljust(width), second.ljust(width)
            order = (first > second) - (first < second)
        match name:
            case "=":
                return order == 0
            case "ne":
                return order != 0
            case "<":
                return order < 0
            case "<=":
                return order <= 0
            case ">":
                return order > 0
            case _:
                return order >= 0

    def numbers(self, left: str, right: str) -> tuple[float, float] | None:
        """Both operands as numbers, or None where they are compared as text."""
        if self.is_real:
            a, b = real_operand(left), real_operand(right)
        else:
            a, b = integer_operand(left), integer_operand(right)
        return None if a is None or b is None else (a, b)

    def number(self, text: str) -> float:
        return self.integer(text) if not self.is_real else self.real_number(text)

    def integer(self, text: str) -> int:
        value = integer_operand(text)
        if value is None:
            raise MacroError(CHARACTER_OPERAND + unmask(self.text).strip() + " ")
        return value

    def real_number(self, text: str) -> float:
        value = real_operand(text)
        if value is None:
            raise MacroError(
                "A character operand was found in the %SYSEVALF function where a numeric operand is required. "
                "The condition was: " + unmask(self.text).strip() + " "
            )
        return value

    def write(self, value: float) -> str:
        return (
            repr(float(value))
            if self.is_real and not math.isnan(value)
            else "."
            if self.is_real
            else str(value)
        )


def integer_operand(text: str) -> int | None:
    """Return the integer that (masked) text is, hexadecimal `0FFx` included; None for anything else."""
    text = unmask(text).strip()
    if _INTEGER.match(text):
        return int(text)
    if _HEX.match(text):
        return int(text[:-1], 16)
    return None


def real_operand(text: str) -> float | None:
    """Return the number that text is: decimal, hexadecimal, missing (NaN), date, time and datetime constants."""
    text = unmask(text).strip()
    if _REAL.match(text):
        return float(text)
    if text == "." or re.match(r"\.[a-z_]\Z", text, re.IGNORECASE):
        return math.nan
    if _HEX.match(text):
        return float(int(text[:-1], 16))
    if found := _DATE.match(text):
        return _days(found[1], found[2], found[3])
    if found := _DATETIME.match(text):
        days = _days(found[1], found[2], found[3])
        return None if days is None else days * 86400 + _seconds(found[4], found[5], found[6])
    if found := _TIME.match(text):
        return _seconds(found[1], found[2], found[3])
    return None


def _days(day: str, month: str, year: str) -> float | None:
    number = int(year)
    if len(year) <= 2:
        number += 2000 if number < 26 else 1900
    try:
        return float(date(number, _MONTHS.index(month.lower()) + 1, int(day)).toordinal() - 715510)
    except ValueError:
        return None


def _seconds(hours: str, minutes: str, seconds: str | None) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds or 0)


def _maximum(a: float, b: float) -> float:
    return b if math.isnan(a) else a if math.isnan(b) else max(a, b)


def _minimum(a: float, b: float) -> float:
    return math.nan if math.isnan(a) or math.isnan(b) else min(a, b)


def _arithmetic(name: str, a: float, b: float) -> float:
    if math.isnan(a) or math.isnan(b):
        return math.nan
    try:
        match name:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                return a / b
            case _:
                power = a**b
                return power if isinstance(power, float) else math.nan
    except ZeroDivisionError:
        raise MacroError("Division by zero in %SYSEVALF is invalid.") from None
    except OverflowError:
        raise MacroError("Overflow in %SYSEVALF.") from None


def _integer_arithmetic(name: str, a: int, b: int) -> int:
    match name:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            if b == 0:
                raise MacroError("Division by zero in %EVAL is invalid.")
            quotient = abs(a) // abs(b)
            return quotient if (a < 0) == (b < 0) else -quotient
        case _:
            if b < 0:
                if a == 0:
                    raise MacroError("Division by zero in %EVAL is invalid.")
                return 0 if abs(a) != 1 else int(a ** (-b))
            if b > 4096:
                raise MacroError("Overflow has occurred; evaluation is terminated.")
            return int(a**b)
