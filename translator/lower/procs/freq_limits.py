"""Confidence limits of proportions in PROC FREQ: the options of BINOMIAL, RISKDIFF, RELRISK, OR, COMMONRISKDIFF, EXACT."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.lang.types import Column
from translator.library import proportion_limits as words
from translator.lower.procs.options import all_of, number, text
from translator.lower.scope import LoweringError
from translator.plan.procs.analysis import Argument

COMMON = {"mh": "Mantel-Haenszel", "score": "Summary Score"}
LIMITS = (text("Type", 23), number("LowerCL"), number("UpperCL"))
NAMED = (text("Table", 64), text("Name1", 8), text("Label1", 32), text("cValue1", 12), number("nValue1"))
TABLES: dict[str, tuple[Column, ...]] = {
    "BinomialCLs": (text("Table", 64), number("Proportion"), *LIMITS),
    "PdiffCLs": (text("Table", 64), text("Column", 64), number("RiskDifference"), *LIMITS),
    "RelRiskCLs": (text("Table", 64), text("Column", 64), number("RelativeRisk"), *LIMITS),
    "OddsRatioCLs": (text("Table", 64), number("OddsRatio"), *LIMITS),
    "CommonPdiff": (text("Table", 64), text("Method", 16), *(number(n) for n in ("Value", "StdErr", "LowerCL", "UpperCL"))),
    "CommonPdiffTests": (text("Table", 64), text("Method", 16), number("RiskDifference"), number("Z"), number("Prob")),
    "OddsRatioExactCL": NAMED,
    "JTTest": NAMED,
}  # fmt: skip
P_VALUES: dict[str, tuple[str, ...]] = {
    "pchi": ("XP_PCHI",), "lrchi": ("XP_LRCHI",), "mhchi": ("XP_MHCHI",), "mcnem": ("XP_MCNEM",),
    "trend": ("XPL_TREND", "XPR_TREND", "XP2_TREND"), "jt": ("XPL_JT", "XPR_JT", "XP2_JT"),
}  # fmt: skip
"""Statistics of EXACT with the variables of their exact p-values in OUTPUT data sets. Public programs keep XP_PCHI."""
EXACT_TABLES = {"pchi": "PearsonChiSq", "lrchi": "LRChiSq", "mhchi": "MHChiSq"}
"""The tables that EXACT adds ("ODS Table Names")."""


@dataclass(slots=True)
class Limits:
    """What the limits of a crossed table are asked for: types by helper argument, column (0: both), tables to leave out."""

    difference: tuple[str, ...] = ()
    ratio: tuple[str, ...] = ()
    odds: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    common_tests: tuple[str, ...] = ()
    difference_column: int = 1
    ratio_column: int = 1
    common_column: int = 1
    exact_odds: bool = False
    hidden: set[str] = field(default_factory=set)

    def arguments(self) -> list[tuple[str, Argument]]:
        """Return the helper's arguments."""
        made: list[tuple[str, Argument]] = [
            (f"{name}_limits", kinds)
            for name, kinds in (
                ("risk", self.difference),
                ("ratio", self.ratio),
                ("odds", self.odds),
                ("common", self.common),
            )
            if kinds
        ]
        made += [("common_tests", self.common_tests)] if self.common_tests else []
        made += [("exact_odds", True)] if self.exact_odds else []
        columns = {self.difference_column} if self.difference else set()
        columns |= {self.ratio_column} if self.ratio else set()
        columns |= {self.common_column} if self.common or self.common_tests else set()
        if len(columns) > 1:
            raise LoweringError(
                "H0402", "limits of different columns in one request are not translated", None
            )
        return made + ([("column", 2)] if columns == {2} else [])

    def tables(self) -> dict[str, tuple[Column, ...]]:
        """Return the columns of the tables, in the order in which they are printed."""
        wanted = {
            "PdiffCLs": self.difference, "RelRiskCLs": self.ratio, "OddsRatioCLs": self.odds, "CommonPdiff": self.common,
            "CommonPdiffTests": self.common_tests, "OddsRatioExactCL": self.exact_odds,
        }  # fmt: skip
        return {name: columns for name, columns in TABLES.items() if wanted.get(name)}


def kinds_of(item: object, rows: Mapping[str, str]) -> list[str]:
    """Return the types of limits that an item of CL= stands for, as they are printed."""
    at = getattr(item, "at", None)
    name = item.name.lower() if isinstance(item, sx.Var | st.Option) else ""
    if name == "all" and rows is words.BINOMIAL:
        return list(words.ALL_BINOMIAL)
    kind = rows.get(name)
    if kind is None:
        raise LoweringError("H0402", f"the limits {name.upper()} of PROC FREQ are not translated", at)
    for more in item.value if isinstance(item, st.Option) and isinstance(item.value, tuple) else ():
        match more:
            case sx.Var(name=word):
                found = words.corrected(kind, word.lower())
            case st.Option(name="correct", value=sx.Var(name=word)):
                found = words.corrected(kind, word.lower())
            case _:
                found = None
        if found is None:
            raise LoweringError("H0402", f"this form of the limits {name.upper()} is not translated", at)
        kind = found
    return [kind]


