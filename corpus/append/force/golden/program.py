"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
7 notes below.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA base
    base = pd.DataFrame({"name": ["Ann"], "x": [1.0]})

    # program.sas 7-10: DATA more
    more = sas.table(
        [
            ("Charlie", 5),
            ("Bo", nan),
        ],
        {"name": "str", "y": "float64"},
    )

    # program.sas 16: PROC APPEND
    # NOTE N0600: Appending WORK.MORE to WORK.BASE.
    # NOTE N0600: Variable name has different lengths on BASE and DATA files (BASE 3 DATA 8).
    # NOTE N0600: Variable y was not found on BASE file. The variable will not be added to the BASE file.
    # NOTE N0600: FORCE is specified, so dropping/truncating will occur.
    # NOTE N0600: Variable x was not found on DATA file.
    base = sas.fill_text(pd.concat([base, more[["name"]]], ignore_index=True))
    base["name"] = sas.cut(base["name"], 3)

    # program.sas 19: PROC APPEND
    # NOTE N0600: Appending WORK.MORE to WORK.FRESH.
    # NOTE N0600: BASE data set does not exist. DATA file is being copied to BASE file.
    fresh = more.copy()

    return {"base": base, "fresh": fresh, "more": more}


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
