"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def spent_rows(budget, costs):
    """DATA spent, row by row (L0203): a variable that MERGE reads is assigned: its value is kept within
    the BY group.
    """
    merged = sas.MergeReader(
        [budget[["unit", "left"]], costs[["unit", "cost"]]],
        {"unit": "str", "left": "float64", "cost": "float64"},
        by=["unit"],
        names=["WORK.BUDGET", "WORK.COSTS"],
    )
    spent = []
    unit, left, cost = "", nan, nan  # kept from row to row
    try:
        while True:
            unit, left, cost = merged.read(unit, left, cost)
            left = left - cost
            spent.append((unit, left, cost))
    except sas.EndStep:
        pass
    return sas.table(spent, {"unit": "str", "left": "float64", "cost": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA budget
    budget = sas.table(
        [
            ("A", 10),
            ("B", 5),
        ],
        {"unit": "str", "left": "float64"},
    )

    # program.sas 9-11: DATA costs
    costs = sas.table(
        [
            ("A", 3),
            ("A", 4),
            ("B", 7),
            ("C", 1),
        ],
        {"unit": "str", "cost": "float64"},
    )

    # program.sas 19-22: DATA spent
    spent = spent_rows(budget, costs)

    return {"budget": budget, "costs": costs, "spent": spent}


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
