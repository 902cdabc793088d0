"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

SALES_LINES = """\
A 10
A 30
B .
C 0
"""


def sales_rows():
    """DATA sales, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(SALES_LINES.splitlines(), pad=80)
    sales = []
    try:
        while True:
            lines.begin()
            shop = lines.text("shop", 8)
            amount = lines.number("amount")
            sales.append((shop, amount))
    except sas.EndStep:
        pass
    return sas.table(sales, {"shop": "str", "amount": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    # LOOP L0203: the step reads text with INPUT
    sales = sales_rows()

    # program.sas 12-16: PROC SQL
    # NOTE N0423: The query requires remerging summary statistics back with the original data.
    groups = sales.groupby("shop", dropna=False)
    shares = sales.assign(
        amount_sum=groups["amount"].transform("sum", min_count=1)
    ).sort_values("shop", kind="stable", ignore_index=True)
    shares = shares.assign(share=shares["amount"] / shares["amount_sum"].replace(0, np.nan))[["shop", "amount", "share"]].sort_values(["shop", "amount"], kind="stable", na_position="first", ignore_index=True)

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
