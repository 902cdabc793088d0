"""CDF, SDF, PDF, QUANTILE and their relatives: the distributions by name.

A distribution is known by its name or the first four letters of it. Parameters that are left out are 0 for
locations and 1 for scales. (SAS 9.4 Functions and CALL Routines: Reference, CDF Function.)
"""

from __future__ import annotations

import math
from math import isnan, nan

from translator.library.functions.quantiles import (
    beta_quantile,
    chisquare_quantile,
    f_quantile,
    gamma_quantile,
    normal_quantile,
    quantile_between,
    t_quantile,
    whole_quantile,
)
from translator.library.functions.registry import function
from translator.library.functions.special import LOG_ROOT_2PI, log_beta_term, log_poisson_term, logbeta
from translator.library.functions.tails import (
    INVALID,
    Tails,
    beta_tails,
    binomial_tails,
    chisquare_tails,
    f_tails,
    gamma_tails,
    hypergeometric_tails,
    hypergeometric_terms,
    negative_binomial_tails,
    normal_tails,
    poisson_mixture,
    poisson_tails,
    t_tails,
)

DISTRIBUTIONS = (
    "BERNOULLI", "BETA", "BINOMIAL", "CAUCHY", "CHISQUARE", "EXPONENTIAL", "F", "GAMMA", "GAUSS", "GEOMETRIC",
    "HYPERGEOMETRIC", "IGAUSS", "LAPLACE", "LOGISTIC", "LOGNORMAL", "NEGBINOMIAL", "NORMAL", "NORMALMIX", "PARETO",
    "POISSON", "T", "UNIFORM", "WALD", "WEIBULL",
)  # fmt: skip
DISCRETE = ("BERNOULLI", "BINOMIAL", "GEOMETRIC", "HYPERGEOMETRIC", "NEGBINOMIAL", "POISSON")
LOWEST_PARAMETERS = {
    "BERNOULLI": 1, "BETA": 2, "BINOMIAL": 2, "CHISQUARE": 1, "F": 2, "GAMMA": 1, "GEOMETRIC": 1, "HYPERGEOMETRIC": 3,
    "NEGBINOMIAL": 2, "NORMALMIX": 4, "PARETO": 1, "POISSON": 1, "T": 1, "WALD": 1, "WEIBULL": 1,
}  # fmt: skip


OF_SAS = ("CONMAXPOI", "GENPOISSON", "TWEEDIE")
"""Distributions that SAS knows and this module does not."""


def distribution_name(text: str) -> str:
    """Return a distribution's full name; "" if it is not known.

    Raises: NotImplementedError for distributions that SAS knows and this module does not.
    """
    wanted = text.strip(" ").upper()
    if len(wanted) >= 4 and any(name.startswith(wanted) for name in OF_SAS):
        raise NotImplementedError(f"the distribution {wanted}")
    if wanted in ("NORMALMIX", "F", "T"):
        return wanted
    for name in DISTRIBUTIONS:
        if len(wanted) >= 4 and name.startswith(wanted):
            return {"GAUSS": "NORMAL", "IGAUSS": "WALD"}.get(name, name)
    return ""


def parameter(parameters: tuple[float, ...], place: int, default: float) -> float:
    """Return a parameter, or its default where it is left out."""
    return parameters[place] if place < len(parameters) else default


def standardised(name: str, value: float, parameters: tuple[float, ...]) -> tuple[float, float]:
    """Return a value without its location and scale, and the scale; missing if the scale is not positive."""
    if name in ("CAUCHY", "LAPLACE", "LOGISTIC", "NORMAL", "LOGNORMAL"):
        location, scale = parameter(parameters, 0, 0.0), parameter(parameters, 1, 1.0)
    elif name == "EXPONENTIAL":
        location, scale = 0.0, parameter(parameters, 0, 1.0)
    else:
        location, scale = 0.0, parameter(parameters, 1, 1.0)
    if not scale > 0:
        return nan, nan
    if name == "LOGNORMAL":
        value = math.log(value) if value > 0 else -math.inf
    return (value - location) / scale, scale


