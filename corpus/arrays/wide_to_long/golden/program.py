"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

WIDE_LINES = """\
1 10 . 30
1 . 20 .
2 . . .
"""


def wide_rows():
    """DATA wide, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(WIDE_LINES.splitlines(), pad=80)
    wide = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            jan = lines.number("jan")
            feb = lines.number("feb")
            mar = lines.number("mar")
            wide.append((id_, jan, feb, mar))
    except sas.EndStep:
        pass
    return sas.table(wide, {"id": "float64", "jan": "float64", "feb": "float64", "mar": "float64"})


def long_rows(wide):
    """DATA long, row by row: an array is used with a subscript that only the row knows."""
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
    # LOOP L0203: the step reads text with INPUT
    wide = wide_rows()

    # program.sas 10-17: DATA long
    # LOOP L0203: an array is used with a subscript that only the row knows
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
