"""Random calls of the library's functions, formats and informats, with arguments of the kinds that they take."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from equivalence.fuzz.parts import FuzzProgram, Part
from equivalence.fuzz.tables import table
from translator.library.formats import FORMATS
from translator.library.functions import FUNCTIONS
from translator.library.rows import FormatRow, Function

Argument = Callable[[Random], str]


def _one(*values: str) -> Argument:
    return lambda r: r.choice(values)


SMALL = _one("0", "1", "2", "3", "5", "k", "y", ".", "10", "-1", "2.5")
COUNT = _one("1", "2", "3", "5", "0", "k", "8")
UNIT = _one("0.5", "0.1", "0.95", "0.025", "0", "1", "x", ".", "0.999", "-0.1")
DATE = _one("d", "d", "21974", "0", "-1", "22000.5", ".", "x", "23010", "366")
MOMENT = _one("d * 86400", "1e9", "x", "0", "-1", "1900000000.5", ".", "86399.999", "d * 86400 + 3599")
POSITION = _one("1", "2", "-1", "0", "3", "k", "50", ".", "-3")
INTERVAL = _one(*[f"'{i}'" for i in (
    "day", "week", "month", "qtr", "year", "semiyear", "week.2", "month2", "year.4", "weekday", "tenday", "semimonth", "week2.3", "qtr.2", "DAY3", "weekday17w", "hour",
)])  # fmt: skip
ALIGN = _one("'b'", "'e'", "'m'", "'s'", "'beginning'", "'sameday'")
DELIMITER = _one("' '", "','", "'-'", "' ,'", "'a'", "''", "s")
MODIFIER = _one("'i'", "'t'", "'it'", "''", "'I'")
# Far from the centre a noncentral distribution is a sum of thousands of terms: exact, and slow.
NONCENTRAL = _one("0", "1.5", "x", "20", ".", "-1")
CLASS = _one("'a'", "'d'", "'kd'", "'i'", "'s'", "'ka'", "'p'", "'ik'", "'t'", "'kn'", "'u'", "'l'", "'w'")
WORDS = _one("'m'", "'q'", "'r'", "'b'", "'i'", "'mo'", "'k'", "'s'", "'p'", "''")
PATTERN = _one("'/a/'", "'/(\\w)(\\d*)/'", "'/[a-c]+/i'", "'/^\\s*b/'", "'/o.e|x/'", "'/å/'")
CHANGE = _one(
    "'s/a/X/'", "'s/(\\w+) (\\w+)/$2 $1/'", "'s/[0-9]+/#/'", "'s/\\s+/_/'", "'s/b//i'", "'s/(.)/<$1>/'"
)

DISTRIBUTIONS = {
    "'NORMAL'": (UNIT, _one("1", "2", "0.5")), "'T'": (_one("1", "5", "30", "2.5"),), "'CHISQ'": (_one("1", "3", "10", "2.5"),),
    "'F'": (_one("1", "3", "10"), _one("2", "8")), "'BINOMIAL'": (_one("0.5", "0.1", "0.9"), _one("5", "10", "3")),
    "'POISSON'": (_one("1", "2.5", "10"),), "'GAMMA'": (_one("1", "2.5", "10"), _one("1", "2")), "'EXPONENTIAL'": (_one("1", "2"),),
    "'UNIFORM'": (_one("0", "-1"), _one("1", "2")), "'BETA'": (_one("1", "2", "0.5"), _one("1", "3")), "'LOGNORMAL'": (_one("0", "1"), _one("1", "0.5")),
    "'WEIBULL'": (_one("1", "2"), _one("1", "3")), "'GEOMETRIC'": (_one("0.5", "0.1"),), "'NEGBINOMIAL'": (_one("0.5", "0.2"), _one("1", "3")),
    "'BERNOULLI'": (_one("0.5", "0.3"),), "'LAPLACE'": (_one("0", "1"), _one("1", "2")), "'LOGISTIC'": (_one("0", "1"), _one("1", "2")),
}  # fmt: skip

HINTS: dict[str, tuple[Argument, ...]] = {
    "INTNX": (INTERVAL, DATE, POSITION, ALIGN), "INTCK": (INTERVAL, DATE, DATE, _one("'c'", "'d'", "'continuous'")), "INTTEST": (INTERVAL,),
    "MDY": (_one("1", "2", "12", "13", "k", "."), _one("1", "28", "29", "30", "31", "k"), _one("2020", "2021", "1900", "99", "k", "2000")),
    "YYQ": (_one("2020", "99", "k"), _one("1", "4", "5", "k")), "HMS": (SMALL, SMALL, _one("0", "59.5", "61", "k")), "DHMS": (DATE, SMALL, SMALL, SMALL),
    "WEEK": (DATE, _one("'u'", "'v'", "'w'")), "YRDIF": (DATE, DATE, _one("'act/act'", "'30/360'", "'act/360'", "'act/365'", "'age'")),
    "DATDIF": (DATE, DATE, _one("'act/act'", "'30/360'", "'act/365'")), "HOLIDAY": (_one("'EASTER'", "'THANKSGIVING'", "'CHRISTMAS'", "'LABOR'", "'USINDEPENDENCE'"), _one("2020", "2021", "1999", "2038")),
    "NWKDOM": (_one("1", "2", "5"), _one("1", "4", "7"), _one("1", "2", "12"), _one("2020", "2021")), "DATEJUL": (_one("2020060", "99365", "21366", "k"),),
    "DATEPART": (MOMENT,), "TIMEPART": (MOMENT,), "HOUR": (MOMENT,), "MINUTE": (MOMENT,), "SECOND": (MOMENT,),
    "JULDATE": (DATE,), "JULDATE7": (DATE,), "YEAR": (DATE,), "MONTH": (DATE,), "DAY": (DATE,), "QTR": (DATE,), "WEEKDAY": (DATE,),
    "REPEAT": (_one("'ab'", "g", "' a'"), COUNT), "BYTE": (_one("65", "97", "32", "48"),), "COLLATE": (_one("48", "65"), _one("57", "70", "66"), _one("3")),
    "SUBSTR": (_one("s", "s || g"), COUNT, COUNT), "SUBSTRN": (_one("s", "g", "x"), POSITION, SMALL), "SUBPAD": (_one("s", "g"), COUNT, COUNT), "CHAR": (_one("s"), POSITION),
    "COMPRESS": (_one("s", "s || g", "' a b '"), _one("'a'", "' '", "'1.'", "s"), CLASS), "SCAN": (_one("s", "'a,b c-d'", "s || ' ' || g"), POSITION, DELIMITER, WORDS),
    "COUNTW": (_one("s", "'a,b c-d'"), DELIMITER, WORDS), "FINDW": (_one("s", "'a b c a'"), _one("'a'", "g", "'b'"), DELIMITER, _one("'i'", "'e'", "'b'"), POSITION),
    "INDEXW": (_one("s", "'a b c'"), _one("'a'", "'two'", "g"), DELIMITER), "FIND": (_one("s"), _one("'a'", "g", "'b '", "''"), MODIFIER, POSITION),
    "FINDC": (_one("s"), _one("'ab'", "g", "'1'"), CLASS, POSITION), "COUNT": (_one("s", "'aaa'"), _one("'a'", "g", "'aa'"), MODIFIER),
    "COUNTC": (_one("s"), _one("'ab'", "g"), CLASS), "COMPARE": (_one("s", "'Abc'"), _one("g", "'abc'", "s"), _one("'i'", "'l'", "':'", "'il'", "'n'")),
    "COMPLEV": (_one("s"), _one("'abc'", "g", "'a b'")), "COMPGED": (_one("s"), _one("'abc'", "g", "'Bob'")), "SPEDIS": (_one("s", "'fish'"), _one("'ab'", "g", "'fsih'")),
    "PRXPARSE": (PATTERN,), "PRXMATCH": (PATTERN, _one("s", "s || g")), "PRXCHANGE": (CHANGE, _one("1", "-1", "2"), _one("s", "'a b a'")), "PRXPAREN": (_one("1"),), "PRXPOSN": (_one("1"), _one("1"), _one("s")),
    "CONSTANT": (_one("'pi'", "'e'", "'maceps'", "'big'", "'small'", "'exactint'"),), "FACT": (COUNT,), "COMB": (_one("5", "10", "k", "0"), COUNT), "PERM": (_one("5", "10", "3"), COUNT),
    "LCOMB": (_one("5", "10"), COUNT), "LPERM": (_one("5", "10"), COUNT), "LFACT": (COUNT,), "GCD": (_one("12", "k", "30", "y"), _one("18", "7", "k")), "LCM": (_one("12", "k", "4"), _one("18", "7", "k")),
    "GEODIST": (_one("59.3", "0", "57.7", "x"), _one("18", "0", "12"), _one("40.7", "55"), _one("-74", "10"), _one("'m'", "'k'", "'dm'")), "HASHING": (_one("'md5'", "'sha256'", "'sha1'"), _one("s")),
    "BAND": (SMALL, _one("7", "k", "255")), "BLSHIFT": (SMALL, COUNT), "BRSHIFT": (_one("255", "k", "1024"), COUNT), "BOR": (SMALL, COUNT), "BXOR": (SMALL, COUNT), "BNOT": (COUNT,),
    "COMPOUND": (_one("100"), _one("."), _one("0.05", "0.1"), _one("5", "k")), "MORT": (_one("1000"), _one("."), _one("0.01"), _one("12", "24")), "SAVING": (_one("."), _one("100"), _one("0.01"), _one("12")),
    "NETPV": (_one("0.1", "0.05"), _one("1", "0"), _one("-100"), _one("60"), _one("70", "k")), "NPV": (_one("10"), _one("1"), _one("-100"), _one("60", "x"), _one("70")),
    "IRR": (_one("1"), _one("-100"), _one("60"), _one("70", "110")), "INTRR": (_one("1"), _one("-100"), _one("60"), _one("70", "80")), "DEPSL": (_one("1", "2", "k"), _one("1000"), _one("5")),
    "DEPSYD": (_one("1", "2"), _one("1000"), _one("5")), "DEPDB": (_one("1", "3"), _one("1000"), _one("5"), _one("2")),
    "PROBNORM": (_one("x", "0", "1.96", "-3", "y"),), "PROBIT": (UNIT,), "PROBT": (_one("x", "1.5"), COUNT, NONCENTRAL), "TINV": (UNIT, COUNT, NONCENTRAL), "PROBCHI": (_one("x", "3.84"), COUNT, NONCENTRAL), "CINV": (UNIT, COUNT, NONCENTRAL),
    "PROBF": (_one("x", "2"), COUNT, COUNT, NONCENTRAL), "FINV": (UNIT, COUNT, COUNT, NONCENTRAL), "PROBGAM": (_one("x", "2"), COUNT), "GAMINV": (UNIT, COUNT), "PROBBETA": (UNIT, COUNT, COUNT), "BETAINV": (UNIT, COUNT, COUNT),
    "PROBBNML": (UNIT, _one("5", "10"), COUNT), "PROBNEGB": (_one("0.5", "0.1"), COUNT, COUNT), "PROBHYPR": (_one("10"), _one("5"), _one("4"), _one("2", "1")), "POISSON": (_one("2", "0.5"), COUNT), "PROBBNRM": (_one("x", "1"), _one("0.5", "-1"), _one("0.3", "0")),
    "TRUNC": (_one("x", "x / 3", "3.1"), _one("3", "4", "8")), "ORDINAL": (_one("1", "2"), _one("x"), _one("y"), _one("k")), "LARGEST": (COUNT, _one("x"), _one("y"), _one("k")), "SMALLEST": (COUNT, _one("x"), _one("y"), _one("k")),
    "CHOOSEN": (_one("1", "2", "-1"), _one("x"), _one("y")), "CHOOSEC": (_one("1", "2", "-1"), _one("s"), _one("g")), "PCTL": (_one("25", "50", "90", "100", "0"), _one("x"), _one("y"), _one("k"), _one("1")),
    "LPNORM": (_one("1", "2", "3"), _one("x"), _one("y")), "FIPSTATE": (_one("1", "6", "k", "36"),), "FIPNAME": (_one("6", "36", "k"),), "FIPNAMEL": (_one("6", "36", "k"),), "STFIPS": (_one("'CA'", "'ny'", "g"),), "STNAME": (_one("'CA'", "g"),), "STNAMEL": (_one("'CA'", "g"),),
    "NVALID": (_one("s", "'a b'", "'_x'"), _one("'v7'", "'any'", "'nliteral'")), "CATX": (DELIMITER, _one("s", "x"), _one("g", "y"), _one("s", "' '")), "CATQ": (_one("' '", "'a'", "'s'", "'d'"), _one("s"), _one("x", "g")),
    "TRANSLATE": (_one("s"), _one("'x'", "'xy'", "'é'"), _one("'ab'", "'a'", "'o'")), "TRANWRD": (_one("s", "s || g"), _one("'a'", "g", "'b '"), _one("'zz'", "''", "g")), "TRANSTRN": (_one("s"), _one("'a'", "g"), _one("''", "trimn('')", "'q'")),
    "QUOTE": (_one("s", "trim(s)"), _one("\"'\"", "'\"'")), "PROPCASE": (_one("s", "'o''brien mc-x'"), _one("' '", "'-'")), "WHICHC": (_one("s"), _one("'a'", "g"), _one("s", "'b'")),
    "ROUND": (_one("x", "x / 3", "-0.5", "2.5", "1234.565"), _one("0.01", "0.1", "10", "0.05", "1", "-0.1", "0")), "ROUNDE": (_one("x", "2.5", "-0.5"), _one("0.01", "0.1", "10", "1")), "ROUNDZ": (_one("x", "x / 3"), _one("0.01", "1", "0.5")),
    "URLDECODE": (_one("'a%20b'", "s", "'%C3%A5'"),), "HTMLDECODE": (_one("'&lt;a&amp;'", "s"),), "DEQUOTE": (_one("\"'a b'\"", "s", "'\"x\" y'"),), "RANK": (_one("s", "'a'"),),
    "IFN": (_one("x > 1", "x", "s = 'a'"), _one("1", "x"), _one("2", "y"), _one("3", ".")), "IFC": (_one("x > 1", "x"), _one("'yes'", "s"), _one("'no'", "g"), _one("'mis'")),
}  # fmt: skip

NUMERIC = _one("x", "y", "k", "x", "x / 3", "-x", "0.5", ".", "d", "100", "x * 1e5", "abs(x)")
CHARACTER = _one("s", "g", "s", "'abc'", "s || g", "' '", "'åäö Ab1'", "trim(s)")
LOOSE = (
    "distributions", "probability", "special", "quantiles", "finance", "bessel", "comparisons_of_means", "deviances",
    "finance_methods", "noncentral_probability", "roots", "bonds",
)  # fmt: skip
"""Modules of functions whose values are sought by iteration: the engines agree to 1E-9."""
CLOSE = ("geography", "trigonometry", "numbers", "statistics")
"""Modules whose values may differ in their last bits: powers, logarithms, sums."""


def arguments(row: Function, r: Random) -> list[str]:
    """Return random arguments for a function's signature."""
    hints = HINTS.get(row.name, ())
    found: list[str] = []
    for position, word in enumerate(row.signature.split()):
        optional, repeated = word.startswith("["), "..." in word
        if optional and r.random() < 0.5:
            break
        kind = word.strip("[]").removesuffix("...")
        for extra in range(1 if not repeated else r.choice([1, 2, 3, 4])):
            index = position + extra
            if index < len(hints):
                found.append(hints[index](r))
            elif hints and extra:
                break
            else:
                found.append(
                    (CHARACTER if kind == "char" or (kind == "any" and r.random() < 0.5) else NUMERIC)(r)
                )
        if repeated and hints:
            found += [hint(r) for hint in hints[len(found) :]]
    return found


