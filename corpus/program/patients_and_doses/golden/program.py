"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(7)
def agegrp_format(value):
    """Format AGEGRP: low-<40 <40, 40-high 40+, other unknown."""
    value = sas.snap(value, [40])
    if value < 40:
        return "<40"
    if value >= 40:
        return "40+"
    return "unknown"


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC FORMAT

    # program.sas 5-8: DATA demography
    demography = sas.table(
        [
            ("P3", -1473, "F"),  # 20DEC1955
            ("P1", 7471, "F"),  # 15JUN1980
            ("P2", 10958, "M"),  # 01JAN1990
            ("P4", nan, "M"),
        ],
        {"id": "str", "born": "float64", "sex": "str"},
    )

    # program.sas 16-18: DATA doses
    doses = sas.table(
        [
            ("P2", 22344, 10),  # 05MAR2021
            ("P1", 22321, 5),  # 10FEB2021
            ("P1", 22312, 5),  # 01FEB2021
            ("P3", 22281, nan),  # 01JAN2021
            ("P9", 22281, 5),  # 01JAN2021
            ("P4", 22282, 5),  # 02JAN2021
        ],
        {"id": "str", "day": "float64", "mg": "float64"},
    )

    # program.sas 28: PROC SORT
    demography = demography.sort_values("id", kind="stable", ignore_index=True)

    # program.sas 29: PROC SORT
    doses = doses.sort_values(["id", "day"], kind="stable", na_position="first", ignore_index=True)

    # program.sas 32-38: DATA first_dose
    # The first day with a dose
    first_dose = doses.loc[doses["mg"] > 0].reset_index(drop=True)
    first_dose = first_dose.loc[~first_dose.duplicated("id")].reset_index(drop=True)
    first_dose = first_dose[["id", "day"]].rename(columns={"day": "start"})

    # program.sas 41-49: DATA subjects
    subjects = sas.merge_by(demography, first_dose, ["id"], in_right="treated", rows="left")
    subjects["treated_yn"] = sas.cut(sas.ifc(subjects["treated"].astype("float64"), "Y", "N"), 1)
    subjects["age"] = sas.intck("year", subjects["born"], subjects["start"], "c")
    subjects["group"] = agegrp_format(subjects["age"])
    subjects = subjects[["id", "sex", "start", "treated_yn", "age", "group"]]

    # program.sas 52-53: PROC FREQ
    counts = subjects.groupby(["treated_yn", "group"]).size().astype("float64").reset_index(name="COUNT")
    # A missing level is counted, without a percentage
    known = counts["COUNT"].where((counts["treated_yn"] != "") & (counts["group"] != ""))
    counts["PERCENT"] = known / known.sum() * 100
    counts = counts[["treated_yn", "group", "COUNT"]]

    return {
        "counts": counts,
        "demography": demography,
        "doses": doses,
        "first_dose": first_dose,
        "subjects": subjects,
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
