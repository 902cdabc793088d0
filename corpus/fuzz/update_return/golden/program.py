"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def new_rows(master, changes):
    """DATA new, row by row (L0203): rows are changed one by one (UPDATE)."""
    updated = sas.UpdateReader(
        [master[["k", "x"]], changes[["k", "x"]]],
        {"k": "float64", "x": "float64"},
        by=["k"],
        names=["WORK.MASTER", "WORK.CHANGES"],
    )
    new = []
    k = x = nan  # kept from row to row
    try:
        while True:
            small = nan
            k, x = updated.read(k, x)
            if x > 11:
                if updated.writes:
                    new.append((k, x, small))
                continue
            small = 1.0
            if updated.writes:
                new.append((k, x, small))
    except sas.EndStep:
        pass
    return sas.table(new, {"k": "float64", "x": "float64", "small": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA master
    master = sas.table(
        [
            (1, 10),
            (2, 20),
        ],
        {"k": "float64", "x": "float64"},
    )

    # program.sas 9-11: DATA changes
    changes = sas.table(
        [
            (1, 11),
            (1, 12),
            (3, 30),
        ],
        {"k": "float64", "x": "float64"},
    )

    # program.sas 18-22: DATA new
    new = new_rows(master, changes)

    return {"changes": changes, "master": master, "new": new}


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
