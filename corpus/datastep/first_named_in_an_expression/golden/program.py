"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def kinds_rows():
    """DATA kinds, row by row (L0203): a step that reads nothing makes numbers of text, and the log tells
    which is none.
    """
    kinds = []
    code = y = nan
    x = 1.0
    if code == 5:
        y = 1.0
    code = sas.to_number("abc", "", "line 4 column 10")
    count = 3.0
    kinds.append((x, code, y, count))
    return sas.table(kinds, {"x": "float64", "code": "float64", "y": "float64", "count": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-7: DATA kinds
    # NOTE N0402: Character values have been converted to numeric values at the places given by:
    # (Line):(Column). 4:10
    kinds = kinds_rows()

    return {"kinds": kinds}


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
