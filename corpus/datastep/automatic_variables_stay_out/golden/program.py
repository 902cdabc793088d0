"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def copied_rows(lib, items):
    """DATA copied, row by row (L0203): POINT=, NOBS= or INDSNAME= is used."""
    items = sas.require_sorted(items, ["x"], name="WORK.ITEMS")
    copied = []
    first_x = sas.starts_run(items, ["x"])
    _n_ = 0.0
    for x, is_first_x in zip(items["x"].tolist(), first_x.tolist()):
        _n_ += 1
        twice = nan
        sas.symputx(lib, "rows", float(len(items)))
        sas.symputx(lib, "edge", float(is_first_x))
        if _n_ == len(items):
            sas.symputx(lib, "last", _n_)
        twice = _n_ * 2
        copied.append((x, twice))
    return sas.table(copied, {"x": "float64", "twice": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA items
    items = pd.DataFrame({"x": [4.0, 5.0, 6.0]})

    # program.sas 8-14: DATA copied
    copied = copied_rows(lib, items)

    return {"copied": copied, "items": items}


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
