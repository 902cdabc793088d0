"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

PARTS_LINES = """\
A 1   nut M8    1250  12
B2    bolt      3.5  100
C3                     .
"""


def parts_rows():
    """DATA parts, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(PARTS_LINES.splitlines(), pad=80)
    parts = []
    try:
        while True:
            lines.begin()
            code = lines.text_columns("code", 5, 1, 5, "$5.")
            name = lines.text_columns("name", 8, 7, 14, "$8.")
            lines.at(16)
            price = lines.number_field("price", "5.2", 5)
            lines.plus(1)
            stock = lines.number_field("stock", "3.", 3)
            parts.append((code, name, price, stock))
    except sas.EndStep:
        pass
    return sas.table(parts, {"code": "str", "name": "str", "price": "float64", "stock": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA parts
    # LOOP L0203: the step reads text with INPUT
    parts = parts_rows()

    return {"parts": parts}


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
