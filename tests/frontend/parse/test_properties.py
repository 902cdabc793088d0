"""No list of tokens makes the parser raise: valid programs with tokens left out, doubled, swapped or cut off."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest

from tests.frontend.parse.text import split
from translator.frontend.parse import Context, build_step, parse_statement
from translator.frontend.statement import RawStatement
from translator.lang.diagnostics import Diagnostic, codes
from translator.lang.source import Token

EXAMPLES = Path(__file__).parents[2] / "conformance" / "examples.jsonl"
MORE = """
data a(keep=x) b / view=b; set c(where=(x > 1) rename=(a=b)) end=e; array q{2,3} $ 4 a1-a6 (6*'x'); retain a 0 b (1 2);
do i = 1 to 3 by 1 while (x), 5; select (x); when (1, 2) y = put(x, 8.2-L); otherwise; end; end; length a b $ 5 c 8;
input @1 a $ & 5. (b c) (2*3. +1) d 5-8 .2 #2 e ?? :date9. @@; put 'x' 3*'-' a= (b c) (= 5.) @(x+1) / _all_; call f(of a{*}, , 1);
format x y 8.2 z; attrib a length=$4 label='x'; infile datalines dsd dlm=','; lab: h.find(key: x); declare hash h(dataset: 'a');
if not x in (1 2:3 -4) then do; a{i} = -2**2 >< 3; end; else if x =: 'a' then n + 1; else delete; rename a=b x1-x3=y1-y3; run;
proc means data=a(obs=5) n maxdec=2; class a(ref='x') / order=freq; var x--y; output out=o(drop=x) mean(a b)=c d n= / autoname; run;
proc freq; tables (a b)*c d / out=o testp=(1 2); weight w / zeros; run;
proc format; value $f (default=3) 'a'-<'b', other='x' low-high=[date9.]; picture p 0-high='009' (prefix='x'); invalue g 1=_same_; run;
proc sql; create table o as select a.*, case x when 1 then 'a' else 'b' end as y format=8. from t as a left join u(keep=x) on a.x = u.x
where x in (select y from u) and s like 'a%' group by 1 having count(distinct x) > 1 order by 2 desc; insert into t(a) values(1);
select x into :a separated by ',', :b1-:b3 from (select * from t) as v union corr select y from w; alter table t add x num, y char(3); quit;
"""


@cache
def programs() -> tuple[tuple[RawStatement, ...], ...]:
    texts = [json.loads(line)["sas"] for line in EXAMPLES.read_text(encoding="utf-8").splitlines()][::8]
    return tuple(tuple(split(text)) for text in [*texts, *[MORE] * 12])


def broken(raws: tuple[RawStatement, ...], chance: random.Random) -> list[RawStatement]:
    found = []
    for raw in raws:
        tokens: list[Token] = list(raw.tokens)
        for _ in range(chance.randrange(4)):
            place = chance.randrange(len(tokens))
            match chance.randrange(6):
                case 0:
                    del tokens[place]
                case 1:
                    tokens.insert(place, tokens[chance.randrange(len(tokens))])
                case 2:
                    other = chance.randrange(len(tokens))
                    tokens[place], tokens[other] = tokens[other], tokens[place]
                case 3:
                    tokens = tokens[: place + 1]
                case 4:
                    tokens = tokens[place:]
                case _:
                    chance.shuffle(tokens)
            if not tokens:
                tokens = list(raw.tokens)
        found.append(RawStatement(tokens, raw.end, raw.comments, raw.datalines))
    chance.shuffle(found)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_never_raises(seed: int) -> None:
    chance = random.Random(seed)
    for raws in programs():
        diagnostics: list[Diagnostic] = []
        for kind in ("data", "proc"):
            heads = [raw for raw in raws if raw.tokens[0].text.lower() == kind]
            if heads:
                build_step([chance.choice(heads), *broken(raws, chance)], diagnostics)
        build_step(broken(raws, chance), diagnostics)
        for raw in broken(raws, chance)[:5]:
            parse_statement(
                raw,
                chance.choice([Context(), Context("data"), Context("proc", "SQL"), Context("proc", "FREQ")]),
            )
        assert all(found.code in codes() for found in diagnostics)


def test_deep_nesting() -> None:
    diagnostics: list[Diagnostic] = []
    build_step(split("data a; x = " + "(" * 5000 + "1" + ")" * 5000 + "; run;"), diagnostics)
    build_step(split("data a; " + "do; " * 500 + "end; " * 500 + "run;"), diagnostics)
    build_step(split("data a; " + "if x then " * 500 + "y = 1; run;"), diagnostics)
    build_step(split("data a; x = " + "sum(of a{" * 500 + "1; run;"), diagnostics)
    assert {found.code for found in diagnostics} <= {"E0122", "E0104", "E0105"}


def test_empty() -> None:
    assert build_step([], []) is not None
