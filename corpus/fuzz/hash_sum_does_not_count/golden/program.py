"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def counted_rows(keys):
    """DATA counted, row by row (L0203): the step uses a hash object."""
    counted = []
    row = sas.Row(k=nan, one=nan)
    h = sas.Hash(row, ["k"], ["k"], suminc=["one"])
    _n_ = 0.0
    for row.k in keys["k"].tolist():
        _n_ += 1
        row.one = rc = total = nan
        if _n_ == 1:
            row.one = 1.0
        row.one = 1.0
        rc = h.ref()
        rc = sas.ifn(float(isnan(h.sum())), 160038, 0)
        total = sas.coalesce(h.sum(), total)
        counted.append((row.k, rc, total))
    return sas.table(counted, {"k": "float64", "rc": "float64", "total": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA keys
    keys = pd.DataFrame({"k": [1.0, 1.0, 2.0, 1.0]})

    # program.sas 8-19: DATA counted
    counted = counted_rows(keys)

    return {"counted": counted, "keys": keys}


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
