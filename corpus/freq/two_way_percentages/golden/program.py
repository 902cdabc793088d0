"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA people
    people = sas.table(
        [
            ("f", "y"),
            ("f", "n"),
            ("f", "n"),
            ("f", "n"),
            ("m", "y"),
            ("m", "y"),
            ("m", "y"),
            ("", "y"),
        ],
        {"sex": "str", "smoker": "str"},
    )

    # program.sas 15-16: PROC FREQ
    cross = sas.count_levels(people, ["sex", "smoker"], percents=True)

    # program.sas 19-21: PROC FREQ
    sparse = sas.count_levels(
        people.loc[people["sex"] != ""].reset_index(drop=True), ["sex", "smoker"], sparse=True
    )[["sex", "smoker", "COUNT"]]

    return {"cross": cross, "people": people, "sparse": sparse}


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
