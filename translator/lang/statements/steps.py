"""Steps, and the statements inside PROCs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from translator.lang.source import Token
from translator.lang.statements.data_sets import Dataset
from translator.lang.statements.node import Node
from translator.lang.syntax import Expr, Format, NameItem

if TYPE_CHECKING:
    from translator.lang.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class DataStep(Node):
    """`data outputs / options;`. No output named: DATA1, DATA2 …; `outputs` may hold _NULL_.

    `options`: (name in lower case, value text), e.g. ("view", "v"), ("debug", "").
    """

    outputs: tuple[Dataset, ...]
    body: tuple[Statement, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a PROC or of one of its statements: `name`, `name=value`, `name(values)`, `name=(values)`.

    `name` is in lower case. A value is an Expr (Number, String, Var, Missing, Call such as `threads(4)`), a Format,
    a Dataset where the option takes one (DATA= OUT= BASE= COMPARE= …), or a tuple of values.
    `equals`: an equals sign was written.
    """

    name: str
    value: object = None
    equals: bool = False
    at: Token | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcStatement(Node):
    """A statement inside a PROC that is a keyword, a list of names and options after a slash:

    VAR CLASS ID WEIGHT FREQ SUM PAGEBY SUMBY RANKS WITH PARTIAL COPY IDLABEL … `keyword` is in lower case.
    `names` are the items before the slash.
    """

    keyword: str
    names: tuple[NameItem, ...] = ()
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables(Node):
    """FREQ's TABLES: each request is a tuple of crossed names; `(a b)*c` is expanded into a*c, b*c."""

    requests: tuple[tuple[NameItem, ...], ...]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class StatisticRequest:
    """`mean(a b)=m1 m2`, `sum=total`, `n=`: statistic in lower case, its variables, the output names.

    For `maxid(a(id))=x` and IDGROUP the arguments are kept in `extra` as text.
    """

    statistic: str
    variables: tuple[NameItem, ...] = ()
    names: tuple[NameItem, ...] = ()
    extra: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputStatement(Node):
    """OUTPUT of MEANS, SUMMARY, UNIVARIATE, FREQ, REG …: `out=` data set, requests, options after a slash."""

    out: Dataset | None
    requests: tuple[StatisticRequest, ...] = ()
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class FormatRange:
    """`low - high`, with `low_open`/`high_open` for `<`; a single value has `high` None.

    LOW, HIGH and OTHER are Var("low"), Var("high"), Var("other").
    """

    low: Expr
    high: Expr | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class FormatEntry:
    """`ranges = label (options)`: the label is a String, Number, Missing, a nested format `[date9.]` (Format),
    or Var("_same_") / Var("_error_") of INVALUE. `options` are a PICTURE's (mult= fill= …)."""

    ranges: tuple[FormatRange, ...]
    label: Expr | Format
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatDefinition(Node):
    """VALUE, INVALUE, PICTURE of PROC FORMAT. `name` is in upper case with its `$`."""

    kind: Literal["value", "invalue", "picture"]
    name: str
    entries: tuple[FormatEntry, ...]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawStatement(Node):
    """A statement with a grammar of its own (MODEL, LINE of PROC REPORT …) or not yet read further:

    the keyword in lower case and all tokens after it, the semicolon excluded. A later layer parses them.
    `options`: what stands behind the slash, None where there is no slash or it has another form.
    """

    keyword: str
    tokens: tuple[Token, ...]
    options: tuple[Option, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnValue(Node):
    """`return(expression);` of a function of PROC FCMP."""

    value: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionDefinition(Node):
    """FUNCTION or SUBROUTINE (`kind` "") of PROC FCMP, to its ENDSUB.

    `parameters`: (name, "num" or "char", is it an array). `outargs`: parameters that calls get back, in lower case.
    """

    name: str
    parameters: tuple[tuple[str, str, bool], ...]
    kind: str
    length: int
    outargs: tuple[str, ...]
    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStatement(Node):
    """A statement of PROC TABULATE or REPORT; `content` is made of `syntax_report`:

    TABLE a tuple of expressions, KEYLABEL pairs (keyword, text), COLUMN a ReportColumns, DEFINE a ReportDefinition,
    BREAK, RBREAK and COMPUTE a ReportPlace. `options`: behind the slash. `body`: the statements of a COMPUTE block
    (its statements up to ENDCOMP follow as RawStatements, too).
    """

    keyword: str
    content: object
    options: tuple[Option, ...] = ()
    body: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlStatement(Node):
    """One statement of PROC SQL; `query` is a node of `syntax_sql`."""

    query: object


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcStep(Node):
    """`proc name options; body`. PROC SQL is read one statement a step (SAS runs each at once): `continued` is
    true from the second on, the PROC statement's options are repeated."""

    name: str  # upper case
    options: tuple[Option, ...]
    body: tuple[Statement, ...]
    continued: bool = False
