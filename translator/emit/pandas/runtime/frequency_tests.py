"""PROC FREQ: statistics of tables as data sets (OUTPUT) and as printed tables (ODS)."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from translator.emit.pandas.runtime.associations import (
    agreements,
    chi_squares,
    common_odds_ratio,
    fisher_exact,
    jonckheere_terpstra,
    mantel_haenszel,
    measures,
    relative_risks,
    table_scores,
    trend_test,
)
from translator.emit.pandas.runtime.common_risks import common_risks, common_rows, risk_values
from translator.emit.pandas.runtime.crossed_tables import crossed_levels
from translator.emit.pandas.runtime.exact_tables import add_exact_rows, exact_tests, one_way_exact
from translator.emit.pandas.runtime.grouping import frame
from translator.emit.pandas.runtime.levels import Levels
from translator.emit.pandas.runtime.listings import shown_column
from translator.emit.pandas.runtime.log import SasError
from translator.emit.pandas.runtime.named_values import named_cell
from translator.emit.pandas.runtime.proportions import (
    beta_limits,
    binomial_limits,
    binomial_proportion,
    common_difference,
    difference_limits,
    odds_ratio_limits,
    relative_risk_limits,
)

CHI_SQUARE_ROWS = (
    ("Chi-Square", "PCHI"), ("Likelihood Ratio Chi-Square", "LRCHI"), ("Continuity Adj. Chi-Square", "AJCHI"),
    ("Mantel-Haenszel Chi-Square", "MHCHI"), ("Phi Coefficient", "PHI"), ("Contingency Coefficient", "CONTGY"), ("Cramer's V", "CRAMV"),
)  # fmt: skip
FISHER_ROWS = (
    ("F11", "Cell (1,1) Frequency (F)"), ("XPL_FISH", "Left-sided Pr <= F"), ("XPR_FISH", "Right-sided Pr >= F"),
    ("P_TABLE", "Table Probability (P)"), ("XP2_FISH", "Two-sided Pr <= P"),
)  # fmt: skip
MEASURE_ROWS = (
    ("Gamma", "GAMMA"), ("Kendall's Tau-b", "KENTB"), ("Stuart's Tau-c", "STUTC"), ("Somers' D C|R", "SMDCR"),
    ("Somers' D R|C", "SMDRC"), ("Pearson Correlation", "PCORR"), ("Spearman Correlation", "SCORR"),
    ("Lambda Asymmetric C|R", "LAMCR"), ("Lambda Asymmetric R|C", "LAMRC"), ("Lambda Symmetric", "LAMDAS"),
    ("Uncertainty Coefficient C|R", "UCR"), ("Uncertainty Coefficient R|C", "URC"), ("Uncertainty Coefficient Symmetric", "U"),
)  # fmt: skip
SPACED = ("SMDCR", "PCORR", "LAMCR", "UCR")  # a blank line stands above them where the table is printed
MEASURE_KEYS = ("_{}_", "E_{}", "L_{}", "U_{}")
CMH_ROWS = (
    ("Nonzero Correlation", "CMHCOR", "CMHCR"),
    ("Row Mean Scores Differ", "CMHRMS", "CMHRM"),
    ("General Association", "CMHGA", "CMHGA"),
)
RISK_ROWS = (
    ("Odds Ratio", "RROR"),
    ("Relative Risk (Column 1)", "RRC1"),
    ("Relative Risk (Column 2)", "RRC2"),
)


def crossed_counts(
    df: pd.DataFrame,
    variables: Sequence[str],
    weight: str,
    zeros: bool,
    missing: bool,
    order: str,
    levels: Levels,
) -> tuple[list[tuple[list[Any], Any]], Any, Any, float, list[str]]:
    """([(values of the strata, counts)], row scores, column scores, weight of the rows left out, texts of the columns):
    the last two variables are rows and columns; scores are the values of numbers, the places of texts."""
    crossed = crossed_levels(df, variables, weight, zeros, missing, order, levels)
    if crossed.negative:
        raise SasError("R0602", "ERROR: Statistics are not computed where weights are negative.")
    scores = [
        values.to_numpy() if values.dtype == "float64" else np.arange(1.0, len(values) + 1)
        for values in (crossed.rows, crossed.columns)
    ]
    texts = [text.strip() for text in shown_column(crossed.columns, levels.get(variables[-1]))]
    return crossed.strata, scores[0], scores[1], crossed.lost, texts


def frequency_tests(
    df: pd.DataFrame, variables: Sequence[str], tests: Sequence[str], output: Sequence[str] = (), *, weight: str = "",
    zeros: bool = False, missing: bool = False, order: str = "unformatted", levels: Levels | None = None, alpha: float = 0.05,
    risk_limits: Sequence[str] = (), ratio_limits: Sequence[str] = (), odds_limits: Sequence[str] = (), exact_odds: bool = False,
    common_limits: Sequence[str] = (), common_tests: Sequence[str] = (), column: int = 1,
    scores: str = "table", cmh: int = 3, exact: Sequence[str] = (), agreement: str = "", cl: bool = False,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Statistics of a crossed table: OUTPUT (the columns `output`, a row for each stratum and one for all of them), a
    table for each of the tests chisq, fisher, measures, agree, relrisk, riskdiff, trend, jt, cmh, and one for each kind
    of confidence limits (differences and ratios of the rows' shares of a `column`, odds ratios, common differences).
    scores: of rows and columns, see `table_scores`; cmh: how many of the three statistics of CMH; exact: exact tests; agreement: weights of kappa; cl: limits of measures."""
    from scipy.stats import norm

    z = float(norm.ppf(1 - alpha / 2))
    strata, rows, columns, lost, texts = crossed_counts(
        df, variables, weight, zeros, missing, order, levels or {}
    )
    pair = " * ".join(variables[-2:])
    made: dict[str, list[list[Any]]] = {key: [] for key in TEST_COLUMNS}
    lines: list[list[Any]] = []
    for number, (head, whole) in enumerate(strata, start=1):
        there = whole.sum(1) > 0, whole.sum(0) > 0
        n = whole[np.ix_(*there)]
        title = f"Table {pair}" if len(variables) == 2 else f"Table {number} of {pair}"
        own = (
            table_scores(rows[there[0]], n.sum(1), scores),
            table_scores(columns[there[1]], n.sum(0), scores),
        )
        values = one_table(n, *own, tests, z, agreement)
        values |= risk_values(n, z, alpha) if "riskdiff" in tests and n.shape == (2, 2) else {}
        add_test_rows(made, title, values, n, tests, z, alpha)
        if exact:
            p_values = exact_tests(n, *own, exact)
            add_exact_rows(made, title, chi_squares(n, *own) | p_values)
            values |= p_values
        if n.shape == (2, 2):
            shown = f"Column {column} ({variables[-1]} = {[t for t, on in zip(texts, there[1], strict=True) if on][column - 1]})"
            chosen = {"PdiffCLs": risk_limits, "RelRiskCLs": ratio_limits, "OddsRatioCLs": odds_limits}
            add_limit_rows(made, title, shown, n, column - 1, alpha, chosen)
            if exact_odds:
                add_exact_odds(made, title, n, alpha)
        values |= {"N": float(whole.sum()), "NMISS": lost if len(strata) == 1 else nan}
        lines.append([*head, *(values.get(name, nan) for name in output)])
    if (common_limits or common_tests) and strata and strata[0][1].shape == (2, 2):
        tables = [counts for _, counts in strata]
        title = f"Summary Statistics for {variables[-2]} by {variables[-1]}"
        for kind in common_limits:
            value, error = common_difference(kind, tables, column - 1, z)
            made["CommonPdiff"].append([title, kind, value, error, value - z * error, value + z * error])
        for kind in common_tests:
            value, error = common_difference(kind, tables, column - 1, z)
            made["CommonPdiffTests"].append(
                [title, kind, value, value / error, float(2 * norm.sf(abs(value / error)))]
            )
    if "cmh" in tests and strata:
        tables = [counts for _, counts in strata]
        values = mantel_haenszel(tables, rows, columns, scores, cmh) | common_odds_ratio(tables, z)
        values |= common_risks(tables, z) | {"N": float(sum(t.sum() for t in tables))}
        title = f"Summary Statistics for {variables[-2]} by {variables[-1]}"
        for place, (text, name, short) in enumerate(CMH_ROWS[:cmh], start=1):
            cells = [float(values[f"DF_{short}"]), values[f"_{name}_"], values[f"P_{name}"]]
            made["CMH"].append([title, float(place), text, *cells])
        made["CommonRelRisks"] = common_rows(title, values)
        for name, label in (("_BDCHI_", "Chi-Square"), ("DF_BDCHI", "DF"), ("P_BDCHI", "Pr > ChiSq")):
            if name in values:
                value = float(values[name])
                made["BreslowDayTest"].append([title, name, label, named_cell(name, value), value])
        if len(strata) > 1:
            lines.append(
                [
                    *([nan if df[v].dtype == "float64" else "" for v in variables[:-2]]),
                    *(values.get(name, nan) for name in output),
                ]
            )
        elif lines:
            front = len(lines[0]) - len(output)
            known = dict(zip(output, lines[0][front:], strict=True)) | {
                k: v for k, v in values.items() if k in output
            }
            lines[0] = lines[0][:front] + [known[name] for name in output]
    kinds = {name: "float64" if df[name].dtype == "float64" else "str" for name in variables[:-2]}
    result = {"OUTPUT": frame(kinds | dict.fromkeys(output, "float64"), lines)}
    if not cl:
        made["Measures"] = [[*row[:4], row[-1]] for row in made["Measures"]]
    return result | {
        key: frame({c: t for c, t in types.items() if cl or key != "Measures" or c[-2:] != "CL"}, made[key])
        for key, types in TEST_COLUMNS.items()
    }


