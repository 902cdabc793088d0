"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

AWARDS_LINES = """\
2020 b
2022 z
2022 a
. q
2020 a
"""


def awards_rows():
    """DATA awards, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(AWARDS_LINES.splitlines(), pad=80)
    awards = []
    try:
        while True:
            lines.begin()
            year = lines.number("year")
            name = lines.text("name", 8)
            awards.append((year, name))
    except sas.EndStep:
        pass
    return sas.table(awards, {"year": "float64", "name": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA awards
    # LOOP L0203: the step reads text with INPUT
    awards = awards_rows()

    # program.sas 12-13: PROC SORT
    awards = awards.sort_values(["year", "name"], ascending=[False, True], kind="stable", ignore_index=True)

    # program.sas 16-19: DATA firsts
    firsts = awards.loc[~awards.duplicated("year")].reset_index(drop=True)

    return {"awards": awards, "firsts": firsts}


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
