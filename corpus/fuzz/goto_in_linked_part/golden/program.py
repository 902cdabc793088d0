"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def step_1():
    """Not translated."""
    raise sas.NotTranslated("H0450", "GO TO again out of a part called by LINK is not translated")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-12: DATA way
    # NOTE H0450: GO TO again out of a part called by LINK is not translated
    way = step_1()

    return {"way": way}


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
