"""Which procedures manage, print or summarise data: what coverage of PROC steps is measured on.

SAS: Base SAS Procedures Guide, "Choosing the Right Procedure" (report-writing, statistical and utility procedures);
STDIZE and SURVEYSELECT of SAS/STAT and EXPAND of SAS/ETS manage data too. Left out are utilities that handle no data:
templates, graphics drivers, menus, fonts, other languages, SAS servers.
"""

from __future__ import annotations

MANAGING = frozenset(
    """APPEND CATALOG CIMPORT COMPARE CONTENTS CONVERT COPY CPORT DATASETS DELETE DS2 EXPAND EXPORT FCMP FEDSQL FORMAT HTTP
    IMPORT JSON MIGRATE OPTIONS OPTLOAD OPTSAVE PRINTTO RANK SORT SQL STANDARD STDIZE SURVEYSELECT TRANSPOSE TRANTAB XSL""".split()
)
PRINTING = frozenset("CALENDAR CHART DOCUMENT FORMS PLOT PRINT REPORT TABULATE TIMEPLOT".split())
SUMMARISING = frozenset("CORR FREQ MEANS SUMMARY UNIVARIATE".split())
DATA_PROCS = MANAGING | PRINTING | SUMMARISING
