"""Words that only add printed tables, which are not made here. With ODS OUTPUT for a table of the step they are refused."""

from __future__ import annotations

from dataclasses import replace

from translator.lang import statements as st

OPTIONS = {
    "CORR": "best rank",
    "PRINT": "sumlabel nosumlabel grandtotal_label grandtot_label",
    "STANDARD": "print",
    "STDIZE": "pstat",
    "TTEST": "cochran ci",
    "UNIVARIATE": "trimmed trim winsorized winsor robustscale cipctldf ciquantdf cipctlnormal ciquantnormal",
}
STATEMENTS = {"FREQ": "test", "LOGISTIC": "oddsratio units effectplot", "REG": "plot"}
BEHIND_A_SLASH = {
    ("GLM", "lsmeans"): "adjust slice lines plots plot",
    ("ANOVA", "lsmeans"): "adjust slice lines plots plot",
    ("REG", "model"): "ss1 ss2 pcorr1 pcorr2 scorr1 scorr2 lackfit seqb",
}


def essential(step: st.ProcStep) -> st.ProcStep:
    """Return the PROC without the words that only print."""
    statements = STATEMENTS.get(step.name, "").split()
    words = OPTIONS.get(step.name, "").split()
    body = [_essential(step.name, s) for s in step.body if getattr(s, "keyword", "") not in statements]
    return replace(step, options=tuple(o for o in step.options if o.name not in words), body=tuple(body))


def _essential(proc: str, s: st.Statement) -> st.Statement:
    if not isinstance(s, st.RawStatement):
        return s
    texts = [token.text.lower() for token in s.tokens]
    keyword = "model" if texts[:2] == [":", "model"] else s.keyword
    if "/" not in texts:
        return s
    before = replace(s, tokens=s.tokens[: texts.index("/")], options=None)
    if proc in ("GLM", "ANOVA") and keyword == "means":
        return before
    words = BEHIND_A_SLASH.get((proc, keyword), "").split()
    if not words or s.options is None:
        return s
    kept = tuple(o for o in s.options if o.name not in words)
    return replace(s, options=kept) if kept else before
