"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def none_rows():
    """DATA none, row by row: the step reads nothing: its statements are executed once."""
    none = []
    try:
        g = "x"
        x = 1.0
        if isnan(x) or x <= 1:
            raise sas.NextRow
        none.append((g, x))
    except sas.NextRow:
        pass
    return sas.table(none, {"g": "str", "x": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA none
    # LOOP L0203: the step reads nothing: its statements are executed once
    none = none_rows()

    # program.sas 8-11: PROC MEANS
    classified = none.loc[none["g"] != ""]
    x = classified.groupby("g")["x"]
    stats = pd.DataFrame({
        "_TYPE_": 1.0, "_FREQ_": x.size().astype("float64"), "total": x.sum(min_count=1)
    }).reset_index()

    return {"none": none, "stats": stats}


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
