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
    # program.sas 1-3: DATA many
    many = sas.table(
        [
            (1, 1),
            (1, 2),
            (1, 3),
            (2, 4),
        ],
        {"id": "float64", "v": "float64"},
    )

    # program.sas 11-13: DATA one
    one = sas.table(
        [
            (1, 100, 7),
            (2, nan, 8),
        ],
        {"id": "float64", "v": "float64", "w": "float64"},
    )

    # program.sas 19-21: DATA merged
    merged = sas.merge_by(
        sas.require_sorted(many, ["id"], name="WORK.MANY"),
        sas.require_sorted(one, ["id"], name="WORK.ONE"),
        ["id"],
    )

    return {"many": many, "merged": merged, "one": one}


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
