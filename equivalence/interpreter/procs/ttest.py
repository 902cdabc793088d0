"""PROC TTEST: t tests of one sample, two samples and pairs. SAS/STAT User's Guide, "TTEST Procedure"."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isnan, log, nan, sqrt

from equivalence.interpreter.distributions import chi_square_quantile, f_tail, t_quantile, t_tail, t_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import procedure
from equivalence.interpreter.procs.options import word
from equivalence.interpreter.procs.results import begin, char, class_groups, num
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Variable
from translator.lang import statements as st
from translator.lang import syntax as sx

KNOWN = {
    "dist",
    "tost",
    "test",
    "h0",
    "alpha",
    "sides",
    "side",
    "noprint",
    "plots",
    "plot",
    "byvar",
    "nobyvar",
}
STATISTICS = ("N", "Mean", "StdDev", "StdErr", "Minimum", "Maximum")
LIMITS = ("Mean", "LowerCLMean", "UpperCLMean", "StdDev", "LowerCLStdDev", "UpperCLStdDev")
TESTS = ("tValue", "DF", "Probt")
GEOMETRIC = ("N", "GeoMean", "CV", "Minimum", "Maximum")
GEOMETRIC_LIMITS = ("GeoMean", "LowerCLGeoMean", "UpperCLGeoMean", "CV", "LowerCLCV", "UpperCLCV")


@dataclass(slots=True)
class Asked:
    """What is tested: the value under H0, the level, sides, a ratio of lognormal values, bounds of equivalence."""

    h0: float
    alpha: float
    sides: str
    lognormal: bool = False
    bounds: tuple[float, float] | None = None

    def columns(self, head: list[Variable], *, method: bool = False) -> dict[str, Table]:
        """Return the empty tables; `method`: with the columns of two samples."""
        group = [char("Class", 16), char("Method", 13)] if method else []
        way = [char("Method", 13)] if method else []
        geometric = self.lognormal
        made = {
            "Statistics": Table(
                [*head, *group, *(num(n) for n in (GEOMETRIC if geometric else STATISTICS))], []
            ),
            "ConfLimits": Table(
                [*head, *group, *(num(n) for n in (GEOMETRIC_LIMITS if geometric else LIMITS))], []
            ),
        }
        mean = "GeoMean" if geometric else "Mean"
        if self.bounds is None:
            test = [*way, *([char("Variances", 7)] if method else [])]
            made["TTests"] = Table([*head, *test, *(num(n) for n in TESTS)], [])
        else:
            ends = (mean, "LowerBound", f"LowerCL{mean}", f"UpperCL{mean}", "UpperBound")
            made["EquivLimits"] = Table([*head, *way, *(num(n) for n in ends), char("Assessment", 14)], [])
            made["EquivTests"] = Table(
                [*head, *way, char("Test", 7), *(num(n) for n in ("Null", "DF", "tValue", "Probt"))], []
            )
        return made

    def log(self, x: float) -> float:
        """Return a value on the scale of the tests."""
        return log(x) if self.lognormal else x

    def back(self, x: float) -> float:
        """Return a mean or a limit on the scale of the data."""
        return exp(x) if self.lognormal and not isnan(x) else x

    def spread(self, s: float) -> float:
        """Return a standard deviation, of lognormal data the coefficient of variation."""
        return sqrt(exp(s * s) - 1) if self.lognormal and not isnan(s) else s

    def statistics(self, row: Row, low: float, high: float) -> Row:
        """Return N, mean, deviation … as they are printed."""
        if not self.lognormal:
            return row
        return [row[0], self.back(float(row[1])), self.spread(float(row[2])), low, high]

    def limits(self, row: Row) -> Row:
        """Return the confidence limits as they are printed."""
        return [*(self.back(float(v)) for v in row[:3]), *(self.spread(float(v)) for v in row[3:])]

    def equivalence(
        self, head: Row, way: Row, mean: float, error: float, df: float, made: dict[str, Table]
    ) -> None:
        """Add the rows of the two one-sided tests (TOST): each at level alpha, so the limits are those of 1 - 2 alpha."""
        assert self.bounds is not None
        low, high = self.bounds
        down, up = (self.back(v) for v in limits_of(mean, error, df, 2 * self.alpha, "2"))
        equal = "Equivalent" if low < down and up < high else "Not equivalent"
        made["EquivLimits"].rows.append([*head, *way, self.back(mean), low, down, up, high, equal])
        tests: list[Row] = []
        for name, bound, side in (("Upper", low, "U"), ("Lower", high, "L")):
            t = (mean - self.log(bound)) / error if error else nan
            tests.append([name, bound, df, t, nan if isnan(t) else probability(t, df, side)])
        worst = max(float(one[4]) for one in tests)
        overall: Row = ["Overall", nan, nan, nan, worst]
        for one in (*tests, overall):
            made["EquivTests"].rows.append([*head, *way, *one])


@procedure("TTEST")
def ttest(session: Session, step: st.ProcStep) -> None:
    """Test means; the printed tables are Statistics, ConfLimits, TTests and Equality."""
    given = begin(session, step, KNOWN, keywords=("var", "class", "paired", "freq"))
    table, options = given.table, given.given

    def amount(name: str, default: float) -> float:
        value = options[name].value if name in options else None
        return value.value if isinstance(value, sx.Number) else default

    dist, test = word(options.get("dist")), word(options.get("test"))
    lognormal = dist == "lognormal"
    if dist not in ("", "normal", "lognormal") or test not in ("", "ratio" if lognormal else "diff"):
        raise StepError(
            "This TEST= or DIST= is not supported by the reference interpreter.", step.at, "R0060"
        )
    sides = (word(options.get("sides") or options.get("side")) or "2").upper()
    asked = Asked(amount("h0", 1.0 if lognormal else 0.0), amount("alpha", 0.05), sides, lognormal)
    if "tost" in options:
        values = options["tost"].value
        bounds = [v.value for v in values if isinstance(v, sx.Number)] if isinstance(values, tuple) else []
        if len(bounds) not in (1, 2) or sides != "2" or "h0" in options:
            raise StepError("This TOST is not supported by the reference interpreter.", step.at, "R0060")
        low = bounds[0] if len(bounds) == 2 else 1 / bounds[0] if lognormal else -bounds[0]
        asked.bounds = (low, bounds[-1])
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
            x = float(row[table.index(name)])
            if less:
                y = float(row[table.index(less)])
                x = (x / y if x > 0 and y > 0 else nan) if lognormal else x - y
            found += [] if isnan(x) or (lognormal and x <= 0) else [x] * times(row)
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
                asked,
            )
        if raw:
            pairs = [pair for s in raw for pair in paired(s, table)]
            heads: list[Row] = [[a, b, f"{a} {'/' if lognormal else '-'} {b}"] for a, b in pairs]
            samples = [sample(rows, a, b) for a, b in pairs]
            columns = [
                char("Variable1", 32),
                char("Variable2", 32),
                char("Ratio" if lognormal else "Difference", 67),
            ]
        else:
            heads, samples = [[v] for v in analysed], [sample(rows, v) for v in analysed]
            columns = [char("Variable", max(len(v) for v in analysed))]
        made = asked.columns(columns)
        for head, x in zip(heads, samples, strict=True):
            logs = [asked.log(v) for v in x]
            statistics, limits, tested = one(logs, asked.log(asked.h0), asked.alpha, asked.sides)
            low, high = (min(x), max(x)) if x else (nan, nan)
            made["Statistics"].rows.append([*head, *asked.statistics(statistics, low, high)])
            made["ConfLimits"].rows.append([*head, *asked.limits(limits)])
            if asked.bounds is None:
                made["TTests"].rows.append([*head, *tested])
            else:
                asked.equivalence(
                    head, [], float(statistics[1]), float(statistics[3]), float(tested[1]), made
                )
        return made

    tested = ["TTests"] if asked.bounds is None else ["EquivLimits", "EquivTests"]
    names = ["Statistics", "ConfLimits", *tested, *(["Equality"] if classes else [])]
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
    if isnan(df):
        return [nan, nan]
    margin = error * t_quantile(1 - (alpha / 2 if sides == "2" else alpha), df)
    return [nan if sides == "L" else mean - margin, nan if sides == "U" else mean + margin]


def deviation_limits(s: float, df: float, alpha: float) -> list[float]:
    """Return equal-tailed limits of a standard deviation."""
    return [s * sqrt(df / chi_square_quantile(p, df)) for p in (1 - alpha / 2, alpha / 2)]


def moments(x: list[float]) -> tuple[int, float, float]:
    """Return (n, mean, variance)."""
    mean = sum(x) / len(x) if x else nan
    return len(x), mean, sum((v - mean) ** 2 for v in x) / (len(x) - 1) if len(x) > 1 else nan


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


def two_samples(session, table, groups, class_, analysed, sample, asked) -> dict[str, Table]:  # type: ignore[no-untyped-def]
    """Return the tables of two groups."""
    if len(groups) != 2:
        raise StepError("The CLASS variable does not have two levels.", None)
    texts = [session.text(head[0], table.variable(class_)) for head, _ in groups]
    head: list[Variable] = [char("Variable", max(len(v) for v in analysed))]
    made: dict[str, Table] = asked.columns(head, method=True)
    made["Equality"] = Table(
        [*head, char("Method", 8), num("NumDF"), num("DenDF"), num("FValue"), num("ProbF")], []
    )
    alpha, sides = asked.alpha, asked.sides
    gap = "Ratio (1/2)" if asked.lognormal else "Diff (1-2)"
    for name in analysed:
        raw = [sample(rows, name) for _, rows in groups]
        samples = [[asked.log(v) for v in x] for x in raw]
        for text, x, own_values in zip(texts, samples, raw, strict=True):
            statistics, limits, _ = one(x, 0.0, alpha, "2")
            low, high = (min(own_values), max(own_values)) if x else (nan, nan)
            made["Statistics"].rows.append([name, text, "", *asked.statistics(statistics, low, high)])
            made["ConfLimits"].rows.append([name, text, "", *asked.limits(limits)])
        if min(len(x) for x in samples) < 2:
            message = "PROC TTEST of a class level with fewer than two values is not supported by the reference interpreter."
            raise StepError(message, None, "R0060")
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
                (own + other) ** 2 / (own**2 / (n - 1) + other**2 / (m - 1)) if own + other else nan,
                [nan, nan, nan],
            ),
        )
        for method, variances, error, df, spread in rows:
            line = asked.statistics([nan, mx - my, spread[0], error, nan, nan], nan, nan)
            made["Statistics"].rows.append([name, gap, method, *line])
            limits = [mx - my, *limits_of(mx - my, error, df, alpha, sides), *spread]
            made["ConfLimits"].rows.append([name, gap, method, *asked.limits(limits)])
            if asked.bounds is not None:
                asked.equivalence([name], [method], mx - my, error, df, made)
                continue
            t = (mx - my - asked.log(asked.h0)) / error if error else nan
            chance = nan if isnan(t) else probability(t, df, sides)
            made["TTests"].rows.append([name, method, variances, t, df, chance])
        top, bottom = (n - 1, m - 1) if vx >= vy else (m - 1, n - 1)
        ratio = max(vx, vy) / min(vx, vy) if min(vx, vy) else nan
        chance = nan if isnan(ratio) else min(1.0, 2 * f_tail(ratio, top, bottom))
        made["Equality"].rows.append([name, "Folded F", float(top), float(bottom), ratio, chance])
    return made
