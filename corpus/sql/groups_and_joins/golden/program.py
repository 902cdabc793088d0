"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
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
    # program.sas 1-3: DATA customers
    customers = sas.table(
        [
            (1, "North"),
            (2, "South"),
            (nan, "Unknown"),
        ],
        {"customer": "float64", "region": "str"},
    )

    # program.sas 10-12: DATA sales
    sales = sas.table(
        [
            (1, 60),
            (1, 70),
            (2, nan),
            (nan, 5),
            (3, 20),
        ],
        {"customer": "float64", "amount": "float64"},
    )

    # program.sas 22-25: PROC SQL
    joined = (
        sas.fill_text(
            sales.merge(customers[["customer", "region"]], on="customer", how="left")
        )[["customer", "region", "amount"]]
        .sort_values(["customer", "amount"], kind="stable", na_position="first", ignore_index=True)
    )

    # program.sas 27-33: PROC SQL
    # NOTE N0420: A CASE expression has no ELSE clause. Cases not accounted for by the WHEN clauses will
    # result in a missing value for the CASE expression.
    regions = sas.fill_text(sales.merge(customers[["customer", "region"]], on="customer", how="left"))
    groups = regions.groupby("region", dropna=False)
    regions = pd.DataFrame({
        "n": groups.size().astype("float64"),
        "known": groups["amount"].count().astype("float64"),
        "total": groups["amount"].sum(min_count=1),
    }).reset_index()
    regions = regions.loc[regions["n"] > 0]
    regions = regions.assign(
        size=np.select([regions["total"] > 100, regions["total"] > 10], ["big", "small"], default="")
    ).sort_values("region", kind="stable", ignore_index=True)

    return {"customers": customers, "joined": joined, "regions": regions, "sales": sales}


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
