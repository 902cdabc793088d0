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
            (2, 1, 7),
            (1, 5, 1),
            (1, 9, 2),
            (nan, 4, nan),
            (1, 9, 3),
        ],
        {"patient": "float64", "day": "float64", "score": "float64"},
    )

    # program.sas 12-13: PROC SORT
    visits = visits.sort_values(["patient", "day"], kind="stable", na_position="first", ignore_index=True)

    # program.sas 16-19: DATA latest
    latest = visits.loc[~visits.duplicated("patient", keep="last")].reset_index(drop=True)

    # program.sas 22-25: DATA single
    single = visits.loc[
        ~visits.duplicated("patient") & ~visits.duplicated("patient", keep="last")
    ].reset_index(drop=True)

    return {"latest": latest, "single": single, "visits": visits}


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
