"""Random small macro programs: %DO around steps and statements, %IF on what the run knows, SYMPUTX and then its variable."""

from __future__ import annotations

from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.tables import table


def generate(r: Random) -> FuzzProgram:
    """Return a program with macros or macro variables in it."""
    form = r.choice(list(FORMS))
    data = table(r, "a", tame=True)
    text = FORMS[form](r)
    return FuzzProgram(
        f"macro {form}", (data.part, *(Part(part, fixed=part.startswith("%macro")) for part in text)), 1e-11
    )


def _variable(r: Random) -> str:
    """Return a step that makes the macro variable m, a whole number."""
    return r.choice(
        [
            "data _null_; set a end=last; tot + (x > 1); if last then call symputx('m', tot); run;", "proc sql noprint; select count(*) into :m trimmed from a; quit;",
            "data _null_; if 0 then set a nobs=n; call symputx('m', n); stop; run;", "proc sql noprint; select max(coalesce(k, 0)) into :m from a; quit;", "data _null_; set a; if k = 2 then call symput('m', left(put(coalesce(y, 0), 8.))); run;",
            "data _null_; call symputx('m', 2); run;", "%let m = %sysfunc(mod(7, 4));", "data _null_; set a(obs=1); call symputx('m', coalesce(k, 0), 'g'); run;",
        ]
    )  # fmt: skip


def _loops(r: Random) -> list[str]:
    bounds = r.choice(["1 %to 2", "1 %to &n", "&n %to 1 %by -1", "1 %to 5 %by 2", "0 %to 1"])
    step = r.choice(
        [
            "data o&i; set a; z = &i; w = x * &i; run;",
            'data o&i; set a(where=(k = &i)); from = "group &i"; run;',
            "proc sort data=a out=o&i; by k; run;",
            "proc means data=a noprint; where k = &i; var x; output out=o&i mean=m&i; run;",
            "data o&i; set a; if k > &i then c = 'over'; else c = 'under'; run;",
            "proc sql; create table o&i as select g, x + &i as z from a where y > &i; quit;",
        ]
    )
    return [f"%macro many(n); %do i = {bounds}; {step} %end; %mend;", f"%many({r.choice(['2', '3', 'n=2'])})"]


def _statements(r: Random) -> list[str]:
    body = r.choice(
        [
            "%do i = 1 %to &n; v&i = x + &i; %end;",
            "%do i = 1 %to &n; if k = &i then is&i = 1; else is&i = 0; %end;",
            "select (k); %do i = 1 %to &n; when (&i) c = 'v&i'; %end; otherwise; end;",
            "z = 0 %do i = 1 %to &n; + x * &i %end;;",
            "array q{&n} q1-q&n; do j = 1 to &n; q{j} = j * x; end;",
            "%if &n > 2 %then %do; z = 'big  '; %end; %else %do; z = 'small'; %end;",
            'c = "&n items"; %let p = %eval(&n * 2); z = &p;',
            "%local w; %let w = x y k; %do i = 1 %to 3; %let v = %scan(&w, &i); &v._2 = &v * 2; %end;",
        ]
    )
    call = r.choice(["%made(3)", "%made(n=2)", "%made()", "%made"])
    return [
        f"%macro made(n=3); data out; set a; {body} run; %mend;"
        if call != "%made(3)"
        else f"%macro made(n); data out; set a; {body} run; %mend;",
        call,
    ]


def _conditions(r: Random) -> list[str]:
    test = r.choice(
        [
            "&m > 2",
            "&m = 0",
            "&m",
            "&m < 3 and &m > 0",
            "%eval(&m + 1) > 2",
            "%length(&m) > 1",
            "&m ne 1",
            "%sysevalf(&m / 2) > 1",
        ]
    )
    yes, no = (
        "data out; set a; z = &m; run;",
        r.choice(
            [
                "data out; set a; z = -1; run;",
                "proc sort data=a out=out; by k; run;",
                "data out; x = &m; run;",
            ]
        ),
    )
    other = r.choice(
        [
            "",
            f" %else %do; {no} %end;",
            f" %else %if &m = 1 %then %do; {no} %end; %else %do; data out; y = 3; run; %end;",
        ]
    )
    inner = f"%if {test} %then %do; {yes} %end;{other}"
    if r.random() < 0.5:
        return (
            [_variable(r), inner]
            if "%else %if" not in inner
            else [_variable(r), f"%macro choose; {inner} %mend;", "%choose"]
        )
    return [f"%macro choose(d); {_variable(r)} {inner} %mend;", "%choose(a)"]


