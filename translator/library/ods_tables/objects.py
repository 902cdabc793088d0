"""How many tables of one name a PROC step makes: one, or one for each model, variable, request or BY group."""

from __future__ import annotations

from translator.lang import statements as st

RUN_GROUPS = frozenset("ANOVA CATALOG DATASETS GLM REG".split())
"""PROCs that go on behind RUN, so that PERSIST=RUN matters."""
ONE = frozenset(
    """MEANS.summary TABULATE.table REPORT.report
    CORR.simplestats CORR.pearsoncorr CORR.spearmancorr CORR.kendallcorr CORR.cronbachalpha CORR.cronbachalphadel
    LOGISTIC.modelinfo LOGISTIC.responseprofile LOGISTIC.convergencestatus LOGISTIC.fitstatistics LOGISTIC.globaltests
    LOGISTIC.modelanova LOGISTIC.parameterestimates LOGISTIC.oddsratios LOGISTIC.cloddswald LOGISTIC.association
    PHREG.modelinfo PHREG.censoredsummary PHREG.convergencestatus PHREG.fitstatistics PHREG.globaltests PHREG.modelanova
    PHREG.parameterestimates LIFETEST.homtests FREQ.nlevels""".split()
)
"""Tables that a step without BY makes once."""
OF_MODEL = frozenset(
    "REG.anova REG.fitstatistics REG.parameterestimates GLM.overallanova GLM.fitstatistics GLM.parameterestimates".split()
)
"""Tables that a step makes for each model and dependent variable."""


def one_object(step: st.ProcStep, table: str) -> bool:
    """Does the step make one table of that name, whatever the data?"""
    if any(isinstance(s, st.By) for s in step.body):
        return False
    name = f"{ {'SUMMARY': 'MEANS', 'ANOVA': 'GLM'}.get(step.name, step.name) }.{table}"
    return name in ONE or name in OF_MODEL and _one_dependent(step)


def _one_dependent(step: st.ProcStep) -> bool:
    models = []
    for s in step.body:
        words = [token.text.lower() for token in getattr(s, "tokens", ())]
        if getattr(s, "keyword", "") == "model" or words[:2] == [":", "model"]:
            models.append(words[2:] if words[:2] == [":", "model"] else words)
    return len(models) == 1 and models[0][1:2] == ["="]
