"""PROC FREQ: statistics that TABLES options ask for, OUTPUT data sets, ODS tables. SAS/STAT User's Guide, "FREQ Procedure"."""

from __future__ import annotations

from math import isnan, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import (
    normal_quantile,
)
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import association as a
from equivalence.interpreter.procs import common_risks as common
from equivalence.interpreter.procs import freq_exact as sure
from equivalence.interpreter.procs import freq_limits as limits
from equivalence.interpreter.procs import freq_one_way
from equivalence.interpreter.procs import proportions as pr
from equivalence.interpreter.procs.options import all_of, word
from equivalence.interpreter.procs.results import DEFAULT, char, num, show
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table, Value
from translator.lang import statements as st
from translator.lang import syntax as sx
from translator.library.formats.best import best, fixed

TESTS = (
    "chisq",
    "fisher",
    "measures",
    "agree",
    "cmh",
    "cmh1",
    "cmh2",
    "trend",
    "relrisk",
    "riskdiff",
    "commonriskdiff",
    "or",
    "oddsratio",
    "jt",
    "binomial",
    "all",
)
SETTINGS = ("testp", "testf", "alpha", "cl")
MEASURES = {
    "GAMMA": "Gamma", "KENTB": "Kendall's Tau-b", "STUTC": "Stuart's Tau-c", "SMDCR": "Somers' D C|R", "SMDRC": "Somers' D R|C",
    "PCORR": "Pearson Correlation", "SCORR": "Spearman Correlation", "LAMCR": "Lambda Asymmetric C|R",
    "LAMRC": "Lambda Asymmetric R|C", "LAMDAS": "Lambda Symmetric", "UCR": "Uncertainty Coefficient C|R",
    "URC": "Uncertainty Coefficient R|C", "U": "Uncertainty Coefficient Symmetric",
}  # fmt: skip
CHI = {
    "PCHI": "Chi-Square", "LRCHI": "Likelihood Ratio Chi-Square", "AJCHI": "Continuity Adj. Chi-Square",
    "MHCHI": "Mantel-Haenszel Chi-Square", "PHI": "Phi Coefficient", "CONTGY": "Contingency Coefficient", "CRAMV": "Cramer's V",
}  # fmt: skip
FISHER = {
    "F11": "Cell (1,1) Frequency (F)", "XPL_FISH": "Left-sided Pr <= F", "XPR_FISH": "Right-sided Pr >= F",
    "P_TABLE": "Table Probability (P)", "XP2_FISH": "Two-sided Pr <= P",
}  # fmt: skip
RISKS = {"RROR": "Odds Ratio", "RRC1": "Relative Risk (Column 1)", "RRC2": "Relative Risk (Column 2)"}
SPACED = ("SMDCR", "PCORR", "LAMCR", "UCR")
"""Measures above which the printed table has a blank line: Control is 1 (PROC PRINT of `ods output measures=`, SAS 9.4 M8)."""
CMH = (
    ("Nonzero Correlation", "CMHCOR", "CMHCR"),
    ("Row Mean Scores Differ", "CMHRMS", "CMHRM"),
    ("General Association", "CMHGA", "CMHGA"),
)
GROUPS = {
    "chisq": ("pchi", "lrchi", "ajchi", "mhchi", "fisher", "phi", "contgy", "cramv"),
    "measures": tuple(name.lower() for name in MEASURES),
    "agree": ("mcnem", "kappa", "wtkap"), "cmh": ("cmhcor", "cmhrms", "cmhga"), "relrisk": ("rror", "rrc1", "rrc2"),
    "riskdiff": tuple(name.lower() for name in common.RISKS),
    "riskdiff1": tuple(name.lower() for name in common.RISKS[:4]), "riskdiff2": tuple(name.lower() for name in common.RISKS[4:]),
}  # fmt: skip
OF_STRATA = tuple(name.lower() for _, _, name in common.COMMON)
NAMED = (char("Table", 64), char("Name1", 8), char("Label1", 32), char("cValue1", 12), num("nValue1"))
RISK = (
    char("Table", 64), char("Row", 10), num("Risk"), num("ASE"), num("LowerCL"), num("UpperCL"), num("ExactLowerCL"), num("ExactUpperCL"),
)  # fmt: skip
STATISTIC = (char("Table", 64), char("Statistic", 33))
TABLES: dict[str, tuple[Any, ...]] = {
    "ChiSq": (*STATISTIC, num("DF"), num("Value"), num("Prob")), "FishersExact": NAMED,
    "Measures": (*STATISTIC, num("Value"), num("ASE"), char("Control", 1)),
    "RelativeRisks": (*STATISTIC, num("Value"), num("LowerCL"), num("UpperCL")), "RiskDiffCol1": RISK, "RiskDiffCol2": RISK,
    "PearsonChiSq": NAMED, "LRChiSq": NAMED, "MHChiSq": NAMED, "McNemarsTest": NAMED, "SymmetryTest": NAMED, "KappaStatistics": (*STATISTIC, num("Value"), num("StdErr"), num("LowerCL"), num("UpperCL")),
    "TrendTest": NAMED, "JTTest": NAMED,
    "CMH": (char("Table", 64), num("Statistic"), char("AltHypothesis", 24), num("DF"), num("Value"), num("Prob")),
    "CommonRelRisks": (*STATISTIC, char("Method", 15), num("Value"), num("LowerCL"), num("UpperCL")), "BreslowDayTest": NAMED,
    "OneWayChiSq": NAMED, "BinomialProp": NAMED, "BinomialTest": NAMED, **limits.TABLES,
}  # fmt: skip
BY_TEST = {
    "chisq": ("ChiSq", "FishersExact"), "fisher": ("FishersExact",), "measures": ("Measures", "RelativeRisks"), "relrisk": ("RelativeRisks",),
    "riskdiff": ("RiskDiffCol1", "RiskDiffCol2"), "agree": ("McNemarsTest", "SymmetryTest", "KappaStatistics"), "trend": ("TrendTest",),
    "cmh": ("CMH", "CommonRelRisks", "BreslowDayTest"),
    "jt": ("JTTest",),
}  # fmt: skip


