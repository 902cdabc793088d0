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
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("east", 2.5),
            ("east", nan),
            ("east", 4),
            ("north", nan),
            ("west", 1),
            ("west", 3),
        ],
        {"region": "str", "amount": "float64"},
    )

    # program.sas 12-33: DATA totals
    # One row a region: the totals that its last row ends with
    totals = sas.require_sorted(sales, ["region"], name="WORK.SALES").copy()
    first_region = ~totals.duplicated("region")
    totals["first_amount"] = sas.kept([(first_region, totals["amount"])])
    totals["total"] = sas.running_sum(totals["amount"], restart=first_region)
    totals["sales"] = totals.groupby("region", sort=False, dropna=False).cumcount() + 1.0
    totals["large"] = sas.running_sum(totals["amount"] > 2)
    totals = totals.loc[~totals.duplicated("region", keep="last")].reset_index(drop=True)
    totals["share"] = totals["total"] / totals["sales"].replace(0, np.nan)
    large_case = totals["large"].notna() & (totals["large"] != 0)
    totals["text"] = np.where(large_case, "large", "small")
    totals["share"] = (-totals["share"]).case_when([(large_case, totals["share"])])
    totals = totals[["region", "first_amount", "total", "sales", "large", "share", "text"]]

    # program.sas 35-42: DATA overall
    overall = sales.copy()
    overall["sum"] = sas.running_sum(overall["amount"])
    overall["mean"] = (
        overall["sum"] / pd.Series(overall.index + 1.0).replace(0, np.nan)
    ).where(overall.index == len(overall) - 1)
    overall = overall.tail(1).reset_index(drop=True)
    overall = overall[["sum", "mean"]]

    return {"overall": overall, "sales": sales, "totals": totals}


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
