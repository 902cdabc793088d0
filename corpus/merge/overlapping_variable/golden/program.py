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
    # program.sas 1-3: DATA old
    old = sas.table(
        [
            (1, 10),
            (2, 20),
            (3, 30),
        ],
        {"id": "float64", "price": "float64"},
    )

    # program.sas 10-12: DATA new
    new = sas.table(
        [
            (1, 11, "up"),
            (2, nan, "gone"),
            (4, 40, "new"),
        ],
        {"id": "float64", "price": "float64", "note": "str"},
    )

    # program.sas 19-23: DATA prices
    prices = sas.merge_by(
        sas.require_sorted(old, ["id"], name="WORK.OLD"),
        sas.require_sorted(new, ["id"], name="WORK.NEW"),
        ["id"],
        in_left="in_old",
        in_right="in_new",
    )
    prices["from_old"] = prices["in_old"].astype("float64")
    prices["from_new"] = prices["in_new"].astype("float64")
    prices = prices[["id", "price", "note", "from_old", "from_new"]]

    return {"new": new, "old": old, "prices": prices}


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
