"""Accepted answers in a folder, one JSON file each: the same translation again, without a model."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from translator.holes.contract import HoleContract, contract_from
from translator.holes.fillers import Answer, Request
from translator.holes.gates import Gate, Target
from translator.lang.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's name under an answer. It covers one text for one contract, and lapses when either changes."""

    name: str
    covers: str


@dataclass(frozen=True, slots=True)
class Archived:
    """An answer with the contract it was made for and the gate that it had reached."""

    contract: HoleContract
    target: Target
    gate: Gate
    answer: Answer
    signature: Signature | None = None

    @property
    def signed(self) -> bool:
        return self.signature is not None and self.signature.covers == covered(
            self.contract, self.answer.code
        )


def covered(contract: HoleContract, code: str) -> str:
    """Return the digest that a signature covers: the contract and the answer's text."""
    return hashlib.sha256(f"{contract.digest}\n{code}".encode()).hexdigest()


def file_of(folder: Path, contract: HoleContract, target: Target) -> Path:
    """Return where the answer for a contract is kept."""
    return folder / f"{contract.digest[:24]}.{target}.json"


def keep(folder: Path, archived: Archived) -> Path:
    """Write an accepted answer; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = file_of(folder, archived.contract, archived.target)
    data = asdict(archived)
    data["gate"] = archived.gate.name
    data["contract_sha256"] = archived.contract.digest
    beside = file.with_suffix(".part")
    beside.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(file)
    return file


def find(folder: Path, contract: HoleContract, target: Target) -> Archived | Diagnostic | None:
    """Return the answer kept for a contract; None where there is none; a finding where it cannot be used."""
    file = file_of(folder, contract, target)
    if not file.exists():
        return None
    try:
        data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        signature = data["signature"]
        archived = Archived(
            contract_from(data["contract"]),
            data["target"],
            Gate[data["gate"]],
            Answer(**data["answer"]),
            Signature(**signature) if signature else None,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Diagnostic(
            "X0035", f"the archived answer is damaged: {type(error).__name__}: {error}", str(file)
        )
    if archived.contract.digest != contract.digest or archived.target != target:
        return Diagnostic("X0035", "the archived answer was made for another contract", str(file))
    return archived


def sign(folder: Path, contract: HoleContract, target: Target, name: str) -> Archived | Diagnostic | None:
    """Put a person's name under the answer that is kept for a contract; returns it, or what `find` returns."""
    archived = find(folder, contract, target)
    if not isinstance(archived, Archived):
        return archived
    signature = Signature(name, covered(archived.contract, archived.answer.code))
    signed = Archived(archived.contract, target, Gate.SIGNED, archived.answer, signature)
    keep(folder, signed)
    return signed


class Replay:
    """The filler that knows only archived answers. The gates judge them again."""

    name = "replay"
    retries = 0

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ask(self, request: Request) -> Answer | Diagnostic:
        """Return the archived answer, or a finding: none there, damaged, or made for another contract."""
        found = find(self.folder, request.contract, request.target)
        if found is None:
            return Diagnostic("X0036", f"no archived answer for {request.contract.id} on {request.target}")
        return found if isinstance(found, Diagnostic) else _renamed(found, request.contract)


def _renamed(archived: Archived, contract: HoleContract) -> Answer:
    """Return the answer under the name that the contract's function has now (holes are numbered by program)."""
    name = rf"\b{re.escape(archived.contract.function)}\b"
    return replace(archived.answer, code=re.sub(name, contract.function, archived.answer.code), calls=0)
