"""The reference interpreter: runs SAS programs from syntax alone; it judges the translations.

session = run_program(Source("a.sas", text), librefs={"lib": Path("data")})
session.work["totals"].rows; session.log; session.tables; session.macros.user_variables()
"""

from __future__ import annotations

from equivalence.interpreter.program import run_program
from equivalence.interpreter.session import Session
from equivalence.interpreter.tables import PrintedTable, Table, Variable

__all__ = ["PrintedTable", "Session", "Table", "Variable", "run_program"]