def asked(
    option: st.Option | None,
    rows: Mapping[str, str],
    names: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> tuple[tuple[str, ...], dict[str, object], set[str]]:
    """Return (types of limits, values of `name=`, flags) of an option with parentheses."""
    kinds: list[str] = []
    values: dict[str, object] = {}
    given: set[str] = set()
    items = option.value if option is not None and isinstance(option.value, tuple) else ()
    for item in items:
        match item:
            case st.Option(name="cl", value=value, equals=True):
                for one in value if isinstance(value, tuple) else (value,):
                    kinds += kinds_of(one, rows)
            case st.Option(name=name, value=value, equals=True) if name in names:
                values[name] = value
            case sx.Var(name=name) | st.Option(name=name) if name.lower() in (*flags, "correct"):
                given.add(name.lower())
            case _:
                kinds += kinds_of(item, rows)
    if "correct" in given:
        if not set(kinds) & set(words.CORRECTED):
            raise LoweringError(
                "H0402", "this use of CORRECT is not translated", option.at if option else None
            )
        kinds = [words.CORRECTED.get(kind, kind) for kind in kinds]
    return tuple(sorted(set(kinds))), values, given


def column_of(value: object, default: int, option: st.Option | None) -> int:
    """Return COLUMN=, 0 for both."""
    match value:
        case None:
            return default
        case sx.Number(value=column) if column in (1, 2):
            return int(column)
        case sx.Var(name=name) if name.lower() == "both" and not default:
            return 0
    raise LoweringError("H0402", "this COLUMN= of PROC FREQ is not translated", option.at if option else None)


def crossed(own: Mapping[str, st.Option], exact: set[str]) -> Limits:
    """Read the options of a crossed table."""
    found = Limits(exact_odds="or" in exact)
    risks = own.get("riskdiff")
    found.difference, values, given = asked(risks, words.DIFFERENCE, ("column",), ("norisks", "common"))
    column = column_of(values.get("column"), 1 if found.difference or "common" in given else 0, risks)
    found.difference_column = found.common_column = column or 1
    if "norisks" in given:
        found.hidden = {"RiskDiffCol1", "RiskDiffCol2"}
    elif column:
        found.hidden = {f"RiskDiffCol{3 - column}"}
    if "common" in given:
        found.common = tuple(COMMON.values())
    common = own.get("commonriskdiff")
    if common is not None:
        found.common, found.common_tests, found.common_column = _common(common)
    ratio = own.get("relrisk")
    found.ratio, values, _ = asked(ratio, words.RATIO, ("column",))
    if values and not found.ratio:
        raise LoweringError(
            "H0402", "COLUMN= of RELRISK without CL= is not translated", ratio.at if ratio else None
        )
    found.ratio_column = column_of(values.get("column"), 1, ratio)
    odds = own.get("or") or own.get("oddsratio")
    if odds is not None:
        rows = words.ODDS | ({"exact": "Exact"} if "or" in exact else {})
        found.odds = asked(odds, rows)[0] or ("Wald",)
    if found.ratio and "measures" not in own and "or" not in exact:
        found.hidden.add("RelativeRisks")
    return found


def _common(option: st.Option) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    kinds: dict[str, list[str]] = {"cl": [], "test": []}
    column = 1
    for item in option.value if isinstance(option.value, tuple) else ():
        match item:
            case st.Option(name="column", value=value, equals=True):
                column = column_of(value, 1, option)
            case st.Option(name="cl" | "test" as name, value=value, equals=True):
                for one in value if isinstance(value, tuple) else (value,):
                    word = one.name.lower() if isinstance(one, sx.Var) else ""
                    if word not in COMMON:
                        raise LoweringError(
                            "H0402", "this method of COMMONRISKDIFF is not translated", option.at
                        )
                    kinds[name].append(COMMON[word])
            case _:
                raise LoweringError("H0402", "this option of COMMONRISKDIFF is not translated", option.at)
    return tuple(sorted(set(kinds["cl"]) or COMMON.values())), tuple(sorted(set(kinds["test"]))), column


def binomial(own: Mapping[str, st.Option], exact: set[str]) -> list[tuple[str, Argument]]:
    """Return the arguments for BINOMIAL of a one-way table."""
    option = own.get("binomial")
    kinds, values, _ = asked(option, words.BINOMIAL, ("level", "p"))
    made: list[tuple[str, Argument]] = [("limits", kinds)] if kinds else []
    match values.get("level"):
        case None:
            pass
        case sx.Number(value=place):
            made.append(("level", int(place)))
        case sx.String(value=shown):
            made.append(("level", shown.strip()))
        case _:
            raise LoweringError(
                "H0402", "this LEVEL= of BINOMIAL is not translated", option.at if option else None
            )
    match values.get("p"):
        case None:
            pass
        case sx.Number(value=share):
            made.append(("p", share))
        case _:
            raise LoweringError(
                "H0402", "this P= of BINOMIAL is not translated", option.at if option else None
            )
    exact_tests = tuple(word for word in ("binomial", "midp", "pchi") if word in exact)
    return made + ([("exact", exact_tests)] if exact_tests else [])


def exact_tests(step: st.ProcStep) -> set[str]:
    """Return the tests of the EXACT statement, and midp. Raises LoweringError for those that are not translated."""
    found: set[str] = set()
    for s in all_of(step, st.ProcStatement):
        if s.keyword != "exact":
            continue
        names = {item.name.lower() for item in s.names if isinstance(item, sx.Var)}
        flags = {o.name for o in s.options}
        if (
            not names
            or not names <= {"fisher", "binomial", "or", "chisq", *P_VALUES}
            or not flags <= {"midp", "maxtime"}
        ):
            raise LoweringError("H0402", "this exact test of PROC FREQ is not translated", s.at)
        if "midp" in flags and names != {"binomial"}:
            raise LoweringError("H0402", "MIDP of this exact test is not translated", s.at)
        found |= names | flags & {"midp"}
    if "chisq" in found:
        found |= {"pchi", "lrchi", "mhchi"}
    return found
