"""Open code: a file's tokens with the macro constructs in them carried out as they are reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from translator.frontend.macro.chunks import OPEN_CODE, Chunk, Place
from translator.frontend.macro.compiler import Compiler, MacroSyntaxError
from translator.frontend.macro.definition import COMMENTED_STATEMENT
from translator.frontend.macro.errors import Jump, MacroError, Return, RuntimeValueError
from translator.frontend.scan import Lean
from translator.lang.source import Token

if TYPE_CHECKING:
    from translator.frontend.macro.processor import Processor


class Feed:
    """One text being read as open code. `position` is the index of the next token that has not been read."""

    __slots__ = ("processor", "scanned", "position", "trigger", "idle")

    def __init__(self, processor: Processor, scanned: Lean) -> None:
        self.processor = processor
        self.scanned = scanned
        self.position = 0
        self.idle = True  # not inside a construct
        self.trigger = 0  # index into scanned.triggers

    def next_trigger(self) -> int:
        """The index of the first trigger that has not been read (the number of tokens if there is none)."""
        triggers = self.scanned.triggers
        while self.trigger < len(triggers) and triggers[self.trigger] < self.position:
            self.trigger += 1
        return triggers[self.trigger] if self.trigger < len(triggers) else len(self.scanned.tokens)

    def chunks(self, follow: bool = True) -> Iterator[Chunk]:
        """Read on. `follow`: included files are read in place; else their feed is handed over in a Chunk."""
        tokens = self.scanned.tokens
        while self.position < len(tokens):
            token = tokens[self.position]
            if self.position < self.next_trigger() and token.text != "%":
                self.position += 1
                yield Chunk(token.text, (token,), OPEN_CODE)
                continue
            self.idle = False
            for comment in token.comments:
                yield Chunk("", (comment,), OPEN_CODE)
            for chunk in self.construct():
                if chunk.feed is not None and follow:
                    yield from chunk.feed.chunks()
                else:
                    yield chunk
            self.idle = True

    def construct(self) -> Iterator[Chunk]:
        """Carry out the construct that starts at the position."""
        processor = self.processor
        start = self.position
        token = self.scanned.tokens[start]
        compiler = Compiler(self.scanned.tokens, start)
        try:
            node = compiler.item()
        except MacroSyntaxError as error:
            processor.diagnostics.append(error.diagnostic)
            processor.state.put(f"ERROR: {error.diagnostic.message}.")
            self.position = self._after_error(start, error)
            return
        self.position = compiler.position
        processor.forked = 0
        if node is None:
            yield Chunk(token.text, (token,), OPEN_CODE)
            return
        try:
            yield from processor.step(node, Place(token.via))
        except MacroError as error:
            processor.state.put(f"ERROR: {error}")
            processor.report("E0020", str(error).rstrip(), token)
        except RuntimeValueError as error:
            yield processor.left_out(token, self.scanned.tokens[self.position - 1], error, OPEN_CODE)
        except (Return, Jump):
            processor.state.put(f"ERROR: The {token.text.upper()} statement is not valid in open code.")
            processor.report("E0018", f"{token.text.upper()} is not valid in open code", token)

    def _after_error(self, start: int, error: MacroSyntaxError) -> int:
        """Where to read on: after the statement, or at the end where a %MACRO is never closed."""
        tokens: list[Token] = self.scanned.tokens
        if error.diagnostic.code == "E0010":
            return len(tokens)
        return next(
            (at + 1 for at in range(start, len(tokens)) if tokens[at].kind == "SEMICOLON"), len(tokens)
        )


def report_commented(processor: Processor, scanned: Lean) -> None:
    """Warn of macro statements in `* …;` comments of open code: SAS carries them out, and their semicolon is theirs.

    (Macro Language Reference, "%* Macro Comment", Comparisons.)
    """
    within = 0
    for token in scanned.tokens:
        for comment in token.comments if not within else ():
            if comment.text.startswith("*") and (found := COMMENTED_STATEMENT.search(comment.text)):
                word = found.group().upper()
                processor.report(
                    "W0146", f"SAS carries out {word} in this comment; here it is left out", comment
                )
        if token.kind == "MACRO":
            within += {"%macro": 1, "%mend": -1}.get(token.text.lower(), 0)


MOST_STRANGE = 10
"""Characters without meaning in a file that are told one by one."""


def report_bad(processor: Processor, scanned: Lean) -> None:
    """Report what could not be cut into tokens: open strings and comments, characters that mean nothing."""
    strange = 0
    for index in scanned.bad:
        token = scanned.tokens[index]
        if token.text[0] in "'\"":
            processor.report("E0003", "the string that starts here is not closed", token)
        elif token.text.startswith("/*"):
            processor.report("E0004", "the comment that starts here is not closed", token)
        elif len(token.text) == 1 and not token.text.isalnum():
            strange += 1
            if strange < MOST_STRANGE:
                message = f"character {token.text!r} (U+{ord(token.text):04X}) means nothing here"
                processor.report("E0005", message, token)
            elif strange == MOST_STRANGE:
                processor.report(
                    "E0005", "more characters from here on mean nothing: is this a SAS program?", token
                )
        else:
            processor.report("E0009", "text on the line of DATALINES is not read", token)
