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
    sas.expect_special_missing()  # .A to .Z are told from .
    # program.sas 1-8: DATA mixed
    mixed = sas.table(
        [
            ("zero", 0),
            ("Z", sas.special_missing("Z")),
            ("minus", -9),
            ("plain", nan),
            ("A", sas.special_missing("A")),
            ("under", sas.special_missing("_")),
        ],
        {"what": "str", "x": "float64"},
    )

    # program.sas 11-12: PROC SORT
    sorted_ = sas.sort(mixed, ["x"])

    # program.sas 15-21: DATA compared
    compared = sorted_.copy()
    compared["below"] = sas.less(compared["x"], -100).astype("float64")
    compared["up_to_z"] = sas.less_equal(compared["x"], sas.special_missing("Z")).astype("float64")
    compared["is_plain"] = sas.equal(compared["x"], nan).astype("float64")
    compared["above_plain"] = sas.less(nan, compared["x"]).astype("float64")
    compared["nothing"] = compared["x"].isna().astype("float64")

    return {"compared": compared, "mixed": mixed, "sorted": sorted_}


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
