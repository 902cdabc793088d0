"""FINANCE: payments, rates of return and depreciation, by the name of the calculation.

SAS 9.4 Functions and CALL Routines: Reference, "FINANCE Function". Securities whose days are counted by a
basis (PRICE, YIELD, DURATION, COUPNUM, DISC …) and French depreciation (AMORLINC …) are not covered: how their days are counted is
not documented in full.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import isnan, nan

from translator.library.functions.finite import finite
from translator.library.functions.registry import function
from translator.library.functions.roots import root_between

NOT_COVERED = (
    "ACCRINT ACCRINTM AMORDEGRC AMORLINC COUPDAYBS COUPDAYS COUPDAYSNC COUPNCD COUPNUM COUPPCD DURATION MDURATION ODDFPRICE "
    "ODDFYIELD ODDLPRICE ODDLYIELD PRICE PRICEMAT VDB YIELD YIELDMAT DISC INTRATE PRICEDISC RECEIVED YIELDDISC TBILLEQ"
).split()


def payment(
    rate: float, periods: float, present: float = 0.0, future: float = 0.0, due: float = 0.0
) -> float:
    """Return the payment of each period; `due` is 1 for payments at its beginning."""
    if rate == 0:
        return -(present + future) / periods
    growth = math.pow(1 + rate, periods)
    return -(present * growth + future) * rate / ((1 + rate * due) * (growth - 1))


def future_value(
    rate: float, periods: float, paid: float = 0.0, present: float = 0.0, due: float = 0.0
) -> float:
    """Return what payments and a present value grow to."""
    if rate == 0:
        return -(present + paid * periods)
    growth = math.pow(1 + rate, periods)
    return -(present * growth + paid * (1 + rate * due) * (growth - 1) / rate)


def present_value(
    rate: float, periods: float, paid: float = 0.0, future: float = 0.0, due: float = 0.0
) -> float:
    """Return what payments and a future value are worth now."""
    if rate == 0:
        return -(future + paid * periods)
    growth = math.pow(1 + rate, periods)
    return -(future + paid * (1 + rate * due) * (growth - 1) / rate) / growth


def interest(
    rate: float, period: float, periods: float, present: float, future: float = 0.0, due: float = 0.0
) -> float:
    """Return the interest that is part of the payment of a period."""
    if not 1 <= period <= periods:
        return nan
    if due and period == 1:
        return 0.0
    paid = payment(rate, periods, present, future, due)
    owed = future_value(rate, period - 1, paid, present, due)
    return owed * rate / (1 + rate * due) if due else owed * rate


def principal(
    rate: float, period: float, periods: float, present: float, future: float = 0.0, due: float = 0.0
) -> float:
    """Return the part of the payment of a period that is no interest."""
    return payment(rate, periods, present, future, due) - interest(
        rate, period, periods, present, future, due
    )


def number_of_periods(
    rate: float, paid: float, present: float, future: float = 0.0, due: float = 0.0
) -> float:
    """Return the number of periods."""
    if rate == 0:
        return -(present + future) / paid
    flow = paid * (1 + rate * due)
    return math.log((flow - future * rate) / (flow + present * rate)) / math.log1p(rate)


def rate_of_payments(
    periods: float, paid: float, present: float, future: float = 0.0, due: float = 0.0
) -> float:
    """Return the interest rate of a period."""
    return rate_near(lambda rate: future_value(rate, periods, paid, present, due) - future)


def rate_near(value_at: Callable[[float], float]) -> float:
    """Return the rate near 10% where a value is zero; missing where there is none."""
    width = 0.01
    while width < 1e6:
        low, high = max(0.1 - width, -1 + 1e-9 / width), 0.1 + width
        if (value_at(low) < 0) != (value_at(high) < 0):
            return root_between(value_at, low, high)
        width *= 2
    return nan


def summed(
    part: Callable[..., float],
    rate: float,
    periods: float,
    present: float,
    first: float,
    last: float,
    due: float,
) -> float:
    """Return the interest or the principal of some periods together."""
    if not 1 <= first <= last <= periods:
        return nan
    return math.fsum(
        part(rate, float(period), periods, present, 0.0, due)
        for period in range(math.ceil(first), math.floor(last) + 1)
    )


def fixed_declining(cost: float, salvage: float, life: float, period: float, months: float = 12.0) -> float:
    """Return the depreciation of a period by a declining balance whose rate has three decimals; the first year has `months`."""
    rate = math.floor((1 - math.pow(salvage / cost, 1 / life)) * 1000 + 0.5) / 1000
    whole = life if months == 12 else life + 1
    if not (1 <= period <= whole and 1 <= months <= 12):
        return nan
    written, taken = 0.0, 0.0
    for year in range(1, int(period) + 1):
        share = months / 12 if year == 1 else (12 - months) / 12 if year > life else 1.0
        taken = (cost - written) * rate * share
        written += taken
    return taken


def double_declining(cost: float, salvage: float, life: float, period: float, factor: float = 2.0) -> float:
    """Return the depreciation of a period by a declining balance that ends at the salvage value."""
    if not 1 <= period <= life:
        return nan
    share = min(factor / life, 1.0)
    before = cost * (
        0.0 if share == 1 and period > 1 else math.pow(1 - share, period - 1) if share < 1 else 1.0
    )
    after = cost * (math.pow(1 - share, period) if share < 1 else 0.0)
    return max(before - max(after, salvage), 0.0) if before > salvage else 0.0


def modified_return(*values: float) -> float:
    """Return the rate of return of flows whose last two values are the rates of financing and of reinvestment."""
    *flows, financing, reinvestment = values
    count = len(flows)
    paid = math.fsum(flow / math.pow(1 + financing, place) for place, flow in enumerate(flows) if flow < 0)
    earned = math.fsum(
        flow * math.pow(1 + reinvestment, count - 1 - place) for place, flow in enumerate(flows) if flow > 0
    )
    return math.pow(earned / -paid, 1 / (count - 1)) - 1


def discounted(rate: float, flows: tuple[float, ...]) -> float:
    """Return the present value of flows at the ends of periods."""
    return math.fsum(flow / math.pow(1 + rate, place) for place, flow in enumerate(flows, 1))


def dated_value(rate: float, flows: tuple[float, ...], dates: tuple[float, ...]) -> float:
    """Return the value of dated flows at the first date, with years of 365 days."""
    return math.fsum(
        flow / math.pow(1 + rate, (math.floor(date) - math.floor(dates[0])) / 365)
        for flow, date in zip(flows, dates, strict=True)
    )


def dated_return(*values: float) -> float:
    """Return the rate of return of dated flows: flows, their dates, and perhaps a guess, which is not needed."""
    count = len(values) // 2
    return rate_near(lambda rate: dated_value(rate, values[:count], values[count : 2 * count]))


def bill(kind: str, settlement: float, maturity: float, given: float) -> float:
    """Return price or yield of a treasury bill of up to a year."""
    days = math.floor(maturity) - math.floor(settlement)
    if not 0 < days <= 366 or given <= 0:
        return nan
    if kind == "TBILLPRICE":
        return 100 * (1 - given * days / 360)
    return (100 - given) / given * 360 / days


METHODS: dict[str, tuple[int, int, Callable[..., float]]] = {
    "PMT": (2, 5, payment), "FV": (2, 5, future_value), "PV": (2, 5, present_value), "IPMT": (4, 6, interest),
    "PPMT": (4, 6, principal), "NPER": (3, 5, number_of_periods), "RATE": (3, 5, rate_of_payments),
    "CUMIPMT": (5, 6, lambda r, n, pv, a, b, due=0.0: summed(interest, r, n, pv, a, b, due)),
    "CUMPRINC": (5, 6, lambda r, n, pv, a, b, due=0.0: summed(principal, r, n, pv, a, b, due)),
    "SLN": (3, 3, lambda cost, salvage, life: (cost - salvage) / life),
    "SYD": (4, 4, lambda cost, salvage, life, period: (cost - salvage) * (life - period + 1) * 2 / (life * (life + 1))),
    "DB": (4, 5, fixed_declining), "DDB": (4, 5, double_declining),
    "EFFECT": (2, 2, lambda rate, times: math.pow(1 + rate / math.floor(times), math.floor(times)) - 1),
    "NOMINAL": (2, 2, lambda rate, times: math.floor(times) * (math.pow(1 + rate, 1 / math.floor(times)) - 1)),
    "FVSCHEDULE": (2, 999, lambda amount, *rates: amount * math.prod(1 + rate for rate in rates)),
    "NPV": (2, 999, lambda rate, *flows: discounted(rate, flows)), "MIRR": (4, 999, modified_return),
    "IRR": (2, 999, lambda *flows: rate_near(lambda rate: discounted(rate, flows))),
    "XIRR": (4, 999, dated_return),
    "XNPV": (3, 999, lambda rate, *given: dated_value(rate, given[: len(given) // 2], given[len(given) // 2 :])),
    "TBILLPRICE": (3, 3, lambda a, b, rate: bill("TBILLPRICE", a, b, rate)),
    "TBILLYIELD": (3, 3, lambda a, b, price: bill("TBILLYIELD", a, b, price)),
    "DOLLARDE": (2, 2, lambda value, parts: dollars(value, math.floor(parts), True)),
    "DOLLARFR": (2, 2, lambda value, parts: dollars(value, math.floor(parts), False)),
}  # fmt: skip
"""Name of a calculation -> the least and the largest number of its parameters, and how it is done."""


def dollars(value: float, parts: int, decimal: bool) -> float:
    """Return a price with a fraction behind its point as a decimal number, or the other way round."""
    if parts < 1:
        return nan
    digits = 10.0 ** math.ceil(math.log10(parts))
    whole = math.trunc(value)
    return whole + (value - whole) * (digits / parts if decimal else parts / digits)


def calculation(text: str) -> str:
    """Return the name of a calculation; "" if SAS has none of that name. Raises NotImplementedError for those not covered."""
    wanted = text.strip(" ").upper()
    if wanted in NOT_COVERED:
        raise NotImplementedError(f"the calculation {wanted}")
    return wanted if wanted in METHODS else ""


@function("FINANCE", "char num [num...]", missing="own", examples=(
    ("finance('PMT', 0.00666666666666667, 10, 10000, 0, 0)", -1037.0320894), ("finance('FV', 0.005, 10, -200, -500, 1)", 2581.4033741),
    ("finance('PV', 0.05, 10, 1000, 200, 0)", -7844.5176), ("finance('IPMT', 0.00833333333333333, 2, 3, 100)", -0.557857564),
    ("finance('PPMT', 0.00833333333333333, 1, 24, 2000)", -75.62318601), ("finance('NPER', 0.01, -100, -1000, 10000, 1)", 59.67386567),
    ("finance('RATE', 48, -200, 8000)", 0.0077014725), ("finance('CUMIPMT', 0.0075, 360, 125000, 13, 24, 0)", -11135.23213),
    ("finance('CUMPRINC', 0.0075, 360, 125000, 13, 24, 0)", -934.1071234), ("finance('DB', 1000000, 100000, 6, 2, 7)", 259639.41667),
    ("finance('DDB', 2400, 300, 3650, 1)", 1.3150684932), ("finance('DDB', 2400, 300, 10, 10)", 22.1225472), ("finance('SLN', 30000, 7500, 10)", 2250),
    ("finance('SYD', 30000, 7500, 10, 10)", 409.09090909), ("finance('EFFECT', 0.0525, 4)", 0.0535426674),
    ("finance('NOMINAL', 0.053543, 4)", 0.0525003199), ("finance('FVSCHEDULE', 1, 0.09, 0.11, 0.1)", 1.33089),
    ("finance('NPV', 0.08, 200, 600, 800)", 1334.65427), ("finance('IRR', -70000, 12000, 15000, 18000, 21000, 26000)", 0.0866309480),
    ("finance('MIRR', -1000, 3000, 4000, 5000, 0.08, 0.1)", 1.3531420172),
    ("finance('XIRR', -10000, 2750, 4250, 3250, 2750, '01jan2008'd, '01mar2008'd, '30oct2008'd, '15feb2009'd, '01apr2009'd, 0.1)", 0.3733625335),
    ("finance('XNPV', 0.09, -10000, 2750, 4250, 3250, 2750, '01jan2008'd, '01mar2008'd, '30oct2008'd, '15feb2009'd, '01apr2009'd)", 2086.647602),



    ("finance('TBILLPRICE', '31mar2008'd, '01jun2008'd, 0.09)", 98.45), ("finance('TBILLYIELD', '31mar2008'd, '01jun2008'd, 98.45)", 0.0914169629),
    ("finance('DOLLARDE', 1.125, 16)", 1.78125), ("finance('DOLLARFR', 1.125, 16)", 1.02), ("finance('pmt', 0, 10, 1000)", -100), ("finance('SLN', 1, 2)", None),
))  # fmt: skip
@finite
def finance(calculated: str, *parameters: float) -> float:
    """Return the result of a financial calculation by its name."""
    name = calculation(calculated)
    given = list(parameters)
    while given and given[-1] is None:
        given.pop()
    if not name or any(one is None or isnan(one) for one in given):
        return nan
    least, most, method = METHODS[name]
    return float(method(*given)) if least <= len(given) <= most else nan
