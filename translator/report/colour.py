"""Colours of code on pages: comments, strings, keywords; a few patterns, no library, no scripts."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_STRING = r"""'(?:[^'\\\n]|\\.|'')*'|"(?:[^"\\\n]|\\.|"")*\""""
_PATTERNS = {
    "sas": (
        r"/\*.*?(?:\*/|$)|^\s*%?\*[^;]*;?",
        r"data|set|merge|update|by|if|then|else|do|end|to|while|until|output|retain|keep|drop|rename|where|length"
        r"|format|informat|label|array|input|put|datalines|cards|infile|file|run|quit|proc|class|var|tables|value"
        r"|select|when|otherwise|delete|stop|return|options|libname|filename|title\d*|footnote\d*|and|or|not|in"
        r"|%macro|%mend|%let|%if|%then|%else|%do|%end|%to|%include|%put|%global|%local",
    ),
    "pandas": (
        r"#.*$",
        r"import|from|as|def|return|for|in|if|elif|else|while|break|continue|and|or|not|is|None|True|False|raise"
        r"|lambda|with|try|except|class|pass",
    ),
    "r": (r"#.*$", r"function|if|else|for|in|while|repeat|break|next|return|TRUE|FALSE|NULL|NA|library"),
}
_SCANNERS = {
    language: re.compile(
        rf"(?P<c>{comment})|(?P<s>{_STRING})|(?<![\w.%])(?P<k>{words})(?![\w.])",
        re.IGNORECASE if language == "sas" else 0,
    )
    for language, (comment, words) in _PATTERNS.items()
}


def coloured(text: str, language: str) -> Markup:
    """Return one line of code as HTML with its comments (c), strings (s) and keywords (k) in spans."""
    parts: list[Markup] = []
    last = 0
    for match in _SCANNERS[language].finditer(text):
        parts.append(escape(text[last : match.start()]))
        parts.append(Markup('<span class="{}">{}</span>').format(match.lastgroup, match.group()))
        last = match.end()
    parts.append(escape(text[last:]))
    return Markup("").join(parts)
