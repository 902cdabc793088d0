"""OPTIONS MLOGIC, MPRINT and SYMBOLGEN. (SAS 9.4 Macro Language: Reference, the pages of these options and of
MLOGICNEST, whose examples print the lines that are expected here.)"""

from __future__ import annotations

from typing import Any

import pytest

from translator.frontend.macro import MacroState
from translator.frontend.reader import Reader
from translator.lang.source import Source


def log_of(text: str) -> list[str]:
    """The log of a text that is run, read with the statement parser."""
    state = MacroState()
    for _ in Reader(Source("p.sas", text), state, []).steps():
        pass
    return state.log


@pytest.mark.parametrize(
    ("options", "text", "lines"),
    [
        ("mlogic", "%macro outer; %put THIS IS OUTER; %inner %mend; %macro inner; %put THIS IS INNER; %mend; %outer", [
            "MLOGIC(OUTER):  Beginning execution.", "MLOGIC(OUTER):  %PUT THIS IS OUTER", "THIS IS OUTER",
            "MLOGIC(INNER):  Beginning execution.", "MLOGIC(INNER):  %PUT THIS IS INNER", "THIS IS INNER",
            "MLOGIC(INNER):  Ending execution.", "MLOGIC(OUTER):  Ending execution.",
        ]),
        ("mlogic", "%macro m(ds); %if &ds = %then %put none; %mend; %m(sasuser.houses)", [
            "MLOGIC(M):  Beginning execution.", "MLOGIC(M):  Parameter DS has value sasuser.houses",
            "MLOGIC(M):  %IF condition &ds = is FALSE", "MLOGIC(M):  Ending execution.",
        ]),
        ("symbolgen", "%let a=b; %let b=c; %put &&&a;", [
            "SYMBOLGEN:  && resolves to &.", "SYMBOLGEN:  Macro variable A resolves to b",
            "SYMBOLGEN:  Macro variable B resolves to c", "c",
        ]),
        ("mprint", "%macro m; data x; y = 1; run; %mend; %m data z; run;", [
            "MPRINT(M):   data x;", "MPRINT(M):   y = 1;", "MPRINT(M):   run;",
        ]),
        ("nomprint nomlogic nosymbolgen", "%macro m; data x; run; %mend; %m", []),
    ],
)  # fmt: skip
def test_lines(options: str, text: str, lines: list[str]) -> None:
    assert log_of(f"options {options}; {text}") == lines


def test_translation_traces_nothing(read: Any) -> None:
    state = MacroState(running=False)
    for _ in Reader(
        Source("p.sas", "options mlogic mprint; %macro m; data x; run; %mend; %m"), state, []
    ).steps():
        pass
    assert state.log == []
