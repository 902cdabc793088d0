"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

VISITS_LINES = """\
2 5 a
1 9 b
2 3 c
. 1 d
1 9 e
. 2 f
"""


def visits_rows():
    """DATA visits, row by row: the step reads text with INPUT."""
    lines = sas.LineReader(VISITS_LINES.splitlines(), pad=80)
    visits = []
    try:
        while True:
            lines.begin()
            patient = lines.number("patient")
            day = lines.number("day")
            note = lines.text("note", 8)
            visits.append((patient, day, note))
    except sas.EndStep:
        pass
    return sas.table(visits, {"patient": "float64", "day": "float64", "note": "str"})


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    # LOOP L0203: the step reads text with INPUT
    visits = visits_rows()

    # program.sas 13-14: PROC SORT
    patients = visits.sort_values("patient", kind="stable", na_position="first", ignore_index=True)
    repeats = patients.loc[~sas.starts_run(patients, ["patient"])].reset_index(drop=True)
    patients = patients.loc[sas.starts_run(patients, ["patient"])].reset_index(drop=True)

    return {"patients": patients, "repeats": repeats, "visits": visits}


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