NAMED_VALUES = {"Table": "str", "Name1": "str", "Label1": "str", "cValue1": "str", "nValue1": "float64"}
LIMIT_ENDS = {"Type": "str", "LowerCL": "float64", "UpperCL": "float64"}
RISK_COLUMNS = {"Table": "str", "Row": "str"} | dict.fromkeys(
    ("Risk", "ASE", "LowerCL", "UpperCL", "ExactLowerCL", "ExactUpperCL"), "float64"
)
TEST_COLUMNS = {
    "ChiSq": {"Table": "str", "Statistic": "str", "DF": "float64", "Value": "float64", "Prob": "float64"},
    "FishersExact": NAMED_VALUES,
    "Measures": {"Table": "str", "Statistic": "str"}
    | dict.fromkeys(("Value", "ASE", "LowerCL", "UpperCL"), "float64")
    | {"Control": "str"},
    "RelativeRisks": {"Table": "str", "Statistic": "str"}
    | dict.fromkeys(("Value", "LowerCL", "UpperCL"), "float64"),
    "RiskDiffCol1": RISK_COLUMNS,
    "RiskDiffCol2": RISK_COLUMNS,
    "PearsonChiSq": NAMED_VALUES,
    "LRChiSq": NAMED_VALUES,
    "MHChiSq": NAMED_VALUES,
    "McNemarsTest": NAMED_VALUES,
    "SymmetryTest": NAMED_VALUES,
    "KappaStatistics": {
        "Table": "str",
        "Statistic": "str",
        "Value": "float64",
        "StdErr": "float64",
        "LowerCL": "float64",
        "UpperCL": "float64",
    },
    "TrendTest": NAMED_VALUES,
    "JTTest": NAMED_VALUES,
    "CMH": {
        "Table": "str",
        "Statistic": "float64",
        "AltHypothesis": "str",
        "DF": "float64",
        "Value": "float64",
        "Prob": "float64",
    },
    "CommonRelRisks": {"Table": "str", "Statistic": "str", "Method": "str"}
    | dict.fromkeys(("Value", "LowerCL", "UpperCL"), "float64"),
    "BreslowDayTest": NAMED_VALUES,
    "PdiffCLs": {"Table": "str", "Column": "str", "RiskDifference": "float64"} | LIMIT_ENDS,
    "RelRiskCLs": {"Table": "str", "Column": "str", "RelativeRisk": "float64"} | LIMIT_ENDS,
    "OddsRatioCLs": {"Table": "str", "OddsRatio": "float64"} | LIMIT_ENDS,
    "CommonPdiff": {"Table": "str", "Method": "str"}
    | dict.fromkeys(("Value", "StdErr", "LowerCL", "UpperCL"), "float64"),
    "CommonPdiffTests": {"Table": "str", "Method": "str"}
    | dict.fromkeys(("RiskDifference", "Z", "Prob"), "float64"),
    "OddsRatioExactCL": NAMED_VALUES,
}


