"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("A", 1, 2, 1),
            ("A", 2, 4, nan),
            ("B", 1, 6, 5),
        ],
        {"shop": "str", "day": "float64", "amount": "float64", "cost": "float64"},
    )

    # program.sas 10-14: PROC MEANS
    stats = sas.summarize(
        sales,
        ["shop", "day"],
        [
            ("amount_Sum", "sum", "amount"),
            ("cost_Sum", "sum", "cost"),
            ("amount_Mean", "mean", "amount"),
            ("cost_Mean", "mean", "cost"),
        ],
        [0, 2],
    )[["shop", "day", "_TYPE_", "amount_Sum", "cost_Sum", "amount_Mean", "cost_Mean"]]

    return {"sales": sales, "stats": stats}


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