def call(r: Random, name: str) -> str:
    """Return a random call of a function."""
    row = FUNCTIONS[name]
    if row.name in ("CDF", "SDF", "PDF", "LOGCDF", "LOGSDF", "LOGPDF", "QUANTILE", "SQUANTILE"):
        word = r.choice(list(DISTRIBUTIONS))
        first = UNIT(r) if "QUANTILE" in row.name else NUMERIC(r)
        return f"{name.lower()}({', '.join([word, first, *(p(r) for p in DISTRIBUTIONS[word])])})"
    return f"{name.lower()}({', '.join(arguments(row, r))})"


def functions(r: Random) -> FuzzProgram:
    """Return a program with calls of several functions."""
    names = [name for name, row in FUNCTIONS.items() if row.body is not None]
    data = table(r, "a", tame=r.random() < 0.5)
    body: list[Part] = [Part("set a;", fixed=True)]
    tolerance = 0.0
    for number in range(r.randint(3, 7)):
        row = FUNCTIONS[name := r.choice(names)]
        text = row.returns == "char"
        body.append(Part(f"{'c' if text else 'r'}{number} = {call(r, name)};"))
        if text and r.random() < 0.3:
            body.append(Part(f"u{number} = '[' || c{number} || ']'; r{number} = length(c{number});"))
        module = row.body.__module__.rsplit(".", 1)[-1] if row.body is not None else ""
        tolerance = max(tolerance, 1e-9 if module in LOOSE else 1e-13 if module in CLOSE else 0.0)
    return FuzzProgram(
        "functions", (data.part, Part("data out;", tuple(body), "run;", fixed=True)), tolerance
    )


