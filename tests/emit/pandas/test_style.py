"""The text of generated programs: the idioms of the style guide, layout, determinism, helper modules."""

from __future__ import annotations

import ast
from typing import Any

from translator.emit.pandas import emit, helper_module
from translator.emit.pandas.layout import WIDTH, break_line

SALES = "data sales; input region $ amount; datalines;\nN 1\n;\n"


def body(run: Any, text: str) -> str:
    return str(run(text).steps)


def test_filter_and_derived_columns(run: Any) -> None:
    text = "data people; input age weight height; datalines;\n20 60 1.7\n;\n/* adults only */ data adults; set people; where age >= 18; "
    steps = body(run, text + "bmi = weight / height**2; if bmi < 25; tall = (height > 1.8); run;")
    assert """\
    # adults only
    adults = people.loc[people["age"] >= 18].reset_index(drop=True)
    adults["bmi"] = adults["weight"] / (adults["height"] ** 2).replace(0, np.nan)
    adults = adults.loc[adults["bmi"].isna() | (adults["bmi"] < 25)].reset_index(drop=True)
    adults["tall"] = (adults["height"] > 1.8).astype("float64")
""" in steps  # fmt: skip


def test_choice(run: Any) -> None:
    text = "data scores; input score; datalines;\n1\n;\ndata graded; set scores; length grade $3; if score < 50 then grade = 'Low'; "
    steps = body(run, text + "else if score < 80 then grade = 'Medium'; else grade = 'High'; run;")
    assert """\
    graded["grade"] = pd.Series("Hig", index=graded.index).case_when([
        (graded["score"].isna() | (graded["score"] < 50), "Low"),
""" in steps  # fmt: skip


def test_running_totals(run: Any) -> None:
    text = "data running; set sales; by region; if first.region then do; total = 0; n = 0; end; total + amount; n + 1; run;"
    steps = body(run, SALES + text)
    assert 'first_region = ~running.duplicated("region")' in steps
    assert 'running["total"] = sas.running_sum(running["amount"], restart=first_region)' in steps
    assert 'running["n"] = running.groupby("region", sort=False, dropna=False).cumcount() + 1.0' in steps


def test_lag(run: Any) -> None:
    steps = body(run, SALES + "data t; set sales; p = lag(amount); c = dif(amount); run;")
    assert 't["p"] = t["amount"].shift()' in steps
    assert 't["c"] = t["amount"].diff()' in steps


def test_row_loop(run: Any) -> None:
    made = run(
        "data visits; input patient $ day; datalines;\nA 1\n;\n"
        "data episodes(keep=patient episode start stop) gaps(keep=patient gap); set visits; by patient; retain start stop;"
        "if first.patient then do; episode = 1; start = day; stop = day; end; else if day - stop > 30 then do; gap = day - stop; "
        "output gaps; output episodes; episode + 1; start = day; end; stop = max(stop, day); if last.patient then output episodes; run;"
    )
    assert "def episodes_and_gaps(visits):" in made.text
    assert "for patient, day, is_first_patient, is_last_patient in zip(" in made.text
    assert "episodes, gaps = episodes_and_gaps(visits)" in made.text
    assert "        if is_first_patient:\n" in made.text


def test_dates_are_shown(run: Any) -> None:
    assert '    t["d"] = 21915.0  # 01JAN2020\n' in body(
        run, SALES + "data t; set sales; d = '01jan2020'd; run;"
    )


def test_emitting_twice_is_identical(run: Any, request: Any) -> None:
    text = SALES + "data t; set sales; x = amount + 1; run; data u; set t; do i = 1 to 3; output; end; run;"
    assert run(text).text == run(text).text


def test_lines_fit(run: Any) -> None:
    names = " ".join(f"a_long_name_of_a_variable_{i}" for i in range(12))
    made = run(
        f"data t; input {names}; datalines;\n{' '.join('1' * 12)}\n;\ndata u; set t; total = sum({names.replace(' ', ', ')}); run;"
    )
    assert max(len(line) for line in made.text.split("\n")) <= WIDTH
    assert made.tables["u"]["total"] == [12]


def test_breaking_lines() -> None:
    long = (
        "    if "
        + " and ".join(f"sas.equal(first_variable_{i}, second_variable_{i})" for i in range(5))
        + ":"
    )
    broken = break_line(long)
    assert all(len(line) <= WIDTH for line in broken)
    ast.parse("if True:\n" + "\n".join([*broken, "        pass"]))


def test_python_words_and_names(run: Any) -> None:
    made = run(
        "data class; input class $ id list x; isnan = 1; nan = 2; lib = x; sas = .; datalines;\na 1 2 3\n;\ndata pd; set class; run;"
    )
    assert made.tables["class"]["lib"] == [3]
    assert made.tables["pd"]["sas"] == [None]


def test_helper_module_has_only_what_is_needed() -> None:
    text = helper_module({"table"})
    assert "def table(" in text and "class LineReader" not in text and "Callable" not in text
    names = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    assert names == {"table", "must_be_finite", "too_large"}


def test_helper_names_do_not_meet() -> None:
    text = helper_module({"floor", "yrdif", "log", "natural_log", "columns:upcase"})
    space: dict[str, Any] = {}
    exec(text, space)
    assert space["yrdif"](11123, 22081, "AGE") == 30  # 15JUN1990 to 15JUN2020
    assert space["floor"](1.5) == 1 and space["natural_log"](1.0) == 0


def test_map_covers_the_steps(run: Any) -> None:
    from translator.emit.pandas import emit as _emit

    assert _emit is emit


def test_helpers_and_functions_have_names_of_their_own() -> None:
    from translator.emit.pandas.helpers import body_names, locate, runtime_definitions

    assert not set(body_names()) & set(runtime_definitions())
    for name in body_names():
        assert locate(name)


def test_a_long_chain_of_methods_is_broken_before_each() -> None:
    line = (
        '    joined = sas.fill_text(sales.merge(customers[["customer", "region"]], on="customer", how="left"))'
        '[["customer", "region", "amount"]].sort_values(["customer", "amount"], kind="stable", na_position="first", ignore_index=True)'
    )
    broken = break_line(line)
    assert ast.dump(ast.parse("\n".join(broken).replace("    joined", "joined", 1))) == ast.dump(
        ast.parse(line.strip())
    )
    assert [text.strip()[:12] for text in broken] == [
        "joined = (", "sas.fill_tex", "sales.merge(", ')[["customer', ".sort_values", ")",
    ]  # fmt: skip
    assert max(map(len, broken)) <= WIDTH


def test_a_chain_that_is_an_argument_stays_one() -> None:
    chain = "f(" + "a, " * 20 + "a)[['x']].g(" + "b, " * 20 + "b).h(c)"
    lines = break_line(f"    made = call(1, key={chain}, last=2)")
    assert ast.dump(ast.parse("\n".join(lines).strip())) == ast.dump(
        ast.parse(f"made = call(1, key={chain}, last=2)")
    )
