"""Statistics of crossed tables, in plain Python. SAS/STAT User's Guide, "FREQ Procedure", "Statistical Computations"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import comb, exp, factorial, isnan, log, nan, prod, sqrt

from equivalence.interpreter.distributions import chi_square_tail, normal_tail, normal_two_sided
from equivalence.interpreter.errors import StepError
from equivalence.interpreter.linear import invert

Counts = list[list[float]]


def rows_of(n: Counts) -> list[float]:
    """Row totals."""
    return [sum(row) for row in n]


def columns_of(n: Counts) -> list[float]:
    """Column totals."""
    return [sum(row[j] for row in n) for j in range(len(n[0]))]


def is_two(n: Counts) -> bool:
    """Is it a table of two rows and two columns?"""
    return len(n) == 2 and len(n[0]) == 2


def cells(n: Counts) -> list[tuple[int, int, float]]:
    """(row, column, count) of every cell."""
    return [(i, j, x) for i, row in enumerate(n) for j, x in enumerate(row)]


def chi_square(n: Counts, r: Sequence[float], c: Sequence[float]) -> dict[str, float]:
    """CHISQ."""
    total, ni, nj = sum(map(sum, n)), rows_of(n), columns_of(n)
    df = (len(n) - 1) * (len(n[0]) - 1)
    if not df:
        return {}
    found: dict[str, float] = {}

    def add(name: str, value: float, freedom: int) -> None:
        found.update(
            {f"_{name}_": value, f"DF_{name}": float(freedom), f"P_{name}": chi_square_tail(value, freedom)}
        )

    expected = {(i, j): ni[i] * nj[j] / total for i, j, _ in cells(n)}
    pearson = sum((x - expected[i, j]) ** 2 / expected[i, j] for i, j, x in cells(n))
    add("PCHI", pearson, df)
    add("LRCHI", 2 * sum(x * log(x / expected[i, j]) for i, j, x in cells(n) if x > 0), df)
    if is_two(n):
        add(
            "AJCHI",
            sum(max(0.0, abs(x - expected[i, j]) - 0.5) ** 2 / expected[i, j] for i, j, x in cells(n)),
            1,
        )
    v, w = score_sums(n, r, c)
    if w:
        add("MHCHI", (total - 1) * (v / w) ** 2, 1)
    if is_two(n):
        phi = cramer = (n[0][0] * n[1][1] - n[0][1] * n[1][0]) / sqrt(ni[0] * ni[1] * nj[0] * nj[1])
    else:
        phi, cramer = sqrt(pearson / total), sqrt(pearson / total / min(len(n) - 1, len(n[0]) - 1))
    return found | {"_PHI_": phi, "_CONTGY_": sqrt(pearson / (pearson + total)), "_CRAMV_": cramer}


def score_sums(n: Counts, r: Sequence[float], c: Sequence[float]) -> tuple[float, float]:
    """Cross products of centred scores, and the root of the product of their sums of squares."""
    total, ni, nj = sum(map(sum, n)), rows_of(n), columns_of(n)
    mr = sum(a * b for a, b in zip(ni, r, strict=True)) / total
    mc = sum(a * b for a, b in zip(nj, c, strict=True)) / total
    v = sum(x * (r[i] - mr) * (c[j] - mc) for i, j, x in cells(n))
    w = sqrt(
        sum(a * (b - mr) ** 2 for a, b in zip(ni, r, strict=True))
        * sum(a * (b - mc) ** 2 for a, b in zip(nj, c, strict=True))
    )
    return v, w


def fisher(n: Counts) -> dict[str, float]:
    """FISHER: of a 2 x 2 table all probabilities, of a larger one those of the table and of all that are not likelier."""
    if any(x != int(x) for row in n for x in row) or min(len(n), len(n[0])) < 2:
        return {}
    if not is_two(n):
        return _fisher_of_tables([[int(x) for x in row] for row in n])
    a, row, column, total = int(n[0][0]), int(sum(n[0])), int(n[0][0] + n[1][0]), int(sum(map(sum, n)))
    ways = {
        k: comb(column, k) * comb(total - column, row - k)
        for k in range(max(0, row + column - total), min(row, column) + 1)
    }
    every = comb(total, row)
    return {
        "F11": float(a), "XPL_FISH": sum(x for k, x in ways.items() if k <= a) / every,
        "XPR_FISH": sum(x for k, x in ways.items() if k >= a) / every, "P_TABLE": ways[a] / every,
        "XP2_FISH": sum(x for x in ways.values() if x <= ways[a]) / every,
    }  # fmt: skip


def _fisher_of_tables(n: list[list[int]]) -> dict[str, float]:
    """Count the ways to fill all tables with the same margins, one by one."""
    columns = [sum(column) for column in zip(*n, strict=True)]
    steps = 0

    def weight(row: Sequence[int]) -> int:
        return factorial(sum(row)) // prod(map(factorial, row))

    def tables(rows: list[int], left: list[int]) -> Iterator[int]:
        nonlocal steps
        steps += 1
        if steps > 500_000:
            raise StepError("FISHER: the table is too large for an exact test.", None, "R0602")
        if len(rows) == 1:
            yield weight(left)
            return
        for row in fillings(rows[0], left):
            for rest in tables(rows[1:], [a - b for a, b in zip(left, row, strict=True)]):
                yield weight(row) * rest

    here = prod(map(weight, n))
    every = likely = 0
    for ways in tables([sum(row) for row in n], columns):
        every += ways
        likely += ways if ways <= here else 0
    return {"P_TABLE": float(Fraction(here, every)), "XP2_FISH": float(Fraction(likely, every))}


def fillings(total: int, room: Sequence[int]) -> Iterator[list[int]]:
    """Yield the ways to spread a total over cells with room for so much each."""
    if len(room) == 1:
        if total <= room[0]:
            yield [total]
        return
    for first in range(min(total, room[0]) + 1):
        for rest in fillings(total - first, room[1:]):
            yield [first, *rest]


def measures(n: Counts, r: Sequence[float], c: Sequence[float]) -> dict[str, tuple[float, float]]:
    """MEASURES: (value, ASE)."""
    total, ni, nj = sum(map(sum, n)), rows_of(n), columns_of(n)
    concordant = {
        (i, j): sum(x for k, m, x in cells(n) if (k > i and m > j) or (k < i and m < j))
        for i, j, _ in cells(n)
    }
    discordant = {
        (i, j): sum(x for k, m, x in cells(n) if (k > i and m < j) or (k < i and m > j))
        for i, j, _ in cells(n)
    }
    p = sum(x * concordant[i, j] for i, j, x in cells(n))
    q = sum(x * discordant[i, j] for i, j, x in cells(n))
    d = {key: concordant[key] - discordant[key] for key in concordant}
    wr, wc = total**2 - sum(x * x for x in ni), total**2 - sum(x * x for x in nj)
    w = sqrt(wr * wc)
    found: dict[str, tuple[float, float]] = {}
    if p + q:
        root = sqrt(sum(x * (q * concordant[i, j] - p * discordant[i, j]) ** 2 for i, j, x in cells(n)))
        found["GAMMA"] = (p - q) / (p + q), 4 * root / (p + q) ** 2
    tau = (p - q) / w
    inner = sum(x * (2 * w * d[i, j] + tau * (ni[i] * wc + nj[j] * wr)) ** 2 for i, j, x in cells(n))
    found["KENTB"] = tau, sqrt(max(0.0, inner - total**3 * tau**2 * (wr + wc) ** 2)) / w**2
    m = min(len(n), len(n[0]))
    inner = sum(x * d[i, j] ** 2 for i, j, x in cells(n)) - (p - q) ** 2 / total
    found["STUTC"] = m * (p - q) / (total**2 * (m - 1)), 2 * m * sqrt(max(0.0, inner)) / ((m - 1) * total**2)
    found["SMDCR"] = (
        (p - q) / wr,
        2 / wr**2 * sqrt(sum(x * (wr * d[i, j] - (p - q) * (total - ni[i])) ** 2 for i, j, x in cells(n))),
    )
    found["SMDRC"] = (
        (p - q) / wc,
        2 / wc**2 * sqrt(sum(x * (wc * d[i, j] - (p - q) * (total - nj[j])) ** 2 for i, j, x in cells(n))),
    )
    found["PCORR"], found["SCORR"] = _pearson(n, r, c), _spearman(n)
    return found | _lambdas(n) | _uncertainty(n)


def _pearson(n: Counts, r: Sequence[float], c: Sequence[float]) -> tuple[float, float]:
    v, w = score_sums(n, r, c)
    if not w:
        return nan, nan
    total, ni, nj = sum(map(sum, n)), rows_of(n), columns_of(n)
    mr = sum(a * b for a, b in zip(ni, r, strict=True)) / total
    mc = sum(a * b for a, b in zip(nj, c, strict=True)) / total
    sr = sum(a * (b - mr) ** 2 for a, b in zip(ni, r, strict=True))
    sc = sum(a * (b - mc) ** 2 for a, b in zip(nj, c, strict=True))
    inner = sum(
        x
        * (w * (r[i] - mr) * (c[j] - mc) - ((r[i] - mr) ** 2 * sc + (c[j] - mc) ** 2 * sr) * v / (2 * w)) ** 2
        for i, j, x in cells(n)
    )
    return v / w, sqrt(inner) / w**2


def _spearman(n: Counts) -> tuple[float, float]:
    total, ni, nj = sum(map(sum, n)), rows_of(n), columns_of(n)
    r = [sum(ni[:i]) + ni[i] / 2 - total / 2 for i in range(len(ni))]
    c = [sum(nj[:j]) + nj[j] / 2 - total / 2 for j in range(len(nj))]
    f, g = total**3 - sum(x**3 for x in ni), total**3 - sum(x**3 for x in nj)
    v, w = sum(x * r[i] * c[j] for i, j, x in cells(n)), sqrt(f * g) / 12
    if not w:
        return nan, nan
    row = [sum(x * c[j] for j, x in enumerate(line)) for line in n]
    column = [sum(n[i][j] * r[i] for i in range(len(n))) for j in range(len(nj))]
    z = {}
    for i, j, _ in cells(n):
        vij = total * (r[i] * c[j] + row[i] / 2 + column[j] / 2 + sum(row[i + 1 :]) + sum(column[j + 1 :]))
        wij = -total / (96 * w) * (f * nj[j] ** 2 + g * ni[i] ** 2)
        z[i, j] = w * vij - v * wij
    mean = sum(x * z[i, j] for i, j, x in cells(n)) / total
    return v / w, sqrt(sum(x * (z[i, j] - mean) ** 2 for i, j, x in cells(n))) / (total * w**2)


def _transposed(n: Counts) -> Counts:
    return [list(column) for column in zip(*n, strict=True)]


def _lambda(n: Counts) -> tuple[float, float]:
    total, nj = sum(map(sum, n)), columns_of(n)
    best, largest = [max(row) for row in n], max(nj)
    if total == largest:
        return nan, nan
    same = sum(b for b, row in zip(best, n, strict=True) if row.index(b) == nj.index(largest))
    variance = (total - sum(best)) / (total - largest) ** 3 * (sum(best) + largest - 2 * same)
    return (sum(best) - largest) / (total - largest), sqrt(max(0.0, variance))


def _lambdas(n: Counts) -> dict[str, tuple[float, float]]:
    total, ni, nj, t = sum(map(sum, n)), rows_of(n), columns_of(n), _transposed(n)
    r, c = [max(row) for row in n], [max(column) for column in t]
    w, v = 2 * total - max(nj) - max(ni), 2 * total - sum(r) - sum(c)
    row, column = ni.index(max(ni)), nj.index(max(nj))
    li, kj = [x.index(max(x)) for x in n], [x.index(max(x)) for x in t]
    x = sum(a for a, place in zip(r, li, strict=True) if place == column) + sum(
        a for a, place in zip(c, kj, strict=True) if place == row
    )
    x += max(n[row]) + max(t[column])
    y = 8 * total - w - v - 2 * x
    both = sum(n[i][j] for i, j in enumerate(li) if kj[j] == i)
    symmetric = (nan, nan)
    if w:
        variance = (w * v * y - 2 * w**2 * (total - both) - 2 * v**2 * (total - n[row][column])) / w**4
        symmetric = (w - v) / w, sqrt(max(0.0, variance))
    return {"LAMCR": _lambda(n), "LAMRC": _lambda(t), "LAMDAS": symmetric}


def _uncertainty(n: Counts) -> dict[str, tuple[float, float]]:
    total, ni, nj = sum(map(sum, n)), rows_of(n), columns_of(n)

    def entropy(counts: Sequence[float]) -> float:
        return -sum(x / total * log(x / total) for x in counts if x > 0)

    hx, hy, hxy = entropy(ni), entropy(nj), entropy([x for _, _, x in cells(n)])
    gain = hx + hy - hxy
    one = sum(
        x * (hy * log(x / ni[i]) + (hx - hxy) * log(nj[j] / total)) ** 2 for i, j, x in cells(n) if x > 0
    )
    other = sum(
        x * (hx * log(x / nj[j]) + (hy - hxy) * log(ni[i] / total)) ** 2 for i, j, x in cells(n) if x > 0
    )
    both = sum(
        x * (hxy * log(ni[i] * nj[j] / total**2) - (hx + hy) * log(x / total)) ** 2
        for i, j, x in cells(n)
        if x > 0
    )
    return {
        "UCR": (gain / hy, sqrt(one) / (total * hy**2)) if hy else (nan, nan),
        "URC": (gain / hx, sqrt(other) / (total * hx**2)) if hx else (nan, nan),
        "U": (2 * gain / (hx + hy), 2 * sqrt(both) / (total * (hx + hy) ** 2)),
    }


def agreement(n: Counts, scores: Sequence[float], z: float, power: int = 1) -> dict[str, float]:
    """AGREE: McNemar's (Bowker's) test, simple and weighted kappa; power: of the differences of scores in its weights."""
    k, total = len(n), sum(map(sum, n))
    if k != len(n[0]) or k < 2:
        return {}
    q = sum(
        (n[i][j] - n[j][i]) ** 2 / (n[i][j] + n[j][i])
        for i in range(k)
        for j in range(i)
        if n[i][j] + n[j][i]
    )
    df = k * (k - 1) // 2
    test = "MCNEM" if k == 2 else "BOWK"
    found = {f"_{test}_": q, f"DF_{test}": float(df), f"P_{test}": chi_square_tail(q, df)}
    p = [[x / total for x in row] for row in n]
    row, column = rows_of(p), columns_of(p)
    identity = [[float(i == j) for j in range(k)] for i in range(k)]
    spread = max(scores) - min(scores)
    weights = [[1 - (abs(scores[i] - scores[j]) / spread) ** power for j in range(k)] for i in range(k)]
    for name, w in (("KAPPA", identity), ("WTKAP", weights)):
        observed = sum(w[i][j] * p[i][j] for i in range(k) for j in range(k))
        chance = sum(w[i][j] * row[i] * column[j] for i in range(k) for j in range(k))
        kappa = (observed - chance) / (1 - chance)
        wi = [sum(w[i][j] * column[j] for j in range(k)) for i in range(k)]
        wj = [sum(w[i][j] * row[i] for i in range(k)) for j in range(k)]
        inner = sum(
            p[i][j] * (w[i][j] - (wi[i] + wj[j]) * (1 - kappa)) ** 2 for i in range(k) for j in range(k)
        )
        error = sqrt(max(0.0, inner - (kappa - chance * (1 - kappa)) ** 2) / total) / (1 - chance)
        found |= {
            f"_{name}_": kappa,
            f"E_{name}": error,
            f"L_{name}": kappa - z * error,
            f"U_{name}": kappa + z * error,
        }
    return found


def risks(n: Counts, z: float) -> dict[str, float]:
    """RELRISK: odds ratio and relative risks."""
    if not is_two(n):
        return {}
    found: dict[str, float] = {}

    def add(name: str, ratio: float, error: float) -> None:
        found.update(
            {
                f"_{name}_": ratio,
                f"L_{name}": exp(log(ratio) - z * error),
                f"U_{name}": exp(log(ratio) + z * error),
            }
        )

    (a, b), (c, d) = n
    if a and b and c and d:
        add("RROR", a * d / (b * c), sqrt(1 / a + 1 / b + 1 / c + 1 / d))
    for name, x, y in (("RRC1", a, c), ("RRC2", b, d)):
        if x and y:
            first, second = x / (a + b), y / (c + d)
            add(name, first / second, sqrt((1 - first) / x + (1 - second) / y))
    return found


def trend(n: Counts, r: Sequence[float], c: Sequence[float]) -> dict[str, float]:
    """TREND: Cochran-Armitage."""
    if len(n[0]) != 2 and len(n) == 2:
        n, r = _transposed(n), c
    if len(n[0]) != 2:
        return {}
    total, ni = sum(map(sum, n)), rows_of(n)
    share = columns_of(n)[0] / total
    mean = sum(a * b for a, b in zip(ni, r, strict=True)) / total
    variance = share * (1 - share) * sum(a * (b - mean) ** 2 for a, b in zip(ni, r, strict=True))
    if not variance:
        return {}
    t = sum(row[0] * (score - mean) for row, score in zip(n, r, strict=True)) / sqrt(variance)
    return {
        "_TREND_": t,
        "PL_TREND": normal_tail(-t),
        "PR_TREND": normal_tail(t),
        "P2_TREND": normal_two_sided(t),
    }


def scored(values: Sequence[float], totals: Sequence[float], scores: str) -> list[float]:
    """Return SCORES= of rows or columns: their values (TABLE), or from the ranks of a table's own totals."""
    if scores == "table":
        return list(values)
    made, before = [], 0.0
    whole = {"rank": 1.0, "ridit": sum(totals), "modridit": sum(totals) + 1}[scores]
    for x in totals:
        made.append((before + (x + 1) / 2) / whole)
        before += x
    return made


