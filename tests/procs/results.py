"""Small programs, all on one engine, and what they leave."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from equivalence.harness import run
from translator.pipeline.programs import Program


def results_of(texts: Sequence[str], engine: str, folder: Path) -> list[dict[str, Any]]:
    """Return the results of programs, in order; `folder` takes their files."""
    programs = []
    for number, text in enumerate(texts):
        path = folder / f"p{number}.sas"
        path.write_text(text, encoding="utf-8")
        programs.append(Program(path, path.stem, str(path)))
    for _ in run(programs, engine=engine, out=folder / "out", librefs={}, limit=60.0):
        pass
    return [
        json.loads((folder / "out" / one.name / "result.json").read_text(encoding="utf-8"))
        for one in programs
    ]
