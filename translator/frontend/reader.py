"""The reader: SAS text to steps, pulled one by one, macro language carried out on the way.

Nothing after a step's boundary is read before the next step is asked for, so that what a step does (CALL
SYMPUT, INTO, CALL EXECUTE) is seen by the text that follows, as in SAS.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from translator.frontend.assemble import Assembler
from translator.frontend.macro.chunks import LEFT_OUT, OPEN_CODE, Chunk
from translator.frontend.macro.errors import Abort
from translator.frontend.macro.feed import Feed, report_bad
from translator.frontend.macro.masking import unmask
from translator.frontend.macro.processor import Processor
from translator.frontend.macro.run_time import mark_run_time
from translator.frontend.macro.state import MacroState
from translator.frontend.scan import Lean, lean
from translator.frontend.statement import RawStatement
from translator.frontend.steps import (
    INTERACTIVE,
    OWN_LANGUAGE,
    begins_step,
    first_word,
    is_cancelled,
    is_global,
    is_single,
)
from translator.frontend.words import DATALINES_WORDS
from translator.lang.diagnostics import Diagnostic, diagnose
from translator.lang.source import Origin, Source, Token
from translator.lang.statements import Filename, Options, ProcStep, Step, Unparsed

YEARCUTOFF = 1926  # SAS 9.4's default

_AUTOCALL = re.compile(r"""'([^']*)'|"([^"]*)"|([^\W\d]\w*)""")
Build = Callable[[list[RawStatement], list[Diagnostic]], Step]


class _Input:
    """One text on the input stack, with the generator that reads it (None: only the fast way so far)."""

    __slots__ = ("feed", "chunks", "semicolon")

    def __init__(self, feed: Feed | None, chunks: Iterator[Chunk] | None = None) -> None:
        self.feed = feed
        self.chunks = chunks
        self.semicolon = 0


