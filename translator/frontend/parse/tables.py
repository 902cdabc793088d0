"""Grammar files to LALR tables, kept on disk so that a start needs neither Lark nor a rebuild.

Lark builds the tables (its import alone takes longer than reading a program); `lalr` runs them. The cache is
one JSON file for each set of grammars, named by a digest of their text, in the user's cache folder; where that
cannot be written, tables live as long as the process.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

FORM = 3
"""Version of the cached form; part of the digest."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A production. `kept` are (position, spliced): the children that the action gets, helpers of `*`/`+` spliced.

    `blanks` says how many Nones stand before each child place ([] that were left out), None where there are none.
    """

    origin: str
    size: int
    action: str
    kept: tuple[tuple[int, bool], ...]
    unit: bool
    blanks: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Tables:
    """LALR tables: for each state the action for a terminal (n: shift to n, -n: reduce by rule n - 1) and the
    state after a rule; start and end states by start symbol. `units` remembers chains of unit reductions."""

    actions: tuple[dict[str, int], ...]
    gotos: tuple[dict[str, int], ...]
    rules: tuple[Rule, ...]
    starts: dict[str, int]
    ends: dict[str, int]
    units: dict[tuple[int, int, str], int] = field(default_factory=dict)


@cache
def tables(files: tuple[str, ...], starts: tuple[str, ...]) -> Tables:
    """Return the tables of grammar files, one namespace, from the cache where it has them."""
    folder = resources.files("grammars")
    text = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in files)
    digest = hashlib.sha256(f"{FORM}\n{starts}\n{text}".encode()).hexdigest()[:20]
    path = cache_folder() / f"grammar-{digest}.json"
    try:
        form = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        form = build(text, starts)
        save(path, form)
    return unpack(form)


def cache_folder() -> Path:
    """The folder of cached tables: SASLIFT_CACHE, else the user's cache folder."""
    named = os.environ.get("SASLIFT_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) / "saslift"


def save(path: Path, form: dict[str, Any]) -> None:
    """Write the cache file whole or not at all; a folder that cannot be written is no error."""
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(form, separators=(",", ":")), encoding="utf-8")
        part.replace(path)
    except OSError:
        return


def build(text: str, starts: tuple[str, ...]) -> dict[str, Any]:
    """Build the tables with Lark, in the form that is cached. Conflicts in the grammar raise Lark's GrammarError."""
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """Stands where Lark wants a lexer: only its tables are used."""

        __future_interface__ = 1

        def __init__(self, lexer_conf: object) -> None:
            pass

        def lex(self, lexer_state: object, parser_state: object) -> Any:
            raise NotImplementedError

    lark = Lark(text, parser="lalr", lexer=NoLexer, start=list(starts), maybe_placeholders=True)
    made = lark.parser.parser._parse_table
    numbers = {id(rule): number for number, rule in enumerate(lark.rules)}
    number_of = {rule: number for number, rule in enumerate(lark.rules)}
    terminals: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    order = {state: number for number, state in enumerate(made.states)}
    for state in made.states:
        terminals.append({})
        gotos.append({})
        for symbol, (kind, what) in made.states[state].items():
            if kind.name == "Reduce":
                number = numbers.get(id(what), number_of[what])
                terminals[-1][symbol] = -number - 1
            elif symbol.isupper() or symbol == "$END":
                terminals[-1][symbol] = order[what]
            else:
                gotos[-1][symbol] = order[what]
    return {
        "actions": terminals,
        "gotos": gotos,
        "rules": [_describe(rule) for rule in lark.rules],
        "starts": {name: order[state] for name, state in made.start_states.items()},
        "ends": {name: order[state] for name, state in made.end_states.items()},
    }


def _describe(rule: Any) -> list[Any]:
    """A Lark rule as a row of plain values, in the order of `Rule`."""
    kept = [
        (position, not symbol.is_term and symbol.name.startswith("_"))
        for position, symbol in enumerate(rule.expansion)
        if not (symbol.is_term and symbol.filter_out)
    ]
    name = rule.origin.name
    blanks = None
    if any(rule.options.empty_indices or ()):
        marks = "".join(str(int(mark)) for mark in rule.options.empty_indices)
        blanks = [len(ones) for ones in marks.split("0")]
    simple = len(kept) == 1 and not kept[0][1] and blanks is None
    unit = simple and len(rule.expansion) == 1 and not rule.alias and rule.options.expand1
    through = simple and not rule.alias and rule.options.expand1
    action = "" if through else str(rule.alias or name)
    return [str(name), len(rule.expansion), action, kept, unit, blanks]


def unpack(form: dict[str, Any]) -> Tables:
    """Make tables of their cached form."""
    rules = tuple(
        Rule(
            origin,
            size,
            action,
            tuple((p, s) for p, s in kept),
            unit,
            None if blanks is None else tuple(blanks),
        )
        for origin, size, action, kept, unit, blanks in form["rules"]
    )
    return Tables(tuple(form["actions"]), tuple(form["gotos"]), rules, form["starts"], form["ends"])
