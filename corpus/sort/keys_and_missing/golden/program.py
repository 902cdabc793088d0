"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

VISITS_LINES = """\
bo 30 1
Ann 30 .
ann . 5
Bo . 7
. 30 9
Ann 30 2
"""


def visits_rows():
    """DATA visits, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(VISITS_LINES.splitlines(), pad=80)
    visits = []
    try:
        while True:
            lines.begin()
            name = lines.text("name", 8)
            age = lines.number("age")
            score = lines.number("score")
            visits.append((name, age, score))
    except sas.EndStep:
        pass
    return sas.table(visits, {"name": "str", "age": "float64", "score": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    # LOOP L0203: the step reads text with INPUT
    visits = visits_rows()

    # program.sas 13-14: PROC SORT
    by_age = sas.sort(visits, ["age", "score"], descending=["score"])

    # program.sas 17-18: PROC SORT
    by_name = visits.sort_values("name", kind="stable", ignore_index=True)[["name", "score"]]

    return {"by_age": by_age, "by_name": by_name, "visits": visits}


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