DATES = ["d", "d", "21974", "-1", "0", "22000.7", ".", "x", "2e6", "-140000", "21000 + k"]
TIMES = ["x", "3600 * k", "86399.99", "0", "-1", ".", "45296.789", "360000", "59.995", "d", "-45296.5"]
MOMENTS = ["1e9", "d * 86400 + 3599.5", "0", "-1.5", ".", "1900000000.999", "x", "86400 * d", "1.9e9 + k"]
PLAIN = [
    "x",
    "x",
    "y",
    "k",
    "x / 3",
    "-x",
    "0.5",
    ".",
    "1e10",
    "1234567.891",
    "-1234.5",
    "0.00001234",
    "99999.95",
    "x * 1e5",
    "-0.004",
    "1e-20",
    "2.5",
    "0.125",
]


def _width(row: FormatRow, r: Random, reading: bool = False) -> int:
    low, high = row.lowest, min(row.highest, max(row.default, row.read_default or 0) + 8)
    return r.choice([0, r.randint(low, high), r.randint(low, high)])


def written(r: Random) -> str:
    """Return a random PUT function."""
    name = r.choice([n for n, row in FORMATS.items() if row.write is not None])
    row = FORMATS[name]
    width = _width(row, r) or (row.default if name in ("", "$") else 0)
    decimals = ""
    if (
        not name.startswith("$")
        and not row.dates
        and width > row.lowest
        and r.random() < 0.5
        and name not in ("HEX", "BINARY", "OCTAL", "ROMAN", "SSN", "WORDS", "WORDF", "FRACT")
    ):
        decimals = str(r.randint(0, min(width - 1, 6)))
    elif row.dates in ("time", "datetime") and width > 9 and r.random() < 0.3:
        decimals = str(r.randint(0, 2))
    values = (
        ["s", "g", "'abc'", "s || g", "' x'"]
        if name.startswith("$")
        else {"date": DATES, "time": TIMES, "datetime": MOMENTS}.get(row.dates, PLAIN)
    )
    return f"put({r.choice(values)}, {name.lower()}{width or ''}.{decimals})"


