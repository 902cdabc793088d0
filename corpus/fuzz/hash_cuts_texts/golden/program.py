"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def names_rows():
    """DATA names, row by row: the step reads nothing: its statements are executed once."""
    names = []
    id_ = 1.0
    name = "Bartholomew"
    names.append((id_, name))
    id_ = 2.0
    name = "Bo"
    names.append((id_, name))
    return sas.table(names, {"id": "float64", "name": "str"})


def out_rows(names):
    """DATA out, row by row: the step reads nothing: its statements are executed once."""
    out = []
    row = sas.Row(name="", id_=nan)
    rc = nan
    _n_ = 0.0
    _n_ += 1
    if _n_ == 1:
        h = sas.Hash(row, {"id": "id_"}, ["name"], table=names, lengths={"name": 5})
    for row.id_ in (1.0, 2.0, 3.0):
        row.name = ""
        rc = float(h.find() != 0)
        out.append((row.name, row.id_, rc))
    row.id_ = 4.0
    return sas.table(out, {"name": "str", "id": "float64", "rc": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-8: DATA names
    # LOOP L0203: the step reads nothing: its statements are executed once
    names = names_rows()

    # program.sas 11-23: DATA out
    # LOOP L0203: the step reads nothing: its statements are executed once
    out = out_rows(names)

    return {"names": names, "out": out}


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
