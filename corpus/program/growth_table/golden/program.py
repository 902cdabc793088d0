"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def changes_rows(weights):
    """DATA changes, row by row: a variable is retained from row to row (first_kg)."""
    changes = []
    first_id = ~weights.duplicated("id")
    first_kg = nan  # kept from row to row
    for id_, visit, kg, is_first_id in zip(
        weights["id"].tolist(), weights["visit"].tolist(), weights["kg"].tolist(), first_id.tolist()
    ):
        if is_first_id:
            first_kg = kg
        gain = kg - first_kg
        changes.append((id_, visit, kg, first_kg, gain))
    return sas.table(
        changes,
        {"id": "float64", "visit": "float64", "kg": "float64", "first_kg": "float64", "gain": "float64"},
    )


def report_rows(wide, counts):
    """DATA report, row by row: only the run knows all columns of its inputs."""
    wide = sas.open_columns(
        wide,
        {"id": "float64"},
        ["kind"],
        optional={"visits": "float64", "highest": "float64"},
        row="_row_of_wide",
    )
    sas.check_inputs([wide, counts], [])
    merged = sas.MergeReader(
        [
            sas.those_of(wide, ["id", "visits", "highest", "_row_of_wide"]),
            counts[["id", "visits", "highest"]],
        ],
        {"id": "float64", "visits": "float64", "highest": "float64", "_row_of_wide": "float64"},
        by=["id"],
    )
    report = []
    wide_row = id_ = visits = highest = nan  # kept from row to row
    try:
        while True:
            kind = ""
            id_, visits, highest, wide_row = merged.read(id_, visits, highest, wide_row)
            if visits > 1:
                kind = "several"
            else:
                kind = "one"
            report.append((wide_row, id_, visits, highest, kind))
    except sas.EndStep:
        pass
    return sas.carry(
        sas.table(
            report,
            {
                "_row_of_wide": "float64",
                "id": "float64",
                "visits": "float64",
                "highest": "float64",
                "kind": "str",
            },
        ),
        {"_row_of_wide": wide},
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA weights
    weights = sas.table(
        [
            (2, 1, 80),
            (1, 2, 71.5),
            (1, 1, 70),
            (2, 3, nan),
            (3, 2, 60),
            (1, 3, 73),
        ],
        {"id": "float64", "visit": "float64", "kg": "float64"},
    )

    # program.sas 13-14: PROC SORT
    weights = weights.sort_values(["id", "visit"], kind="stable", na_position="first", ignore_index=True)

    # program.sas 17-22: DATA changes
    # LOOP L0203: a variable is retained from row to row (first_kg)
    changes = changes_rows(weights)

    # program.sas 25-28: PROC TRANSPOSE
    wide = sas.transpose(changes, ["gain"], by=["id"], ids=["visit"], prefix="gain_", drop=["_name_"])

    # program.sas 31-34: PROC MEANS
    classified = changes.loc[changes["id"].notna()]
    kg = classified.groupby("id")["kg"]
    counts = pd.DataFrame({"visits": kg.count().astype("float64"), "highest": kg.max()}).reset_index()

    # program.sas 37-41: DATA report
    # LOOP L0203: only the run knows all columns of its inputs
    report = report_rows(wide, counts)

    return {"changes": changes, "counts": counts, "report": report, "weights": weights, "wide": wide}


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
