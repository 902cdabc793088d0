"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


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
    halves = pd.DataFrame(index=range(1))
    halves["a"] = float(sas.round_(1.005, 0.01))
    halves["b"] = float(sas.round_(2.675, 0.01))
    halves["c"] = float(sas.round_(1234.5, 1000))
    halves["d"] = float(sas.round_(0.285 * 100, 1))
    halves["e"] = float(sas.ceil(3 + 1e-13))
    halves["f"] = float(sas.floor(3 - 1e-13))

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
