"""The inventory of an estate: what programs are made of, what is known of it, in which order to take them.

Words are counted in the text, macro bodies included; data sets are those that the steps name once macros have
run. A coverage figure is an estimate from words: evidence is what `translate` and `verify` say.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from translator.frontend.scan import scan
from translator.frontend.words import MACRO_WORDS
from translator.lang import tokens as kinds
from translator.lang.diagnostics import Diagnostic
from translator.lang.source import Source, Token
from translator.lang.statements import Libname, Unparsed
from translator.library.vocabulary import usage
from translator.lower.catalog import canonical
from translator.lower.program import named_datasets
from translator.pipeline.programs import Program
from translator.pipeline.read import read_program, statements_of
from translator.report.coverage import coverage


@dataclass(frozen=True, slots=True)
class Facts:
    """What one program holds. Counts are by name; data sets and macros in lower case, PROCs and functions upper."""

    program: Program
    lines: int = 0
    code_lines: int = 0
    statements: int = 0
    unparsed: int = 0
    data_steps: int = 0
    procs: dict[str, int] = field(default_factory=dict)
    functions: dict[str, int] = field(default_factory=dict)
    macros_defined: tuple[str, ...] = ()
    macros_called: dict[str, int] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    librefs: dict[str, str] = field(default_factory=dict)
    content: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def read(self) -> bool:
        return bool(self.content)

    @property
    def unknown(self) -> dict[str, int]:
        """Words of the SAS vocabulary in the program that no rule knows, with their counts."""
        procs, functions = _known("procs"), _known("functions")
        found = {f"PROC {name}": count for name, count in self.procs.items() if name not in procs}
        return found | {f"{name}()": count for name, count in self.functions.items() if name not in functions}

    @property
    def coverage(self) -> float:
        """Share of the program's words (DATA steps, PROCs, functions, unread statements) that are known, in percent."""
        known = self.data_steps + sum(self.procs.values()) + sum(self.functions.values())
        if not known + self.unparsed:
            return 100.0 if self.read else 0.0
        return round(100 * (known - sum(self.unknown.values())) / (known + self.unparsed), 1)


def _known(kind: str) -> frozenset[str]:
    return frozenset(word.name for word in coverage(kind) if word.covered)


def assess_program(program: Program, encoding: str = "") -> Facts:
    """Take the inventory of one program."""
    reading = read_program(program, encoding)
    if reading.source is None:
        return Facts(program, diagnostics=reading.diagnostics)
    tokens = scan(reading.source)
    words = _words(tokens)
    statements = list(statements_of(reading.steps))
    inputs, outputs = _datasets([name for step in reading.steps for name in named_datasets(step)])
    libnames = {
        one.libref.lower(): one.path for one in reading.steps if isinstance(one, Libname) and one.path
    }
    return Facts(
        program,
        lines=_lines(reading.source),
        code_lines=len({token.line for token in tokens if token.kind not in (kinds.SPACE, kinds.COMMENT)}),
        statements=len(statements),
        unparsed=sum(isinstance(one, Unparsed) for one in statements),
        data_steps=words.data_steps,
        procs=dict(words.procs),
        functions=dict(words.functions),
        macros_defined=tuple(sorted(words.defined)),
        macros_called=dict(words.called),
        inputs=inputs,
        outputs=outputs,
        librefs=libnames,
        content=_content(tokens),
        diagnostics=reading.diagnostics,
    )


def _lines(source: Source) -> int:
    return source.text.count("\n") + (not source.text.endswith("\n"))


