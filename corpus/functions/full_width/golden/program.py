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


def words_rows():
    """DATA words, row by row (L0203): OUTPUT stands in a step that reads nothing, outside of a counted
    loop.
    """
    words = []
    a = sas.cut(sas.repeat("x", 139), 150)
    b = sas.cut(sas.repeat("y", 99), 150)
    words.append((a, b))
    a = "p"
    b = ""
    words.append((a, b))
    return sas.table(words, {"a": "str", "b": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-9: DATA words
    # Results that fill their variable, and results that are longer
    words = words_rows()

    # program.sas 12-19: DATA joined
    joined = words.copy()
    joined["whole"] = sas.lengthn(sas.catx(",", joined["a"], joined["b"]))
    joined["cut"] = sas.cut(sas.catx(",", joined["a"], joined["b"]), 200)
    joined["n_cut"] = joined["cut"].str.len().astype("float64")
    joined["level"] = "N" + sas.put(joined["n_cut"], "z3.")
    joined["gone"] = sas.put(joined["n_cut"], "6.").str.strip(" ") + "!"
    joined = joined[["whole", "n_cut", "level", "gone"]]

    # program.sas 22: OPTIONS MISSING=
    sas.show_missing(" ")

    # program.sas 25-32: DATA shown
    # A missing number is blanks here: nothing of them is kept, and something of what stands before them
    shown = pd.DataFrame({"m": [nan]})
    shown["alone"] = sas.cut(sas.put(shown["m"], "4."), 4)
    shown["n_alone"] = shown["alone"].str.len().astype("float64")
    shown["mixed"] = sas.cut("x" + sas.put(shown["m"], "4."), 5)
    shown["n_mixed"] = shown["mixed"].str.len().astype("float64")
    shown["blank"] = (sas.cut(sas.put(shown["m"], "4."), 4) == "").astype("float64")
    shown = shown[["m", "n_alone", "n_mixed", "blank"]]

    return {"joined": joined, "shown": shown, "words": words}


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
