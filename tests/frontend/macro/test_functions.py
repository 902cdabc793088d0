"""Macro functions and quoting; results from SAS 9.4 Macro Language: Reference where the page has examples."""

from __future__ import annotations

import math
from typing import Any

import pytest

from translator.frontend.macro.errors import MacroError
from translator.library.macro_expressions import evaluate, evaluate_real, format_real, is_true
from translator.library.macro_masks import is_masked, mask, mask_marked, unmask


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1+2", "3"), ("10*3", "30"), ("4/2", "2"), ("5/3", "1"), ("-5/3", "-1"), ("2**3**2", "512"), ("-2**2", "-4"),
        ("(1+2)*3", "9"), ("1+2*3", "7"), ("7 - -2", "9"), ("0ffx", "255"), ("+5", "5"),
        ("10 > 9", "1"), ("10.0 > 9.0", "0"), ("a < b", "1"), ("a eq A", "0"), ("abc = abc", "1"), ("B > a", "0"),
        ("1 and 0", "0"), ("1 or 0", "1"), ("not 0", "1"), ("^1", "0"), ("1 & 1 | 0", "1"), ("3 ne 3", "0"),
        ("1 <= 2", "1"), ("2 ge 3", "0"), ("x =", "0"), ("= x", "0"), (" = ", "1"), ("1 < 5 < 3", "1"),
        ("2 = 02", "1"), ("a b = a b", "1"), ("'a and b' = 'a and b'", "1"), ("1 =< 2", "1"), ("~0", "1"), ("5 ¬= 5", "0"),
        ("-1 < 0", "1"), ("5", "5"),
    ],
)  # fmt: skip
def test_eval(text: str, result: str) -> None:
    assert evaluate(text) == result


@pytest.mark.parametrize("text", ["a + 1", "1.5 + 1", "abc", "1/0", "", "(1", "1 2 +", "a-b = c"])
def test_eval_errors(text: str) -> None:
    with pytest.raises(MacroError):
        evaluate(text)


@pytest.mark.parametrize(
    ("text", "delimiter", "result"),
    [("b in a b c", " ", "1"), ("z in a b c", " ", "0"), ("b # a b", " ", "1"), ("3 in 1,2,3", ",", "1"),
     ("b not in a b", " ", "0"), ("b in (a b c)", " ", "1"), ("02 in 1 2", " ", "1")],
)  # fmt: skip
def test_in(text: str, delimiter: str, result: str) -> None:
    assert evaluate(text, True, delimiter) == result


def test_in_is_text_without_minoperator() -> None:
    with pytest.raises(MacroError):
        evaluate("a in a b c")


def test_masked_operators_are_text() -> None:
    assert is_true(mask("a+b") + " = " + mask("a+b"))
    assert is_true(mask("or") + " = " + mask("or"))


@pytest.mark.parametrize(
    ("text", "conversion", "result"),
    [
        ("1/3", "boolean", "1"), ("10+.", "boolean", "0"), ("1 + 1.1", "ceil", "3"), ("-1 -2.4", "ceil", "-3"),
        ("-1 + 1.e-11", "ceil", "0"), ("10+.", "", "."), ("-2.4", "floor", "-3"), ("3", "floor", "3"),
        ("1.-1.e-13", "floor", "1"), (".", "floor", "."), ("2.7", "integer", "2"), ("-2.7", "integer", "-2"),
        ("100+1.597", "int", "101"),
        ("100+1.597", "", "101.597"),
        ("1.5+2.5", "", "4"), ("10.0 > 9.0", "", "1"), ("'01jan1960'd + 31", "", "31"), ("1 >< 2", "", "1"),
        ("0.1*3", "", "0.3"), ("10/4", "", "2.5"), ("1e3+1", "", "1001"), ("007", "", "007"), ("2**0.5 > 1.4", "", "1"),
        (". < 0", "", "1"), (". = .", "", "1"),
    ],
)  # fmt: skip
def test_sysevalf(text: str, conversion: str, result: str) -> None:
    assert evaluate_real(text, conversion) == result


