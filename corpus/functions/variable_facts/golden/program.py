"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def facts_rows():
    """DATA facts, row by row (L0203): a function needs the run's surroundings (VFORMAT, VFORMATD,
    VFORMATN, VFORMATW, VINFORMAT, VVALUE).
    """
    facts = []
    amount = 1.5
    format_ = sas.cut("COMMA8.2", 12)
    name = sas.cut("COMMA", 12)
    width = 8.0
    decimals = 2.0
    informat = sas.cut("$12.", 12)
    value = sas.cut(sas.put(amount, "comma8.2").strip(" "), 12)
    columns = 3.0
    last = 3 + 1
    facts.append((format_, informat, name, value, width, decimals, columns, last))
    return sas.table(
        facts,
        {
            "format": "str",
            "informat": "str",
            "name": "str",
            "value": "str",
            "width": "float64",
            "decimals": "float64",
            "columns": "float64",
            "last": "float64",
        },
    )


def known_rows():
    """DATA known, row by row (L0203): a function needs the run's surroundings (EXIST)."""
    known = []
    here = 1.0
    there = 1.0
    nowhere = 0.0
    known.append((here, there, nowhere))
    return sas.table(known, {"here": "float64", "there": "float64", "nowhere": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-15: DATA facts
    facts = facts_rows()

    # program.sas 18-21: DATA known
    known = known_rows()

    return {"facts": facts, "known": known}


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