READ = {
    "date": ["'29feb2020'", "'01JAN60'", "'31/12/2020'", "'2020-02-29'", "'20200229'", "'1jan2020'", "'30feb2020'", "'12/31/20'", "' '", "'020120'", "'feb2020'", "'2020q3'", "'20060'", "'5-6-07'", "s"],
    "time": ["'12:34:56'", "'1:2'", "'23:59:59.99'", "'T12:00'", "'12:34 PM'", "'25:00'", "' '", "'123456'", "s", "'12:34:56Z'", "'12:34:56+02:00'"],
    "datetime": ["'29feb2020:12:34:56'", "'01jan60 00:00'", "'2020-02-29T23:59:59'", "'20200229T235959'", "'01JAN2020'", "' '", "s", "'2020-02-29T12:00:00+02:00'", "'12/31/2020 11:59 PM'"],
    "": ["'1,234.5'", "'12'", "'-3.5'", "'(500)'", "'$1,000'", "'1e3'", "' 7 '", "'.'", "' '", "'abc'", "'12.'", "'1.2.3'", "s", "'5%'", "'1F'", "'101'", "'+4'", "'1 2'", "'.A'", "'123456789'", "'12d2'", "'-'", "'1,5'"],
    "$": ["s", "' lead'", "'abc'", "'4142'", "g", "\"'q'\"", "'.'"],
}  # fmt: skip


