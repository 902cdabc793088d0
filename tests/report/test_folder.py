"""Outputs appear complete or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from translator.report import folder as module
from translator.report.folder import CannotWrite, write_files


def content(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()
    }


def test_files_are_written_and_others_kept(tmp_path):
    out = tmp_path / "a" / "b"
    write_files(out, {"x.txt": "1", "sub/y.txt": "åäö\n"})
    write_files(out, {"x.txt": "2"})
    assert content(out) == {"x.txt": "2", "sub/y.txt": "åäö\n"}
    assert not list(tmp_path.rglob(".saslift-*"))


def test_an_error_in_the_middle_leaves_what_was_there(tmp_path, monkeypatch):
    write_files(tmp_path, {"a": "old", "b": "old"})
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if Path(target).name == "b" and ".saslift" in str(source) and "old-" not in str(source):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(module.os, "replace", fail)
    with pytest.raises(CannotWrite) as error:
        write_files(tmp_path, {"a": "new", "c": "new", "b": "new"})
    assert error.value.diagnostic.code == "X0004"
    assert content(tmp_path) == {"a": "old", "b": "old"}


@pytest.mark.parametrize("place", ["/proc/out", "/dev/null/out"])
def test_a_folder_that_cannot_be_written(place):
    with pytest.raises(CannotWrite) as error:
        write_files(Path(place), {"a": "1"})
    assert error.value.diagnostic.path == place


def test_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CannotWrite):
        write_files(tmp_path / "out", {"a": "1"})
    assert content(tmp_path) == {"out": "mine"}


def test_a_folder_in_the_place_of_a_file(tmp_path):
    (tmp_path / "b").mkdir()
    with pytest.raises(CannotWrite):
        write_files(tmp_path, {"a": "1", "b": "1"})
    assert content(tmp_path) == {}
