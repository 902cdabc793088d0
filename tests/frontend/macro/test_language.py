"""Macro statements: variables, scopes, control flow, parameters.

Where a test names no source, the rule is in SAS 9.4 Macro Language: Reference, on the page of the statement.
"""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("%let a =  x y  ;", {"A": "x y"}),
        ("%let a=; %let b=&a.z;", {"A": "", "B": "z"}),
        ("%let a=2; %let b=&a+3;", {"A": "2", "B": "2+3"}),
        ("%let n=a; %let &n.b = 5;", {"N": "a", "AB": "5"}),
        ("%let a=/* c */x/* d */y;", {"A": "xy"}),
        ("%let a=x\n  y;", {"A": "x   y"}),
        ("%let a==*; %let b=:x;", {"A": "=*", "B": ":x"}),
        ("%let a='x;y'; %let b=\"p;q\";", {"A": "'x;y'", "B": '"p;q"'}),
        ("%global g h; %let g=1;", {"G": "1", "H": ""}),
        ("%let a=1; %symdel a;", {}),
        ("%let a=x; %let xa=deep; %let i=1; %let xa1=deeper; %let r=&&x&a &&x&a&i;",
         {"A": "x", "XA": "deep", "I": "1", "XA1": "deeper", "R": "&xx &xx1"}),
        ("%let x=d; %let d1=one; %let i=1; %let r=&&&x&i &&d&i &x.&i..z;",
         {"X": "d", "D1": "one", "I": "1", "R": "one one d1.z"}),
    ],
)  # fmt: skip
def test_variables(read: Any, text: str, variables: dict[str, str]) -> None:
    assert read(text).variables == variables


def test_unresolved(read: Any) -> None:
    result = read('%put &none; data a; x="&none"; run;')
    assert result.log == [
        "WARNING: Apparent symbolic reference NONE not resolved.",
        "&none",
        "WARNING: Apparent symbolic reference NONE not resolved.",
    ]
    assert result.steps == ['data a; x="&none"'] and result.codes == ["E0016", "E0016"]


def test_unresolved_macro(read: Any) -> None:
    result = read("%none(1);")
    assert result.log == ["WARNING: Apparent invocation of macro NONE not resolved."]
    assert result.steps == ["%none(1)"] and result.codes == ["E0015"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("%put   a  b  ;", "a  b"),
        ("%put NOTE: x;", "NOTE: x"),
        ("%put NOTE- x;", "      x"),
        ("%let v=1; %put &=v;", "V=1"),
        ('%put "quoted; text";', '"quoted; text"'),
        ("%put %str(  a);", "  a"),
        ("%put a%str(;)b;", "a;b"),
    ],
)
def test_put(put: Any, text: str, line: str) -> None:
    assert put(text) == [line]


def test_put_lists(put: Any) -> None:
    text = "%let b=2; %let a=1; %macro m(p); %put _local_; %put _user_; %put _global_; %mend; %m(x)"
    assert put(text) == ["M P x", "M P x", "GLOBAL A 1", "GLOBAL B 2", "GLOBAL A 1", "GLOBAL B 2"]


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("%m(1)", "1..5"),
        ("%m(1,2)", "1.2.5"),
        ("%m(1,2,k=3)", "1.2.3"),
        ("%m(k=3, 1)", "1..3"),
        ("%m(b=2)", ".2.5"),
        ("%m", "..5"),
        ("%m()", "..5"),
        ("%m (1)", "1..5"),
        ("%m( a b , c )", "a b.c.5"),
        ("%m((1,2),3)", "(1,2).3.5"),
        ("%m('1,2',\"3,4\")", "'1,2'.\"3,4\".5"),
        ("%m(%str(1,2))", "1,2..5"),
        ("%m(1,k=)", "1.."),
        ("%m(%m2(x),y)", "[x].y.5"),
        ("%let l=p,q; %m(&l)", "p.q.5"),
        ("%let l=p,q; %m(%bquote(&l))", "p,q..5"),
        ("%m(/* c */1,\n2)", "1.2.5"),
        ("%m(x %str(=) 1)", "x = 1..5"),
    ],
)
def test_parameters(put: Any, call: str, line: str) -> None:
    text = "%macro m2(x); [&x] %mend; %macro m(a, b, k=5); %put &a..&b..&k; %mend; "
    assert [found.replace("[x] ", "[x]").replace(" [x]", "[x]") for found in put(text + call)] == [line]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("%m(1,2)", "ERROR: More positional parameters found than defined."),
        ("%m(z=2)", "ERROR: The keyword parameter Z was not defined with the macro."),
    ],
)
def test_wrong_parameters(read: Any, call: str, error: str) -> None:
    result = read(f"%macro m(a, k=5); %put ran; %mend; {call}")
    assert error in result.log and "ran" not in result.log and "E0020" in result.codes


