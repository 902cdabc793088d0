"""Expressions: precedence, leaves, lists, calls; WHERE. Sources stand beside the rows."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.frontend.parse.text import expression, show, step
from translator.frontend.parse import Unreadable
from translator.lang import statements as s
from translator.lang.syntax import (
    Between,
    Binary,
    Call,
    Contains,
    Dotted,
    Element,
    Empty,
    Format,
    In,
    IsMissing,
    Like,
    MacroValue,
    MethodCall,
    Missing,
    New,
    Number,
    NumberedRange,
    Of,
    Prefix,
    Range,
    SoundsLike,
    String,
    Unary,
    Var,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # "Order of Evaluation in Compound Expressions", SAS Language Reference: Concepts
        ("-2**2", "(- (2 ** 2))"),
        ("2**3**2", "(2 ** (3 ** 2))"),
        ("2**-1", "(2 ** -1)"),
        ("-3><-3", "(- (3 >< -3))"),
        ("a><b**c", "(a >< (b ** c))"),
        ("a max b", "(a <> b)"),
        ("a <> b", "(a <> b)"),
        ("10-4-3", "((10 - 4) - 3)"),
        ("12/4*3", "((12 / 4) * 3)"),
        ("a+b*c", "(a + (b * c))"),
        ("(a+b)*c", "((a + b) * c)"),
        ("a||b+c", "(a || (b + c))"),
        ("a !! b || c", "((a || b) || c)"),
        ("a || b = c", "((a || b) = c)"),
        ("1 or 0 and 0", "(1 or (0 and 0))"),
        ("a | b & c ! d", "((a or (b and c)) or d)"),
        ("not (x > 5)", "(not (x > 5))"),
        ("not x = 5", "((not x) = 5)"),
        ("^x and ~y", "((not x) and (not y))"),
        ("x not = 5", "(x ne 5)"),
        ("x ^= y", "(x ne y)"),
        ("a eq b", "(a = b)"),
        ("a GE b", "(a >= b)"),
        # DATA step comparisons chain (SAS Community tip "Comparison Operators Are Non-Associative")
        ("1<x<5", "((1 < x) and (x < 5))"),
        ("a = b = c", "((a = b) and (b = c))"),
        ("a < b < c < d", "(((a < b) and (b < c)) and (c < d))"),
        ("(a < b) < c", "((a < b) < c)"),
        ("x =: 'ab'", "(x =: 'ab')"),
        ("x ne: 'ab'", "(x ne: 'ab')"),
        ("x >=: 'ab'", "(x >=: 'ab')"),
        ("if", "if"),
        ("and and or or in", "((and and or) or in)"),
        ("eq = ne", "(eq = ne)"),
    ],
)
def test_precedence(text: str, shown: str) -> None:
    assert show(expression(text)) == shown


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("12", Number(12.0)),
        (".5", Number(0.5)),
        ("1e3", Number(1000.0)),
        ("1.5E-3", Number(0.0015)),
        ("0FFx", Number(255.0)),
        ("9x", Number(9.0)),
        (".", Missing()),
        (".a", Missing("A")),
        ("._", Missing("_")),
        ("'it''s'", String("it's")),
        ('"a ""b"""', String('a "b"')),
        ("''", String("")),
        ("'414a'x", String("AJ")),
        ("'x y'n", Var("x y")),
        ("first.id", Dotted("first", "id")),
        ("h.num_items", Dotted("h", "num_items")),
        ("&n", MacroValue("n")),
        # SAS counts from 1 January 1960
        ("'01jan1960'd", Number(0.0, "d")),
        ("'31dec1959'D", Number(-1.0, "d")),
        ("'1mar2020'd", Number(float((date(2020, 3, 1) - date(1960, 1, 1)).days), "d")),
        ("'09:30't", Number(9.5 * 3600, "t")),
        ("'9:25:19pm't", Number(21 * 3600 + 25 * 60 + 19.0, "t")),
        ("'12:00am't", Number(0.0, "t")),
        (
            "'18jan2005:9:27:05am'dt",
            Number((datetime(2005, 1, 18, 9, 27, 5) - datetime(1960, 1, 1)).total_seconds(), "dt"),
        ),
        ("'01jan60:00:00:10.5'dt", Number(10.5, "dt")),
        # YEARCUTOFF=1926: two digits mean 1926 to 2025
        ("'01jan26'd", Number(float((date(1926, 1, 1) - date(1960, 1, 1)).days), "d")),
        ("'01jan25'd", Number(float((date(2025, 1, 1) - date(1960, 1, 1)).days), "d")),
    ],
)
def test_leaves(text: str, node: object) -> None:
    assert expression(text) == node


