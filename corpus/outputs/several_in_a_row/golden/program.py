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


def changes_rows(wide):
    """DATA changes, row by row (L0203): OUTPUT stands before other statements."""
    changes = []
    for id_, visit1, visit2 in zip(wide["id"].tolist(), wide["visit1"].tolist(), wide["visit2"].tolist()):
        step = 1.0
        score = visit1
        changes.append((id_, step, score))
        step = 2.0
        score = score - visit2
        changes.append((id_, step, score))
    return sas.table(changes, {"id": "float64", "step": "float64", "score": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-4: DATA wide
    # Visits side by side become rows
    wide = sas.table(
        [
            (1, "F", 10, 11, nan),
            (2, "M", 20, nan, 22),
        ],
        {"id": "float64", "sex": "str", "visit1": "float64", "visit2": "float64", "visit3": "float64"},
    )

    # program.sas 9-15: DATA visits
    # one row for each visit
    visits = wide.merge(pd.DataFrame({"visit": [1.0, 2.0, 3.0]}), how="cross")
    visits["score"] = visits["visit3"].case_when([
        (visits["visit"] == 1, visits["visit1"]), (visits["visit"] == 2, visits["visit2"])
    ])
    visits = visits[["id", "sex", "visit", "score"]]

    # program.sas 17-20: DATA known
    known = wide.merge(pd.DataFrame({"part": ["first", "later"]}), how="cross")
    known["score"] = sas.sum_(known["visit2"], known["visit3"]).case_when([
        (known["part"] == "first", known["visit1"])
    ])
    known = known.loc[known["score"].notna()].reset_index(drop=True)
    known = known[["id", "part", "score"]]

    # program.sas 22-25: DATA changes
    changes = changes_rows(wide)

    return {"changes": changes, "known": known, "visits": visits, "wide": wide}


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
