"""`check` reads again what has changed: the program, what it includes, the settings; and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import saslift
from translator.pipeline import read


@pytest.fixture
def reads(tmp_path, monkeypatch) -> list[str]:
    """The names of the programs that were really read, in a folder with a program, a macro and an included file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SASLIFT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros/load.sas").write_text("%macro load; data l; x = 1; run; %mend;\n")
    (tmp_path / "part.sas").write_text("data part; run;\n")
    (tmp_path / "p.sas").write_text('%include "part.sas";\n%load\n')
    (tmp_path / "saslift.toml").write_text('autocall = ["macros"]\n')
    found: list[str] = []
    inner = read.read_program

    def recorded(program, encoding=""):
        found.append(program.name)
        return inner(program, encoding)

    monkeypatch.setattr(read, "read_program", recorded)
    return found


def check(*arguments: str) -> str:
    return saslift("check", "p.sas", *arguments).out


def test_nothing_changed(reads):
    assert check() == check() and reads == ["p"]
    check("--fresh")
    assert reads == ["p", "p"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("p.sas", "data p; run;\n"),
        ("part.sas", "data part; x = ; run;\n"),
        ("macros/load.sas", "%macro load; data l; x = ; run; %mend;\n"),
        ("saslift.toml", 'autocall = ["macros"]\nsysparm = "x"\n'),
    ],
)
def test_a_change_is_seen(reads, file, text):
    check()
    Path(file).write_text(text)
    assert check() == check("--fresh") and reads == ["p", "p", "p"]


def test_a_file_that_was_missing_is_seen(reads):
    Path("part.sas").unlink()
    assert "[E0006]" in check()
    Path("part.sas").write_text("data part; run;\n")
    assert "[E0006]" not in check()


def test_a_macro_that_was_missing_is_seen(reads):
    Path("macros/load.sas").unlink()
    assert "[E0015]" in check()
    Path("macros/LOAD.sas").write_text("%macro load; data l; x = 1; run; %mend;\n")
    assert "[E0015]" not in check()


def test_a_damaged_cache_is_no_error(reads):
    before = check()
    for file in Path("cache").iterdir():
        file.write_bytes(b"no pickle")
    assert check() == before and reads == ["p", "p"]


def test_what_the_environment_says_is_asked_each_time(reads, monkeypatch):
    Path("p.sas").write_text("%put %sysget(SASLIFT_TEST);\n")
    check()
    check()
    assert reads == ["p", "p"]
