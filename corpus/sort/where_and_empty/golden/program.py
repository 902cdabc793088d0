"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA items
    items = sas.table(
        [
            ("b", 2),
            ("a", 1),
            ("c", 3),
        ],
        {"k": "str", "v": "float64"},
    )

    # program.sas 10-11: PROC SORT
    items = items.loc[items["v"].isna() | (items["v"] < 3)].reset_index(drop=True).sort_values(
        "k", kind="stable", ignore_index=True
    )

    # program.sas 14-15: PROC SORT
    none = items.loc[items["v"] > 100].reset_index(drop=True).sort_values(
        "v", ascending=False, kind="stable", ignore_index=True
    )

    return {"items": items, "none": none}


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
