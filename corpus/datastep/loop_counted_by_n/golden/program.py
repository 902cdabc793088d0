"""Program.

Translated from program.sas by saslift 0.1 for pandas 3.
1 step is not translated: the program stops there.
program.html shows SAS and Python side by side.
"""

import argparse

import sas_semantics as sas

LIBRARIES = {}  # libref: folder below --data (read) or --out (write)


def hole_2(sales):
    """the target of the assignment is not a variable (H0228)

    sales: shop (text of 8), amount (number)
    Returns means: columns that are not known here

    data means;
      do _n_ = 1 by 1 until (last.shop);
        set sales;
        by shop;
        total = sum(total, amount);
      end;
      mean = total / _n_;
      drop amount;
    """
    raise sas.NotTranslated("H0228", "the target of the assignment is not a variable")


def run(lib):
    """Run every step in order; return the WORK data sets by name."""
    # program.sas 1-3: DATA sales
    sales = sas.table(
        [
            ("A", 10),
            ("A", 30),
            ("B", 5),
        ],
        {"shop": "str", "amount": "float64"},
    )

    # program.sas 10-17: DATA means
    means = hole_2(sales)

    return {"means": means, "sales": sales}


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
