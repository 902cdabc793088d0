"""Finding programs, working on many, settings: the parts that several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.pipeline.many import each
from translator.pipeline.programs import find_programs
from translator.pipeline.settings import load_settings


def test_programs_are_found_in_order_without_hidden_folders(tmp_path):
    for name in ("b.sas", "a.SAS", "sub/c.sas", ".git/d.sas", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    programs, problems = find_programs([tmp_path, tmp_path / "b.sas", tmp_path / "notes.txt"])
    assert not problems
    assert [program.name for program in programs] == ["a", "b", "c", "notes"]


def test_namesakes_get_as_many_folders_as_part_them(tmp_path):
    for name in ("x/jobs/load.sas", "y/jobs/load.sas", "other.sas"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    programs, _ = find_programs([tmp_path])
    assert [program.name for program in programs] == ["other", "x_jobs_load", "y_jobs_load"]


def test_names_that_cannot_be_parted_are_refused(tmp_path):
    for name in ("a_load.sas", "a/load.sas", "b/load.sas"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    programs, problems = find_programs([tmp_path])
    assert len({program.name for program in programs}) == len(programs)
    assert [problem.code for problem in problems] in ([], ["X0009"])


def half(number: int) -> float:
    if number == 13:
        raise ValueError("unlucky")
    return number / 2


def zero(number: int, error: Exception) -> float:
    return 0.0


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_failure_never_touches_the_others(jobs):
    found = list(each(half, range(60), jobs, failed=zero))
    assert found == [0.0 if n == 13 else n / 2 for n in range(60)]


def test_folders_of_settings_are_relative_to_their_file(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    file = tmp_path / "site" / "saslift.toml"
    file.write_text("sources = ['jobs']\n[librefs]\nRAW = 'data/raw'\n")
    monkeypatch.chdir(tmp_path)
    settings = load_settings(Path("site/saslift.toml"))
    assert settings.sources == (Path("site/jobs"),)
    assert settings.librefs == {"raw": Path("site/data/raw")}
