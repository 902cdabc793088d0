"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
3 notes below.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: DATA a
    a = pd.DataFrame({"x": [1.0]})

    # program.sas 5-7: DATA out
    # NOTE N0412: Variable note1 is uninitialized.
    # NOTE N0412: Variable note2 is uninitialized.
    # NOTE N0412: Variable late is uninitialized.
    out = a.copy()
    out["note1"] = ""
    out["note2"] = ""
    out["late"] = np.nan

    return {"a": a, "out": out}


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
