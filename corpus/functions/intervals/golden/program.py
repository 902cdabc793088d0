"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def moves_rows():
    """DATA moves, row by row: the step reads nothing: its statements are executed once."""
    moves = []
    start = 21945.0  # 31JAN2020
    first_of_month = sas.intnx("month", start, 0)
    next_same = sas.intnx("month", start, 1, "same")
    next_end = sas.intnx("month", start, 1, "end")
    year_before = sas.intnx("year", start, -1, "b")
    two_weeks = sas.intnx("week", start, 2)
    missing_start = sas.intnx("month", nan, 1)
    crossed = sas.intck("month", start, 21946)  # 01FEB2020
    full = sas.intck("month", start, 21973, "c")  # 28FEB2020
    years = sas.intck("year", 21914, 21915)  # 31DEC2019, 01JAN2020
    days = sas.intck("day", 21914, 21915)  # 31DEC2019, 01JAN2020
    back = sas.intck("month", 21946, start)  # 01FEB2020
    moves.append(
        (
            start,
            first_of_month,
            next_same,
            next_end,
            year_before,
            two_weeks,
            missing_start,
            crossed,
            full,
            years,
            days,
            back,
        )
    )
    return sas.table(
        moves,
        {
            "start": "float64",
            "first_of_month": "float64",
            "next_same": "float64",
            "next_end": "float64",
            "year_before": "float64",
            "two_weeks": "float64",
            "missing_start": "float64",
            "crossed": "float64",
            "full": "float64",
            "years": "float64",
            "days": "float64",
            "back": "float64",
        },
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-13: DATA moves
    # LOOP L0203: the step reads nothing: its statements are executed once
    moves = moves_rows()

    return {"moves": moves}


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