def test_parentheses_after_a_macro_without_parameters_are_text(read: Any) -> None:
    assert read("%macro n; x %mend; data a; y = %n (1); run;").steps == ["data a; y = x (1)"]


def test_default_may_use_another_parameter(put: Any) -> None:
    assert put("%macro m(a, b=&a.2); %put &b; %mend; %m(x)") == ["x2"]


def test_parmbuff(put: Any) -> None:
    """The example of SYSPBUFF's page, PRINTZ."""
    text = """%macro printz/parmbuff;
      %put Syspbuff contains: &syspbuff;
      %local num dsname; %let num=1; %let dsname=%scan(&syspbuff,&num);
      %do %while(&dsname ne);
        %put [&dsname];
        %let num=%eval(&num+1); %let dsname=%scan(&syspbuff,&num);
      %end;
    %mend printz;
    %printz(purple,red,blue,teal)"""
    assert put(text) == ["Syspbuff contains: (purple,red,blue,teal)", "[purple]", "[red]", "[blue]", "[teal]"]


def test_scopes(read: Any) -> None:
    text = """%let g=global;
      %macro inner; %let v=changed; %let own=1; %let g=set; %mend;
      %macro outer; %local v; %let v=first; %inner %put &v &own; %mend;
      %outer"""
    result = read(text)
    assert result.log[-1] == "changed &own" and result.variables == {"G": "set"}


def test_global_of_a_local_name_is_an_error(put: Any) -> None:
    log = put("%macro m; %local x; %global x; %put never; %mend; %m")
    assert log[0] == "ERROR: Attempt to %GLOBAL a name (X) which exists in a local environment."
    assert log[1] == "ERROR: The macro M will stop executing." and "never" not in log


def test_read_only(put: Any) -> None:
    log = put("%global / readonly k=1; %let k=2; %put &k;")
    assert log[0].startswith("ERROR: The variable K was previously declared as READONLY") and log[1] == "1"


def test_symput_writes_to_the_innermost_table_that_is_not_empty(read: Any) -> None:
    """ENV1 … ENV3 of "Special Cases of Scope with the CALL SYMPUT Routine"."""

    def on_step(shown: str, state: Any, reader: Any) -> None:
        state.set("myvar", "a token")

    step = "data _null_; run;"
    assert read(f"%macro env1(p); {step} %mend; %env1(10)", on_step).variables == {}
    assert read("%macro env2(p); data _null_; %mend; %env2(10) run;", on_step).variables == {
        "MYVAR": "a token"
    }
    assert read(f"%macro env3; {step} %mend; %env3", on_step).variables == {"MYVAR": "a token"}
    assert read(f"%macro env4 / parmbuff; {step} %mend; %env4", on_step).variables == {}
    assert read(f"%macro env5; %goto &h; {step} %mend; %let h=z; %env5", on_step).variables["H"] == "z"
    sql = "proc sql; select 1; quit;"
    assert read(f"%macro env6; {sql} {step} %mend; %env6", on_step).variables == {}


