"""Colours of code on pages: comments, strings, keywords; a few patterns, no library, no scripts."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_STRING = r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
_PATTERNS = {
    "sas": (
        r"/\*.*?(?:\*/|\Z)|^[ \t]*%?\*[^;]*;",
        r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"",
        r"data|set|merge|update|by|if|then|else|do|end|to|while|until|output|retain|keep|drop|rename|where|length"
        r"|format|informat|label|array|input|put|datalines|cards|infile|file|run|quit|proc|class|var|tables|value"
        r"|select|when|otherwise|delete|stop|return|options|libname|filename|title\d*|footnote\d*|and|or|not|in"
        r"|%macro|%mend|%let|%if|%then|%else|%do|%end|%to|%include|%put|%global|%local",
    ),
    "pandas": (
        r"#[^\n]*",
        rf'"""(?:[^\\]|\\.)*?"""|{_STRING}',
        r"import|from|as|def|return|for|in|if|elif|else|while|break|continue|and|or|not|is|None|True|False|raise"
        r"|lambda|with|try|except|class|pass",
    ),
    "r": (
        r"#[^\n]*",
        _STRING,
        r"function|if|else|for|in|while|repeat|break|next|return|TRUE|FALSE|NULL|NA|library",
    ),
}
_SCANNERS = {
    language: re.compile(
        rf"(?P<c>{comment})|(?P<s>{text})|(?<![\w.%])(?P<k>{words})(?![\w.])",
        re.DOTALL | re.MULTILINE | (re.IGNORECASE if language == "sas" else 0),
    )
    for language, (comment, text, words) in _PATTERNS.items()
}


def coloured_lines(code: str, language: str) -> list[Markup]:
    """Return the lines of a code as HTML, with comments (c), strings (s) and keywords (k) in spans."""
    lines: list[list[Markup]] = [[]]

    def add(text: str, kind: str | None) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(
                    Markup('<span class="{}">{}</span>').format(kind, part) if kind else escape(part)
                )

    code = "\n".join(code.splitlines())
    last = 0
    for match in _SCANNERS[language].finditer(code):
        add(code[last : match.start()], None)
        add(match.group(), match.lastgroup)
        last = match.end()
    add(code[last:], None)
    return [Markup("").join(parts) for parts in lines] if code else []
