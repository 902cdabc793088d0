"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

VISITS_LINES = """\
1 10
1 35
1 80
1 81
2 5
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
            visits.append((patient, day))
    except sas.EndStep:
        pass
    return sas.table(visits, {"patient": "float64", "day": "float64"})


def episodes_and_gaps(visits):
    """DATA episodes gaps, row by row: the step does not write exactly one data set."""
    visits = sas.require_sorted(visits, ["patient"], name="WORK.VISITS")
    episodes, gaps = [], []
    first_patient = ~visits.duplicated("patient")
    last_patient = ~visits.duplicated("patient", keep="last")
    start, stop, episode = nan, nan, 0.0  # kept from row to row
    for patient, day, is_first_patient, is_last_patient in zip(
        visits["patient"].tolist(), visits["day"].tolist(), first_patient.tolist(), last_patient.tolist()
    ):
        gap = nan
        if is_first_patient:
            episode = 1.0
            start = day
            stop = day
        elif day - stop > 30:
            gap = day - stop
            gaps.append((patient, gap))
            episodes.append((patient, start, stop, episode))
            episode += 1
            start = day
        stop = sas.max_(stop, day)
        if is_last_patient:
            episodes.append((patient, start, stop, episode))
    return (
        sas.table(
            episodes, {"patient": "float64", "start": "float64", "stop": "float64", "episode": "float64"}
        ),
        sas.table(gaps, {"patient": "float64", "gap": "float64"}),
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA visits
    # LOOP L0203: the step reads text with INPUT
    visits = visits_rows()

    # program.sas 12-29: DATA episodes gaps
    # LOOP L0203: the step does not write exactly one data set
    episodes, gaps = episodes_and_gaps(visits)

    return {"episodes": episodes, "gaps": gaps, "visits": visits}


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
