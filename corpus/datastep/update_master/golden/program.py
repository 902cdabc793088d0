"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

CHANGES_LINES = """\
1 . 7
1 Anna .
2 . _
3 Cid 1
"""


def changes_rows():
    """DATA changes, row by row (L0203): special missing values (.A-.Z) may occur."""
    lines = sas.LineReader(CHANGES_LINES.splitlines(), first_line=14, pad=80, missing="_")
    changes = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            name = lines.text("name", 8)
            qty = lines.number("qty")
            changes.append((id_, name, qty))
    except sas.EndStep:
        pass
    return sas.table(changes, {"id": "float64", "name": "str", "qty": "float64"})


def updated_rows(master, changes):
    """DATA updated, row by row (L0203): rows are changed one by one (UPDATE)."""
    updated_0 = sas.UpdateReader(
        [master[["id", "name", "qty"]], changes[["id", "name", "qty"]]],
        {"id": "float64", "name": "str", "qty": "float64"},
        by=["id"],
        names=["WORK.MASTER", "WORK.CHANGES"],
    )
    updated = []
    id_, name, qty = nan, "", nan  # kept from row to row
    try:
        while True:
            id_, name, qty = updated_0.read(id_, name, qty)
            if updated_0.writes:
                updated.append((id_, name, qty))
    except sas.EndStep:
        pass
    return sas.table(updated, {"id": "float64", "name": "str", "qty": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    sas.expect_special_missing()  # .A to .Z are told from .
    # program.sas 1-3: DATA master
    master = sas.table(
        [
            (1, "Ann", 5),
            (2, "Bo", 6),
            (4, "Dag", 8),
        ],
        {"id": "float64", "name": "str", "qty": "float64"},
    )

    # program.sas 11-13: DATA changes
    changes = changes_rows()

    # program.sas 21-23: DATA updated
    updated = updated_rows(master, changes)

    return {"changes": changes, "master": master, "updated": updated}


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
