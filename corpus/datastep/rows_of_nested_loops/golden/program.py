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
    # program.sas 1-3: DATA plans
    plans = sas.table(
        [
            ("a", 0.1, 2.1, 10, nan),
            ("b", 3, 2, 20, 30),
            ("c", 2, 3, 40, 50),
        ],
        {"plan": "str", "first": "float64", "last": "float64", "low": "float64", "high": "float64"},
    )

    # program.sas 8-18: DATA turns
    turns = sas.each_turn(plans, "year", plans["first"], plans["last"])
    turns = turns.merge(pd.DataFrame({"half": [0.0, 1.0]}), how="cross")
    value = ["low", "high"]
    turns["amount"] = sas.pick(turns[value], turns["half"] + 1)
    turns["earlier"] = turns["amount"].shift()
    turns = turns[["plan", "year", "half", "amount", "earlier"]]

    # program.sas 20-27: DATA halves none
    rows = plans.merge(pd.DataFrame({"part": ["x", "y"]}), how="cross")
    rows["mark"] = sas.cut(sas.cats(rows["plan"], rows["part"]), 200)
    halves = rows.loc[rows["high"].notna(), ["mark"]].reset_index(drop=True)
    none = rows.loc[rows["high"].isna(), ["mark"]].reset_index(drop=True)

    return {"halves": halves, "none": none, "plans": plans, "turns": turns}


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