def one_table(
    n: Any, rows: Any, columns: Any, tests: Sequence[str], z: float, weights_of: str = ""
) -> dict[str, Any]:
    """The statistics of one table by the names they have in OUTPUT data sets."""
    values: dict[str, Any] = {}
    if "chisq" in tests:
        values |= chi_squares(n, rows, columns)
    if "fisher" in tests or ("chisq" in tests and n.shape == (2, 2)):
        values |= fisher_exact(n)
    if "measures" in tests and min(n.shape) > 1:
        for name, (value, error) in measures(n, rows, columns).items():
            values |= {
                f"_{name}_": value,
                f"E_{name}": error,
                f"L_{name}": value - z * error,
                f"U_{name}": value + z * error,
            }
    if "agree" in tests:
        values |= agreements(n, columns, z, weights_of)
    if "relrisk" in tests or "measures" in tests:
        values |= relative_risks(n, z)
    if "trend" in tests:
        values |= trend_test(n, rows, columns)
    if "jt" in tests:
        values |= jonckheere_terpstra(n)
    return values


def add_test_rows(
    made: dict[str, list[list[Any]]],
    title: str,
    values: dict[str, Any],
    n: Any,
    tests: Sequence[str],
    z: float,
    alpha: float,
) -> None:
    """Put the statistics of a table into the rows of the printed tables."""
    for text, name in CHI_SQUARE_ROWS:
        if f"_{name}_" in values:
            made["ChiSq"].append(
                [
                    title,
                    text,
                    values.get(f"DF_{name}", nan),
                    values[f"_{name}_"],
                    values.get(f"P_{name}", nan),
                ]
            )
    for name, label in FISHER_ROWS:
        if name in values:
            text = label if n.shape == (2, 2) else label.removeprefix("Two-sided ")
            made["FishersExact"].append([title, name, text, named_cell(name, values[name]), values[name]])
    for text, name in MEASURE_ROWS:
        if f"E_{name}" in values:
            numbers = [values[k.format(name)] for k in MEASURE_KEYS]
            made["Measures"].append([title, text, *numbers, "1" if name in SPACED else ""])
    for text, name in RISK_ROWS:
        if f"_{name}_" in values and ("relrisk" in tests or "measures" in tests):
            made["RelativeRisks"].append(
                [title, text, *(values[key] for key in (f"_{name}_", f"L_{name}", f"U_{name}"))]
            )
    if "riskdiff" in tests and n.shape == (2, 2):
        for column in (0, 1):
            made[f"RiskDiffCol{column + 1}"] += [[title, *row] for row in risk_rows(n, column, z, alpha)]
    for table, test in (("McNemarsTest", "MCNEM"), ("SymmetryTest", "BOWK")):
        for name, label in ((f"_{test}_", "Statistic (S)"), (f"DF_{test}", "DF"), (f"P_{test}", "Pr > S")):
            if name in values:
                value = float(values[name])
                made[table].append([title, name, label, named_cell(name, value), value])
    for text, name in (("Simple Kappa", "KAPPA"), ("Weighted Kappa", "WTKAP")):
        if f"_{name}_" in values and (name == "KAPPA" or len(n) > 2):
            made["KappaStatistics"].append(
                [title, text, *(values[key] for key in (f"_{name}_", f"E_{name}", f"L_{name}", f"U_{name}"))]
            )
    if "_TREND_" in values:
        side = "PR_TREND" if values["_TREND_"] > 0 else "PL_TREND"
        sign = "One-sided Pr > Z" if values["_TREND_"] > 0 else "One-sided Pr < Z"
        for name, label in (("_TREND_", "Statistic (Z)"), (side, sign), ("P2_TREND", "Two-sided Pr > |Z|")):
            made["TrendTest"].append([title, name, label, named_cell(name, values[name]), values[name]])
    for name, label in JONCKHEERE_ROWS:
        if values.get(name, nan) == values.get(name, nan):
            made["JTTest"].append([title, name, label, named_cell(name, values[name]), values[name]])


