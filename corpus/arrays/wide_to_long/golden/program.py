"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def long_rows(wide):
    """DATA long, row by row: OUTPUT stands among other statements under a condition."""
    long = []
    m = [nan] * 3
    for id_, m[0], m[1], m[2] in zip(
        wide["id"].tolist(), wide["jan"].tolist(), wide["feb"].tolist(), wide["mar"].tolist()
    ):
        amount = nan
        for month in (1.0, 2.0, 3.0):
            amount = m[int(month) - 1]
            if not isnan(amount):
                long.append((id_, month, amount))
    return sas.table(long, {"id": "float64", "month": "float64", "amount": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA wide
    wide = sas.table(
        [
            (1, 10, nan, 30),
            (1, nan, 20, nan),
            (2, nan, nan, nan),
        ],
        {"id": "float64", "jan": "float64", "feb": "float64", "mar": "float64"},
    )

    # program.sas 10-17: DATA long
    # LOOP L0203: OUTPUT stands among other statements under a condition
    long = long_rows(wide)

    return {"long": long, "wide": wide}


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
