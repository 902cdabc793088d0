"""Models by maximum likelihood: coded class variables, Newton's method, Wald tests. SAS/STAT User's Guide, "Other
Parameterizations", LOGISTIC and PHREG "Details"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import fsum, isnan, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import chi_square_tail
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import Matrix, invert, product, sweep
from equivalence.interpreter.procs.classes import ClassVariable, level_of, ranks
from equivalence.interpreter.procs.estimable import Vector, reduce, third_type_rows
from equivalence.interpreter.procs.glm import effects_of
from equivalence.interpreter.procs.models import variables as names_in
from equivalence.interpreter.procs.options import resolve, word
from equivalence.interpreter.procs.results import Input
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st
from translator.lang import syntax as sx

ORDERS = {
    "formatted": "formatted",
    "internal": "internal",
    "unformatted": "internal",
    "data": "data",
    "freq": "freq",
}
At = Callable[[Vector], tuple[float, Vector, Matrix]]
"""Estimates -> (log likelihood, gradient, information)."""


@dataclass(slots=True)
class Coding:
    """How a class variable becomes columns: `reference` "first", "last" or "=text"."""

    name: str
    kind: str
    reference: str = "last"
    order: str = "formatted"
    descending: bool = False


def codings_of(given: Input, kind: str) -> list[Coding]:
    """Return the class variables of CLASS statements with PARAM=, REF=, ORDER=, DESCENDING."""
    found: list[Coding] = []
    for s in given.step.body:
        if isinstance(s, st.ProcStatement) and s.keyword == "class":
            inner = {o.name: o.value for o in s.options if isinstance(o.value, tuple) and not o.equals}
            outer = [o for o in s.options if o.name not in inner]
            for name in resolve(given.table, s.names):
                made = Coding(name, kind)
                for option in (*outer, *inner.get(name.lower(), ())):
                    set_coding(made, option)
                found.append(made)
    kinds = {c.kind for c in found}
    if "glm" in kinds and len(kinds) > 1:
        raise StepError(
            "PARAM=GLM of some variables is not supported by the reference interpreter.", None, "R0060"
        )
    return found


def set_coding(coding: Coding, option: st.Option | sx.Var) -> None:
    """Carry out one option of CLASS; one without a value is read as a name within parentheses."""
    if isinstance(option, sx.Var):
        option = st.Option(option.name.lower(), None, False, option.at)
    value = word(option).lower() if not isinstance(option.value, sx.String) else ""
    if option.name == "param" and value in ("effect", "ref", "reference", "glm"):
        coding.kind = "ref" if value == "reference" else value
    elif option.name in ("ref", "reference") and value in ("first", "last"):
        coding.reference = value
    elif option.name in ("ref", "reference") and isinstance(option.value, sx.String):
        coding.reference = "=" + option.value.value.strip()
    elif option.name == "order" and value in ORDERS:
        coding.order = ORDERS[value]
    elif option.name in ("desc", "descending"):
        coding.descending = True
    else:
        raise StepError(
            "An option of CLASS is not supported by the reference interpreter.", option.at, "R0060"
        )


def effects_with_lists(words: list[str], table: Table) -> list[str]:
    """Return the effects of words in which lists of variables may stand: `x1-x3 a*b p:`."""
    made: list[str] = []
    rest = " ".join(words).replace("- -", "--").split(" ")
    while rest:
        size = {"-": 3, "--": 3, ":": 2}.get(rest[1] if len(rest) > 1 else "", 1)
        part, rest = rest[:size], rest[size:]
        made += names_in(part, table) if size > 1 else part
    return effects_of(made, table)


@dataclass(slots=True)
class Levels:
    """The levels of a class variable in order: their keys, texts, values; and the columns of each level."""

    keys: list[Any]
    texts: list[str]
    values: list[Any]
    reference: int
    columns: list[Vector]


def levels_of(given: Input, rows: list[Row], coding: Coding) -> Levels:
    """Return the levels that occur in the rows."""
    variable = given.table.variable(coding.name)
    order = "internal" if coding.order == "formatted" and not variable.format else coding.order
    mark = ClassVariable(
        coding.name, given.table.index(coding.name), order=order, descending=coding.descending
    )
    found = ranks(given.session, given.table, mark, rows, [1.0] * len(rows))
    ordered = sorted(found.items(), key=lambda item: item[1][0])
    keys = [key for key, _ in ordered]
    values = [value for _, (_, value) in ordered]
    texts = [given.session.text(value, variable) for value in values]
    last = len(keys) - 1
    reference = 0 if coding.reference == "first" else last
    if coding.reference.startswith("="):
        if coding.reference[1:] not in texts:
            raise StepError(f"Invalid reference value for {coding.name}.", given.step.at, "R0602")
        reference = texts.index(coding.reference[1:])
    if coding.kind == "glm":
        places = [i for i in range(last + 1) if i != reference] + [reference]
        keys, values = [keys[i] for i in places], [values[i] for i in places]
        texts = [texts[i] for i in places]
        return Levels(
            keys, texts, values, last, [[float(i == j) for j in range(last + 1)] for i in range(last + 1)]
        )
    others = [i for i in range(last + 1) if i != reference]
    base = -1.0 if coding.kind == "effect" else 0.0
    return Levels(
        keys,
        texts,
        values,
        reference,
        [[base if i == reference else float(i == j) for j in others] for i in range(last + 1)],
    )


class Coded:
    """The columns of a model's effects for rows."""

    def __init__(
        self, given: Input, rows: list[Row], effects: list[str], codings: list[Coding], intercept: bool
    ) -> None:
        self.given = given
        self.classes = {c.name: levels_of(given, rows, c) for c in codings}
        self.marks = {c.name: ClassVariable(c.name, given.table.index(c.name)) for c in codings}
        self.singular = any(c.kind == "glm" for c in codings)
        self.effects = [*(["Intercept"] if intercept else []), *effects]
        self.owner: list[str] = []
        self.labels: list[list[str]] = []
        for effect in self.effects:
            texts: list[list[str]] = [[]]
            for n in variables(effect):
                if n in self.classes:
                    one = self.classes[n]
                    full = len(one.columns[0]) == len(one.keys)
                    mine = [t for i, t in enumerate(one.texts) if full or i != one.reference]
                    texts = [[*before, t] for before in texts for t in mine]
            self.owner += [effect] * len(texts)
            self.labels += texts
        self.shown = list(range(len(self.owner)))
        if self.singular:
            lines = [self.line(row) for row in rows]
            self.shown = [i for i in self.shown if not self.labels[i] or any(line[i] for line in lines)]
            self.owner = [self.owner[i] for i in self.shown]
            self.labels = [self.labels[i] for i in self.shown]

    def line(self, row: Row) -> Vector:
        """Return a row's values of the columns; all missing for a level that the model does not have."""
        table = self.given.table
        made: Vector = []
        for effect in self.effects:
            block = [1.0]
            for n in variables(effect):
                value = row[table.index(n)]
                own = [float(value)] if n not in self.classes else self.columns_of(n, value)
                block = [a * b for a in block for b in own]
            made += block
        return [made[i] for i in self.shown]

    def columns_of(self, name: str, value: Any) -> Vector:
        """Return the columns of a class variable's value."""
        one = self.classes[name]
        key = level_of(self.given.session, self.given.table, self.marks[name], value)
        return one.columns[one.keys.index(key)] if key in one.keys else [nan] * len(one.columns[0])

    def places(self, effects: Sequence[str]) -> list[int]:
        """Return the columns of effects."""
        return [i for i, e in enumerate(self.owner) if e in effects]

    def wider(self, effect: str) -> list[str]:
        """Return the effects that contain this one."""

        def parts(e: str) -> tuple[set[str], list[str]]:
            names = variables(e)
            return {n for n in names if n in self.classes}, sorted(n for n in names if n not in self.classes)

        mine = parts(effect)
        return [e for e in self.effects if parts(e)[1] == mine[1] and parts(e)[0] > mine[0]]

    def ratios(self) -> list[tuple[str, Vector]]:
        """Return (text, coefficients) of the ratios of main effects that are in no other effect."""
        alone = [e for e in self.effects if e != "Intercept" and "*" not in e]
        alone = [e for e in alone if not any(e in variables(o) for o in self.effects if o != e)]
        width = max((len(n) for n in self.classes if n in self.effects), default=0)
        found = []
        for effect in alone:
            own = self.places([effect])
            if effect not in self.classes:
                found.append((effect, [float(i in own) for i in range(len(self.owner))]))
                continue
            one = self.classes[effect]
            base = one.columns[one.reference]
            for i, text in enumerate(one.texts):
                if i != one.reference:
                    row = [0.0] * len(self.owner)
                    for place, a, b in zip(own, one.columns[i], base, strict=True):
                        row[place] = a - b
                    found.append((f"{effect.ljust(width)} {text} vs {one.texts[one.reference]}", row))
        return found


