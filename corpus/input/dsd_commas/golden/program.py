"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

SHEET_LINES = [
    '1,"Berg, Ann",10,"x"',
    "2,,,",
    "3,Bo, 5 ,y",
    "4",
    ',"a ""b"" c",.,"1,2"',
]


def sheet_rows():
    """DATA sheet, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(SHEET_LINES, delimiters=",", dsd=True, at_end="truncate", pad=80)
    sheet = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            name = lines.text("name", 20, "$20.")
            amount = lines.number("amount")
            note = lines.text("note", 10, "$10.", quotes=True)
            sheet.append((id_, name, amount, note))
    except sas.EndStep:
        pass
    return sas.table(sheet, {"id": "float64", "name": "str", "amount": "float64", "note": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA sheet
    # LOOP L0203: the step reads text with INPUT
    sheet = sheet_rows()

    return {"sheet": sheet}


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
