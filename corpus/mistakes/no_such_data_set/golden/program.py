"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below. One step is not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def hole_1():
    """ERROR: File WORK.NOTHERE.DATA does not exist (R0101)

    Returns a: columns that are not known here

    data a;
      set nothere;
      x = 1;
    """
    raise sas.NotTranslated("R0101", "ERROR: File WORK.NOTHERE.DATA does not exist.")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA a
    # NOTE R0101: ERROR: File WORK.NOTHERE.DATA does not exist.
    a = hole_1()

    return {"a": a}


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
