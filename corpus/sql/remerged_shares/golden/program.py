"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("A", 10),
            ("A", 30),
            ("B", nan),
            ("C", 0),
        ],
        {"shop": "str", "amount": "float64"},
    )

    # program.sas 12-16: PROC SQL
    # NOTE N0423: The query requires remerging summary statistics back with the original data.
    groups = sales.groupby("shop", dropna=False)
    shares = sales.assign(
        amount_sum=groups["amount"].transform("sum", min_count=1)
    ).sort_values("shop", kind="stable", ignore_index=True)
    shares = (
        shares.assign(
            share=shares["amount"] / shares["amount_sum"].replace(0, np.nan)
        )[["shop", "amount", "share"]]
        .sort_values(["shop", "amount"], kind="stable", na_position="first", ignore_index=True)
    )

    return {"sales": sales, "shares": shares}


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
