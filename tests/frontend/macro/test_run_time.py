"""Translation: values that only the run knows stay references; what hangs on them is left to the run."""

from __future__ import annotations

from typing import Any

import pytest

from translator.frontend.macro import LibraryHost, MacroState
from translator.frontend.macro.errors import RuntimeValueError


def state() -> MacroState:
    return MacroState(LibraryHost(), running=False)


def test_marked_variables_stay_in_the_text(read: Any) -> None:
    known = state()
    known.mark_runtime("n")
    result = read('data a&n; x=&n; y="&n. rows"; z=&n.1; run;', state=known)
    assert result.steps == ['data a&n; x=&n; y="&n. rows"; z=&n1'] and not result.codes and not result.log
    tokens = result.statements[0][0].tokens
    assert [(token.kind, token.text) for token in tokens[1:]] == [("NAME", "a"), ("MACRO", "&n")]
    assert tokens[2].glued


def test_values_handed_on(read: Any) -> None:
    known = state()
    known.mark_runtime("n")
    result = read("%let k=&n; %macro m(p); data a; x=&p+&k; run; %mend; %m(&n)", state=known)
    assert result.steps == ["%let k=&n", "data a; x=&n+&n"]


@pytest.mark.parametrize(
    ("text", "steps", "codes"),
    [
        ("%if &n>0 %then %do; data a; run; %end; data b; run;", ["%if &n>0 { data a |  }", "data b"], []),
        ("%do i=1 %to &n; data a; run; %end; data b; run;", ["%do i=1 to &n { data a }", "data b"], []),
        ("data a; x=%eval(&n+1); run;", ["%let _value_1=%eval(&n+1)", "data a; x=&_value_1"], []),
        ("%let d=%sysfunc(today(),date9.); data a; x=\"&d\"d; run;", ["%let d=today,date9.", 'data a; x="&d."d'], []),
        ("%let u=%upcase(&n); data a; x=&u; run;", ["%let u=%upcase(&n)", "data a; x=&u"], []),
        ("%put NOTE: &n rows &=n; data a; run;", ["%put NOTE: &n rows N=&n", "data a"], []),
        ("title \"&sysdate9 &sysver\"; data a; x=&sqlobs; run;", ['title "&sysdate9. 9.4"', "data a; x=&sqlobs"], []),
        ("%let n=5; data a; x=%eval(&n+1); run;", ["%let n=5", "data a; x=6"], []),
    ],
)  # fmt: skip
def test_what_hangs_on_them(read: Any, text: str, steps: list[str], codes: list[str]) -> None:
    known = state()
    known.mark_runtime("n")
    result = read(text, state=known)
    assert (result.steps, result.codes) == (steps, codes)


@pytest.mark.parametrize(
    ("step", "names"),
    [
        ("data _null_; call symputx('n', x); run;", {"N"}),
        (
            "data _null_; call symput(\"n\", put(x, 5.)); if y then call symputx('m ', 1, 'G'); run;",
            {"N", "M"},
        ),
        ("proc sql; select a, b into :n, :m trimmed from t; quit;", {"N", "M"}),
        ("proc sql; select a into :x1-:x3 from t; quit;", {"X1", "X2", "X3"}),
        ("proc sql; select a into :n separated by ',' from t where x in (1:2); quit;", {"N"}),
    ],
)
def test_what_steps_store(read: Any, step: str, names: set[str]) -> None:
    before = state().runtime
    result = read("%let n=1; " + step + " data a; x=&n; run;", state=state())
    assert result.state.runtime - before == names
    assert result.steps[-1] == ("data a; x=&n" if "N" in names else "data a; x=1")


def test_computed_names(read: Any) -> None:
    text = "%let k=1; data _null_; call symputx(cats('v', i), 1); run; data a; x=&v1+&k; run;"
    result = read(text, state=state())
    assert result.steps[-1] == "data a; x=&v1+1" and not result.codes