def tails(name: str, value: float, parameters: tuple[float, ...]) -> Tails:
    """Return the lower and the upper tail of a distribution at a value."""
    if (
        isnan(value)
        or any(isnan(each) for each in parameters)
        or len(parameters) < LOWEST_PARAMETERS.get(name, 0)
    ):
        return INVALID
    first, second = parameter(parameters, 0, nan), parameter(parameters, 1, nan)
    if name == "BERNOULLI":
        return binomial_tails(value, first, 1.0)
    if name == "BINOMIAL":
        return binomial_tails(value, first, second)
    if name == "GEOMETRIC":
        return negative_binomial_tails(value, first, 1.0)
    if name == "NEGBINOMIAL":
        return negative_binomial_tails(value, first, second)
    if name == "POISSON":
        return poisson_tails(value, first)
    if name == "HYPERGEOMETRIC":
        return hypergeometric_tails(value, *parameters)
    if name == "BETA":
        left, right = parameter(parameters, 2, 0.0), parameter(parameters, 3, 1.0)
        return beta_tails((value - left) / (right - left), first, second) if left < right else INVALID
    if name == "CHISQUARE":
        return chisquare_tails(value, *parameters)
    if name == "F":
        return f_tails(value, *parameters)
    if name == "T":
        return t_tails(value, *parameters)
    if name == "UNIFORM":
        left, right = parameter(parameters, 0, 0.0), parameter(parameters, 1, 1.0)
        place = min(max((value - left) / (right - left), 0.0), 1.0) if left < right else nan
        return place, 1 - place
    if name == "PARETO":
        scale = parameter(parameters, 1, 1.0)
        if not (first > 0 and scale > 0):
            return INVALID
        upper = (scale / value) ** first if value > scale else 1.0
        return -math.expm1(first * math.log(scale / value)) if value > scale else 0.0, upper
    if name == "WALD":
        return wald_tails(value, first, parameter(parameters, 1, 1.0))
    if name == "NORMALMIX":
        return normal_mixture_tails(value, parameters)
    scaled, _ = standardised(name, value, parameters)
    return standard_tails(name, scaled, first)


def standard_tails(name: str, value: float, shape: float) -> Tails:
    """Return the tails of a distribution whose location is 0 and scale is 1."""
    if isnan(value):
        return INVALID
    if name in ("NORMAL", "LOGNORMAL"):
        return normal_tails(value)
    if name == "GAMMA":
        return gamma_tails(value, shape)
    if name == "CAUCHY":
        small = math.atan2(1.0, abs(value)) / math.pi
        return (small, 1 - small) if value < 0 else (1 - small, small)
    if name == "LAPLACE":
        small = math.exp(-abs(value)) / 2
        return (small, 1 - small) if value < 0 else (1 - small, small)
    if name == "LOGISTIC":
        small = math.exp(-abs(value)) / (1 + math.exp(-abs(value)))
        return (small, 1 - small) if value < 0 else (1 - small, small)
    if value <= 0:
        return 0.0, 1.0
    if name == "WEIBULL":
        if not shape > 0:
            return INVALID
        value = math.pow(value, shape)
    return -math.expm1(-value), math.exp(-value)


def wald_tails(value: float, shape: float, mean: float) -> Tails:
    """Inverse Gaussian distribution."""
    if not (shape > 0 and mean > 0):
        return INVALID
    if value <= 0:
        return 0.0, 1.0
    root = math.sqrt(shape / value)
    near, far = normal_tails(root * (value / mean - 1)), normal_tails(-root * (value / mean + 1))[0]
    mirrored = math.exp(2 * shape / mean + math.log(far)) if far > 0 else 0.0
    return near[0] + mirrored, near[1] - mirrored


