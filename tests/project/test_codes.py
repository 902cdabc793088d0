"""Every code that the sources use has a row in the manual."""

from __future__ import annotations

import re
from pathlib import Path

from translator.lang.diagnostics import codes

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"""["']([EHNWCLRX]\d{4})["']""")


def test_every_code_has_a_row():
    missing = {}
    for package in ("translator", "equivalence", "grammars"):
        for file in (ROOT / package).rglob("*"):
            if file.suffix in (".py", ".R", ".toml") and file.name != "codes.toml":
                for code in CODE.findall(file.read_text(encoding="utf-8")):
                    if code not in codes():
                        missing[code] = file.relative_to(ROOT).as_posix()
    assert not missing