JONCKHEERE_ROWS = (("_JT_", "Statistic"), ("Z_JT", "Z"), ("PL_JT", "One-sided Pr <  Z"), ("PR_JT", "One-sided Pr >  Z"),
                   ("P2_JT", "Two-sided Pr > |Z|"))  # fmt: skip


def add_limit_rows(
    made: dict[str, list[list[Any]]],
    title: str,
    place: str,
    n: Any,
    column: int,
    alpha: float,
    chosen: dict[str, Sequence[str]],
) -> None:
    """CL= of RISKDIFF, RELRISK and OR: the types of limits that are chosen for a 2 x 2 table."""
    one, two = (float(v) for v in n[:, column] / n.sum(1))
    for kind in chosen["PdiffCLs"]:
        made["PdiffCLs"].append([title, place, one - two, kind, *difference_limits(kind, n, column, alpha)])
    for kind in chosen["RelRiskCLs"]:
        ratio = one / two if two else nan
        made["RelRiskCLs"].append(
            [title, place, ratio, kind.split(",")[0], *relative_risk_limits(kind, n, column, alpha)]
        )
    for kind in chosen["OddsRatioCLs"]:
        made["OddsRatioCLs"].append(
            [title, odds_ratio(n), kind.split(",")[0], *odds_ratio_limits(kind, n, alpha)]
        )