def normal_mixture_tails(value: float, parameters: tuple[float, ...]) -> Tails:
    """Mixture of normal distributions: their number, then all weights, all means, all standard deviations."""
    count = int(parameters[0])
    if len(parameters) != 1 + 3 * count:
        return INVALID
    weights, means, deviations = (parameters[1 + count * part : 1 + count * (part + 1)] for part in range(3))
    lower = upper = 0.0
    for weight, centre, deviation in zip(weights, means, deviations, strict=True):
        below, above = normal_tails((value - centre) / deviation) if deviation > 0 else INVALID
        lower += weight * below / math.fsum(weights)
        upper += weight * above / math.fsum(weights)
    return lower, upper


def log_density(name: str, value: float, parameters: tuple[float, ...]) -> float:
    """Return the logarithm of a density or probability; minus infinity where it is zero, missing if invalid."""
    lower, upper = tails(name, value, parameters)
    if isnan(lower) or isnan(upper):
        return nan
    if name in DISCRETE:
        count = math.floor(value + 1e-12)
        return (
            log_probability(name, float(count), parameters)
            if abs(value - count) < 1e-12 and count >= 0
            else -math.inf
        )
    first, second = parameter(parameters, 0, nan), parameter(parameters, 1, nan)
    if name == "BETA":
        left, right = parameter(parameters, 2, 0.0), parameter(parameters, 3, 1.0)
        x, y = (value - left) / (right - left), (right - value) / (right - left)
        if not 0 < x < 1:
            return (
                edge_of_power(first if x == 0 else second, -logbeta(first, second))
                if x in (0, 1)
                else -math.inf
            )
        return log_beta_term(first, second, x, y) - math.log(x) - math.log(y) - math.log(right - left)
    if name == "CHISQUARE":
        return log_chisquare_density(value, first, parameter(parameters, 1, 0.0))
    if name == "F":
        return log_f_density(value, first, second, parameter(parameters, 2, 0.0))
    if name == "T":
        if parameter(parameters, 1, 0.0) != 0:
            return noncentral_t_log_density(value, first, second)
        return (
            -logbeta(0.5, first / 2)
            - 0.5 * math.log(first)
            - (first + 1) / 2 * math.log1p(value * value / first)
        )
    if name == "UNIFORM":
        left, right = parameter(parameters, 0, 0.0), parameter(parameters, 1, 1.0)
        return -math.log(right - left) if left <= value <= right else -math.inf
    if name == "PARETO":
        scale = parameter(parameters, 1, 1.0)
        return (
            math.log(first / scale) - (first + 1) * math.log(value / scale) if value >= scale else -math.inf
        )
    if name == "WALD":
        centre = parameter(parameters, 1, 1.0)
        if value <= 0:
            return -math.inf
        square = (value - centre) * (value - centre)
        return (
            0.5 * math.log(first / (value * value * value))
            - LOG_ROOT_2PI
            - first * square / (2 * centre * centre * value)
        )
    if name == "NORMALMIX":
        return normal_mixture_log_density(value, parameters)
    scaled, scale = standardised(name, value, parameters)
    if name == "LOGNORMAL":
        return -scaled * scaled / 2 - LOG_ROOT_2PI - math.log(scale * value) if value > 0 else -math.inf
    return standard_log_density(name, scaled, first) - math.log(scale)


def edge_of_power(exponent: float, otherwise: float) -> float:
    """Return the log density x**(a - 1) at its edge: infinite for a < 1 (invalid here), zero for a > 1."""
    return otherwise if exponent == 1 else nan if exponent < 1 else -math.inf


def standard_log_density(name: str, value: float, shape: float) -> float:
    """Return the logarithm of the density of a distribution whose location is 0 and scale is 1."""
    if name == "NORMAL":
        return -value * value / 2 - LOG_ROOT_2PI
    if name == "CAUCHY":
        return -math.log(math.pi) - math.log1p(value * value)
    if name == "LAPLACE":
        return -abs(value) - math.log(2)
    if name == "LOGISTIC":
        return -abs(value) - 2 * math.log1p(math.exp(-abs(value)))
    if value < 0:
        return -math.inf
    if name == "EXPONENTIAL":
        return -value
    if value == 0:
        return edge_of_power(shape, 0.0)
    if name == "WEIBULL":
        return math.log(shape) + (shape - 1) * math.log(value) - math.pow(value, shape)
    return log_poisson_term(shape, value) + math.log(shape) - math.log(value)


