"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import isnan, nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def records_rows(races):
    """DATA records, row by row (L0203): a variable is retained from row to row (best)."""
    records = []
    best, holder = 0.0, "nobody"  # kept from row to row
    for name, time in zip(races["name"].tolist(), races["time"].tolist()):
        if not isnan(time) and (best == 0 or sas.less(time, best)):
            best = time
            holder = sas.cut(name, 6)
        records.append((best, holder, name, time))
    return sas.table(records, {"best": "float64", "holder": "str", "name": "str", "time": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA races
    races = sas.table(
        [
            ("Ann", 12),
            ("Bo", nan),
            ("Charlotte", 11),
            ("Dag", 11),
        ],
        {"name": "str", "time": "float64"},
    )

    # program.sas 11-17: DATA records
    records = records_rows(races)

    return {"races": races, "records": records}


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
