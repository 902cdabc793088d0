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
    # program.sas 1-3: DATA weights
    weights = sas.table(
        [
            (2, 1, 80),
            (1, 2, 71.5),
            (1, 1, 70),
            (2, 3, nan),
            (3, 2, 60),
            (1, 3, 73),
        ],
        {"id": "float64", "visit": "float64", "kg": "float64"},
    )

    # program.sas 13-14: PROC SORT
    weights = weights.sort_values(["id", "visit"], kind="stable", na_position="first", ignore_index=True)

    # program.sas 17-22: DATA changes
    changes = weights.copy()
    changes["first_kg"] = sas.kept([(~changes.duplicated("id"), changes["kg"])])
    changes["gain"] = changes["kg"] - changes["first_kg"]

    # program.sas 25-28: PROC TRANSPOSE
    wide = sas.transpose(changes, ["gain"], by=["id"], ids=["visit"], prefix="gain_", drop=["_name_"])

    # program.sas 31-34: PROC MEANS
    classified = changes.loc[changes["id"].notna()]
    kg = classified.groupby("id")["kg"]
    counts = pd.DataFrame({"visits": kg.count().astype("float64"), "highest": kg.max()}).reset_index()

    # program.sas 37-41: DATA report
    report = sas.merge_all([wide, counts], ["id"])
    report = sas.open_columns(report, {}, ["kind"])
    report["kind"] = np.where(report["visits"] > 1, "several", "one")

    return {"changes": changes, "counts": counts, "report": report, "weights": weights, "wide": wide}


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