def with_inner(own: dict[str, st.Option]) -> dict[str, st.Option]:
    """Return the options with those inside CHISQ( ) and AGREE( ) beside them."""
    found = dict(own)
    for name, known in (("chisq", {"testp", "testf", "warn"}), ("agree", {"wt"}), ("measures", set())):
        value = own[name].value if name in own else None
        for item in value if isinstance(value, tuple) else ():
            if name == "measures" and isinstance(item, sx.Var) and item.name.lower() == "cl":
                found["cl"] = own[name]
                continue
            if not isinstance(item, st.Option) or item.name.lower() not in known:
                raise limits.refused(f"An option of {name.upper()}", own[name].at)
            found[item.name.lower()] = item
    if word(found.get("wt")) not in ("", "ca", "fc"):
        raise limits.refused("WT= of AGREE", found["wt"].at)
    return found


def columns_of(keyword: str) -> tuple[str, ...]:
    """Return the variables that a keyword of OUTPUT makes."""
    name = keyword.upper()
    short = {"CMHCOR": "CMHCR", "CMHRMS": "CMHRM"}.get(name, name)
    if keyword in ("n", "nmiss"):
        return (name,)
    if keyword in ("phi", "contgy", "cramv"):
        return (f"_{name}_",)
    if keyword in ("fisher", "exact"):
        return ("XPL_FISH", "XPR_FISH", "XP2_FISH")
    if keyword in ("pchi", "lrchi", "ajchi", "mhchi", "mcnem", "cmhcor", "cmhrms", "cmhga", "bdchi"):
        return (f"_{name}_", f"DF_{short}", f"P_{name}")
    if keyword in ("rror", "rrc1", "rrc2") or keyword in OF_STRATA or name in common.RISKS:
        return common.columns_of(keyword)
    if name in MEASURES or keyword in ("kappa", "wtkap"):
        return (f"_{name}_", f"E_{name}", f"L_{name}", f"U_{name}")
    if keyword == "jt":
        return ("_JT_", "Z_JT", "PL_JT", "PR_JT", "P2_JT")
    if keyword == "trend":
        return ("_TREND_", "PL_TREND", "PR_TREND", "P2_TREND")
    if keyword == "binomial":
        return (
            "_BIN_",
            "E_BIN",
            "L_BIN",
            "U_BIN",
            "XL_BIN",
            "XU_BIN",
            "E0_BIN",
            "Z_BIN",
            "PL_BIN",
            "PR_BIN",
            "P2_BIN",
        )
    raise StepError(f"The statistic {name} is not supported by the reference interpreter.", None, "R0060")


