"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def sums_rows(days):
    """DATA sums, row by row (L0203): a variable is retained from row to row (plain)."""
    sums = []
    plain = total = positive = count = 0.0  # kept from row to row
    for x in days["x"].tolist():
        if not isnan(x):
            total += x
        plain = plain + x
        if x > 0:
            if not isnan(x):
                positive += x
        count += float(x > 0)
        sums.append((x, plain, total, positive, count))
    return sas.table(
        sums,
        {"x": "float64", "plain": "float64", "total": "float64", "positive": "float64", "count": "float64"},
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA days
    days = pd.DataFrame({"x": [1.0, nan, 3.0, -4.0]})

    # program.sas 8-14: DATA sums
    sums = sums_rows(days)

    return {"days": days, "sums": sums}


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
