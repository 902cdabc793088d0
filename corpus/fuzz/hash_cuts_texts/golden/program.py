"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def out_rows(names):
    """DATA out, row by row (L0203): a step with a hash object reads its rows in another way."""
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
    names = sas.table(
        [
            (1, "Bartholomew"),
            (2, "Bo"),
        ],
        {"id": "float64", "name": "str"},
    )

    # program.sas 11-23: DATA out
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
