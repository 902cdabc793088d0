"""PROC FREQ: what BINOMIAL, RISKDIFF, RELRISK, OR and EXACT ask for, and the rows of their tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan
from typing import Any

from equivalence.interpreter.distributions import normal_quantile
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import association as a
from equivalence.interpreter.procs import proportions as pr
from equivalence.interpreter.procs.results import char, num
from equivalence.interpreter.tables import Row
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library import proportion_limits as words

LIMITS = (char("Type", 23), num("LowerCL"), num("UpperCL"))
NAMED = (char("Table", 64), char("Name1", 8), char("Label1", 32), char("cValue1", 12), num("nValue1"))
TABLES: dict[str, tuple[Any, ...]] = {
    "BinomialCLs": (char("Table", 64), num("Proportion"), *LIMITS),
    "PdiffCLs": (char("Table", 64), char("Column", 64), num("RiskDifference"), *LIMITS),
    "RelRiskCLs": (char("Table", 64), char("Column", 64), num("RelativeRisk"), *LIMITS),
    "OddsRatioCLs": (char("Table", 64), num("OddsRatio"), *LIMITS),
    "CommonPdiff": (char("Table", 64), char("Method", 16), num("Value"), num("StdErr"), num("LowerCL"), num("UpperCL")),
    "CommonPdiffTests": (char("Table", 64), char("Method", 16), num("RiskDifference"), num("Z"), num("Prob")),
    "OddsRatioExactCL": NAMED,
}  # fmt: skip


def refused(what: str, at: Any = None) -> StepError:
    """Return the error for an option that the interpreter does not have."""
    return StepError(f"{what} is not supported by the reference interpreter.", at, "R0060")


@dataclass(slots=True)
class Asked:
    """The options in the parentheses of a TABLES option: `name=value` by name, and bare words; types of limits."""

    values: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def read(option: st.Option | None, rows: dict[str, str], known: set[str], bare: set[str]) -> Asked:
    """Read a TABLES option; CL= may be a list, and words behind it without parentheses go with it."""
    asked = Asked()
    items = option.value if option is not None and isinstance(option.value, tuple) else ()
    correct = any(isinstance(i, sx.Var) and i.name.lower() == "correct" for i in items)
    for item in items:
        name = (item.name if isinstance(item, sx.Var | st.Option) else "").lower()
        if isinstance(item, st.Option) and item.equals and name == "cl":
            chosen = item.value if isinstance(item.value, tuple) else (item.value,)
            asked.kinds += [k for one in chosen for k in kinds_of(one, rows)]
        elif isinstance(item, st.Option) and item.equals and name in known:
            asked.values[name] = item.value
        elif name in bare:
            asked.words.append(name)
        elif name != "correct":
            asked.kinds += kinds_of(item, rows)
    if correct:
        if not set(words.CORRECTED) & set(asked.kinds):
            raise refused("This use of CORRECT", option.at if option else None)
        asked.kinds = [words.CORRECTED.get(k, k) for k in asked.kinds]
    asked.kinds = sorted(set(asked.kinds))
    return asked


def kinds_of(item: Any, rows: dict[str, str]) -> list[str]:
    """Return the types that a word of CL= stands for."""
    name = item.name.lower() if isinstance(item, sx.Var | st.Option) else ""
    if name == "all" and rows is words.BINOMIAL:
        return list(words.ALL_BINOMIAL)
    if name not in rows:
        raise refused(f"The type {name.upper()} of CL=")
    kind: str | None = rows[name]
    if isinstance(item, st.Option):
        for more in item.value if isinstance(item.value, tuple) else ():
            word = more.name.lower() if isinstance(more, sx.Var | st.Option) else ""
            if isinstance(more, st.Option) and isinstance(more.value, sx.Var):
                word = more.value.name.lower() if word == "correct" else ""
            kind = words.corrected(kind or "", word)
    if kind is None:
        raise refused(f"This form of {name.upper()} in CL=")
    return [kind]


def binomial(own: dict[str, st.Option]) -> tuple[Asked, Any, float]:
    """Return what BINOMIAL asks for: limits, level (a number or a formatted value), proportion under H0."""
    asked = read(own.get("binomial"), words.BINOMIAL, {"level", "p"}, set())
    level = asked.values.get("level", sx.Number(1.0))
    null = asked.values.get("p", sx.Number(0.5))
    if not isinstance(level, sx.Number | sx.String) or not isinstance(null, sx.Number):
        raise refused("This option of BINOMIAL")
    return asked, level.value, null.value


def binomial_tests(
    x: float, n: float, null: float, exact: bool, midp: bool, right: bool
) -> dict[str, tuple[str, float]]:
    """Return the exact tests of a proportion ("Binomial Tests")."""
    made: dict[str, tuple[str, float]] = {}
    tail = pr.at_least(x, n, null) if right else pr.at_most(x, n, null)
    side = ">=" if right else "<="
    if exact:
        made["XPR_BIN" if right else "XPL_BIN"] = f"One-sided Pr {side}  P", tail
        made["XP2_BIN"] = "Two-sided = 2 * One-sided", min(1.0, 2 * tail)
    if midp:
        made["MPR_BIN" if right else "MPL_BIN"] = (
            f"Mid-p One-sided Pr {side}  P",
            tail - pr.probability(x, n, null) / 2,
        )
    return made


def fill(
    found: dict[str, list[Row]],
    title: str,
    n: a.Counts,
    head: str,
    texts: list[str],
    own: dict[str, st.Option],
    exact: set[str],
    alpha: float,
) -> None:
    """Add the rows of PdiffCLs, RelRiskCLs, OddsRatioCLs and OddsRatioExactCL of a 2 x 2 table."""
    if not a.is_two(n):
        return
    (x, _), (y, _) = n
    size, other = sum(n[0]), sum(n[1])
    difference = risk_options(own)
    column = column_of(difference, 1)
    for kind in difference.kinds:
        u, v = n[0][column - 1], n[1][column - 1]
        found["PdiffCLs"].append(
            [title, f"Column {column} ({head} = {texts[column - 1]})", u / size - v / other, kind,
             *pr.difference_limits(kind, u, size, v, other, alpha)]
        )  # fmt: skip
    ratio = ratio_options(own)
    column = column_of(ratio, 1)
    for kind in ratio.kinds:
        u, v = n[0][column - 1], n[1][column - 1]
        found["RelRiskCLs"].append(
            [title, f"Column {column} ({head} = {texts[column - 1]})", u / size / (v / other) if v else nan, kind.split(",")[0],
             *pr.ratio_limits(kind, u, size, v, other, alpha)]
        )  # fmt: skip
    value = x * n[1][1] / (n[0][1] * y) if n[0][1] * y else nan
    for kind in odds_kinds(own, exact):
        found["OddsRatioCLs"].append(
            [title, value, kind.split(",")[0], *pr.odds_limits(kind, n, alpha)] if min(a.columns_of(n)) else [title, value, kind, nan, nan]
        )  # fmt: skip
    if "or" in exact:
        wald, sure = pr.odds_limits("Wald", n, alpha), pr.odds_limits("Exact", n, alpha)
        level = f"{100 * (1 - alpha):g}%"
        for name, label, one in (
            ("_RROR_", "Odds Ratio", value), ("L_RROR", f"{level} Lower Conf Limit", wald[0]), ("U_RROR", f"{level} Upper Conf Limit", wald[1]),
            ("XL_RROR", f"{level} Lower Conf Limit", sure[0]), ("XU_RROR", f"{level} Upper Conf Limit", sure[1]),
        ):  # fmt: skip
            found["OddsRatioExactCL"].append([title, name, label, one])


def risk_options(own: dict[str, st.Option]) -> Asked:
    """Read RISKDIFF."""
    return read(own.get("riskdiff"), words.DIFFERENCE, {"column"}, {"norisks", "common"})


def ratio_options(own: dict[str, st.Option]) -> Asked:
    """Read RELRISK."""
    return read(own.get("relrisk"), words.RATIO, {"column"}, set())


def odds_kinds(own: dict[str, st.Option], exact: set[str]) -> list[str]:
    """Read OR; without CL= its limits are Wald's. Exact ones need the EXACT statement."""
    option = own.get("or") or own.get("oddsratio")
    rows = words.ODDS | ({"exact": "Exact"} if "or" in exact else {})
    return [] if option is None else read(option, rows, set(), set()).kinds or ["Wald"]


