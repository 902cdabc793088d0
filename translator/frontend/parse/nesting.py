"""The body of a DATA step: statements one by one, DO/END, SELECT/END and IF/ELSE matched.

A statement that cannot be read becomes `Unparsed` with one diagnostic, and reading goes on behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn

from translator.frontend.parse.context import Context
from translator.frontend.parse.cursor import Cursor, Unreadable, report, source_text
from translator.frontend.parse.data_step import READERS, read_target, read_variable_statement, variable_head
from translator.frontend.parse.expressions import read_expression
from translator.frontend.parse.globals import GLOBAL_WORDS, read_global
from translator.frontend.parse.unread import unread
from translator.frontend.parse.words import suggest
from translator.frontend.statement import RawStatement
from translator.lang import statements as s
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Token
from translator.lang.syntax import Expr

Where = dict[str, Any]
_DEPTH = 100
_BLOCK_WORDS = ("if", "do", "select", "else", "end", "when", "otherwise", "datalines", "cards", "run")
_KNOWN = frozenset(READERS) | frozenset(_BLOCK_WORDS) | GLOBAL_WORDS
_DATALINES = frozenset(
    ("datalines", "cards", "lines", "parmcards", "datalines4", "cards4", "lines4", "parmcards4")
)


class BodyReader:
    """Reads raw statements from `position` on."""

    def __init__(self, raws: list[RawStatement], context: Context, diagnostics: list[Diagnostic]) -> None:
        self.raws = raws
        self.position = 0
        self.context = context
        self.diagnostics = diagnostics
        self.depth = 0
        self.lost_if = False  # this IF could not be read: its ELSE needs no second diagnostic
        self.after_lost_if = False

    def cursor(self, raw: RawStatement, position: int = 0) -> Cursor:
        cursor = Cursor(raw.tokens, raw.end, position, self.context.yearcutoff)
        cursor.diagnostics = self.diagnostics
        cursor.runtime = self.context.runtime
        cursor.in_function = self.context.proc == "FCMP"
        return cursor

    def body(self) -> tuple[s.Statement, ...]:
        """All statements to the end of the step; RUN and QUIT left out."""
        statements: list[s.Statement] = []
        while self.position < len(self.raws):
            raw = self.raws[self.position]
            if _is_word(raw, "run") or _is_word(raw, "quit"):
                self.position += 1
                continue
            if _heads(raw, "end"):
                self.position += 1
                statements.append(self.misplaced(raw, "E0105", "END without DO or SELECT"))
                continue
            statements.extend(self.statement())
        return tuple(statements)

    def statement(self) -> list[s.Statement]:
        """The next statement with what belongs to it: labels before it; the block that an unread head leaves."""
        raw = self.raws[self.position]
        self.position += 1
        where: Where = {"at": raw.tokens[0], "end": raw.end, "comments": raw.comments}
        if raw.datalines is not None and raw.tokens[0].text.lower() in _DATALINES:
            return [s.Datalines(lines=raw.datalines, **where)]
        cursor = self.cursor(raw)
        labels: list[s.Statement] = []
        while cursor.text_at(1) == ":" and cursor.is_name():
            labels.append(s.Label(name=cursor.name(), **where))
            cursor.position += 1
            where = {"at": cursor.token, "end": raw.end}
            if cursor.done:
                return labels
            if cursor.word == "end" and cursor.position + 1 == cursor.size:  # what the block does last
                self.position -= 1
                self.raws[self.position] = replace(raw, tokens=raw.tokens[cursor.position :], comments=())
                return labels
        self.after_lost_if, self.lost_if = self.lost_if, False
        found = self.guarded(raw, where, lambda: self.one(cursor, where))
        if isinstance(found, s.Unparsed) and _opens_block(raw):
            lost = self.lost_if
            block = s.Block(body=self.block(raw.tokens[0]), **where)
            self.lost_if = lost
            return [*labels, found, block]
        return [*labels, found]

    def guarded(self, raw: RawStatement, where: Where, read: Callable[[], s.Statement]) -> s.Statement:
        """What `read` reads; Unparsed, with a diagnostic, where it gives up."""
        depth = self.depth
        try:
            return read()
        except Unreadable as problem:
            code, message, at = problem.code, problem.message, problem.at
        except RecursionError:
            code, message, at = "E0122", "the statement is nested too deeply", raw.tokens[0]
        self.depth = depth
        message = report(self.diagnostics, code, message, at)
        self.lost_if = raw.tokens[0].text.lower() in ("if", "else")
        return unread(raw, message)

    def misplaced(self, raw: RawStatement, code: str, message: str) -> s.Unparsed:
        self.diagnostics.append(diagnose(code, message, raw.tokens[0]))
        return unread(raw, message)

    def one(self, cursor: Cursor, where: Where) -> s.Statement:
        """The statement at the cursor, which may stand behind THEN, ELSE or WHEN."""
        if cursor.done:
            return s.Simple(kind="null", **where)
        word = cursor.word
        if word or cursor.is_name() or cursor.text[:1] == "&":
            head = variable_head(cursor)
            if head:
                node = read_variable_statement(cursor, head, where)
                cursor.finish()
                return node
            reader = READERS.get(word)
            if reader is not None:
                cursor.position += 1
                node = reader(cursor, where)
                cursor.finish()
                return node
            match word:
                case "if":
                    return self.deeper(self.read_if, cursor, where)
                case "do":
                    return self.deeper(self.read_do, cursor, where)
                case "select":
                    return self.deeper(self.read_select, cursor, where)
                case "else":
                    return self.stray_else(cursor, where)
                case "when" | "otherwise":
                    cursor.fail("E0108", f"{word.upper()} outside SELECT")
                case "end":
                    cursor.fail("E0105", "END without DO or SELECT")
                case "line" if self.context.proc == "REPORT":
                    tokens = tuple(cursor.tokens[cursor.position + 1 :])
                    return s.RawStatement(keyword="line", tokens=tokens, **where)
            found = read_global(cursor, where)
            if found is not None:
                cursor.finish()
                return found
        message = f"{cursor.found()} begins no statement{suggest(word, _KNOWN)}"
        cursor.fail("E0100", message)

    def deeper(
        self, read: Callable[[Cursor, Where], s.Statement], cursor: Cursor, where: Where
    ) -> s.Statement:
        self.depth += 1
        if self.depth > _DEPTH:
            cursor.fail("E0122", "the statement is nested too deeply")
        node = read(cursor, where)
        self.depth -= 1
        return node

    def inline(self, cursor: Cursor) -> s.Statement:
        """The statement behind THEN, ELSE, WHEN (…), OTHERWISE."""
        return self.one(cursor, {"at": cursor.token, "end": cursor.end})

    # --- IF ---------------------------------------------------------------------------------------------

    def read_if(self, cursor: Cursor, where: Where) -> s.Statement:
        """A chain of ELSE IFs is read in a loop: programs have hundreds of them."""
        branches: list[tuple[Where, Expr, s.Statement]] = []
        last: s.Statement | None = None
        while True:
            cursor.position += 1
            condition = read_expression(cursor)
            if cursor.done:
                last = s.SubsettingIf(condition=condition, **where)
                break
            if not cursor.accept("then"):
                _fail_without_then(cursor)
            branches.append((where, condition, self.inline(cursor)))
            raw = self.peek()
            if raw is None or not _heads(raw, "else"):
                break
            self.position += 1
            cursor = self.cursor(raw, 1)
            where = {"at": raw.tokens[0], "end": raw.end, "comments": raw.comments}
            if cursor.word != "if" or variable_head(cursor):
                last = self.guarded(raw, where, lambda cursor=cursor: self.inline(cursor))  # type: ignore[misc]
                last = self.with_block(raw, where, last)
                break
            problem = self.guarded(raw, where, lambda cursor=cursor: self.checked_if(cursor))  # type: ignore[misc]
            if isinstance(problem, s.Unparsed):
                last = self.with_block(raw, where, problem)
                break
        node = last
        for where, condition, then in reversed(branches):
            node = s.If(condition=condition, then=then, otherwise=node, **where)
        assert node is not None
        return node

    def checked_if(self, cursor: Cursor) -> s.Statement:
        """Can the head of this ELSE IF be read? The cursor is left where it was."""
        start = cursor.position
        cursor.position += 1
        read_expression(cursor)
        if not cursor.done and cursor.word != "then":
            _fail_without_then(cursor)
        cursor.position = start
        return s.Simple(kind="null", at=cursor.token, end=cursor.end)

    def with_block(self, raw: RawStatement, where: Where, node: s.Statement) -> s.Statement:
        """An unread ELSE that opens a block takes the block with it."""
        if isinstance(node, s.Unparsed) and _opens_block(raw):
            return s.Block(body=(node, *self.block(raw.tokens[0])), **where)
        return node

    def stray_else(self, cursor: Cursor, where: Where) -> s.Statement:
        if not self.after_lost_if:
            cursor.fail("E0107", "ELSE without IF")
        self.lost_if = True
        return s.Unparsed(text=source_text(cursor.tokens), reason="its IF could not be read", **where)

    # --- DO and SELECT ----------------------------------------------------------------------------------

    def read_do(self, cursor: Cursor, where: Where) -> s.Statement:
        opening = cursor.take()
        if cursor.done:
            return s.Block(body=self.block(opening), **where)
        word = cursor.word
        if word in ("while", "until") and cursor.text_at(1) == "(":
            cursor.position += 1
            condition = read_expression(cursor)
            cursor.finish()
            body = self.block(opening)
            if word == "while":
                return s.Loop(body=body, while_=condition, **where)
            return s.Loop(body=body, until=condition, **where)
        if word == "over" and cursor.is_name(1):
            cursor.position += 1
            over = cursor.name()
            cursor.finish()
            return s.Loop(body=self.block(opening), over=over, **where)
        if not cursor.is_name():
            cursor.fail("E0110", f"expected the loop's variable but found {cursor.found()}")
        index = read_target(cursor)
        cursor.expect("=")
        ranges = [_do_range(cursor)]
        while cursor.accept(","):
            ranges.append(_do_range(cursor))
        cursor.finish()
        return s.Loop(body=self.block(opening), index=index, ranges=tuple(ranges), **where)

    def block(self, opening: Token) -> tuple[s.Statement, ...]:
        """Statements up to END, which is consumed."""
        statements: list[s.Statement] = []
        while True:
            raw = self.peek()
            if raw is None or _is_word(raw, "run"):
                statements.append(self.no_end("block", opening))
                break
            if _heads(raw, "end"):
                self.position += 1
                if len(raw.tokens) > 1:
                    message = f"unexpected {raw.tokens[1].text!r} after END"
                    self.diagnostics.append(diagnose("E0102", message, raw.tokens[1]))
                break
            statements.extend(self.statement())
        return tuple(statements)

    def no_end(self, what: str, opening: Token) -> s.Unparsed:
        """Report a block that is open at the step's end; the step cannot run, as in SAS."""
        reason = f"the {what} that begins here has no END"
        self.diagnostics.append(diagnose("E0106", reason, opening))
        return s.Unparsed(at=opening, end=opening, text=opening.text, reason=reason)

    def read_select(self, cursor: Cursor, where: Where) -> s.Statement:
        opening = cursor.take()
        operand = None
        if not cursor.done:
            cursor.expect("(")
            operand = read_expression(cursor)
            cursor.expect(")", "E0104")
            cursor.finish()
        whens: list[tuple[tuple[Expr, ...], s.Statement]] = []
        otherwise: s.Statement | None = None
        while True:
            raw = self.peek()
            if raw is None or _is_word(raw, "run"):
                otherwise = self.no_end("SELECT", opening)
                break
            self.position += 1
            if _heads(raw, "end"):
                break
            place: Where = {"at": raw.tokens[0], "end": raw.end, "comments": raw.comments}
            inner = self.cursor(raw)
            if _heads(raw, "otherwise"):
                inner.position = 1
                otherwise = self.guarded(raw, place, lambda inner=inner: self.inline(inner))  # type: ignore[misc]
                otherwise = self.with_block(raw, place, otherwise)
                continue
            values: list[Expr] = []
            found = self.guarded(
                raw,
                place,
                lambda inner=inner, values=values: self.read_when(inner, values),  # type: ignore[misc]
            )
            whens.append((tuple(values), self.with_block(raw, place, found)))
        return s.Select(operand=operand, whens=tuple(whens), otherwise=otherwise, **where)

    def read_when(self, cursor: Cursor, values: list[Expr]) -> s.Statement:
        if cursor.word != "when":
            cursor.fail("E0108", f"expected WHEN, OTHERWISE or END but found {cursor.found()}")
        cursor.position += 1
        cursor.expect("(")
        values.append(read_expression(cursor))
        while cursor.accept(","):
            values.append(read_expression(cursor))
        cursor.expect(")", "E0104")
        return self.inline(cursor)

    def peek(self) -> RawStatement | None:
        return self.raws[self.position] if self.position < len(self.raws) else None


