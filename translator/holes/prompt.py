"""What a model is told: the contract, the rules, what was wrong before. Never a value of anybody's data."""

from __future__ import annotations

from translator.holes.contract import HoleContract, TableContract
from translator.holes.fillers import Request
from translator.holes.python_rules import MODULES

SCHEMA = {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]}
"""The form of an answer, as JSON schema."""

RULES = {
    "pandas": (
        "Write one Python function for pandas 3 that does what the SAS code does. Only imports may stand before it,"
        " from this list: {modules}. No files, no printing, no eval, no names with two underscores."
        " Numbers are float64 with NaN for missing; texts are str with '' for missing. Tables have a RangeIndex."
    ),
    "r": (
        "Write one R function for R 4.2 with dplyr 1.0 and tidyr (both attached) that does what the SAS code does:"
        " one assignment `{function} <- function({arguments}) {{ … }}` and nothing else. No files, no printing, no"
        " eval, no library(). Numbers are double with NA for missing; texts are character with '' for missing."
    ),
}


def prompt_of(request: Request) -> str:
    """Return the question for a model."""
    contract = request.contract
    arguments = ", ".join(table.name for table in contract.inputs)
    rules = RULES[request.target].format(
        modules=", ".join(sorted(MODULES)), function=contract.function, arguments=arguments
    )
    parts = [
        rules,
        f"The function is called {contract.function} and takes exactly ({arguments}).",
        *(f"Argument {_table(table)}" for table in contract.inputs),
        _returns(contract),
        f"Why it is asked for: {contract.reason}",
        f"The SAS code:\n{contract.text}",
    ]
    for code, finding in request.refused:
        parts.append(f"This answer was refused:\n{code}\nBecause: {finding}")
    parts.append('Answer as JSON: {"code": "…"}')
    return "\n\n".join(parts)


def _returns(contract: HoleContract) -> str:
    if len(contract.outputs) == 1:
        return f"It returns table {_table(contract.outputs[0])}"
    tables = "; ".join(_table(table) for table in contract.outputs)
    return f"It returns, in this order, the tables {tables}"


def _table(table: TableContract) -> str:
    columns = ", ".join(
        f"{c.name} ({'number' if c.kind == 'num' else f'text of {c.length}'})" for c in table.columns
    )
    return f"{table.name}: {columns}" + ("" if table.complete else ", and perhaps more")
