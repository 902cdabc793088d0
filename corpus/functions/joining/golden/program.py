"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA parts
    parts = sas.table(
        [
            ("x", "y", 1),
            ("", "z", nan),
            ("p q", "", 2.5),
            ("", "", nan),
        ],
        {"a": "str", "b": "str", "n": "float64"},
    )

    # program.sas 12-19: DATA joined
    joined = parts.copy()
    joined["cx"] = sas.cut(sas.catx("-", joined["a"], joined["b"], joined["n"]), 20)
    joined["cs"] = sas.cut(sas.cats(joined["a"], joined["b"]), 20)
    joined["bars"] = sas.pad(joined["a"], 6) + sas.pad(joined["b"], 6) + "!"
    joined["trimmed"] = sas.trim(joined["a"]) + sas.pad(joined["b"], 6) + "!"
    joined["stripped"] = joined["a"].str.strip(" ") + "|"

    return {"joined": joined, "parts": parts}


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
