"""%INCLUDE of files that the program itself writes: the interpreter includes them, translation refuses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from equivalence.fuzz.run import run_text
from translator.pipeline.programs import Program
from translator.pipeline.translate import translate_program

# Global Statements, %INCLUDE: the file is read when the statement is executed, after the steps before it have run.
PROGRAMS = {
    "a fileref of a temporary file": (
        "filename code temp;\n"
        "data _null_; file code; do i = 1 to 2; put 'data d' i +(-1) '; v = ' i '; run;'; end; run;\n"
        "%include code;\ndata after; set d1 d2; run;\n"
    ),
    "a path": (
        "data _null_; file 'gen.sas'; put 'data d1; v = 1; run;' / 'data d2; v = 2; run;'; run;\n"
        "%include 'gen.sas';\ndata after; set d1 d2; run;\n"
    ),
    "a fileref of a path, under a condition": (
        "filename code 'gen.sas';\n"
        "data _null_; if 1 then file code; put 'data d1; v = 1; run; data d2; v = 2; run;'; run;\n"
        "%include code;\ndata after; set d1 d2; run;\n"
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_interpreter_includes_what_a_step_has_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the interpreter writes files where it runs
    result = run_text(PROGRAMS[name], "reference", tmp_path)
    assert result.status == "ok", result.diagnostics
    assert [list(row) for row in result.datasets["after"].rows] == [[1.0], [2.0]]


@pytest.mark.parametrize("name", PROGRAMS)
def test_translation_refuses_it_also_where_an_older_file_is_there(name: str, tmp_path: Path) -> None:
    file = tmp_path / "p.sas"
    file.write_text(PROGRAMS[name])
    (tmp_path / "gen.sas").write_text("data d1; v = 99; run;\n")
    found = translate_program(Program(file, "p", str(file)), ("pandas", "r"))
    assert [one.code for one in found.diagnostics if one.severity == "error"] == ["H0108"]
    assert all("99" not in emitted.text for emitted in found.emitted.values())
