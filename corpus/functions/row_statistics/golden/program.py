"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA scores
    scores = sas.table(
        [
            (4, 2, 9, 1),
            (nan, 3, nan, 5),
            (nan, nan, nan, nan),
            (7, 7, 7, 7),
        ],
        {"x1": "float64", "x2": "float64", "x3": "float64", "x4": "float64"},
    )

    # program.sas 11-21: DATA stats
    stats = scores.copy()
    stats["n"] = sas.n(stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["total"] = sas.sum_(stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["mean"] = sas.mean(stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["middle"] = sas.median(stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["low"] = sas.min_(stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["high"] = sas.max_(stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["spread"] = sas.range_(stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["second"] = sas.largest(2, stats["x1"], stats["x2"], stats["x3"], stats["x4"])
    stats["first"] = sas.coalesce(stats["x1"], stats["x2"], stats["x3"], stats["x4"])

    return {"scores": scores, "stats": stats}


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
