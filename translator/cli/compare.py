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
            "--id",
            metavar="A,B",
            help="Columns that match the rows; `auto`: the fewest leading ones that do. Default: position.",
            show_default=False,
        ),
    ] = "",
    var: Annotated[
        str, typer.Option(metavar="A,B", help="Columns to compare. Default: all.", show_default=False)
    ] = "",
    with_: Annotated[
        str,
        typer.Option(
            "--with",
            metavar="C,D",
            help="What they are called in COMP, in the same order.",
            show_default=False,
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
    tolerance: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=[METHOD:]CRITERION",
            help="Another criterion for one column; may be repeated.",
            show_default=False,
        ),
    ] = None,
    nomiss: Annotated[
        str,
        typer.Option(
            metavar="base|comp|both", help="Where a missing value equals anything.", show_default=False
        ),
    ] = "",
    any_order: Annotated[bool, typer.Option("--any-order", help="Rows may stand in another order.")] = False,
    dataset: Annotated[str, typer.Option(help="Data set of a result.json.", show_default=False)] = "",
    values: Annotated[bool, typer.Option("--values", help="Show some of the values that differ.")] = False,
    json: AsJson = False,
) -> int:
    """Compare two data sets as PROC COMPARE does; 0 where they are equal."""
    from equivalence.comparison import compare as compare_datasets
    from equivalence.comparison.compare import infer_keys
    from equivalence.comparison.files import CannotRead, read_dataset

    criteria = _nomiss(_criteria(method, criterion), nomiss)
    tolerances = {name: _nomiss(one, nomiss) for name, one in (_tolerance(text) for text in tolerance or ())}
    columns, others = _names(var), _names(with_)
    if others and len(columns) != len(others):
        raise problem("X0015", "--with names as many columns as --var")
    read = []
    for file in (base, comp):
        if not file.exists():
            raise problem("X0001", "no such file", file)
        try:
            read.append(read_dataset(file, dataset.lower()))
        except CannotRead as error:
            raise problem("X0018", str(error), file) from None
    keys = list(infer_keys(read[0])) if ids.lower() == "auto" else _names(ids)
    if ids and not keys:
        raise problem("X0018", "no leading columns identify the rows: name the --id columns", base)
    wanted = ((base, read[0], [*keys, *columns, *tolerances]), (comp, read[1], [*keys, *(others or columns)]))
    for file, data, needed in wanted:
        names = {name.lower() for name in data.names()}
        for name in needed:
            if name.lower() not in names:
                raise problem("X0018", f"has no column {name}", file)
    found = compare_datasets(
        read[0],
        read[1],
        criteria=criteria,
        keys=keys,
        ordered=not any_order,
        tolerances=tolerances,
        pairs=dict(zip(columns, others)),
        only=columns,
    )
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


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _tolerance(text: str) -> tuple[str, Criteria]:
    """Return column (in lower case) and criterion of `x=1e-9`, `x=absolute:0.01`, `x=exact`."""
    name, equals, rest = text.partition("=")
    method, colon, number = rest.rpartition(":")
    if rest.lower() == "exact":
        method, number = "exact", "0"
    try:
        criterion = float(number)
    except ValueError:
        criterion = -1.0
    if not name.strip() or not equals or criterion < 0:
        raise problem("X0015", f"--tolerance takes COLUMN=[METHOD:]CRITERION, not {text!r}")
    return name.strip().lower(), _criteria(method or "relative", criterion)


def _nomiss(criteria: Criteria, where: str) -> Criteria:
    """Let missing values of one side, or both, equal anything: NOMISSBASE, NOMISSCOMP, NOMISSING."""
    from dataclasses import replace

    if where.lower() not in ("", "base", "comp", "both"):
        raise problem("X0015", f"--nomiss is base, comp or both, not {where!r}")
    where = where.lower()
    return replace(
        criteria, nomissing_base=where in ("base", "both"), nomissing_comp=where in ("comp", "both")
    )


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
        "keys": list(found.keys),
        "duplicate_keys": found.duplicate_keys,
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
