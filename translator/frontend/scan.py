"""SAS text cut into tokens. No keyword is known here but those that change how text is cut: DATALINES.

One compiled pattern does the work. `lean` is what the reader uses: no SPACE tokens, comments attached to the
token that follows. `scan` is the lossless list; it is made from `lean`, so that both always agree.

Sources: SAS Programmer's Guide, "Words in the SAS Language" (tokens, comments), DATALINES and DATALINES4
statements; Macro Language Reference, "Macro Processing" (tokenization).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from translator.frontend.words import DATALINES4_WORDS, DATALINES_WORDS, MACRO_WORDS
from translator.lang import tokens as kinds
from translator.lang.source import Origin, Source, Token

_SPACE = r"[\s\x1a\ufeff]"
_BLOCK = r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/"
_MACRO = r"""%\*(?:"[^"\r\n]*"|'[^'\r\n]*'|[^;])*+(?:;|\Z)"""
_STAR = rf"(?:\*[^;]*+(?:;|\Z)|{_MACRO})"
_SUFFIX = r"(?:(?:dt|DT|Dt|dT|[nNdDtTxXbB])(?!\w))?"

# Group numbers are the kinds below; the most frequent tokens stand first. A semicolon takes the blanks and
# comments after it along: there `* … ;` is a comment, and nowhere else.
_TOKEN = re.compile(
    rf"""
      ([^\W\d]\w*)                                                     # 1 name
    | ({_SPACE}+)                                                      # 2 blanks
    | (;)((?:{_SPACE}++|{_BLOCK}|{_STAR})*+)                           # 3 semicolon, 4 what follows it
    | (\d[0-9A-Fa-f]*+[xX](?!\w)|\d+\.?\d*(?:[eE][+-]?\d+)?|(?<!\w)\.\d+(?:[eE][+-]?\d+)?)  # 5 number
    | ('[^']*+(?:''[^']*+)*+'{_SUFFIX})                                # 6 string
    | ("[^"]*+(?:""[^"]*+)*+"{_SUFFIX})                                # 7 string that may hold triggers
    | ({_BLOCK})                                                       # 8 comment
    | (%[^\W\d]\w*|&+[^\W\d]\w*(?:\.(?=\.*[&\w])|[\w&])*+\.*)          # 9 macro trigger
    | ({_MACRO})                                              # 10 macro comment
    | (/\*.*+|['"][^\r\n]*+)                                           # 11 not closed
    | (\*\*|<>|><|<=:?|>=:?|=<|=>|[\^~¬]=:?|[<>]:|=[:*]|\|\||!!|@@|\?\?|%[%'"()]   # 12 operator
      |[!-/:-@\[-`{{-~¬¦])
    | (.)                                                              # 13 anything else
    """,
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(rf"({_SPACE}+)|({_BLOCK}|{_STAR})", re.DOTALL)
_AFTER = re.compile(rf"(?:{_SPACE}++|{_BLOCK}|{_STAR})*+", re.DOTALL)

_KINDS = (
    "", kinds.NAME, kinds.SPACE, kinds.SEMICOLON, "", kinds.NUMBER, kinds.STRING, kinds.STRING, kinds.COMMENT,
    kinds.MACRO, kinds.COMMENT, kinds.BAD, kinds.OPERATOR, kinds.BAD,
)  # fmt: skip


@dataclass(slots=True)
class Lean:
    """The tokens of a source without SPACE and COMMENT, with indexes that make splitting cheap.

    `semicolons`: indexes of the SEMICOLON tokens, in order. `triggers`: indexes of MACRO tokens and of
    double-quoted strings that hold `&` or `%`. `bad`: indexes of BAD tokens.
    """

    source: Source
    tokens: list[Token] = field(default_factory=list)
    semicolons: list[int] = field(default_factory=list)
    triggers: list[int] = field(default_factory=list)
    bad: list[int] = field(default_factory=list)
    trailing: tuple[Token, ...] = ()


def lean(source: Source, via: Origin | None = None, start: int = 0) -> Lean:
    """Cut a source from `start`; every token carries `via`. Comments go to the token that follows them."""
    text = source.text
    result = Lean(source)
    tokens, semicolons, triggers = result.tokens, result.semicolons, result.triggers
    append = tokens.append
    comments: list[Token] = []
    glued = False
    position, size = start, len(text)
    after = _AFTER.match(text, position)
    if after is not None and after.end() > position:
        _pieces(source, position, after.end(), comments, via)
        position = after.end()
    while position < size:
        for match in _TOKEN.finditer(text, position):
            group = match.lastindex or 0
            if group == 2:
                glued = False
                continue
            begin, end = match.span()
            if group == 4:
                end = begin + 1
                semicolons.append(len(tokens))
                append(Token("SEMICOLON", ";", source, begin, end, glued, tuple(comments), via))
                if comments:
                    comments = []
                if len(tokens) > 1 and _is_datalines(tokens):
                    position = _datalines(result, end, comments, via)
                    glued = False
                    break
                glued = match.end() == end
                if match.end() > end and not text[end : match.end()].isspace():
                    _pieces(source, end, match.end(), comments, via)
                continue
            if group == 8 or group == 10:
                comments.append(Token("COMMENT", match.group(), source, begin, end, via=via))
                glued = False
                continue
            word = match.group()
            if group == 12 and word[0] == "*" and tokens and _after_macro_call(tokens):
                position = _AFTER.match(text, begin).end()  # type: ignore[union-attr]
                _pieces(source, begin, position, comments, via)
                glued = False
                break
            if group == 9:
                triggers.append(len(tokens))
            elif group == 7:
                if "&" in word or "%" in word:
                    triggers.append(len(tokens))
            elif group == 11 or group == 13:
                result.bad.append(len(tokens))
            append(
                Token(
                    _KINDS[group], word, source, begin, end, glued, tuple(comments) if comments else (), via
                )
            )
            if comments:
                comments = []
            glued = True
        else:
            break
    result.trailing = tuple(comments)
    return result


def scan(source: Source) -> list[Token]:
    """Cut a source into all its tokens, SPACE and COMMENT included: joined, their texts are the source's text.

    Text that cannot stand in a program (an open string or comment, control characters) becomes BAD tokens;
    nothing is ever lost and nothing raises.
    """
    result: list[Token] = []
    position = 0
    text = source.text
    scanned = lean(source)
    flat: list[Token] = []
    for token in scanned.tokens:
        flat.extend(token.comments)
        flat.append(token)
    flat.extend(scanned.trailing)
    for token in flat:
        if token.start > position:
            result.append(Token(kinds.SPACE, text[position : token.start], source, position, token.start))
        result.append(token)
        position = token.end
    if position < len(text):
        result.append(Token(kinds.SPACE, text[position:], source, position, len(text)))
    return result


def _pieces(source: Source, start: int, end: int, comments: list[Token], via: Origin | None) -> None:
    """Collect the comments in a stretch of blanks and comments."""
    for match in _PIECE.finditer(source.text, start, end):
        if match.lastindex == 2:
            comments.append(Token("COMMENT", match.group(), source, match.start(), match.end(), via=via))


def _is_datalines(tokens: list[Token]) -> bool:
    """Is the semicolon just read the end of a statement that is only `datalines` or one of its synonyms?"""
    word = tokens[-2]
    if word.kind != "NAME" or word.text.lower() not in DATALINES_WORDS:
        return False
    return len(tokens) == 2 or tokens[-3].kind in ("SEMICOLON", "DATALINES") or _after_macro_call(tokens[:-2])


def _datalines(result: Lean, end: int, comments: list[Token], via: Origin | None) -> int:
    """Take the raw lines that follow; return where ordinary text goes on (the line that ends the data)."""
    source, tokens = result.source, result.tokens
    text = source.text
    line_end = text.find("\n", end)
    if line_end < 0:
        return end
    rest = text[end:line_end]
    if rest.strip():
        begin = end + len(rest) - len(rest.lstrip())
        stop = end + len(rest.rstrip())
        if rest.lstrip().startswith(("/*", "*", "%*")):
            comments.append(Token("COMMENT", text[begin:stop], source, begin, stop, via=via))
        else:
            result.bad.append(len(tokens))
            tokens.append(Token("BAD", text[begin:stop], source, begin, stop, via=via))
    four = tokens[-2].text.lower() in DATALINES4_WORDS if tokens[-1].kind == "SEMICOLON" else False
    start = line_end + 1
    if four:
        at = start if text.startswith(";;;;", start) else text.find("\n;;;;", start - 1) + 1
        stop = at if at >= start and text.startswith(";;;;", at) else len(text)
    else:
        semicolon = text.find(";", start)
        stop = len(text) if semicolon < 0 else text.rfind("\n", 0, semicolon) + 1
    if stop > start:
        tokens.append(Token("DATALINES", text[start:stop], source, start, stop, False, tuple(comments), via))
        comments.clear()
    after = _AFTER.match(text, stop)
    if after is not None and after.end() > stop and (stop == len(text) or text[stop] != ";"):
        _pieces(source, stop, after.end(), comments, via)
        return after.end()
    return stop


def _after_macro_call(tokens: list[Token]) -> bool:
    """Does a statement start here, because nothing but macro calls without semicolon stands before?"""
    index = len(tokens) - 1
    while index >= 0:
        if tokens[index].text == ")":
            depth = 0
            while index >= 0:
                word = tokens[index].text
                depth += (word == ")") - (word == "(")
                if word == ";" or depth == 0:
                    break
                index -= 1
            index -= 1
        if index < 0:
            return False
        token = tokens[index]
        if token.kind != "MACRO" or token.text[0] != "%" or token.text[1:].lower() in MACRO_WORDS:
            return False
        index -= 1
        if index < 0 or tokens[index].kind in ("SEMICOLON", "DATALINES"):
            return True
    return False
