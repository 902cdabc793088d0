"""WHERE expressions over the rows of a data set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from equivalence.interpreter.code import Code, Test
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.expressions import Expressions
from equivalence.interpreter.names import expand
from equivalence.interpreter.notes import Notes
from equivalence.interpreter.pdv import ArrayInfo
from equivalence.interpreter.tables import Row, Value, Variable
from translator.lang.source import Token
from translator.lang.syntax import Expr

if TYPE_CHECKING:
    from equivalence.interpreter.session import Session


class RowScope:
    """Names are the variables of a data set; `values` holds the row at hand, characters padded."""

    def __init__(self, variables: Sequence[Variable], name: str = "") -> None:
        self.variables = variables
        self.name = name
        self.values: list[Value] = [v.missing for v in variables]
        self.lengths = [v.length if v.kind == "char" else 0 for v in variables]
        self.positions = {v.name.lower(): i for i, v in enumerate(variables)}

    def load(self, row: Row) -> None:
        """Make a row the one that closures see."""
        self.values[:] = [
            value.ljust(length) if isinstance(value, str) else value
            for value, length in zip(row, self.lengths, strict=True)
        ]

    def variable(self, name: str, at: Token | None) -> Code:
        """Return the code of a variable. Raises StepError where the data set has none of that name."""
        position = self.positions.get(name.lower())
        if position is None:
            raise StepError(f"Variable {name} is not on file {self.name}.", at, "R0006")
        values, variable = self.values, self.variables[position]
        return Code(variable.kind, lambda: values[position], variable.length, name=variable.name, at=at)

    def dotted(self, qualifier: str, name: str, at: Token | None) -> Code:
        """FIRST. and LAST. have no meaning in WHERE."""
        raise StepError(f"Variable {qualifier}.{name} is not on file {self.name}.", at, "R0006")

    def array(self, name: str) -> ArrayInfo | None:
        """A data set has no arrays."""
        return None

    def names(self, items: Any) -> list[str]:
        """Return the variables of a list."""
        return expand(items, self.variables)


def where_tester(
    session: Session, variables: Sequence[Variable], condition: Expr, name: str = ""
) -> Callable[[Row], bool]:
    """Return a function that tells whether a row satisfies a WHERE expression."""
    scope = RowScope(variables, name)
    expressions = Expressions(session, scope, Notes(session.log))
    expressions.where = True
    test: Test = expressions.test(condition)

    def check(row: Row) -> bool:
        scope.load(row)
        return test()

    return check