def odds_ratio(n: Any) -> float:
    """The odds ratio of a 2 x 2 table."""
    return float(n[0, 0] * n[1, 1] / (n[0, 1] * n[1, 0])) if n[0, 1] * n[1, 0] else nan


def add_exact_odds(made: dict[str, list[list[Any]]], title: str, n: Any, alpha: float) -> None:
    """EXACT OR: the odds ratio with Wald's and exact limits."""
    ends = [*odds_ratio_limits("Wald", n, alpha), *odds_ratio_limits("Exact", n, alpha)]
    sides = [f"{100 * (1 - alpha):g}% {side} Conf Limit" for side in ("Lower", "Upper")]
    names = ("_RROR_", "L_RROR", "U_RROR", "XL_RROR", "XU_RROR")
    for name, label, value in zip(names, ["Odds Ratio", *sides, *sides], [odds_ratio(n), *ends], strict=True):
        made["OddsRatioExactCL"].append([title, name, label, named_cell(name, value), value])


def risk_rows(n: Any, column: int, z: float, alpha: float) -> list[list[Any]]:
    """RISKDIFF: the risks of both rows and of all, and the difference of the first two."""
    totals = [*n.sum(1), n.sum()]
    shares = [*(n[:, column] / n.sum(1)), n[:, column].sum() / n.sum()]
    errors = [sqrt(p * (1 - p) / t) for p, t in zip(shares, totals, strict=True)]
    rows = [
        [
            name,
            float(p),
            e,
            float(max(0, p - z * e)),
            float(min(1, p + z * e)),
            *beta_limits(x, t, alpha, 0, 1),
        ]
        for name, p, e, x, t in zip(
            ("Row 1", "Row 2", "Total"),
            shares,
            errors,
            [*n[:, column], n[:, column].sum()],
            totals,
            strict=True,
        )
    ]
    gap, error = float(shares[0] - shares[1]), sqrt(errors[0] ** 2 + errors[1] ** 2)
    return [*rows, ["Difference", gap, error, gap - z * error, gap + z * error, nan, nan]]


