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
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("N", 1, 10),
            ("N", 2, nan),
            ("S", 1, 5),
            ("S", 1, 7),
            ("", 1, 99),
            ("N", nan, 98),
        ],
        {"region": "str", "product": "float64", "amount": "float64"},
    )

    # program.sas 13-16: PROC MEANS
    classified = sales.loc[(sales["region"] != "") & sales["product"].notna()]
    types = []
    for type_, keys in sas.class_types(["region", "product"]):  # in all, by product, by region, by both
        amount = classified.assign(_ALL_=0).groupby(keys or "_ALL_")["amount"]
        types.append(
            pd.DataFrame({
                "_TYPE_": type_,
                "_FREQ_": amount.size().astype("float64"),
                "total": amount.sum(min_count=1),
                "n": amount.count().astype("float64"),
            }).reset_index()
        )
    types = sas.fill_text(pd.concat(types, ignore_index=True))
    types = types[["region", "product", "_TYPE_", "_FREQ_", "total", "n"]]

    # program.sas 19-22: PROC MEANS
    amount = sales.groupby(["region", "product"], dropna=False)["amount"]
    cells = pd.DataFrame({
        "_FREQ_": amount.size().astype("float64"), "total": amount.sum(min_count=1)
    }).reset_index().sort_values(["region", "product"], kind="stable", na_position="first", ignore_index=True)

    return {"cells": cells, "sales": sales, "types": types}


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
