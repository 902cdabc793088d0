"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

QUOTED_LINES = [
    '" a"," b"," c"',
    '"","x ",.',
]


def quoted_rows():
    """DATA quoted, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(QUOTED_LINES, delimiters=",", dsd=True, pad=80)
    quoted = []
    try:
        while True:
            lines.begin()
            plain = lines.text("plain", 8)
            given = lines.text("given", 10, "$10.")
            kept = lines.text("kept", 10, "$char10.")
            quoted.append((plain, given, kept))
    except sas.EndStep:
        pass
    return sas.table(quoted, {"plain": "str", "given": "str", "kept": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-4: DATA quoted
    # LOOP L0203: the step reads text with INPUT
    quoted = quoted_rows()

    return {"quoted": quoted}


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