@pytest.mark.parametrize("text", ["a+1", "1/0", ""])
def test_sysevalf_errors(text: str) -> None:
    with pytest.raises(MacroError):
        evaluate_real(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(10 / 3, "3.33333333333333"), (-0.5, "-0.5"), (1e20, "1E20"), (123456.789, "123456.789"), (math.nan, "."), (0.0, "0"),
     (2.0**53, "9007199254740992")],
)  # fmt: skip
def test_format_real(value: float, text: str) -> None:
    assert format_real(value) == text


def test_masking() -> None:
    masked = mask("a;b and &c", triggers=True)
    assert is_masked(masked) and ";" not in masked and "&" not in masked and unmask(masked) == "a;b and &c"
    assert unmask(mask_marked("it%'s 5%%")) == "it's 5%"
    assert not is_masked(mask("sand"))


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("%upcase(abc&x)", "ABCV"), ("%lowcase(AbC)", "abc"), ("%length(abcd)", "4"), ("%length()", "0"),
        ("%length(%str( a))", "2"), ("%index(a very long value,v)", "3"), ("%index(abc,z)", "0"),
        ("%scan(a.b c,2)", "b"), ("%scan(a.b c,-1)", "c"), ("%scan(a.b,3)", ""), ("%scan(%str(a;b=c),2)", "b=c"),
        ("%scan(%str(a,b),2,%str(,))", "b"), ("%scan(xaby,1,b)", "xa"), ("%scan(/opt//x,2,/)", "x"),
        ("%scan(/opt//x,1,/,m)", ""), ("%scan(a1b,1,,d)", "a"), ("%substr(abcdef,2,3)", "bcd"), ("%substr(abcdef,5)", "ef"),
        ("%substr(abc,1+1,1)", "b"), ("%trim(a  )", "a"), ("%left(  a)", "a"), ("%cmpres(  a   b  )", "a b"),
        ("%datatyp(12.5)", "NUMERIC"), ("%datatyp(1E5)", "NUMERIC"), ("%datatyp(12a)", "CHAR"), ("%datatyp(-3)", "NUMERIC"),
        ("%verify(123a,0123456789)", "4"), ("%verify(123,0123456789)", "0"), ("%symexist(x)", "1"), ("%symexist(zz)", "0"),
        ("%symglobl(x)", "1"), ("%symlocal(x)", "0"), ("%sysmacexist(zz)", "0"), ("%sysmexecname(0)", "OPEN CODE"),
        ("%sysmexecdepth", "0"), ("%eval(&n+1)", "6"), ("%sysevalf(&n/2)", "2.5"),
        ("%sysevalf(&n/2,ceil)", "3"), ("%sysfunc(upcase(abc))", "ABC"), ("%sysfunc(countw(a b c))", "3"),
        ("%sysfunc(countw(%str(a b)),z4.)", "<2:z4.>"), ("%sysfunc(ifc(&n=5,yes,no))", "yes"),
        ("%sysfunc(repeat(-,&n-3))", "---"), ("%sysfunc(symexist(x))", "1"), ("%qsysfunc(strip( a ))", "a"),
        ("%superq(x)", "v"), ("%superq(amp)", "a&b%c"), ("%bquote(&x,&n)", "v,5"),
        ("%unquote(%nrstr(&x))", "v"), ("%nrstr(&x %let)", "&x %let"), ("%str(%')", "'"), ("%str(a%)b%()", "a)b("),
        ("%quote(&x)", "v"), ("%nrquote(&x)", "v"), ("%nrbquote(&x)", "v"), ("%upcase(%nrstr(&x))", "v"),
        ("%qupcase(%nrstr(&x))", "&X"), ("%qscan(%nrstr(&x*b),1,*)", "&x"), ("%qsubstr(%nrstr(&xy),1,2)", "&x"),
        ("%qtrim(%nrstr(&x) )", "&x"),
    ],
)  # fmt: skip
def test_function(put: Any, call: str, result: str) -> None:
    text = "%let x=v; %let V=&x; %let n=5; %let amp=%nrstr(a&b%c); "
    assert [line for line in put(f"{text}%put [{call}];") if not line.startswith("WARNING")] == [
        f"[{result}]"
    ]