def _content(tokens: Sequence[Token]) -> str:
    """Return a digest of the program without comments, blanks and the case of its words."""
    parts = (
        token.text if token.kind in (kinds.STRING, kinds.DATALINES) else token.text.lower()
        for token in tokens
        if token.kind not in (kinds.SPACE, kinds.COMMENT)
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _datasets(named: Sequence[tuple[object, bool]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the data sets that are read from and written to libraries other than WORK."""
    found: tuple[set[str], set[str]] = (set(), set())
    for dataset, written in named:
        name = canonical(dataset)  # type: ignore[arg-type]
        if "." in name or name.startswith("'"):
            found[written].add(name)
    return tuple(sorted(found[0])), tuple(sorted(found[1]))


@dataclass(slots=True)
class _Words:
    data_steps: int = 0
    procs: Counter[str] = field(default_factory=Counter)
    functions: Counter[str] = field(default_factory=Counter)
    defined: set[str] = field(default_factory=set)
    called: Counter[str] = field(default_factory=Counter)


def _words(tokens: Sequence[Token]) -> _Words:
    functions = frozenset(usage()["vocabulary"]["functions"])
    plain = [token for token in tokens if token.kind not in (kinds.SPACE, kinds.COMMENT)]
    found = _Words()
    starts = True
    for i, token in enumerate(plain):
        word = token.text.lower()
        follows = plain[i + 1] if i + 1 < len(plain) else token
        if token.kind == kinds.NAME:
            # a macro call needs no semicolon: a step may begin behind its closing parenthesis, on a new line
            if i and word in ("data", "proc") and plain[i - 1].text == ")" and plain[i - 1].line < token.line:
                starts = True
            if starts and word == "data" and follows.text != "=":
                found.data_steps += 1
            elif starts and word == "proc" and follows.kind == kinds.NAME:
                found.procs[follows.text.upper()] += 1
            elif follows.text == "(" and token.text.upper() in functions:
                found.functions[token.text.upper()] += 1
        elif token.kind == kinds.MACRO and word.startswith("%"):
            name = word[1:]
            if name == "macro" and follows.kind == kinds.NAME:
                found.defined.add(follows.text.lower())
            elif name not in MACRO_WORDS:
                found.called[name] += 1
        starts = token.kind in (kinds.SEMICOLON, kinds.DATALINES) or word in (
            "%then",
            "%else",
            "%do",
            "%macro",
        )
    return found


@dataclass(frozen=True, slots=True)
class Estate:
    """The inventory of all programs. `waves`: programs in the order to take them; `duplicates`: groups of one content."""

    facts: tuple[Facts, ...]
    duplicates: tuple[tuple[Facts, ...], ...]
    waves: tuple[tuple[str, tuple[Facts, ...]], ...]


WAVES = (
    "1: every word is known",
    "2: one or two unknown words",
    "3: more unknown words, or statements that cannot be read",
    "4: cannot be read",
)


def estate_of(facts: Sequence[Facts]) -> Estate:
    """Put an estate's facts together. A copy of a program is not counted in the waves: it is done with the first."""
    groups: dict[str, list[Facts]] = {}
    for one in facts:
        if one.read:
            groups.setdefault(one.content, []).append(one)
    copies = {id(one) for group in groups.values() for one in group[1:]}
    rows = [one for one in facts if id(one) not in copies]
    waves = tuple(
        (title, tuple(one for one in rows if wave_of(one) == n)) for n, title in enumerate(WAVES, 1)
    )
    duplicates = tuple(tuple(group) for group in groups.values() if len(group) > 1)
    return Estate(tuple(facts), duplicates, tuple((title, members) for title, members in waves if members))


def wave_of(one: Facts) -> int:
    """Return the wave that a program belongs to, from 1; see WAVES."""
    if not one.read:
        return 4
    if one.unparsed or len(one.unknown) > 2:
        return 3
    return 2 if one.unknown else 1


def autocall_candidates(facts: Sequence[Facts]) -> dict[str, list[str]]:
    """Return the folders that hold macros which other programs call and do not find: `name.sas` that defines %name.

    They are what `autocall` of saslift.toml should name, as SASAUTOS= does at the site.
    """
    missing = {
        match[1].lower()
        for one in facts
        for finding in one.diagnostics
        if finding.code == "E0015" and (match := _UNDEFINED.match(finding.message))
    }
    found: dict[str, set[str]] = {}
    for one in facts:
        name = one.program.path.stem.lower()
        if name in missing and name in one.macros_defined:
            found.setdefault(str(Path(one.program.shown).parent), set()).add(name)
    return {folder: sorted(names) for folder, names in sorted(found.items())}


_UNDEFINED = re.compile(r"macro (\w+) is not defined")
