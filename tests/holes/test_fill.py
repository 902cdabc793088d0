"""Filling: by a model on loopback, by replay; asked again, archived, spliced, labelled."""

from __future__ import annotations

import json
import socket

import pytest

from tests.holes.answers import PYTHON, R
from tests.holes.fake_ollama import FakeOllama, Fault
from translator.emit.code import MapEntry
from translator.holes.archive import Replay, file_of, sign
from translator.holes.fill import fill_hole, fill_program
from translator.holes.gates import Gate, Reference
from translator.holes.local import OllamaFiller, host_finding

SECRET = 7183.5
REFERENCE = Reference(
    {"sales": {"region": ["East", "East"], "x": [SECRET, SECRET]}},
    ({"region": ["East"], "m": [SECRET]},),
)


def test_a_model_is_asked_again_with_what_was_wrong_and_never_with_values(contract, tmp_path):
    wrong = PYTHON.replace(".mean()", ".count()")
    with FakeOllama(["import os\n" + PYTHON, wrong, PYTHON]) as server:
        filling = fill_hole(contract, "pandas", OllamaFiller(server.model, server.host), tmp_path, REFERENCE)
    assert (filling.gate, filling.calls) == (Gate.AGREES, 3)
    asked = [request["messages"][0]["content"] for request in server.requests]
    assert "proc loess data=sales" in asked[0] and "hole_0001" in asked[0]
    assert "the answer imports os" in asked[1]
    assert "column m of table means is wrong in 1 of 1 rows" in asked[2]
    assert str(SECRET) not in json.dumps(server.requests)
    assert all(request["options"]["seed"] == 1 and request["format"] for request in server.requests)


def test_it_is_asked_at_most_three_times_again(contract):
    with FakeOllama(["import os\n" + PYTHON] * 9) as server:
        filling = fill_hole(contract, "pandas", OllamaFiller(server.model, server.host))
    assert filling.answer is None
    assert (filling.calls, len(server.requests)) == (4, 4)
    assert filling.findings[0].code == "X0042"
    assert (filling.findings[0].path, filling.findings[0].line) == ("sales.sas", 12)


def test_an_accepted_answer_is_archived_whole_and_replayed_without_a_model(contract, tmp_path):
    with FakeOllama([PYTHON]) as server:
        fill_hole(contract, "pandas", OllamaFiller(server.model, server.host), tmp_path)
    kept = json.loads(file_of(tmp_path, contract, "pandas").read_text())
    answer = kept["answer"]
    assert answer["code"] == PYTHON
    assert (answer["model"], answer["digest"], answer["seed"]) == (server.model, "f" * 64, 1)
    assert "proc loess" in answer["prompt"] and answer["options"]["temperature"] == 0
    assert answer["versions"]["ollama"]
    again = fill_hole(contract, "pandas", Replay(tmp_path), tmp_path)
    assert (again.gate, again.calls, again.answer.code) == (Gate.RUNS, 0, PYTHON)


def test_a_signature_lifts_the_gate_and_lapses_with_a_change(contract, tmp_path):
    with FakeOllama([PYTHON]) as server:
        fill_hole(contract, "pandas", OllamaFiller(server.model, server.host), tmp_path)
    sign(tmp_path, contract, "pandas", "Ada")
    assert fill_hole(contract, "pandas", Replay(tmp_path), tmp_path).gate == Gate.SIGNED
    file = file_of(tmp_path, contract, "pandas")
    file.write_text(file.read_text().replace("Mean of x", "Mean of y"))
    assert fill_hole(contract, "pandas", Replay(tmp_path), tmp_path).gate == Gate.RUNS


def test_the_archive_answers_only_for_the_same_contract(contract, tmp_path):
    finding = fill_hole(contract, "pandas", Replay(tmp_path)).findings[0]
    assert finding.code == "X0036"
    file_of(tmp_path, contract, "pandas").write_text("{")
    assert fill_hole(contract, "pandas", Replay(tmp_path)).findings[0].code == "X0035"


