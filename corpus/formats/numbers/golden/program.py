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
    numbers = pd.DataFrame({"x": [1234.565, -0.5, 0.075, nan, 1234567.0]})

    # program.sas 12-19: DATA shown
    shown = numbers.copy()
    shown["plain"] = sas.put(shown["x"], "8.1")
    shown["comma"] = sas.put(shown["x"], "comma12.2")
    shown["dollar"] = sas.put(shown["x"], "dollar12.")
    shown["zeros"] = sas.put(shown["x"], "z9.1")
    shown["part"] = sas.cut(sas.put(shown["x"], "percent9.1"), 9).where(
        shown["x"].isna() | (shown["x"] < 1000), ""
    )
    shown["best"] = sas.put(shown["x"], "best6.")

    return {"numbers": numbers, "shown": shown}


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
