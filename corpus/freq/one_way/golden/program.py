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
    # program.sas 1-3: DATA answers
    answers = sas.table(
        [
            ("yes", 1),
            ("no", 2),
            ("yes", nan),
            ("", 1),
            ("yes", 2),
        ],
        {"a": "str", "n": "float64"},
    )

    # program.sas 12-14: PROC FREQ
    by_a = answers.groupby("a").size().astype("float64").reset_index(name="COUNT")
    # A missing level is counted, without a percentage
    known = by_a["COUNT"].where(by_a["a"] != "")
    by_a["PERCENT"] = known / known.sum() * 100

    # program.sas 12-14: PROC FREQ
    by_n = answers.groupby("n", dropna=False).size().astype("float64").reset_index(name="COUNT")
    by_n = by_n.sort_values("n", kind="stable", na_position="first", ignore_index=True)
    by_n["PERCENT"] = by_n["COUNT"] / by_n["COUNT"].sum() * 100

    return {"answers": answers, "by_a": by_a, "by_n": by_n}


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