def test_symputx_scopes(read: Any) -> None:
    def on_step(shown: str, state: Any, reader: Any) -> None:
        state.set("g", "1", "global")
        state.set("l", "2", "local")

    result = read("%macro m; %local g; data _null_; run; %put &g &l; %mend; %m", on_step)
    assert result.log == ["2"] and result.variables == {"G": "1"}


@pytest.mark.parametrize(
    ("text", "log"),
    [
        ("%if 1 %then %put a; %else %put b;", ["a"]),
        ("%if 0 %then %put a; %else %if 1=1 %then %put b; %else %put c;", ["b"]),
        ("%if 1 %then %do; %put a; %put b; %end; %else %put c;", ["a", "b"]),
        ("%if 0 %then %do; %put a; %end; /* c */ %else %do; %put b; %end;", ["b"]),
        ("%if 1 %then; %else %put b;", []),
        ("%if 1 %then %* nothing; %else %put b;", []),
        ("%do i=1 %to 3; %put &i; %end; %put &i;", ["1", "2", "3", "4"]),
        ("%do i=5 %to 1 %by -2; %put &i; %end;", ["5", "3", "1"]),
        ("%do i=1 %to 0; %put never; %end; %put &i;", ["1"]),
        ("%let n=2; %do i=&n-1 %to &n*2 %by 1+1; %put &i; %end;", ["1", "3"]),
        ("%let n=1; %do %while(&n<3); %put &n; %let n=%eval(&n+1); %end;", ["1", "2"]),
        ("%let n=9; %do %until(&n>3); %put &n; %end;", ["9"]),
        ("%do i=1 %to 2; %do j=1 %to 2; %put &i&j; %end; %end;", ["11", "12", "21", "22"]),
        ("%goto skip; %put never; %skip: %put here;", ["here"]),
        ("%let l=b; %goto &l; %a: %put a; %b: %put b;", ["b"]),
        ("%do i=1 %to 9; %if &i=3 %then %goto out; %put &i; %end; %out: %put done;", ["1", "2", "done"]),
        ("%let n=0; %top: %let n=%eval(&n+1); %if &n<3 %then %goto top; %put &n;", ["3"]),
        ("%put a; %return; %put b;", ["a"]),
        ("%if a = b %then %put x; %else %if %str( )= %then %put y;", ["y"]),
        ("* it's %put; %put b; %put c;", ["b", "c"]),
        ("* it's &none a comment; %put b;", ["b"]),
        ("%* don't %put a; %put b;", ["b"]),
        ("/* %put a; */ %put b;", ["b"]),
    ],
)
def test_control_flow(put: Any, text: str, log: list[str]) -> None:
    assert put(f"%macro m; {text} %mend; %m") == log


def test_index_of_a_loop_is_local(read: Any) -> None:
    result = read(
        "%macro m; %do i=1 %to 2; %end; %mend; %m %let j=5; %macro n; %do j=1 %to 2; %end; %mend; %n"
    )
    assert result.variables == {"J": "3"}


