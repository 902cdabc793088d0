"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA values
    values = sas.table(
        [
            (1, -2, nan),
            (3, 4, -5),
        ],
        {"x": "float64", "y": "float64", "k": "float64"},
    )

    # program.sas 9-16: DATA positive
    positive = values.copy()
    positive["found"] = 0.0
    v = ["x", "y", "k"]
    for name in v:
        positive.loc[positive[name].isna() | (positive[name] < 0), name] = 0.0
        positive["found"] = positive["found"] + (positive[name] > 0).astype("float64")
    positive["j"] = 4.0
    positive = positive[["x", "y", "k", "j", "found"]]

    return {"positive": positive, "values": values}


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