def mantel_haenszel(
    tables: list[Counts], r: Sequence[float], c: Sequence[float], scores: str = "table", count: int = 3
) -> dict[str, float]:
    """CMH: the first `count` of the three statistics over strata."""
    rows, columns = len(tables[0]), len(tables[0][0])
    found: dict[str, float] = {}
    sizes = {
        "CMHCOR": ("CMHCR", 1),
        "CMHRMS": ("CMHRM", rows - 1),
        "CMHGA": ("CMHGA", (rows - 1) * (columns - 1)),
    }

    def weights_of(name: str, n: Counts) -> list[list[float]]:
        x, y = scored(r, rows_of(n), scores), scored(c, columns_of(n), scores)
        places = [(i, j) for i in range(rows) for j in range(columns)]
        if name == "CMHCOR":
            return [[x[i] * y[j] for i, j in places]]
        if name == "CMHRMS":
            return [[float(i == k) * y[j] for i, j in places] for k in range(rows - 1)]
        return [
            [float(i == k and j == m) for i, j in places] for k in range(rows - 1) for m in range(columns - 1)
        ]

    for name, (short, df) in list(sizes.items())[:count]:
        size = df
        g = [0.0] * size
        v = [[0.0] * size for _ in range(size)]
        for n in tables:
            total = sum(map(sum, n))
            if total < 2:
                continue
            weights = weights_of(name, n)
            p, q = [x / total for x in rows_of(n)], [x / total for x in columns_of(n)]
            gap = [x - total * p[i] * q[j] for i, j, x in cells(n)]
            for a in range(size):
                g[a] += sum(w * x for w, x in zip(weights[a], gap, strict=True))
            where = [(i, j) for i, j, _ in cells(n)]
            for a in range(size):
                for b in range(size):
                    inner = 0.0
                    for x, (i, j) in zip(weights[a], where, strict=True):
                        if x:
                            for y, (k, m) in zip(weights[b], where, strict=True):
                                if y:
                                    inner += (
                                        x
                                        * y
                                        * (p[i] * (i == k) - p[i] * p[k])
                                        * (q[j] * (j == m) - q[j] * q[m])
                                    )
                    v[a][b] += total**2 / (total - 1) * inner
        value = nan
        inverse = invert(v) if size else None
        if inverse is not None:
            value = sum(g[a] * inverse[a][b] * g[b] for a in range(size) for b in range(size))
        found |= {
            f"_{name}_": value,
            f"DF_{short}": float(df),
            f"P_{name}": nan if isnan(value) else chi_square_tail(value, df),
        }
    return found


