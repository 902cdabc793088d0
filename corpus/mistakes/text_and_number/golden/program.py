"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below. One step is not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def hole_3(a, b):
    """ERROR: Variable id has been defined as both character and numeric (R0102)

    a: id (number)
    b: id (text of 1)
    Returns both: columns that are not known here

    data both;
      set a b;
    """
    raise sas.NotTranslated("R0102", "ERROR: Variable id has been defined as both character and numeric.")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: DATA a
    a = pd.DataFrame({"id": [1.0]})

    # program.sas 5-6: DATA b
    b = pd.DataFrame({"id": ["1"]})

    # program.sas 9-10: DATA both
    # NOTE R0102: ERROR: Variable id has been defined as both character and numeric.
    both = hole_3(a, b)

    return {"a": a, "b": b, "both": both}


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
