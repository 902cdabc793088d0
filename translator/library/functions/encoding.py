"""Texts for the web, digests, and names: HTMLENCODE, URLENCODE, MD5, SHA256, HASHING, NVALID, NLITERAL."""

from __future__ import annotations

import hashlib
import re
import zlib

from translator.library.functions.registry import function
from translator.library.octets import octets

ENTITIES = {
    "amp": ("&", "&amp;"),
    "gt": (">", "&gt;"),
    "lt": ("<", "&lt;"),
    "apos": ("'", "&apos;"),
    "quot": ('"', "&quot;"),
}
URL_SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$-_@.!*(),"


@function("HTMLENCODE", "char [char]", returns="char", length=200, examples=(
    ("htmlencode(\"John's test <tag>\")", "John's test &lt;tag&gt;"), ("htmlencode('a & b')", "a &amp; b"),
    ("htmlencode(\"John's test <tag>\", 'apos')", "John&apos;s test <tag>"),
    ("htmlencode('\"A\"', 'amp quot')", "&quot;A&quot;"),
))  # fmt: skip
def htmlencode(text: str, options: str | None = None) -> str:
    """Return the text with &, < and > (or the characters that options name) written as HTML entities."""
    chosen = (options or "amp gt lt").lower().split()
    table = {character: entity for option, (character, entity) in ENTITIES.items() if option in chosen}
    result = "".join(table.get(character, character) for character in text.rstrip(" "))
    if "7bit" in chosen:
        result = "".join(c if ord(c) < 128 else f"&#x{ord(c):X};" for c in result)
    return result


@function("HTMLDECODE", "char", returns="char", length=200, examples=(
    ("htmldecode('not a &lt;tag&gt;')", "not a <tag>"), ("htmldecode('&#38;amp;')", "&amp;"), ("htmldecode('&#x41;')", "A"),
))  # fmt: skip
def htmldecode(text: str) -> str:
    """Return the text with HTML entities and character references turned back into characters."""

    def decoded(match: re.Match[str]) -> str:
        name = match[1]
        if name[0] == "#":
            code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
            return chr(code) if code < 0x110000 else match[0]
        return ENTITIES[name][0] if name in ENTITIES else match[0]

    return re.sub(r"&(#\d+|#[xX][0-9A-Fa-f]+|\w+);", decoded, text.rstrip(" "))


@function("URLENCODE", "char", returns="char", length=200, blanks=(0,), examples=(
    ("urlencode('abc def')", "abc%20def"), ("urlencode('why?')", "why%3F"), ("urlencode('ABC#1')", "ABC%231"),
))  # fmt: skip
def urlencode(text: str) -> str:
    """Return the text with all but letters, digits and $-_@.!*(), written as %xx."""
    return "".join(c if c in URL_SAFE else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)


@function("URLDECODE", "char", returns="char", length=200, examples=(
    ("urldecode('abc+def')", "abc def"), ("urldecode('why%3F')", "why?"), ("urldecode('%41%42%43%23%31')", "ABC#1"),
))  # fmt: skip
def urldecode(text: str) -> str:
    """Return the text with %xx and + turned back into characters."""
    octets = re.sub(
        rb"%([0-9A-Fa-f]{2})", lambda match: bytes.fromhex(match[1].decode()), text.replace("+", " ").encode()
    )
    return octets.decode("utf-8", "replace")


@function("MD5", "char", returns="char", length=200, blanks=(0,), r="", examples=(
    ("md5('abc')", "\x90\x01P\x98<\xd2O\xb0\xd6\x96?}(\xe1\x7fr"),
    ("md5('a')", "\x0c\xc1u\xb9\xc0\xf1\xb6\xa81\xc3\x99\xe2iw&a"),
))  # fmt: skip
def md5(text: str) -> str:
    """Return the message digest of a text: 16 characters, to be written with $HEX32."""
    return hashlib.md5(octets(text)).digest().decode("latin-1")


@function("SHA256", "char", returns="char", length=200, blanks=(0,), r="", examples=(
    ("sha256('abc')", "\xbax\x16\xbf\x8f\x01\xcf\xeaAA@\xde]\xae\"#\xb0\x03a\xa3\x96\x17z\x9c\xb4\x10\xffa\xf2\x00\x15\xad"),
    ("sha256('abc')", "\xbax\x16\xbf\x8f\x01\xcf\xeaAA@\xde]\xae\"#\xb0\x03a\xa3\x96\x17z\x9c\xb4\x10\xffa\xf2\x00\x15\xad"),
))  # fmt: skip
def sha256(text: str) -> str:
    """Return the SHA-256 digest of a text: 32 characters, to be written with $HEX64."""
    return hashlib.sha256(octets(text)).digest().decode("latin-1")


@function("SHA256HEX", "char", returns="char", length=200, blanks=(0,), examples=(
    ("sha256hex('abc')", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"),
    ("sha256hex('a')", "CA978112CA1BBDCAFAC231B39A23DC4DA786EFF8147C4E72B9807785AFEE48BB"),
))  # fmt: skip
def sha256hex(text: str) -> str:
    """Return the SHA-256 digest of a text as hexadecimal digits."""
    return hashlib.sha256(octets(text)).hexdigest().upper()


@function("HASHING", "char char", returns="char", length=200, blanks=(1,), examples=(
    ("hashing('md5', 'abc')", "900150983CD24FB0D6963F7D28E17F72"),
    ("hashing('sha1', 'abc')", "A9993E364706816ABA3E25717850C26C9CD0D89D"), ("hashing('crc32', 'abc')", "352441C2"),
))  # fmt: skip
def hashing(method: str, text: str) -> str:
    """Return a digest of a text as hexadecimal digits, by a method's name."""
    name = method.strip(" ").lower()
    if name == "crc32":
        return f"{zlib.crc32(octets(text)):08X}"
    if name not in ("md5", "sha1", "sha256", "sha384", "sha512"):
        return ""
    return hashlib.new(name, octets(text)).hexdigest().upper()


@function("NVALID", "char [char]", examples=(
    ("nvalid('abc_1')", 1), ("nvalid('1abc')", 0), ("nvalid('a b', 'any')", 1), ("nvalid('a b')", 0),
    ("nvalid(\"'a b'n\", 'nliteral')", 1),
))  # fmt: skip
def nvalid(name: str, rule: str | None = None) -> float:
    """Return 1 if a text can be the name of a variable (rules V7, ANY, NLITERAL), else 0."""
    text = name.rstrip(" ")
    kind = (rule or "v7").strip(" ").lower()
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", text) is not None
    if kind == "any":
        return float(1 <= len(text) <= 32)
    if kind == "nliteral":
        return float(plain or re.fullmatch(r"'(?:[^']|'')*'[nN]|\"(?:[^\"]|\"\")*\"[nN]", text) is not None)
    return float(plain)


@function("NLITERAL", "char", returns="char", length=200, examples=(
    ("nliteral('abc_123')", "abc_123"), ("nliteral('This and That')", '"This and That"N'),
    ("nliteral('cats & dogs')", "'cats & dogs'N"), ('nliteral("Company\'s profits (%)")', "'Company''s profits (%)'N"),
))  # fmt: skip
def nliteral(name: str) -> str:
    """Return a name as it can be written in a program: as a name literal if it needs to be."""
    text = name.rstrip(" ")
    if not text or re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", text):
        return text
    mark = "'" if "&" in text or "%" in text or text.count('"') > text.count("'") else '"'
    return mark + text.replace(mark, mark + mark) + mark + "N"
