"""`saslift compare`: the comparison of two data sets alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translator.cli.console import DONE, FOUND, print_json, problem
from translator.cli.options import AsJson

if TYPE_CHECKING:
    from equivalence.comparison import Comparison, Criteria

METHODS = ("exact", "absolute", "relative", "percent")
CRITERION = 0.00001
"""PROC COMPARE's default for methods other than EXACT."""


def compare(
    base: Annotated[Path, typer.Argument(help="sas7bdat, xpt, csv, parquet or result.json.")],
    comp: Annotated[Path, typer.Argument(help="What is compared with it.")],
    ids: Annotated[
        str,
        typer.Option(
            "--id", metavar="A,B", help="Columns that match the rows. Default: position.", show_default=False
        ),
    ] = "",
    method: Annotated[
        str,
        typer.Option(
            metavar="|".join(METHODS), help="PROC COMPARE's METHOD=. Default: exact.", show_default=False
        ),
    ] = "",
    criterion: Annotated[
        float | None, typer.Option(min=0, help="PROC COMPARE's CRITERION=.", show_default=False)
    ] = None,
    any_order: Annotated[bool, typer.Option("--any-order", help="Rows may stand in another order.")] = False,
    dataset: Annotated[str, typer.Option(help="Data set of a result.json.", show_default=False)] = "",
    values: Annotated[bool, typer.Option("--values", help="Show some of the values that differ.")] = False,
    json: AsJson = False,
) -> int:
    """Compare two data sets as PROC COMPARE does; 0 where they are equal."""
    from equivalence.comparison import compare as compare_datasets
    from equivalence.comparison.files import CannotRead, read_dataset

    criteria = _criteria(method, criterion)
    read = []
    for file in (base, comp):
        if not file.exists():
            raise problem("X0001", "no such file", file)
        try:
            read.append(read_dataset(file, dataset.lower()))
        except CannotRead as error:
            raise problem("X0018", str(error), file) from None
    keys = [name.strip() for name in ids.split(",") if name.strip()]
    for file, data in zip((base, comp), read):
        names = {name.lower() for name in data.names()}
        for key in keys:
            if key.lower() not in names:
                raise problem("X0018", f"has no column {key}", file)
    found = compare_datasets(read[0], read[1], criteria=criteria, keys=keys, ordered=not any_order)
    if json:
        print_json(_data(found, values))
    else:
        print(f"{base} and {comp}: {found.summary()}")
        for kind, name, left, right in found.attributes:
            if kind != "type":
                print(f"  {name}: {kind} is {left!r} in the base and {right!r} in the other")
        if values:
            for column in found.columns:
                for left_value, right_value in column.examples:
                    print(f"  {column.name}: {left_value!r} and {right_value!r}")
    return DONE if found.same else FOUND


def _criteria(method: str, criterion: float | None) -> Criteria:
    """Return the equality criterion: a criterion alone means METHOD=RELATIVE, as in PROC COMPARE."""
    from equivalence.comparison import Criteria

    chosen = method.lower() or ("relative" if criterion else "exact")
    match chosen:
        case "exact":
            if criterion:
                raise problem("X0015", "--method exact has no criterion")
            return Criteria()
        case "absolute" | "relative" | "percent":
            return Criteria(chosen, CRITERION if criterion is None else criterion)
        case _:
            raise problem("X0015", f"--method is one of {', '.join(METHODS)}, not {method!r}")


def _data(found: Comparison, values: bool) -> dict[str, Any]:
    return {
        "equal": found.same,
        "summary": found.summary(),
        "sysinfo": found.sysinfo,
        "base_rows": found.base_rows,
        "comp_rows": found.comp_rows,
        "compared": found.compared,
        "only_base_rows": found.only_base_rows,
        "only_comp_rows": found.only_comp_rows,
        "only_base_columns": found.only_base_columns,
        "only_comp_columns": found.only_comp_columns,
        "order": found.order,
        "column_order": found.column_order,
        "attributes": [
            {"kind": kind, "column": name, "base": left, "comp": right}
            for kind, name, left, right in found.attributes
        ],
        "columns": [
            {
                "column": one.name,
                "unequal": one.unequal,
                "largest": one.largest,
                "first_row": one.first_row,
                "cause": one.cause,
            }
            | ({"examples": [[_cell(a), _cell(b)] for a, b in one.examples]} if values else {})
            for one in found.columns
        ],
    }  # fmt: skip


def _cell(value: float | str) -> Any:
    from equivalence.results import cell

    return cell(value)
