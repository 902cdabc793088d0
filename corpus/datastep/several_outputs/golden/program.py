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
    # program.sas 1-3: DATA marks
    marks = sas.table(
        [
            ("Ann", 5),
            ("Bo", nan),
            ("Cid", 0),
        ],
        {"name": "str", "points": "float64"},
    )

    # program.sas 10-17: DATA good bad everyone
    rows = marks.copy()
    rows["note"] = np.where(rows["points"].isna(), "absent", "")
    good = rows.loc[rows["points"].notna(), ["name", "points"]].reset_index(drop=True)
    bad = rows.loc[
        rows["points"].isna(), ["name", "points"]
    ].reset_index(drop=True).rename(columns={"points": "score"})
    everyone = rows.copy()

    return {"bad": bad, "everyone": everyone, "good": good, "marks": marks}


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
