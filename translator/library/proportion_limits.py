"""Words for confidence limits of proportions in PROC FREQ, by the type that SAS prints.

SAS/STAT User's Guide, "FREQ Procedure", TABLES statement: BINOMIAL, RISKDIFF, RELRISK and OR, option CL=.
"""

from __future__ import annotations

BINOMIAL = {
    "agresticoull": "Agresti-Coull", "ac": "Agresti-Coull", "blaker": "Blaker", "clopperpearson": "Clopper-Pearson (Exact)",
    "exact": "Clopper-Pearson (Exact)", "jeffreys": "Jeffreys", "j": "Jeffreys", "likelihoodratio": "Likelihood Ratio",
    "lr": "Likelihood Ratio", "logit": "Logit", "midp": "Mid-p", "wald": "Wald", "wilson": "Wilson", "score": "Wilson", "w": "Wilson",
}  # fmt: skip
ALL_BINOMIAL = ("Agresti-Coull", "Clopper-Pearson (Exact)", "Jeffreys", "Wald", "Wilson")

DIFFERENCE = {
    "ac": "Agresti-Caffo", "agresticaffo": "Agresti-Caffo", "ha": "Hauck-Anderson", "mn": "Miettinen-Nurminen",
    "score": "Miettinen-Nurminen", "newcombe": "Newcombe", "wilson": "Newcombe", "wald": "Wald",
}  # fmt: skip
RATIO = {
    "lr": "Likelihood Ratio",
    "likelihoodratio": "Likelihood Ratio",
    "score": "Score",
    "wald": "Wald",
    "waldmodified": "Wald Modified",
}
ODDS = RATIO | {"midp": "Mid-p"}

CORRECTED = {"Wald": "Wald (Corrected)", "Wilson": "Wilson (Corrected)", "Newcombe": "Newcombe (Corrected)"}
"""With CORRECT: a correction for continuity."""
UNCORRECTED = {"Miettinen-Nurminen": "Miettinen-Nurminen-Mee", "Score": "Score, Uncorrected"}
"""With CORRECT=NO or CORRECT=MEE: without Miettinen and Nurminen's factor N/(N-1)."""
UNCORRECTED_SCORE = "Score, Uncorrected"
"""Printed as "Score"."""


def corrected(kind: str, word: str) -> str | None:
    """Return the type with a correction option ("correct", "mee", "no"), None where it does not take it."""
    if word in ("correct", "yes"):
        return CORRECTED.get(kind) if word == "correct" else kind
    return UNCORRECTED.get(kind) if word in ("mee", "no") else None


__all__ = [
    "ALL_BINOMIAL",
    "BINOMIAL",
    "CORRECTED",
    "DIFFERENCE",
    "ODDS",
    "RATIO",
    "UNCORRECTED",
    "UNCORRECTED_SCORE",
    "corrected",
]