def test_action_of_if_has_no_semicolon_of_its_own(read: Any) -> None:
    text = "%macro m(c); data a; set b %if &c %then (obs=5); %else (obs=9); ; run; %mend; %m(1) %m(0)"
    assert read(text).steps == ["data a; set b (obs=5)", "data a; set b (obs=9)"]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("%let d=a; %if &d=a %then %do; data &d; run; %end; %else %do; data z; run; %end;", ["data a"]),
        ("%macro e; %mend; data a; x=1; %e run;", ["data a; x=1"]),
        ("%let i=3; data a&i; x&i=y&i.z; run;", ["data a3; x3=y3z"]),
        ("%let l=work; data &l..t; set &l..s(where=(x=1)); run;", ["data work.t; set work.s(where=(x=1))"]),
        ("%let n=5; data a; x=&n.5; y=1&n; z=&n.e3; run;", ["data a; x=55; y=15; z=5e3"]),
        ("%let q='a b'; data a; x=&q; y=&q.n; run;", ["data a; x='a b'; y='a b'n"]),
        ("%let s=%str(data a; x=1; run;); &s", ["data a; x=1"]),
        ("%let e=%str(%'); data a; x=%unquote(&e)b c%unquote(&e); run;", ["data a; x='b c'"]),
        ("%let d=01jan2020; data a; x=\"&d\"d; y='&d'; run;", ["data a; x=\"01jan2020\"d; y='&d'"]),
        ('%macro f(x); <&x> %mend; data a; x="%f(1)%upcase(a) 5% %"; run;', ['data a; x="<1>A 5% %"']),
        (
            '%macro f(n);\n  %local i;\n  %do i=1 %to &n;\n    v&i\n  %end;\n%mend; data a; x="(%f(2))"; y="%f(1)"; run;',
            ['data a; x="(v1 v2)"; y="v1"'],
        ),
        ("%let op=>=; data a; if x &op y; z = a &op.b; run;", ["data a; if x >= y; z = a >=b"]),
        ("%macro v(n); %do i=1 %to &n; x&i %end; %mend; proc print; var %v(3); run;", ["proc print; var x1 x2 x3"]),
        ("%macro name;a%mend; data b_%name; run;", ["data b_a"]),
        ("%let f=comma; data a; format x &f.10.2; run;", ["data a; format x comma10.2"]),
        ("%let w=8; data a; format x &w..2 y $&w..; run;", ["data a; format x 8.2 y $8."]),
        ("%macro fit1; proc reg; run; %mend; %let i=1; %fit&i", ["proc reg"]),
        ("%macro gen; data g; run; %mend; %let m=gen; %&m", ["data g"]),
        ("%macro m; data a; %* c; input x; cards;\n1\n;\n%mend; %m", ["data a; input x; cards <1>"]),
    ],
)  # fmt: skip
def test_generated_text(read: Any, text: str, steps: list[str]) -> None:
    assert read(text).steps == steps


def test_nested_definitions_and_redefinition(put: Any) -> None:
    text = "%macro o; %macro i; %put first; %mend i; %mend o; %o %i %macro i; %put second; %mend; %i"
    assert put(text) == ["first", "second"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("%macro m; data a; run;", "E0010"),
        ("%macro m; %do i=1 %to 2; %mend;", "E0012"),
        ("%macro m; %end; %mend;", "E0012"),
        ("%macro m; %if 1 %do; %end; %mend;", "E0011"),
        ("%let x=%upcase(a;", "E0013"),
        ("%let x 5;", "E0014"),
        ("%macro m; %goto nowhere; %mend; %m", "E0017"),
        ("%return;", "E0018"),
        ("%end;", "E0014"),
        ("%macro let; %mend;", "E0014"),
        ("%sysexec ls;", "W0110"),
        ("%put 5%off;", "E0019"),
    ],
)
def test_malformed(read: Any, text: str, code: str) -> None:
    assert read(text).codes == [code]


def test_the_rest_goes_on_after_a_mistake(read: Any) -> None:
    assert read("%let x 5; data a; run;").steps == ["data a"]


def test_recursion(read: Any) -> None:
    result = read("%macro f(n); %if &n>1 %then %eval(&n*%f(%eval(&n-1))); %else 1; %mend; %put %f(10);")
    assert result.log[-1].replace(" ", "") == "3628800"
    result = read("%macro r; %r %mend; %r data a; run;")
    assert "E0008" in result.codes and result.steps == ["data a"]
    result = read("%let a=%nrstr(&a); %let a=%unquote(&a); data b; run;")
    assert result.steps == ["data b"]


def test_abort(read: Any) -> None:
    result = read("data a; run; %macro m; %abort cancel; %mend; %m data b; run;")
    assert result.steps == ["data a"] and result.state.aborted == "CANCEL"


