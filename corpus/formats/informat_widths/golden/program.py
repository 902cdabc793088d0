"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import pandas as pd

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def grade_informat(text, width=1):
    """Informat GRADE: A 4.0, B 3.0, other 0.0."""
    value = text[:width].lstrip(" ").upper().strip(" ")
    if value == "A":
        return 4.0
    if value == "B":
        return 3.0
    return 0.0


def score_informat(text, width=12):
    """Informat SCORE: 0-49.5 1.0, 49.5<-100 2.0, other 9.0."""
    value = text[:width].rstrip(" ")
    number = sas.number_or_missing(value)
    number = sas.snap(number, [0, 49.5, 100])
    if 0 <= number <= 49.5:
        return 1.0
    if 49.5 < number <= 100:
        return 2.0
    return 9.0


def region_informat(text, width=5):
    """Informat $REGION: N North, other _same_."""
    value = text[:width].rstrip(" ")
    if value == "N":
        return "North"
    return value


@sas.user_format(3)
def short_format(value):
    """Format SHORT: 1 abcdef."""
    value = sas.snap(value, [1])
    if value == 1:
        return "abcdef"
    return None  # no label: the value as it is


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: PROC FORMAT

    # program.sas 8-15: DATA marks
    marks = pd.DataFrame({"text": ["   b"]})
    marks["mark"] = sas.input_number(marks["text"], grade_informat, width=4)
    marks["none"] = sas.input_number(marks["text"], grade_informat)
    marks["high"] = float(sas.input_number("49.75", score_informat))
    marks["cut"] = float(sas.input_number("49.75", score_informat, width=2))
    marks["place"] = sas.cut(sas.input_text("N", region_informat), 5)
    marks["label"] = short_format(1.0)

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
