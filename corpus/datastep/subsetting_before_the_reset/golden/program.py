"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.compiled
def running_loop(amount_column, first_shop_column):
    """DATA running, row by row."""
    rows = 0
    kept = np.empty(len(amount_column), np.int64)
    total_out = np.empty(len(amount_column))
    total = 0.0  # kept from row to row
    for row, (amount, is_first_shop) in enumerate(zip(amount_column, first_shop_column)):
        if isnan(amount):
            continue
        if is_first_shop:
            total = 0.0
        if not isnan(amount):
            total += amount
        kept[rows] = row
        total_out[rows] = total
        rows += 1
    return kept[:rows], total_out[:rows]


def running_rows(sales):
    """DATA running, row by row."""
    sales = sas.require_sorted(sales, ["shop"], name="WORK.SALES")
    first_shop = ~sales.duplicated("shop")
    kept, *columns = running_loop(sales["amount"], first_shop)
    return sas.beside(sales[["shop", "amount"]].iloc[kept], ["total"], columns)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("A", 5),
            ("A", 7),
            ("B", nan),
            ("B", 2),
            ("C", 1),
        ],
        {"shop": "str", "amount": "float64"},
    )

    # program.sas 12-17: DATA running
    # LOOP L0203: a running total is set in another way than to 0 at the start of a BY group
    running = running_rows(sales)

    return {"running": running, "sales": sales}


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