def variables(effect: str) -> list[str]:
    """Return the variables of an effect."""
    return [] if effect == "Intercept" else effect.split("*")


@dataclass(slots=True)
class Peak:
    """The maximum of a likelihood."""

    estimates: Vector
    value: float
    information: Matrix
    inverse: Matrix
    used: list[bool] = field(default_factory=list)

    def combine(self, row: Vector) -> tuple[float, float]:
        """Return the value of a combination of the estimates and its standard error."""
        value = fsum(a * b for a, b in zip(row, self.estimates, strict=True))
        p = range(len(row))
        spread = fsum(row[i] * self.inverse[i][j] * row[j] for i in p for j in p if row[i] and row[j])
        return value, sqrt(max(spread, 0.0))


def climb(at: At, start: Vector, check: Callable[[int, Vector, Matrix], None] | None = None) -> Peak:
    """Return the maximum by Newton's method: stop where g'H(inverse)g < 1E-8 (|l| + 1E-6), at most 25 steps."""
    here, (value, gradient, information) = start, at(start)
    _, used = sweep(information)
    for turn in range(26):
        inverse = partial_inverse(information, used)
        step = [fsum(a * b for a, b in zip(line, gradient, strict=True)) for line in inverse]
        if fsum(a * b for a, b in zip(step, gradient, strict=True)) < 1e-8 * (abs(value) + 1e-6):
            return Peak(here, value, information, inverse, used)
        if check is not None:
            check(turn, here, information)
        share = 1.0
        while True:
            there = [b + share * d for b, d in zip(here, step, strict=True)]
            after = at(there)
            if after[0] >= value or share < 1e-3:
                break
            share /= 2
        here, (value, gradient, information) = there, after
    raise StepError("WARNING: Convergence was not attained in 25 iterations.", None, "R0603")


