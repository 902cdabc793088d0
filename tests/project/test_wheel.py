"""A wheel built from the tree, installed into an empty environment outside the checkout, works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = "data a;\n  x = 1;\n  y = upcase('å');\nrun;\n\nproc sort data=a;\n  by x;\nrun;\n"


def run(*command: str | Path, folder: Path) -> str:
    keep = (
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "TZ",
        "UV_CACHE_DIR",
        "PIP_INDEX_URL",
        "UV_INDEX_URL",
        "PIP_CACHE_DIR",
    )
    variables = {
        name: value
        for name, value in os.environ.items()
        if name in keep or name.endswith(("_proxy", "_PROXY", "_CERT", "_BUNDLE", "_FILE"))
    }
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=variables, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, folder=ROOT)
    return next(out.glob("saslift-*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_data_of_its_packages(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    kinds = {".lark", ".toml", ".json", ".R", ".jinja", ".html", ".css", ".py"}
    for package in ("translator", "equivalence", "grammars"):
        for file in (ROOT / package).rglob("*"):
            if file.suffix in kinds and "__pycache__" not in file.parts:
                assert file.relative_to(ROOT).as_posix() in inside
    assert not any(name.startswith(("tests/", "corpus/", "demo/")) for name in inside)


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment(wheel, tmp_path):
    here = tmp_path / "venv"
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv:
        run(uv, "venv", "--quiet", "--python", sys.executable, here, folder=tmp_path)
        run(uv, "pip", "install", "--quiet", "--python", here / "bin" / "python", wheel, folder=tmp_path)
    else:
        run(sys.executable, "-m", "venv", here, folder=tmp_path)
        run(here / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
    saslift = here / "bin" / "saslift"
    assert "translate" in run(saslift, "--help", folder=tmp_path)
    (tmp_path / "a.sas").write_text(PROGRAM, encoding="utf-8")
    assert run(saslift, "check", "a.sas", folder=tmp_path) == "1 program, 5 statements: no errors\n"
    run(saslift, "run", "a.sas", "--out", "ran", folder=tmp_path)
    assert "Å" in (tmp_path / "ran" / "a" / "result.json").read_text(encoding="utf-8")
    run(saslift, "translate", "a.sas", "--to", "pandas,r", "--out", "out", folder=tmp_path)
    assert (tmp_path / "out" / "a.R").exists() and (tmp_path / "out" / "a.html").exists()
    run(here / "bin" / "python", "out/a.py", folder=tmp_path)
