"""Statements and steps, as SAS writes them.

Every statement has `at` (its first token) and `comments` (the author's comments before it, delimiters kept).
Statement bodies are nested here: the reader has matched DO/END, SELECT/END and IF/ELSE.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from translator.lang.source import Token
from translator.lang.syntax import Argument, Call, Element, Expr, Format, NameItem, Var


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all statements have. `end` is the last token (its semicolon)."""

    at: Token = field(compare=False, repr=False)
    end: Token = field(compare=False, repr=False)
    comments: tuple[str, ...] = field(default=(), compare=False, repr=False)


# --- data sets ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DatasetOptions:
    """The options in parentheses after a data set name; `others` are (name, text) of the rest, e.g. COMPRESS."""

    keep: tuple[NameItem, ...] | None = None
    drop: tuple[NameItem, ...] | None = None
    rename: tuple[tuple[NameItem, NameItem], ...] = ()
    where: Expr | None = None
    in_: str = ""
    firstobs: Expr | None = None
    obs: Expr | None = None  # Var("max") for MAX
    label: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """`lib.name(options)`; `lib` is "" for one-level names; `name` keeps its spelling.

    `form`: "name"; "range" for q1-q4 (`last` holds q4); "prefix" for x: ; "path" for 'a physical file';
    "special" for _NULL_, _DATA_, _LAST_ (upper case in `name`).
    """

    lib: str
    name: str
    form: Literal["name", "range", "prefix", "path", "special"] = "name"
    last: str = ""
    options: DatasetOptions = DatasetOptions()
    at: Token | None = field(default=None, compare=False, repr=False)


