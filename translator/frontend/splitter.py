"""Statements: the input stack, and the tokens on it put together up to each semicolon."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from translator.frontend.assemble import Assembler
from translator.frontend.macro.chunks import LEFT_OUT, OPEN_CODE, Chunk
from translator.frontend.macro.errors import Abort
from translator.frontend.macro.feed import Feed, report_bad, report_commented
from translator.frontend.macro.processor import Processor
from translator.frontend.macro.residual import MARKS, has_atoms
from translator.frontend.scan import Lean
from translator.frontend.statement import RawStatement
from translator.frontend.words import DATALINES_WORDS
from translator.lang.diagnostics import diagnose
from translator.lang.source import Token


class _Input:
    """One text on the input stack, with the generator that reads it (None: only the fast way so far)."""

    __slots__ = ("feed", "chunks", "semicolon")

    def __init__(self, feed: Feed | None, chunks: Iterator[Chunk] | None = None) -> None:
        self.feed = feed
        self.chunks = chunks
        self.semicolon = 0


class StatementReader:
    """Reads statements from a stack of texts: the program, files it includes, text that steps made."""

    def __init__(self, processor: Processor, scanned: Lean) -> None:
        self.processor = processor
        self._stack: list[_Input] = []
        self._queue: list[Feed] = []
        self._ready: deque[tuple[object, bool]] = deque()  # tokens of the piece being read; True: cut anew
        self._assembler = Assembler(processor.state.is_runtime)
        self._state = processor.state
        processor.inside_statement = lambda: bool(self._assembler.tokens) and self._assembling
        self._assembling = False
        self._checked = False
        self._carried: list[str] = []
        self.last: Token | None = None
        self._stack.append(_Input(self._feed(scanned)))

    def _feed(self, scanned: Lean) -> Feed:
        report_bad(self.processor, scanned)
        report_commented(self.processor, scanned)
        return Feed(self.processor, scanned)

    def queue(self, scanned: Lean) -> None:
        """Queue a text, to be read before what follows."""
        self._queue.append(self._feed(scanned))

    @property
    def has_queue(self) -> bool:
        return bool(self._queue)

    def stop(self) -> None:
        """Read no further."""
        self._stack.clear()

    def carry(self, statement: RawStatement) -> None:
        """Give a statement's comments to the next one."""
        self._carried.extend(statement.comments)

    @property
    def beginning(self) -> list[Token]:
        """The tokens read so far of a statement that is not complete."""
        return self._assembler.tokens if self._assembling else []

    def statement(self, in_step: bool) -> RawStatement | Token | object | None:
        """Read a statement. A Token instead: of kind LEFT_OUT, or the DATA or PROC word before which the open
        step ends (the statement is read on by the next call). Anything else is for the run (`residual`,
        MacroStatement). None at the end."""
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
            self.last = words[0]
        return statement

    def _comments(self, comments: tuple[Token, ...]) -> tuple[str, ...]:
        texts = (*self._carried, *(comment.text for comment in comments))
        self._carried = []
        return texts

    def _slow(self, in_step: bool) -> object | None:
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
            if (isinstance(token, MARKS) or isinstance(token, Token) and token.kind == LEFT_OUT) and (
                self._is_whole_call()
            ):
                self._ready.appendleft(item)
                self._assembling = False
                return self._finished(_end_after(assembler.tokens[-1]))
            if not isinstance(token, Token):
                return token
            if token.kind == LEFT_OUT and not assembler.tokens and not assembler.in_comment:
                self._assembling = False
                return token
            if token.kind == LEFT_OUT:
                token = Token(
                    "BAD", token.text, token.source, token.start, token.end, token.glued, (), token.via
                )
            if token.kind == "DATALINES" and not assembler.tokens:
                continue  # already given to its statement, or left behind by one that was not read
            if self._ends_call(token):
                self._ready.appendleft(item)
                self._assembling = False
                return self._finished(_end_after(assembler.tokens[-1]))
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
                assert item is not None and isinstance(item[0], Token)
                statement.datalines = _lines(item[0].text)
        self.last = tokens[0]
        if self._state.traced and tokens[0].via is not None:
            self._trace(statement)
        return statement

    def _trace(self, statement: RawStatement) -> None:
        """MPRINT: the statement as the macro has made it."""
        via = statement.tokens[0].via
        while via is not None and via.how != "macro body":
            via = via.at.via
        if via is not None and "mprint" in self._state.traced and self._state.running:
            text = "".join(("" if token.glued else " ") + token.text for token in statement.tokens)
            self._state.put(f"MPRINT({via.name}):   {text.strip()};")

    def _is_whole_call(self) -> bool:
        """Is what has been read of the statement the call of an unknown macro, and nothing else?"""
        tokens = self._assembler.tokens
        if not tokens or tokens[0].kind != "MACRO" or tokens[0].text[0] != "%" or self._assembler.in_comment:
            return False
        return len(tokens) == 1 or tokens[1].text == "(" and tokens[-1].text == ")" and _closed(tokens[1:])

    def _ends_call(self, token: Token) -> bool:
        """Does a token on a later line begin the next statement after a call of an unknown macro?

        A call needs no semicolon where the macro makes whole statements or steps. What follows it is read on, so that
        one macro that is not at hand costs one statement.
        """
        if token.kind not in ("NAME", "MACRO") or token.text.lower() in _GOES_ON or not self._is_whole_call():
            return False
        last = self._assembler.tokens[-1]
        if last.source is not token.source or last.start >= token.start:
            last, token = last.outermost, token.outermost
        if last.source is not token.source or last.start >= token.start:
            return False
        return (
            last.line < token.line
            or token.kind == "NAME"
            and token.text.lower() in ("data", "proc", "run", "quit")
        )

    def _at_end(self) -> RawStatement | None:
        self._assembling = False
        tokens = self._assembler.tokens
        if not tokens:
            return None
        last = tokens[-1]
        if tokens[0].kind != "MACRO":  # a call of an unknown macro has been reported
            message = "the text ends inside a statement: no semicolon"
            self.processor.diagnostics.append(diagnose("E0007", message, tokens[0]))
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
            first = next(
                (item for item, _ in self._ready if isinstance(item, Token) and item.kind != "SPACE"), None
            )
            if first is not None:
                return first
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

    def _next(self) -> tuple[object, bool] | None:
        while not self._ready:
            chunk = self._chunk()
            self._pass_on()
            if chunk is None:
                if self._ready:
                    break
                return None
            if chunk.tokens is None:
                text = chunk.text
                if self._state.parts and has_atoms(text):
                    chunk = replace(chunk, text=self._state.spell(text))
                    self._pass_on()
                self._ready.extend((token, True) for token in self._assembler.cut(chunk))
                continue
            place = chunk.place
            tokens = chunk.tokens
            if self._state.parts and any(has_atoms(token.text) for token in tokens):
                tokens = tuple(self._spelled(token) for token in tokens)
                self._pass_on()
            if place.via is None and place.at is None:
                self._ready.extend((token, False) for token in tokens)
            else:
                self._ready.extend((place.put(token), False) for token in tokens)
            if chunk.text[-1:].isspace():
                at = chunk.tokens[-1] if chunk.tokens else None
                source = at.source if at is not None else self._stack[0].feed.scanned.source  # type: ignore[union-attr]
                self._ready.append((Token("SPACE", " ", source, 0, 0), True))
        return self._ready.popleft()

    def _pass_on(self) -> None:
        """What the macro processor leaves to the run stands before the text that follows."""
        if self._state.pending:
            self._ready.extend((item, False) for item in self._state.pending)
            self._state.pending.clear()

    def _spelled(self, token: Token) -> Token:
        if not has_atoms(token.text):
            return token
        self._state.at = token
        text = self._state.spell(token.text)
        return Token(
            token.kind, text, token.source, token.start, token.end, token.glued, token.comments, token.via
        )

    def _chunk(self) -> Chunk | None:
        while self._stack:
            top = self._stack[-1]
            if top.chunks is None:
                assert top.feed is not None
                top.chunks = top.feed.chunks(follow=False)
            try:
                chunk = next(top.chunks, None)
            except Abort as abort:
                self.abort(abort)
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

    def abort(self, abort: Abort) -> None:
        self.processor.state.aborted = abort.words
        self.processor.state.put("ERROR: Execution terminated by an %ABORT statement.")
        self._stack.clear()
        self._queue.clear()
        self._ready.clear()
        self._assembler.start()

    def _take_queue(self) -> None:
        """Put queued text on top of the stack, the first on top; what was read ahead is read after it."""
        ahead = self._assembler.tokens if self._assembling else []
        if ahead or self._ready:
            tokens = [*ahead, *(item for item, _ in self._ready if isinstance(item, Token))]
            self._state.pending += [item for item, _ in self._ready if not isinstance(item, Token)]
            self._stack.append(_Input(None, iter([Chunk("", (token,), OPEN_CODE) for token in tokens])))
            self._ready.clear()
            self._assembler.start()
            self._assembling = False
        self._stack.extend(_Input(feed) for feed in reversed(self._queue))
        self._queue.clear()


_GOES_ON = frozenset("and or not eq ne lt le gt ge in to by then else min max".split())


def _closed(tokens: list[Token]) -> bool:
    """Do parentheses that open in the tokens close exactly at the last one?"""
    depth = 0
    for position, token in enumerate(tokens):
        depth += (token.text == "(") - (token.text == ")")
        if not depth:
            return position == len(tokens) - 1
    return False


def _end_after(token: Token) -> Token:
    return Token("END", "", token.source, token.end, token.end, via=token.via)


def _lines(text: str) -> tuple[str, ...]:
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    return tuple(line[:-1] if line.endswith("\r") else line for line in lines)
