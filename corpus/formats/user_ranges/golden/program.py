"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(7)
def agegrp_format(value):
    """Format AGEGRP: low-<18 Child, 18-64 Adult, 65-high Senior, . Unknown, other ?."""
    value = sas.snap(value, [18, 64, 65])
    if value < 18:
        return "Child"
    if sas.is_missing(value, "."):
        return "Unknown"
    if 18 <= value <= 64:
        return "Adult"
    if value >= 65:
        return "Senior"
    return "?"


AREA_FORMAT = {"NY": "East", "NJ": "East", "CA": "West", "": "blank"}


@sas.user_format(5)
def area_format(value):
    """Format $AREA: NY NJ East, CA West, ' ' blank, other Else."""
    if value in AREA_FORMAT:
        return AREA_FORMAT[value]
    return "Else"


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-8: PROC FORMAT

    # program.sas 11-13: DATA people
    people = sas.table(
        [
            (17.5, "NY"),
            (18, "CA"),
            (64, "nj"),
            (64.5, ""),
            (65, "NJ"),
            (nan, "TX"),
            (-1, "CA"),
        ],
        {"age": "float64", "state": "str"},
    )

    # program.sas 24-28: DATA grouped
    grouped = people.copy()
    grouped["group"] = agegrp_format(grouped["age"])
    grouped["area"] = area_format(grouped["state"])
    grouped["adult"] = (agegrp_format(grouped["age"]) == "Adult").astype("float64")

    return {"grouped": grouped, "people": people}


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