def keywords(output: st.OutputStatement, one_way: bool) -> list[str]:
    """Return the keywords of OUTPUT, groups written out. Of a one-way table CHISQ is one test: that of goodness of fit."""
    groups = {**GROUPS, "chisq": ("pchi",)} if one_way else GROUPS
    found: list[str] = []
    for request in output.requests:
        name = {"or": "rror"}.get(request.statistic, request.statistic)
        found += (
            [k for g in ("chisq", "measures", "cmh") for k in groups[g]]
            if name == "all"
            else groups.get(name, (name,))
        )
    return found


def statistics(
    session: Session, step: st.ProcStep, table: Table, names: list[str], by: list[tuple[int, bool]],
    groups: list[tuple[list[Value], Any, float]], own: dict[str, st.Option], printed: bool, last: bool,
) -> None:  # fmt: skip
    """Compute what the request asks for. `groups`: BY values, cells in order, weight of the rows left out."""
    tests = {t for t in TESTS if t in own}
    exact = exact_tests(step)
    if {"cmh1", "cmh2"} & tests:
        tests = (tests | {"cmh"}) - {"cmh1", "cmh2"}
    if "fisher" in own:
        tests.add("chisq")
    one_way = len(names) == 1
    tests |= exact & {"fisher", "binomial", "trend", "jt"}
    tests |= {"chisq"} if one_way and "pchi" in exact else set()
    tests |= {"agree"} if "mcnem" in exact else set()
    crossed_only = {"or", "relrisk", "riskdiff"} & (tests | exact)
    if "all" in tests:
        tests = tests - {"all"} | {"chisq", "measures", "cmh"}
    output = next(iter(all_of(step, st.OutputStatement)), None) if last else None
    wanted: list[str] = []
    for keyword in keywords(output, one_way) if output is not None else ():
        columns = (*columns_of(keyword), *sure.columns_of(keyword, exact))
        wanted += [c for c in columns if c not in wanted]
        group = next((g for g, members in GROUPS.items() if keyword in members), "")
        tests |= (
            {group}
            if group
            else {"cmh"}
            if keyword == "bdchi" or keyword in OF_STRATA
            else {"riskdiff"}
            if keyword.upper() in common.RISKS
            else {keyword} & {"trend", "binomial", "jt"}
        )
    if not tests and not exact - {"midp"}:
        return
    if any(cell.bare for _, cells, _ in groups for cell in cells):
        raise StepError("Statistics are not computed where weights are negative.", step.at, "R0602")
    alpha = own["alpha"].value.value if "alpha" in own and isinstance(own["alpha"].value, sx.Number) else 0.05
    if one_way and crossed_only:
        raise limits.refused("A statistic of two-way tables for a one-way table", step.at)
    shown = one_way_tables(tests, own) if one_way else crossed_tables(tests, own, exact)
    head = [table.variables[p] for p, _ in by]
    made = {name: Table([*head, *TABLES[name]], []) for name in shown}
    if "Measures" in made and "cl" in own:
        made["Measures"].variables[-1:-1] = [num("LowerCL"), num("UpperCL")]
    lines: list[Row] = []
    for values, cells, lost in groups:
        found: dict[str, list[Row]] = {name: [] for name in TABLES}
        if one_way:
            rows = freq_one_way.one_way_statistics(
                session, table, names[0], cells, lost, tests, own, exact, alpha, found, wanted
            )
        else:
            rows = crossed_statistics(
                session, table, names, cells, lost, tests, own, exact, alpha, found, wanted
            )
        lines += [[*values, *row] for row in rows]
        for name in shown:
            for row in found[name]:
                if name == "Measures" and "cl" not in own:
                    del row[4:6]
                if name in (
                    "FishersExact",
                    "PearsonChiSq",
                    "LRChiSq",
                    "MHChiSq",
                    "McNemarsTest",
                    "TrendTest",
                    "OneWayChiSq",
                    "BinomialProp",
                    "BinomialTest",
                    "OddsRatioExactCL",
                    "JTTest",
                    "BreslowDayTest",
                    "SymmetryTest",
                ):
                    row.insert(3, shown_value(str(row[1]), row[3]))
                made[name].rows.append([*values, *row])
    if output is not None:
        strata = [table.variable(n) for n in names[:-2]]
        session.write(output.out or DEFAULT, Table([*head, *strata, *(num(c) for c in wanted)], lines))
    if printed:
        for name in shown:
            show(session, "FREQ", name, made[name])
            for spelling in (name, *OTHER_NAMES.get(name, ())):
                session.ods_outputs.write(session, step, spelling, made[name], table.variables)


