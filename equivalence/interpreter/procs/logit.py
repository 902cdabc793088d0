"""The binary logit model: likelihood, separated data, association, statistics of rows. SAS/STAT User's Guide, "LOGISTIC
Procedure", Details."""

from __future__ import annotations

from math import exp, floor, fsum, isnan, log, log1p, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import normal_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import Matrix, sweep
from equivalence.interpreter.procs.estimable import Vector
from equivalence.interpreter.procs.likelihood import At, Peak, partial_inverse
from equivalence.interpreter.tables import Row
from translator.lang import statements as st


def chance(eta: float) -> float:
    """Return 1 / (1 + exp(-eta))."""
    return 1 / (1 + exp(-eta)) if eta > -700 else exp(eta)


def likelihood(x: Matrix, events: Vector, tries: Vector, w: Vector) -> At:
    """Return the log likelihood of the logit model with its gradient and information."""
    p = range(len(x[0]))

    def at(b: Vector) -> tuple[float, Vector, Matrix]:
        eta = [fsum(u * v for u, v in zip(line, b, strict=True)) for line in x]
        value = fsum(
            c * (e * h - t * (max(h, 0.0) + log1p(exp(-abs(h)))))
            for c, e, t, h in zip(w, events, tries, eta, strict=True)
        )
        rest = [c * (e - t * chance(h)) for c, e, t, h in zip(w, events, tries, eta, strict=True)]
        each = [c * t * chance(h) * chance(-h) for c, t, h in zip(w, tries, eta, strict=True)]
        gradient = [fsum(r * line[j] for r, line in zip(rest, x, strict=True)) for j in p]
        information = [
            [fsum(v * line[i] * line[j] for v, line in zip(each, x, strict=True)) for j in p] for i in p
        ]
        return value, gradient, information

    return at


def separation(x: Matrix, events: Vector, tries: Vector, n: Vector, step: st.ProcStep) -> Any:
    """Return the check for separated data, from the eighth step on."""
    total = fsum(n)
    columns = [[line[j] for line in x] for j in range(len(x[0]))]
    means = [fsum(a * b for a, b in zip(n, c, strict=True)) / total for c in columns]
    spread = [
        fsum(a * (v - m) ** 2 for a, v in zip(n, c, strict=True)) / total
        for c, m in zip(columns, means, strict=True)
    ]

    def check(turn: int, b: Vector, information: Matrix) -> None:
        if turn < 8:
            return
        _, used = sweep(information, 1e-14)
        inverse = partial_inverse(information, used)
        if all(used) and all(inverse[j][j] * v <= 5000 for j, v in enumerate(spread)):
            return
        right = []
        for line, e, t in zip(x, events, tries, strict=True):
            eta = fsum(u * v for u, v in zip(line, b, strict=True))
            right += ([chance(eta)] if e > 0 else []) + ([chance(-eta)] if e < t else [])
        kind, may = (
            ("is a complete", "does") if min(right) > 0.99 else ("is possibly a quasi-complete", "may")
        )
        message = f"WARNING: There {kind} separation of data points. The maximum likelihood estimate {may} not exist."
        raise StepError(message, step.at, "R0603")

    return check


def association(eta: Vector, events: Vector, others: Vector) -> list[Row]:
    """Return the measures of association: every event is paired with every nonevent; no binning."""
    cells: list[list[float]] = []
    for h, e, o in sorted(zip(eta, events, others, strict=True)):
        if cells and h - cells[-1][0] <= 1e-10:
            cells[-1] = [h, cells[-1][1] + e, cells[-1][2] + o]
        else:
            cells.append([h, e, o])
    below = same = more = 0.0
    behind = 0.0
    for _, e, o in cells:
        below += e * behind
        same += e * o
        behind += o
    total_events = fsum(c[1] for c in cells)
    pairs = total_events * behind
    more = pairs - below - same
    n = total_events + behind
    left = [100 * below / pairs, 100 * more / pairs, 100 * same / pairs, pairs]
    right = [
        (below - more) / pairs, (below - more) / (below + more) if below + more else nan,
        (below - more) / (n * (n - 1) / 2), (below + same / 2) / pairs,
    ]  # fmt: skip
    names = (
        ("Percent Concordant", "Somers' D"),
        ("Percent Discordant", "Gamma"),
        ("Percent Tied", "Tau-a"),
        ("Pairs", "c"),
    )
    return [
        [a, written(left[k], 0 if a == "Pairs" else 1), left[k], b, written(right[k], 3), right[k]]
        for k, (a, b) in enumerate(names)
    ]


def written(value: float, decimals: int) -> str:
    """Return a number with so many decimals."""
    if isnan(value):
        return "."
    whole = floor(abs(value) * 10**decimals + 0.5 + 1e-9)
    return ("-" if value < 0 and whole else "") + f"{whole / 10**decimals:.{decimals}f}"


def statistics(
    line: Vector, peak: Peak, event: float, trial: float, w: float, alpha: float
) -> dict[str, float]:
    """Return what the keywords of OUTPUT give for one row."""
    made = dict.fromkeys(("P", "XBETA", "STDXBETA", "LOWER", "UPPER", "RESCHI", "RESDEV"), nan)
    if any(isnan(v) for v in line):
        return made
    eta, error = peak.combine(line)
    z = normal_quantile(1 - alpha / 2)
    p = chance(eta)
    made |= {
        "P": p,
        "XBETA": eta,
        "STDXBETA": error,
        "LOWER": chance(eta - z * error),
        "UPPER": chance(eta + z * error),
    }
    if isnan(event) or not w > 0:
        return made
    rest = trial - event
    deviance = (event * log(event / (trial * p)) if event else 0.0) + (
        rest * log(rest / (trial * (1 - p))) if rest else 0.0
    )
    sign = (event > trial * p) - (event < trial * p)
    made["RESCHI"] = sqrt(w) * (event - trial * p) / sqrt(trial * p * (1 - p))
    made["RESDEV"] = sqrt(w) * sign * sqrt(max(2 * deviance, 0.0))
    return made
