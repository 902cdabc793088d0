"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def person_years_rows(spells):
    """DATA person_years, row by row: OUTPUT stands among other statements under a condition."""
    person_years = []
    for person, start, stop in zip(
        spells["person"].tolist(), spells["start"].tolist(), spells["stop"].tolist()
    ):
        year, last_year = sas.do_range(start, stop)[:2]
        while year <= last_year:
            person_years.append((person, year))
            year += 1
    return sas.table(person_years, {"person": "str", "year": "float64"})


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
    # LOOP L0203: OUTPUT stands among other statements under a condition
    person_years = person_years_rows(spells)

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