def shown_value(name: str, value: Any) -> str:
    """Return cValue1: p-values by PVALUE6.4, whole counts and degrees of freedom, else four decimals, as listings show."""
    if isnan(value):
        return "."
    if name == "F11" or name.split("_")[0] in {"DF", "NDF", "DDF"}:
        return best(value).strip()
    tail = name.split("_")[0] in {"P", "PL", "PR", "P2", "XP", "XPL", "XPR", "XP2", "MPL", "MPR", "PF"}
    return "<.0001" if tail and value < 0.0001 else fixed(value, 4)


OTHER_NAMES = {"BinomialProp": ("Binomial",), "BinomialTest": ("BinomialPropTest",)}
"""Names that other releases give to tables."""


def exact_tests(step: st.ProcStep) -> set[str]:
    """Return the tests of the EXACT statement, and midp."""
    asked: set[str] = set()
    for s in all_of(step, st.ProcStatement):
        if s.keyword != "exact":
            continue
        names = [item.name.lower() for item in s.names if isinstance(item, sx.Var)]
        words = {o.name for o in s.options}
        if not set(names) <= {"fisher", "binomial", "or", "chisq", *sure.STATISTICS} or not words <= {
            "midp",
            "maxtime",
            "point",
        } - {"point"}:
            raise StepError("This exact test is not supported by the reference interpreter.", s.at, "R0060")
        if "midp" in words and names != ["binomial"]:
            raise limits.refused("MIDP of this exact test", s.at)
        asked |= set(names) | words & {"midp"}
    if "chisq" in asked:
        asked |= {"pchi", "lrchi", "mhchi"}
    return asked


def one_way_tables(tests: set[str], own: dict[str, st.Option]) -> list[str]:
    """Return the tables of a one-way request."""
    made = ["OneWayChiSq"] * ("chisq" in tests)
    if "binomial" in tests:
        made += ["BinomialProp"] + ["BinomialCLs"] * bool(limits.binomial(own)[0].kinds) + ["BinomialTest"]
    return made


def crossed_tables(tests: set[str], own: dict[str, st.Option], exact: set[str]) -> list[str]:
    """Return the tables of a crossed request."""
    chosen = {name for test in tests for name in BY_TEST.get(test, ())}
    risks, ratios = limits.risk_options(own), limits.ratio_options(own)
    if ratios.values and not ratios.kinds:
        raise limits.refused("COLUMN= of RELRISK without CL=")
    if ratios.kinds and "measures" not in tests:
        chosen.discard("RelativeRisks")
    if "riskdiff" in tests:
        column = limits.column_of(risks, 1 if risks.kinds or "common" in risks.words else 0)
        if "norisks" in risks.words:
            chosen -= {"RiskDiffCol1", "RiskDiffCol2"}
        elif column:
            chosen.discard(f"RiskDiffCol{3 - column}")
    common = limits.common_asked(own)
    chosen |= {name for name, on in (("CommonPdiff", common[0]), ("CommonPdiffTests", common[1])) if on}
    chosen |= {table for name, table in sure.TABLES.items() if name in exact}
    if "or" in exact:
        chosen |= {"RelativeRisks", "OddsRatioExactCL"}
    chosen |= {
        name
        for name, kinds in (
            ("PdiffCLs", risks.kinds),
            ("RelRiskCLs", ratios.kinds),
            ("OddsRatioCLs", limits.odds_kinds(own, exact)),
        )
        if kinds
    }
    return [name for name in TABLES if name in chosen]


