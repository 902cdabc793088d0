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
    # program.sas 1-3: DATA readings
    readings = sas.table(
        [
            (1, 10),
            (0, 20),
            (1, 30),
            (1, nan),
        ],
        {"flag": "float64", "x": "float64"},
    )

    # program.sas 11-16: DATA lagged
    lagged = readings.copy()
    lagged["previous"] = lagged.loc[lagged["flag"].notna() & (lagged["flag"] != 0), "x"].shift()
    lagged["always"] = lagged["x"].shift()
    lagged["two"] = lagged["x"].shift(2)
    lagged["change"] = lagged["x"].diff()

    return {"lagged": lagged, "readings": readings}


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
