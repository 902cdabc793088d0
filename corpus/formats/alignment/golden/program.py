"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA numbers
    numbers = sas.table(
        [
            (1.5, "ab"),
            (-20, "abcdefgh"),
            (nan, ""),
        ],
        {"x": "float64", "name": "str"},
    )

    # program.sas 10-15: DATA aligned
    aligned = numbers.copy()
    aligned["plain"] = "[" + sas.put(aligned["x"], "8.1") + "]"
    aligned["left"] = "[" + sas.put(aligned["x"], "8.1-L") + "]"
    aligned["short"] = sas.cut("x" + sas.put(aligned["x"], "best4.-L"), 5)
    aligned["right"] = "[" + sas.put(aligned["name"], "$8.-R") + "]"

    return {"aligned": aligned, "numbers": numbers}


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
