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
    # program.sas 1-3: DATA patients
    patients = sas.table(
        [
            (nan, "X"),
            (1, "A"),
            (2, "B"),
            (4, "C"),
        ],
        {"id": "float64", "arm": "str"},
    )

    # program.sas 11-13: DATA visits
    visits = sas.table(
        [
            (nan, 5),
            (1, 6),
            (1, nan),
            (3, 8),
        ],
        {"id": "float64", "score": "float64"},
    )

    # program.sas 21-24: DATA treated
    treated = sas.merge_by(
        sas.require_sorted(visits, ["id"], name="WORK.VISITS"),
        sas.require_sorted(patients, ["id"], name="WORK.PATIENTS"),
        ["id"],
        rows="left",
    )

    # program.sas 27-30: DATA matched
    matched = sas.merge_by(
        sas.require_sorted(visits, ["id"], name="WORK.VISITS"),
        sas.require_sorted(patients, ["id"], name="WORK.PATIENTS"),
        ["id"],
        rows="both",
    )

    # program.sas 33-37: DATA no_visit
    no_visit = sas.merge_by(
        sas.require_sorted(visits, ["id"], name="WORK.VISITS"),
        sas.require_sorted(patients, ["id"], name="WORK.PATIENTS"),
        ["id"],
        in_left="v",
        in_right="p",
    )
    no_visit = no_visit.loc[no_visit["p"] & ~no_visit["v"]].reset_index(drop=True)
    no_visit = no_visit[["id", "arm"]]

    return {
        "matched": matched, "no_visit": no_visit, "patients": patients, "treated": treated, "visits": visits
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
