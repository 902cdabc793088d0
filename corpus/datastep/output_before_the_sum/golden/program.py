"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def before_rows(days):
    """DATA before, row by row (L0203): OUTPUT stands before other statements."""
    before = []
    total = 0.0  # kept from row to row
    for x in days["x"].tolist():
        before.append((x, total))
        if not isnan(x):
            total += x
    return sas.table(before, {"x": "float64", "total": "float64"})


def twice_rows(days):
    """DATA twice, row by row (L0203): OUTPUT stands before other statements."""
    twice = []
    for x in days["x"].tolist():
        kind = "before"
        twice.append((x, kind))
        x = sas.sum_(x, 10)
        kind = "after"
        twice.append((x, kind))
    return sas.table(twice, {"x": "float64", "kind": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA days
    days = pd.DataFrame({"x": [1.0, nan, 3.0]})

    # program.sas 8-11: DATA before
    before = before_rows(days)

    # program.sas 14-20: DATA twice
    twice = twice_rows(days)

    return {"before": before, "days": days, "twice": twice}


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
