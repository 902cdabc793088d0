"""Program.

Translated from program.sas by saslift 0.1 for pandas 3. Reads input.people.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {"input": "input"}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA adults
    people = lib.read("input.people")
    adults = people.loc[people["age"] >= 18].reset_index(drop=True)
    adults.loc[adults["city"] == "", "city"] = "none"
    adults["months"] = adults["age"] * 12

    # program.sas 8-9: PROC SORT
    by_age = people.sort_values("age", kind="stable", na_position="first", ignore_index=True)[["name", "age"]]

    return {"adults": adults, "by_age": by_age}


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
