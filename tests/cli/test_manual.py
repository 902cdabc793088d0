"""`init`, `explain`, `list`, settings, and the command line itself."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.cli.command import saslift
from translator.lang.diagnostics import codes
from translator.report.coverage import KINDS


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_writes_settings_that_every_command_reads(folder):
    (folder / "jobs").mkdir()
    (folder / "jobs" / "a.sas").write_text("data a; x = 1; run;\n")
    (folder / "data").mkdir()
    (folder / "data" / "sales.xpt").write_bytes(b"")
    done = saslift("init", "--vscode")
    assert (done.code, done.out) == (0, "wrote saslift.toml\nwrote .vscode/tasks.json\n")
    settings = tomllib.loads((folder / "saslift.toml").read_text())
    assert settings["sources"] == ["jobs"]
    assert settings["librefs"] == {"data": "data"}
    assert settings["policy"] == {"fill": "none", "values": False}
    assert saslift("check").out == "1 program, 2 statements: no errors\n"


def test_init_keeps_what_is_there(folder):
    saslift("init")
    (folder / "saslift.toml").write_text("sources = ['mine']\n")
    done = saslift("init", "--vscode")
    assert (done.code, "[X0014]" in done.err) == (2, True)
    assert not (folder / ".vscode").exists()
    assert saslift("init", "--force").code == 0


def test_the_tasks_are_what_vs_code_documents(folder):
    saslift("init", "--vscode")
    tasks = json.loads((folder / ".vscode" / "tasks.json").read_text())
    assert tasks["version"] == "2.0.0"
    check = tasks["tasks"][0]
    assert check["command"] == "saslift" and check["args"][0] == "check"
    matcher = check["problemMatcher"]
    assert matcher["fileLocation"] == ["autoDetect", "${workspaceFolder}"]
    pattern = matcher["pattern"]
    (folder / "bad.sas").write_text("data a;\n  x = ;\nrun;\n")
    match = re.search(pattern["regexp"], saslift("check", "bad.sas").out.splitlines()[0])
    read = {key: match.group(index) for key, index in pattern.items() if key != "regexp"}
    assert (read["file"], read["line"], read["severity"]) == ("bad.sas", "2", "error")
    assert read["code"].startswith("E")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sources = [", "not TOML"),
        ("source = []", "unknown key 'source'"),
        ("sources = 'a'", "sources must be a list"),
        ("targets = ['spark']", "unknown target 'spark'"),
        ("[policy]\nfill = 'gpt'", "policy.fill is one of none, replay, ollama"),
        ("[policy]\nmodels = 'x'", "unknown key 'policy.models'"),
        ("[librefs]\nraw = 1", "librefs.raw must be a text"),
    ],
)
def test_settings_that_cannot_be_used(folder, text, says):
    (folder / "saslift.toml").write_text(text)
    done = saslift("check")
    assert done.code == 2
    assert re.fullmatch(r"saslift\.toml:1:1: error: .+ \[X0006\]\n", done.err)
    assert says in done.err


def test_explain_prints_the_manual_of_every_code():
    for code, row in codes().items():
        done = saslift("explain", code)
        assert done.code == 0
        assert done.out.startswith(f"{code}: {row['title']} ({row['severity']})")
    assert json.loads(saslift("explain", "X0001", "--json").out)["code"] == "X0001"
    assert saslift("explain").out.count("\n") == len(codes())


def test_the_manual_is_complete():
    for code, row in codes().items():
        assert re.fullmatch(r"[EHNWCLRX]\d{4}", code), code
        assert set(row) == {"title", "severity", "why", "example"}, code
        assert row["severity"] in ("error", "warning", "note"), code
        assert len(str(row["why"])) > 10, code


def test_explain_of_an_unknown_code():
    done = saslift("explain", "X00001")
    assert (done.code, done.err) == (
        2,
        "saslift: error: no diagnostic has the code X00001; did you mean X0001? [X0007]\n",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_list_counts_what_is_covered(kind):
    found = json.loads(saslift("list", kind, "--json").out)
    words = found["words"]
    assert found["covered"] == sum(word["covered"] for word in words) > 0
    assert len({word["name"] for word in words}) == len(words) == found["known"]
    text = saslift("list", kind).out
    assert f"{found['covered']} of {found['known']} " in text


def test_list_of_something_else():
    done = saslift("list", "function")
    assert (done.code, "did you mean functions?" in done.err) == (2, True)


def test_an_unknown_command_or_option_is_2():
    assert saslift("chek").code == 2
    assert saslift("check", "--jsn").code == 2


def test_help_names_every_command():
    out = saslift("--help").out
    for name in (
        "init",
        "check",
        "translate",
        "run",
        "verify",
        "compare",
        "assess",
        "report",
        "explain",
        "list",
    ):
        assert re.search(rf"\b{name}\b", out)


def test_version():
    assert re.fullmatch(r"saslift \d+\.\d+\.\d+\S*\n", saslift("--version").out)
