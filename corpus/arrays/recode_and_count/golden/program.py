"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def clean_rows(survey):
    """DATA clean, row by row: an array is used with a subscript that only the row knows."""
    clean = []
    q = [nan] * 4
    high = 0.0  # kept from row to row
    for id_, q[0], q[1], q[2], q[3] in zip(
        survey["id"].tolist(),
        survey["q1"].tolist(),
        survey["q2"].tolist(),
        survey["q3"].tolist(),
        survey["q4"].tolist(),
    ):
        for i in map(float, range(1, 5)):
            if q[int(i) - 1] in (-1, 99):
                q[int(i) - 1] = nan
        i = 5.0
        total = sas.sum_(q[0], q[1], q[2], q[3])
        high = 0.0
        for i in map(float, range(1, 5)):
            if q[int(i) - 1] > 3:
                high += 1
        i = 5.0
        clean.append((id_, q[0], q[1], q[2], q[3], total, high))
    return sas.table(
        clean,
        {
            "id": "float64",
            "q1": "float64",
            "q2": "float64",
            "q3": "float64",
            "q4": "float64",
            "total": "float64",
            "high": "float64",
        },
    )


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
    # LOOP L0203: an array is used with a subscript that only the row knows
    clean = clean_rows(survey)

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
