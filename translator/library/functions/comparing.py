"""How alike two texts are: COMPARE, COMPLEV, COMPGED, SPEDIS, SOUNDEX."""

from __future__ import annotations

from translator.library.functions.registry import function

SOUNDS = {
    letter: code
    for code, letters in (("1", "BFPV"), ("2", "CGJKQSXZ"), ("3", "DT"), ("4", "L"), ("5", "MN"), ("6", "R"))
    for letter in letters
}


def prepared(first: str, second: str, modifiers: str) -> tuple[str, str]:
    """Apply modifiers in their order: i ignores case, l leading blanks, n quotes of name literals, : cuts the longer."""
    first, second = first.rstrip(" "), second.rstrip(" ")
    for modifier in modifiers.lower():
        if modifier == "i":
            first, second = first.upper(), second.upper()
        elif modifier == "l":
            first, second = first.lstrip(" "), second.lstrip(" ")
        elif modifier == "n":
            first, second = without_literal_quotes(first), without_literal_quotes(second)
        elif modifier == ":":
            size = max(min(len(first), len(second)), 1)
            first, second = first[:size], second[:size]
    return first, second


def without_literal_quotes(text: str) -> str:
    """Return the name of a name literal ('a b'n), in capitals; other text is only put in capitals."""
    mark = text[:1]
    if len(text) > 2 and mark in "'\"" and text[-1:] in "nN" and text[-2] == mark:
        text = text[1:-2].replace(mark + mark, mark)
    return text.upper()


def options_of(rest: tuple[float | str | None, ...]) -> tuple[float, str]:
    """Return the cutoff and the modifiers among optional arguments."""
    cutoffs = [item for item in rest if item is not None and not isinstance(item, str)]
    return cutoffs[0] if cutoffs else float("inf"), "".join(item for item in rest if isinstance(item, str))


@function("COMPARE", "char char [char]", r="sas_compare_texts({*})", examples=(
    ("compare('abc', 'abd')", -3), ("compare('abc', 'abc')", 0), ("compare('b', 'abc')", 1),
    ("compare('abc', 'abcd')", -4), ("compare('ABC', 'abc', 'i')", 0), ("compare('  ab', 'ab', 'l')", 0),
    ("compare('abcdef', 'abc', ':')", 0),
))  # fmt: skip
def compare(first: str, second: str, modifiers: str | None = None) -> float:
    """Return the place of the first difference, negative if the first text comes first; 0 if they are equal."""
    first, second = prepared(first, second, modifiers or "")
    size = max(len(first), len(second))
    for place, (left, right) in enumerate(zip(first.ljust(size), second.ljust(size), strict=True), 1):
        if left != right:
            return float(-place if left < right else place)
    return 0.0


@function("COMPLEV", "char char [any] [any]", examples=(
    ("complev('12345678', '12345678')", 0), ("complev('abc', 'abxc')", 1), ("complev('ac', 'abc')", 1),
    ("complev('aXc', 'abc')", 1), ("complev('aXYZc', 'abc')", 3), ("complev('kitten', 'sitting')", 3),
    ("complev('abc', 'ABC', 'i')", 0), ("complev('abc', 'xyz', 2)", 2),
))  # fmt: skip
def complev(first: str, second: str, *rest: float | str | None) -> float:
    """Return the Levenshtein distance: insertions, deletions and replacements of characters, up to a cutoff."""
    cutoff, modifiers = options_of(rest)
    first, second = prepared(first, second, modifiers)
    row = list(range(len(second) + 1))
    for number, left in enumerate(first, 1):
        corner, row[0] = row[0], number
        for place, right in enumerate(second, 1):
            steps = (row[place] + 1, row[place - 1] + 1, corner + (left != right))
            corner, row[place] = row[place], sorted(steps)[0]
    return row[-1] + 0.0 if row[-1] < cutoff else cutoff


