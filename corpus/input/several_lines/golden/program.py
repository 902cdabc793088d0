"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

CARDS_LINES = """\
Ann
Elm road 3
22100 Lund
Bo
Oak street 9
. Oslo
"""


def cards_rows():
    """DATA cards, row by row (L0203): the pointer of INPUT moves by a value of the run."""
    lines = sas.LineReader(CARDS_LINES.splitlines(), first_line=4, pad=80)
    cards = []
    try:
        while True:
            lines.begin()
            name = lines.text("name", 8)
            lines.next_line()
            street = lines.text_columns("street", 12, 1, 12, "$12.")
            lines.to_line(3)
            zip_ = lines.number("zip")
            city = lines.text("city", 8)
            cards.append((name, street, zip_, city))
    except sas.EndStep:
        pass
    return sas.table(cards, {"name": "str", "street": "str", "zip": "float64", "city": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA cards
    cards = cards_rows()

    return {"cards": cards}


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
