"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.compiled
def wide_loop(month_column, amount_column, first_id_column, last_id_column):
    """DATA wide, row by row: an array is used with a subscript that only the row knows."""
    rows = 0
    kept = np.empty(len(month_column), np.int64)
    m1_out = np.empty(len(month_column))
    m2_out = np.empty(len(month_column))
    m3_out = np.empty(len(month_column))
    m = [nan] * 3
    for row, (month, amount, is_first_id, is_last_id) in enumerate(
        zip(month_column, amount_column, first_id_column, last_id_column)
    ):
        k = nan
        if is_first_id:
            for k in (1.0, 2.0, 3.0):
                m[int(k) - 1] = nan
        m[sas.subscript(month, 1, 3, at="19 column 3")] = amount
        if not is_last_id:
            continue
        kept[rows] = row
        m1_out[rows] = m[0]
        m2_out[rows] = m[1]
        m3_out[rows] = m[2]
        rows += 1
    return kept[:rows], m1_out[:rows], m2_out[:rows], m3_out[:rows]


def wide_rows(long):
    """DATA wide, row by row: an array is used with a subscript that only the row knows."""
    long = sas.require_sorted(long, ["id"], name="WORK.LONG")
    first_id = ~long.duplicated("id")
    last_id = ~long.duplicated("id", keep="last")
    kept, *columns = wide_loop(long["month"], long["amount"], first_id, last_id)
    return sas.beside(long[["id"]].iloc[kept], ["m1", "m2", "m3"], columns)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA long
    long = sas.table(
        [
            (1, 1, 10),
            (1, 3, 30),
            (2, 2, 20),
            (2, 2, 25),
        ],
        {"id": "float64", "month": "float64", "amount": "float64"},
    )

    # program.sas 11-21: DATA wide
    # LOOP L0203: an array is used with a subscript that only the row knows
    wide = wide_rows(long)

    return {"long": long, "wide": wide}


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
