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
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            ("a", 10),
            ("a", nan),
            ("b", 5),
            ("c", 7),
        ],
        {"patient": "str", "cost": "float64"},
    )

    # program.sas 9-11: DATA plans
    plans = sas.table(
        [
            ("a", "basic", 1),
            ("c", "full", 1),
            ("d", "basic", 1),
        ],
        {"patient": "str", "plan": "str", "paid": "float64"},
    )

    # program.sas 17-25: DATA planned
    # Visits with their plan, those without one marked
    planned = sas.merge_by(
        sas.require_sorted(visits, ["patient"], name="WORK.VISITS"),
        sas.require_sorted(plans, ["patient"], name="WORK.PLANS"),
        ["patient"],
        in_right="known",
        rows="left",
    )
    not_known = ~planned["known"]
    planned.loc[not_known, "plan"] = "none"
    planned.loc[not_known, "paid"] = 0.0
    planned = planned[["patient", "cost", "plan", "paid"]]

    # program.sas 27-31: DATA unplanned
    unplanned = sas.merge_by(
        sas.require_sorted(visits, ["patient"], name="WORK.VISITS"),
        sas.require_sorted(plans, ["patient"], name="WORK.PLANS"),
        ["patient"],
        in_left="seen",
        in_right="known",
    )
    unplanned = unplanned.loc[~unplanned["known"] & unplanned["seen"]].reset_index(drop=True)
    unplanned = unplanned[["patient", "cost", "plan", "paid"]]

    # program.sas 33-42: DATA raised dear
    rows = visits.copy()
    cost_case = rows["cost"].isna() | (rows["cost"] < 6)
    rows.loc[cost_case, "cost"] = 6.0
    rows["note"] = pd.Series("dear", index=rows.index).case_when([(cost_case, "")])
    raised = rows.loc[cost_case].reset_index(drop=True)
    dear = rows.loc[~cost_case, ["patient", "cost"]].reset_index(drop=True)

    return {
        "dear": dear,
        "planned": planned,
        "plans": plans,
        "raised": raised,
        "unplanned": unplanned,
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
