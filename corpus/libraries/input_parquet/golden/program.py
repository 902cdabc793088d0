"""Program.

Translated from program.sas by saslift 0.1 for pandas 3. Reads input.visits.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {"input": "input"}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-6: DATA seen
    visits = lib.read("input.visits")
    seen = visits.copy()
    seen["year"] = sas.year(seen["day"])
    seen["next"] = sas.intnx("month", seen["day"], 1, "s")
    seen.loc[seen["name"] == "", "name"] = "?"
    seen.loc[seen["n"].isna(), "n"] = 0.0

    # program.sas 9-12: PROC MEANS
    classified = visits.loc[visits["name"] != ""]
    n = classified.groupby("name")["n"]
    counts = pd.DataFrame({"_FREQ_": n.size().astype("float64"), "total": n.sum(min_count=1)}).reset_index()

    return {"counts": counts, "seen": seen}


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