@pytest.mark.parametrize(
    "host",
    [
        "http://example.com:11434",
        "http://127.0.0.1.example.com",
        "https://127.0.0.1",
        "http://192.168.1.5:11434",
        "http://0.0.0.0:11434",
        "http://localhost@example.com",
        "http://127.0.0.1:port",
        "",
    ],
)
def test_other_hosts_are_refused_before_anything_is_sent(contract, host, monkeypatch):
    def no_socket(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", no_socket)
    assert fill_hole(contract, "pandas", OllamaFiller("m", host)).findings[0].code == "X0030"


@pytest.mark.parametrize(
    "host", ["http://127.0.0.1:11434", "localhost:11434", "http://[::1]:11434", "127.0.0.1"]
)
def test_this_machine_is_accepted(host):
    assert host_finding(host) is None


def test_models_in_the_cloud_are_refused(contract):
    for model in ("gpt-oss:120b-cloud", "thing:cloud"):
        assert fill_hole(contract, "pandas", OllamaFiller(model)).findings[0].code == "X0034"
    with FakeOllama([PYTHON], remote="https://ollama.com") as server:
        filling = fill_hole(contract, "pandas", OllamaFiller(server.model, server.host))
    assert filling.findings[0].code == "X0034"
    assert not server.requests


def test_a_proxy_variable_does_not_lead_away(contract, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:9")
    with FakeOllama([PYTHON]) as server:
        assert fill_hole(contract, "pandas", OllamaFiller(server.model, server.host)).gate == Gate.RUNS


FAULTS = {
    "status": "X0032",
    "error": "X0032",
    "redirect": "X0032",
    "garbage": "X0033",
    "cut": "X0031",
    "slow": "X0031",
}


@pytest.mark.parametrize("kind", FAULTS)
def test_faults_of_the_server_leave_the_hole_and_have_a_code(contract, kind):
    with FakeOllama([Fault(kind, seconds=2)]) as server:
        filling = fill_hole(contract, "pandas", OllamaFiller(server.model, server.host, seconds=1))
    assert filling.answer is None
    assert filling.findings[0].code == FAULTS[kind]


def test_no_server_and_no_such_model(contract):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert fill_hole(contract, "pandas", OllamaFiller("m", host)).findings[0].code == "X0031"
    with FakeOllama([]) as server:
        finding = fill_hole(contract, "pandas", OllamaFiller("other", server.host)).findings[0]
    assert finding.code == "X0032"


PROGRAM = '''"""Doc."""

import sas_semantics as sas


# sales.sas 12-14: PROC LOESS
def hole_0001(sales):
    """
    proc loess data=sales; model m = x; run;
    """
    raise sas.NotTranslated("H0001", "PROC LOESS has no rule")


def run(lib):
    return hole_0001(lib.read("sales"))   # two blanks stay
'''
MAP = (
    MapEntry(6, 11, 12, 14, 1, "PROC LOESS", "hole"),
    MapEntry(14, 15, 15, 16, 2, "DATA x", "rule"),
)


def test_splicing_changes_the_function_and_no_other_byte(contract, tmp_path):
    with FakeOllama([PYTHON]) as server:
        filler = OllamaFiller(server.model, server.host)
        done = fill_program(PROGRAM, MAP, [contract], "pandas", [filler], tmp_path)
    before, after = PROGRAM.split("def hole_0001")[0], PROGRAM.split('has no rule")\n')[1]
    label = "# MODEL M0001: RUNS. Hole H0001 filled by test-coder:7b ffffffffffff; not signed\n"
    assert done.text.startswith(before + label + "def hole_0001(sales):\n")
    assert done.text.endswith(after)
    assert "    import pandas as pd\n" in done.text
    lines = done.text.splitlines()
    assert [entry.provenance for entry in done.map] == ["model", "rule"]
    assert lines[done.map[0].last - 1].startswith("    return pd.DataFrame")
    assert lines[done.map[1].first - 1] == "def run(lib):"
    compile(done.text, "sales.py", "exec")


@pytest.mark.r
def test_splicing_in_r(contract, tmp_path):
    program = '# Doc\n\nhole_0001 <- function(sales) {\n  sas_not_translated("H0001")\n}\n\nrun <- function(lib) {\n  1\n}\n'
    entries = (MapEntry(3, 5, 12, 14, 1, "PROC LOESS", "hole"), MapEntry(7, 9, 15, 16, 2, "DATA x", "rule"))
    with FakeOllama([R]) as server:
        filler = OllamaFiller(server.model, server.host)
        done = fill_program(program, entries, [contract], "r", [filler], tmp_path)
    assert done.text.startswith("# Doc\n\n# MODEL M0001: RUNS")
    assert done.text.endswith("}\n\nrun <- function(lib) {\n  1\n}\n")
    assert done.text.splitlines()[done.map[1].first - 1] == "run <- function(lib) {"


def test_a_hole_that_stays_leaves_the_program_as_it_was(contract, tmp_path):
    done = fill_program(PROGRAM, MAP, [contract], "pandas", [Replay(tmp_path)])
    assert (done.text, done.map, done.labels) == (PROGRAM, MAP, ())
