"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def again_rows(ratios):
    """DATA again, row by row (L0203): special missing values (.A-.Z) may be an argument of a function."""
    again = []
    for a, b, ratio in zip(ratios["a"].tolist(), ratios["b"].tolist(), ratios["ratio"].tolist()):
        safe = sas.divide_numbers(a, b)
        back = sas.divide(b, a, at=(16, 12))
        again.append((a, b, ratio, safe, back))
    return sas.table(
        again, {"a": "float64", "b": "float64", "ratio": "float64", "safe": "float64", "back": "float64"}
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    sas.expect_special_missing()  # .A to .Z are told from .
    # program.sas 1-4: DATA ratios
    ratios = sas.table(
        [
            (6, 3),
            (6, 0),
            (0, 0),
            (nan, 0),
            (6, nan),
        ],
        {"a": "float64", "b": "float64"},
    )
    ratios["ratio"] = sas.plain(ratios["a"] / ratios["b"].replace(0, np.nan))

    # program.sas 13-16: DATA again
    again = again_rows(ratios)

    return {"again": again, "ratios": ratios}


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