def column_of(asked: Asked, default: int) -> int:
    """Return COLUMN= as 1, 2 or 0 for both."""
    value = asked.values.get("column")
    if value is None:
        return default
    if isinstance(value, sx.Var) and value.name.lower() == "both" and not asked.kinds:
        return 0
    if not isinstance(value, sx.Number) or value.value not in (1, 2):
        raise refused("This COLUMN=")
    return int(value.value)


def jonckheere(n: a.Counts) -> dict[str, float]:
    """The Jonckheere-Terpstra test ("Jonckheere-Terpstra Test"): ordered alternatives to equal distributions of the rows."""
    from equivalence.interpreter.distributions import normal_tail, normal_two_sided

    rows, columns = a.rows_of(n), a.columns_of(n)
    total = sum(rows)
    if len(n) < 2 or len(n[0]) < 2 or total < 2:
        return {}
    statistic = 0.0
    for i in range(len(n)):
        for k in range(i + 1, len(n)):
            for j, x in enumerate(n[i]):
                statistic += x * (sum(n[k][j + 1 :]) + n[k][j] / 2)
    mean = (total**2 - sum(r * r for r in rows)) / 4

    def sums(*powers: int) -> list[float]:
        def of(m: float) -> float:
            if powers == (2, 5):
                return m * (m - 1) * (2 * m + 5)
            made = m
            for p in powers:
                made *= m - p
            return made

        return [of(total), sum(of(m) for m in rows), sum(of(m) for m in columns)]

    whole, r, c = sums(2, 5)
    _, r2, c2 = sums(1, 2)
    _, r1, c1 = sums(1)
    variance = (whole - r - c) / 72 + r1 * c1 / (8 * total * (total - 1))
    if total > 2:
        variance += r2 * c2 / (36 * total * (total - 1) * (total - 2))
    z = (statistic - mean) / variance**0.5 if variance > 0 else nan
    return {
        "_JT_": statistic, "Z_JT": z, "PR_JT": normal_tail(z) if z > 0 else nan, "PL_JT": nan if z > 0 else normal_tail(-z),
        "P2_JT": normal_two_sided(z),
    }  # fmt: skip


