"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def turns_rows(numbers):
    """DATA turns, row by row (L0203): a statement ends the iteration early (CONTINUE)."""
    turns = []
    n = after = 0.0  # kept from row to row
    for x in numbers["x"].tolist():
        n = 0.0
        after = 0.0
        while True:
            try:
                n += 1
                if x == 1:
                    raise sas.NextTurn
                elif x == 2:
                    pass
                after += 1
            except sas.NextTurn:
                pass
            if n >= 3:
                break
        turns.append((x, n, after))
    return sas.table(turns, {"x": "float64", "n": "float64", "after": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA numbers
    numbers = pd.DataFrame({"x": [1.0, 2.0, 3.0, nan]})

    # program.sas 8-20: DATA turns
    turns = turns_rows(numbers)

    return {"numbers": numbers, "turns": turns}


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
