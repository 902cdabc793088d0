"""PROC TEMPLATE: what it defines says how output looks; the program goes on, and says so (ODS Procedures Guide, TEMPLATE)."""

from __future__ import annotations

import pytest

from equivalence.engines import ENGINES
from equivalence.fuzz.running import run_text
from equivalence.results import to_json

PROGRAM = """
proc template;
  define style styles.mine; parent = styles.printer; style header from header / background = blue just = c; end;
  define tagset tagsets.mine; define event doc; start: put "<html>" nl; finish: put "</html>" / if exists(x); end; end;
  define table mine; column a; define a; header = 'A x'; format = 8.2; end; end;
run;
data a; x = 1; run;
proc print data=a noobs; run;
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_templates_change_no_data(engine: str, tmp_path) -> None:
    result = run_text(PROGRAM, engine, tmp_path, 60)
    assert result.status == "ok"
    assert to_json(result)["datasets"]["a"]["rows"] == [[1.0]]
    assert [t["rows"] for t in to_json(result)["tables"]] == [[["1"]]]
    assert [d.code for d in result.diagnostics] == ([] if engine == "reference" else ["W0151"])
