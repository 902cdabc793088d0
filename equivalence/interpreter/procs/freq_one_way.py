"""PROC FREQ: CHISQ and BINOMIAL of one-way tables. SAS/STAT User's Guide, "FREQ Procedure", Details."""

from __future__ import annotations

from math import isnan, nan, sqrt
from typing import Any

from equivalence.interpreter.distributions import (
    beta_quantile,
    chi_square_tail,
    normal_quantile,
    normal_tail,
    normal_two_sided,
)
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.procs import freq_limits as limits
from equivalence.interpreter.procs import proportions as pr
from equivalence.interpreter.procs.freq_exact import goodness
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import Row, Table
from translator.lang import statements as st


def one_way_statistics(
    session: Session, table: Table, name: str, cells: Any, lost: float, tests: set[str], own: dict[str, st.Option], exact: set[str],
    alpha: float, found: dict[str, list[Row]], wanted: list[str],
) -> list[Row]:  # fmt: skip
    """CHISQ and BINOMIAL of a one-way table."""
    counts = [c.count for c in cells if not c.missing]
    total = sum(counts)
    got: dict[str, float] = {"N": total, "NMISS": lost}
    title = f"Table {name}"
    if "chisq" in tests and len(counts) > 1:
        option = own.get("testp") or own.get("testf")
        shares = (
            [v.value for v in option.value]
            if option is not None and isinstance(option.value, tuple)
            else [1.0] * len(counts)
        )
        expected = [total * s / sum(shares) for s in shares]
        q = sum((x - e) ** 2 / e for x, e in zip(counts, expected, strict=True))
        got |= {"_PCHI_": q, "DF_PCHI": len(counts) - 1.0, "P_PCHI": chi_square_tail(q, len(counts) - 1)}
        labels = {"_PCHI_": "Chi-Square", "DF_PCHI": "DF", "P_PCHI": "Pr > ChiSq"}
        if "pchi" in exact:
            got["XP_PCHI"] = goodness(counts, [s / sum(shares) for s in shares])
            labels |= {"P_PCHI": "Asymptotic Pr >  ChiSq", "XP_PCHI": "Exact      Pr >= ChiSq"}
        for key, label in labels.items():
            found["OneWayChiSq"].append([title, key, label, got[key]])
    if "binomial" in tests and total:
        asked, level, null = limits.binomial(own)
        if isinstance(level, str):
            v = table.variable(name)
            texts = [session.text(c.values[0], v).strip() for c in cells if not c.missing]
            if level.strip() not in texts:
                raise StepError(f"The LEVEL= value {level} of BINOMIAL is not a level of {name}.", None)
            level = texts.index(level.strip()) + 1
        level = int(level)
        if not 0 < level <= len(counts):
            raise StepError(f"The LEVEL= number {level} of BINOMIAL is not a level of {name}.", None)
        x = counts[level - 1]
        p = x / total
        error, under, limit = (
            sqrt(p * (1 - p) / total),
            sqrt(null * (1 - null) / total),
            normal_quantile(1 - alpha / 2),
        )
        z = (p - null) / under
        got |= {
            "_BIN_": p, "E_BIN": error, "L_BIN": max(0.0, p - limit * error), "U_BIN": min(1.0, p + limit * error),
            "XL_BIN": beta_quantile(alpha / 2, x, total - x + 1) if x else 0.0,
            "XU_BIN": beta_quantile(1 - alpha / 2, x + 1, total - x) if x < total else 1.0,
            "E0_BIN": under, "Z_BIN": z, "PL_BIN": nan if z > 0 else normal_tail(-z), "PR_BIN": normal_tail(z) if z > 0 else nan,
            "P2_BIN": normal_two_sided(z),
        }  # fmt: skip
        level_text = f"{100 * (1 - alpha):g}%"
        ends = [
            (key, f"{level_text} {side} Conf Limit")
            for key, side in (
                ("L_BIN", "Lower"),
                ("U_BIN", "Upper"),
                ("XL_BIN", "Lower"),
                ("XU_BIN", "Upper"),
            )
        ]
        for key, label in (("_BIN_", "Proportion"), ("E_BIN", "ASE"), *([] if asked.kinds else ends)):
            found["BinomialProp"].append([title, key, label, got[key]])
        for kind in asked.kinds:
            found["BinomialCLs"].append([title, p, kind, *pr.binomial_limits(kind, x, total, alpha)])
        sides = (
            ("PL_BIN", "One-sided Pr <  Z"),
            ("PR_BIN", "One-sided Pr >  Z"),
            ("P2_BIN", "Two-sided Pr > |Z|"),
        )
        for key, label in (("E0_BIN", "ASE under H0"), ("Z_BIN", "Z"), *sides):
            if not isnan(got[key]):
                found["BinomialTest"].append([title, key, label, got[key]])
        sure = limits.binomial_tests(x, total, null, "binomial" in exact, "midp" in exact, z > 0)
        for key, (label, chance) in sure.items():
            found["BinomialTest"].append([title, key, label, chance])
            got[key] = chance
    return [[got.get(w, nan) for w in wanted]] if total else []