@pytest.mark.parametrize("text", ["'31feb2020'd", "'1960'd", "'25:61't", "'noon't", "'01jan1960'dt", "'4G'x"])
def test_invalid_constants(text: str) -> None:
    with pytest.raises(Unreadable):
        expression(text)


ONE, TWO = Number(1.0), Number(2.0)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("f()", Call("f", ())),
        ("f(a,,b)", Call("f", (Var("a"), Empty(), Var("b")))),
        ("sum(of x1-x5 y: a{*}, 3)", Call("sum", (
            Of((NumberedRange("x1", "x5"), Prefix("y"), Element("a", (), True))), Number(3.0)))),
        ("sum(of a(*))", Call("sum", (Of((Element("a", (), True),)),))),
        ("sum(of)", Call("sum", (Var("of"),))),
        ("put(x, date9.)", Call("put", (Var("x"), Format("DATE", 9)))),
        ("put(s, $char10.)", Call("put", (Var("s"), Format("$CHAR", 10)))),
        ("put(x, 8.2)", Call("put", (Var("x"), Format("", 8, 2)))),
        ("put(x, comma10.2)", Call("put", (Var("x"), Format("COMMA", 10, 2)))),
        ("put(x, best.)", Call("put", (Var("x"), Format("BEST")))),
        ("put(x, $5.)", Call("put", (Var("x"), Format("$", 5)))),
        ("put(x, 8.2-L)", Call("put", (Var("x"), Format("", 8, 2, align="L")))),
        ("put(x, date9.-c)", Call("put", (Var("x"), Format("DATE", 9, align="C")))),
        ("put(x, e8601da.)", Call("put", (Var("x"), Format("E8601DA")))),
        ("input(s, ?? yymmdd10.)", Call("input", (Var("s"), Format("YYMMDD", 10)), "??")),
        ("input(s, ? 8.)", Call("input", (Var("s"), Format("", 8)), "?")),
        ("putn(x, 'date9.')", Call("putn", (Var("x"), String("date9.")))),
        ("round(x, 0.1)", Call("round", (Var("x"), Number(0.1)))),
        ("a{i, 2}", Element("a", (Var("i"), TWO))),
        ("a[1]", Element("a", (ONE,))),
        ("a(1)", Call("a", (ONE,))),
        ("dim(a)", Call("dim", (Var("a"),))),
        ("h.find()", MethodCall("h", "find", ())),
        ("h.find(key: x, data: 1)", MethodCall("h", "find", (("key", Var("x")), ("data", ONE)))),
        ("_new_ hash(dataset: 'a', ordered: 'y')", New("hash", (("dataset", String("a")), ("ordered", String("y"))))),
        ("in(x, 1, 2)", Call("in", (Var("x"), ONE, TWO))),
        ("x in (1, 2)", In(Var("x"), (ONE, TWO))),
        ("x in (1 -2 3:5)", In(Var("x"), (ONE, Number(-2.0), Range(Number(3.0), Number(5.0))))),
        ("x not in ('a' 'b')", In(Var("x"), (String("a"), String("b")), negated=True)),
        ("x in: ('a', 'b')", In(Var("x"), (String("a"), String("b")), truncated=True)),
        ("x in (., .a)", In(Var("x"), (Missing(), Missing("A")))),
        ("x in list", In(Var("x"), (Var("list"),), array=True)),
    ],
)  # fmt: skip
def test_calls_and_lists(text: str, node: object) -> None:
    assert expression(text) == node


