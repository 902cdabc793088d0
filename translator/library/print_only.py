"""Words of PROCs that only add printed tables: they change no data set.

SAS/STAT User's Guide: GLM and ANOVA ("MEANS Statement", "LSMEANS Statement"), REG ("MODEL Statement"), LOGISTIC ("ODDSRATIO
Statement", "UNITS Statement"), TTEST, STDIZE; Base SAS Procedures Guide: CORR, UNIVARIATE, FREQ ("TEST Statement"), PRINT.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ALL = frozenset({"*"})
"""All options of a statement."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class PrintOnly:
    """What a PROC only prints: options of its statement, whole statements, options of statements (by keyword)."""

    options: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    inside: dict[str, frozenset[str]] = field(default_factory=dict)


_OF_MEANS = {"means": ALL, "lsmeans": _words("adjust slice lines plots plot")}
ROWS = {
    "ANOVA": PrintOnly(inside=_OF_MEANS),
    "CORR": PrintOnly(_words("best rank")),
    "FREQ": PrintOnly(statements=_words("test")),
    "GLM": PrintOnly(inside=_OF_MEANS),
    "LOGISTIC": PrintOnly(statements=_words("oddsratio units effectplot")),
    "PRINT": PrintOnly(_words("sumlabel nosumlabel grandtotal_label grandtot_label")),
    "REG": PrintOnly(
        statements=_words("plot"),
        inside={"model": _words("ss1 ss2 pcorr1 pcorr2 scorr1 scorr2 lackfit seqb")},
    ),
    "STANDARD": PrintOnly(_words("print")),
    "STDIZE": PrintOnly(_words("pstat")),
    "TTEST": PrintOnly(_words("cochran ci")),
    "UNIVARIATE": PrintOnly(_words("cipctldf ciquantdf cipctlnormal ciquantnormal")),
}