def test_automatic_variables(read: Any) -> None:
    from datetime import datetime

    from translator.frontend.macro import MacroState

    state = MacroState(now=datetime(2024, 3, 5, 14, 7), sysparm="hello")
    text = "%macro m; %put &sysmacroname; %mend; %put &sysdate &sysdate9 &systime &sysday &sysparm [&sysmacroname]; %m"
    assert read(text, state=state).log == ["05MAR24 05MAR2024 14:07 Tuesday hello []", "M"]


def test_include(read: Any, tmp_path: Any) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.sas").write_text(
        "data one; run;\n%include 'two.sas';\n%let got=&n;\ndata last; run;"
    )
    (tmp_path / "sub" / "two.sas").write_text("%macro m; data two; run; %mend; %m\n")
    path = str(tmp_path / "main.sas")
    result = read("%let n=1; %include 'sub/one.sas' / source2; %put &got; %m", path=path)
    assert result.steps == ["data one", "data two", "data last", "data two"] and result.log == ["1"]
    token = result.statements[0][0].tokens[0]
    assert token.via is not None and (token.via.how, token.via.name) == ("include", "one.sas")
    missing = read("%include 'none.sas'; data a; run;", path=path)
    assert missing.codes == ["E0006"] and str(tmp_path) in missing.diagnostics[0].message
    assert missing.steps == ["data a"]
    (tmp_path / "loop.sas").write_text("%include 'loop.sas';")
    assert "E0008" in read("%include 'loop.sas';", path=path).codes


def test_include_in_a_macro_and_by_fileref(read: Any, tmp_path: Any) -> None:
    from translator.frontend.macro import MacroState

    (tmp_path / "part.sas").write_text("data part; input x; cards;\n1\n;\n")
    state = MacroState()
    state.filerefs["LIB"] = (str(tmp_path),)
    state.filerefs["ONE"] = (str(tmp_path / "part.sas"),)
    text = "%macro m; %include lib(part); data in_m; run; %mend; %m %include one;"
    assert read(text, state=state).steps == [
        "data part; input x; cards <1>",
        "data in_m",
        "data part; input x; cards <1>",
    ]


def test_autocall(read: Any, tmp_path: Any) -> None:
    from translator.frontend.macro import MacroState

    (tmp_path / "helper.sas").write_text("%macro helper(x); data &x; run; %mend;")
    assert read("%Helper(a)", state=MacroState(autocall_paths=[tmp_path])).steps == ["data a"]


def test_percent_sign_in_a_string(read: Any) -> None:
    result = read('title "100%sure 5% %"; data a; x="50%of"; run;')
    assert result.steps == ['title "100%sure 5% %"', 'data a; x="50%of"'] and result.codes == [
        "E0019",
        "E0019",
    ]


def test_label_on_a_line_of_its_own(put: Any) -> None:
    text = "%macro x; %mend; %macro m; %goto done; %put never; %x\n %done: %put here; %mend; %m"
    assert put(text) == ["here"]


def test_deep_recursion_of_functions(read: Any) -> None:
    text = "%macro f(n); %if &n > 0 %then %do; %do i=1 %to 1; %let r=%eval(1+%f(%eval(&n-1))); %end; &r %end; %else 0; %mend;"
    result = read(text + " %let deep=%f(100);")
    assert result.variables["DEEP"].strip() == "100"


def test_macro_statements_in_comments_are_told(read: Any) -> None:
    """Macro Language Reference, "%* Macro Comment": comments of the form `* … ;` carry macro statements out."""
    result = read(
        "* %let y = 1;\ndata a; x = 1; * %put z; run; /* %let y = 2; */ %* %let y = 3;\n* 50% of it;"
    )
    assert result.codes == ["W0146", "W0146"]
    assert read("%macro m; * %let y = 1; ; %mend;").codes == []