def _fail_without_then(cursor: Cursor) -> NoReturn:
    """THEN is missing, or it was read as the variable that an operator lacks: `if x = then …`."""
    before = cursor.tokens[cursor.position - 1]
    if before.text.lower() == "then":
        first = cursor.tokens[cursor.position - 2].text.lower() == "if"
        code = "E0101" if first else "E0120"
        cursor.fail(
            code,
            "an expression is missing before THEN" if first else "an operand is missing before THEN",
            before,
        )
    cursor.fail("E0103", f"expected THEN but found {cursor.found()}{suggest(cursor.word, ('then',))}")


def _do_range(cursor: Cursor) -> s.DoRange:
    """`start to stop by step while (…)`, in any order after the start."""
    start = read_expression(cursor)
    given: dict[str, Expr] = {}
    while cursor.word in _DO_WORDS:
        key = _DO_WORDS[cursor.take().text.lower()]
        if key in given:
            cursor.fail("E0102", f"{cursor.tokens[cursor.position - 1].text.upper()} stands twice")
        given[key] = read_expression(cursor)
    return s.DoRange(start, **given)


_DO_WORDS = {"to": "stop", "by": "step", "while": "while_", "until": "until"}


def _is_word(raw: RawStatement, word: str) -> bool:
    """Is the statement that word alone (RUN may have CANCEL behind it)?"""
    tokens = raw.tokens
    return tokens[0].text.lower() == word and (len(tokens) == 1 or tokens[1].text.lower() == "cancel")


def _heads(raw: RawStatement, word: str) -> bool:
    """Does the keyword begin the statement, and is it no variable there?"""
    tokens = raw.tokens
    if tokens[0].text.lower() != word:
        return False
    return len(tokens) == 1 or tokens[1].text not in ("=", "+", ":")


def _opens_block(raw: RawStatement) -> bool:
    return _opens(raw.tokens)


def _opens(tokens: list[Token]) -> bool:
    """Would the statement, read, have an END of its own?"""
    if tokens[0].text.lower() in ("do", "select") and (len(tokens) == 1 or tokens[1].text != "="):
        return True
    for place, token in enumerate(tokens):
        if (
            token.text.lower() == "do"
            and place
            and tokens[place - 1].text.lower() in ("then", "else", ")", "otherwise")
        ):
            return True
    return False