@function("COMPGED", "char char [any] [any]", examples=(
    ("compged('baboon', 'baboon')", 0), ("compged('baXboon', 'baboon')", 100), ("compged('baoon', 'baboon')", 100),
    ("compged('baXoon', 'baboon')", 100), ("compged('baboonX', 'baboon')", 50), ("compged('baboo', 'baboon')", 10),
    ("compged('babboon', 'baboon')", 20), ("compged('babon', 'baboon')", 20), ("compged('baobon', 'baboon')", 20),
    ("compged('bab oon', 'baboon')", 10), ("compged('bab,oon', 'baboon')", 30), ("compged('bXaoon', 'baboon')", 200),
    ("compged('Xbaboon', 'baboon')", 200), ("compged('aboon', 'baboon')", 120), ("compged('Xaboon', 'baboon')", 200),
    ("compged('axoon', 'baboon')", 300), ("compged('axoo', 'baboon')", 310), ("compged('axon', 'baboon')", 320),
    ("compged('baby', 'baboon')", 120), ("compged('balloon', 'baboon')", 200),
))  # fmt: skip
def compged(first: str, second: str, *rest: float | str | None) -> float:
    """Return the generalized edit distance: the least cost of making the first text out of the second.

    Default costs: append 50, blank 10, delete 100, double 20, fdelete, finsert and freplace 200, insert 100,
    match 0, punctuation 30, replace 100, single 20, swap 20, truncate 10.
    """
    cutoff, modifiers = options_of(rest)
    made, given = prepared(first, second, modifiers)
    marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    costs = [[float("inf")] * (len(made) + 1) for _ in range(len(given) + 1)]
    costs[0][0] = 0.0
    for used in range(len(given) + 1):
        for done in range(len(made) + 1):
            best = costs[used][done]
            ways = []
            new, old = made[done : done + 1], given[used : used + 1]
            if new:
                ways.append((used, done + 1, 200 if used == 0 and done == 0 else 100))
                if not old:
                    ways.append((used, done + 1, 50))
                if new == old:
                    ways.append((used, done + 1, 20))
                if new == " ":
                    ways.append((used, done + 1, 10))
                if new in marks:
                    ways.append((used, done + 1, 30))
            if old:
                ways.append((used + 1, done, 200 if used == 0 and done == 0 else 100))
                if not new:
                    ways.append((used + 1, done, 10))
                if old == given[used + 1 : used + 2]:
                    ways.append((used + 1, done, 20))
                if old == " ":
                    ways.append((used + 1, done, 10))
                if old in marks:
                    ways.append((used + 1, done, 30))
            if new and old:
                replace = 200 if used == 0 and done == 0 else 100
                ways.append((used + 1, done + 1, 0 if new == old else replace))
                if given[used : used + 2] == made[done : done + 2][::-1] and len(given) > used + 1:
                    ways.append((used + 2, done + 2, 20))
            for next_used, next_done, cost in ways:
                if best + cost < costs[next_used][next_done]:
                    costs[next_used][next_done] = best + cost
    return costs[-1][-1] if costs[-1][-1] < cutoff else cutoff


@function("SPEDIS", "char char", examples=(
    ("spedis('fuzzy', 'fuzzy')", 0), ("spedis('fuzy', 'fuzzy')", 6), ("spedis('fuuzzy', 'fuzzy')", 8),
    ("spedis('fzuzy', 'fuzzy')", 10), ("spedis('fuzz', 'fuzzy')", 12), ("spedis('fuzzys', 'fuzzy')", 5),
    ("spedis('fzzy', 'fuzzy')", 12), ("spedis('fluzzy', 'fuzzy')", 16), ("spedis('fizzy', 'fuzzy')", 20),
    ("spedis('uzzy', 'fuzzy')", 25), ("spedis('pfuzzy', 'fuzzy')", 33), ("spedis('wuzzy', 'fuzzy')", 40),
    ("spedis('floozy', 'fuzzy')", 50),
))  # fmt: skip
def spedis(query: str, keyword: str) -> float:
    """Return the spelling distance: the cost of making the query out of the keyword, divided by its length.

    Costs: singlet 25, doublet 50, swap 50, truncate 50, append 35, delete 50, insert 100, replace 100,
    firstdel 100, firstins 200, firstrep 200.
    """
    query, keyword = query.rstrip(" "), keyword.rstrip(" ")
    costs = [[float("inf")] * (len(query) + 1) for _ in range(len(keyword) + 1)]
    costs[0][0] = 0.0
    for used in range(len(keyword) + 1):
        for done in range(len(query) + 1):
            best = costs[used][done]
            ways = []
            new, old = query[done : done + 1], keyword[used : used + 1]
            if new:
                ways.append((used, done + 1, 200 if done == 0 else 35 if not old else 100))
                if used and new == keyword[used - 1] == query[done - 1 : done]:
                    ways.append((used, done + 1, 50))
            if old:
                ways.append((used + 1, done, 100 if used == 0 else 50))
                if used and old == keyword[used - 1]:
                    ways.append((used + 1, done, 25))
            if new and old:
                replace = 200 if used == 0 and done == 0 else 100
                ways.append((used + 1, done + 1, 0 if new == old else replace))
                if len(keyword) > used + 1 and keyword[used : used + 2] == query[done : done + 2][::-1]:
                    ways.append((used + 2, done + 2, 50))
            for next_used, next_done, cost in ways:
                if best + cost < costs[next_used][next_done]:
                    costs[next_used][next_done] = best + cost
    return costs[-1][-1] // max(len(query), 1)


@function("SOUNDEX", "char", returns="char", length=200, examples=(
    ("soundex('Paul')", "P4"), ("soundex('amnesty')", "A523"), ("soundex('Robert')", "R163"), ("soundex(' ')", ""),
))  # fmt: skip
def soundex(text: str) -> str:
    """Return the first letter and the classes of sound of the others; neighbours of one class count once."""
    letters = [letter for letter in text.upper() if "A" <= letter <= "Z"]
    result, before = letters[:1], SOUNDS.get(letters[0], "") if letters else ""
    for letter in letters[1:]:
        code = SOUNDS.get(letter, "")
        if code and code != before:
            result.append(code)
        before = code
    return "".join(result)
