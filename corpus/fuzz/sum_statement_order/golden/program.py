"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

A_LINES = """\
1
2
"""


def a_rows():
    """DATA a, row by row: a variable is used before it has a value (rate)."""
    lines = sas.LineReader(A_LINES.splitlines(), first_line=6, pad=80)
    a = []
    total = 0.0  # kept from row to row
    try:
        while True:
            rate = nan
            lines.begin()
            x = lines.number("x")
            total = sas.sum_of(total, x * rate)
            rate = 2.0
            a.append((x, total, rate))
    except sas.EndStep:
        pass
    return sas.table(a, {"x": "float64", "total": "float64", "rate": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA a
    # LOOP L0203: a variable is used before it has a value (rate)
    a = a_rows()

    return {"a": a}


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
