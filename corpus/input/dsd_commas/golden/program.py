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
    # program.sas 1-4: DATA sheet
    sheet = sas.table(
        [
            (1, "Berg, Ann", 10, '"x"'),
            (2, "", nan, ""),
            (3, "Bo", 5, "y"),
            (4, "", nan, ""),
            (nan, 'a "b" c', nan, '"1,2"'),
        ],
        {"id": "float64", "name": "str", "amount": "float64", "note": "str"},
    )

    return {"sheet": sheet}


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