def log_chisquare_density(value: float, df: float, noncentral: float) -> float:
    """Return the logarithm of a chi-square density."""
    if value < 0:
        return -math.inf
    if noncentral == 0:
        return standard_log_density("GAMMA", value / 2, df / 2) - math.log(2)
    density = poisson_mixture(
        noncentral / 2, lambda step: (exp_or_zero(log_chisquare_density(value, df + 2 * step, 0.0)), 0.0)
    )[0]
    return math.log(density) if density > 0 else -math.inf


def log_f_density(value: float, ndf: float, ddf: float, noncentral: float) -> float:
    """Return the logarithm of an F density."""
    if value <= 0:
        return -math.inf if value < 0 else edge_of_power(ndf / 2, 0.0)
    both = ndf * value + ddf
    x, y = ndf * value / both, ddf / both
    if noncentral == 0:
        return log_beta_term(ndf / 2, ddf / 2, x, y) - math.log(value)
    density = poisson_mixture(
        noncentral / 2, lambda step: (math.exp(log_beta_term(ndf / 2 + step, ddf / 2, x, y)) / value, 0.0)
    )[0]
    return math.log(density) if density > 0 else -math.inf


def noncentral_t_log_density(value: float, df: float, noncentral: float) -> float:
    """Return the logarithm of a noncentral t density, from two noncentral distribution functions."""
    if value == 0:
        return -noncentral * noncentral / 2 - logbeta(0.5, df / 2) - 0.5 * math.log(df)
    wider = t_tails(value * math.sqrt(1 + 2 / df), df + 2, noncentral)
    density = df / value * (wider[0] - t_tails(value, df, noncentral)[0])
    return math.log(density) if density > 0 else -math.inf


def normal_mixture_log_density(value: float, parameters: tuple[float, ...]) -> float:
    """Return the logarithm of the density of a mixture of normal distributions."""
    count = int(parameters[0])
    weights, means, deviations = (parameters[1 + count * part : 1 + count * (part + 1)] for part in range(3))
    density = 0.0
    for weight, centre, deviation in zip(weights, means, deviations, strict=True):
        scaled = (value - centre) / deviation
        density += weight / math.fsum(weights) * math.exp(-scaled * scaled / 2 - LOG_ROOT_2PI) / deviation
    return math.log(density) if density > 0 else -math.inf


def log_probability(name: str, count: float, parameters: tuple[float, ...]) -> float:
    """Return the logarithm of the probability of a whole number."""
    first, second = parameter(parameters, 0, nan), parameter(parameters, 1, nan)
    if name == "POISSON":
        if first == 0:
            return 0.0 if count == 0 else -math.inf
        return log_poisson_term(count, first)
    if name == "HYPERGEOMETRIC":
        size, marked, drawn = (int(each) for each in parameters[:3])
        terms = hypergeometric_terms(size, marked, drawn, parameter(parameters, 3, 1.0))
        term = terms[int(count)] if count < len(terms) else 0.0
        return math.log(term) if term > 0 else -math.inf
    if name in ("BERNOULLI", "BINOMIAL"):
        trials = 1.0 if name == "BERNOULLI" else float(math.floor(second + 1e-12))
        if count > trials:
            return -math.inf
        return log_binomial_term(count, trials - count, first, 1 - first)
    successes = 1.0 if name == "GEOMETRIC" else second
    if first == 1:
        return 0.0 if count == 0 else -math.inf
    both = count + successes
    return math.log(successes / both) + log_binomial_term(count, successes, 1 - first, first)


def log_binomial_term(count: float, others: float, chance: float, rest: float) -> float:
    """Return log of (count + others choose count) chance**count rest**others."""
    if chance <= 0 or rest <= 0:
        return 0.0 if (count == 0 and chance <= 0) or (others == 0 and rest <= 0) else -math.inf
    if count == 0 or others == 0:
        return others * math.log(rest) + count * math.log(chance)
    both = count + others
    return log_beta_term(count, others, chance, rest) + math.log(both) - math.log(count) - math.log(others)