def crossed_statistics(
    session: Session, table: Table, names: list[str], cells: Any, lost: float, tests: set[str], own: dict[str, st.Option], exact: set[str],
    alpha: float, found: dict[str, list[Row]], wanted: list[str],
) -> list[Row]:  # fmt: skip
    """Fill the tables of a crossed request and return the rows of OUTPUT."""
    z = normal_quantile(1 - alpha / 2)
    known = [c for c in cells if not c.missing]
    ranks = [sorted({c.ranks[i] for c in known}) for i in range(len(names))]
    values = [{c.ranks[i]: c.values[i] for c in known} for i in range(len(names))]
    scores = [
        [float(values[i][r]) if table.variable(n).kind == "num" else k + 1.0 for k, r in enumerate(ranks[i])]
        for i, n in enumerate(names)
    ]
    strata: dict[tuple[int, ...], a.Counts] = {}
    for c in known:
        n = strata.setdefault(c.ranks[:-2], [[0.0] * len(ranks[-1]) for _ in ranks[-2]])
        n[ranks[-2].index(c.ranks[-2])][ranks[-1].index(c.ranks[-1])] += c.count
    pair = " * ".join(names[-2:])
    result: list[Row] = []
    for number, key in enumerate(sorted(strata), start=1):
        whole = strata[key]
        rows = [i for i, x in enumerate(a.rows_of(whole)) if x > 0]
        columns = [j for j, x in enumerate(a.columns_of(whole)) if x > 0]
        n = [[whole[i][j] for j in columns] for i in rows]
        how = word(own.get("scores")) or "table"
        r = a.scored([scores[-2][i] for i in rows], a.rows_of(n), how)
        c = a.scored([scores[-1][j] for j in columns], a.columns_of(n), how)
        title = f"Table {pair}" if len(names) == 2 else f"Table {number} of {pair}"
        got = one_table(n, r, c, tests, z, 2 if word(own.get("wt")) == "fc" else 1)
        if "or" in exact:
            got |= a.risks(n, z)
        if "riskdiff" in tests and a.is_two(n):
            got |= common.risks(n, z, alpha)
        fill(found, title, got, n, tests, z, alpha)
        got |= sure.fill(found, title, n, r, c, exact)
        texts = [session.text(values[-1][ranks[-1][j]], table.variable(names[-1])).strip() for j in columns]
        limits.fill(found, title, n, names[-1], texts, own, exact, alpha)
        got |= {"N": sum(map(sum, whole)), "NMISS": lost if len(strata) == 1 else nan}
        result.append([*(values[i][rank] for i, rank in enumerate(key)), *(got.get(w, nan) for w in wanted)])
    if {"riskdiff", "commonriskdiff"} & tests:
        title = f"Summary Statistics for {names[-2]} by {names[-1]}"
        limits.fill_common(found, title, [strata[key] for key in sorted(strata)], own, alpha)
    if "cmh" in tests and strata:
        tables = [strata[key] for key in sorted(strata)]
        how, count = word(own.get("scores")) or "table", 1 if "cmh1" in own else 2 if "cmh2" in own else 3
        if "cmh" in own or any(w.endswith("CMHGA_") for w in wanted):
            count = 3
        got = a.mantel_haenszel(tables, scores[-2], scores[-1], how, count) | a.common_odds_ratio(tables, z)
        got |= common.common(tables, z) | {"N": sum(sum(map(sum, t)) for t in tables)}
        title = f"Summary Statistics for {names[-2]} by {names[-1]}"
        for place, (label, name, short) in enumerate(CMH[:count], start=1):
            found["CMH"].append(
                [title, float(place), label, got[f"DF_{short}"], got[f"_{name}_"], got[f"P_{name}"]]
            )
        found["CommonRelRisks"] += common.rows(title, got)
        labels = {"_BDCHI_": "Chi-Square", "DF_BDCHI": "DF", "P_BDCHI": "Pr > ChiSq"}
        found["BreslowDayTest"] += [[title, k, label, got[k]] for k, label in labels.items() if k in got]
        if len(strata) > 1:
            result.append(
                [*(table.variable(n).missing for n in names[:-2]), *(got.get(w, nan) for w in wanted)]
            )
        else:
            offset = len(names) - 2
            for place, w in enumerate(wanted):
                if w in got and not isnan(got[w]):
                    result[0][offset + place] = got[w]
    return result


