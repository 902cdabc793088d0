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
    # program.sas 1-3: DATA patients
    patients = sas.table(
        [
            (1, "A"),
            (2, "B"),
            (4, "A"),
        ],
        {"id": "float64", "arm": "str"},
    )

    # program.sas 10-12: DATA visits
    visits = sas.table(
        [
            (1, 10),
            (1, 20),
            (3, 5),
            (4, nan),
        ],
        {"id": "float64", "day": "float64"},
    )

    # program.sas 21-27: DATA treated absent unknown
    # Who came, who did not, and visits of nobody that is known
    rows = sas.merge_by(
        sas.require_sorted(patients, ["id"], name="WORK.PATIENTS"),
        sas.require_sorted(visits, ["id"], name="WORK.VISITS"),
        ["id"],
        in_left="p",
        in_right="v",
    )
    rows["n"] = rows.index + 1.0
    treated = rows.loc[rows["p"] & rows["v"], ["id", "arm", "day"]].reset_index(drop=True)
    absent = rows.loc[~rows["v"] & rows["p"], ["id", "arm"]].reset_index(drop=True)
    unknown = rows.loc[
        ~rows["p"], ["id", "day", "n"]
    ].reset_index(drop=True).rename(columns={"day": "visit_day"})

    # program.sas 30-33: DATA ends
    ends = visits.copy()
    ends["place"] = pd.Series("", index=ends.index).case_when([
        (ends.index == 0, "first"), (ends.index == len(ends) - 1, "last")
    ])

    return {
        "absent": absent,
        "ends": ends,
        "patients": patients,
        "treated": treated,
        "unknown": unknown,
        "visits": visits,
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
