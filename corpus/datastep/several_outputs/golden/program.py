"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def good_and_bad_and_everyone(marks):
    """DATA good bad everyone, row by row: OUTPUT stands among other statements under a condition."""
    good, bad, everyone = [], [], []
    for name, points in zip(marks["name"].tolist(), marks["points"].tolist()):
        note = ""
        if isnan(points):
            note = "absent"
            bad.append((name, points))
        else:
            good.append((name, points))
        everyone.append((name, points, note))
    return (
        sas.table(good, {"name": "str", "points": "float64"}),
        sas.table(bad, {"name": "str", "score": "float64"}),
        sas.table(everyone, {"name": "str", "points": "float64", "note": "str"}),
    )


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
    # LOOP L0203: OUTPUT stands among other statements under a condition
    good, bad, everyone = good_and_bad_and_everyone(marks)

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
