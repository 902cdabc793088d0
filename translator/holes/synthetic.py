"""Made-up inputs of a contract's types: ordinary and hostile. No value comes from anybody's data."""

from __future__ import annotations

import random
from collections.abc import Iterator

from translator.holes.contract import ColumnContract, HoleContract, TableContract
from translator.holes.gates import Cell, Table

ROWS = 40


def synthetic(contract: HoleContract, seed: int = 20) -> Iterator[dict[str, Table]]:
    """Yield inputs by argument: first ordinary ones, then with missing values, blanks, ties and repeated rows."""
    for hostile in (False, True):
        dice = random.Random(seed)
        yield {table.name: _table(table, dice, hostile) for table in contract.inputs}


def _table(table: TableContract, dice: random.Random, hostile: bool) -> Table:
    columns = {column.name: [_cell(column, dice, hostile) for _ in range(ROWS)] for column in table.columns}
    if hostile:
        for cells in columns.values():
            cells[ROWS // 2 : ROWS // 2 + 4] = [cells[ROWS // 2]] * 4
    return columns


def _cell(column: ColumnContract, dice: random.Random, hostile: bool) -> Cell:
    odd = hostile and dice.random() < 0.2
    if column.kind == "num":
        if odd:
            return dice.choice([None, 0.0, -1.0, 0.5, 1.0])
        return round(dice.gauss(50, 15), 3)
    if odd:
        return dice.choice(["", "a", "åäö", "A b"])[: column.length]
    return dice.choice(["A", "B", "C", "north", "south"])[: column.length]
