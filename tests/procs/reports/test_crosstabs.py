"""Printed crossed tables of PROC FREQ on every engine: a line a cell and a total. FREQ, "Displayed Output"."""

from __future__ import annotations

import pytest

from equivalence.engines import ENGINES
from tests.procs.results import results_of

SETUP = """
data s; input g $ h $ x @@; datalines;
a p 1 a q 2 b p 4 b p 6 c q .
;
data m; input g $ h $ @@; datalines;
b p a p b q b q . p
;
data w; input a $ b $ n @@; datalines;
x p 1234567 y p 987654.3
;
data school; input gender $ internship $ enrollment $ count @@; datalines;
boys yes yes 35 boys yes no 29 boys no yes 14 boys no no 27
girls yes yes 32 girls yes no 10 girls no yes 53 girls no no 23
;
"""
CASES = [
    (  # FREQ Procedure, Getting Started, "Frequency Tables and Statistics": Table 1 of Internship by Enrollment
        "percentages of a stratum, its totals of rows and columns",
        "proc freq data=school; where gender = 'boys'; tables internship*enrollment; weight count; run;",
        """
        internship | enrollment | Frequency | Percent | Row Percent | Column Percent
        no    | no    | 27  | 25.71  | 65.85 | 48.21
        no    | yes   | 14  | 13.33  | 34.15 | 28.57
        no    | Total | 41  | 39.05  |       |
        yes   | no    | 29  | 27.62  | 45.31 | 51.79
        yes   | yes   | 35  | 33.33  | 54.69 | 71.43
        yes   | Total | 64  | 60.95  |       |
        Total | no    | 56  | 53.33  |       |
        Total | yes   | 49  | 46.67  |       |
        Total | Total | 105 | 100.00 |       |
        """,
    ),
    (  # FREQ, "Missing Values": a combination that does not occur has the frequency 0; the missing ones stand below the table
        "combinations that do not occur have the frequency 0, missing levels are counted below",
        "proc freq data=m; tables g*h; run;",
        """
        g | h | Frequency | Percent | Row Percent | Column Percent
        a     | p     | 1 | 25.00  | 100.00 | 50.00
        a     | q     | 0 | 0.00   | 0.00   | 0.00
        a     | Total | 1 | 25.00  |        |
        b     | p     | 1 | 25.00  | 33.33  | 50.00
        b     | q     | 2 | 50.00  | 66.67  | 100.00
        b     | Total | 3 | 75.00  |        |
        Total | p     | 2 | 50.00  |        |
        Total | q     | 2 | 50.00  |        |
        Total | Total | 4 | 100.00 |        |
        Frequency Missing = 1 | | | | |
        """,
    ),
    (  # TABLES Statement, CROSSLIST: the rows are the cells; published programs read RowPercent in the totals of rows
        "CROSSLIST: the totals of rows and columns are 100 percent of themselves; NOPERCENT and NOFREQ leave values out",
        "proc freq data=m; tables g*h / crosslist nopercent nofreq; run;",
        """
        g | h | Row Percent | Column Percent
        a     | p     | 100.00 | 50.00
        a     | q     | 0.00   | 0.00
        a     | Total | 100.00 |
        b     | p     | 33.33  | 50.00
        b     | q     | 66.67  | 100.00
        b     | Total | 100.00 |
        Total | p     |        | 100.00
        Total | q     |        | 100.00
        Total | Total |        |
        Frequency Missing = 1 | | |
        """,
    ),
    (
        "one-way tables and lists say how many values are missing too; MAXLEVELS= prints the first levels of the whole",
        "proc freq data=m; tables g h*g / list nocum; tables h / maxlevels=1; run;",
        """
        g | Frequency | Percent
        a | 1 | 25.00
        b | 3 | 75.00
        Frequency Missing = 1 | |
        ----
        h | g | Frequency | Percent
        p | a | 1 | 25.00
        p | b | 1 | 25.00
        q | b | 2 | 50.00
        Frequency Missing = 1 | | |
        ----
        h | Frequency | Percent | Cumulative Frequency | Cumulative Percent
        p | 3 | 60.00 | 3 | 60.00
        """,
    ),
    (  # FREQ, "Missing Values", Figure "Missing Values in Frequency Tables": the second table uses MISSPRINT
        "MISSPRINT shows how often missing levels occur, without percentages",
        "data one; input a freq; datalines;\n1 2\n2 2\n. 2\n; proc freq data=one; weight freq; tables a / missprint;"
        " tables a / missprint maxlevels=1; tables a / missprint missing nocum; run;"
        " proc freq data=m; tables g*h / list missprint; run;",
        """
        a | Frequency | Percent | Cumulative Frequency | Cumulative Percent
        . | 2 | .      | . | .
        1 | 2 | 50.00  | 2 | 50.00
        2 | 2 | 50.00  | 4 | 100.00
        Frequency Missing = 2 | | | |
        ----
        a | Frequency | Percent | Cumulative Frequency | Cumulative Percent
        . | 2 | .      | . | .
        1 | 2 | 50.00  | 2 | 50.00
        Frequency Missing = 2 | | | |
        ----
        a | Frequency | Percent
        . | 2 | 33.33
        1 | 2 | 33.33
        2 | 2 | 33.33
        ----
        g | h | Frequency | Percent | Cumulative Frequency | Cumulative Percent
          | p | 1 | .      | . | .
        a | p | 1 | 25.00  | 1 | 25.00
        b | p | 1 | 25.00  | 2 | 50.00
        b | q | 2 | 50.00  | 4 | 100.00
        Frequency Missing = 1 | | | | |
        """,
    ),
    (  # TABLES Statement, FORMAT=: frequencies, expected frequencies and deviations of crossed tables and their totals
        "FORMAT= shows frequencies and what is compared with them; one-way tables have no use for it",
        "proc format; value few 0 = 'none' other = [3.]; run;"
        " proc freq data=m; tables g g*h / format=7.2 nopercent norow nocol nocum expected;"
        " tables g*h / format=few. nopercent norow nocol; run;",
        """
        g | Frequency
        a | 1
        b | 3
        Frequency Missing = 1 |
        ----
        g | h | Frequency | Expected
        a     | p     | 1.00 | 0.50
        a     | q     | 0.00 | 0.50
        a     | Total | 1.00 |
        b     | p     | 1.00 | 1.50
        b     | q     | 2.00 | 1.50
        b     | Total | 3.00 |
        Total | p     | 2.00 |
        Total | q     | 2.00 |
        Total | Total | 4.00 |
        Frequency Missing = 1 | | |
        ----
        g | h | Frequency
        a     | p     | 1
        a     | q     | none
        a     | Total | 1
        b     | p     | 1
        b     | q     | 2
        b     | Total | 3
        Total | p     | 2
        Total | q     | 2
        Total | Total | 4
        Frequency Missing = 1 | |
        """,
    ),
    (  # PROC FREQ Statement, ORDER=: does not apply to missing values, which are always ordered first
        "missing levels stand first in every order",
        "proc freq data=m order=freq; tables g / missing nocum nopercent; tables g*h / missing norow nocol nopercent; run;",
        """
        g | Frequency
          | 1
        b | 3
        a | 1
        ----
        g | h | Frequency
              | p     | 1
              | q     | 0
              | Total | 1
        b     | p     | 1
        b     | q     | 2
        b     | Total | 3
        a     | p     | 1
        a     | q     | 0
        a     | Total | 1
        Total | p     | 3
        Total | q     | 2
        Total | Total | 5
        """,
    ),
    (
        "EXPECTED, DEVIATION, CELLCHI2, TOTPCT, CUMCOL add values to the cells (in the order of CrossTabFreqs)",
        "proc freq data=s; where g ne 'c'; tables g*h / expected deviation cellchi2 totpct cumcol norow nocol; run;",
        """
        g | h | Frequency | Expected | Deviation | Cell Chi-Square | Percent | Cumulative Column Percent
        a | p | 1 | 1.5 | -0.5 | 0.1667 | 25.00 | 33.33
        a | q | 1 | 0.5 | 0.5 | 0.5 | 25.00 | 100.00
        a | Total | 2 | | | | 50.00 |
        b | p | 2 | 1.5 | 0.5 | 0.1667 | 50.00 | 100.00
        b | q | 0 | 0.5 | -0.5 | 0.5 | 0.00 | 100.00
        b | Total | 2 | | | | 50.00 |
        Total | p | 3 | | | | 75.00 |
        Total | q | 1 | | | | 25.00 |
        Total | Total | 4 | | | | 100.00 |
        """,
    ),
    (
        "percentages of three variables are those of the two-way tables, TOTPCT adds those of all; every table has every level",
        "proc freq data=s; where x > 1; tables g*h*x / totpct norow nocol; run;",
        """
        g | h | x | Frequency | Total Percent | Percent
        a | p     | 2     | 0 | 0.00   | 0.00
        a | p     | 4     | 0 | 0.00   | 0.00
        a | p     | 6     | 0 | 0.00   | 0.00
        a | p     | Total | 0 | 0.00   | 0.00
        a | q     | 2     | 1 | 33.33  | 100.00
        a | q     | 4     | 0 | 0.00   | 0.00
        a | q     | 6     | 0 | 0.00   | 0.00
        a | q     | Total | 1 | 33.33  | 100.00
        a | Total | 2     | 1 | 33.33  | 100.00
        a | Total | 4     | 0 | 0.00   | 0.00
        a | Total | 6     | 0 | 0.00   | 0.00
        a | Total | Total | 1 | 33.33  | 100.00
        b | p     | 2     | 0 | 0.00   | 0.00
        b | p     | 4     | 1 | 33.33  | 50.00
        b | p     | 6     | 1 | 33.33  | 50.00
        b | p     | Total | 2 | 66.67  | 100.00
        b | q     | 2     | 0 | 0.00   | 0.00
        b | q     | 4     | 0 | 0.00   | 0.00
        b | q     | 6     | 0 | 0.00   | 0.00
        b | q     | Total | 0 | 0.00   | 0.00
        b | Total | 2     | 0 | 0.00   | 0.00
        b | Total | 4     | 1 | 33.33  | 50.00
        b | Total | 6     | 1 | 33.33  | 50.00
        b | Total | Total | 2 | 66.67  | 100.00
        """,
    ),
    (
        "with a negative weight the counts alone are shown",
        "data t; set s; x = x - 3; run; proc freq data=t; tables g*h; weight x; run;",
        """
        g | h | Frequency
        a | p | -2
        a | q | -1
        a | Total | -3
        b | p | 4
        b | q | 0
        b | Total | 4
        Total | p | 2
        Total | q | -1
        Total | Total | 1
        """,
    ),
    (  # TABLES statement, FORMAT=: "BEST6. format to display frequencies less than 1E6, and BEST7. otherwise"
        "large counts keep their digits; OUT= has no zeros and no totals",
        "proc freq data=w; weight n; tables a*b / nopercent norow nocol out=o; run;",
        """
        a | b | Frequency
        x | p | 1234567
        x | Total | 1234567
        y | p | 987654
        y | Total | 987654
        Total | p | 2222221
        Total | Total | 2222221
        """,
    ),
]


def table_of(text: str) -> list[list[str]]:
    """Return the lines of a table in a case, headings first."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize("engine", ENGINES)
def test_crossed_tables(engine: str, tmp_path) -> None:
    results = results_of([SETUP + text for _, text, _ in CASES], str(engine), tmp_path)
    for (rule, _, expected), result in zip(CASES, results, strict=True):
        assert result["status"] == "ok", (rule, result["diagnostics"])
        found = [[table["columns"], *table["rows"]] for table in result["tables"]]
        assert found == [table_of(one) for one in expected.split("----\n")], rule
