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


PEOPLE_LINES = """\
40 17 3 18 . 25
"""


def people_rows():
    """DATA people, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(PEOPLE_LINES.splitlines(), pad=80)
    people = []
    try:
        while True:
            lines.begin()
            age = lines.number("age")
            lines.hold_all()
            people.append((age,))
    except sas.EndStep:
        pass
    return sas.table(people, {"age": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC FORMAT

    # program.sas 5-7: DATA people
    # LOOP L0203: the step reads text with INPUT
    people = people_rows()

    # program.sas 12-14: PROC FREQ
    ages = sas.count_levels(people, ["age"], levels={"age": agegrp_format})

    return {"ages": ages, "people": people}


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
