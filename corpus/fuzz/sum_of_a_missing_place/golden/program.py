"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def placed_rows(keys):
    """DATA placed, row by row (L0203): a DO loop runs within the row."""
    placed = []
    total = 0.0  # kept from row to row
    for k in keys["k"].tolist():
        for _i in (1.0,):
            total = sas.sum_of(total, sas.whichn(k, nan, 1, 2))
        placed.append((k, total))
    return sas.table(placed, {"k": "float64", "total": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA keys
    keys = pd.DataFrame({"k": [nan, 2.0, 1.0]})

    # program.sas 8-13: DATA placed
    placed = placed_rows(keys)

    return {"keys": keys, "placed": placed}


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
