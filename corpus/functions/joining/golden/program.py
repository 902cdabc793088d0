"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

PARTS_LINES = """\
  x,y,1
,z,.
p q,,2.50
,,
"""


def parts_rows():
    """DATA parts, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(PARTS_LINES.splitlines(), delimiters=",", dsd=True, pad=80)
    parts = []
    try:
        while True:
            lines.begin()
            a = lines.text("a", 6, "$6.")
            b = lines.text("b", 6, "$6.")
            n = lines.number("n")
            parts.append((a, b, n))
    except sas.EndStep:
        pass
    return sas.table(parts, {"a": "str", "b": "str", "n": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA parts
    # LOOP L0203: the step reads text with INPUT
    parts = parts_rows()

    # program.sas 12-19: DATA joined
    joined = parts.copy()
    joined["cx"] = sas.cut(sas.catx("-", joined["a"], joined["b"], joined["n"]), 20)
    joined["cs"] = sas.cut(sas.cats(joined["a"], joined["b"]), 20)
    joined["bars"] = sas.cut(sas.pad(joined["a"], 6) + sas.pad(joined["b"], 6) + "!", 20)
    joined["trimmed"] = sas.cut(sas.trim(joined["a"]) + sas.pad(joined["b"], 6) + "!", 20)
    joined["stripped"] = sas.cut(joined["a"].str.strip(" ") + "|", 7)

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