def test_local_variables(read: Any) -> None:
    text = "%macro m; %local n; data _null_; call symputx('n',1); run; data a; x=&n; run; %mend; %let n=7; %m data b; x=&n; run;"
    assert read(text, state=state()).steps == [
        "%let n=",
        "data _null_; call symputx('n',1)",
        "data a; x=&n",
        "%symdel n",
        "data b; x=7",
    ]


def test_a_value_given_later_is_known(read: Any) -> None:
    known = state()
    known.mark_runtime("n")
    assert read("%let n=3; data a; x=&n; run;", state=known).steps == ["%let n=3", "data a; x=3"]


def test_a_run_keeps_nothing_back(read: Any) -> None:
    result = read("data _null_; call symputx('n',1); run; data a; x=&n; run;")
    assert "E0016" in result.codes


@pytest.mark.parametrize(
    ("name", "args", "result"),
    [
        ("UPCASE", ["abc"], "ABC"), ("MDY", ["1", "1", "1961"], "366"), ("PUTN", ["366", "yymmdd10."], "1961-01-01"),
        ("PUTN", ["0", "date9."], "01JAN1960"), ("ABS", ["-3"], "3"), ("COUNTW", ["a b c"], "3"), ("MAX", ["1", "5"], "5"),
        ("SUM", ["1", "."], "1"), ("MDY", [".", "1", "1961"], "."), ("SUBSTR", ["abc", "2"], "bc"), ("INPUTN", ["1,234", "comma8."], "1234"),
    ],
)  # fmt: skip
def test_library_host(name: str, args: list[str], result: str) -> None:
    assert LibraryHost().call_function(name, args) == result


def test_library_host_refuses() -> None:
    with pytest.raises(LookupError):
        LibraryHost().call_function("NOSUCH", [])
    with pytest.raises(RuntimeValueError):
        LibraryHost().call_function("TODAY", [])
    with pytest.raises(RuntimeValueError):
        LibraryHost().call_function("PUTN", ["1", "myfmt."])
    with pytest.raises(ValueError):
        LibraryHost().call_function("ABS", ["a"])


def test_a_copy_does_not_follow_its_original(read: Any) -> None:
    text = (
        "%let k=&n; data _null_; call symputx('n', 2); run; data a; x=&k; run; %let n=3; data b; x=&n; run;"
    )
    known = state()
    known.mark_runtime("n")
    assert read(text, state=known).steps == [
        "%let k=&n",
        "data _null_; call symputx('n', 2)",
        "data a; x=&k",
        "%let n=3",
        "data b; x=3",
    ]


