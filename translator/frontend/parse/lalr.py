"""Runs LALR tables over tokens, building values as it reduces.

The lexer is asked for one terminal at a time and told what the state accepts: so a word is a keyword only where
the grammar can use it. Reading stops, without an error, at the first token that cannot continue a complete
sentence: `if a = b then …` needs no search for THEN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from translator.frontend.parse.tables import Rule, Tables

Action = Callable[..., Any]
Maker = Callable[[list[Any]], Any]
"""Makes the value of a production from the values of all its symbols."""


class Terminals(Protocol):
    """What the parser reads from. `next` returns the terminal at the position ("$END" where nothing fits), sets
    `value`, and moves on; `stay` goes back to before the last terminal."""

    value: Any

    def next(self, accepted: Mapping[str, int]) -> str: ...

    def stay(self) -> None: ...


class Stuck(Exception):
    """No way on: the state, the terminal that did not fit, and what would have."""

    def __init__(self, state: int, terminal: str, expected: tuple[str, ...]) -> None:
        super().__init__(terminal)
        self.state = state
        self.terminal = terminal
        self.expected = expected


def bind(tables: Tables, actions: Mapping[str, Action]) -> list[Maker | None]:
    """Return for each rule what makes its value of its children's; None where the only kept child passes through."""
    return [_maker(rule, actions) for rule in tables.rules]


def _maker(rule: Rule, actions: Mapping[str, Action]) -> Maker | None:
    kept, blanks = rule.kept, rule.blanks
    plain = not any(spliced for _, spliced in kept) and blanks is None
    if rule.origin.startswith("_"):
        if rule.size and rule.kept and rule.kept[0] == (0, True) and plain is False and blanks is None:
            return lambda children: _extended(children, kept)
        return lambda children: _gathered(children, kept, blanks)
    if not rule.action:
        if rule.unit:
            return None
        only = kept[0][0]
        return lambda children: children[only]
    action = actions[rule.action]
    if plain:
        places = tuple(place for place, _ in kept)
        if len(places) == rule.size:
            return lambda children: action(*children)
        return lambda children: action(*[children[place] for place in places])
    return lambda children: action(*_gathered(children, kept, blanks))


def _extended(children: list[Any], kept: tuple[tuple[int, bool], ...]) -> list[Any]:
    """The repetition helper `items: items item`: its list grows in place."""
    gathered: list[Any] = children[0]
    for place, spliced in kept[1:]:
        if spliced:
            gathered.extend(children[place])
        else:
            gathered.append(children[place])
    return gathered


def _gathered(
    children: list[Any], kept: tuple[tuple[int, bool], ...], blanks: tuple[int, ...] | None
) -> list[Any]:
    """The kept children in a list, helpers spliced, None for what was left out."""
    gathered: list[Any] = []
    if blanks is None:
        for place, spliced in kept:
            if spliced:
                gathered.extend(children[place])
            else:
                gathered.append(children[place])
        return gathered
    wanted = dict(kept)
    for place, before in enumerate(blanks):
        gathered.extend([None] * before)
        if place in wanted:
            if wanted[place]:
                gathered.extend(children[place])
            else:
                gathered.append(children[place])
    return gathered


def parse(tables: Tables, makers: list[Maker | None], start: str, terminals: Terminals) -> Any:
    """Read the longest sentence of `start` and return its value; the rest is left to read.

    Raises Stuck where the tokens so far are no sentence and none can be made by going on.
    """
    actions, gotos, rules, units = tables.actions, tables.gotos, tables.rules, tables.units
    state, last = tables.starts[start], tables.ends[start]
    states: list[int] = [state]
    values: list[Any] = []
    terminal = terminals.next(actions[state])
    while True:
        row = actions[state]
        action = row.get(terminal)
        if action is None:
            if state == last:
                terminals.stay()
                return values[-1]
            action = row.get("$END")
            if action is None:
                terminals.stay()
                raise Stuck(state, terminal, tuple(row))
            if terminal != "$END":
                terminals.stay()
                terminal = "$END"
        if action >= 0:
            states.append(action)
            values.append(terminals.value)
            state = action
            terminal = terminals.next(actions[state])
            continue
        number = -action - 1
        rule = rules[number]
        if rule.unit:
            below = states[-2]
            known = units.get((below, state, terminal))
            if known is None:
                known = _follow_units(tables, below, state, terminal)
            states[-1] = state = known
        else:
            size = rule.size
            maker = makers[number]
            if size:
                children = values[-size:]
                del values[-size:]
                del states[-size:]
            else:
                children = []
            values.append(children[0] if maker is None else maker(children))
            state = gotos[states[-1]][rule.origin]
            states.append(state)
        if state == last and terminal == "$END":
            return values[-1]


def _follow_units(tables: Tables, below: int, state: int, terminal: str) -> int:
    """The state after all unit reductions that this lookahead causes, remembered."""
    first = state
    while True:
        action = tables.actions[state].get(terminal, 0)
        if action >= 0 or not tables.rules[-action - 1].unit:
            break
        state = tables.gotos[below][tables.rules[-action - 1].origin]
        if state in tables.ends.values():
            break
    tables.units[below, first, terminal] = state
    return state
