"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


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
    taxed = orders.copy()
    taxed["prise"] = np.nan
    taxed["tax"] = taxed["prise"] * 0.25
    taxed = taxed[["item", "price", "tax", "prise"]]

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
