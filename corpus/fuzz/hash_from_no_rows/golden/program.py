"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
3 notes below.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def none_rows():
    """DATA none, row by row (L0203): a statement ends the iteration early (STOP)."""
    none = []
    g, y = "", nan
    try:
        raise sas.EndStep
    except sas.EndStep:
        pass
    return sas.table(none, {"g": "str", "y": "float64"})


def a_rows(none):
    """DATA a, row by row (L0203): a step with a hash object reads its rows in another way."""
    a = []
    row = sas.Row(g="", y=nan)
    known = items = nan
    h = sas.Hash(row, ["g"], ["y"], table=none)
    row.g = ""
    known = float(h.check() == 0)
    items = float(len(h))
    a.append((row.g, row.y, known, items))
    return sas.table(a, {"g": "str", "y": "float64", "known": "float64", "items": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA none
    # NOTE N0412: Variable g is uninitialized.
    # NOTE N0412: Variable y is uninitialized.
    none = none_rows()

    # program.sas 6-14: DATA a
    # NOTE N0412: Variable y is uninitialized.
    a = a_rows(none)

    return {"a": a, "none": none}


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
