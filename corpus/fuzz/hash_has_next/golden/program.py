"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def a_rows():
    """DATA a, row by row (L0203): a step with a hash object reads its rows in another way."""
    a = []
    row = sas.Row(k=nan, y=nan)
    rc = more = nan
    h = sas.Hash(row, ["k"], ["y"], multidata=True)
    row.k = 1.0
    for row.y in (10.0, 20.0):
        if h.add() != 0:
            raise sas.SasError("R0026", "ERROR: Duplicate key.")
    rc = h.find()
    more = h.has_next()
    a.append((row.k, row.y, rc, more))
    rc = h.find_next()
    more = h.has_next()
    a.append((row.k, row.y, rc, more))
    return sas.table(a, {"k": "float64", "y": "float64", "rc": "float64", "more": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-16: DATA a
    a = a_rows()

    return {"a": a}


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
