"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-8: DATA sales
    # Rows of a group are chosen after the statistics are made
    sales = pd.MultiIndex.from_product(
        [np.arange(1.0, 4.0), np.arange(1.0, 5.0)], names=["region", "item"]
    ).to_frame(index=False)
    sales["amount"] = sales["item"] * 10 + sales["region"]

    # program.sas 11-12: PROC SORT
    dear = sales.sort_values("region", ascending=False, kind="stable", ignore_index=True)

    # program.sas 11-12: PROC SORT: WHERE= of dear
    dear = dear.loc[
        dear["item"] > 2, ["region", "item", "amount"]
    ].reset_index(drop=True).rename(columns={"amount": "price"})
    dear = dear[["region", "price"]]

    # program.sas 15-18: PROC MEANS
    classified = sales.loc[sales["region"].notna()]
    totals = []
    for type_, keys in sas.class_types(["region"]):  # in all, then by region
        amount = classified.assign(_ALL_=0).groupby(keys or "_ALL_")["amount"]
        totals.append(
            pd.DataFrame({
                "_TYPE_": type_, "_FREQ_": amount.size().astype("float64"), "total": amount.sum(min_count=1)
            }).reset_index()
        )
    totals = pd.concat(totals, ignore_index=True)
    totals = totals[["region", "_TYPE_", "_FREQ_", "total"]]

    # program.sas 15-18: PROC MEANS: WHERE= of totals
    totals = totals.loc[totals["_TYPE_"] == 1].reset_index(drop=True)
    totals = totals[["region", "total"]]

    # program.sas 21-22: PROC FREQ
    counts = sales.groupby(
        ["region", "item"], dropna=False
    ).size().astype("float64").reset_index(name="COUNT")
    counts = counts.sort_values(["region", "item"], kind="stable", na_position="first", ignore_index=True)
    # A missing level is counted, without a percentage
    known = counts["COUNT"].where(counts["region"].notna() & counts["item"].notna())
    counts["PERCENT"] = known / known.sum() * 100

    # program.sas 21-22: PROC FREQ: WHERE= of counts
    counts = counts.loc[counts["region"] > 2].reset_index(drop=True)
    counts = counts[["region", "item", "COUNT"]]

    # program.sas 25-28: PROC TRANSPOSE
    wide = sas.transpose(
        sas.require_sorted(sales, ["region"], name="WORK.SALES"),
        ["amount"],
        by=["region"],
        ids=["item"],
        prefix="item",
    )

    # program.sas 25-28: PROC TRANSPOSE: WHERE= of wide
    wide = sas.open_columns(wide, {"region": "float64"}).loc[
        lambda df: df["region"] != 2
    ].reset_index(drop=True)
    wide = sas.only(wide, drop=["_NAME_"])

    # program.sas 31-32: PROC SORT
    firsts = sales.sort_values("region", kind="stable", na_position="first", ignore_index=True)
    others = firsts.loc[~sas.starts_run(firsts, ["region"])].reset_index(drop=True)
    firsts = firsts.loc[sas.starts_run(firsts, ["region"])].reset_index(drop=True)

    # program.sas 31-32: PROC SORT: WHERE= of others
    others = others.loc[others["item"] == 2].reset_index(drop=True)

    return {
        "counts": counts,
        "dear": dear,
        "firsts": firsts,
        "others": others,
        "sales": sales,
        "totals": totals,
        "wide": wide,
    }


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
