"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-4: DATA visits
    # What PROC TRANSPOSE makes has the columns that the data ask for
    visits = sas.table(
        [
            (1, 1, 70),
            (1, 2, 71),
            (2, 1, 80),
            (4, 2, 90),
        ],
        {"id": "float64", "month": "float64", "weight": "float64"},
    )

    # program.sas 10-12: DATA doses
    doses = sas.table(
        [
            (1, 1, 5),
            (3, 1, 6),
            (3, 2, 7),
            (4, 1, 8),
        ],
        {"id": "float64", "month": "float64", "dose": "float64"},
    )

    # program.sas 18-20: DATA sites
    sites = sas.table(
        [
            (2, "Lund"),
            (3, "Malmo"),
            (3, "Ystad"),
        ],
        {"id": "float64", "site": "str"},
    )

    # program.sas 25-28: PROC TRANSPOSE
    weights = sas.transpose(
        sas.require_sorted(
            visits.loc[visits["weight"] > 0].reset_index(drop=True), ["id"], name="WORK.VISITS"
        ),
        ["weight"],
        by=["id"],
        ids=["month"],
        prefix="w",
        drop=["_name_"],
    )

    # program.sas 30-33: PROC TRANSPOSE
    doses_wide = sas.transpose(
        sas.require_sorted(doses.loc[doses["dose"] > 0].reset_index(drop=True), ["id"], name="WORK.DOSES"),
        ["dose"],
        by=["id"],
        ids=["month"],
        prefix="d",
        drop=["_name_"],
    )

    # program.sas 37-42: DATA merged
    # A match-merge of three, of which one has an id twice
    merged = sas.merge_all(
        [weights, doses_wide, sites],
        ["id"],
        flags=["in_weighed", "in_dosed", ""],
        names=["WORK.WEIGHTS", "WORK.DOSES_WIDE", "WORK.SITES"],
    )
    merged = sas.open_columns(merged, {"w2": "float64", "w1": "float64"}, ["both", "gain"])
    merged = merged.loc[merged["in_weighed"] | merged["in_dosed"]].reset_index(drop=True)
    merged["both"] = (merged["in_weighed"] & merged["in_dosed"]).astype("float64")
    merged["gain"] = merged["w2"] - merged["w1"]
    merged = sas.only(merged, drop=["in_weighed", "in_dosed"])

    # program.sas 46-49: DATA weighed
    # Only those that were weighed
    weighed = sas.merge_all([weights, doses_wide], ["id"], wanted=[0])

    # program.sas 53-56: DATA stacked
    # One after the other, and interleaved
    stacked = sas.stack([weights, doses_wide], flags=["", "in_dosed"])
    stacked = sas.open_columns(stacked, {}, ["second"])
    stacked["second"] = stacked["in_dosed"].astype("float64")
    stacked = sas.only(stacked, keep=["id", "second", "w1", "d1"])

    # program.sas 58-62: DATA interleaved
    interleaved = sas.stack(
        [sas.only(weights, rename={"w1": "first_value"}), sas.only(doses_wide, rename={"d1": "first_value"})],
        ["id"],
    )
    interleaved = sas.open_columns(interleaved, {}, ["alone"])
    interleaved["alone"] = (
        ~interleaved.duplicated("id") & ~interleaved.duplicated("id", keep="last")
    ).astype("float64")
    interleaved = sas.only(interleaved, keep=["id", "first_value", "alone"])

    # program.sas 66-67: DATA beside
    # Side by side, whatever the keys
    beside = sas.merge_all([
        sas.only(weights, keep=["id", "w1"]), sas.only(doses_wide, rename={"id": "other"})
    ])

    return {
        "beside": beside,
        "doses": doses,
        "doses_wide": doses_wide,
        "interleaved": interleaved,
        "merged": merged,
        "sites": sites,
        "stacked": stacked,
        "visits": visits,
        "weighed": weighed,
        "weights": weights,
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
