"""Macro code as a tree: what the compiler makes of tokens and the processor carries out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from translator.lang.source import Token


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Constant text. `tokens` are without SPACE (their `glued` tells); `text` has the blanks, also those before
    the first token. A Text without tokens is blanks alone."""

    tokens: tuple[Token, ...]
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A run of references and the text grown onto it: `&x`, `&&x&i`, `&lib..table`."""

    token: Token


@dataclass(frozen=True, slots=True, eq=False)
class Quoted:
    """A double-quoted string that holds `&` or `%`."""

    token: Token


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A macro function. `argument` is its compiled argument text; `literal` the raw one (%NRSTR, %STR)."""

    token: Token
    name: str
    argument: Nodes
    literal: str
    closing: Token


@dataclass(frozen=True, slots=True, eq=False)
class Invocation:
    """`%name`, `%name(arguments)`. `extra` is a reference grown onto the name (`%fit&i`), `%&name` has name "".

    `group` is None where no parenthesis follows; `blanks` stand between name and parenthesis; `parenthesis` are
    the two tokens.
    """

    token: Token
    name: str
    extra: Token | None = None
    group: Nodes | None = None
    blanks: str = ""
    parenthesis: tuple[Token, Token] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Let:
    """%LET name=value; name and value may hold macro code."""

    token: Token
    name: Nodes
    value: Nodes


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """Any statement that is a keyword (lower case, "put", "global", "include" …) and text up to its semicolon."""

    token: Token
    keyword: str
    words: Nodes
    end: Token


@dataclass(frozen=True, slots=True, eq=False)
class If:
    """`last` is the last token of the whole construct."""

    token: Token
    condition: Nodes
    then: Nodes
    otherwise: Nodes | None
    last: Token


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """`%do; … %end;`"""

    token: Token
    body: Nodes


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """`%do i = a %to b %by c;` — `step` None where no %BY is written."""

    token: Token
    variable: Nodes
    start: Nodes
    stop: Nodes
    step: Nodes | None
    body: Nodes
    last: Token


@dataclass(frozen=True, slots=True, eq=False)
class Conditional:
    """`%do %while(…);` and `%do %until(…);`"""

    token: Token
    kind: Literal["while", "until"]
    condition: Nodes
    body: Nodes
    last: Token


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """%label: a place that %GOTO can go to."""

    token: Token
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """`%macro name(parameters) / options; … %mend;`, as tokens: compiled when it is carried out."""

    token: Token
    macro: Macro


Node = (
    Text | Reference | Quoted | Function | Invocation | Let | Statement | If | Group | Loop | Conditional | Label
    | Definition
)  # fmt: skip
Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """`name` in upper case; `keyword` parameters have a `default` (maybe empty)."""

    name: str
    keyword: bool
    default: Nodes = ()


@dataclass(slots=True, eq=False)
class Macro:
    """A macro definition. `options` are in lower case ("parmbuff", "minoperator", "store" …).

    `body` is None until the macro is compiled, `broken` true where it could not be (SAS: dummy macro).
    """

    name: str
    token: Token
    parameters: tuple[Parameter, ...]
    has_list: bool
    options: dict[str, str] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    end: Token | None = None
    body: Nodes | None = None
    broken: bool = False
    description: str = ""
