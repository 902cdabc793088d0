"""CNTLIN= of a format that the program defines: the interpreter replaces it, the targets stop and never use the old one."""

from __future__ import annotations

from pathlib import Path

import pytest

from equivalence.engines import ENGINES
from equivalence.fuzz.running import run_text

PROGRAM = """
proc format; value age 0-<18 = 'Child' 18-high = 'Adult'; run;
proc format cntlout=c; run;
data c; set c; if label = 'Child' then label = 'Kid'; run;
proc format cntlin=c; run;
data o; g = put(5, age.); run;
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_replaced_format(engine: str, tmp_path: Path) -> None:
    result = run_text(PROGRAM, engine, tmp_path)
    if engine == "reference":
        assert [list(row) for row in result.datasets["o"].rows] == [["Kid"]]
    else:
        assert result.status == "failed"
        assert "R0612" in {d.code for d in result.diagnostics}
