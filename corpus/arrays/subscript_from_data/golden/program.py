"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def wide_rows(long):
    """DATA wide, row by row (L0203): an array is used with a subscript that only the row knows."""
    long = sas.require_sorted(long, ["id"], name="WORK.LONG")
    wide = []
    first_id = sas.starts_run(long, ["id"])
    last_id = sas.ends_run(long, ["id"])
    m = [nan] * 3
    for id_, month, amount, is_first_id, is_last_id in zip(
        long["id"].tolist(),
        long["month"].tolist(),
        long["amount"].tolist(),
        first_id.tolist(),
        last_id.tolist(),
    ):
        k = nan
        if is_first_id:
            for k in (1.0, 2.0, 3.0):
                m[int(k) - 1] = nan
        m[sas.subscript(month, 1, 3, at="19 column 3")] = amount
        if not is_last_id:
            continue
        wide.append((id_, m[0], m[1], m[2]))
    return sas.table(wide, {"id": "float64", "m1": "float64", "m2": "float64", "m3": "float64"})


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
