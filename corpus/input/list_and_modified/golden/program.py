"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

PEOPLE_LINES = """\
1 Ann Marie  03JAN1990 1,250
2 Bo  . .
3 Charles de Gaulle  29FEB2000 12
"""


def people_rows():
    """DATA people, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(PEOPLE_LINES.splitlines(), pad=80)
    people = []
    try:
        while True:
            lines.begin()
            id_ = lines.number("id")
            name = lines.text("name", 20, "$20.", two_blanks=True)
            born = lines.number("born", "date9.")
            pay = lines.number("pay", "comma8.")
            people.append((id_, name, born, pay))
    except sas.EndStep:
        pass
    return sas.table(people, {"id": "float64", "name": "str", "born": "float64", "pay": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA people
    # LOOP L0203: the step reads text with INPUT
    people = people_rows()

    return {"people": people}


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
