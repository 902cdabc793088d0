"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

LÖNER_LINES = """\
män 100
kvinnor 110
övriga .
"""


def löner_rows():
    """DATA löner, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(LÖNER_LINES.splitlines(), pad=80)
    löner = []
    try:
        while True:
            grupp = ""
            lines.begin()
            kön = lines.text("kön", 8)
            lön = lines.number("lön")
            if kön == "män":
                grupp = "M"
            elif kön == "kvinnor":
                grupp = "K"
            text = sas.cut("Årslön: " + sas.put(lön * 12, "6."), 14)
            löner.append((kön, lön, grupp, text))
    except sas.EndStep:
        pass
    return sas.table(löner, {"kön": "str", "lön": "float64", "grupp": "str", "text": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-7: DATA löner
    # Löner per kön
    # LOOP L0203: the step reads text with INPUT
    löner = löner_rows()

    return {"löner": löner}


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
