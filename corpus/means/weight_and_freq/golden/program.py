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
    # program.sas 1-3: DATA values
    values = sas.table(
        [
            (10, 1, 2),
            (20, 3, 1.9),
            (40, 0, 0),
            (nan, 5, 3),
        ],
        {"x": "float64", "w": "float64", "f": "float64"},
    )

    # program.sas 11-14: PROC MEANS
    weighted = sas.summarize(
        values,
        [],
        [("n", "n", "x"), ("sw", "sumwgt", "x"), ("sum", "sum", "x"), ("mean", "mean", "x")],
        [0],
        weights={"x": "w"},
    )[["n", "sw", "sum", "mean"]]

    # program.sas 17-20: PROC MEANS
    counted = sas.summarize(
        values,
        [],
        [("n", "n", "x"), ("nmiss", "nmiss", "x"), ("sum", "sum", "x"), ("mean", "mean", "x")],
        [0],
        frequency="f",
    )[["_FREQ_", "n", "nmiss", "sum", "mean"]]

    return {"counted": counted, "values": values, "weighted": weighted}


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
