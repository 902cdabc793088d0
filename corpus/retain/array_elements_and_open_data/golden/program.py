"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def totals_rows(wide):
    """DATA totals, row by row (L0203): an array is used with a subscript that only the row knows."""
    wide = sas.open_columns(
        wide,
        {"id": "float64", "w1": "float64"},
        ["odd", "even"],
        optional={"place": "float64"},
        row="_row_of_wide",
    )
    totals = []
    total = [nan, nan]
    for id_, w1, wide_row in zip(wide["id"].tolist(), wide["w1"].tolist(), wide["_row_of_wide"].tolist()):
        place = sas.mod(id_, 2) + 1
        total[sas.subscript(place, 1, 2, at="23 column 3")] = sas.sum_(
            total[sas.subscript(place, 1, 2, at="23 column 22")], w1, 1
        )
        totals.append((wide_row, id_, total[0], total[1], place, w1))
    return sas.carry(
        sas.table(
            totals,
            {
                "_row_of_wide": "float64",
                "id": "float64",
                "odd": "float64",
                "even": "float64",
                "place": "float64",
                "w1": "float64",
            },
        ),
        {"_row_of_wide": wide},
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    visits = sas.table(
        [
            (1, 1, 5),
            (1, 2, 6),
            (2, 2, 7),
            (3, 1, 8),
        ],
        {"id": "float64", "month": "float64", "weight": "float64"},
    )

    # program.sas 12-15: PROC TRANSPOSE
    # Only the data tell which columns this makes
    wide = sas.transpose(
        sas.require_sorted(
            visits.loc[visits["weight"] > 0].reset_index(drop=True), ["id"], name="WORK.VISITS"
        ),
        ["weight"],
        by=["id"],
        ids=["month"],
        prefix="w",
        drop=["_name_"],
    )

    # program.sas 18-23: DATA totals
    totals = totals_rows(wide)

    return {"totals": totals, "visits": visits, "wide": wide}


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
