"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


@sas.user_format(5)
def agegrp_format(value):
    """Format AGEGRP: low-<18 Child, 18-high Adult."""
    value = sas.snap(value, [18])
    if value < 18:
        return "Child"
    if value >= 18:
        return "Adult"
    return None  # no label: the value as it is


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC FORMAT

    # program.sas 5-7: DATA people
    people = sas.table(
        [
            (1, 40, "m", 3),
            (1, 12, "m", 4),
            (1, 13, "f", 5),
            (2, 61, "f", 2),
            (2, 60, "f", 5),
            (2, 70, "m", 5),
        ],
        {"site": "float64", "age": "float64", "sex": "str", "x": "float64"},
    )

    # program.sas 17-22: PROC MEANS
    by_site = sas.summarize(
        sas.require_sorted(people, ["site"], name="WORK.PEOPLE"),
        ["age", "sex"],
        [("total", "sum", "x")],
        [3],
        by=["site"],
        order={"age": "freq", "sex": "freq"},
        levels={"age": agegrp_format},
    )

    return {"by_site": by_site, "people": people}


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
