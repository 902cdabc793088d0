"""Program.

Translated from program.sas by saslift 0.1 for pandas 3. Reads input.hard.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {"input": "input"}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: DATA read
    hard = lib.read("input.hard")
    read = hard.copy()

    # program.sas 5: PROC CONTENTS
    kinds = sas.contents_table(
        "WORK",
        "READ",
        "",
        [
            ("code", "Char", 4, "", "", ""),
            ("num", "Num", 8, "", "", ""),
            ("zip", "Num", 8, "", "", ""),
            ("day", "Char", 10, "", "", ""),
            ("flag", "Char", 5, "", "", ""),
            ("mix", "Char", 1, "", "", ""),
            ("inf", "Char", 3, "", "", ""),
            ("sci", "Num", 8, "", "", ""),
            ("empty", "Num", 8, "", "", ""),
            ("quoted", "Char", 8, "", "", ""),
        ],
        len(read),
    )[["NAME", "TYPE", "LENGTH"]]

    return {"kinds": kinds, "read": read}


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
