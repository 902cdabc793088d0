"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-13: DATA moves
    moves = pd.DataFrame({"start": [21945.0]})
    moves["first_of_month"] = sas.intnx("month", moves["start"], 0)
    moves["next_same"] = sas.intnx("month", moves["start"], 1, "same")
    moves["next_end"] = sas.intnx("month", moves["start"], 1, "end")
    moves["year_before"] = sas.intnx("year", moves["start"], -1, "b")
    moves["two_weeks"] = sas.intnx("week", moves["start"], 2)
    moves["missing_start"] = float(sas.intnx("month", nan, 1))
    moves["crossed"] = sas.intck("month", moves["start"], 21946)  # 01FEB2020
    moves["full"] = sas.intck("month", moves["start"], 21973, "c")  # 28FEB2020
    moves["years"] = float(sas.intck("year", 21914, 21915))
    moves["days"] = float(sas.intck("day", 21914, 21915))
    moves["back"] = sas.intck("month", 21946, moves["start"])  # 01FEB2020

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
