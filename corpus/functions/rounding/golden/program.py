"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def halves_rows():
    """DATA halves, row by row: the step reads nothing: its statements are executed once."""
    halves = []
    a = sas.round_(1.005, 0.01)
    b = sas.round_(2.675, 0.01)
    c = sas.round_(1234.5, 1000)
    d = sas.round_(0.285 * 100, 1)
    e = sas.ceil(3 + 1e-13)
    f = sas.floor(3 - 1e-13)
    halves.append((a, b, c, d, e, f))
    return sas.table(
        halves,
        {"a": "float64", "b": "float64", "c": "float64", "d": "float64", "e": "float64", "f": "float64"},
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA numbers
    numbers = pd.DataFrame({"x": [0.5, 1.5, 2.5, -0.5, -2.5, nan]})

    # program.sas 8-15: DATA rounded
    rounded = numbers.copy()
    rounded["whole"] = sas.round_(rounded["x"])
    rounded["tens"] = sas.round_(rounded["x"] * 10, 10)
    rounded["up"] = sas.ceil(rounded["x"])
    rounded["down"] = sas.floor(rounded["x"])
    rounded["cut"] = sas.int_(rounded["x"])
    rounded["rest"] = sas.mod(rounded["x"] * 2, 3)

    # program.sas 18-24: DATA halves
    # LOOP L0203: the step reads nothing: its statements are executed once
    halves = halves_rows()

    return {"halves": halves, "numbers": numbers, "rounded": rounded}


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
