"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def counted_rows(visits):
    """DATA counted, row by row (L0203): an array is used with a subscript that only the row knows."""
    counted = []
    total = [0.0] * 3
    for ward, days in zip(visits["ward"].tolist(), visits["days"].tolist()):
        before = total[sas.subscript(ward, 1, 3, at="14 column 12")]
        total[sas.subscript(ward, 1, 3, at="15 column 3")] = sas.sum_of(
            total[sas.subscript(ward, 1, 3, at="15 column 3")], days
        )
        counted.append((ward, days, total[0], total[1], total[2], before))
    return sas.table(
        counted,
        {
            "ward": "float64",
            "days": "float64",
            "total1": "float64",
            "total2": "float64",
            "total3": "float64",
            "before": "float64",
        },
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            (1, 5),
            (2, 6),
            (1, 7),
            (3, nan),
        ],
        {"ward": "float64", "days": "float64"},
    )

    # program.sas 11-15: DATA counted
    counted = counted_rows(visits)

    return {"counted": counted, "visits": visits}


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
