"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA values
    values = sas.table(
        [
            ("a", 1),
            ("a", 2),
            ("a", 3),
            ("a", 4),
            ("a", 5),
            ("a", 6),
            ("a", 7),
            ("a", 8),
            ("a", 9),
            ("a", 10),
            ("b", 5),
            ("b", nan),
            ("b", 1),
            ("c", 7),
        ],
        {"g": "str", "x": "float64"},
    )

    # program.sas 10-13: PROC MEANS
    classified = values.loc[values["g"] != ""]
    x = classified.groupby("g")["x"]
    stats = pd.DataFrame({
        "n": x.count().astype("float64"),
        "med": x.median(),
        "q1": x.agg(sas.percentile, 25),
        "q3": x.agg(sas.percentile, 75),
        "p10": x.agg(sas.percentile, 10),
        "p90": x.agg(sas.percentile, 90),
        "p1": x.agg(sas.percentile, 1),
    }).reset_index()

    return {"stats": stats, "values": values}


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
