"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def stacked_rows(first, second):
    """DATA stacked, row by row (L0203): a variable that one of the data sets lacks is assigned: its value
    is kept between rows.
    """
    first_reader = sas.SetReader([first[["x", "flag"]], second[["x"]]], {"x": "float64", "flag": "str"})
    stacked = []
    x, flag = nan, ""  # kept from row to row
    try:
        while True:
            x, flag = first_reader.read(x, flag)
            if x == 4:
                flag = "kept"
            stacked.append((x, flag))
    except sas.EndStep:
        pass
    return sas.table(stacked, {"x": "float64", "flag": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA first
    first = sas.table(
        [
            (1, "a"),
            (2, "b"),
        ],
        {"x": "float64", "flag": "str"},
    )

    # program.sas 9-11: DATA second
    second = pd.DataFrame({"x": [3.0, 4.0, 5.0]})

    # program.sas 18-20: DATA stacked
    stacked = stacked_rows(first, second)

    return {"first": first, "second": second, "stacked": stacked}


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
