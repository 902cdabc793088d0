"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA spells
    spells = sas.table(
        [
            ("A", 2019, 2021),
            ("B", 2020, 2020),
            ("C", 2021, 2020),
        ],
        {"person": "str", "start": "float64", "stop": "float64"},
    )

    # program.sas 10-15: DATA person_years
    person_years = sas.each_turn(spells, "year", spells["start"], spells["stop"])
    person_years = person_years[["person", "year"]]

    return {"person_years": person_years, "spells": spells}


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
