"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA prices
    prices = sas.table(
        [
            ("pen", 1, 2, "each"),
            ("pen", 1, 9, "box"),
            ("pen", nan, 3, "each"),
            ("ink", 2, nan, "bottle"),
        ],
        {"item": "str", "size": "float64", "price": "float64", "unit": "str"},
    )

    # program.sas 9-11: DATA orders
    orders = sas.table(
        [
            ("pen", 1, 10),
            ("pen", nan, 1),
            ("pen", 2, 4),
            ("ink", 2, 1),
        ],
        {"item": "str", "size": "float64", "count": "float64"},
    )

    # program.sas 17-29: DATA priced
    priced = orders.copy()
    priced = sas.fill_text(
        priced.merge(
            prices.drop_duplicates(["item", "size"])[["item", "size", "price", "unit"]],
            on=["item", "size"],
            how="left",
        )
    )
    found = sas.has_key(priced[["item", "size"]], prices[["item", "size"]])
    priced["known"] = np.where(found, "yes", "")
    priced["price"] = pd.Series(np.nan, index=priced.index).case_when([(found, priced["price"])])
    priced["unit"] = pd.Series("", index=priced.index).case_when([(found, priced["unit"])])
    priced = priced[["price", "unit", "item", "size", "count", "known"]]

    # program.sas 31-38: DATA unknown
    unknown = orders.loc[orders["size"].isin(prices["size"])].reset_index(drop=True)

    return {"orders": orders, "priced": priced, "prices": prices, "unknown": unknown}


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
