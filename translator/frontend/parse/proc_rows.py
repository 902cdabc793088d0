"""Which statements the PROCs have. A PROC without a row keeps what is not shared as `RawStatement`."""

from __future__ import annotations

LISTS = frozenset(("var", "class", "id", "weight", "freq", "sum", "pageby", "sumby"))
"""Statements of names in any PROC."""

ALIASES = {"variables": "var", "classes": "class", "stratum": "strata", "clusters": "cluster"}
"""Statements with a second name."""

PROCS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "MEANS": "", "SUMMARY": "", "UNIVARIATE": "", "FREQ": "exact test",
        "SORT": "key", "PRINT": "", "TRANSPOSE": "copy idlabel", "RANK": "ranks", "STDIZE": "location scale",
        "STANDARD": "", "COMPARE": "with", "CORR": "with partial", "CONTENTS": "", "APPEND": "",
        "DATASETS": "append change contents copy delete exchange exclude modify rename repair save select age initialize "
        "audit initiate suspend resume terminate rebuild",
        "COPY": "exclude select", "IMPORT": "", "EXPORT": "", "FORMAT": "", "TABULATE": "", "REPORT": "",
        "SURVEYSELECT": "strata cluster samplingunit control size", "SURVEYMEANS": "cluster strata repweights", "SURVEYFREQ": "cluster strata repweights",
        "TTEST": "", "NPAR1WAY": "strata", "DELETE": "", "PRINTTO": "", "EXPAND": "", "CATALOG": "contents",
    }.items()
}  # fmt: skip
"""Statements beside the shared ones that are lists with options. Only these PROCs judge misspelt statements."""

RAW: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "MEANS": "types ways", "SUMMARY": "types ways",
        "UNIVARIATE": "histogram inset qqplot probplot ppplot cdfplot",
        "TABULATE": "classlev keyword", "REPORT": "endcomp",
        "TTEST": "paired bootstrap", "NPAR1WAY": "exact", "EXPAND": "convert",
        "SURVEYMEANS": "domain domains poststrata ratio", "DATASETS": "index ic xattr",
        "CATALOG": "copy delete modify change exchange save exclude select", "EXPORT": "", "FREQ": "",
    }.items()
}  # fmt: skip
"""Statements with a grammar of their own: their tokens are kept."""

OUTPUTS = frozenset(
    ("MEANS", "SUMMARY", "UNIVARIATE", "FREQ", "NPAR1WAY", "TABULATE", "REG", "GLM", "LOGISTIC", "GENMOD", "PHREG",
     "ANOVA", "MIXED", "SURVEYMEANS", "SURVEYFREQ", "NLIN", "ROBUSTREG", "QUANTREG", "ARIMA")
)  # fmt: skip
"""PROCs whose OUTPUT statement has the shared shape."""

SETTINGS = frozenset(("IMPORT", "EXPORT"))
"""PROCs whose statements are settings: `getnames=yes;`."""

LANGUAGES = frozenset(
    ("IML", "FCMP", "DS2", "OPTMODEL", "LUA", "GROOVY", "PYTHON", "PROTO", "TEMPLATE", "CAS", "FEDSQL")
)
"""PROCs with a language of their own: all their statements are kept as tokens."""
