"""PROC TTEST: t tests of one sample, two samples and pairs. SAS/STAT User's Guide, "TTEST Procedure"."""

from __future__ import annotations

from math import isnan, nan, sqrt

from equivalence.interpreter.distributions import chi_square_quantile, f_tail, t_quantile, t_tail, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import word
from equivalence.interpreter.procs.results import begin, char, num
from equivalence.interpreter.procs.univariate import class_groups
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx

KNOWN = {"h0", "alpha", "sides", "side", "noprint", "plots", "plot", "byvar", "nobyvar"}
STATISTICS = ("N", "Mean", "StdDev", "StdErr", "Minimum", "Maximum")
LIMITS = ("Mean", "LowerCLMean", "UpperCLMean", "StdDev", "LowerCLStdDev", "UpperCLStdDev")
TESTS = ("tValue", "DF", "Probt")


@procedure("TTEST")
def ttest(session: Session, step: st.ProcStep) -> None:
    """Test means; the printed tables are Statistics, ConfLimits, TTests and Equality."""
    given = begin(session, step, KNOWN, keywords=("var", "class", "paired", "freq"))
    table, options = given.table, given.given

    def amount(name: str, default: float) -> float:
        value = options[name].value if name in options else None
        return value.value if isinstance(value, sx.Number) else default

    h0, alpha = amount("h0", 0.0), amount("alpha", 0.05)
    sides = (word(options.get("sides") or options.get("side")) or "2").upper()
    frequency = given.one("freq")
    classes = given.variables("class", numeric=False)
    raw = [s for s in step.body if isinstance(s, st.RawStatement) and s.keyword == "paired"]
    analysed = [] if raw else given.variables() or given.others(frequency, *classes)

    def times(row: Row) -> int:
        value = float(row[table.index(frequency)]) if frequency else 1.0
        return int(value) if value > 0 else 0

    def sample(rows: list[Row], name: str, less: str = "") -> list[float]:
        found = []
        for row in rows:
            x = float(row[table.index(name)]) - (float(row[table.index(less)]) if less else 0.0)
            found += [] if isnan(x) else [x] * times(row)
        return found

    def work(rows: list[Row]) -> dict[str, Table]:
        if classes:
            return two_samples(
                given.session,
                table,
                class_groups(given, classes, rows),
                classes[0],
                analysed,
                sample,
                h0,
                alpha,
                sides,
            )
        if raw:
            pairs = [pair for s in raw for pair in paired(s, table)]
            heads: list[Row] = [[a, b, f"{a} - {b}"] for a, b in pairs]
            samples = [sample(rows, a, b) for a, b in pairs]
            columns = [char("Variable1", 32), char("Variable2", 32), char("Difference", 67)]
        else:
            heads, samples = [[v] for v in analysed], [sample(rows, v) for v in analysed]
            columns = [char("Variable", max(len(v) for v in analysed))]
        made = {
            "Statistics": Table(columns + [num(n) for n in STATISTICS], []), "ConfLimits": Table(columns + [num(n) for n in LIMITS], []),
            "TTests": Table(columns + [num(n) for n in TESTS], []),
        }  # fmt: skip
        for head, x in zip(heads, samples, strict=True):
            for name, values in zip(made, one(x, h0, alpha, sides), strict=True):
                made[name].rows.append([*head, *values])
        return made

    names = ["Statistics", "ConfLimits", "TTests", *(["Equality"] if classes else [])]
    tables = given.each(work, () if "noprint" in options else names)
    if "noprint" not in options:
        given.ods(tables)


def paired(statement: st.RawStatement, table: Table) -> list[tuple[str, str]]:
    """Return the pairs of PAIRED: a*b, (a b)*(c d), (a b):(c d)."""
    words = [t.text for t in statement.tokens]
    found: list[tuple[str, str]] = []
    i = 0
    while i < len(words):
        groups: list[list[str]] = []
        sign = ""
        for turn in (0, 1):
            if words[i] == "(":
                end = words.index(")", i)
                groups.append([table.variable(w).name for w in words[i + 1 : end]])
                i = end + 1
            else:
                groups.append([table.variable(words[i]).name])
                i += 1
            if not turn:
                sign = words[i]
                i += 1
        left, right = groups
        found += (
            [(a, b) for a in left for b in right] if sign == "*" else list(zip(left, right, strict=False))
        )
    return found


def probability(t: float, df: float, sides: str) -> float:
    """Return the p-value of SIDES=."""
    return t_two_sided(t, df) if sides == "2" else t_tail(t if sides == "U" else -t, df)


