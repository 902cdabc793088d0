"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def first_rows():
    """DATA first, row by row (L0203): a function needs the run's surroundings (RANUNI)."""
    first = []
    random_numbers = sas.Streams()
    u = sas.round_(random_numbers.old_number("RANUNI", 12345.0), 1e-06)
    first.append((u,))
    return sas.table(first, {"u": "float64"})


def again_rows():
    """DATA again, row by row (L0203): a function needs the run's surroundings (RANUNI)."""
    again = []
    random_numbers = sas.Streams()
    u = nan
    for i in (1.0, 2.0):
        u = sas.round_(random_numbers.old_number("RANUNI", 12345.0), 1e-06)
        again.append((i, u))
    return sas.table(again, {"i": "float64", "u": "float64"})


def called_rows():
    """DATA called, row by row (L0203): a function needs the run's surroundings (random)."""
    called = []
    random_numbers = sas.Streams()
    u = v = nan
    seed = 1.0
    other = 12345.0
    seed, u = random_numbers.call_old("RANUNI", seed)
    other, v = random_numbers.call_old("RANUNI", other)
    u = float(sas.equal(u, seed / 2147483647))
    v = sas.round_(v, 1e-06)
    called.append((seed, u, v))
    return sas.table(called, {"seed": "float64", "u": "float64", "v": "float64"})


def outcome_rows():
    """DATA outcome, row by row (L0203): a function needs the run's surroundings (random)."""
    outcome = []
    random_numbers = sas.Streams()
    k = nan
    seed = 12345.0
    seed, k = random_numbers.call_old("RANTBL", seed, 0.3, 0.05, 0.65)
    outcome.append((k,))
    return sas.table(outcome, {"k": "float64"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: DATA first
    first = first_rows()

    # program.sas 5-9: DATA again
    again = again_rows()

    # program.sas 12-19: DATA called
    called = called_rows()

    # program.sas 22-25: DATA outcome
    outcome = outcome_rows()

    return {"again": again, "called": called, "first": first, "outcome": outcome}


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
