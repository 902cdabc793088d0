"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA postings
    postings = sas.table(
        [
            (23406, 100),  # 31JAN2024
            (23407, -30),  # 01FEB2024
            (23377, 50.5),  # 02JAN2024
            (23450, nan),  # 15MAR2024
            (23435, 10),  # 29FEB2024
        ],
        {"day": "float64", "amount": "float64"},
    )
    postings["month"] = sas.intnx("month", postings["day"], 0)

    # program.sas 14-17: PROC MEANS
    months = sas.summarize(
        postings,
        ["month"],
        [("total", "sum", "amount")],
        [1],
        levels={"month": lambda x: sas.put(x, "yymmdd10.")},
    )[["month", "_FREQ_", "total"]].rename(columns={"_FREQ_": "rows"})

    # program.sas 20-24: DATA balance
    balance = months.copy()
    balance["balance"] = sas.running_sum(balance["total"])
    balance["share"] = balance["total"] / balance["balance"].replace(0, np.nan)
    balance["label"] = sas.put(balance["month"], "monyy7.")

    return {"balance": balance, "months": months, "postings": postings}


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
