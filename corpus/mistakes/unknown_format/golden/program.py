"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below. One step is not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def hole_2(a):
    """ERROR 48-59: The format NOSUCH was not found or could not be loaded (R0348)

    a: x (number)
    Returns counts: columns that are not known here

    proc freq data=a noprint;
      tables x / out=counts;
      format x nosuch4.;
    """
    raise sas.NotTranslated("R0348", "ERROR 48-59: The format NOSUCH was not found or could not be loaded.")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA a
    a = pd.DataFrame({"x": [1.0, 2.0, 2.0]})

    # program.sas 8-10: PROC FREQ
    # NOTE R0348: ERROR 48-59: The format NOSUCH was not found or could not be loaded.
    counts = hole_2(a)

    return {"a": a, "counts": counts}


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