def read(r: Random) -> tuple[str, bool]:
    """Return a random INPUT function, and whether it gives text."""
    name = r.choice([n for n, row in FORMATS.items() if row.read is not None])
    row = FORMATS[name]
    width = _width(row, r, reading=True) or (8 if name in ("", "$") else 0)
    char = name.startswith("$")
    decimals = (
        str(r.randint(0, 3))
        if not char
        and not row.dates
        and width
        and r.random() < 0.4
        and name not in ("HEX", "BINARY", "OCTAL")
        else ""
    )
    value = r.choice(READ["$" if char else row.dates])
    return f"input({value}, {'?? ' if r.random() < 0.8 else ''}{name.lower()}{width or ''}.{decimals})", char


def formats(r: Random) -> FuzzProgram:
    """Return a program that writes and reads with random formats."""
    data = table(r, "a")
    body: list[Part] = [Part("set a;", fixed=True), Part("length c1-c7 $60;", fixed=True)]
    for number in range(1, r.randint(4, 8)):
        if r.random() < 0.6:
            body.append(Part(f"c{number} = {written(r)};"))
        else:
            text, char = read(r)
            body.append(Part(f"{'c' if char else 'r'}{number} = {text};"))
    return FuzzProgram("formats", (data.part, Part("data out;", tuple(body), "run;", fixed=True)))
