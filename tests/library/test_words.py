"""Every covered statement and macro word: its program translates to both targets without a hole."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.library.words import (
    DATA_STEP,
    GLOBAL,
    INCLUDED,
    MACRO,
    ONE,
    ROUTINES,
    SERVICE_STEP,
    SERVICES,
)  # fmt: skip
from translator.pipeline.programs import Program
from translator.pipeline.translate import translate_program

PROGRAMS = {
    f"{kind} {word}": text
    for kind, table in (("step", DATA_STEP), ("global", GLOBAL), ("macro", MACRO))
    for word, text in table.items()
}


PROGRAMS |= {
    f"{kind} {word}": text.join(SERVICE_STEP)
    for kind, table in (("function", SERVICES), ("routine", ROUTINES))
    for word, text in table.items()
}


@pytest.mark.parametrize("word", PROGRAMS)
def test_word(word: str, tmp_path: Path) -> None:
    file = tmp_path / "program.sas"
    file.write_text(f"{ONE}\n{PROGRAMS[word]}\n", encoding="utf-8")
    (tmp_path / "included.sas").write_text(INCLUDED + "\n", encoding="utf-8")
    made = translate_program(Program(file, "program", str(file)), ("pandas", "r"))
    assert [(d.code, d.message) for d in made.diagnostics if d.severity == "error"] == []
    assert set(made.emitted) == {"pandas", "r"}
    for target, emitted in made.emitted.items():
        assert not [entry.title for entry in emitted.map if entry.provenance == "hole"], target