JT_LABELS = (
    ("_JT_", "Statistic"), ("Z_JT", "Z"), ("PL_JT", "One-sided Pr <  Z"), ("PR_JT", "One-sided Pr >  Z"),
    ("P2_JT", "Two-sided Pr > |Z|"),
)  # fmt: skip


# --- common risk differences ------------------------------------------------------------------------------

COMMON = {"mh": "Mantel-Haenszel", "score": "Summary Score"}


def common_asked(own: dict[str, st.Option]) -> tuple[list[str], list[str], int]:
    """Return the methods of limits and of tests of a common risk difference, and the column."""
    given = own.get("commonriskdiff")
    risks = risk_options(own)
    if given is None:
        return (
            (["Mantel-Haenszel", "Summary Score"] if "common" in risks.words else []),
            [],
            column_of(risks, 1),
        )
    found: dict[str, list[str]] = {"cl": [], "test": []}
    column = 1
    for item in given.value if isinstance(given.value, tuple) else ():
        if not isinstance(item, st.Option) or not item.equals or item.name not in ("cl", "test", "column"):
            raise refused("This option of COMMONRISKDIFF", given.at)
        if item.name == "column":
            column = column_of(Asked({"column": item.value}), 1)
            continue
        for one in item.value if isinstance(item.value, tuple) else (item.value,):
            word = one.name.lower() if isinstance(one, sx.Var) else ""
            if word not in COMMON:
                raise refused("This method of COMMONRISKDIFF", given.at)
            found[item.name].append(COMMON[word])
    return sorted(set(found["cl"]) or COMMON.values()), sorted(set(found["test"])), column


def common_difference(kind: str, tables: list[a.Counts], column: int, alpha: float) -> tuple[float, float]:
    """Return a common risk difference and its standard error ("Common Risk Difference"): Sato's variance for
    Mantel-Haenszel; the summary of the strata's score limits, their midpoints weighted by their widths."""
    z = normal_quantile(1 - alpha / 2)
    strata = [
        (n[0][column - 1], sum(n[0]), n[1][column - 1], sum(n[1]))
        for n in tables
        if sum(n[0]) > 0 and sum(n[1]) > 0
    ]
    if kind == "Summary Score":
        ends = [pr.score_difference(*s, z, True) for s in strata]
        weights = [(2 * z / (high - low)) ** 2 for low, high in ends]
        whole = sum(weights)
        return sum(
            w * (low + high) / 2 for w, (low, high) in zip(weights, ends, strict=True)
        ) / whole, whole**-0.5
    whole = sum(n * m / (n + m) for _, n, _, m in strata)
    value = sum((x * m - y * n) / (n + m) for x, n, y, m in strata) / whole
    p = sum((n * n * y - m * m * x + n * m * (m - n) / 2) / (n + m) ** 2 for x, n, y, m in strata)
    q = sum((x * (m - y) + y * (n - x)) / (2 * (n + m)) for x, n, y, m in strata)
    return value, (value * p + q) ** 0.5 / whole


def fill_common(
    found: dict[str, list[Row]], title: str, tables: list[a.Counts], own: dict[str, st.Option], alpha: float
) -> None:
    """Add the rows of CommonPdiff and CommonPdiffTests."""
    from equivalence.interpreter.distributions import normal_two_sided

    limits_, tests, column = common_asked(own)
    if not tables or not a.is_two(tables[0]):
        return
    z = normal_quantile(1 - alpha / 2)
    for kind in limits_:
        value, error = common_difference(kind, tables, column, alpha)
        found["CommonPdiff"].append([title, kind, value, error, value - z * error, value + z * error])
    for kind in tests:
        value, error = common_difference(kind, tables, column, alpha)
        found["CommonPdiffTests"].append([title, kind, value, value / error, normal_two_sided(value / error)])
