"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

SOLD_LINES = """\
A   12
T hello
X ignore
A    .
"""


def sold_rows():
    """DATA sold, row by row (L0203): IF executes other statements than assignments."""
    lines = sas.LineReader(SOLD_LINES.splitlines(), first_line=7, pad=80)
    sold = []
    try:
        while True:
            amount = nan
            text = ""
            lines.next_iteration()
            lines.begin()
            type_ = lines.text_columns("type", 1, 1, 1, "$1.")
            lines.hold()
            if type_ == "A":
                lines.begin()
                lines.at(3)
                amount = lines.number_field("amount", "4.", 4)
            elif type_ == "T":
                lines.begin()
                lines.at(3)
                text = lines.text_field("text", 8, "$8.", 8)
            else:
                continue
            sold.append((type_, amount, text))
    except sas.EndStep:
        pass
    return sas.table(sold, {"type": "str", "amount": "float64", "text": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-6: DATA sold
    sold = sold_rows()

    # program.sas 14-16: DATA pairs
    pairs = sas.table(
        [
            ("a", 1),
            ("b", 2),
            ("c", nan),
            ("d", 4),
        ],
        {"k": "str", "v": "float64"},
    )

    return {"pairs": pairs, "sold": sold}


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