class Reader:
    """Reads a program. `macros` holds the macro state, which the engine may change between steps.

    Args:
        source: the program.
        macros: symbol tables, macros, log; shared with the engine.
        diagnostics: findings are appended here.
        build: what makes a step of its statements; the statement parser where None.
    """

    def __init__(
        self, source: Source, macros: MacroState, diagnostics: list[Diagnostic], build: Build | None = None
    ) -> None:
        self.macros = macros
        self.diagnostics = diagnostics
        self.processor = Processor(macros, diagnostics)
        self._build = build
        scanned = lean(source)
        report_bad(self.processor, scanned)
        self._stack: list[_Input] = [_Input(Feed(self.processor, scanned))]
        self._queue: list[Feed] = []
        self._ready: deque[tuple[Token, bool]] = (
            deque()
        )  # tokens of the chunk being read, and: were they cut?
        self._assembler = Assembler(macros.is_runtime)
        self._assembling = False
        self._carried: list[str] = []
        self._last: Token | None = None
        self._program = source.path

    # --- steps ----------------------------------------------------------------------------------------

    def steps(self) -> Iterator[Step]:
        """Yield the program's steps and, between steps, its global statements."""
        body: list[RawStatement] = []  # the open step; its first statement is DATA or PROC
        fresh = 0  # statements of the body that no yielded step holds yet
        continued = False
        while True:
            statement = self._statement(bool(body) and _proc_name(body) not in OWN_LANGUAGE)
            if isinstance(statement, Token):
                if statement.kind != LEFT_OUT:  # DATA or PROC: the open step ends before it is read on
                    if fresh:
                        yield self._make(body, continued)
                    body, fresh, continued = [], 0, False
                    continue
                token = statement
                bad = Token(
                    "BAD", token.text, token.source, token.start, token.end, False, token.comments, token.via
                )
                if body:
                    body.append(RawStatement([bad], bad))
                    fresh += 1
                else:
                    yield Unparsed(
                        at=bad, end=bad, text=bad.text, reason="depends on a run-time macro variable"
                    )
                continue
            if statement is None:
                if fresh and self.macros.aborted is None:
                    yield self._make(body, continued)
                    if self._queue:  # what the last step made
                        body, fresh, continued = [], 0, False
                        continue
                return
            word = first_word(statement)
            if begins_step(statement) and not (word == "data" and body and _proc_name(body) in OWN_LANGUAGE):
                if fresh:
                    yield self._make(body, continued)
                body, fresh, continued = [statement], 1, False
            elif not body:
                if is_single(statement, "run", "quit") or is_cancelled(statement):
                    self._carry(statement)
                elif word == "endsas" and len(statement.tokens) == 1:
                    self._stack.clear()
                else:
                    yield self._make([statement], False)
            elif (name := _proc_name(body)) in OWN_LANGUAGE and not is_single(statement, "quit"):
                body.append(statement)
                fresh += 1
            elif is_single(statement, "run") or is_cancelled(statement):
                self._carry(statement)
                if name == "sql":
                    continue
                if is_cancelled(statement):
                    self._cancel(statement, name)
                    fresh = 0
                if fresh:
                    yield self._make(body, continued)
                if name in INTERACTIVE:
                    body, fresh, continued = body[:1], 0, True
                else:
                    body, fresh, continued = [], 0, False
            elif is_single(statement, "quit"):
                self._carry(statement)
                if fresh:
                    yield self._make(body, continued)
                body, fresh, continued = [], 0, False
            elif word == "endsas" and len(statement.tokens) == 1:
                self._stack.clear()
            elif _proc_name(body) == "sql":
                if is_global(word):
                    yield self._make([statement], False)
                else:
                    self.macros.after_sql()
                    yield self._make([body[0], statement], continued)
                    fresh, continued = 0, True
            elif is_global(word) and continued and not fresh:
                yield self._make([statement], False)
            else:
                body.append(statement)
                fresh += 1
                if statement.datalines is not None and first_word(body[0]) == "data":
                    yield self._make(body, False)
                    body, fresh = [], 0

    def push_text(self, text: str, how: str, name: str, at: Token | None = None) -> None:
        """Queue generated text, to be read when the current step is over, before what follows.

        Macro code in it is carried out at once, the statements it leaves are read later, as CALL EXECUTE does.
        `how`, `name`: its origin ("execute"); `at`: the token that made it, where None the last one read.
        """
        at = at or self._last or Token("END", "", Source(name, ""), 0, 0)
        path = at.outermost.source.path
        try:
            text = unmask(self.processor.expand(text, path, at))
        except Abort as abort:
            self._abort(abort)
            return
        made = Source(path, text + "\n")
        scanned = lean(made, Origin(how, name, at))
        report_bad(self.processor, scanned)
        self._queue.append(Feed(self.processor, scanned))

    def _make(self, statements: list[RawStatement], continued: bool) -> Step:
        step = (
            self._build(statements, self.diagnostics) if self._build is not None else self._parse(statements)
        )
        if not self.macros.running:
            mark_run_time(statements, self.macros)
        if continued and isinstance(step, ProcStep):
            step = replace(step, continued=True)
        if isinstance(step, Filename) and step.paths and not step.device:
            self.macros.filerefs[step.fileref.upper()] = step.paths
        elif isinstance(step, Options):
            self._set_options(step)
        return step

    def _parse(self, statements: list[RawStatement]) -> Step:
        from translator.frontend.parse import build_step  # it needs `statement`, of this package

        cutoff = self.macros.options.get("yearcutoff", "")
        return build_step(
            statements,
            self.diagnostics,
            yearcutoff=int(cutoff) if cutoff.isdigit() else YEARCUTOFF,
            runtime=None if self.macros.running and not self.macros.runtime else self.macros.is_runtime,
        )

    def _set_options(self, step: Options) -> None:
        """Options that change how text is read: MINOPERATOR, MINDELIMITER=, YEARCUTOFF=, SASAUTOS=."""
        for name, value in step.items:
            if name == "minoperator":
                self.macros.options["minoperator"] = ""
            elif name == "nominoperator":
                self.macros.options.pop("minoperator", None)
            elif name in ("mindelimiter", "yearcutoff"):
                self.macros.options[name] = value
            elif name == "sasautos":
                self._set_autocall(value)

    def _set_autocall(self, value: str) -> None:
        """SASAUTOS=: folders in quotes and filerefs; folders given from outside stay behind them."""
        folder = Path(self._program).parent
        found: list[Path] = []
        for match in _AUTOCALL.finditer(value):
            quoted = match[1] or match[2]
            names = (quoted,) if quoted else self.macros.filerefs.get((match[3] or "").upper(), ())
            found += [folder / name.replace("\\", "/") for name in names]
        self.macros.autocall_paths[:0] = [path for path in found if path not in self.macros.autocall_paths]

    def _carry(self, statement: RawStatement) -> None:
        self._carried.extend(statement.comments)

    def _cancel(self, statement: RawStatement, name: str) -> None:
        what = "DATA step" if not name else f"procedure {name.upper()}"
        self.macros.put(f"WARNING: The {what} was not executed: RUN CANCEL.")
        self.diagnostics.append(diagnose("E0021", f"RUN CANCEL: the {what} is not run", statement.tokens[0]))

    # --- statements -----------------------------------------------------------------------------------

    def _statement(self, in_step: bool) -> RawStatement | Token | None:
        """Read a statement. A Token instead: of kind LEFT_OUT, or the DATA or PROC word before which the open
        step ends (the statement is read on by the next call). None at the end."""
        if self._queue:
            self._take_queue()
        while True:
            if not self._assembling:
                while not self._ready and self._stack:
                    statement = self._fast()
                    if statement is None:
                        break
                    if statement.tokens:
                        return statement
            found = self._slow(in_step)
            if not isinstance(found, RawStatement) or found.tokens:
                return found

    def _fast(self) -> RawStatement | None:
        """A statement of constant text, cut out of the list of tokens; None where macro code comes first."""
        top = self._stack[-1]
        feed = top.feed
        if feed is None or not feed.idle or self._assembler.comments:
            return None
        scanned: Lean = feed.scanned
        start = feed.position
        semicolons = scanned.semicolons
        place = top.semicolon
        while place < len(semicolons) and semicolons[place] < start:
            place += 1
        top.semicolon = place
        if place == len(semicolons):
            return None
        end = semicolons[place]
        if feed.next_trigger() <= end:
            return None
        tokens = scanned.tokens
        if end > start and tokens[start].text[0] == "*":
            return None
        words = tokens[start:end]
        feed.position = end + 1
        top.semicolon = place + 1
        comments = (words[0] if words else tokens[end]).comments
        statement = RawStatement(words, tokens[end])
        if comments or self._carried:
            statement.comments = self._comments(comments)
        if len(words) == 1 and words[0].text.lower() in DATALINES_WORDS:
            after = tokens[end + 1] if end + 1 < len(tokens) else None
            if after is not None and after.kind == "BAD":
                feed.position += 1
                after = tokens[end + 2] if end + 2 < len(tokens) else None
            if after is not None and after.kind == "DATALINES":
                feed.position += 1
                statement.datalines = _lines(after.text)
            else:
                statement.datalines = ()
        if not words:
            self._carried.extend(statement.comments)
        else:
            self._last = words[0]
        return statement

    def _comments(self, comments: tuple[Token, ...]) -> tuple[str, ...]:
        texts = (*self._carried, *(comment.text for comment in comments))
        self._carried = []
        return texts

    def _slow(self, in_step: bool) -> RawStatement | Token | None:
        """A statement put together token by token; one without tokens where it was a null statement."""
        assembler = self._assembler
        if not self._assembling:
            assembler.start()
            self._assembling = True
            self._checked = False
        while True:
            if (
                in_step
                and not self._checked
                and len(assembler.tokens) == 1
                and self._is_boundary(assembler.tokens[0])
            ):
                self._checked = True
                return assembler.tokens[0]
            item = self._next()
            if item is None:
                return self._at_end()
            token, was_cut = item
            if token.kind == LEFT_OUT and not assembler.tokens and not assembler.in_comment:
                self._assembling = False
                return token
            if token.kind == LEFT_OUT:
                token = Token(
                    "BAD", token.text, token.source, token.start, token.end, token.glued, (), token.via
                )
            if token.kind == "DATALINES" and not assembler.tokens:
                continue  # already given to its statement, or left behind by one that was not read
            end = assembler.take_text(token) if was_cut else assembler.add(token)
            if end is None:
                continue
            self._assembling = False
            if not assembler.tokens:
                if assembler.comments:
                    self._carried.extend(comment.text for comment in assembler.comments)
                    assembler.comments = []
                return RawStatement([], end)
            return self._finished(end)

    _checked = False

    def _finished(self, end: Token) -> RawStatement:
        tokens = self._assembler.tokens
        statement = RawStatement(tokens, end, self._comments(tokens[0].comments))
        if len(tokens) == 1 and tokens[0].text.lower() in DATALINES_WORDS and end.kind == "SEMICOLON":
            statement.datalines = ()
            after = self._peek()
            if after is not None and after.kind == "BAD":  # text on the line of DATALINES, reported already
                self._next()
                after = self._peek()
            if after is not None and after.kind == "DATALINES":
                item = self._next()
                assert item is not None
                statement.datalines = _lines(item[0].text)
        self._last = tokens[0]
        return statement

    def _at_end(self) -> RawStatement | None:
        self._assembling = False
        tokens = self._assembler.tokens
        if not tokens:
            return None
        last = tokens[-1]
        self.diagnostics.append(
            diagnose("E0007", "the text ends inside a statement: no semicolon", tokens[0])
        )
        end = Token("END", "", last.source, last.end, last.end, via=last.via)
        statement = self._finished(end)
        self._assembler.start()
        return statement

    def _is_boundary(self, word: Token) -> bool:
        """Is the one token read so far the start of a DATA or PROC statement?"""
        if word.kind != "NAME" or word.text.lower() not in ("data", "proc"):
            return False
        after = self._peek()
        return (
            after is None
            or after.text not in ("=", "+", ".", "[", "{")
            and not (after.glued and after.kind == "NAME")
        )

    # --- the input stack ------------------------------------------------------------------------------

    def _peek(self) -> Token | None:
        """The next token, if that is known without carrying out any macro code."""
        if self._ready:
            return self._ready[0][0]
        if not self._stack:
            return None
        feed = self._stack[-1].feed
        if (
            feed is None
            or not feed.idle
            or feed.position >= min(feed.next_trigger(), len(feed.scanned.tokens))
        ):
            return None
        return feed.scanned.tokens[feed.position]

    def _next(self) -> tuple[Token, bool] | None:
        while not self._ready:
            chunk = self._chunk()
            if chunk is None:
                return None
            if chunk.tokens is None:
                self._ready.extend((token, True) for token in self._assembler.cut(chunk))
                continue
            place = chunk.place
            if place.via is None and place.at is None:
                self._ready.extend((token, False) for token in chunk.tokens)
            else:
                self._ready.extend((place.put(token), False) for token in chunk.tokens)
            if chunk.text[-1:].isspace():
                at = chunk.tokens[-1] if chunk.tokens else None
                source = at.source if at is not None else self._stack[0].feed.scanned.source  # type: ignore[union-attr]
                self._ready.append((Token("SPACE", " ", source, 0, 0), True))
        return self._ready.popleft()

    def _chunk(self) -> Chunk | None:
        while self._stack:
            top = self._stack[-1]
            if top.chunks is None:
                assert top.feed is not None
                top.chunks = top.feed.chunks(follow=False)
            try:
                chunk = next(top.chunks, None)
            except Abort as abort:
                self._abort(abort)
                return None
            if chunk is None:
                if self._stack and self._stack[-1] is top:
                    self._stack.pop()
            elif chunk.feed is not None:
                self._stack.append(_Input(chunk.feed))
                return Chunk(" ", (), chunk.place)
            else:
                return chunk
        return None

    def _abort(self, abort: Abort) -> None:
        self.macros.aborted = abort.words
        self.macros.put("ERROR: Execution terminated by an %ABORT statement.")
        self._stack.clear()
        self._queue.clear()
        self._ready.clear()
        self._assembler.start()

    def _take_queue(self) -> None:
        """Put queued text on top of the stack, the first on top; what was read ahead is read after it."""
        ahead = self._assembler.tokens if self._assembling else []
        if ahead or self._ready:
            tokens = [(token, False) for token in ahead] + list(self._ready)
            self._stack.append(_Input(None, iter([Chunk("", (token,), OPEN_CODE) for token, _ in tokens])))
            self._ready.clear()
            self._assembler.start()
            self._assembling = False
        self._stack.extend(_Input(feed) for feed in reversed(self._queue))
        self._queue.clear()


def _lines(text: str) -> tuple[str, ...]:
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    return tuple(line[:-1] if line.endswith("\r") else line for line in lines)


def _proc_name(body: list[RawStatement]) -> str:
    """The PROC of an open step in lower case; "" for a DATA step."""
    tokens = body[0].tokens
    return tokens[1].text.lower() if tokens[0].text.lower() == "proc" and len(tokens) > 1 else ""
