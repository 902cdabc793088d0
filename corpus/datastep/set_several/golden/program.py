"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-5: DATA north
    # Two regions under each other: 'Charlie' is cut to the $3 of the first data set
    north = sas.table(
        [
            ("Ann", 10),
            ("Bo", nan),
        ],
        {"name": "str", "sales": "float64"},
    )

    # program.sas 11-14: DATA south
    south = sas.table(
        [
            ("Charlie", 2),
            ("Al", 0),
        ],
        {"name": "str", "returns": "float64"},
    )

    # program.sas 20-22: DATA both
    # NOTE W0417: Multiple lengths were specified for the variable name by input data set(s). This can cause
    # truncation of data.
    both = sas.fill_text(pd.concat([north, south], ignore_index=True))
    both["name"] = sas.cut(both["name"], 3)
    both["net"] = sas.sum_(both["sales"], -both["returns"])

    return {"both": both, "north": north, "south": south}


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
