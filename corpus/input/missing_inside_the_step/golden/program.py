"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

SURVEY_LINES = """\
1 4 2 R 3 x 4 . 5 r
"""


def survey_rows():
    """DATA survey, row by row (L0203): special missing values (.A-.Z) may occur."""
    lines = sas.LineReader(SURVEY_LINES.splitlines(), first_line=6, pad=80, missing="RX")
    survey = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            answer = lines.number("answer")
            lines.hold_all()
            refused = float(sas.equal(answer, sas.special_missing("R")))
            survey.append((id_, answer, refused))
    except sas.EndStep:
        pass
    return sas.table(survey, {"id": "float64", "answer": "float64", "refused": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    sas.expect_special_missing()  # .A to .Z are told from .
    # program.sas 1-5: DATA survey
    survey = survey_rows()

    return {"survey": survey}


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
