"""Variances by replication: VARMETHOD=JACKKNIFE and BRR, REPWEIGHTS. SAS/STAT User's Guide, "SURVEYMEANS Procedure",
"Replication Methods for Variance Estimation", REPWEIGHTS Statement."""

from __future__ import annotations

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lower.procs.analysis import Start, names_of
from translator.lower.procs.options import named, options
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument

METHODS = {"taylor": "taylor", "jackknife": "jackknife", "jk": "jackknife", "brr": "brr"}


def replication(start: Start) -> list[tuple[str, Argument]]:
    """Return the arguments for the method of variances: replicate weights with their coefficients, or the delete-1 jackknife.

    Raises: LoweringError H0402 for what is not translated: BRR without replicate weights (SAS's own Hadamard matrix).
    """
    option = start.given.get("varmethod")
    method, inner = _method(option)
    statement = named(start.step, "repweights")
    if statement is None:
        if method == "brr":
            raise LoweringError(
                "H0402", "VARMETHOD=BRR without REPWEIGHTS is not translated", option.at if option else None
            )
        return [("jackknife", True)] if method == "jackknife" else []
    if method == "taylor" and option is not None:
        raise LoweringError("H0402", "REPWEIGHTS with VARMETHOD=TAYLOR is not translated", statement.at)
    own = options(statement, ("df", "jkcoefs", "repcoefs"))
    columns = start.variables("repweights")
    count = len(columns)
    coefficients: tuple[float, ...] = ((count - 1) / count,) * count
    given = own.get("jkcoefs") or own.get("repcoefs")
    if method == "brr":
        coefficients = (1 / (count * (1 - inner) ** 2),) * count
        if given is not None:
            raise LoweringError("H0402", "coefficients of BRR are not translated", given.at)
    elif given is not None:
        values = given.value if isinstance(given.value, tuple) else (given.value,)
        numbers = tuple(float(v.value) for v in values if isinstance(v, sx.Number))
        if len(numbers) != len(values) or len(numbers) not in (1, count):
            raise LoweringError("H0402", "these coefficients of REPWEIGHTS are not translated", given.at)
        coefficients = numbers if len(numbers) > 1 else numbers * count
    freedom = float(count)
    if (df := own.get("df")) is not None:
        if not isinstance(df.value, sx.Number):
            raise LoweringError("H0402", "DF= takes a number", df.at)
        freedom = float(df.value.value)
    same = len(set(coefficients)) == 1
    made: list[tuple[str, Argument]] = [("replicates", names_of(columns))]
    made.append(("coefficients", coefficients[0] if same else coefficients))
    return [*made, ("freedom", freedom)]


def _method(option: st.Option | None) -> tuple[str, float]:
    """Return VARMETHOD=, jackknife without it, and the FAY coefficient of BRR (0 without FAY, 0.5 by default)."""
    if option is None:
        return "", 0.0
    name = ""
    inner: tuple[object, ...] = ()
    match option.value:
        case sx.Var(found):
            name = found
        case st.Option(name=found, value=tuple() as inside):
            name, inner = found, inside
        case sx.Call(found, inside):
            name, inner = found, tuple(inside)
    method = METHODS.get(name.lower(), "")
    fay = 0.0
    for item in inner:
        match item:
            case sx.Var(word) if word.lower() == "fay" and method == "brr":
                fay = 0.5
            case st.Option(name="fay", value=sx.Number(value)) if method == "brr" and 0 <= value < 1:
                fay = float(value)
            case _:
                method = ""
    if not method:
        raise LoweringError("H0402", "this VARMETHOD= is not translated", option.at)
    return method, fay


def refuse_with_replicates(start: Start, made: list[tuple[str, Argument]], *others: bool) -> None:
    """Refuse what replication is not translated with: finite populations, NOMCAR and what the PROC names."""
    fractions = any(k in start.given and start.given[k].equals for k in ("total", "n", "rate", "r"))
    if made and (fractions or "nomcar" in start.given or any(others)):
        message = "replication with TOTAL=, RATE=, NOMCAR, quantiles or tests is not translated"
        raise LoweringError("H0402", message, start.step.at)
