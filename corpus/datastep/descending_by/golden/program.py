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
    # program.sas 1-3: DATA awards
    awards = sas.table(
        [
            (2020, "b"),
            (2022, "z"),
            (2022, "a"),
            (nan, "q"),
            (2020, "a"),
        ],
        {"year": "float64", "name": "str"},
    )

    # program.sas 12-13: PROC SORT
    awards = awards.sort_values(["year", "name"], ascending=[False, True], kind="stable", ignore_index=True)

    # program.sas 16-19: DATA firsts
    firsts = awards.loc[~awards.duplicated("year")].reset_index(drop=True)

    return {"awards": awards, "firsts": firsts}


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