def one_way_tests(
    df: pd.DataFrame, variable: str, output: Sequence[str] = (), *, tests: Sequence[str] = ("chisq",), weight: str = "", zeros: bool = False,
    missing: bool = False, order: str = "unformatted", levels: Levels | None = None, alpha: float = 0.05, shares: Sequence[float] = (),
    level: int | str = 1, p: float = 0.5, limits: Sequence[str] = (), exact: Sequence[str] = (),
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """CHISQ and BINOMIAL of a one-way table. shares: TESTP=, else equal ones. Of the binomial proportion: level, the
    place or the formatted value of a level; p, its value under H0; limits, types of limits; exact: tests binomial, midp, pchi."""
    strata, _, _, lost, texts = crossed_counts(
        df.assign(**{"": 1.0}), ["", variable], weight, zeros, missing, order, levels or {}
    )
    counts = strata[0][1][0] if strata else np.zeros(0)
    total = float(counts.sum())
    values: dict[str, float] = {"N": total, "NMISS": lost}
    made: dict[str, list[list[Any]]] = {
        "OneWayChiSq": [],
        "BinomialProp": [],
        "BinomialCLs": [],
        "BinomialTest": [],
    }
    title = f"Table {variable}"
    if "chisq" in tests and len(counts) > 1:
        from scipy.stats import chi2

        wanted = np.array(shares) if len(shares) else np.full(len(counts), 1 / len(counts))
        wanted = total * wanted / wanted.sum()
        q = float(((counts - wanted) ** 2 / wanted).sum())
        values |= {"_PCHI_": q, "DF_PCHI": len(counts) - 1.0, "P_PCHI": float(chi2.sf(q, len(counts) - 1))}
        labels = {"_PCHI_": "Chi-Square", "DF_PCHI": "DF", "P_PCHI": "Pr > ChiSq"}
        if "pchi" in exact:
            values["XP_PCHI"] = one_way_exact(counts.tolist(), (wanted / total).tolist())
            labels |= {"P_PCHI": "Asymptotic Pr >  ChiSq", "XP_PCHI": "Exact      Pr >= ChiSq"}
        for name, label in labels.items():
            made["OneWayChiSq"].append([title, name, label, named_cell(name, values[name]), values[name]])
    if "binomial" in tests and total:
        if isinstance(level, str):
            level = texts.index(level) + 1 if level in texts else 0
        if not 0 < level <= len(counts):
            raise SasError("R0602", f"ERROR: The LEVEL= value of BINOMIAL is not a level of {variable}.")
        values |= binomial_proportion(float(counts[level - 1]), total, alpha, p, exact)
        made["BinomialCLs"] = [
            [title, values["_BIN_"], kind, *binomial_limits(kind, float(counts[level - 1]), total, alpha)]
            for kind in limits
        ]
        ends = BINOMIAL_ROWS[: 2 if limits else 6]
        sure = f"{100 * (1 - alpha):g}%"
        for key, rows in (("BinomialProp", ends), ("BinomialTest", BINOMIAL_TEST_ROWS)):
            for name, label in rows:
                if values.get(name, nan) == values.get(name, nan):
                    made[key].append(
                        [
                            title,
                            name,
                            label.replace("95%", sure),
                            named_cell(name, values[name]),
                            values[name],
                        ]
                    )
    result = {
        "OUTPUT": frame(
            dict.fromkeys(output, "float64"), [[values.get(name, nan) for name in output]] if total else []
        )
    }
    limit_columns = {"Table": "str", "Proportion": "float64"} | LIMIT_ENDS
    return result | {
        key: frame(limit_columns if key == "BinomialCLs" else NAMED_VALUES, rows)
        for key, rows in made.items()
    }


BINOMIAL_ROWS = (("_BIN_", "Proportion"), ("E_BIN", "ASE"), ("L_BIN", "95% Lower Conf Limit"), ("U_BIN", "95% Upper Conf Limit"),
                 ("XL_BIN", "95% Lower Conf Limit"), ("XU_BIN", "95% Upper Conf Limit"))  # fmt: skip
BINOMIAL_TEST_ROWS = (("E0_BIN", "ASE under H0"), ("Z_BIN", "Z"), ("PL_BIN", "One-sided Pr <  Z"), ("PR_BIN", "One-sided Pr >  Z"),
                      ("P2_BIN", "Two-sided Pr > |Z|"), ("XPL_BIN", "One-sided Pr <=  P"), ("XPR_BIN", "One-sided Pr >=  P"),
                      ("XP2_BIN", "Two-sided = 2 * One-sided"), ("MPL_BIN", "Mid-p One-sided Pr <=  P"),
                      ("MPR_BIN", "Mid-p One-sided Pr >=  P"))  # fmt: skip