# --- DATA step statements -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Node):
    """`target = value`; target may be `substr(x, 1, 2)` (a Call) or an array element."""

    target: Var | Element | Call
    value: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum(Node):
    """`target + value`."""

    target: Var | Element | Call
    value: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class If(Node):
    """IF condition THEN statement; ELSE statement;"""

    condition: Expr
    then: Statement
    otherwise: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsettingIf(Node):
    """IF condition; the iteration ends here where it does not hold."""

    condition: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Node):
    """`do; … end;`"""

    body: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class DoRange:
    """One item of `do i = item, item`: `start`, or `start to stop by step`, each with WHILE/UNTIL."""

    start: Expr
    stop: Expr | None = None
    step: Expr | None = None
    while_: Expr | None = None
    until: Expr | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop(Node):
    """`do index = ranges`, or `do while()/until()` with no index; DO OVER has `over` (the array's name)."""

    body: tuple[Statement, ...]
    index: Var | Element | Call | None = None
    ranges: tuple[DoRange, ...] = ()
    while_: Expr | None = None
    until: Expr | None = None
    over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Node):
    """Each WHEN is (values, statement); `operand` None: the values are conditions. `otherwise` None: none written."""

    operand: Expr | None
    whens: tuple[tuple[tuple[Expr, ...], Statement], ...]
    otherwise: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Set(Node):
    """`set a b / options`: END=, POINT=, NOBS=, KEY=, INDSNAME=, CUROBS= by name in lower case.

    KEY= may be followed by "/unique": option "unique". No data set at all means _LAST_.
    """

    datasets: tuple[Dataset, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Node):
    """MERGE data sets, with END= and the like."""

    datasets: tuple[Dataset, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Node):
    """UPDATE master transactions."""

    master: Dataset
    transactions: Dataset
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Modify(Node):
    """MODIFY data sets, with KEY=, POINT= and the like."""

    datasets: tuple[Dataset, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class By(Node):
    """`keys` are (item, descending)."""

    keys: tuple[tuple[NameItem, bool], ...]
    notsorted: bool = False
    groupformat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Node):
    """WHERE; `also` for WHERE ALSO / WHERE SAME AND; `clear` for `where clear` / `where;`."""

    condition: Expr | None
    also: bool = False
    clear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Node):
    """OUTPUT; without data sets: to all that DATA names."""

    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace(Node):
    """REPLACE."""

    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove(Node):
    """REMOVE."""

    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep(Node):
    """KEEP names."""

    names: tuple[NameItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop(Node):
    """DROP names."""

    names: tuple[NameItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Node):
    """RENAME old=new, which may be lists."""

    pairs: tuple[tuple[NameItem, NameItem], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retain(Node):
    """`items`: (variables, initial values); no values: only retained. `retain;` has no items: all variables.

    Each initial value is Number, String or Missing; a list in parentheses is a tuple of them (repeat factors
    expanded) that is dealt out one to a variable; a single value not in parentheses goes to every variable.
    """

    items: tuple[tuple[tuple[NameItem, ...], tuple[Expr, ...] | Expr | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Length(Node):
    """`items`: (variables, is character, length). `default` is DEFAULT=n."""

    items: tuple[tuple[tuple[NameItem, ...], bool, int], ...]
    default: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelStatement(Node):
    """LABEL name='text' …"""

    items: tuple[tuple[NameItem, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatStatement(Node):
    """`items`: (variables, format); None removes a format. `default`: DEFAULT=."""

    items: tuple[tuple[tuple[NameItem, ...], Format | None], ...]
    default: Format | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformatStatement(Node):
    """INFORMAT names informat …; DEFAULT= for variables without one."""

    items: tuple[tuple[tuple[NameItem, ...], Format | None], ...]
    default: Format | None = None


@dataclass(frozen=True, slots=True)
class Attributes:
    """One group of ATTRIB; `length` is (is character, n)."""

    names: tuple[NameItem, ...]
    length: tuple[bool, int] | None = None
    format: Format | None = None
    informat: Format | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attrib(Node):
    """ATTRIB names with LENGTH=, LABEL=, FORMAT=, INFORMAT=."""

    items: tuple[Attributes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Array(Node):
    """`bounds`: (low, high) for each dimension; None for `{*}`; "implicit" arrays (no subscript) have `index`.

    `is_char`/`length` as declared. `elements` empty: the names are made from the array's name. `initial` has
    repeat factors expanded. `temporary`: _TEMPORARY_. A bound may be None where it is a run-time macro value.
    """

    name: str
    bounds: tuple[tuple[int, int], ...] | None
    is_char: bool
    length: int | None
    elements: tuple[NameItem, ...]
    initial: tuple[Expr, ...] = ()
    temporary: bool = False
    implicit: bool = False
    index: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRoutine(Node):
    """`call name(args);`"""

    name: str
    args: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare(Node):
    """`declare hash h(dataset: 'x');` `args` None: declared only, made later by `_new_`."""

    kind: str  # "hash", "hiter", "object" names in lower case
    name: str
    args: tuple[tuple[str, Expr], ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoke(Node):
    """A method call as a statement: `h.add();` (`rc = h.add();` is an Assign)."""

    call: Expr


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Node):
    """`go to label;` (kind "goto") and `link label;` (kind "link")."""

    kind: Literal["goto", "link"]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Node):
    """`label:`"""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Simple(Node):
    """A statement that is one word: what it does needs no more. ABORT and STOP options are in `words`."""

    kind: Literal[
        "delete", "stop", "return", "abort", "leave", "continue", "list", "lostcard", "null", "endsas"
    ]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorStatement(Node):
    """`error 'text' x=;` prints to the log and sets _ERROR_."""

    items: tuple[PutItem, ...]


# --- INPUT and PUT --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pointer:
    """`@n` "at" (value: expression; a character value seeks that text), `+n` "plus", `#n` "line", `/` "next",
    `@` "hold", `@@` "hold all", PUT only: `overprint`, `_page_` "page", `_blankpage_`."""

    kind: Literal["at", "plus", "line", "next", "hold", "holdall", "overprint", "page"]
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class InputField:
    """One variable (or list) of INPUT.

    `mode`: "list" (modifiers `:` `&` `~` in `modifiers`, informat may follow them), "column" (`columns`, with
    `decimals`), "formatted" (informat given, no modifier), "named" (`name=`).
    `is_char`: a `$` was written. `error_marks`: "?" or "??".
    """

    names: tuple[NameItem, ...]
    mode: Literal["list", "column", "formatted", "named"]
    is_char: bool = False
    modifiers: str = ""
    informat: Format | None = None
    columns: tuple[int, int] | None = None
    decimals: int | None = None
    error_marks: str = ""
    width_from: NameItem | None = (
        None  # of $VARYING, once lists are dealt out: the variable that holds the width
    )


@dataclass(frozen=True, slots=True)
class InputGroup:
    """`(names) (informats)`: informats are dealt out in turn and used again from the start; pointers may stand
    among them (`+1`), repeat factors (`5*3.`) are expanded."""

    names: tuple[NameItem, ...]
    formats: tuple[InputField | Pointer | Format, ...]


InputItem = InputField | InputGroup | Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Input(Node):
    """INPUT: variables, groups and pointers in order."""

    items: tuple[InputItem, ...]


@dataclass(frozen=True, slots=True)
class PutField:
    """A variable of PUT: `named` for `x=`, `format`, or `columns` with `decimals`; `modified` for `x : f.`.

    `names` may hold SpecialList("all") for _ALL_ and Var("_infile_").
    """

    names: tuple[NameItem, ...]
    named: bool = False
    format: Format | None = None
    modified: bool = False
    columns: tuple[int, int] | None = None
    decimals: int | None = None
    width_from: NameItem | None = (
        None  # of $VARYING, once lists are dealt out: the variable that holds the width
    )


@dataclass(frozen=True, slots=True)
class PutText:
    """A character constant, `times` for `40*'-'`.

    `value` is set where the text holds macro variables that only the run knows: it is what is printed then.
    """

    text: str
    times: int = 1
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class PutGroup:
    """`(names) (formats)` in PUT: the formats are used again and again until the names end."""

    names: tuple[NameItem, ...]
    formats: tuple[PutField | PutText | Pointer | Format, ...]


PutItem = PutField | PutText | PutGroup | Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Put(Node):
    """`log` is true for PUTLOG."""

    items: tuple[PutItem, ...]
    log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Infile(Node):
    """`target`: "datalines" (CARDS too), a fileref (Var), a path (String), or an expression's variable.

    `options`: (name in lower case, value) with value None for a flag; DLM=',' gives String, LRECL=80 Number,
    END=eof Var.
    """

    target: Expr
    options: tuple[tuple[str, Expr | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Node):
    """`target`: Var("log"), Var("print"), a fileref, or a path."""

    target: Expr
    options: tuple[tuple[str, Expr | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Datalines(Node):
    """The raw lines, without the terminator."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unparsed(Node):
    """A statement that no rule could read; `reason` is the diagnostic's message, `text` the statement."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingMacro(Unparsed):
    """A call `%name` or `%name(…)` that stands alone as a statement, of a macro that is not at hand."""

    name: str


# --- steps ----------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Node):
    """TITLEn / FOOTNOTEn; `text` None cancels it and those after it."""

    kind: Literal["title", "footnote"]
    number: int
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Node):
    """OPTIONS statement; (name in lower case, value text; "" for a switch)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Libname(Node):
    """LIBNAME; `path` None with `clear`, or where the engine takes something else; `words` keeps the rest."""

    libref: str
    path: str | None
    engine: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filename(Node):
    """FILENAME; `device` such as "temp", "pipe", "" ; several paths in `paths`. `resolves`: they hold macro variables that
    only the run knows."""

    fileref: str
    paths: tuple[str, ...]
    device: str = ""
    words: tuple[str, ...] = ()
    resolves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OdsStatement(Node):
    """ODS: `words` lower case; ODS OUTPUT has `outputs`: (table name, data set)."""

    words: tuple[str, ...]
    outputs: tuple[tuple[str, Dataset], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingStatement(Node):
    """`missing A B _;`: letters in upper case that input data may hold for special missing values."""

    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalStatement(Node):
    """Any other statement outside steps that has no effect on data (DM, SASFILE, X …); `keyword` lower case."""

    keyword: str
    text: str


Statement = (
    Assign | Sum | If | SubsettingIf | Block | Loop | Select | Set | Merge | Update | Modify | By | Where | Output
    | Replace | Remove | Keep | Drop | Rename | Retain | Length | LabelStatement | FormatStatement
    | InformatStatement | Attrib | Array | CallRoutine | Declare | Invoke | Jump | Label | Simple | ErrorStatement
    | Input | Put | Infile | File | Datalines | Unparsed | ProcStatement | Tables | OutputStatement
    | FormatDefinition | RawStatement | ReportStatement | ReturnValue | FunctionDefinition | SqlStatement | Title | Options | Libname | Filename | OdsStatement
    | MissingStatement | GlobalStatement
)  # fmt: skip

Step = (
    DataStep | ProcStep | Title | Options | Libname | Filename | OdsStatement | MissingStatement | GlobalStatement
    | Unparsed
)  # fmt: skip
