"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

OLD_LINES = """\
1 10
2 20
3 30
"""


def old_rows():
    """DATA old, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(OLD_LINES.splitlines(), pad=80)
    old = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            price = lines.number("price")
            old.append((id_, price))
    except sas.EndStep:
        pass
    return sas.table(old, {"id": "float64", "price": "float64"})


NEW_LINES = """\
1 11 up
2 . gone
4 40 new
"""


def new_rows():
    """DATA new, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(NEW_LINES.splitlines(), pad=80)
    new = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            price = lines.number("price")
            note = lines.text("note", 8)
            new.append((id_, price, note))
    except sas.EndStep:
        pass
    return sas.table(new, {"id": "float64", "price": "float64", "note": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA old
    # LOOP L0203: the step reads text with INPUT
    old = old_rows()

    # program.sas 10-12: DATA new
    # LOOP L0203: the step reads text with INPUT
    new = new_rows()

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
