"""A statement before it is parsed: what the reader hands to the statement parser."""

from __future__ import annotations

from dataclasses import dataclass

from translator.lang.source import Token


@dataclass(slots=True, eq=False)
class RawStatement:
    """One statement as tokens, macro language already carried out.

    `tokens` hold neither SPACE nor COMMENT, and not the semicolon; each carries `glued` and `comments`.
    They are never empty: null statements (`;` alone) are left out by the reader.
    `end` is the semicolon, or an END token where the text ends without one.
    `comments` are the texts of the comments before the first token, delimiters kept.
    `datalines` are the raw lines (without line ends) after a DATALINES, CARDS, LINES, PARMCARDS statement or
    its `4` form, () where no line follows; None for every other statement.

    How the tokens are cut, where it could be doubted: `8.2` `8.` `.5` `1e3` `0FFx` are one NUMBER;
    `comma10.2` is NAME `comma10`, OPERATOR `.`, NUMBER `2` (a point right after a name never starts a number);
    `$8.` is OPERATOR `$`, NUMBER `8.`; `x1-x5` and `a--b` have `-` one by one; `<>` `><` `<=` `>=` `=<` `=>`
    `^=` `~=` `¬=` `||` `!!` `**` `=:` `<:` `>:` `<=:` `>=:` `^=:` `~=:` `=*` `@@` `??` are one OPERATOR each;
    `-<` and `<-` of PROC FORMAT are two. A string is one STRING with its quotes and suffix (n d t dt x b).
    A MACRO token (`&name`) is left only where its value is known at run time; a BAD token stands for text that
    cannot be read.
    """

    tokens: list[Token]
    end: Token
    comments: tuple[str, ...] = ()
    datalines: tuple[str, ...] | None = None
