"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def running_rows(sales):
    """DATA running, row by row (L0203): a running total is set in another way than to 0 at the start of a
    BY group.
    """
    sales = sas.require_sorted(sales, ["shop"], name="WORK.SALES")
    running = []
    first_shop = sas.starts_run(sales, ["shop"])
    total = 0.0  # kept from row to row
    for shop, amount, is_first_shop in zip(
        sales["shop"].tolist(), sales["amount"].tolist(), first_shop.tolist()
    ):
        if isnan(amount):
            continue
        if is_first_shop:
            total = 0.0
        if not isnan(amount):
            total += amount
        running.append((shop, amount, total))
    return sas.table(running, {"shop": "str", "amount": "float64", "total": "float64"})


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
