"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(5)
def agegrp_format(value):
    """Format AGEGRP: low-<18 Child, 18-high Adult."""
    value = sas.snap(value, [18])
    if value < 18:
        return "Child"
    if value >= 18:
        return "Adult"
    return None  # no label: the value as it is


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC FORMAT

    # program.sas 5-7: DATA people
    people = pd.DataFrame({"age": [40.0, 17.0, 3.0, 18.0, nan, 25.0]})

    # program.sas 12-14: PROC FREQ
    ages = sas.count_levels(people, ["age"], levels={"age": agegrp_format})

    return {"ages": ages, "people": people}


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
