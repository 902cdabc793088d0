"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA people
    people = sas.table(
        [
            ("Ann", 30, 60),
            ("Bo", 15, nan),
            ("Cid", nan, 80),
            ("Dag", 40, nan),
            ("Eva", 50, 81),
        ],
        {"name": "str", "age": "float64", "weight": "float64"},
    )

    # program.sas 12-17: DATA adults
    adults = people.loc[(people["age"] >= 18) | people["age"].isna()].reset_index(drop=True)
    adults["half"] = adults["weight"] / 2
    # a missing half is below 40: the row stays
    adults = adults.loc[adults["half"].isna() | (adults["half"] < 40)].reset_index(drop=True)

    return {"adults": adults, "people": people}


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