def exp_or_zero(logarithm: float) -> float:
    """Return the number of a logarithm; missing stays missing, too large is missing."""
    return nan if isnan(logarithm) or logarithm > 709.7 else math.exp(logarithm)


def log_tail(tail: float, other: float) -> float:
    """Return the logarithm of a tail, by the `other` one where it is nearly 1; missing for an impossible one."""
    if not tail > 0:
        return nan
    return math.log1p(-other) if tail > 0.5 else math.log(tail)


@function("CDF", "char num [num...]", examples=(
    ("cdf('BERN', 0, 0.25)", 0.75), ("cdf('BETA', 0.2, 3, 4)", 0.09888), ("cdf('BINOM', 4, 0.5, 10)", 0.37695),
    ("cdf('CAUCHY', 2)", 0.85242), ("cdf('CHISQ', 11.264, 11)", 0.57858), ("cdf('EXPO', 1)", 0.63212),
    ("cdf('F', 3.32, 2, 3)", 0.82639), ("cdf('GAMMA', 1, 3)", 0.080301), ("cdf('HYPER', 2, 200, 50, 10)", 0.52367),
    ("cdf('LAPLACE', 1)", 0.81606), ("cdf('LOGISTIC', 1)", 0.73106), ("cdf('LOGNORMAL', 1)", 0.5),
    ("cdf('NEGB', 1, 0.5, 2)", 0.5), ("cdf('NORMAL', 1.96)", 0.97500),
    ("cdf('NORMALMIX', 2.3, 3, 0.33, 0.33, 0.34, 0.5, 1.5, 2.5, 0.79, 1.6, 4.3)", 0.7181),
    ("cdf('PARETO', 1, 1)", 0), ("cdf('POISSON', 2, 1)", 0.91970), ("cdf('T', 0.9, 5)", 0.79531),
    ("cdf('UNIFORM', 0.25)", 0.25), ("cdf('WALD', 1, 2)", 0.62770), ("cdf('WEIBULL', 1, 2)", 0.63212),
    ("cdf('binomial', 2, 0.5, 4)", 0.6875), ("cdf('gauss', 0)", 0.5),
))  # fmt: skip
def cdf(distribution: str, value: float, *parameters: float) -> float:
    """Return the probability of values up to the given one, for a distribution by name."""
    return (
        tails(distribution_name(distribution), value, parameters)[0]
        if distribution_name(distribution)
        else nan
    )


@function(
    "SDF",
    "char num [num...]",
    aliases=("SURVIVAL",),
    examples=(("sdf('BERN', 0, 0.25)", 0.25), ("sdf('NORMAL', 1.96)", 0.025), ("sdf('EXPO', 1)", 0.36788)),
)
def sdf(distribution: str, value: float, *parameters: float) -> float:
    """Return the probability of values above the given one, for a distribution by name."""
    return (
        tails(distribution_name(distribution), value, parameters)[1]
        if distribution_name(distribution)
        else nan
    )


@function(
    "LOGCDF",
    "char num [num...]",
    examples=(
        ("logcdf('BERN', 0, 0.25)", -0.28768),
        ("logcdf('NORMAL', 0)", -0.69315),
        ("logcdf('EXPO', 1)", -0.45868),
    ),
)
def logcdf(distribution: str, value: float, *parameters: float) -> float:
    """Return the logarithm of the lower tail of a distribution by name."""
    return log_tail(cdf(distribution, value, *parameters), sdf(distribution, value, *parameters))


@function(
    "LOGSDF",
    "char num [num...]",
    examples=(
        ("logsdf('BERN', 0, 0.25)", -1.38629),
        ("logsdf('EXPO', 1)", -1),
        ("logsdf('NORMAL', 0)", -0.69315),
    ),
)
def logsdf(distribution: str, value: float, *parameters: float) -> float:
    """Return the logarithm of the upper tail of a distribution by name."""
    return log_tail(sdf(distribution, value, *parameters), cdf(distribution, value, *parameters))