X = Var("x")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        # WHERE-only operators (SAS 9.4 Language Reference: Concepts, "WHERE-Expression Processing")
        ("x between 1 and 2", Between(X, ONE, TWO)),
        ("x not between 1 and 2 and y", Binary("and", Between(X, ONE, TWO, True), Var("y"))),
        ("x contains 'a'", Contains(X, String("a"))),
        ("x ? 'a'", Contains(X, String("a"))),
        ("x not contains 'a'", Contains(X, String("a"), True)),
        ("x like 'a%' escape '^'", Like(X, String("a%"), String("^"))),
        ("x not like 'a'", Like(X, String("a"), negated=True)),
        ("x =* 'a'", SoundsLike(X, String("a"))),
        ("x is missing", IsMissing(X)),
        ("x is not null", IsMissing(X, True)),
        ("x <> 1", Binary("ne", X, ONE)),
        ("not x = 1", Unary("not", Binary("=", X, ONE))),
        ("not x in (1)", Unary("not", In(X, (ONE,)))),
        ("^ x = 1 and x", Binary("and", Unary("not", Binary("=", X, ONE)), X)),
        ("1 <= x <= 2", Binary("and", Binary("<=", ONE, X), Binary("<=", X, TWO))),
        ("between = 1", Binary("=", Var("between"), ONE)),
        ("x between y and between", Between(X, Var("y"), Var("between"))),
    ],
)
def test_where(text: str, node: object) -> None:
    assert expression(text, where=True) == node


def test_where_operators_are_names_in_the_data_step() -> None:
    with pytest.raises(Unreadable):
        expression("x between 1 and 2")


def test_no_word_is_reserved() -> None:
    found, diagnostics = step("data a; if if = then then then = else; else else = if; run;")
    assert not diagnostics
    assert isinstance(found, s.DataStep)
    node = found.body[0]
    assert isinstance(node, s.If)
    assert node.condition == Binary("=", Var("if"), Var("then"))
    assert (
        isinstance(node.then, s.Assign) and node.then.target == Var("then") and node.then.value == Var("else")
    )
    assert isinstance(node.otherwise, s.Assign) and node.otherwise.target == Var("else")


def test_negation_before_a_comparison_is_pointed_out() -> None:
    assert [d.code for d in step("data a; set b; if not x in (1, 2); run;")[1]] == ["W0101"]
    assert not step(
        "data a; set b; where not x in (1, 2); if not (x = 1) and not missing(x) and x not in (3); run;"
    )[1]


def test_yearcutoff() -> None:
    from tests.frontend.parse.text import tokenize
    from translator.frontend.parse import parse_expression

    expected = float((date(1999, 1, 1) - date(1960, 1, 1)).days)
    assert parse_expression(tokenize("'01jan99'd"), yearcutoff=1950) == Number(expected, "d")
    later = float((date(2049, 1, 1) - date(1960, 1, 1)).days)
    assert parse_expression(tokenize("'01jan49'd"), yearcutoff=1950) == Number(later, "d")


def test_macro_variables_that_only_the_run_knows() -> None:
    from tests.frontend.parse.text import split
    from translator.frontend.parse import build_step
    from translator.lang.diagnostics import Diagnostic

    text = 'data a; x = "&n"; y = "a &n.b &m"; z = "&n"d; w = \'&n\'; if s = "&n" then v = 1; run;'
    diagnostics: list[Diagnostic] = []
    found = build_step(split(text), diagnostics, runtime=lambda name: name == "N")
    assert isinstance(found, s.DataStep) and diagnostics == []
    n = MacroValue("n", True)
    values = [part.value for part in found.body[:4] if isinstance(part, s.Assign)]
    assert values == [
        n, Binary("||", Binary("||", String("a "), n), String("b &m")), Call("input", (n, Format("DATE", 11))), String("&n"),
    ]  # fmt: skip