def test_upcase_makes_a_reference_resolve(put: Any) -> None:
    """%UPCASE does not mask its result: the upper-case reference is resolved again."""
    assert put("%let x=v; %put %upcase(%nrstr(&x)) %qupcase(%nrstr(&x));") == ["v &X"]


@pytest.mark.parametrize(
    ("text", "log"),
    [
        ("%put %substr(abc,9);", ["WARNING: Argument 2 to macro function %SUBSTR is out of range.", ""]),
        ("%put %substr(abc,2,9);", ["WARNING: Argument 3 to macro function %SUBSTR is out of range.", "bc"]),
        ("%put %superq(none);", ["WARNING: Apparent symbolic reference NONE not resolved.", ""]),
        (
            "%put %sysfunc(nofunc(1));",
            [
                "ERROR: The NOFUNC function referenced in the %SYSFUNC or %QSYSFUNC macro function is not found."
            ],
        ),
        (
            "%put %eval(a+1);",
            [
                "ERROR: A character operand was found in the %EVAL function or %IF condition where a numeric operand is "
                "required. The condition was: a+1 "
            ],
        ),
    ],
)
def test_messages(put: Any, text: str, log: list[str]) -> None:
    assert put(text) == log


@pytest.mark.parametrize(
    ("text", "log"),
    [
        # "Examples Using %STR", "Examples Using %NRSTR", "Examples Using %BQUOTE", "Examples Using %SUPERQ"
        ("%let s=%str(proc print; run;); %put &s;", ["proc print; run;"]),
        ("%let n=Joe%str(%')s Diner; %put &n;", ["Joe's Diner"]),
        ("%let p=%nrstr(%macro &x;); %put &p;", ["%macro &x;"]),
        ("%let s=%str(NC;); %let t=%bquote(&s); %put &t;", ["NC;"]),
        ("%macro p(d); %if &d=%str(OR) %then %put oregon; %mend; %p(%str(OR))", ["oregon"]),
        ("%let st=OR; %macro t; %if %bquote(&st)=%str(OR) %then %put yes; %mend; %t", ["yes"]),
        ("%let a=%str(x,y); %macro m(p,q); %put &p/&q; %mend; %m(&a,z)", ["x,y/z"]),
        ("%let a=%str(x,y); %macro m(p,q); %put &p/&q; %mend; %m(%unquote(&a))", ["x/y"]),
        ("%let a=%str(a)b; %put %index(&a,ab) [%scan(%str(x-y)&a,1,-)];", ["1 [x]"]),
        ("%let v=%str( 5 ); %put [&v]; %let w=&v; %put [&w];", ["[ 5 ]", "[ 5 ]"]),
        ("%macro m(x); %if %superq(x)= %then %put empty; %else %put %superq(x); %mend; %m() %m(a=b) %m(%nrstr(&z))",
         ["empty", "ERROR: The keyword parameter A was not defined with the macro.", "&z"]),
    ],
)  # fmt: skip
def test_quoting(put: Any, text: str, log: list[str]) -> None:
    assert put(text) == log


def test_value_from_the_data_is_resolved_again(read: Any) -> None:
    """A value that CALL SYMPUT stored unmasked is rescanned when it is referred to; %SUPERQ prevents that."""

    def on_step(shown: str, state: Any, reader: Any) -> None:
        state.set("a", "&b and %m")

    result = read("%macro m;ran%mend; %let b=B; data _null_; run; %put &a; %put %superq(a);", on_step)
    assert result.log == ["B and ran", "&b and %m"]