def partial_inverse(information: Matrix, used: list[bool]) -> Matrix:
    """Return the inverse of the columns that are used, zeros for the others."""
    places = [i for i, yes in enumerate(used) if yes]
    inner, _ = sweep([[information[i][j] for j in places] for i in places], 1e-300)
    made = [[0.0] * len(used) for _ in used]
    for a, i in enumerate(places):
        for b, j in enumerate(places):
            made[i][j] = inner[a][b]
    return made


def test_of(peak: Peak, rows: Matrix) -> tuple[float, float]:
    """Return (degrees of freedom, Wald chi-square) of functions that are to be 0."""
    rows, _ = reduce(rows)
    if not rows:
        return 0.0, nan
    values = [fsum(a * b for a, b in zip(row, peak.estimates, strict=True)) for row in rows]
    middle = product(product(rows, peak.inverse), [list(c) for c in zip(*rows, strict=True)])
    scale = [
        sqrt(middle[i][i]) for i in range(len(rows))
    ]  # to correlations: the columns may differ much in size
    back = invert([[middle[i][j] / scale[i] / scale[j] for j in range(len(rows))] for i in range(len(rows))])
    if back is None:
        return nan, nan
    z = [v / s for v, s in zip(values, scale, strict=True)]
    size = range(len(rows))
    return float(len(rows)), fsum(z[i] * back[i][j] * z[j] for i in size for j in size)


def effect_lines(coded: Coded, peak: Peak) -> list[Row]:
    """Return [effect, DF, Wald chi-square, p] of each effect: Type III."""
    lines: list[Row] = []
    p = len(coded.owner)
    h = product(peak.inverse, peak.information)
    for effect in coded.effects:
        if effect != "Intercept":
            own = coded.places([effect])
            rows = [[float(i == j) for j in range(p)] for i in own if peak.used[i]]
            if coded.singular:
                rows = third_type_rows(h, own, coded.places(coded.wider(effect)))
            df, chi = test_of(peak, rows)
            lines.append([effect, df, chi, chi_square_tail(chi, df) if df > 0 else nan])
    return lines


def global_lines(peak: Peak, before: tuple[float, Vector, Matrix], slopes: list[int]) -> list[Row]:
    """Return [test, chi-square, DF, p] of the likelihood ratio, score and Wald tests of all slopes."""
    value, gradient, information = before
    inverse, used = sweep(information)
    inverse = partial_inverse(information, used)
    size = range(len(gradient))
    score = fsum(gradient[i] * inverse[i][j] * gradient[j] for i in size for j in size)
    rows = [[float(i == j) for j in size] for i in slopes if peak.used[i]]
    df, wald = test_of(peak, rows)
    tests = (
        ("Likelihood Ratio", 2 * (peak.value - value), df),
        ("Score", score, float(sum(used[i] for i in slopes))),
        ("Wald", wald, df),
    )
    return [[name, chi, k, chi_square_tail(chi, k) if k > 0 else nan] for name, chi, k in tests]


def wald(estimate: float, error: float) -> Row:
    """Return [estimate, error, chi-square, p]."""
    if isnan(error) or error <= 0:
        return [estimate, nan, nan, nan]
    chi = (estimate / error) ** 2
    return [estimate, error, chi, chi_square_tail(chi, 1.0)]
