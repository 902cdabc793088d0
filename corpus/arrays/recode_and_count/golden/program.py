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
    # program.sas 1-3: DATA survey
    survey = sas.table(
        [
            (1, 5, -1, 2, 99),
            (2, -1, 99, -1, -1),
            (3, 4, 4, nan, 0),
        ],
        {"id": "float64", "q1": "float64", "q2": "float64", "q3": "float64", "q4": "float64"},
    )

    # program.sas 10-21: DATA clean
    clean = survey.copy()
    q = ["q1", "q2", "q3", "q4"]
    for name in q:
        clean.loc[clean[name].isin([-1, 99]), name] = np.nan
    clean["total"] = sas.sum_(clean["q1"], clean["q2"], clean["q3"], clean["q4"])
    clean["high"] = 0.0
    for name in q:
        clean.loc[clean[name] > 3, "high"] = clean["high"] + 1

    return {"clean": clean, "survey": survey}


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
