"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def taxed_rows(orders):
    """DATA taxed, row by row: a variable is used before it has a value (prise)."""
    taxed = []
    for item, price in zip(orders["item"].tolist(), orders["price"].tolist()):
        prise = nan
        tax = prise * 0.25
        taxed.append((item, price, tax, prise))
    return sas.table(taxed, {"item": "str", "price": "float64", "tax": "float64", "prise": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA orders
    orders = sas.table(
        [
            ("pen", 2),
            ("ink", 3),
        ],
        {"item": "str", "price": "float64"},
    )

    # program.sas 9-11: DATA taxed
    # NOTE N0412: Variable prise is uninitialized.
    # LOOP L0203: a variable is used before it has a value (prise)
    taxed = taxed_rows(orders)

    return {"orders": orders, "taxed": taxed}


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
