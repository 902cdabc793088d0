"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

SEMI_LINES = """\
a|b
1|x y
2/z
|| 3 ||q
4|never
"""


def semi_rows():
    """DATA semi, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(SEMI_LINES.splitlines(), delimiters="|/", firstobs=2, obs=4, pad=80)
    semi = []
    try:
        while True:
            lines.begin()
            a = lines.number("a")
            b = lines.text("b", 8)
            semi.append((a, b))
    except sas.EndStep:
        pass
    return sas.table(semi, {"a": "float64", "b": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA semi
    # LOOP L0203: the step reads text with INPUT
    semi = semi_rows()

    return {"semi": semi}


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