@function("PDF", "char num [num...]", aliases=("PMF",), examples=(
    ("pdf('BERN', 0, 0.25)", 0.75), ("pdf('BETA', 0.2, 3, 4)", 1.2288), ("pdf('BINOM', 4, 0.5, 10)", 0.20508),
    ("pdf('CAUCHY', 2)", 0.063662), ("pdf('CHISQ', 11.264, 11)", 0.081686), ("pdf('EXPO', 1)", 0.36788),
    ("pdf('F', 3.32, 2, 3)", 0.054027), ("pdf('GAMMA', 1, 3)", 0.18394), ("pdf('HYPER', 2, 200, 50, 10)", 0.28685),
    ("pdf('LAPLACE', 1)", 0.18394), ("pdf('LOGISTIC', 1)", 0.19661), ("pdf('LOGNORMAL', 1)", 0.39894),
    ("pdf('NEGB', 1, 0.5, 2)", 0.25), ("pdf('NORMAL', 1.96)", 0.058441), ("pdf('PARETO', 1, 1)", 1),
    ("pdf('NORMALMIX', 2.3, 3, 0.33, 0.33, 0.34, 0.5, 1.5, 2.5, 0.79, 1.6, 4.3)", 0.1166),
    ("pdf('POISSON', 2, 1)", 0.18394), ("pdf('T', 0.9, 5)", 0.24194), ("pdf('UNIFORM', 0.25)", 1),
    ("pdf('WALD', 1, 2)", 0.56419), ("pdf('WEIBULL', 1, 2)", 0.73576), ("pdf('poisson', 0, 1)", 0.367879441171),
))  # fmt: skip
def pdf(distribution: str, value: float, *parameters: float) -> float:
    """Return the density, or the probability of a whole number, of a distribution by name."""
    name = distribution_name(distribution)
    return exp_or_zero(log_density(name, value, parameters)) if name else nan


@function(
    "LOGPDF",
    "char num [num...]",
    aliases=("LOGPMF",),
    examples=(
        ("logpdf('BERN', 0, 0.25)", -0.28768),
        ("logpdf('NORMAL', 1.96)", -2.83974),
        ("logpdf('EXPO', 1)", -1),
    ),
)
def logpdf(distribution: str, value: float, *parameters: float) -> float:
    """Return the logarithm of the density of a distribution by name."""
    name = distribution_name(distribution)
    result = log_density(name, value, parameters) if name else nan
    return nan if math.isinf(result) else result


def quantile_of(name: str, lower: float, upper: float, parameters: tuple[float, ...]) -> float:
    """Return the quantile of a distribution; both tails are given, each with its own digits."""
    if not (0 <= lower <= 1 and 0 <= upper <= 1) or isnan(tails(name, 0.5, parameters)[0]):
        return nan
    first, second = parameter(parameters, 0, nan), parameter(parameters, 1, nan)
    if name in DISCRETE:
        last = {
            "BERNOULLI": 1.0,
            "BINOMIAL": float(math.floor(second + 1e-12)) if second == second else nan,
            "HYPERGEOMETRIC": min(second, parameter(parameters, 2, nan)),
        }
        return whole_quantile(
            lambda value: tails(name, value, parameters), lower, upper, last.get(name, math.inf)
        )
    if name == "BETA":
        left, right = parameter(parameters, 2, 0.0), parameter(parameters, 3, 1.0)
        return left + (right - left) * beta_quantile(lower, upper, first, second)
    if name == "CHISQUARE":
        return chisquare_quantile(lower, upper, *parameters)
    if name == "F":
        return f_quantile(lower, upper, *parameters)
    if name == "T":
        return t_quantile(lower, upper, *parameters)
    if name == "UNIFORM":
        left, right = parameter(parameters, 0, 0.0), parameter(parameters, 1, 1.0)
        return left + (right - left) * lower
    if name == "PARETO":
        return parameter(parameters, 1, 1.0) * math.exp(-math.log(upper) / first) if upper > 0 else nan
    if name == "WALD":
        return (
            quantile_between(lambda value: tails(name, value, parameters), lower, upper, 0.0, math.inf)
            if 0 < lower < 1
            else nan
        )
    if name == "NORMALMIX":
        return (
            quantile_between(lambda value: tails(name, value, parameters), lower, upper, -math.inf, math.inf)
            if 0 < lower < 1
            else nan
        )
    _, scale = standardised(name, 1.0, parameters)
    standard = standard_quantile(name, lower, upper, first)
    if name in ("GAMMA", "WEIBULL", "EXPONENTIAL"):
        return scale * standard
    result = parameter(parameters, 0, 0.0) + scale * standard
    return math.exp(result) if name == "LOGNORMAL" and result < 709 else result


