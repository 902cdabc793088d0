"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA people
    people = sas.table(
        [
            (1, 2020, "A", 5),
            (2, 2021, "B", 6),
            (3, 2021, "A", 7),
            (4, 2021, "B", 8),
        ],
        {"id": "float64", "year": "float64", "region": "str", "x": "float64"},
    )

    # program.sas 11-14: DATA later
    later = people.loc[
        people["year"] == 2021, ["id", "x", "year"]
    ].reset_index(drop=True).rename(columns={"year": "where_year"})
    later["total"] = sas.running_sum(later["x"])
    later["year"] = 1900.0
    later = later[["id", "x", "total", "year"]]

    # program.sas 17-19: DATA of_b
    of_b = people.loc[
        (people["region"] == "B") & (people["x"] > 6), ["id", "year", "x", "region"]
    ].reset_index(drop=True).rename(columns={"x": "amount", "region": "where_region"})
    of_b = of_b[["id", "year", "amount"]]

    # program.sas 22-25: DATA both
    both = sas.merge_by(
        sas.require_sorted(
            people.loc[
                people["region"] == "A", ["id", "x", "region"]
            ].reset_index(drop=True).rename(columns={"region": "where_region"}),
            ["id"],
            name="WORK.PEOPLE",
        ),
        sas.require_sorted(
            later.loc[
                later["x"] > 6, ["id", "total", "x"]
            ].reset_index(drop=True).rename(columns={"x": "where_x"}),
            ["id"],
            name="WORK.LATER",
        ),
        ["id"],
        rows="right",
    )
    both = both[["id", "x", "total"]]

    # program.sas 28-29: PROC SORT
    sorted_ = people.loc[people["year"] == 2021, ["id"]].reset_index(drop=True).sort_values(
        "id", ascending=False, kind="stable", ignore_index=True
    )

    return {"both": both, "later": later, "of_b": of_b, "people": people, "sorted": sorted_}


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
