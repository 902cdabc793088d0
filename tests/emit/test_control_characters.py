"""Characters that no line of code may hold, in the comments and the unread statements of a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.lang.source import Source
from translator.pipeline.programs import Program
from translator.pipeline.translate import translate_source

TEXT = "/* one \x00 two \x0c three \x85 four */\ndata a; x=1; run;\nfoo \x00 \x0b bar;\ndata b; y=1; run;\n"


@pytest.mark.parametrize("target", ["pandas", "r"])
def test_they_cost_one_statement(target: str) -> None:
    """The unread statement is a hole, all others are translated, and the map counts lines as the language does."""
    source = Source("p.sas", TEXT)
    made = translate_source(source, Program(Path("p.sas"), "p", "p.sas"), (target,))
    assert "X0094" not in {one.code for one in made.diagnostics}
    text = made.emitted[target].text
    assert not set("\x00\x0b\x0c\x85") & set(text)
    assert len(text.splitlines()) == text.count("\n")
    assert "one \ufffd two \ufffd three \ufffd four" in text and "foo \ufffd" in text
    titles = [entry.title for entry in made.emitted[target].map]
    assert "DATA a" in titles and "DATA b" in titles