def reading(read: Any, text: str) -> tuple[list[str], list[str]]:
    known = state()
    known.mark_runtime("n")
    result = read(text, state=known)
    return result.steps, result.codes


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        # what one way sets is told to the run at its end, and known to the run only from there on
        (
            "%let k=1; %if &n>0 %then %let k=2; data a; x=&k; run;",
            ["%if &n>0 { %let k=2 | %let k=1 }", "data a; x=&k"],
        ),
        # both ways the same: still known
        ("%if &n>0 %then %let k=2; %else %let k=2; data a; x=&k; run;", ["data a; x=2"]),
        # %RETURN: the rest of the macro is the other way
        (
            "%macro m; %if &n=0 %then %return; data a; run; %put x; %mend; %m data b; run;",
            ["%if &n=0 {  | data a; %put x }", "data b"],
        ),
        (
            "%macro m; %if &n=0 %then %put a; %else %return; data a; run; %mend; %m",
            ["%if not &n=0 {  | %put a; data a }"],
        ),
        # a condition in a condition; the index of a loop whose rounds are known
        (
            "%macro m; %do i=1 %to 2; %if &n=&i %then %do; data a&i; run; %end; %end; %mend; %m",
            ["%if &n=1 { data a1 |  }", "%if &n=2 { data a2 |  }"],
        ),
        # what a loop sets is known to the run only, from before its first round
        (
            "%macro m; %let k=0; %do i=1 %to &n; %let k=%eval(&k+&i); %end; %put &k &i; %mend; %m",
            ["%let k=0", "%do i=1 to &n { %let k=%eval(&k+&i) }", "%put &k &i", "%symdel i k"],
        ),
        (
            "%macro m; %do %while(&n>0); %let n=%eval(&n-1); %end; %mend; %m",
            ["%do { %leave not &n>0; %let n=%eval(&n-1) }"],
        ),
        # a macro that makes a part of a statement
        (
            "%macro f(p); %if &p=1 %then one; %else two; %mend; data a; x=\"%f(&n)\"; run;",
            ["%if &n=1 { %let _value_1= one | %let _value_1= two }", 'data a; x="&_value_1."'],
        ),
        # statements of a step: two steps
        (
            "data a; %if &n=1 %then %do; x=1; %end; y=2; run;",
            ["%if &n=1 { data a; x=1; y=2 | data a; y=2 }"],
        ),
        # a step without RUN ends where the first statement of the %IF begins a step
        (
            "data a; x=1; %if &n=1 %then %do; data b; run; %end;",
            ["data a; x=1", "%if &n=1 { data b |  }"],
        ),
        # names that are made of two variables
        ("%let g1=a; %let i=&n; %put &&g&i;", ["%let i=&n", "%let g1=a", "%put &&G&n"]),
        ("%let x&n=5; %put &&x&n;", ["%let x&n=5", "%put &&X&n"]),
        # what a step asks for by name
        ("%let c1=red; data a; x=symget('c1'); y=symget(cats('c', i)); run;", ["%let c1=red", "data a; x=symget('c1'); y=symget(cats('c', i))"]),
        # quoting
        ("%if %superq(n)=%str(a,b) %then %put yes;", ["%if [&n]=a[,]b { %put yes |  }"]),
    ],
)  # fmt: skip
def test_code_for_the_run(read: Any, text: str, steps: list[str]) -> None:
    assert reading(read, text) == (steps, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("data a; x=&n; %let n=%eval(&n+1); y=&n; run;", "H0105"),
        ("%macro m; data a; set %do i=1 %to &n; b&i %end; ; run; %mend; %m", ""),
        ("%macro m; data a; %do i=1 %to &n; x&i=1; %end; run; %mend; %m", "H0103"),
        ("%macro m; %do i=1 %to &n; %if &i=&n %then %return; %end; %mend; %m", "H0101"),
        ('%include "&n..sas";', "H0101"),
    ],
)
def test_refused(read: Any, text: str, code: str) -> None:
    codes = reading(read, text)[1]
    assert codes == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # which round ends the macro is for the run to know: the call is left out
        ("%macro m; %do i=1 %to 100000; %if &n=&i %then %do; &i %return; %end; %end; 0 %mend; %let k=%m;", ["H0101"]),
        ("%macro m; %do i=1 %to 100000; %if &n=&i %then %return; data a&i; run; %end; %mend; %m", ["H0101"]),
        # so is how often a macro calls itself
        ("%macro m(k); %if &n>&k %then %do; %m(%eval(&k+1)) %end; data a&k; run; %mend; %m(1)", ["H0101"]),
        ("%macro m(k); %if &n>&k %then %m(1&k); %else %m(2&k); data a; run; %mend; %m(1)", ["H0101"]),
        # an error inside a loop of the run leaves the loop closed
        ("%macro m; %do i=1 %to &n; %let x=%eval(a+1); %end; data b; run; %mend; %m data c; run;", ["E0020"]),
    ],
)  # fmt: skip
def test_what_the_run_would_have_to_end(read: Any, text: str, codes: list[str]) -> None:
    known = state()
    known.mark_runtime("n")
    result = read(text, state=known)
    assert set(result.codes) == set(codes) and len(result.steps) < 60


def test_a_call_of_an_unknown_macro_ends_where_macro_code_of_the_run_goes_on(read: Any) -> None:
    known = state()
    known.mark_runtime("n")
    result = read("%macro m; %if &n %then %do; %unknown(1) %end; data a; run; %mend; %m", state=known)
    assert result.steps[-1] == "data a" and "%unknown" in result.steps[0]