def _values(r: Random) -> list[str]:
    use = r.choice(
        [
            "data out; set a; z = &m; run;",
            "data out; set a; if k = &m; run;",
            "data out; set a(obs=&m); run;",
            'data out; length c $20; set a; c = "&m"; n = input("&m", 8.); run;',
            "data out; set a; where k > &m; run;",
            "data out; do i = 1 to &m; output; end; run;",
            "data out; set a; z = symgetn('m') + x; c = symget('m'); run;",
            "proc sql; create table out as select *, &m as z from a where k >= &m; quit;",
            "%let p = %eval(&m + 1); data out; set a; z = &p; run;",
            'data out; length z $20; z = "%sysevalf(&m * 1.5)"; run;',
            'title "m is &m"; proc print data=a; run;',
            "data out; length c $20; c = resolve('&m is m'); run;",
        ]
    )
    return [_variable(r), use]


def _lists(r: Random) -> list[str]:
    made = r.choice(
        [
            "proc sql noprint; select distinct k into :ks separated by ' ' from a where k is not missing; quit;",
            "proc sql noprint; select g into :ks separated by ',' from a; quit;",
            "proc sql noprint; select k into :k1- from a; quit;",
            "data _null_; set a; call symputx(cats('v', _n_), x); call symputx('n', _n_); run;",
        ]
    )
    if ":ks" in made:
        use = r.choice(
            [
                "data out; length c $200; c = \"&ks\"; n = countw(c, ' ,'); run;",
                "data out; set a; if k in (&ks) then z = 1; run;"
                if "' '" in made
                else 'data out; length c $200; c = "[&ks]"; run;',
                'data out; length z $40; z = "%scan(&ks, 1)"; run;',
                'data out; length n $20; n = "%sysfunc(countw(&ks, %str( )))"; run;'
                if "' '" in made
                else 'data out; length c $200; c = upcase("&ks"); run;',
            ]
        )
    elif ":k1-" in made:
        use = r.choice(["data out; n = &sqlobs; run;", "data out; set a; n = symget(cats('k', _n_)); run;"])
    else:
        use = r.choice(
            [
                "data out; set a; z = symget(cats('v', _n_)); run;",
                "%macro all; data out; %do i = 1 %to &n; x&i = &&v&i; %end; run; %mend; %all",
                'data out; length n $20; n = "&n"; run;',
            ]
        )
    return [made, use]


def _nested(r: Random) -> list[str]:
    return r.choice(
        [
            [
                "%macro inner(v); &v = &v + 1; %mend;",
                "%macro outer(list); %local i; %do i = 1 %to %sysfunc(countw(&list)); %inner(%scan(&list, &i)) %end; %mend;",
                "data out; set a; %outer(x y k) run;",
            ],
            [
                "%macro twice(x); %eval(&x * 2) %mend;",
                "data out; set a; z = %twice(4); w = %twice(%twice(1)); run;",
            ],
            [
                "%macro copy(from, to, where=1); data &to; set &from; if &where; run; %mend;",
                "%copy(a, o1) %copy(o1, o2, where=k > 1)",
                "%copy(from=a, to=o3, where=%str(x = 1 or x = 2))",
            ],
            [
                "%macro exists(d); %if %sysfunc(exist(&d)) %then %do; data out; set &d; run; %end; %else %do; data out; none = 1; run; %end; %mend;",
                f"%exists({r.choice(['a', 'nowhere', 'work.a'])})",
            ],
            [
                "%macro rounds; %local i; %let i = 1; %do %while (&i < 3); data o&i; set a; z = &i; run; %let i = %eval(&i + 1); %end; %mend;",
                "%rounds",
            ],
            [
                "%macro again; %let i = 0; %do %until (&i >= 2); %let i = %eval(&i + 1); proc sort data=a out=s&i; by %if &i = 1 %then k; %else descending k;; run; %end; %mend;",
                "%again",
            ],
            [
                "data _null_; set a; if k = 1 then call execute('data ex' || left(put(_n_, 3.)) || '; z = ' || left(put(_n_, 3.)) || '; run;'); run;"
            ],
            [
                "%let list = x y;",
                "proc means data=a noprint; var &list; output out=out mean=; run;",
                "data more; set a(keep=&list); t = sum(of &list); run;",
            ],
            [
                "%let ds = a; %let pre = z_;",
                'data &ds._2; set &ds; &pre.x = x; rename y = &pre.y; label x = "from &ds"; run;',
            ],
            [
                "%macro stat(v, by=); proc means data=a noprint nway; %if %length(&by) %then %do; class &by; %end; var &v; output out=st_&v mean=mean; run; %mend;",
                "%stat(x) %stat(y, by=k)",
            ],
        ]
    )


FORMS = {
    "loops": _loops,
    "statements": _statements,
    "conditions": _conditions,
    "values": _values,
    "lists": _lists,
    "nested": _nested,
}
"""The forms of macro programs."""
