"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One note below.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 15-23: DATA summed
    # NOTE N0110: %plus is expanded here: its text is pieces of statements.
    summed = pd.DataFrame({"a": [1.0], "b": [20.0], "c": [300.0]})
    summed["total"] = summed["a"] + summed["b"] + summed["c"]
    summed["picked"] = summed["b"]
    summed["resolved"] = "n=3"
    summed["literal"] = "n=&n"
    summed["up"] = "ABC"

    return {"summed": summed}


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
