"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)

ORT_FORMAT = {"gbg": "Göteborg", "mal": "Malmö"}


@sas.user_format(8)
def ort_format(value):
    """Format $ORT: gbg Göteborg, mal Malmö, other övrigt."""
    if value == "gbg":
        return "Göteborg"
    if value == "mal":
        return "Malmö"
    return "övrigt"


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-2: PROC FORMAT

    # program.sas 5-11: DATA orter
    orter = sas.table(
        [
            ("Öberg", "gbg"),
            ("Zorn", "mal"),
            ("Ängström", "sth"),
            ("Åkesson", "mal"),
        ],
        {"namn": "str", "kod": "str"},
    )
    orter["ort"] = ort_format(orter["kod"])
    orter["versal"] = sas.upcase(orter["namn"])
    orter["första"] = sas.cut(orter["namn"].str[:1], 12)

    # program.sas 19-20: PROC SORT
    ordnad = orter.sort_values("namn", kind="stable", ignore_index=True)

    return {"ordnad": ordnad, "orter": orter}


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
