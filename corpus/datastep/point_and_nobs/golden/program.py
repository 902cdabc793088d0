"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def picked_rows(tens):
    """DATA picked, row by row (L0203): SET or MERGE is not the first statement, or stands under a
    condition.
    """
    tens_reader = sas.SetReader([tens[["v"]]], {"v": "float64"})
    picked = []
    row = v = nan  # kept from row to row
    while True:
        from_ = of = nan
        for row in (5.0, 1.0, 3.0):
            (v,) = tens_reader.read_at(row, v)
            from_ = row
            of = float(len(tens))
            picked.append((v, from_, of))
        break
    return sas.table(picked, {"v": "float64", "from": "float64", "of": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA tens
    tens = pd.DataFrame({"v": [10.0, 20.0, 30.0, 40.0, 50.0]})

    # program.sas 8-15: DATA picked
    picked = picked_rows(tens)

    return {"picked": picked, "tens": tens}


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
