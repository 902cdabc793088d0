"""Token lists to syntax.

step = build_step(raw_statements, diagnostics)
statement = parse_statement(raw, Context("data"), diagnostics)
expression = parse_expression(tokens, where=True)
"""

from translator.frontend.parse.context import DATA_STEP, OPEN, Context
from translator.frontend.parse.cursor import Unreadable
from translator.frontend.parse.expressions import parse_expression
from translator.frontend.parse.steps import build_step, parse_statement

__all__ = ["DATA_STEP", "OPEN", "Context", "Unreadable", "build_step", "parse_expression", "parse_statement"]
