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
    # program.sas 1-3: DATA parts
    parts = sas.table(
        [
            (1960, 1, 1),
            (2000, 2, 29),
            (2023, 2, 29),
            (1959, 12, 31),
            (2024, 12, nan),
        ],
        {"y": "float64", "m": "float64", "d": "float64"},
    )

    # program.sas 12-20: DATA dates
    dates = parts.copy()
    dates["date"] = sas.mdy(dates["m"], dates["d"], dates["y"])
    dates["year"] = sas.year(dates["date"])
    dates["month"] = sas.month(dates["date"])
    dates["quarter"] = sas.qtr(dates["date"])
    dates["weekday"] = sas.week_day(dates["date"])
    dates["noon"] = sas.datepart(sas.dhms(dates["date"], 12, 0, 0))
    dates["text"] = sas.put(dates["date"], "date9.")

    return {"dates": dates, "parts": parts}


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
