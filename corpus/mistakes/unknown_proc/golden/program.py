"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
One step is not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def hole_2(a):
    """PROC GMAP is not translated (H0401)

    a: x (number)

    proc gmap data=a map=a;
      id x;
      choro x;
    """
    raise sas.NotTranslated("H0401", "PROC GMAP is not translated")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: DATA a
    a = pd.DataFrame({"x": [1.0]})

    # program.sas 5-7: PROC GMAP
    hole_2(a)

    # program.sas 10-12: DATA b
    b = a.copy()
    b["y"] = b["x"] + 1

    return {"a": a, "b": b}


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