def common_odds_ratio(tables: list[Counts], z: float) -> dict[str, float]:
    """The Mantel-Haenszel odds ratio, its limits (Robins, Breslow and Greenland), and the Breslow-Day test."""
    if not is_two(tables[0]):
        return {}
    used = [n for n in tables if sum(map(sum, n)) > 0]
    parts = []
    for n in used:
        (a, b), (c, d) = n
        total = a + b + c + d
        parts.append(((a + d) / total, (b + c) / total, a * d / total, b * c / total))
    r, s = sum(x[2] for x in parts), sum(x[3] for x in parts)
    if not r or not s:
        return {}
    ratio = r / s
    variance = sum(
        p * x / (2 * r * r) + (p * y + q * x) / (2 * r * s) + q * y / (2 * s * s) for p, q, x, y in parts
    )
    test = 0.0
    for n in used:
        (a, b), (c, d) = n
        row, column, total = a + b, a + c, a + b + c + d
        if row in (0, total) or column in (0, total):
            continue
        low, high = max(0.0, row + column - total), min(row, column)
        for _ in range(200):  # the cell whose odds ratio is the common one
            middle = (low + high) / 2
            if middle * (total - row - column + middle) < ratio * (row - middle) * (column - middle):
                low = middle
            else:
                high = middle
        e = (low + high) / 2
        test += (a - e) ** 2 * (1 / e + 1 / (row - e) + 1 / (column - e) + 1 / (total - row - column + e))
    found = {
        "_MHOR_": ratio,
        "L_MHOR": ratio * exp(-z * sqrt(variance)),
        "U_MHOR": ratio * exp(z * sqrt(variance)),
    }
    df = len(used) - 1
    return found | (
        {"_BDCHI_": test, "DF_BDCHI": float(df), "P_BDCHI": chi_square_tail(test, df)} if df else {}
    )
