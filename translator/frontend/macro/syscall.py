"""%SYSCALL: CALL routines called from macro code with macro variables. (Macro Language Reference, "%SYSCALL".)"""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING

from translator.frontend.macro.errors import MacroError, RuntimeValueError
from translator.library.formats import best
from translator.library.macro_expressions import real_operand
from translator.library.routines import find

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor

_NUMERIC = frozenset("SORTN SOFTMAX LOGISTIC TANH".split())
_TEXTS = frozenset("SORTC CATS CATT CATX".split())
_MODULUS = 2**31 - 1
_MULTIPLIER = 397204094


def syscall(processor: Processor, text: str) -> None:
    """Carry out `routine(name, …)`: the values of the macro variables are passed, what comes back is stored in them.

    Values that look like numbers are passed as numbers, where the routine takes both.
    Raises: LookupError for a routine that needs a session; MacroError for wrong arguments; RuntimeValueError where
    only the run knows a value.
    """
    state = processor.state
    name, _, rest = text.partition("(")
    name = name.strip().upper()
    names = [one.strip().upper() for one in rest.rstrip().removesuffix(")").split(",") if one.strip()]
    values = []
    for one in names:
        value = state.get(one)
        if value is None and state.is_runtime(one):
            raise RuntimeValueError(f"%SYSCALL of {one}")
        if value is None:
            state.put(f"WARNING: Apparent symbolic reference {one} not resolved.")
            raise MacroError(f"The macro variable {one} of %SYSCALL {name} does not exist.")
        values.append(value)
    for one, new in zip(names, _results(name, values), strict=True):
        state.set(one, new)


def _results(name: str, values: list[str]) -> list[str]:
    if name == "RANUNI":
        return _uniform(values)
    row = find(name)
    if row is None or row.body is None:
        raise LookupError(name)
    kinds = row.signature.replace("[", "").replace("]", "").split()
    least = sum(not word.endswith("...") for word in row.signature.split() if word[0] != "[")
    if len(values) < max(1, least) or len(values) > len(kinds) and not kinds[-1].endswith("..."):
        raise MacroError(f"The call of routine {name} has the wrong number of arguments.")
    kinds += [kinds[-1]] * (len(values) - len(kinds))
    given = [_value(name, kind.removesuffix("..."), text) for kind, text in zip(kinds, values, strict=False)]
    results = row.body(*given)
    new = list(values)
    places = (
        range(len(values)) if row.signature == "var..." else [one for one in row.changes if one < len(values)]
    )
    for place, result in zip(places, results, strict=False):
        new[place] = _text(result)
    return new


def _value(name: str, kind: str, text: str) -> float | str:
    if kind == "char" or name in _TEXTS:
        return text
    number = nan if text.strip() in ("", ".") else real_operand(text)
    if number is None and (kind == "num" or name in _NUMERIC):
        raise MacroError(f"An argument of %SYSCALL {name} is not a number: {text}")
    return text if number is None or not text.strip() and name not in _NUMERIC else number


def _text(value: float | str) -> str:
    return value.rstrip(" ") if isinstance(value, str) else "." if isnan(value) else best(value, 12).strip()


def _uniform(values: list[str]) -> list[str]:
    """CALL RANUNI(seed, x): a prime modulus multiplicative generator. (CALL RANUNI; RANUNI function, "Details".)"""
    seed = real_operand(values[0]) if len(values) == 2 else None
    if seed is None or isnan(seed):
        raise MacroError("CALL RANUNI takes a seed and a variable.")
    if seed < 1 or seed >= _MODULUS:
        raise LookupError("RANUNI")  # the clock, or no seed of this generator
    new = int(seed) * _MULTIPLIER % _MODULUS
    return [str(new), _text(new / _MODULUS)]
