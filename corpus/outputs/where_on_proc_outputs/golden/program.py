"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
5 steps are not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse
from math import nan

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def sales_rows():
    """DATA sales, row by row: the step reads nothing: its statements are executed once."""
    sales = []
    item = amount = nan
    for region in (1.0, 2.0, 3.0):
        for item in map(float, range(1, 5)):
            amount = item * 10 + region
            sales.append((region, item, amount))
    return sas.table(sales, {"region": "float64", "item": "float64", "amount": "float64"})


def hole_2(sales):
    """saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)

    sales: region (number), item (number), amount (number)
    Returns dear: columns that are not known here

    proc sort data=sales out=dear(where=(item > 2) drop=item rename=(amount=price));
      by descending region;
    """
    raise sas.NotTranslated(
        "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
    )


def hole_3(sales):
    """saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)

    sales: region (number), item (number), amount (number)
    Returns totals: columns that are not known here

    proc means data=sales noprint;
      class region;
      var amount;
      output out=totals(drop=_type_ _freq_ where=(_type_ = 1)) sum=total;
    """
    raise sas.NotTranslated(
        "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
    )


def hole_4(sales):
    """saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)

    sales: region (number), item (number), amount (number)
    Returns counts: columns that are not known here

    proc freq data=sales noprint;
      tables region * item / out=counts(keep=region item count where=(region > 2));
    """
    raise sas.NotTranslated(
        "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
    )


def hole_5(sales):
    """saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)

    sales: region (number), item (number), amount (number)
    Returns wide: columns that are not known here

    proc transpose data=sales out=wide(where=(region ne 2) drop=_name_) prefix=item;
      by region;
      id item;
      var amount;
    """
    raise sas.NotTranslated(
        "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
    )


def hole_6(sales, others):
    """saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)

    sales: region (number), item (number), amount (number)
    others: region (number), item (number), amount (number)
    Returns firsts: columns that are not known here

    proc sort data=sales out=firsts nodupkey dupout=others(where=(item = 2));
      by region;
    """
    raise sas.NotTranslated(
        "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
    )


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 2-8: DATA sales
    # Rows of a group are chosen after the statistics are made
    # LOOP L0203: the step reads nothing: its statements are executed once
    sales = sales_rows()

    # program.sas 11-12: PROC SORT
    dear = hole_2(sales)

    # program.sas 15-18: PROC MEANS
    totals = hole_3(sales)

    # program.sas 21-22: PROC FREQ
    counts = hole_4(sales)

    # program.sas 25-28: PROC TRANSPOSE
    wide = hole_5(sales)

    # program.sas 31-32: PROC SORT
    others = lib.read("work.others")
    firsts = hole_6(sales, others)

    return {
        "counts": counts,
        "dear": dear,
        "firsts": firsts,
        "others": others,
        "sales": sales,
        "totals": totals,
        "wide": wide,
    }


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
