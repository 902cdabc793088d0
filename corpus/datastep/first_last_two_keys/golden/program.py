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
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            (nan, 1),
            (1, 3),
            (1, 3),
            (1, 5),
            (2, 5),
        ],
        {"patient": "float64", "day": "float64"},
    )

    # program.sas 12-18: DATA flagged
    flagged = sas.require_sorted(visits, ["patient", "day"], name="WORK.VISITS").copy()
    flagged["first_p"] = (~flagged.duplicated("patient")).astype("float64")
    flagged["last_p"] = (~flagged.duplicated("patient", keep="last")).astype("float64")
    flagged["first_d"] = (~flagged.duplicated(["patient", "day"])).astype("float64")
    flagged["last_d"] = (~flagged.duplicated(["patient", "day"], keep="last")).astype("float64")

    return {"flagged": flagged, "visits": visits}


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
