"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import numpy as np
import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            ("a", 3),
            ("a", 10),
            ("a", nan),
            ("b", 4),
            ("b", 6),
        ],
        {"patient": "str", "day": "float64"},
    )

    # program.sas 10-17: DATA waits
    waits = sas.require_sorted(visits, ["patient"], name="WORK.VISITS").copy()
    waits["before"] = waits["day"].shift()
    waits.loc[~waits.duplicated("patient"), "before"] = np.nan
    waits["wait"] = waits["day"] - waits["before"]
    waits = waits[["patient", "day", "wait"]]

    # program.sas 19-28: DATA changes
    changes = visits.copy()
    changes["last_patient"] = changes["patient"].shift(1, fill_value="")
    changes["patients"] = sas.running_sum(changes["patient"] != changes["last_patient"])
    changes = changes.loc[changes["day"] > 5].reset_index(drop=True)
    changes["gap"] = changes["day"].diff()

    return {"changes": changes, "visits": visits, "waits": waits}


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
