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
    # program.sas 1-4: DATA raw
    raw = pd.DataFrame({"s": [" anna  berg", "46-70 12 34", "aXbXc"]})

    # program.sas 11-22: DATA clean
    clean = raw.copy()
    clean["up"] = sas.upcase(clean["s"])
    clean["proper"] = sas.propcase(clean["s"].str.strip(" "))
    clean["digits"] = sas.cut(sas.compress(clean["s"], "", "kd"), 12)
    clean["nox"] = sas.cut(sas.compress(clean["s"], "X "), 12)
    clean["single"] = clean["s"].str.replace(r" +", " ", regex=True)
    clean["swapped"] = sas.cut(sas.tranwrd(clean["s"], "X", "--"), 12)
    clean["letters"] = sas.cut(sas.translate(sas.pad(clean["s"], 12), "zy", "ab"), 12)
    clean["back"] = sas.cut(sas.reverse(clean["s"].str.strip(" ")), 12)
    clean["n"] = sas.lengthn(sas.compress(clean["s"], "", "d"))

    return {"clean": clean, "raw": raw}


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
