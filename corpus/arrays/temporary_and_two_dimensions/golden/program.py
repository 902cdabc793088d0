"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def totals_rows(sales):
    """DATA totals, row by row (L0203): an array is used with a subscript that only the row knows."""
    totals = []
    t = [0.0] * 8
    _n_ = 0.0
    for year, quarter, amount in zip(
        sales["year"].tolist(), sales["quarter"].tolist(), sales["amount"].tolist()
    ):
        _n_ += 1
        t[sas.subscript(year, 2020, 2021, quarter, 1, 4, at="14 column 3")] = t[
            sas.subscript(year, 2020, 2021, quarter, 1, 4, at="14 column 22")
        ] + amount
        if not _n_ == len(sales):
            continue
        c1 = t[0]
        c2 = t[3]
        c3 = t[4]
        c4 = t[7]
        cells = 2 * 4
        low = 2020.0
        high = 2021.0
        totals.append((c1, c2, c3, c4, cells, low, high))
    return sas.table(
        totals,
        {
            "c1": "float64",
            "c2": "float64",
            "c3": "float64",
            "c4": "float64",
            "cells": "float64",
            "low": "float64",
            "high": "float64",
        },
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            (2020, 1, 5),
            (2021, 4, 7),
            (2020, 1, 2),
        ],
        {"year": "float64", "quarter": "float64", "amount": "float64"},
    )

    # program.sas 10-23: DATA totals
    totals = totals_rows(sales)

    return {"sales": sales, "totals": totals}


def main():
    parser = argparse.ArgumentParser(description="Program (from program.sas)")
    parser.add_argument("--data", default=".", help="folder with the input libraries")
    parser.add_argument("--out", default=".", help="folder for the output libraries")
    arguments = parser.parse_args()
    try:
        run(sas.Libraries(arguments.data, arguments.out, LIBRARIES))
    except (sas.SasError, sas.NotTranslated) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
