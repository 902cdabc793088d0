"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def later_rows(described):
    """DATA later, row by row (L0203): a function needs the run's surroundings (VLABEL)."""
    later = []
    for code, price, day, rest in zip(
        described["code"].tolist(),
        described["price"].tolist(),
        described["day"].tolist(),
        described["rest"].tolist(),
    ):
        shown = sas.put(code, "$2.") + sas.put(price, "5.0")
        same = float(code == "abcdef") + float(price == 2.75)
        note = sas.cut("Price in crowns", 200)
        later.append((code, price, day, sas.shorten_number(rest, 4), shown, same, note))
    return sas.table(
        later,
        {
            "code": "str",
            "price": "float64",
            "day": "float64",
            "rest": "float64",
            "shown": "str",
            "same": "float64",
            "note": "str",
        },
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-8: DATA described
    described = sas.table(
        [
            ("abcdef", 2.75, 366),  # 01JAN1961
            ("xy", nan, nan),
        ],
        {"code": "str", "price": "float64", "day": "float64"},
    )
    described["rest"] = described["price"] - 1
    described["rest"] = sas.shorten_number(described["rest"], 4)

    # program.sas 14-18: DATA later
    later = later_rows(described)

    # program.sas 21: PROC CONTENTS
    about = sas.contents_table(
        "WORK",
        "LATER",
        "",
        [
            ("code", "Char", 6, "$2.", "", ""),
            ("price", "Num", 8, "5.0", "", "Price in crowns"),
            ("day", "Num", 8, "YYMMDD10.", "", "Day of sale"),
            ("rest", "Num", 4, "", "", "What is left"),
            ("shown", "Char", 7, "", "", ""),
            ("same", "Num", 8, "", "", ""),
            ("note", "Char", 200, "", "", ""),
        ],
        len(later),
    )[["NAME", "LABEL", "FORMAT"]]

    return {"about": about, "described": described, "later": later}


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
