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
    filled = panel.copy()
    m = ["m1", "m2", "m3", "m4"]
    for name, previous_name in zip(m[1:], m[:3]):
        filled.loc[filled[name].isna(), name] = filled[previous_name]
    filled["i"] = 5.0

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
