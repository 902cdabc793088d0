"""The notes of a DATA step: collected as SAS joins them, and those that a step earns as a whole."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.source import Token
from translator.lower.scope import LoweringError, Scope
from translator.plan import loop as lp
from translator.plan import values as v
from translator.plan.relations import Note
from translator.plan.walk import nodes


class Notes:
    """Collects the notes of a step; those about places are joined as SAS joins them."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], list[str]] = {}
        self._plain: list[Note] = []

    def add(self, code: str, text: str, at: Token | None) -> None:
        """Add a note; the same text from several places becomes one note with the places."""
        if code in ("N0401", "N0402"):
            places = self._places.setdefault((code, text), [])
            place = f"{at.line}:{at.column}" if at is not None else ""
            if place and place not in places:
                places.append(place)
        elif Note(code, text) not in self._plain:
            self._plain.append(Note(code, text))

    def made(self) -> list[Note]:
        """Return the notes in SAS's wording."""
        joined = [
            Note(code, f"NOTE: {text} at the places given by: (Line):(Column).\n      {'   '.join(places)}")
            for (code, text), places in self._places.items()
        ]
        return joined + self._plain


def uninitialized(scope: Scope, notes: Notes) -> None:
    """Note the variables that nothing gives a value. SAS does not tell of elements of arrays."""
    elements = {e.lower() for array in scope.arrays.values() for e in array.elements}
    for entry in scope.variables.values():
        if entry.name.lower() in elements:
            continue
        if not entry.assigned and entry.role in ("computed", "retained") and entry.initial is None:
            notes.add("N0412", f"NOTE: Variable {entry.name} is uninitialized.", None)


_NEVER_LONGER = frozenset(
    "UPCASE LOWCASE PROPCASE LEFT TRIM STRIP COMPRESS COMPBL SUBSTR SUBSTRN SCAN REVERSE DEQUOTE".split()
)


def length_notes(scope: Scope, body: tuple[lp.LoopStatement, ...], notes: Notes) -> None:
    """Say where a text of unknown length gets a value that may be longer: SAS would cut it."""
    texts = {n.lower(): n for n in scope.guessed if scope.type_of(n).kind == "char"}
    for node in nodes(body):
        if (
            not isinstance(node, lp.Assign)
            or not isinstance(node.target, v.Variable)
            or node.target.name.lower() not in texts
        ):
            continue
        value = node.value.value if isinstance(node.value, v.Cut) else node.value
        while isinstance(value, v.Apply) and value.function.upper() in _NEVER_LONGER and value.args:
            value = value.args[0].value if isinstance(value.args[0], v.Pad) else value.args[0]
        own = isinstance(value, v.Variable) and value.name.lower() == node.target.name.lower()
        if not own and not (isinstance(value, v.Constant) and value.value == ""):
            name = texts[node.target.name.lower()]
            notes.add(
                "C0301",
                f"CHECK: the length of {name} is that of its data set: a longer text would be cut by SAS, and is not here.",
                node.at,
            )


REPRODUCED = ("UNIFORM", "NORMAL", "GAUSSIAN", "LOGNORMAL", "CAUCHY")
"""Distributions of RAND whose numbers are SAS's, as published output shows."""


def random_notes(body: tuple[lp.LoopStatement, ...], notes: Notes) -> None:
    """Say which random numbers of a seeded step are not those of SAS: its methods for them are not published."""
    if not any(isinstance(node, lp.Routine) and node.name == "STREAMINIT" for node in nodes(body)):
        return  # without a seed no two runs are alike, in SAS either
    for node in nodes(body):
        if not isinstance(node, v.Service) or node.function != "RAND" or not node.args:
            continue
        first = node.args[0].value if isinstance(node.args[0], v.Cut | v.Pad) else node.args[0]
        name = str(first.value).strip().upper() if isinstance(first, v.Constant) else ""
        if not any(known == name or (len(name) >= 4 and known.startswith(name)) for known in REPRODUCED):
            what = f"RAND('{name}')" if name else "RAND with a distribution that the run names"
            text = f"WARNING: {what}: the numbers repeat with the seed, but are not those of SAS, whose method is not published."
            notes.add("W0160", text, None)


# Functions of numbers that cannot fail
_CANNOT_FAIL = frozenset(
    "ABS SIGN INT CEIL FLOOR ROUND SUM MEAN N NMISS MIN MAX COALESCE YEAR MONTH DAY QTR MISSING".split()
)


def follow_errors(body: tuple[lp.LoopStatement, ...], step: st.DataStep) -> None:
    """Refuse a step that reads _ERROR_ where more than the INPUT statement may set it.

    A division by zero, an invalid conversion and an invalid argument also set _ERROR_ (Language Reference: Concepts,
    Automatic Variables); generated code only notes them in the log.
    """
    if any(isinstance(n, sx.Call) and n.error_marks == "?" for n in nodes(step.body)):
        raise LoweringError("H0250", "the step reads _ERROR_, which the function INPUT may set", step.at)
    for n in nodes(body):
        match n:
            case v.Arithmetic("/", (_, divisor)) if not (isinstance(divisor, v.Constant) and divisor.value):
                what = "a division"
            case v.Arithmetic("**") | v.Arithmetic(overflow="missing"):
                what = "a number that is too large"
            case v.ToNumber():
                what = "a conversion of text"
            case v.ReadFormat(quiet=False):
                what = "the function INPUT"
            case v.Apply(name, args) if name not in _CANNOT_FAIL and any(a.type.kind == "num" for a in args):
                what = f"the function {name}"
            case _:
                continue
        raise LoweringError("H0250", f"the step reads _ERROR_, which {what} may set", step.at)