def one_table(
    n: a.Counts, r: list[float], c: list[float], tests: set[str], z: float, power: int = 1
) -> dict[str, float]:
    """Return the statistics of one table by the names of OUTPUT's variables."""
    got: dict[str, float] = {}
    if "chisq" in tests:
        got |= a.chi_square(n, r, c)
    if "fisher" in tests or ("chisq" in tests and a.is_two(n)):
        got |= a.fisher(n)
    if "measures" in tests and len(n) > 1 and len(n[0]) > 1:
        for name, (value, error) in a.measures(n, r, c).items():
            got |= {
                f"_{name}_": value,
                f"E_{name}": error,
                f"L_{name}": value - z * error,
                f"U_{name}": value + z * error,
            }
    if "agree" in tests:
        got |= a.agreement(n, c, z, power)
    if {"relrisk", "measures"} & tests:
        got |= a.risks(n, z)
    if "trend" in tests:
        got |= a.trend(n, r, c)
    if "jt" in tests:
        got |= limits.jonckheere(n)
    return got


def fill(
    found: dict[str, list[Row]],
    title: str,
    got: dict[str, float],
    n: a.Counts,
    tests: set[str],
    z: float,
    alpha: float,
) -> None:
    """Put the statistics of a table into the rows of the printed tables."""
    for name, label in CHI.items():
        if f"_{name}_" in got:
            found["ChiSq"].append(
                [title, label, got.get(f"DF_{name}", nan), got[f"_{name}_"], got.get(f"P_{name}", nan)]
            )
    found["FishersExact"] += [
        [title, name, label if a.is_two(n) else label.removeprefix("Two-sided "), got[name]]
        for name, label in FISHER.items()
        if name in got
    ]
    found["Measures"] += [
        [title, label, got[f"_{k}_"], got[f"E_{k}"], got[f"L_{k}"], got[f"U_{k}"], "1" if k in SPACED else ""]
        for k, label in MEASURES.items()
        if f"E_{k}" in got
    ]
    if {"_RROR_", "_RRC1_", "_RRC2_"} & set(got):
        found["RelativeRisks"] += [
            [title, label, got[f"_{k}_"], got[f"L_{k}"], got[f"U_{k}"]]
            for k, label in RISKS.items()
            if f"_{k}_" in got
        ]
    if "riskdiff" in tests and a.is_two(n):
        for column in (0, 1):
            found[f"RiskDiffCol{column + 1}"] += [[title, *row] for row in risk_rows(n, column, z, alpha)]
    for table, test in (("McNemarsTest", "MCNEM"), ("SymmetryTest", "BOWK")):
        labels = {f"_{test}_": "Statistic (S)", f"DF_{test}": "DF", f"P_{test}": "Pr > S"}
        found[table] += [[title, name, label, got[name]] for name, label in labels.items() if name in got]
    for name, label in (("KAPPA", "Simple Kappa"), ("WTKAP", "Weighted Kappa")):
        if f"_{name}_" in got and (name == "KAPPA" or len(n) > 2):
            found["KappaStatistics"].append(
                [title, label, got[f"_{name}_"], got[f"E_{name}"], got[f"L_{name}"], got[f"U_{name}"]]
            )
    if "_TREND_" in got:
        above = got["_TREND_"] > 0
        side, sign = ("PR_TREND", ">") if above else ("PL_TREND", "<")
        for name, label in (
            ("_TREND_", "Statistic (Z)"),
            (side, f"One-sided Pr {sign} Z"),
            ("P2_TREND", "Two-sided Pr > |Z|"),
        ):
            found["TrendTest"].append([title, name, label, got[name]])
    found["JTTest"] += [
        [title, name, label, got[name]]
        for name, label in limits.JT_LABELS
        if name in got and not isnan(got[name])
    ]


def risk_rows(n: a.Counts, column: int, z: float, alpha: float) -> list[Row]:
    """RISKDIFF of a 2 x 2 table."""
    rows: list[Row] = []
    parts = [
        (n[0][column], sum(n[0])),
        (n[1][column], sum(n[1])),
        (n[0][column] + n[1][column], sum(map(sum, n))),
    ]
    for label, (x, total) in zip(("Row 1", "Row 2", "Total"), parts, strict=True):
        p = x / total
        error = sqrt(p * (1 - p) / total)
        ends = pr.clopper_pearson(x, total, alpha)
        rows.append([label, p, error, max(0.0, p - z * error), min(1.0, p + z * error), *ends])
    gap = float(rows[0][1]) - float(rows[1][1])
    error = sqrt(float(rows[0][2]) ** 2 + float(rows[1][2]) ** 2)
    return [*rows, ["Difference", gap, error, gap - z * error, gap + z * error, nan, nan]]
