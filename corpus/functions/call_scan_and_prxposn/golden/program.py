"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def words_rows():
    """DATA words, row by row (L0203): a routine is executed row by row (CALL SCAN)."""
    words = []
    empty = none = last = size = beyond = zero = nowhere = nothing = nan
    text = "a,,bc"
    empty, none = sas.scan_place(text, 2, ",", "m")
    last, size = sas.scan_place(text, -1, ",")
    beyond, zero = sas.scan_place(text, 5, ",")
    nowhere, nothing = sas.scan_place(text, 0)
    words.append((text, empty, none, last, size, beyond, zero, nowhere, nothing))
    return sas.table(
        words,
        {
            "text": "str",
            "empty": "float64",
            "none": "float64",
            "last": "float64",
            "size": "float64",
            "beyond": "float64",
            "zero": "float64",
            "nowhere": "float64",
            "nothing": "float64",
        },
    )


def numbers_rows():
    """DATA numbers, row by row (L0203): a routine is executed row by row (CALL MISSING)."""
    numbers = []
    part, place, size = "", nan, nan
    pattern = sas.prxparse("/(\\d+)-(\\d+)/")
    for text in ("tel 12-345", "none", "9-8"):
        part = ""
        if sas.is_true(sas.prxmatch(pattern, text.ljust(12))):
            place, size = sas.last_place(pattern, 2.0)
            part = sas.cut(sas.substr(text, place, size), 4)
        else:
            place, size = sas.last_place(pattern, 2.0)
        numbers.append((text, part, place, size))
    return sas.table(numbers, {"text": "str", "part": "str", "place": "float64", "size": "float64"})


def matches_rows():
    """DATA matches, row by row (L0203): a routine is executed row by row (CALL PRXNEXT)."""
    matches = []
    place = size = nan
    text = "ab 12 cd e"
    pattern = sas.prxparse("/[a-z]+/")
    start = 1.0
    stop = sas.length(text)
    start, place, size = sas.next_match(pattern, start, stop, text.ljust(10), place, size)
    while place > 0:
        matches.append((start, place, size))
        start, place, size = sas.next_match(pattern, start, stop, text.ljust(10), place, size)
    return sas.table(matches, {"start": "float64", "place": "float64", "size": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-6: DATA words
    words = words_rows()

    # program.sas 9-21: DATA numbers
    sas.forget_patterns()
    numbers = numbers_rows()

    # program.sas 24-34: DATA matches
    sas.forget_patterns()
    matches = matches_rows()

    return {"matches": matches, "numbers": numbers, "words": words}


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
