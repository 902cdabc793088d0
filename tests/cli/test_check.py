"""`check`: diagnostics in each form, exit codes, statistics, and what bad input does."""

from __future__ import annotations

import json
import os
import re
import stat

import pytest

from tests.cli.command import saslift
from translator.cli.init import PATTERN

GOOD = "data a;\n  set b;\n  x = y + 1;\nrun;\n"
BAD = "data a;\n  x = ;\nrun;\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.sas").write_text(GOOD)
    return tmp_path


def test_a_good_program_is_quiet_and_0(folder):
    done = saslift("check", "good.sas")
    assert (done.code, done.err) == (0, "")
    assert done.out == "1 program, 3 statements: no errors\n"


def test_an_error_is_one_line_with_place_and_code_and_1(folder):
    (folder / "bad.sas").write_text(BAD)
    done = saslift("check", "bad.sas")
    assert done.code == 1
    line = done.out.splitlines()[0]
    assert re.fullmatch(r"bad\.sas:2:\d+: error: .+ \[E\d{4}\]", line)


BAD_PROGRAMS = {
    "unterminated string": "data a;\n  x = 'abc;\nrun;\n",
    "unterminated comment": "data a;\n  x = 1; /* never\nrun;\n",
    "unterminated statement": "data a;\n  x = 1",
    "unknown statement": "data a;\n  frobnicate x y;\nrun;\n",
}


@pytest.mark.parametrize("kind", BAD_PROGRAMS)
def test_bad_programs_have_a_located_diagnostic(folder, kind):
    (folder / "bad.sas").write_text(BAD_PROGRAMS[kind])
    done = saslift("check", "bad.sas")
    assert re.match(
        r"bad\.sas:[1-9]\d*:[1-9]\d*: (error|warning): .+ \[[A-Z]\d{4}\]$", done.out.splitlines()[0]
    )
    assert done.code == (1 if ": error:" in done.out else 0)
    assert "Traceback" not in done.out + done.err


def test_every_line_about_a_program_is_read_by_the_problem_matcher(folder):
    for name, text in BAD_PROGRAMS.items():
        (folder / f"{name}.sas").write_text(text)
    (folder / "åäö.sas").write_bytes("data a; x = 'öppen;\nrun;\n".encode("latin1"))
    (folder / "empty.sas").write_text("")
    *lines, summary = saslift("check", ".").out.splitlines()
    assert len(lines) >= 6 and "errors" in summary
    for line in lines:
        match = re.search(PATTERN, line)
        assert match, line
        file, row, column, severity, message, code = match.groups()
        assert os.path.exists(file) and int(row) >= 1 and int(column) >= 1 and message
        assert severity in ("error", "warning", "note") and re.fullmatch(r"[A-Z]\d{4}", code)
    assert not re.search(PATTERN, summary)


def test_json_and_sarif_say_the_same(folder):
    (folder / "bad.sas").write_text(BAD)
    found = json.loads(saslift("check", ".", "--json").out)
    assert found == json.loads(saslift("check", ".", "--format", "json").out)
    assert (found["programs"], found["errors"]) == (2, 1)
    log = json.loads(saslift("check", ".", "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    result, diagnostic = log["runs"][0]["results"][0], found["diagnostics"][0]
    assert (result["ruleId"], result["level"]) == (diagnostic["code"], "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "bad.sas"
    assert place["region"]["startLine"] == diagnostic["line"] == 2


def test_stats(folder):
    (folder / "bad.sas").write_text(BAD)
    done = saslift("check", ".", "--stats", "--json")
    stats = json.loads(done.out)
    assert list(stats) == [
        "files", "lines", "statements", "unparsed", "unparsed_by_kind", "missing_macro_calls", "failed_files", "seconds", "lines_per_second",
    ]  # fmt: skip
    assert (stats["files"], stats["lines"], stats["unparsed"], stats["failed_files"]) == (2, 7, 1, 0)
    assert stats["unparsed_by_kind"] == {"assignment": 1}
    assert done.code == 1


def test_paths_that_are_not_there_do_not_stop_the_others(folder):
    (folder / "nothing").mkdir()
    done = saslift("check", "typo.sas", "nothing", "good.sas")
    assert done.code == 2
    assert done.out.splitlines() == [
        "typo.sas:1:1: error: no such file or folder [X0001]",
        "nothing:1:1: error: the folder has no SAS programs (*.sas, *.egp), nor has any folder below it [X0003]",
        "1 program, 3 statements: 2 errors",
    ]


def test_an_empty_program_is_an_error(folder):
    (folder / "empty.sas").write_text("")
    done = saslift("check", "empty.sas")
    assert (done.code, done.out.splitlines()[0]) == (2, "empty.sas:1:1: error: the program is empty [X0010]")


def test_a_program_of_comments_only_is_fine(folder):
    (folder / "comments.sas").write_text("/* nothing yet */\n* to do;\n")
    assert saslift("check", "comments.sas").code == 0


def test_an_unreadable_file(folder):
    file = folder / "secret.sas"
    file.write_text(GOOD)
    file.chmod(0)
    if os.access(file, os.R_OK):  # root reads everything: a dangling link cannot be read by anybody
        file.unlink()
        (folder / "sub").mkdir()
        file.symlink_to("sub/none.sas")
        done = saslift("check", ".")
    else:
        done = saslift("check", ".")
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert done.code == 2
    assert re.search(r"^secret\.sas:1:1: error: cannot be read: .+ \[X0002\]$", done.out, re.MULTILINE)
    assert "2 programs" in done.out


def test_wrong_encodings(folder):
    (folder / "latin.sas").write_bytes("data a; x = 'åäö'; run;\n".encode("latin1"))
    assert saslift("check", "latin.sas").code == 0  # detected
    wrong = saslift("check", "latin.sas", "--encoding", "utf-8")
    assert re.match(r"latin\.sas:1:14: (error|warning): .+ \[E0001\]", wrong.out)
    unknown = saslift("check", "latin.sas", "--encoding", "utf-99")
    assert (unknown.code, "[X0017]" in unknown.out) == (2, True)


def test_contradicting_options(folder):
    for arguments in (["--format", "xml"], ["--json", "--format", "sarif"]):
        done = saslift("check", "good.sas", *arguments)
        assert (done.code, done.out) == (2, "")
        assert re.fullmatch(r"saslift: error: .+ \[X0015\]\n", done.err)


def test_no_paths_and_no_settings(folder):
    done = saslift("check")
    assert (done.code, done.err.endswith("[X0015]\n")) == (2, True)


def test_many_programs_are_read_by_several_processes(folder):
    for i in range(40):
        (folder / f"p{i:02}.sas").write_text(BAD if i == 7 else GOOD)
    done = saslift("check", ".", "-j", "2")
    assert done.code == 1
    assert done.out.startswith("p07.sas:2:")
    assert done.out.endswith("41 programs, 122 statements: 1 error\n")


def test_calls_of_missing_macros_are_counted_apart(folder):
    text = "%load(raw, n=1);\n%tidy\ndata a;\n  %checks\n  x = %rate(2);\nrun;\n"
    (folder / "bad.sas").write_text(text)
    stats = json.loads(saslift("check", "bad.sas", "--stats", "--json").out)
    assert (stats["missing_macro_calls"], stats["unparsed"]) == (3, 1)
