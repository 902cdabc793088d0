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
    # program.sas 1-4: DATA old
    old = sas.table(
        [
            (nan, "Zed"),
            (1, "Ann"),
            (1, "Bo"),
            (3, "Dag"),
        ],
        {"id": "float64", "name": "str"},
    )
    old = old[["name", "id"]]

    # program.sas 12-15: DATA new
    new = sas.table(
        [
            (1, "Charlie"),
            (2, "Eva"),
        ],
        {"id": "float64", "name": "str"},
    )
    new = new[["name", "id"]]

    # program.sas 21-25: DATA by_id
    # NOTE W0417: Multiple lengths were specified for the variable name by input data set(s). This can cause
    # truncation of data.
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
