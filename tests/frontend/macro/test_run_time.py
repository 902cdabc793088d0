"""Translation: values that only the run knows stay references; what hangs on them is reported."""

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
    assert result.steps == ["data a; x=&n+&n"]


@pytest.mark.parametrize(
    ("text", "steps", "codes"),
    [
        ("%if &n>0 %then %do; data a; run; %end; data b; run;", ["?%if &n>0 %then %do; data a; run; %end;", "data b"], ["H0101"]),
        ("%do i=1 %to &n; data a; run; %end; data b; run;", ["?%do i=1 %to &n; data a; run; %end;", "data b"], ["H0101"]),
        ("data a; x=%eval(&n+1); run;", ["data a; x=%eval(&n+1)"], ["H0101"]),
        ("%let d=%sysfunc(today(),date9.); data a; x=\"&d\"d; run;", ['data a; x="&d"d'], ["H0101"]),
        ("%let u=%upcase(&n); data a; x=&u; run;", ["data a; x=&u"], ["H0101"]),
        ("%put NOTE: &n rows &=n; data a; run;", ["data a"], ["N0101"]),
        ("title \"&sysdate9 &sysver\"; data a; x=&sqlobs; run;", ['title "&sysdate9 9.4"', "data a; x=&sqlobs"], []),
        ("%let n=5; data a; x=%eval(&n+1); run;", ["data a; x=6"], []),
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
        "data _null_; call symputx('n',1)",
        "data a; x=&n",
        "data b; x=7",
    ]


def test_a_value_given_later_is_known(read: Any) -> None:
    known = state()
    known.mark_runtime("n")
    assert read("%let n=3; data a; x=&n; run;", state=known).steps == ["data a; x=3"]


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
    assert read(text, state=known).steps[1:] == ["data a; x=&k", "data b; x=3"]
