"""Printed tables of the summarising PROCs, on every engine, as the documentation of their options describes them."""

from __future__ import annotations

import pytest

from equivalence.engines import ENGINES
from tests.procs.results import results_of

SETUP = """
proc format; value $gf (notsorted) 'z' = 'Z' 'b' = 'B' 'a' = 'A'; run;
data s; input g $ h $ x; datalines;
a p 1
a q 2
b p 4
b p 6
c q .
;
"""
CASES = [
    (
        "a format that is not known is none under OPTIONS NOFMTERR (FMTERR System Option)",
        "options nofmterr; data n; set s(obs=2); format g $nofmt. x nofmt.; run; proc print data=n noobs; run;"
        " proc freq data=n; tables x / nocum nopercent; format x other.; run; proc print data=n noobs; by g; var x; run;",
        [
            (["g", "h", "x"], [["a", "p", "1"], ["a", "q", "2"]]),
            (["x", "Frequency"], [["1", "1"], ["2", "1"]]),
            (["x"], [["1"], ["2"]]),
        ],
    ),
    (
        "REPORT: OPTIONS OBS= counts the rows that are read, not those of the report (OBS= System Option)",
        "options obs=3; proc report data=s nowd; column g x twice; define g / group; define x / sum; define twice / computed;"
        " compute twice; twice = 2 * x.sum; endcomp; rbreak after / summarize; run;",
        [(["g", "x", "twice"], [["a", "3", "6"], ["b", "4", "8"], ["", "7", "14"]])],
    ),
    (
        "REPORT: group variables are blank in the summary of the whole report, also where their format has a text for blanks"
        " (RBREAK Statement, SUMMARIZE: as the outputs of its examples)",
        "proc format; value $any 'a'='A' other='Other'; value num 1='one' other='rest'; run;"
        " proc report data=s nowd; where x > 1; column g h x; define g / group format=$any.; define h / group; define x / sum;"
        " break after g / summarize; rbreak after / summarize; run;",
        [
            (
                ["g", "h", "x"],
                [["A", "q", "2"], ["A", "", "2"], ["Other", "p", "10"], ["Other", "", "10"], ["", "", "12"]],
            )
        ],
    ),
    (
        "PRINT: several VAR, ID and SUM statements count as one; an ID variable in VAR has two columns (VAR Statement)",
        "proc print data=s; where x > 1; var h / style=data[just=c]; var x / style(column)={width=2in}; id g; sum x; run;"
        " proc print data=s(obs=2); by g; id g; var g; var x; run;",
        [
            (["g", "h", "x"], [["a", "q", "2"], ["b", "p", "4"], ["b", "p", "6"], ["", "", "12"]]),
            (["g", "g", "x"], [["a", "a", "1"], ["", "a", "2"]]),
        ],
    ),
    (
        "TABULATE: labels and styles in braces",
        "proc tabulate data=s; class g; var x; table g all={label='Total' style=[just=c]}, x={label='X'}*sum={label=' '}*f=5."
        " / box={label='Box' style={just=l}}; where x > 3; run;",
        [(["Box", "", "X"], [["g", "b", "10"], ["Total", "", "10"]])],
    ),
    (
        "FREQ: variables may be called COUNT and PERCENT",
        "proc freq data=s(rename=(x=count g=percent)); where count > 2; tables count*percent / list nopercent nocum;"
        " tables count / nocum; run;",
        [
            (["count", "percent", "Frequency"], [["4", "b", "1"], ["6", "b", "1"]]),
            (["count", "Frequency", "Percent"], [["4", "1", "50.00"], ["6", "1", "50.00"]]),
        ],
    ),
    (
        "PRINT: a variable that VAR names twice is printed twice (VAR Statement: in the order in which they are listed)",
        "proc print data=s(obs=1) noobs; var g x g; run;",
        [(["g", "x", "g"], [["a", "1", "a"]])],
    ),
    (
        "a text's format may be written without its $; a width cuts labels, and is that of values without one",
        "data t; c = 'a'; d = 'bcd'; y = 49999.99; run; proc format; value few 1 = 'One'; value $t 'a' = 'Alpha'; run;"
        " proc print data=t noobs; format c t. d 2. y few8.; run; proc print data=t noobs; format c t3. y few6.; run;",
        [(["c", "d", "y"], [["Alpha", "bc", "49999.99"]]), (["c", "d", "y"], [["Alp", "bcd", "50000"]])],
    ),
    (
        "MEANS prints the types that TYPES asks for, a table each; NONOBS leaves N Obs out",
        "proc means data=s n sum nonobs maxdec=0; class g h; types () h; var x; run;",
        [
            (["Variable", "N", "Sum"], [["x", "4", "13"]]),
            (["h", "Variable", "N", "Sum"], [["p", "x", "3", "11"], ["q", "x", "1", "2"]]),
        ],
    ),
    (
        "MEANS: CLM stands for both limits, a statistic named twice is printed once",
        "proc means data=s n clm n lclm maxdec=1; var x; run;",
        [(["Variable", "N", "Lower 95% CL for Mean", "Upper 95% CL for Mean"], [["x", "4", "-0.3", "6.8"]])],
    ),
    (
        "MEANS prints probabilities in PVALUE6.4, whatever MAXDEC= says",
        "data p; do x = 99 to 101; output; end; run; proc means data=p t probt maxdec=1; var x; run;",
        [(["Variable", "t Value", "Pr > |t|"], [["x", "173.2", "<.0001"]])],
    ),
    (
        "FREQ: LIST cumulates",
        "proc freq data=s; where g ne 'c'; tables g*h / list nopercent; run;",
        [
            (
                ["g", "h", "Frequency", "Cumulative Frequency"],
                [["a", "p", "1", "1"], ["a", "q", "1", "2"], ["b", "p", "2", "4"]],
            ),
        ],
    ),
    (
        "FREQ: a missing value is a level with MISSING alone, also where ZEROS counts nothing but weights of 0",
        "data z; input g $ w; datalines;\na 0\n. 0\n;\nproc freq data=z; weight w / zeros; tables g; tables g / missing; run;",
        [
            (
                ["g", "Frequency", "Percent", "Cumulative Frequency", "Cumulative Percent"],
                [["a", "0", ".", "0", "."]],
            ),
            (
                ["g", "Frequency", "Percent", "Cumulative Frequency", "Cumulative Percent"],
                [["", "0", ".", "0", "."], ["a", "0", ".", "0", "."]],
            ),
        ],
    ),
    (
        "TABULATE: PRELOADFMT with PRINTMISS shows the levels of the format, with EXCLUSIVE no others, ORDER=DATA in its order",
        "proc tabulate data=s; class g / preloadfmt order=data exclusive; format g $gf.; table g, n / printmiss; run;",
        [(["", "", "N"], [["g", "Z", "."], ["g", "B", "2"], ["g", "A", "2"]])],
    ),
    (
        "without observations no table is printed",
        "data e; set s; stop; run; proc print data=e; run; proc means data=e; run; proc means data=e nway; class g; run;"
        " proc freq data=e; run; proc univariate data=e; run; proc corr data=e; run; proc tabulate data=e; class g;"
        " table g, n; run; proc report data=e; column g x; run;",
        [],
    ),
    (
        "TABULATE: what is crossed with a class variable stands inside each of its levels",
        "proc tabulate data=s; class g h; var x; where g ne 'c'; table g, h*x*(n sum*f=5.); run;",
        [
            (
                ["", "", "h / p / x / N", "h / p / x / Sum", "h / q / x / N", "h / q / x / Sum"],
                [["g", "a", "1", "1", "1", "2"], ["g", "b", "2", "10", ".", "."]],
            ),
        ],
    ),
    (
        "PRINT: BY variables that are ID variables tell the group in its totals; SUMBY without SUM sums all numbers",
        "data t; set s; y = 1; run; proc print data=t; by g; id g; sum x; run;"
        " proc print data=t(drop=h); where g le 'b'; by g; sumby g; run;",
        [
            (["g", "h", "x", "y"], [["a", "p", "1", "1"], ["", "q", "2", "1"], ["a", "", "3", ""]]),
            (["g", "h", "x", "y"], [["b", "p", "4", "1"], ["", "p", "6", "1"], ["b", "", "10", ""]]),
            (["g", "h", "x", "y"], [["c", "q", ".", "1"], ["", "", "13", ""]]),
            (["Obs", "x", "y"], [["1", "1", "1"], ["2", "2", "1"], ["g", "3", "2"]]),
            (["Obs", "x", "y"], [["3", "4", "1"], ["4", "6", "1"], ["g", "10", "2"], ["", "13", "4"]]),
        ],
    ),
    (
        "FREQ: with a negative weight the counts alone are shown",
        "data t; set s; x = x - 3; run; proc freq data=t; tables g; weight x; run;",
        [
            (["g", "Frequency", "Cumulative Frequency"], [["a", "-3", "-3"], ["b", "4", "1"]]),
        ],
    ),
    (
        "REPORT: the format of DEFINE makes the levels of an ACROSS variable",
        "proc format; value xf low-3 = 'few' 4-high = 'many'; run; proc report data=s; column h x; define h / group;"
        " define x / across format=xf.; where x > .; run;",
        [(["h", "few", "many"], [["p", "1", "2"], ["q", "1", "0"]])],
    ),
    (
        "REPORT: DEFINE of a statistic that is stacked below variables gives its heading and format; a blank text no heading",
        "proc report data=s; column g x,(sum pctsum max); define g / group; define x / ''; define sum / 'Total' format=5.1;"
        " define pctsum / 'Share' format=percent6.; where x > .; run;",
        [(["g", "Total", "Share", "max"], [["a", "3.0", "23%", "2"], ["b", "10.0", "77%", "6"]])],
    ),
    (
        "MEANS: NOLABELS leaves the labels out",
        "proc means data=s n nolabels; var x; label x = 'Amount'; run;",
        [(["Variable", "N"], [["x", "4"]])],
    ),
    (
        "NLEVELS comes first",
        "proc freq data=s nlevels; tables h; run;",
        [
            (["TableVar", "NLevels"], [["h", "2"]]),
            (
                ["h", "Frequency", "Percent", "Cumulative Frequency", "Cumulative Percent"],
                [["p", "3", "60.00", "3", "60.00"], ["q", "2", "40.00", "5", "100.00"]],
            ),
        ],
    ),
    (
        "halves are rounded away from zero: 1 of 32 is 3.13 percent, a mean of 2.5 is 3 with MAXDEC=0",
        "data h; do i = 1 to 32; k = i > 31; m = 5 * (i > 16); output; end; run; proc freq data=h; tables k; run;"
        " proc means data=h mean maxdec=0; var m; run;",
        [
            (
                ["k", "Frequency", "Percent", "Cumulative Frequency", "Cumulative Percent"],
                [["0", "31", "96.88", "31", "96.88"], ["1", "1", "3.13", "32", "100.00"]],
            ),
            (["Variable", "Mean"], [["m", "3"]]),
        ],
    ),
    (  # published listings of PROC MEANS have 528.4399872 beside 1710.70 and 3241.59, and 0 as Minimum
        "MEANS without MAXDEC=: 7 decimals below 1000, 2 from there on, a zero is 0",
        "data w; input a b; datalines;\n0 528.4399872\n1710.7 3241.59\n; proc means data=w min max; run;",
        [
            (
                ["Variable", "Minimum", "Maximum"],
                [["a", "0", "1710.70"], ["b", "528.4399872", "3241.59"]],
            )
        ],
    ),
    (  # "By default, the column width is nine characters for numeric values" (Understanding Column Width and Spacing)
        "REPORT shows a number without a format in nine columns, or COLWIDTH= of them",
        "data w; x = 1000 / 3; y = 1234567890; run; proc report data=w; column x y; run;"
        " proc report data=w colwidth=12; column x y; run;",
        [(["x", "y"], [["333.33333", "1.23457E9"]]), (["x", "y"], [["333.33333333", "1234567890"]])],
    ),
    (  # Language Reference: Concepts, "Applying FIRSTOBS= and OBS= to a Subset of Data": its listing begins with Obs 92
        "PRINT: WHERE, WHERE= and FIRSTOBS= leave the rows their observation numbers",
        "data n; do i = 1 to 100; x = i + 1; output; end; run;"
        " proc print data=n(firstobs=2 obs=4); where i > 90; run; proc print data=s(keep=h x where=(h = 'q')); run;"
        " proc print data=s; by g; where x > 1; var x; run;",
        [
            (["Obs", "i", "x"], [["92", "92", "93"], ["93", "93", "94"], ["94", "94", "95"]]),
            (["Obs", "h", "x"], [["2", "q", "2"], ["5", "q", "."]]),
            (["Obs", "x"], [["2", "2"]]),
            (["Obs", "x"], [["3", "4"], ["4", "6"]]),
        ],
    ),
    (
        "PRINT: `abc:` stands for columns that only the run knows, in VAR and SUM",
        "proc sql; create table u as select h, sum(x) as x from s where x > 0 group by h; quit;"
        " proc transpose data=u out=w(drop=_name_) prefix=n_; id h; var x; format x 6.1; run;"
        " data w; set w; k = 1; run; proc print data=w noobs; var k n_:; sum n_:; run;",
        [(["k", "n_p", "n_q"], [["1", "11.0", "2.0"], ["", "11.0", "2.0"]])],
    ),
    (  # so INTO stores numbers; "The SAS output delivery system rounds numeric output from functions to eight characters"
        "SQL shows numbers without a format by BEST8.",
        "data w; a = 123456789; b = 1 / 3; c = 12345.678; format c 9.2; run; proc sql; select a, b, c from w; quit;",
        [(["a", "b", "c"], [["1.2346E8", "0.333333", "12345.68"]])],
    ),
    (  # FREQ, TABLES statement, FORMAT=: "BEST6. format to display frequencies less than 1E6, and BEST7. otherwise"
        "FREQ and MEANS show large counts with their digits",
        "data w; input a $ b $ n; datalines;\nx p 1234567\ny p 987654.3\n; proc freq data=w; weight n; tables a / nopercent;"
        " run; proc means data=w n; freq n; class a; var n; run;",
        [
            (
                ["a", "Frequency", "Cumulative Frequency"],
                [["x", "1234567", "1234567"], ["y", "987654.3", "2222221"]],
            ),
            (
                ["a", "N Obs", "Variable", "N"],
                [["x", "1234567", "n", "1234567"], ["y", "987654", "n", "987654"]],
            ),
        ],
    ),
    (  # PRINT Procedure, ROUND: three values .003, .004, .009 with the format 5.2 have the sum 0.01, 0.02 without ROUND
        "PRINT: ROUND rounds before it adds, numbers without a format to two decimals; N= says how many rows there are",
        "data r; input x y; datalines;\n.003 1.239\n.004 2.341\n.009 .\n; proc print data=r round noobs n='Rows '; sum x y;"
        " format x 5.2; run; proc print data=r noobs; var x; sum x; format x 5.2; run;",
        [
            (
                ["x", "y"],
                [["0.00", "1.24"], ["0.00", "2.34"], ["0.01", "."], ["0.01", "3.58"], ["Rows 3", ""]],
            ),
            (["x"], [["0.00"], ["0.00"], ["0.01"], ["0.02"]]),
        ],
    ),
    (  # PRINT Procedure, N=: with BY and SUM string-1 stands before the number of a BY group, string-2 before that of the data set
        "PRINT: two texts of N=; without SUM the second one is not used",
        "proc print data=s n='Group: ' 'All: ' noobs; where g ne 'b'; by g; var h x; sum x; run;"
        " proc print data=s n='Group: ' 'All: ' noobs; where g = 'b'; by g; var x; run;",
        [
            (["h", "x"], [["p", "1"], ["q", "2"], ["g", "3"], ["Group: 2", ""]]),
            (["h", "x"], [["q", "."], ["", "3"], ["Group: 1", ""], ["All: 3", ""]]),
            (["x"], [["4"], ["6"], ["Group: 2"]]),
        ],
    ),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_tables(engine: str, tmp_path) -> None:
    results = results_of([SETUP + text for _, text, _ in CASES], str(engine), tmp_path)
    for (rule, _, expected), result in zip(CASES, results, strict=True):
        assert result["status"] == "ok", (rule, result["diagnostics"])
        found = [(table["columns"], table["rows"]) for table in result["tables"]]
        assert found == [(list(columns), rows) for columns, rows in expected], rule