def standard_quantile(name: str, lower: float, upper: float, shape: float) -> float:
    """Return the quantile of a distribution whose location is 0 and scale is 1."""
    if name in ("NORMAL", "LOGNORMAL"):
        return normal_quantile(lower, upper)
    if name == "GAMMA":
        return gamma_quantile(lower, upper, shape)
    if name in ("EXPONENTIAL", "WEIBULL"):
        if upper <= 0:
            return nan
        size = -math.log1p(-lower) if lower < 0.5 else -math.log(upper)
        return size if name == "EXPONENTIAL" else math.pow(size, 1 / shape)
    if lower <= 0 or upper <= 0:
        return nan
    tail = min(lower, upper)
    if name == "CAUCHY":
        size = 1 / math.tan(math.pi * tail) if tail < 0.5 else 0.0
    elif name == "LAPLACE":
        size = -math.log(2 * tail)
    else:
        size = math.log1p(-tail) - math.log(tail)
    return -size if lower < upper else size


@function("QUANTILE", "char num [num...]", examples=(
    ("quantile('BERN', 0.75, 0.25)", 0), ("quantile('BETA', 0.1, 3, 4)", 0.2009),
    ("quantile('BINOM', 0.4, 0.5, 10)", 5), ("quantile('CAUCHY', 0.85)", 1.9626),
    ("quantile('CHISQ', 0.6, 11)", 11.5298), ("quantile('EXPO', 0.6)", 0.9163), ("quantile('F', 0.8, 2, 3)", 2.8860),
    ("quantile('GAMMA', 0.4, 3)", 2.2851), ("quantile('HYPER', 0.5, 200, 50, 10)", 2),
    ("quantile('LAPLACE', 0.8)", 0.9163), ("quantile('LOGISTIC', 0.7)", 0.8473), ("quantile('LOGNORMAL', 0.5)", 1),
    ("quantile('NEGB', 0.5, 0.5, 2)", 1), ("quantile('NORMAL', 0.975)", 1.9600), ("quantile('PARETO', 0.01, 1)", 1.0101),
    ("quantile('POISSON', 0.9, 1)", 2), ("quantile('T', 0.8, 5)", 0.9195), ("quantile('UNIFORM', 0.25)", 0.25),
    ("quantile('WALD', 0.6, 2)", 0.9526), ("quantile('WEIBULL', 0.6, 2)", 0.9572),
))  # fmt: skip
def quantile(distribution: str, probability: float, *parameters: float) -> float:
    """Return the value that a probability is not exceeded with, for a distribution by name."""
    name = distribution_name(distribution)
    if not name or not 0 <= probability <= 1 or any(isnan(each) for each in parameters):
        return nan
    return quantile_of(name, probability, 1 - probability, parameters)


@function(
    "SQUANTILE",
    "char num [num...]",
    examples=(
        ("squantile('NORMAL', 0.025)", 1.9600),
        ("squantile('EXPO', 0.5)", 0.6931),
        ("squantile('POISSON', 0.1, 1)", 2),
    ),
)
def squantile(distribution: str, probability: float, *parameters: float) -> float:
    """Return the value that a probability is exceeded with, for a distribution by name."""
    name = distribution_name(distribution)
    if not name or not 0 <= probability <= 1 or any(isnan(each) for each in parameters):
        return nan
    return quantile_of(name, 1 - probability, probability, parameters)
