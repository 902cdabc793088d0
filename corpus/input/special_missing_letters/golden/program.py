"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

ANSWERS_LINES = """\
1 5 2 a 3 B 4 . 5 -1
"""


def answers_rows():
    """DATA answers, row by row (L0203): special missing values (.A-.Z) may occur."""
    lines = sas.LineReader(ANSWERS_LINES.splitlines(), first_line=10, pad=80, missing="AB")
    answers = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            score = lines.number("score")
            lines.hold_all()
            reason = "?"
            if sas.equal(score, sas.special_missing("A")):
                reason = "a"
            elif sas.equal(score, sas.special_missing("B")):
                reason = "b"
            elif sas.less(sas.special_missing("Z"), score):
                reason = "#"
            answers.append((id_, score, reason))
    except sas.EndStep:
        pass
    return sas.table(answers, {"id": "float64", "score": "float64", "reason": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    sas.expect_special_missing()  # .A to .Z are told from .
    # program.sas 3-9: DATA answers
    answers = answers_rows()

    return {"answers": answers}


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
