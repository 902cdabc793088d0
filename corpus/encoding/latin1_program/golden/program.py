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
    # program.sas 2-7: DATA löner
    # Löner per kön
    löner = sas.table(
        [
            ("män", 100),
            ("kvinnor", 110),
            ("övriga", nan),
        ],
        {"kön": "str", "lön": "float64"},
    )
    löner["grupp"] = pd.Series("", index=löner.index).case_when([
        (löner["kön"] == "män", "M"), (löner["kön"] == "kvinnor", "K")
    ])
    löner["text"] = "Årslön: " + sas.put(löner["lön"] * 12, "6.")

    return {"löner": löner}


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
