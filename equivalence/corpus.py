"""The corpus: one folder a case, judged on every engine, with goldens of plan, programs and diagnostics.

    corpus/<area>/<case>/program.sas  case.toml  input/  expected/  golden/

`case.toml`: why (what the case is for), truth ("documented", "sas-9.4", "derived by hand"), source (where the truth is
written down), and per engine under [engines] `ok`, `notimpl` (declared, refused with a code), `notyet`, `never`; anything
else than `ok` must fail, else the declaration is out of date. Optional: ordered (default true), tolerance, librefs
(input/ is the libref `input` where it exists), log (texts that every engine's log must hold), reference_log (notes that
only the reference interpreter writes), macro (variables), codes (of diagnostics; `A|B`: one of
them, where the reference interpreter and the translation have different ones).
`expected/<data set>.csv`: column names, then rows; numbers as Python reads them, missing `.`, special missing `.A`, text as
it is. It is written by people, never by a tool.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from equivalence.conformance import compare as compare_rows
from equivalence.engines import ENGINES, Job, run_job
from equivalence.results import to_json
from translator.pipeline.programs import Program
from translator.pipeline.translate import TARGETS, Translation, translate_program
from translator.plan.dump import dump

GOLDENS = ("plan.txt", "program.py", "program.R", "diagnostics.txt")
KEYS = set("why truth source engines ordered tolerance log reference_log macro codes".split())
STATES = ("ok", "notimpl", "notyet", "never")


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the corpus."""

    folder: Path
    why: str
    truth: str
    source: str
    engines: dict[str, str] = field(default_factory=dict)
    ordered: bool = True
    tolerance: float = 0.0
    log: tuple[str, ...] = ()
    reference_log: tuple[str, ...] = ()
    macro: dict[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The case as `area/case`."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def program(self) -> Program:
        """The case's program, shown without its folder so that goldens are the same everywhere."""
        return Program(self.folder / "program.sas", "program", str(self.folder / "program.sas"))

    def librefs(self) -> dict[str, Path]:
        """The libref `input` where the case has input files."""
        folder = self.folder / "input"
        return {"input": folder} if folder.is_dir() else {}


def load(folder: Path) -> Case:
    """Read a case. Raises ValueError where case.toml is not as it must be."""
    data = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    unknown = set(data) - KEYS
    if (
        unknown
        or data.get("truth") not in ("documented", "sas-9.4", "derived by hand")
        or not data.get("why")
    ):
        raise ValueError(
            f"{folder}: case.toml needs why and truth, and no {', '.join(sorted(unknown)) or 'other keys'}"
        )
    engines = {engine: data.get("engines", {}).get(engine, "ok") for engine in ENGINES}
    if set(engines.values()) - set(STATES):
        raise ValueError(f"{folder}: engines are {', '.join(STATES)}")
    return Case(
        folder, data["why"], data["truth"], data.get("source", ""), engines, data.get("ordered", True),
        data.get("tolerance", 0.0), tuple(data.get("log", ())), tuple(data.get("reference_log", ())),
        dict(data.get("macro", {})), tuple(data.get("codes", ())),
    )  # fmt: skip


def cases(root: Path) -> Iterator[Case]:
    """Yield every case of a corpus, in order of names."""
    for file in sorted(root.glob("*/*/case.toml")):
        yield load(file.parent)


def judge(case: Case, engine: str) -> list[str]:
    """Run a case on an engine; return what differs from what is expected, [] where all holds."""
    result = to_json(run_job(Job(case.program, engine, case.librefs())))
    problems: list[str] = []
    for file in sorted((case.folder / "expected").glob("*.csv")):
        actual = result["datasets"].get(file.stem)
        if actual is None:
            problems.append(f"no data set {file.stem}")
            continue
        problems += compare_rows(file.stem, expected(file, actual), actual, case.ordered, case.tolerance)
    log = " ".join(" ".join(result["log"]).split())
    texts = case.log + (case.reference_log if engine == "reference" else ())
    problems += [f"the log lacks: {text}" for text in texts if " ".join(text.split()) not in log]
    variables = {name.upper(): value for name, value in result["macro_vars"].items()}
    problems += [
        f"macro variable {name} is {variables.get(name.upper())!r}, not {value!r}"
        for name, value in case.macro.items()
        if variables.get(name.upper()) != value
    ]
    found = {d["code"] for d in result["diagnostics"]}
    problems += [f"no diagnostic {code}" for code in case.codes if found.isdisjoint(code.split("|"))]
    wants_failure = any(code[0] in "EHR" for code in case.codes) or any("ERROR" in text for text in case.log)
    if result["status"] != "ok" and not wants_failure:
        problems.append("failed: " + "; ".join(d["message"] for d in result["diagnostics"])[:300])
    return problems


def expected(file: Path, actual: dict[str, Any]) -> dict[str, Any]:
    """Read an expected data set; cells get the types that the actual columns have."""
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines))
    kinds = [column["type"] for column in actual["columns"]]
    if len(kinds) != len(header):
        kinds = ["char"] * len(header)
    return {
        "columns": header,
        "rows": [[_cell(text, kind) for text, kind in zip(row, kinds, strict=False)] for row in rows],
    }


def _cell(text: str, kind: str) -> Any:
    if kind == "char":
        return text
    if text in (".", ""):
        return None
    return text if text.startswith(".") and text[1:].isalpha() or text == "._" else float(text)


def goldens(case: Case) -> dict[str, str]:
    """Return the golden files as they are now: plan, programs, diagnostics."""
    translation = translate(case)
    shown = [
        f"{Path(d.path).name}:{d.line}:{d.column}: {d.severity}: {d.message} [{d.code}]"
        for d in translation.diagnostics
    ]
    return {
        "plan.txt": dump(translation.plan),
        "program.py": translation.emitted["pandas"].text,
        "program.R": translation.emitted["r"].text,
        "diagnostics.txt": "".join(line + "\n" for line in shown),
    }


def translate(case: Case) -> Translation:
    """Translate a case for both targets."""
    return translate_program(case.program, TARGETS, librefs=case.librefs())


def bless(root: Path) -> list[str]:
    """Rewrite the goldens of all cases; return the names of the files that changed."""
    changed = []
    for case in cases(root):
        for name, text in goldens(case).items():
            file = case.folder / "golden" / name
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
                changed.append(f"{case.name}/{name}")
    return changed


def main() -> int:
    """`make bless`: rewrite goldens; review the difference before it is committed."""
    import sys

    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpus")
    changed = bless(root)
    print(f"{len(changed)} golden files rewritten")
    for name in changed:
        print(f"  {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
