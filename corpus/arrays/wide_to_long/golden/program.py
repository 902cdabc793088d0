"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA wide
    wide = sas.table(
        [
            (1, 10, nan, 30),
            (1, nan, 20, nan),
            (2, nan, nan, nan),
        ],
        {"id": "float64", "jan": "float64", "feb": "float64", "mar": "float64"},
    )

    # program.sas 10-17: DATA long
    long = wide.merge(pd.DataFrame({"month": [1.0, 2.0, 3.0]}), how="cross")
    m = ["jan", "feb", "mar"]
    long["amount"] = sas.pick(long[m], long["month"])
    long = long.loc[long["amount"].notna()].reset_index(drop=True)
    long = long[["id", "month", "amount"]]

    return {"long": long, "wide": wide}


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
