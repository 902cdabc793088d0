"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

POSTINGS_LINES = """\
2024-01-31 100
2024-02-01 -30
2024-01-02 50.5
2024-03-15 .
2024-02-29 10
"""


def postings_rows():
    """DATA postings, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(POSTINGS_LINES.splitlines(), pad=80)
    postings = []
    try:
        while True:
            lines.begin()
            day = lines.number("day", "yymmdd10.")
            amount = lines.number("amount")
            month = sas.intnx("month", day, 0)
            postings.append((day, amount, month))
    except sas.EndStep:
        pass
    return sas.table(postings, {"day": "float64", "amount": "float64", "month": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA postings
    # LOOP L0203: the step reads text with INPUT
    postings = postings_rows()

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
    balance["label"] = sas.cut(sas.put(balance["month"], "monyy7."), 7)

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
