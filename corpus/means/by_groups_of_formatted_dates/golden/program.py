"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA visits
    visits = sas.table(
        [
            (23378, "north", 10),  # 03JAN2024
            (23392, "north", 20),  # 17JAN2024
            (23392, "south", 40),  # 17JAN2024
            (23411, "north", 30),  # 05FEB2024
            (23435, "south", 50),  # 29FEB2024
            (23436, "south", 5),  # 01MAR2024
        ],
        {"day": "float64", "clinic": "str", "cost": "float64"},
    )

    # program.sas 15-19: PROC MEANS
    # a row a month, whatever the days are
    analysed = sas.first_of_runs(
        sas.require_sorted(visits, ["day"], name="WORK.VISITS"),
        ["day"],
        {"day": lambda x: sas.put(x, "monyy7.")},
    )
    cost = analysed.groupby("day", sort=False, dropna=False)["cost"]
    months = pd.DataFrame({
        "_TYPE_": 0.0,
        "_FREQ_": cost.size().astype("float64"),
        "total": cost.sum(min_count=1),
        "visits": cost.count().astype("float64"),
    }).reset_index()

    # program.sas 23-26: PROC FREQ
    # the shares of the clinics in each quarter
    shares = sas.count_levels(
        sas.first_of_runs(
            sas.require_sorted(visits, ["day"], name="WORK.VISITS"),
            ["day"],
            {"day": lambda x: sas.put(x, "yyq6.")},
        ),
        ["clinic"],
        by=["day"],
    )

    # program.sas 30-34: PROC RANK
    # each row keeps its day
    ranked = sas.for_groups(
        sas.first_of_runs(
            sas.require_sorted(visits, ["day"], name="WORK.VISITS"),
            ["day"],
            {"day": lambda x: sas.put(x, "monyy7.")},
        ),
        ["day"],
        lambda rows: sas.rank_values(rows, ["cost"], into=["place"], descending=True),
    ).assign(**{"day": visits["day"]})

    return {"months": months, "ranked": ranked, "shares": shares, "visits": visits}


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
