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
    # program.sas 1-3: DATA l
    l = sas.table(
        [
            (1, 1),
            (1, 2),
            (1, 3),
            (2, 4),
        ],
        {"id": "float64", "x": "float64"},
    )

    # program.sas 11-13: DATA r
    r = sas.table(
        [
            (1, 10),
            (1, 20),
            (2, 30),
            (2, nan),
            (3, 50),
        ],
        {"id": "float64", "y": "float64"},
    )

    # program.sas 22-26: DATA paired
    paired = sas.merge_by(
        sas.require_sorted(l, ["id"], name="WORK.L"),
        sas.require_sorted(r, ["id"], name="WORK.R"),
        ["id"],
        in_left="in_l",
        in_right="in_r",
    )
    paired["has_l"] = paired["in_l"].astype("float64")
    paired["has_r"] = paired["in_r"].astype("float64")
    paired = paired[["id", "x", "y", "has_l", "has_r"]]

    return {"l": l, "paired": paired, "r": r}


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
