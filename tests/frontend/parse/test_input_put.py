"""INPUT and PUT in all their styles (SAS DATA Step Statements: Reference, INPUT and PUT)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frontend.parse.text import step
from translator.lang import statements as s
from translator.lang.statements import InputField, InputGroup, Pointer, PutField, PutGroup, PutText
from translator.lang.syntax import Binary, Element, Format, Number, NumberedRange, SpecialList, String, Var

A, B, X = Var("a"), Var("b"), Var("x")


def items(text: str) -> Any:
    found, diagnostics = step("data a; " + text + " run;")
    assert diagnostics == []
    assert isinstance(found, s.DataStep)
    statement: Any = found.body[0]
    return statement.items


def n(value: float) -> Number:
    return Number(float(value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("a b $", (InputField((A,), "list"), InputField((B,), "list", True))),
        ("v1-v3 x", (InputField((NumberedRange("v1", "v3"),), "list"), InputField((X,), "list"))),
        ("a :date9. b : $10. x", (
            InputField((A,), "list", False, ":", Format("DATE", 9)),
            InputField((B,), "list", True, ":", Format("$", 10)), InputField((X,), "list"))),
        ("a & $20. b ~ $5.", (
            InputField((A,), "list", True, "&", Format("$", 20)), InputField((B,), "list", True, "~", Format("$", 5)))),
        ("a $ & b", (InputField((A,), "list", True, "&"), InputField((B,), "list"))),
        ("a ?? 8. b ? :date9.", (
            InputField((A,), "formatted", False, "", Format("", 8), error_marks="??"),
            InputField((B,), "list", False, ":", Format("DATE", 9), error_marks="?"))),
        ("a $ 1-10 b 12-14 .2 x 20", (
            InputField((A,), "column", True, columns=(1, 10)), InputField((B,), "column", columns=(12, 14), decimals=2),
            InputField((X,), "column", columns=(20, 20)))),
        ("@1 a 3. @5 b $char5. +2 x comma8.2", (
            Pointer("at", n(1)), InputField((A,), "formatted", informat=Format("", 3)), Pointer("at", n(5)),
            InputField((B,), "formatted", True, informat=Format("$CHAR", 5)), Pointer("plus", n(2)),
            InputField((X,), "formatted", informat=Format("COMMA", 8, 2)))),
        ("@x a @(x+1) b @'key' x", (
            Pointer("at", X), InputField((A,), "list"), Pointer("at", Binary("+", X, n(1))), InputField((B,), "list"),
            Pointer("at", String("key")), InputField((X,), "list"))),
        ("a @", (InputField((A,), "list"), Pointer("hold"))),
        ("a @@", (InputField((A,), "list"), Pointer("holdall"))),
        ("a / b #3 x +(-1)", (
            InputField((A,), "list"), Pointer("next"), InputField((B,), "list"), Pointer("line", n(3)),
            InputField((X,), "list"), Pointer("plus", n(-1)))),
        ("a= b= $ x= date9.", (
            InputField((A,), "named"), InputField((B,), "named", True), InputField((X,), "named", informat=Format("DATE", 9)))),
        ("(a b) (3. +1 $5.)", (
            InputGroup((A, B), (Format("", 3), Pointer("plus", n(1)), Format("$", 5))),)),
        ("(x1-x5)(3*4. 2*$2.) a", (
            InputGroup((NumberedRange("x1", "x5"),), (Format("", 4),) * 3 + (Format("$", 2),) * 2), InputField((A,), "list"))),
        ("(a b)(:$8. :date9.)", (
            InputGroup((A, B), (InputField((), "list", True, ":", Format("$", 8)),
                                InputField((), "list", False, ":", Format("DATE", 9)))),)),
        ("(a b)($)", (InputGroup((A, B), (InputField((), "list", True),)),)),
        ("a{x} b", (InputField((Element("a", (X,)),), "list"), InputField((B,), "list"))),
        ("x (a b)(2.)", (InputField((X,), "list"), InputGroup((A, B), (Format("", 2),)))),
    ],
)  # fmt: skip
def test_input(text: str, expected: object) -> None:
    assert items(f"input {text};") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("a b=", (PutField((A,)), PutField((B,), True))),
        ("'text' a", (PutText("text"), PutField((A,)))),
        ("40*'-' '09'x", (PutText("-", 40), PutText("\t"))),
        ("x= date9. a 8.2 b $5.", (
            PutField((X,), True, Format("DATE", 9)), PutField((A,), False, Format("", 8, 2)),
            PutField((B,), False, Format("$", 5)))),
        ("a 5-8 .2 b $ 10-12", (
            PutField((A,), columns=(5, 8), decimals=2), PutField((B,), columns=(10, 12)))),
        ("a : comma8. b", (PutField((A,), False, Format("COMMA", 8), True), PutField((B,)))),
        ("a 8.2-L", (PutField((A,), format=Format("", 8, 2, align="L")),)),
        ("@1 a @20 b / x #2 +3 'z' @", (
            Pointer("at", n(1)), PutField((A,)), Pointer("at", n(20)), PutField((B,)), Pointer("next"), PutField((X,)),
            Pointer("line", n(2)), Pointer("plus", n(3)), PutText("z"), Pointer("hold"))),
        ("_all_", (PutField((SpecialList("all"),)),)),
        ("_infile_", (PutField((Var("_infile_"),)),)),
        ("_page_ a overprint b", (Pointer("page"), PutField((A,)), Pointer("overprint"), PutField((B,)))),
        ("(a b) (=)", (PutGroup((A, B), (PutField((), True),)),)),
        ("(a b) (8.2 +1)", (PutGroup((A, B), (Format("", 8, 2), Pointer("plus", n(1)))),)),
        ("(_all_) (=/)", (PutGroup((SpecialList("all"),), (PutField((), True), Pointer("next"))),)),
        ("(a b) (= 5. ',')", (PutGroup((A, B), (PutField((), True, Format("", 5)), PutText(","))),)),
        ("first.x= a{x}", (PutField((Var("first.x"),), True), PutField((Element("a", (X,)),)))),
        ("@(x*2) a", (Pointer("at", Binary("*", X, n(2))), PutField((A,)))),
    ],
)  # fmt: skip
def test_put(text: str, expected: object) -> None:
    assert items(f"put {text};") == expected
    assert items(f"putlog {text};") == expected
    assert items(f"error {text};") == expected
