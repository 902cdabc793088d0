"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def lagged_rows(readings):
    """DATA lagged, row by row: LAG or another function with a memory stands under IF."""
    lagged = []
    lag_1 = sas.Lag(1, nan)
    lag_2 = sas.Lag(1, nan)
    lag_3 = sas.Lag(2, nan)
    dif_4 = sas.Dif(1)
    for flag, x in zip(readings["flag"].tolist(), readings["x"].tolist()):
        previous = nan
        if not isnan(flag) and flag != 0:
            previous = lag_1(x)
        always = lag_2(x)
        two = lag_3(x)
        change = dif_4(x)
        lagged.append((flag, x, previous, always, two, change))
    return sas.table(
        lagged,
        {
            "flag": "float64",
            "x": "float64",
            "previous": "float64",
            "always": "float64",
            "two": "float64",
            "change": "float64",
        },
    )


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
    # LOOP L0203: LAG or another function with a memory stands under IF
    lagged = lagged_rows(readings)

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
