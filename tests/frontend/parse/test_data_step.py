"""Statements of the DATA step and their nesting."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frontend.parse.text import step
from translator.lang import statements as s
from translator.lang.syntax import (
    Binary,
    Call,
    Element,
    Format,
    MacroValue,
    MethodCall,
    Missing,
    NameRange,
    Number,
    NumberedRange,
    Prefix,
    SpecialList,
    String,
    Var,
)


def body(text: str) -> tuple[Any, ...]:
    found, diagnostics = step("data a; " + text + " run;")
    assert diagnostics == []
    assert isinstance(found, s.DataStep)
    return found.body


def one(text: str) -> Any:
    found = body(text)
    assert len(found) == 1
    return found[0]


def n(value: float) -> Number:
    return Number(float(value))


def test_data_statement() -> None:
    found, diagnostics = step("data lib.a(keep=x y1-y3 label='L' compress=yes) b / view=b; run;")
    assert diagnostics == []
    assert isinstance(found, s.DataStep)
    options = s.DatasetOptions(
        keep=(Var("x"), NumberedRange("y1", "y3")), label="L", others=(("compress", "yes"),)
    )
    assert found.outputs == (s.Dataset("lib", "a", options=options), s.Dataset("", "b"))
    assert found.options == (("view", "b"),)
    assert step("data _null_; run;")[0].outputs == (s.Dataset("", "_NULL_", "special"),)  # type: ignore[attr-defined]
    assert step("data; run;")[0].outputs == ()  # type: ignore[attr-defined]


def test_set_with_options() -> None:
    found = one(
        "set q1-q4 x: 'path/b' c(in=inc rename=(a=b c=d) where=(x>1 and y in (1 2)) obs=5 firstobs=2) end=eof nobs=n;"
    )
    assert [(d.name, d.form, d.last) for d in found.datasets] == [
        ("q1", "range", "q4"), ("x", "prefix", ""), ("path/b", "path", ""), ("c", "name", ""),
    ]  # fmt: skip
    options = found.datasets[3].options
    assert options.in_ == "inc"
    assert options.rename == ((Var("a"), Var("b")), (Var("c"), Var("d")))
    assert isinstance(options.where, Binary) and options.where.op == "and"
    assert (options.obs, options.firstobs) == (n(5), n(2))
    assert found.options == (("end", "eof"), ("nobs", "n"))
    assert one("set b key=k/unique;").options == (("key", "k"), ("unique", ""))
    assert one("set;").datasets == ()
    assert one("set b(obs=max) point=p;").datasets[0].options.obs == Var("max")


def test_merge_update_modify_by() -> None:
    assert [d.name for d in one("merge a b(in=x) end=e;").datasets] == ["a", "b"]
    update = one("update m t updatemode=nomissingcheck;")
    assert (update.master.name, update.transactions.name, update.options) == (
        "m",
        "t",
        (("updatemode", "nomissingcheck"),),
    )
    assert one("modify m;").datasets[0].name == "m"
    by = one("by descending a b x1-x3 notsorted;")
    assert by.keys == ((Var("a"), True), (Var("b"), False), (NumberedRange("x1", "x3"), False))
    assert by.notsorted and not by.groupformat
    assert one("by groupformat g;").groupformat


def test_assignments() -> None:
    assert one("x = 1;").target == Var("x")
    assert one("a{i} = 1;").target == Element("a", (Var("i"),))
    assert one("a(i, 2) = 1;").target == Call("a", (Var("i"), n(2)))
    assert one("substr(s, 1, 2) = 'x';").target == Call("substr", (Var("s"), n(1), n(2)))
    assert one("n + 1;") == s.Sum(target=Var("n"), value=n(1), at=None, end=None)  # type: ignore[arg-type]
    assert one("n + -x;").target == Var("n")
    assert one("a{i} + x;").target == Element("a", (Var("i"),))
    assert one("'my var'n = 1;").target == Var("my var")
    for word in ("set", "if", "array", "do", "end", "else", "put", "by", "data", "run", "output"):
        assert one(f"{word} = 1;").target == Var(word)
    assert one("x = y = z;").value == Binary("=", Var("y"), Var("z"))


def test_if_chain() -> None:
    node = one("if a then b = 1; else if c then d = 1; else if e; ")
    assert isinstance(node, s.If) and isinstance(node.otherwise, s.If)
    assert isinstance(node.otherwise.otherwise, s.SubsettingIf)
    node = one("if a then if b then c = 1; else d = 1;")
    assert node.otherwise is None and isinstance(node.then, s.If) and node.then.otherwise is not None
    assert one("if a then;").then.kind == "null"
    assert one("if a then b = 1; else;").otherwise.kind == "null"
    node = one("if a then do; if b then c = 1; end; else d = 1;")
    assert isinstance(node.then, s.Block) and node.otherwise is not None


def test_long_chain() -> None:
    text = "if x = 0 then y = 0; " + " ".join(f"else if x = {i} then y = {i};" for i in range(1, 3000))
    assert isinstance(one(text), s.If)


def test_loops() -> None:
    loop = one("do i = 1 to 10 by 2 while (x < 3), 15, 20 to 25 until (y); output; end;")
    assert loop.index == Var("i")
    assert loop.ranges == (
        s.DoRange(n(1), n(10), n(2), Binary("<", Var("x"), n(3))), s.DoRange(n(15)), s.DoRange(n(20), n(25), until=Var("y")),
    )  # fmt: skip
    assert one("do c = 'a', 'b'; end;").ranges == (s.DoRange(String("a")), s.DoRange(String("b")))
    assert one("do while (x); end;").while_ == Var("x")
    assert one("do until (last.g); end;").until is not None
    assert one("do over arr; end;").over == "arr"
    assert one("do i = 5 to 1 by -1; end;").ranges[0].step == n(-1)
    assert one("do i = 1 by 2 to 9; end;").ranges[0] == s.DoRange(n(1), n(9), n(2))
    assert one("do a{1} = 1 to 2; end;").index == Element("a", (n(1),))
    assert one("do to = to to by by to; end;").ranges == (s.DoRange(Var("to"), Var("by"), Var("to")),)
    assert isinstance(one("do; end;"), s.Block)


def test_select() -> None:
    node = one("select (x); when (1, 2) y = 1; when (3) do; z = 1; end; otherwise; end;")
    assert node.operand == Var("x")
    assert [values for values, _ in node.whens] == [(n(1), n(2)), (n(3),)]
    assert node.otherwise.kind == "null"
    node = one("select; when (x > 1 and y) z = 1; end;")
    assert node.operand is None and node.otherwise is None


def test_declarations() -> None:
    assert one("length a b $ 20 c 8 d $5 e $8.;").items == (
        ((Var("a"), Var("b")), True, 20), ((Var("c"),), False, 8), ((Var("d"),), True, 5), ((Var("e"),), True, 8),
    )  # fmt: skip
    assert one("length default=4 x 8;").default == 4
    assert one("label a='A b' c=\"d\";").items == ((Var("a"), "A b"), (Var("c"), "d"))
    assert one("format a b 8.2 c date9. d;").items == (
        ((Var("a"), Var("b")), Format("", 8, 2)), ((Var("c"),), Format("DATE", 9)), ((Var("d"),), None),
    )  # fmt: skip
    assert one("format _all_;").items == (((SpecialList("all"),), None),)
    assert one("informat s $char5. d yymmdd10.;").items[0] == ((Var("s"),), Format("$CHAR", 5))
    assert one("attrib a length=$8 label='x' format=$5. b c length=4;").items == (
        s.Attributes((Var("a"),), (True, 8), Format("$", 5), None, "x"),
        s.Attributes((Var("b"), Var("c")), (False, 4)),
    )
    assert one("keep a b1-b3 c: d--e f-numeric-g _char_;").names == (
        Var("a"), NumberedRange("b1", "b3"), Prefix("c"), NameRange("d", "e"), NameRange("f", "g", "num"), SpecialList("char"),
    )  # fmt: skip
    assert one("rename a=b x1-x3=y1-y3;").pairs[1] == (NumberedRange("x1", "x3"), NumberedRange("y1", "y3"))


def test_retain() -> None:
    assert one("retain a b 0 c 'x' d1-d3 (1 2 3) e -1 f . g;").items == (
        ((Var("a"), Var("b")), n(0)), ((Var("c"),), String("x")), ((NumberedRange("d1", "d3"),), (n(1), n(2), n(3))),
        ((Var("e"),), n(-1)), ((Var("f"),), Missing()), ((Var("g"),), None),
    )  # fmt: skip
    assert one("retain;").items == ()
    assert one("retain a b (2*0);").items == (((Var("a"), Var("b")), (n(0), n(0))),)


def test_arrays() -> None:
    node = one("array a{3} $ 4 x y z ('a' 'b' 'c');")
    assert (node.bounds, node.is_char, node.length, node.elements) == (
        ((1, 3),),
        True,
        4,
        (Var("x"), Var("y"), Var("z")),
    )
    assert node.initial == (String("a"), String("b"), String("c"))
    assert one("array q[40] q1-q40;").elements == (NumberedRange("q1", "q40"),)
    assert one("array m{2, 0:3};").bounds == ((1, 2), (0, 3))
    node = one("array t{0:5} _temporary_ (6*0);")
    assert node.temporary and node.initial == (n(0),) * 6
    assert one("array t(-1:1) _temporary_;").bounds == ((-1, 1),)
    assert one("array t{3} _temporary_ (1, 2*5);").initial == (n(1), n(5), n(5))
    assert one("array t{4} (2*(1 2));").initial == (n(1), n(2), n(1), n(2))
    node = one("array x{*} _numeric_;")
    assert node.bounds is None and not node.implicit
    node = one("array nm $ a b c;")
    assert node.implicit and node.is_char and len(node.elements) == 3
    node = one("array x(i) a b;")
    assert node.implicit and node.index == "i"
    assert one("array x(3) a b c;").bounds == ((1, 3),)
    assert one("array c{3} $ 8;").elements == ()


def test_the_rest() -> None:
    assert one("call missing(of a{*});").name == "missing"
    assert one("call streaminit(1);").args == (n(1),)
    node = one("declare hash h(dataset: 'ex', ordered: 'a');")
    assert (node.kind, node.name, node.args) == (
        "hash",
        "h",
        (("dataset", String("ex")), ("ordered", String("a"))),
    )
    assert one("dcl hiter it('h');").args == (("", String("h")),)
    assert one("declare hash h;").args is None
    assert one("h.add();").call == MethodCall("h", "add", ())
    assert one("rc = h.find();").value == MethodCall("h", "find", ())
    assert one("go to there;") == s.Jump(kind="goto", label="there", at=None, end=None)  # type: ignore[arg-type]
    assert one("goto there;").kind == "goto"
    assert one("link sub;").kind == "link"
    labelled = body("there: x = 1; sub: return;")
    assert [type(part).__name__ for part in labelled] == ["Label", "Assign", "Label", "Simple"]
    for word in ("delete", "stop", "return", "leave", "continue", "list", "lostcard"):
        assert one(f"{word};").kind == word
    assert one("abort cancel;").words == ("cancel",)
    assert [d.name for d in one("output a b;").datasets] == ["a", "b"]
    assert one("output;").datasets == ()
    where = one("where also x > 1;")
    assert where.also
    assert one("where same and x > 1;").also
    assert one("where clear;").clear and one("where;").clear
    assert one("title2 'a' 'b';") == s.Title(kind="title", number=2, text="ab", at=None, end=None)  # type: ignore[arg-type]
    node = one("infile datalines dsd dlm=',' firstobs=2 missover end=eof;")
    assert node.target == Var("datalines")
    assert node.options == (
        ("dsd", None), ("dlm", String(",")), ("firstobs", n(2)), ("missover", None), ("end", Var("eof")),
    )  # fmt: skip
    assert one("file print;").target == Var("print")
    assert one("infile 'a.txt' dlm='09'x lrecl=100;").options[0] == ("dlm", String("\t"))


def test_datalines() -> None:
    found = step("data a; input x;\ndatalines;\n1\n2\n;\nrun;")[0]
    assert isinstance(found, s.DataStep)
    assert found.body[-1].lines == ("1", "2")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("options obs=5 nodate fmtsearch=(a b) missing=' ';", s.Options, None),
        ("libname l 'path' access=readonly;", s.Libname, None),
        ("filename f temp;", s.Filename, None),
        ("footnote;", s.Title, None),
        ("missing a b _;", s.MissingStatement, None),
        ("ods output TTests=tt Statistics=lib.st(keep=x);", s.OdsStatement, None),
        ("ods listing close;", s.OdsStatement, None),
        ("dm 'log; clear';", s.GlobalStatement, None),
    ],
)
def test_global_statements(text: str, kind: type, names: None) -> None:
    found, diagnostics = step(text)
    assert diagnostics == []
    assert isinstance(found, kind)


def test_global_details() -> None:
    assert step("options obs=5 nodate fmtsearch=(a b) missing=' ';")[0].items == (  # type: ignore[attr-defined]
        ("obs", "5"), ("nodate", ""), ("fmtsearch", "(a b)"), ("missing", " "),
    )  # fmt: skip
    lib: Any = step("libname l xport 'path';")[0]
    assert (lib.libref, lib.engine, lib.path) == ("l", "xport", "path")
    assert step("libname l clear;")[0].words == ("clear",)  # type: ignore[attr-defined]
    file: Any = step("filename f pipe 'ls';")[0]
    assert (file.fileref, file.device, file.paths) == ("f", "pipe", ("ls",))
    ods: Any = step("ods output TTests=tt;")[0]
    assert ods.outputs == (s.OdsOutput("TTests", s.Dataset("", "tt")),)
    ods = step("ods output reg.fit(match_all=all persist=proc)=f(keep=x) chisq;")[0]
    first, second = ods.outputs
    assert (first.name, first.match_all, first.variable, first.persist) == ("fit", True, "all", "proc")
    assert (second.name, second.dataset.name) == ("chisq", "_DATA_")
    assert step("footnote;")[0].text is None  # type: ignore[attr-defined]
    assert step("missing a b _;")[0].letters == ("A", "B", "_")  # type: ignore[attr-defined]


def test_names_with_parts_that_only_the_run_knows() -> None:
    assert one("x&i = y&i + &n;") == s.Assign(
        target=Var("x&i"), value=Binary("+", Var("y&i"), MacroValue("n")), at=None, end=None,  # type: ignore[arg-type]
    )  # fmt: skip
    assert one("&v = 1;").target == Var("&v")
    assert one("&v + 1;").target == Var("&v")
    assert one("keep a&i &v b1-b&n;").names == (Var("a&i"), Var("&v"), NumberedRange("b1", "b&n"))
    assert one("set d&i;").datasets == (s.Dataset("", "d&i"),)
    assert one("array a{&n} a1-a&n;").bounds is None
    assert [(d.name, d.last) for d in one("set l.a1-l.a3 b:;").datasets] == [("a1", "a3"), ("b", "")]
