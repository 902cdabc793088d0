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
    # program.sas 1-3: DATA people
    people = sas.table(
        [
            ("Ann", 17, 0),
            ("Bo", 30, 50),
            ("Cid", 70, nan),
            ("Dan", nan, 20),
        ],
        {"name": "str", "age": "float64", "income": "float64"},
    )

    # program.sas 9-24: DATA rated
    rated = people.copy()
    age_case = rated["age"] >= 18
    rated["adult"] = np.where(age_case, 1.0, 0.0)
    income_case = age_case & rated["income"].isna()
    income_case_2 = age_case & (rated["income"] > 40)
    rated["level"] = pd.Series("", index=rated.index).case_when([
        (income_case, "unknown"), (income_case_2, "high")
    ])
    rated["age"] = rated["age"].case_when([(income_case, rated["age"]), (income_case_2, rated["age"] + 100)])
    rated["double"] = (rated["age"] * 2).where(~income_case & income_case_2)
    rated["checked"] = sas.running_sum(age_case)
    rated.loc[~age_case & (rated["income"].notna() & (rated["income"] != 0)), "level"] = "youth"

    # program.sas 26-33: DATA left_out
    left_out = people.loc[people["age"].isna() | (people["age"] <= 60)].reset_index(drop=True)
    age_case = left_out["age"] > 18
    left_out.loc[age_case, "income"] = -1.0
    income_case = ~age_case & (left_out["income"] == 0)
    left_out.loc[~age_case, "income"] = left_out["income"] + 1
    left_out = left_out.loc[~income_case].reset_index(drop=True)

    # program.sas 35-40: DATA before
    before = people.copy()
    income_case = before["income"] > 10
    before["earlier"] = before.loc[income_case, "income"].shift()
    before["change"] = before.loc[income_case, "age"].diff()

    return {"before": before, "left_out": left_out, "people": people, "rated": rated}


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
