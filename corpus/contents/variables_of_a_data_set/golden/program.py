"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-6: DATA people
    people = pd.DataFrame({"name": ["Ann"], "zip": [1234.0], "Age": [30.0]})

    # program.sas 11: PROC CONTENTS
    about = sas.contents_table(
        "WORK",
        "PEOPLE",
        "",
        [
            ("name", "Char", 12, "", "", ""),
            ("zip", "Num", 8, "Z5.", "", ""),
            ("Age", "Num", 8, "4.1", "", "Age in years"),
        ],
        len(people),
    )[["NAME", "TYPE", "LENGTH", "VARNUM", "LABEL", "FORMAT", "FORMATL", "FORMATD"]]

    return {"about": about, "people": people}


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
