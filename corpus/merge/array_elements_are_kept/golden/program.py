"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def signs_rows(base, visits):
    """DATA signs, row by row (L0203): a variable that MERGE reads is assigned: its value is kept within
    the BY group.
    """
    merged = sas.MergeReader(
        [base[["id", "dose"]], visits[["id", "v"]]],
        {"id": "float64", "dose": "float64", "v": "float64"},
        by=["id"],
        names=["WORK.BASE", "WORK.VISITS"],
    )
    signs = []
    numbers = [nan, nan]
    id_ = nan  # kept from row to row
    try:
        while True:
            id_, numbers[1], numbers[0] = merged.read(id_, numbers[1], numbers[0])
            for j in (1.0, 2.0):
                numbers[int(j) - 1] = -numbers[int(j) - 1]
            signs.append((numbers[0], numbers[1], id_))
    except sas.EndStep:
        pass
    return sas.table(signs, {"v": "float64", "dose": "float64", "id": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA base
    base = sas.table(
        [
            (1, 5),
            (2, 6),
        ],
        {"id": "float64", "dose": "float64"},
    )

    # program.sas 9-11: DATA visits
    visits = sas.table(
        [
            (1, 1),
            (1, 2),
            (2, 3),
        ],
        {"id": "float64", "v": "float64"},
    )

    # program.sas 18-25: DATA signs
    signs = signs_rows(base, visits)

    return {"base": base, "signs": signs, "visits": visits}


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
