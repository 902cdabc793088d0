"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

NAMES_LINES = """\
Berg, Ann Marie
  Bo
a,,b

"""


def names_rows():
    """DATA names, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(NAMES_LINES.splitlines(), at_end="truncate", pad=80)
    names = []
    try:
        while True:
            lines.begin()
            full = lines.text_field("full", 20, "$char20.", 20)
            names.append((full,))
    except sas.EndStep:
        pass
    return sas.table(names, {"full": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-5: DATA names
    # LOOP L0203: the step reads text with INPUT
    names = names_rows()

    # program.sas 13-20: DATA words
    words = names.copy()
    words["w1"] = sas.cut(sas.scan(sas.pad(words["full"], 20), 1, ","), 12)
    words["w2"] = sas.cut(sas.scan(sas.pad(words["full"], 20), 2, ", "), 12)
    words["back"] = sas.cut(sas.scan(sas.pad(words["full"], 20), -1, ", "), 12)
    words["empty"] = sas.cut(sas.scan(sas.pad(words["full"], 20), 2, ",", "m"), 12)
    words["n"] = sas.countw(sas.pad(words["full"], 20), ", ")

    return {"names": names, "words": words}


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
