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
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            ("north", 10),
            ("south", 20),
            ("north", 30),
        ],
        {"clinic": "str", "cost": "float64"},
    )

    # program.sas 11-13: PROC SUMMARY
    # Without VAR, SUMMARY counts observations
    classified = visits.loc[visits["clinic"] != ""]
    by_clinic = classified.groupby("clinic")
    counts = pd.DataFrame({"_TYPE_": 1.0, "_FREQ_": by_clinic.size().astype("float64")}).reset_index()
    sas.show_summary(
        lib,
        sas.summarize(visits, ["clinic"], [], [1]),
        "SUMMARY",
        ["clinic"],
        {},
        ["n", "mean", "std", "min", "max"],
    )

    # program.sas 17-18: PROC SUMMARY
    # What OUTPUT names is analysed
    named = pd.DataFrame({
        "_TYPE_": [0.0], "_FREQ_": [float(len(visits))], "total": [visits["cost"].sum(min_count=1)]
    })

    # program.sas 22-24: PROC MEANS
    # MEANS takes all numeric variables
    classified = visits.loc[visits["clinic"] != ""]
    cost = classified.groupby("clinic")["cost"]
    all_numbers = pd.DataFrame({
        "_TYPE_": 1.0, "_FREQ_": cost.size().astype("float64"), "cost": cost.sum(min_count=1)
    }).reset_index()

    return {"all_numbers": all_numbers, "counts": counts, "named": named, "visits": visits}


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
