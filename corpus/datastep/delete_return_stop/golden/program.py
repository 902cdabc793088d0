"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def some_rows(numbers):
    """DATA some, row by row (L0203): a statement ends the iteration early (RETURN)."""
    some = []
    for x in numbers["x"].tolist():
        seen = nan
        if x == 2:
            continue
        if x == 3:
            some.append((x, seen))
            continue
        seen = x * 10
        if x == 5:
            break
        some.append((x, seen))
    return sas.table(some, {"x": "float64", "seen": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA numbers
    numbers = pd.DataFrame({"x": np.arange(1.0, 7.0)})

    # program.sas 7-12: DATA some
    some = some_rows(numbers)

    return {"numbers": numbers, "some": some}


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
