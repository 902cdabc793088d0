"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def filled_rows(panel):
    """DATA filled, row by row: an array is used with a subscript that only the row knows."""
    filled = []
    m = [nan] * 4
    for m[0], m[1], m[2], m[3] in zip(
        panel["m1"].tolist(), panel["m2"].tolist(), panel["m3"].tolist(), panel["m4"].tolist()
    ):
        for i in (2.0, 3.0, 4.0):
            if isnan(m[int(i) - 1]):
                m[int(i) - 1] = m[sas.subscript(i - 1, 1, 4, at="14 column 29")]
        i = 5.0
        filled.append((m[0], m[1], m[2], m[3], i))
    return sas.table(
        filled, {"m1": "float64", "m2": "float64", "m3": "float64", "m4": "float64", "i": "float64"}
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA panel
    panel = sas.table(
        [
            (1, nan, nan, 4),
            (nan, 2, nan, nan),
            (nan, nan, nan, nan),
        ],
        {"m1": "float64", "m2": "float64", "m3": "float64", "m4": "float64"},
    )

    # program.sas 10-15: DATA filled
    # LOOP L0203: an array is used with a subscript that only the row knows
    filled = filled_rows(panel)

    return {"filled": filled, "panel": panel}


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
