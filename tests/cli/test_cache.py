"""`check` reads again what has changed: the program, what it includes, the settings; and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import saslift
from translator.pipeline import deliver, read


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


# --- translate ------------------------------------------------------------------------------------------


@pytest.fixture
def translations(reads, monkeypatch) -> list[str]:
    """The names of the programs that were really translated; beside them, a library with one data set."""
    Path("raw").mkdir()
    Path("raw/orders.csv").write_text("id,amount\n1,2\n")
    Path("q.sas").write_text("data q; set raw.orders; run;\n")
    found: list[str] = []
    inner = deliver.translate_program

    def recorded(program, *arguments, **options):
        found.append(program.name)
        return inner(program, *arguments, **options)

    monkeypatch.setattr(deliver, "translate_program", recorded)
    return found


def translated(*arguments: str) -> dict[str, bytes]:
    saslift("translate", "p.sas", "q.sas", "--to", "pandas,r", "--libref", "raw=raw", "-o", "out", *arguments)
    return {file.name: file.read_bytes() for file in Path("out").iterdir()}


def test_what_has_not_changed_is_not_translated_again(translations):
    first = translated()
    assert translated() == first and sorted(translations) == ["p", "q"]
    assert translated("--fresh") == first and sorted(translations) == ["p", "p", "q", "q"]
    saslift("translate", "p.sas", "--to", "r", "-o", "elsewhere")
    assert sorted(translations)[:3] == ["p", "p", "p"]


@pytest.mark.parametrize(
    ("file", "text", "again"),
    [
        ("raw/orders.csv", "id,amount,region\n1,2,x\n", "q"),
        ("macros/load.sas", "%macro load; data l; x = 2; run; %mend;\n", "p"),
        ("part.sas", "data part; z = 1; run;\n", "p"),
    ],
)
def test_what_has_changed_is(translations, file, text, again):
    translated()
    Path(file).write_text(text)
    translations.clear()
    again_translated = translated()
    assert translations == [again]
    assert translated("--fresh") == again_translated
