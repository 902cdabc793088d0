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
    kept = count = nan
    h = sas.Hash(row, ["k"], ["y"])
    row.k = 1.0
    row.y = 10.0
    h.ref()
    row.y = 20.0
    h.ref()
    kept = row.y
    if h.find() != 0:
        raise sas.SasError("R0026", "ERROR: Key not found.")
    count = float(len(h))
    a.append((row.k, row.y, kept, count))
    return sas.table(a, {"k": "float64", "y": "float64", "kept": "float64", "count": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-14: DATA a
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
