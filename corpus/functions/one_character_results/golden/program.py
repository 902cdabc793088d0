"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA texts
    texts = pd.DataFrame({"s": ["abcd", " x", ""]})

    # program.sas 10-14: DATA pieces
    pieces = texts.copy()
    pieces["both"] = "[" + sas.pad(pieces["s"].str[:1], 1) + sas.pad(sas.char(pieces["s"], 3), 1) + "]"
    pieces["alone"] = sas.cut(pieces["s"].str[:1], 1)
    pieces["is_blank"] = (sas.cut(sas.char(pieces["s"], 4), 1) == "").astype("float64")

    return {"pieces": pieces, "texts": texts}


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
