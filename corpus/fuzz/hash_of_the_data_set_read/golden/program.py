"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def out_rows(a):
    """DATA out, row by row: the step uses a hash object."""
    a_reader = sas.SetReader([a[["x"]]], {"x": "float64"})
    out = []
    row = sas.Row(s="", x=nan)
    h = sas.Hash(row, ["x"], ["s"], table=a)
    _n_ = 0.0
    try:
        while True:
            _n_ += 1
            rc = nan
            row.s = ""
            if _n_ == 1:
                pass
            (row.x,) = a_reader.read()
            rc = h.find()
            out.append((row.s, row.x, rc))
    except sas.EndStep:
        pass
    return sas.table(out, {"s": "str", "x": "float64", "rc": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA a
    a = sas.table(
        [
            (1, "p"),
            (2, "q"),
        ],
        {"x": "float64", "s": "str"},
    )

    # program.sas 9-18: DATA out
    # NOTE N0412: Variable s is uninitialized.
    # LOOP L0203: the step uses a hash object
    out = out_rows(a)

    return {"a": a, "out": out}


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