def limits_of(mean: float, error: float, df: float, alpha: float, sides: str) -> list[float]:
    """Return confidence limits of a mean."""
    margin = error * t_quantile(1 - (alpha / 2 if sides == "2" else alpha), df)
    return [nan if sides == "L" else mean - margin, nan if sides == "U" else mean + margin]


def deviation_limits(s: float, df: float, alpha: float) -> list[float]:
    """Return equal-tailed limits of a standard deviation."""
    return [s * sqrt(df / chi_square_quantile(p, df)) for p in (1 - alpha / 2, alpha / 2)]


def moments(x: list[float]) -> tuple[int, float, float]:
    """Return (n, mean, variance)."""
    mean = sum(x) / len(x)
    return len(x), mean, sum((v - mean) ** 2 for v in x) / (len(x) - 1)


def one(x: list[float], h0: float, alpha: float, sides: str) -> tuple[Row, Row, Row]:
    """Return the rows of one sample."""
    if len(x) < 2:
        m = x[0] if x else nan
        return [float(len(x)), m, nan, nan, m, m], [m, nan, nan, nan, nan, nan], [nan, len(x) - 1.0, nan]
    n, mean, variance = moments(x)
    s = sqrt(variance)
    error = s / sqrt(n)
    t = (mean - h0) / error if error else nan
    return (
        [float(n), mean, s, error, min(x), max(x)],
        [mean, *limits_of(mean, error, n - 1, alpha, sides), s, *deviation_limits(s, n - 1, alpha)],
        [t, n - 1.0, nan if isnan(t) else probability(t, n - 1, sides)],
    )


def two_samples(session, table, groups, class_, analysed, sample, h0, alpha, sides) -> dict[str, Table]:  # type: ignore[no-untyped-def]
    """Return the tables of two groups."""
    if len(groups) != 2:
        raise StepError("The CLASS variable does not have two levels.", None)
    texts = [session.text(head[0], table.variable(class_)) for head, _ in groups]
    head: list[Variable] = [char("Variable", max(len(v) for v in analysed))]
    group = [char("Class", 16), char("Method", 13)]
    made = {
        "Statistics": Table([*head, *group, *(num(n) for n in STATISTICS)], []),
        "ConfLimits": Table([*head, *group, *(num(n) for n in LIMITS)], []),
        "TTests": Table([*head, char("Method", 13), char("Variances", 7), *(num(n) for n in TESTS)], []),
        "Equality": Table(
            [*head, char("Method", 8), num("NumDF"), num("DenDF"), num("FValue"), num("ProbF")], []
        ),
    }
    for name in analysed:
        samples = [sample(rows, name) for _, rows in groups]
        for text, x in zip(texts, samples, strict=True):
            statistics, limits, _ = one(x, 0.0, alpha, "2")
            made["Statistics"].rows.append([name, text, "", *statistics])
            made["ConfLimits"].rows.append([name, text, "", *limits])
        (n, mx, vx), (m, my, vy) = moments(samples[0]), moments(samples[1])
        pooled = ((n - 1) * vx + (m - 1) * vy) / (n + m - 2)
        own, other = vx / n, vy / m
        rows = (
            (
                "Pooled",
                "Equal",
                sqrt(pooled * (1 / n + 1 / m)),
                n + m - 2.0,
                [sqrt(pooled), *deviation_limits(sqrt(pooled), n + m - 2, alpha)],
            ),
            (
                "Satterthwaite",
                "Unequal",
                sqrt(own + other),
                (own + other) ** 2 / (own**2 / (n - 1) + other**2 / (m - 1)),
                [nan, nan, nan],
            ),
        )
        for method, variances, error, df, spread in rows:
            made["Statistics"].rows.append(
                [name, "Diff (1-2)", method, nan, mx - my, spread[0], error, nan, nan]
            )
            made["ConfLimits"].rows.append(
                [name, "Diff (1-2)", method, mx - my, *limits_of(mx - my, error, df, alpha, sides), *spread]
            )
            t = (mx - my - h0) / error
            made["TTests"].rows.append([name, method, variances, t, df, probability(t, df, sides)])
        top, bottom = (n - 1, m - 1) if vx >= vy else (m - 1, n - 1)
        ratio = max(vx, vy) / min(vx, vy)
        made["Equality"].rows.append(
            [name, "Folded F", float(top), float(bottom), ratio, min(1.0, 2 * f_tail(ratio, top, bottom))]
        )
    return made
