"""Cutting text: lossless, and each kind of token as SAS reads it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.frontend.scan import lean, scan
from translator.lang.source import Source

PIECES = [
    "data", "a", "x1", ";", " ", "\n", "\r\n", "*", "/*", "*/", "%*", "'", '"', "&", "&&", "%", "%let", "%mac", "&x.", "(",
    ")", "datalines;", "cards4;", "\n;;;;\n", "1.5", ".5", "1e", "0FFx", "=", "<", ">", ":", "|", "¬", "å", "€", "\x00",
    "'a'd", '"&x"n', "lines", ";\n", "\t", "\x1a", "\ufeff", "%'", "-", "@", "?", "\\", "`",
]  # fmt: skip
PROGRAM = """* it's a comment;
data work.a (keep=x) / view=v; /* block ; ' */
  input x $8. @12 y comma10.2;
  if x in ('a', "b''c") and not (y >= .5 | z ^= 1e-3) then put 'x' "&v";
datalines;
1;2
%macro m(a, b=1); %if &a = 1 %then %do; %* it's; proc print; run; %end; %mend;
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in scan(Source("t", text)) if token.kind != "SPACE"]


def texts(text: str) -> list[str]:
    return [token.text for token in lean(Source("t", text)).tokens]


def joined(text: str) -> str:
    return "".join(token.text for token in scan(Source("t", text)))


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_any_text_is_kept(text: str) -> None:
    assert joined(text) == text


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_sas_like_text_is_kept(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert joined(text) == text


def test_mutated_program_is_kept() -> None:
    chance = random.Random(1)
    for _ in range(500):
        text = list(PROGRAM)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(text))
            if chance.random() < 0.5:
                del text[at]
            else:
                text.insert(at, chance.choice(PIECES))
        mutated = "".join(text)
        assert joined(mutated) == mutated


def test_positions() -> None:
    tokens = scan(Source("t", "data a;\n  x = 1;"))
    x = next(token for token in tokens if token.text == "x")
    assert (x.line, x.column) == (2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<=b", ["a", "<=", "b"]),
        ("a**b<>c><d", ["a", "**", "b", "<>", "c", "><", "d"]),
        ("a^=b ~=c ¬=d", ["a", "^=", "b", "~=", "c", "¬=", "d"]),
        ("a||b!!c", ["a", "||", "b", "!!", "c"]),
        ("a=:'x' b>=:c", ["a", "=:", "'x'", "b", ">=:", "c"]),
        ("x1-x5 a--b", ["x1", "-", "x5", "a", "-", "-", "b"]),
        ("1-<5 low-high", ["1", "-", "<", "5", "low", "-", "high"]),
        ("input x 1-5 @@", ["input", "x", "1", "-", "5", "@@"]),
        (
            "comma10.2 date9. 8.2 $8. $char5.",
            ["comma10", ".", "2", "date9", ".", "8.2", "$", "8.", "$", "char5", "."],
        ),
        ("1. .5 1e-3 1E5 0FFx 0c1X", ["1.", ".5", "1e-3", "1E5", "0FFx", "0c1X"]),
        ("first.x = .a", ["first", ".", "x", "=", ".", "a"]),
        ("'it''s' \"a\"\"b\"", ["'it''s'", '"a""b"']),
        ("'01jan60'd 't'DT 'x y'n '41'x '1'b and", ["'01jan60'd", "'t'DT", "'x y'n", "'41'x", "'1'b", "and"]),
        ("'a'and", ["'a'", "and"]),
        ("åäö_1 = Ñ", ["åäö_1", "=", "Ñ"]),
        ("&x &&x&i. &lib..t %m(1)", ["&x", "&&x&i.", "&lib..t", "%m", "(", "1", ")"]),
        ("a & b % c", ["a", "&", "b", "%", "c"]),
        ("%str(it%'s)", ["%str", "(", "it", "%'", "s", ")"]),
    ],
)
def test_cut(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "comments", "rest"),
    [
        ("* it's;x=1;", ["* it's;"], ["x", "=", "1", ";"]),
        ("x=2*3;*c;y;", ["*c;"], ["x", "=", "2", "*", "3", ";", "y", ";"]),
        ("a;\n****** box ******;\nb;", ["****** box ******;"], ["a", ";", "b", ";"]),
        ("x /* * ; ' */ y", ["/* * ; ' */"], ["x", "y"]),
        ("%* don't; z;", ["%* don't;"], ["z", ";"]),
        ('%* say "a;b" here; z;', ['%* say "a;b" here;'], ["z", ";"]),
        ("'/* no */' x", [], ["'/* no */'", "x"]),
        ("%m(a)\n* it's;\nx;", ["* it's;"], ["%m", "(", "a", ")", "x", ";"]),
        ("y = %f(a) * 2;", [], ["y", "=", "%f", "(", "a", ")", "*", "2", ";"]),
        ("a;/*1*/ *2; /*3*/b;", ["/*1*/", "*2;", "/*3*/"], ["a", ";", "b", ";"]),
    ],
)
def test_comments(text: str, comments: list[str], rest: list[str]) -> None:
    found = kinds(text)
    assert [word for kind, word in found if kind == "COMMENT"] == comments
    assert [word for kind, word in found if kind != "COMMENT"] == rest


