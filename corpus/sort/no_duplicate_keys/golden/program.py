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
            (2, 5, "a"),
            (1, 9, "b"),
            (2, 3, "c"),
            (nan, 1, "d"),
            (1, 9, "e"),
            (nan, 2, "f"),
        ],
        {"patient": "float64", "day": "float64", "note": "str"},
    )

    # program.sas 13-14: PROC SORT
    patients = visits.sort_values("patient", kind="stable", na_position="first", ignore_index=True)
    repeats = patients.loc[~sas.starts_run(patients, ["patient"])].reset_index(drop=True)
    patients = patients.loc[sas.starts_run(patients, ["patient"])].reset_index(drop=True)

    return {"patients": patients, "repeats": repeats, "visits": visits}


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
