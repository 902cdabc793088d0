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
    # program.sas 1-3: DATA cells
    cells = sas.table(
        [
            ("a", 3),
            ("b", 1.5),
            ("a", 0.5),
            ("c", 0),
            ("d", nan),
        ],
        {"g": "str", "w": "float64"},
    )

    # program.sas 12-14: PROC FREQ
    weighted_part = cells.loc[cells["w"].notna() & (cells["w"] != 0)]
    weighted = weighted_part.groupby("g")["w"].sum().reset_index(name="COUNT")
    # A missing level is counted, without a percentage
    known = weighted["COUNT"].where(weighted["g"] != "")
    # SAS gives no percentages where a weight is negative
    total = known.sum() if (weighted_part["w"] >= 0).all() else nan
    weighted["PERCENT"] = known / (total or nan) * 100

    return {"cells": cells, "weighted": weighted}


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
