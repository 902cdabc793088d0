"""Every kind of bad input through every command: one line with code and place, the exit code, nothing half-written,
the other programs unharmed."""

from __future__ import annotations

import json
import os
import re

import pytest

from tests.cli.command import saslift

LINE = re.compile(r"^\S+?:\d+:\d+: (error|warning|note): .+ \[[A-Z]\d{4}\]$")
GOOD = b"data a;\n  x = 1;\nrun;\n"

BAD = {
    "unterminated_string": (b'data a;\n  x = "abc;\nrun;\n', "E0003", 2),
    "unterminated_comment": (b"data a;\n  x = 1;\nrun;\n/* open\n", "E0004", 4),
    "unterminated_block": (b"data a;\n  do i = 1 to 3;\n    y = i;\nrun;\n", "E0106", 2),
    "unterminated_select": (b"data a;\n  x = 1;\n  select (x);\n    when (1) y = 2;\nrun;\n", "E0106", 3),
    "unterminated_macro": (b"%macro m;\ndata a; x = 1; run;\n", "E0010", 1),
    "unknown_statement": (b"data a;\n  x = 1;\n  frobnicate y;\nrun;\n", "E0100", 3),
    "unknown_proc": (b"data a; x = 1; run;\nproc frob data=a;\nrun;\n", "H0401", 2),
    "unknown_macro": (b"%nosuch(1)\ndata a; x = 1; run;\n", "E0015", 1),
    "missing_include": (b'data a; x = 1; run;\n%include "nofile.sas";\ndata b; x = 1; run;\n', "E0006", 2),
    "missing_data_set": (b"data a;\n  set nowhere;\nrun;\n", "R0101", 2),
    "wrong_type": (b"data a; x = 't'; run;\nproc means data=a;\n  var x;\nrun;\n", "R0106", 3),
    "two_types": (b"data a; x = 't'; run;\ndata b; x = 1; run;\ndata c;\n  set a b;\nrun;\n", "R0102", 4),
}
UNREADABLE = {
    "empty_file": (b"", "X0010"),
    "dangling": (None, "X0002"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.sas").write_bytes(GOOD)
    return tmp_path


def make(folder, name):
    text = BAD[name][0] if name in BAD else UNREADABLE[name][0]
    file = folder / f"{name}.sas"
    if text is None:
        file.symlink_to("nowhere.txt")
    else:
        file.write_bytes(text)


def diagnostics(done, name):
    """The lines about a program; each has the form that editors read, and none is a trace."""
    lines = [line for line in (done.out + done.err).splitlines() if line.startswith(f"{name}.sas:")]
    lines = [line for line in lines if re.match(r"[^ ]+:\d", line)]
    assert lines, done
    assert all(LINE.match(line) for line in lines), lines
    assert "Traceback" not in done.out + done.err
    return lines


@pytest.mark.parametrize("name", [name for name in BAD if BAD[name][1].startswith("E")])
def test_check_names_the_place(folder, name):
    make(folder, name)
    done = saslift("check", ".")
    assert done.code == 1
    _, code, line = BAD[name]
    assert any(
        text.startswith(f"{name}.sas:{line}:") and text.endswith(f"[{code}]")
        for text in diagnostics(done, name)
    )
    assert not any(text.startswith("good.sas:") for text in done.out.splitlines())


@pytest.mark.parametrize("name", BAD)
def test_translate_leaves_a_hole_and_the_others_whole(folder, name):
    make(folder, name)
    done = saslift("translate", ".", "--to", "pandas,r", "--out", "out")
    assert done.code == 1, done
    codes = {text[-6:-1] for text in diagnostics(done, name)}
    assert BAD[name][1] in codes
    manifest = json.loads((folder / "out" / "manifest.json").read_text())
    states = {
        (row["name"], target): output["states"]["hole"]
        for row in manifest["programs"]
        for target, output in row["outputs"].items()
    }
    assert states["good", "pandas"] == states["good", "r"] == 0
    assert states[name, "pandas"] > 0 and states[name, "r"] > 0
    assert not [file for file in folder.iterdir() if file.name.startswith(".saslift")]


@pytest.mark.parametrize("engine", ["reference", "pandas", pytest.param("r", marks=pytest.mark.r)])
def test_run_fails_where_it_must_and_nowhere_else(folder, engine):
    for name in (*BAD, *UNREADABLE):
        make(folder, name)
    done = saslift("run", ".", "--engine", engine, "--out", "out")
    assert done.code == 2  # two of the programs could not be read at all
    for name in (*BAD, *UNREADABLE):
        diagnostics(done, name)
        result = json.loads((folder / "out" / name / "result.json").read_text(encoding="utf-8"))
        assert (name, result["status"]) == (name, "failed")
        assert any(one["severity"] == "error" for one in result["diagnostics"])
    good = json.loads((folder / "out" / "good" / "result.json").read_text(encoding="utf-8"))
    assert good["status"] == "ok" and good["datasets"]["a"]["rows"] == [[1.0]]


def test_verify_counts_what_was_not_made(folder):
    for name in BAD:
        make(folder, name)
    done = saslift("verify", ".", "--to", "pandas", "--out", "out")
    assert done.code == 1
    rows = {row["name"]: row for row in json.loads((folder / "out" / "verdict.json").read_text())["programs"]}
    assert rows["good"]["status"] == "equal" and rows["good"]["equal"] == rows["good"]["outputs"] == 1
    assert all(rows[name]["status"] in ("holes", "failed") for name in BAD)
    assert all(rows[name]["evidence"] == "translated" for name in BAD)
    assert (rows["missing_include"]["equal"], rows["missing_include"]["outputs"]) == (1, 2)


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("command", ["check", "translate", "run", "verify"])
def test_what_cannot_be_read_is_2(folder, name, command):
    make(folder, name)
    out = [] if command == "check" else ["--out", "out"]
    done = saslift(command, f"{name}.sas", "good.sas", *out)
    assert done.code == 2
    assert diagnostics(done, name)[0][-6:-1] in (UNREADABLE[name][1], "X0001")
    if command == "translate":
        assert sorted(file.suffix for file in (folder / "out").glob("*.*"))
        assert (folder / "out" / "good.py").exists() and not (folder / "out" / f"{name}.py").exists()


def test_a_file_without_permission(folder):
    (folder / "closed.sas").write_bytes(GOOD)
    os.chmod(folder / "closed.sas", 0)
    if os.access(folder / "closed.sas", os.R_OK):
        os.chmod(folder / "closed.sas", 0o600)
        return  # the superuser reads everything
    done = saslift("check", "closed.sas")
    assert done.code == 2 and done.out.startswith("closed.sas:1:1: error: cannot be read")


@pytest.mark.parametrize("command", ["check", "translate", "run", "verify"])
def test_a_folder_without_programs(folder, command):
    (folder / "none").mkdir()
    done = saslift(command, "none", *([] if command == "check" else ["--out", "out"]))
    assert done.code == 2
    (line,) = [text for text in (done.out + done.err).splitlines() if text.endswith("[X0003]")]
    assert line.startswith("none:1:1: error: ")
    assert not (folder / "out").exists()


@pytest.mark.parametrize("command", ["translate", "run", "verify"])
@pytest.mark.parametrize("out", ["file", "file/below", "/proc/none/out"])
def test_an_output_folder_that_cannot_be_written(folder, command, out):
    (folder / "file").write_text("kept")
    done = saslift(command, "good.sas", "--out", out)
    assert done.code == 2
    assert done.err.splitlines()[-1].endswith("[X0004]") and LINE.match(done.err.splitlines()[-1])
    assert sorted(path.name for path in folder.iterdir()) == ["file", "good.sas"]
    assert (folder / "file").read_text() == "kept"


def test_wrong_encodings(folder):
    (folder / "latin.sas").write_bytes("data a;\n  x = 'smörgås';\nrun;\n".encode("latin-1"))
    done = saslift("check", "latin.sas", "--encoding", "utf-8")
    assert done.out.startswith("latin.sas:2:10: warning: byte 0xF6 is not valid utf-8")
    done = saslift("check", "latin.sas", "--encoding", "no-such-code")
    assert done.code == 2 and done.out.splitlines()[0].endswith("[X0017]")
    done = saslift("run", "latin.sas", "--out", "out")
    rows = json.loads((folder / "out" / "latin" / "result.json").read_text(encoding="utf-8"))["datasets"][
        "a"
    ]["rows"]
    assert (done.code, rows) == (0, [["smörgås"]])
