"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

ORDERS_LINES = """\
pen 2
ink 3
"""


def orders_rows():
    """DATA orders, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(ORDERS_LINES.splitlines(), pad=80)
    orders = []
    try:
        while True:
            lines.begin()
            item = lines.text("item", 8)
            price = lines.number("price")
            orders.append((item, price))
    except sas.EndStep:
        pass
    return sas.table(orders, {"item": "str", "price": "float64"})


def taxed_rows(orders):
    """DATA taxed, row by row: prise is used before it has a value."""
    taxed = []
    for item, price in zip(orders["item"].tolist(), orders["price"].tolist()):
        prise = nan
        tax = prise * 0.25
        taxed.append((item, price, tax, prise))
    return sas.table(taxed, {"item": "str", "price": "float64", "tax": "float64", "prise": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA orders
    # LOOP L0203: the step reads text with INPUT
    orders = orders_rows()

    # program.sas 9-11: DATA taxed
    # NOTE N0412: Variable prise is uninitialized.
    # LOOP L0203: prise is used before it has a value
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