def test_glued_and_comments() -> None:
    tokens = lean(Source("t", "x/* c */=1 ;")).tokens
    assert [token.glued for token in tokens] == [False, False, True, False]
    assert [comment.text for comment in tokens[1].comments] == ["/* c */"]


@pytest.mark.parametrize(
    ("text", "raw", "after"),
    [
        ("datalines;\n1 2\n'x\n;\nrun;", "1 2\n'x\n", [";", "run", ";"]),
        ("cards;\n1\nrun;\n", "1\n", ["run", ";"]),
        ("LINES ;\n  a\n  ;", "  a\n", [";"]),
        ("a; datalines4;\n1;2\n;;;\n;;;;\nx;", "1;2\n;;;\n", [";", ";", ";", ";", "x", ";"]),
        ("parmcards4;\nx;\n;;;;", "x;\n", [";", ";", ";", ";"]),
        ("datalines;\r\n1\r\n;", "1\r\n", [";"]),
        ("datalines; /* c */\n1\n;", "1\n", [";"]),
        ("datalines;\n1\n2", "1\n2", []),
    ],
)
def test_datalines(text: str, raw: str, after: list[str]) -> None:
    found = kinds(text)
    at = next(index for index, (kind, _) in enumerate(found) if kind == "DATALINES")
    assert found[at][1] == raw
    assert [word for _, word in found[at + 1 :]] == after


@pytest.mark.parametrize("text", ["x = cards;", "input lines;\n1", "cards = 5;\n2;", "data datalines;\n x;"])
def test_no_datalines(text: str) -> None:
    assert all(kind != "DATALINES" for kind, _ in kinds(text))


def test_empty_datalines() -> None:
    assert kinds("datalines;\n;\nx;") == [
        ("NAME", "datalines"), ("SEMICOLON", ";"), ("SEMICOLON", ";"), ("NAME", "x"), ("SEMICOLON", ";"),
    ]  # fmt: skip


def test_text_on_the_line_of_datalines_is_not_data() -> None:
    assert ("BAD", "1 2") in kinds("datalines; 1 2\n3\n;")


@pytest.mark.parametrize(
    ("text", "bad"), [("x='abc;\ny;", "'abc;"), ("a /* b", "/* b"), ("x \x00", "\x00"), ("€", "€")]
)
def test_bad(text: str, bad: str) -> None:
    scanned = lean(Source("t", text))
    assert [scanned.tokens[index].text for index in scanned.bad] == [bad]


def test_indexes() -> None:
    scanned = lean(Source("t", 'a; b &c "d" "&e" \'&f\'; %g'))
    assert [scanned.tokens[index].text for index in scanned.semicolons] == [";", ";"]
    assert [scanned.tokens[index].text for index in scanned.triggers] == ["&c", '"&e"', "%g"]
