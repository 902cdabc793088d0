"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA none
    none = pd.DataFrame({"g": ["x"], "x": [1.0]})
    none = none.loc[none["x"] > 1].reset_index(drop=True)

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
