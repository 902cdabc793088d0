"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            ("bo", 30, 1),
            ("Ann", 30, nan),
            ("ann", nan, 5),
            ("Bo", nan, 7),
            ("", 30, 9),
            ("Ann", 30, 2),
        ],
        {"name": "str", "age": "float64", "score": "float64"},
    )

    # program.sas 13-14: PROC SORT
    by_age = sas.sort(visits, ["age", "score"], descending=["score"])

    # program.sas 17-18: PROC SORT
    by_name = visits.sort_values("name", kind="stable", ignore_index=True)[["name", "score"]]

    return {"by_age": by_age, "by_name": by_name, "visits": visits}


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
