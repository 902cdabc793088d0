"""PROC steps: options, shared statements, FREQ's TABLES, OUTPUT, PROC FORMAT."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frontend.parse.text import step
from translator.lang import statements as s
from translator.lang.statements import Dataset, DatasetOptions, FormatRange, Option, StatisticRequest
from translator.lang.syntax import (
    Binary,
    Dotted,
    Format,
    Missing,
    NameRange,
    Number,
    NumberedRange,
    SpecialList,
    String,
    Var,
)
from translator.lang.syntax_report import (
    ReportColumns,
    ReportDefinition,
    ReportItem,
    ReportPlace,
    ReportStack,
    TableCrossing,
    TableElement,
    TableFormat,
    TableList,
    TableStyle,
)

A, B, C, D, X = (Var(name) for name in "abcdx")


def proc(text: str) -> s.ProcStep:
    found, diagnostics = step("proc " + text + " run;")
    assert diagnostics == []
    assert isinstance(found, s.ProcStep)
    return found


def n(value: float) -> Number:
    return Number(float(value))


def test_options() -> None:
    found = proc(
        "sort data=lib.x(where=(a>1) keep=a b) out=o nodupkey sortseq=linguistic(strength=primary) threads;"
    )
    assert found.name == "SORT"
    where = DatasetOptions(keep=(A, B), where=Binary(">", A, n(1)))
    assert found.options == (
        Option("data", Dataset("lib", "x", options=where), True), Option("out", Dataset("", "o"), True),
        Option("nodupkey"),
        Option("sortseq", Option("linguistic", (Option("strength", Var("primary"), True),)), True), Option("threads"),
    )  # fmt: skip
    found = proc("means data=a n mean maxdec=2 alpha=.05 qmethod=os vardef=n;")
    assert [(o.name, o.value) for o in found.options[1:]] == [
        ("n", None), ("mean", None), ("maxdec", n(2)), ("alpha", n(0.05)), ("qmethod", Var("os")), ("vardef", Var("n")),
    ]  # fmt: skip
    found = proc("export data=a outfile='b.csv' dbms=csv replace;")
    assert found.options[1:] == (
        Option("outfile", String("b.csv"), True), Option("dbms", Var("csv"), True), Option("replace"),
    )  # fmt: skip
    assert proc("format library=work.f cntlin=lib.c;").options == (
        Option("library", Dotted("work", "f"), True), Option("cntlin", Dataset("lib", "c"), True),
    )  # fmt: skip
    assert proc("means data=_last_ missing;").options[0].value == Dataset("", "_LAST_", "special")
    assert proc("tabulate data=a format=comma10.2;").options[1].value == Format("COMMA", 10, 2)
    assert proc("compare base=a compare=b criterion=1e-9 method=absolute;").options[2].value == n(1e-9)
    assert proc("ttest data=a h0=-5;").options[1].value == n(-5)
    assert proc("univariate data=a cibasic(alpha=.1);").options[1] == Option(
        "cibasic", (Option("alpha", n(0.1), True),)
    )


def statement(text: str) -> Any:
    body = proc(text).body
    assert len(body) == 1
    return body[0]


def test_lists() -> None:
    found = statement("means; class a b / order=freq descending missing;")
    assert (found.keyword, found.names) == ("class", (A, B))
    assert found.options == (Option("order", Var("freq"), True), Option("descending"), Option("missing"))
    assert statement("means; var a x1-x3 _numeric_;").names == (
        A,
        NumberedRange("x1", "x3"),
        SpecialList("num"),
    )
    assert statement("rank; ranks a b;").keyword == "ranks"
    assert statement("print; sum x;").keyword == "sum"
    assert statement("transpose; idlabel x;").names == (X,)
    found = statement("datasets lib=work; append base=a data=b force;")
    assert found.keyword == "append"
    assert found.options == (
        Option("base", Dataset("", "a"), True), Option("data", Dataset("", "b"), True), Option("force"),
    )  # fmt: skip
    assert statement("datasets; exchange a=b;").options == (Option("a", B, True),)
    assert statement("datasets; delete a b / memtype=data;").names == (A, B)
    assert statement("datasets; rename x=y;").options == (Option("x", Var("y"), True),)
    found = statement("logistic; class a(ref='x') / param=ref;")
    assert found.options == (
        Option("a", (Option("ref", String("x"), True),)),
        Option("param", Var("ref"), True),
    )
    assert found.names == (A,)
    assert proc("delete data=a lib.b;").options == (
        Option("data", (Dataset("", "a"), Dataset("lib", "b")), True),
    )
    assert statement("import; getnames=no;") == s.ProcStatement(
        keyword="getnames", options=(Option("getnames", Var("no"), True),), at=None, end=None,  # type: ignore[arg-type]
    )  # fmt: skip


def test_shared() -> None:
    names = [
        type(part).__name__
        for part in proc("print; by a; where x > 1; format x 8.; label x='X'; title 't';").body
    ]
    assert names == ["By", "Where", "FormatStatement", "LabelStatement", "Title"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", ((A,), (B,))),
        ("a*b c", ((A, B), (C,))),
        ("(a b)*c", ((A, C), (B, C))),
        ("a*(b c)", ((A, B), (A, C))),
        # SAS/STAT-free FREQ documentation: tables (A B)*(C D) is A*C B*C A*D B*D
        ("(a b)*(c d)", ((A, C), (B, C), (A, D), (B, D))),
        ("a*b*c", ((A, B, C),)),
        ("x1-x3", ((NumberedRange("x1", "x3"),),)),
        ("_all_", ((SpecialList("all"),),)),
        ("(a*b c)*d", ((A, B, D), (C, D))),
    ],
)
def test_tables(text: str, expected: object) -> None:
    found = statement(f"freq; tables {text} / out=o(drop=percent) chisq testp=(50 50) outpct;")
    assert found.requests == expected
    assert found.options == (
        Option("out", Dataset("", "o", options=DatasetOptions(drop=(Var("percent"),))), True), Option("chisq"),
        Option("testp", (n(50), n(50)), True), Option("outpct"),
    )  # fmt: skip
    assert statement("freq; table a;").requests == ((A,),)


def test_output() -> None:
    found = statement(
        "means; output out=lib.o(drop=_type_) n=n mean(a b)=m1 m2 sum= max(x)=mx / autoname levels;"
    )
    assert found.out == Dataset("lib", "o", options=DatasetOptions(drop=(Var("_type_"),)))
    assert found.requests == (
        StatisticRequest("n", (), (Var("n"),)), StatisticRequest("mean", (A, B), (Var("m1"), Var("m2"))),
        StatisticRequest("sum"), StatisticRequest("max", (X,), (Var("mx"),)),
    )  # fmt: skip
    assert found.options == (Option("autoname"), Option("levels"))
    found = statement("freq; output out=o chisq cmh;")
    assert found.requests == (StatisticRequest("chisq"), StatisticRequest("cmh"))
    found = statement("univariate; output out=o pctlpts=5 10 to 90 by 40 pctlpre=p_ q_ median=md;")
    assert found.options == (
        Option("pctlpts", (n(5), n(10), Var("to"), n(90), Var("by"), n(40)), True),
        Option("pctlpre", (Var("p_"), Var("q_")), True),
    )  # fmt: skip
    assert found.requests == (StatisticRequest("median", (), (Var("md"),)),)
    found = statement("means; output out=o maxid(x(id))=m idgroup(max(x) out[2] (id)=i);")
    assert found.requests[0] == StatisticRequest("maxid", (), (Var("m"),), "x(id)")
    assert found.requests[1].statistic == "idgroup" and found.requests[1].extra.startswith("max(x) out[2]")
    assert statement("reg; output out=o p=pred r=res;").requests[1] == StatisticRequest(
        "r", (), (Var("res"),)
    )


LOW, HIGH, OTHER = Var("low"), Var("high"), Var("other")


@pytest.mark.parametrize(
    ("text", "ranges", "label"),
    [
        ("1='one'", (FormatRange(n(1)),), String("one")),
        ("1,2-5='x'", (FormatRange(n(1)), FormatRange(n(2), n(5))), String("x")),
        ("low-<30='young'", (FormatRange(LOW, n(30), False, True),), String("young")),
        ("30<-high='old'", (FormatRange(n(30), HIGH, True),), String("old")),
        ("1<-<2='in'", (FormatRange(n(1), n(2), True, True),), String("in")),
        ("-5--1='neg'", (FormatRange(n(-5), n(-1)),), String("neg")),
        ("other=' '", (FormatRange(OTHER),), String(" ")),
        (".='miss'", (FormatRange(Missing()),), String("miss")),
        (".a-.c='special'", (FormatRange(Missing("A"), Missing("C")),), String("special")),
        ("1=[date9.]", (FormatRange(n(1)),), Format("DATE", 9)),
        ("1=(|comma8.2|)", (FormatRange(n(1)),), Format("COMMA", 8, 2)),
        ("1=Yes", (FormatRange(n(1)),), String("Yes")),
        ("'01jan2020'd-high='new'", (FormatRange(Number(21915.0, "d"), HIGH),), String("new")),
    ],
)
def test_value(text: str, ranges: object, label: object) -> None:
    found = statement(f"format; value f {text};")
    assert (found.kind, found.name) == ("value", "F")
    assert [(entry.ranges, entry.label) for entry in found.entries] == [(ranges, label)]


def test_format_statements() -> None:
    found = statement("format; value $sx (default=10 multilabel) 'M','m'='Male' F='Female' other='?';")
    assert found.name == "$SX"
    assert found.options == (Option("default", n(10), True), Option("multilabel"))
    assert found.entries[1].ranges == (FormatRange(String("F")),)
    found = statement("format; invalue gr (upcase) 'A'=4 1-100=_same_ 'x'=. other=_error_;")
    assert [entry.label for entry in found.entries] == [n(4), Var("_same_"), Missing(), Var("_error_")]
    found = statement("format; picture p (round) low-<0='009.9' (prefix='-' mult=10) 0-high='009.9';")
    assert found.kind == "picture"
    assert found.entries[0].options == (Option("prefix", String("-"), True), Option("mult", n(10), True))
    assert statement("format cntlout=c; select yn $sex;").names == (Var("yn"), Var("$sex"))


def test_kept_as_tokens() -> None:
    found = proc(
        "report data=a nowd; column g x n avg; define g / group; compute avg; avg = x.sum / n; endcomp;"
    )
    assert [part.keyword for part in found.body] == ["column", "define", "compute", "avg", "endcomp"]  # type: ignore[union-attr]
    assert [type(part).__name__ for part in found.body] == ["ReportStatement"] * 3 + ["RawStatement"] * 2
    compute: Any = found.body[2]
    assert compute.body[0].value == Binary("/", Dotted("x", "sum"), Var("n"))
    text = "report; compute after g; line 'x' n; if x.sum > 1 then do; x.sum = 1; end; endcomp;"
    compute = proc(text).body[0]
    assert [type(part).__name__ for part in compute.body] == ["RawStatement", "If"]
    assert statement("glm; model y = a / solution p=0.1;").options == (
        Option("solution"),
        Option("p", n(0.1), True),
    )
    assert statement("glm; model y = a;").options is None
    assert isinstance(statement("glm; model y = a b / solution;"), s.RawStatement)


def test_table_expressions() -> None:
    g, h, x, n_, all_ = (TableElement(Var(name)) for name in ("g", "h", "x", "n", "all"))
    table = statement("tabulate; table g*(h all='T'), n*f=4. / box='b';")
    total = TableElement(Var("all"), label="T")
    rows, columns = table.content
    assert rows == TableCrossing((g, TableList((h, total))))
    assert columns == TableCrossing((n_, TableFormat(Format("", 4, None))))
    assert table.options == (Option("box", String("b"), True),)
    share = statement("tabulate; table g all, pctn<g all>='%' x*'n'*[style=[color=red]];").content[1]
    assert share.items[0] == TableElement(Var("pctn"), label="%", denominator=TableList((g, all_)))
    assert share.items[1] == TableCrossing((x, TableElement(Var("n"), quoted=True), TableStyle()))
    assert statement("tabulate; keylabel n='Count' all='All of them';").content == (
        ("n", "Count"),
        ("all", "All of them"),
    )
    assert step("proc tabulate; table g*(h, n; run;")[1][0].code == "E0104"


def test_report_statements() -> None:
    columns = statement("report; column ('Both' g x=low) h,(x n);").content
    assert columns == ReportColumns(
        (
            ReportColumns((ReportItem(Var("g")), ReportItem(Var("x"), "low")), ("Both",)),
            ReportStack(
                (
                    ReportColumns((ReportItem(Var("h")),)),
                    ReportColumns((ReportItem(Var("x")), ReportItem(Var("n")))),
                )
            ),
        )
    )
    define = statement("report; define x / analysis mean format=8.1 'Mean' 'of x';")
    assert define.content == ReportDefinition(Var("x"), ("Mean", "of x"))
    assert statement("report; define a--d / order;").content == ReportDefinition(NameRange("a", "d", ""))
    assert statement("report; define _num_ / display;").content == ReportDefinition(SpecialList("num"))
    assert [o.name for o in define.options] == ["analysis", "mean", "format"]
    assert statement("report; break after g / summarize skip;").content == ReportPlace("after", "g")
    assert statement("report; rbreak before / summarize;").content == ReportPlace("before")
    assert proc("report; compute c / char length=4; endcomp;").body[0].content == ReportPlace("", "c")
    assert proc("report; compute after; endcomp;").body[0].content == ReportPlace("after")


def test_misspelt() -> None:
    diagnostics = step("proc means; vra x; run;")[1]
    assert [d.code for d in diagnostics] == ["E0100"]
    assert "did you mean VAR?" in diagnostics[0].message
