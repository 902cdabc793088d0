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
    # program.sas 1-3: DATA scores
    scores = sas.table(
        [
            ("North", 30),
            ("", 55),
            ("South", nan),
            ("East", 90),
            ("West", 80),
        ],
        {"region": "str", "score": "float64"},
    )

    # program.sas 12-20: DATA graded
    graded = scores.copy()
    graded["grade"] = pd.Series("Hig", index=graded.index).case_when([
        (graded["score"].isna() | (graded["score"] < 50), "Low"),
        (graded["score"].isna() | (graded["score"] < 80), "Med"),
    ])
    no_region = graded["region"] == ""
    graded.loc[no_region, "region"] = "none"
    graded.loc[no_region, "grade"] = ""

    return {"graded": graded, "scores": scores}


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
