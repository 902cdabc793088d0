"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-4: DATA visits
    # The baseline of each patient, and the last weight that is known
    visits = sas.table(
        [
            ("a", "BASE", 70),
            ("a", "V1", nan),
            ("a", "V2", 72),
            ("b", "V1", 80),
            ("b", "BASE", nan),
            ("b", "V2", 81),
            ("c", "V1", nan),
        ],
        {"id": "str", "visit": "str", "weight": "float64"},
    )

    # program.sas 13-28: DATA followed
    followed = sas.require_sorted(visits, ["id"], name="WORK.VISITS").copy()
    first_id = ~followed.duplicated("id")
    followed["unit"] = "kg"
    followed["base"] = sas.kept([(followed["visit"] == "BASE", followed["weight"]), (first_id, np.nan)])
    followed["known"] = sas.kept([(followed["weight"].notna(), followed["weight"]), (first_id, np.nan)])
    followed["dosed"] = sas.running_sum((followed["weight"] > 71).astype("float64"), restart=first_id)
    followed["turn"] = followed.groupby("id", sort=False, dropna=False).cumcount() + 1.0
    followed["change"] = followed["known"] - followed["base"]
    followed = followed[["id", "visit", "weight", "base", "known", "unit", "dosed", "turn", "change"]]

    return {"followed": followed, "visits": visits}


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
