"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

OLD_LINES = """\
. Zed
1 Ann
1 Bo
3 Dag
"""


def old_rows():
    """DATA old, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(OLD_LINES.splitlines(), pad=80)
    old = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            name = lines.text("name", 3)
            old.append((name, id_))
    except sas.EndStep:
        pass
    return sas.table(old, {"name": "str", "id": "float64"})


NEW_LINES = """\
1 Charlie
2 Eva
"""


def new_rows():
    """DATA new, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(NEW_LINES.splitlines(), pad=80)
    new = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            name = lines.text("name", 8)
            new.append((name, id_))
    except sas.EndStep:
        pass
    return sas.table(new, {"name": "str", "id": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA old
    # LOOP L0203: the step reads text with INPUT
    old = old_rows()

    # program.sas 12-15: DATA new
    # LOOP L0203: the step reads text with INPUT
    new = new_rows()

    # program.sas 21-25: DATA by_id
    by_id = pd.concat(
        [
            sas.require_sorted(old, ["id"], name="WORK.OLD").assign(is_new=False),
            sas.require_sorted(new, ["id"], name="WORK.NEW").assign(is_new=True),
        ],
        ignore_index=True,
    )
    by_id["name"] = sas.cut(by_id["name"], 3)
    by_id = by_id.sort_values("id", kind="stable", na_position="first", ignore_index=True)
    by_id["source"] = by_id["is_new"].astype("float64")
    by_id["group_start"] = (~by_id.duplicated("id")).astype("float64")
    by_id = by_id[["name", "id", "source", "group_start"]]

    return {"by_id": by_id, "new": new, "old": old}


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
