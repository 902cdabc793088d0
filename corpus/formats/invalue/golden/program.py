"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def grade_informat(text, width=1):
    """Informat GRADE: A 5.0, B 4.0, F 0.0, other nan."""
    value = text[:width].rstrip(" ")
    if value == "A":
        return 5.0
    if value == "B":
        return 4.0
    if value == "F":
        return 0.0
    return nan


def limit_informat(text, width=12):
    """Informat LIMIT: 0-100 _same_, other nan."""
    value = text[:width].rstrip(" ")
    number = sas.number_or_missing(value)
    number = sas.snap(number, [0, 100])
    if 0 <= number <= 100:
        return sas.number_from_text(value)
    return nan


MARKS_LINES = """\
Ann A 50
Bo x 101
Cid F 0
Dag B .
"""


def marks_rows():
    """DATA marks, row by row (L0203): an informat of the program's own reads the lines (GRADE)."""
    lines = sas.LineReader(MARKS_LINES.splitlines(), first_line=9, pad=80)
    marks = []
    try:
        while True:
            lines.begin()
            name = lines.text("name", 8)
            mark = lines.number("mark", grade_informat)
            points = lines.number("points", limit_informat)
            marks.append((name, mark, points))
    except sas.EndStep:
        pass
    return sas.table(marks, {"name": "str", "mark": "float64", "points": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: PROC FORMAT

    # program.sas 6-8: DATA marks
    marks = marks_rows()

    return {"marks": marks}


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
