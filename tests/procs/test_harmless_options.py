"""Options that a summarising or reporting PROC lists as harmless change neither data nor printed numbers: each has a reason."""

from __future__ import annotations

import pytest

from translator.report.proc_options import proc_words

REASONS = {
    "graphics": "PLOT PLOTS GOUT REF KEYLEVEL MAXTIME CENSOREDSYMBOL EVENTSYMBOL NOCENSPLOT LINEPRINTER",
    "layout": "BLANKLINE BOX BYPAGENO CAPTION CENTER COLOR COLWIDTH CONDENSE CONTENTS D DOL DOUBLE DUL FORMCHAR FW HEADING HEADLINE "
    "HEADSKIP INDENT LEFT LS NOCELLMERGE NOCENTER NOCONTINUED NOSEPS OL PAGE PANELS PS PSPACE RIGHT ROW ROWS RTS RTSPACE S SKIP "
    "SPACING SPANROWS STYLE STYLE_PRECEDENCE U UL UNIFORM WIDTH WRAP COMPRESS NOSUMMARY BYVAR NOBYVAR",
    "machine": "NOTHREADS THREADS SUMSIZE TRAP NOTRAP QMARKERS QMETHOD NOVARCONTENTS NOWARN",
    "windows": "WD NOWD WINDOWS NOWINDOWS COMMANDS HELP PROFILE PROMPT REPORTNAME",
    "default": "ASCEND ASCENDING NOCOMPLETEROWS COMPLETECOLS NOALIAS NOSPARSE",
}
PROCS = (
    "MEANS", "SUMMARY", "FREQ", "UNIVARIATE", "CORR", "TABULATE", "REPORT", "PRINT", "SURVEYMEANS", "SURVEYFREQ", "GLM", "ANOVA",
    "REG", "TTEST", "NPAR1WAY", "LIFETEST",
)  # fmt: skip


@pytest.mark.parametrize("proc", PROCS)
def test_each_has_a_reason(proc: str) -> None:
    known = {word for words in REASONS.values() for word in words.split()}
    assert set(proc_words(proc).harmless) <= known
