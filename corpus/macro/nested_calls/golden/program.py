"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def latest(in_, in_name, key="patient"):
    """%latest, program.sas 11-17"""
    # program.sas 12-15: DATA &out
    out = sas.require_sorted(in_, [key], name=f"WORK.{in_name}")
    out = out.loc[~out.duplicated(key, keep="last")].reset_index(drop=True)
    return out


def both(in_, in_name):
    """%both, program.sas 19-30"""
    # program.sas 20: %latest
    last_all = latest(in_, in_name)

    # program.sas 21-28: DATA gap_&name
    gap_all = sas.require_sorted(in_, ["patient"], name=f"WORK.{in_name}").copy()
    gap_all["before"] = gap_all["day"].shift()
    gap_all["wait"] = gap_all["day"] - gap_all["before"]
    gap_all.loc[~gap_all.duplicated("patient"), "wait"] = np.nan
    gap_all = gap_all[["patient", "day", "wait"]]
    return last_all, gap_all


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            (1, 1, 5),
            (1, 3, 7),
            (2, 2, nan),
            (2, 9, 4),
        ],
        {"patient": "float64", "day": "float64", "cost": "float64"},
    )

    # program.sas 32: %both
    last_all, gap_all = both(visits, "VISITS")

    # program.sas 34-36: DATA dear
    dear = visits.loc[visits["cost"] > 4].reset_index(drop=True)

    # program.sas 39: %both
    last_dear, gap_dear = both(dear, "DEAR")

    return {
        "dear": dear,
        "gap_all": gap_all,
        "gap_dear": gap_dear,
        "last_all": last_all,
        "last_dear": last_dear,
        "visits": visits,
    }


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
