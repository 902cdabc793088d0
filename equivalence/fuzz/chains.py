"""Random chains of steps: PROC steps on what others made, data sets appended, renamed, described, compared, ranked."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.tables import table

CHAINS: list[list[str]] = [
    ["proc sort data=a out=s; by {k}; run;", "proc means data=s noprint; by {k}; var x; output out=m mean=avg n=cnt; run;", "data out; merge s m(keep={k} avg cnt); by {k}; dev = x - avg; run;"],
    ["proc summary data=a nway missing; class {k}; var x y; output out=m(drop=_type_) sum=sx sy; run;", "proc sort data=m; by descending _freq_; run;", "data top; set m(obs=2); rank_ = _n_; run;"],
    ["proc sort data=a; by {k}; run;", "proc transpose data=a out=t prefix=v; by {k}; var x; run;", "data out; set t; {of}run;"],
    ["data b; set a(obs=2); extra = 1; drop y; run;", "proc append base=a data=b{force}; run;"],
    ["data b; length s $4; set a(keep=g k s); run;", "proc append base=b data=a force; run;"],
    ["proc append base=new data=a{where}; run;", "proc append base=new data=a; run;"],
    ["proc datasets lib=work nolist; modify a; rename x=x_new; label k='Key'; format d date9.; quit;", "data out; set a; z = x_new + 1; run;"],
    ["data b; set a; run;", "proc datasets library=work nolist; change b=c; delete a; quit;", "data out; set c; run;"],
    ["data b; set a; y = sum(y, 1); run;", "proc datasets lib=work nolist; exchange a=b; run; quit;", "data out; set a; run;"],
    ["data b; set a(obs=3); run;", "proc datasets lib=work nolist; append base=a data=b; quit;"],
    ["proc contents data=a out=meta(keep=name type length varnum format label) noprint; run;", "proc sort data=meta; by varnum; run;"],
    ["proc rank data=a out=r{rank}; var x y; ranks rx ry; run;", "proc sort data=r; by rx; run;"],
    ["proc freq data=a noprint; tables {k} / out=f{missing}; run;", "proc sort data=f; by descending count {k}; run;", "data out; set f; cum + count; share = percent / 100; run;"],
    ["proc freq data=a noprint; tables g*y / out=f sparse; run;", "proc transpose data=f out=t prefix=y_; by g; id y; var count; run;"],
    ["proc sql; create table n as select {k}, count(*) as n, mean(x) as mx from a group by {k}; quit;", "proc sort data=a; by {k}; run;", "data out; merge a n; by {k}; run;"],
    ["proc sort data=a out=u nodupkey dupout=dups; by {k}; run;", "data out; set u(in=inu) dups; from = inu; run;"],
    ["proc means data=a noprint; class g k; types g k g*k; var x; output out=m mean= max=mx; run;", "data out; set m; where _type_ = 2; run;"],
    ["proc means data=a noprint; var x; output out=m mean=m std=s; run;", "data out; if _n_ = 1 then set m(keep=m s); set a; z = divide(x - m, s); run;"],
    ["proc compare base=a compare=a out=diff outnoequal noprint; run;", "data b; set a; if _n_ = 1 then x = x + 1; run;", "proc compare base=a compare=b out=diff2 outnoequal outbase outcomp noprint; run;"],
    ["proc standard data=a out=st mean=0 std=1; var x; run;"],
    ["proc datasets lib=work nolist; delete a; quit;", "data out; x = exist('a'); run;"],
    ["proc format; value kf 1='one' 2='two' other='more'; value $gf 'a'='A!' other='-'; run;", "proc means data=a noprint nway; class k; format k kf.; var x; output out=m n=n sum=s; run;", "data out; set a; c = put(k, kf.); h = put(g, $gf.); run;"],
    ["proc format; value kf 1='one' 2='two'; run;", "proc freq data=a; tables k*g / norow nocol; format k kf.; run;"],
    ["data fmt; retain fmtname 'kx' type 'n'; set a(keep=k rename=(k=start)); where start is not missing; label = cats('k', start); run;", "proc sort data=fmt nodupkey; by start; run;", "proc format cntlin=fmt; run;", "data out; set a; length c $20; c = put(k, kx.); run;"],
    ["proc print data=a(obs=3) noobs label; var k x s; label x='The X'; format x 8.2; run;", "proc print data=a; by {k} notsorted; var x; run;"],
    ["proc univariate data=a noprint; var x; output out=u n=n mean=m median=md q1=q1 q3=q3; run;"],
    ["proc tabulate data=a out=tb; class {k}; var x; table {k}, x*(n mean); run;"],
    ["proc sort data=a; by {k}; run;", "data first last; set a; by {k}; if first.{k} then output first; if last.{k} then output last; run;", "data out; merge first(rename=(x=fx)) last(rename=(x=lx)); by {k}; change = lx - fx; run;"],
    ["data b; set a; x = x + 1; run;", "proc sql; create table out as select a.k, a.x, b.x as x2 from a left join b on a.k = b.k and a.y = b.y order by 1, 2, 3; quit;"],
    ["proc sql; create view v as select k, x from a where x > 0; create table out as select k, sum(x) as s from v group by k; drop view v; quit;"],
    ["proc corr data=a outp=c noprint; var x y; run;"],
    ["title 'Tïtle';", "footnote 'foot';", "proc print data=a; sum x; run;", "title;"],
    ["proc means data=a n mean min max maxdec=2; class {k}; var x; run;", "proc freq data=a; tables {k}; run;"],
    ["proc sort data=a; by {k} descending x; run;", "data out; set a; by {k}; retain best; if first.{k} then do; best = x; place = 0; end; place + 1; gap = best - x; run;"],
    ["data w; set a; w = abs(k); run;", "proc means data=w noprint vardef=wgt; var x; weight w; output out=m mean=wm sumwgt=sw; run;"],
]  # fmt: skip


def generate(r: Random) -> FuzzProgram:
    """Return a program of two to four steps that read each other's data sets."""
    special = r.random() < 0.08
    data = table(r, "a", special=special, tame=True)
    chain = r.choice(CHAINS)
    words = {
        "k": r.choice(["k", "g", "k", "y"]),
        "of": r.choice(["", "n = n(of v:); ", "total = sum(of v1-v2); "]),
        "force": r.choice(["", " force"]),
        "where": r.choice(["", "(where=(x > 1))", "(drop=d)"]),
        "rank": r.choice(["", " ties=low", " groups=2", " descending ties=dense", " percent"]),
        "missing": r.choice(["", " missing"]),
    }
    parts: list[Part] = [Part("missing A Z _;")] if special else []
    parts.append(data.part)
    for step in chain:
        text = step
        for word, value in words.items():
            text = text.replace("{" + word + "}", value)
        parts.append(Part(text))
    return FuzzProgram("chain", tuple(parts), 1e-10)
