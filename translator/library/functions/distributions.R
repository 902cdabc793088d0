# The full name of a distribution, known by its first four letters; "" if it is not known
sas_distribution_name <- function(text) {
  wanted <- toupper(trimws(text))
  of_sas <- c("CONMAXPOI", "GENPOISSON", "TWEEDIE")
  if (nchar(wanted) >= 4 && any(startsWith(of_sas, wanted))) not_translated("H0474", paste("the distribution", wanted))
  if (wanted %in% c("NORMALMIX", "F", "T")) return(wanted)
  known <- c(
    "BERNOULLI", "BETA", "BINOMIAL", "CAUCHY", "CHISQUARE", "EXPONENTIAL", "GAMMA", "GAUSS", "GEOMETRIC",
    "HYPERGEOMETRIC", "IGAUSS", "LAPLACE", "LOGISTIC", "LOGNORMAL", "NEGBINOMIAL", "NORMAL", "PARETO", "POISSON",
    "UNIFORM", "WALD", "WEIBULL"
  )
  found <- known[nchar(wanted) >= 4 & startsWith(known, wanted)]
  if (!length(found)) "" else switch(found[1], GAUSS = "NORMAL", IGAUSS = "WALD", found[1])
}

# Are the parameters of a distribution there and in their ranges?
sas_valid_parameters <- function(name, p) {
  if (anyNA(p)) return(FALSE)
  count <- c(
    BERNOULLI = 1, BETA = 2, BINOMIAL = 2, CHISQUARE = 1, F = 2, GAMMA = 1, GEOMETRIC = 1, HYPERGEOMETRIC = 3,
    NEGBINOMIAL = 2, NORMALMIX = 4, PARETO = 1, POISSON = 1, T = 1, WALD = 1, WEIBULL = 1
  )[name]
  if (!is.na(count) && length(p) < count) return(FALSE)
  scale <- function(place) length(p) < place || p[place] > 0
  switch(name,
    BERNOULLI = p[1] >= 0 && p[1] <= 1,
    BINOMIAL = p[1] >= 0 && p[1] <= 1 && p[2] >= 0,
    GEOMETRIC = p[1] > 0 && p[1] <= 1,
    NEGBINOMIAL = p[1] > 0 && p[1] <= 1 && p[2] > 0,
    POISSON = p[1] >= 0,
    HYPERGEOMETRIC = p[1] >= 1 && p[2] >= 0 && p[2] <= p[1] && p[3] >= 0 && p[3] <= p[1] && scale(4),
    BETA = p[1] > 0 && p[2] > 0 && c(p, 0)[3] < c(p, 0, 1)[if (length(p) > 3) 4 else length(p) + 2],
    CHISQUARE = p[1] > 0 && (length(p) < 2 || p[2] >= 0),
    F = p[1] > 0 && p[2] > 0 && (length(p) < 3 || p[3] >= 0),
    T = p[1] > 0,
    UNIFORM = length(p) == 0 || p[1] < c(p, 1)[2],
    EXPONENTIAL = scale(1),
    NORMALMIX = length(p) == 1 + 3 * trunc(p[1]) && all(p[-seq_len(1 + 2 * trunc(p[1]))] > 0),
    GAMMA = , WEIBULL = , PARETO = , WALD = p[1] > 0 && scale(2),
    scale(2)
  )
}

# A parameter, or its default where it is left out
sas_parameter <- function(p, place, default) if (length(p) >= place) p[place] else default

# Probabilities of 0, 1, 2 … marked ones among those drawn, with an odds ratio
sas_hypergeometric_terms <- function(p) {
  counts <- 0:min(trunc(p[2]), trunc(p[3]))
  terms <- dhyper(counts, trunc(p[2]), trunc(p[1]) - trunc(p[2]), trunc(p[3])) * sas_parameter(p, 4, 1)^counts
  terms / sum(terms)
}

# Tails weighted with the terms of a Poisson distribution (R's noncentral functions are good to nine digits only)
sas_mixture <- function(mean, tails_at) {
  k <- seq(max(floor(mean - 40 * sqrt(mean) - 20), 0), ceiling(mean + 40 * sqrt(mean) + 200))
  sum(dpois(k, mean) * tails_at(k))
}

# Lower or upper tail of the noncentral t distribution, by its series
sas_noncentral_t <- function(x, df, noncentral, lower) {
  if (x < 0) return(sas_noncentral_t(-x, df, -noncentral, !lower))
  mean <- noncentral^2 / 2
  k <- seq(max(floor(mean - 10 * sqrt(mean) - 20), 0), ceiling(mean + 10 * sqrt(mean) + 40))
  odd <- exp((k + 0.5) * log(mean) - mean - lgamma(k + 1.5)) * sign(noncentral)
  share <- function(a) pbeta(df / (df + x^2), df / 2, a, lower.tail = FALSE)
  below <- pnorm(-noncentral) + sum(dpois(k, mean) * share(k + 0.5) + odd * share(k + 1)) / 2
  below <- min(max(below, 0), 1)
  if (lower) below else 1 - below
}

# Lower or upper tail of a distribution at one value
sas_tail <- function(name, x, p, lower) {
  if (is.na(x) || !sas_valid_parameters(name, p)) return(NA_real_)
  count <- floor(x + 1e-12)
  location <- sas_parameter(p, 1, 0)
  scale <- sas_parameter(p, 2, 1)
  side <- function(small, negative) if (negative == lower) small else 1 - small
  switch(name,
    BERNOULLI = pbinom(count, 1, p[1], lower),
    BINOMIAL = pbinom(count, floor(p[2] + 1e-12), p[1], lower),
    GEOMETRIC = pgeom(count, p[1], lower),
    NEGBINOMIAL = if (count < 0) !lower + 0 else pbeta(p[1], p[2], count + 1, lower.tail = lower),
    POISSON = ppois(count, p[1], lower),
    HYPERGEOMETRIC = {
      terms <- sas_hypergeometric_terms(p)
      inside <- seq_along(terms) <= count + 1
      if (sum(terms[inside]) < sum(terms[!inside])) side(sum(terms[inside]), TRUE) else side(sum(terms[!inside]), FALSE)
    },
    BETA = pbeta((x - sas_parameter(p, 3, 0)) / (sas_parameter(p, 4, 1) - sas_parameter(p, 3, 0)), p[1], p[2], lower.tail = lower),
    CHISQUARE = if (length(p) > 1 && p[2] > 0) sas_mixture(p[2] / 2, function(k) pgamma(x / 2, p[1] / 2 + k, lower.tail = lower)) else pchisq(x, p[1], lower.tail = lower),
    F = if (length(p) > 2 && p[3] > 0) {
      share <- max(p[1] * x, 0) / (max(p[1] * x, 0) + p[2])
      sas_mixture(p[3] / 2, function(k) pbeta(share, p[1] / 2 + k, p[2] / 2, lower.tail = lower))
    } else pf(x, p[1], p[2], lower.tail = lower),
    T = if (length(p) > 1 && p[2] != 0) sas_noncentral_t(x, p[1], p[2], lower) else pt(x, p[1], lower.tail = lower),
    UNIFORM = punif(x, sas_parameter(p, 1, 0), sas_parameter(p, 2, 1), lower),
    PARETO = if (x <= scale) !lower + 0 else if (lower) -expm1(p[1] * log(scale / x)) else (scale / x)^p[1],
    WALD = if (x <= 0) !lower + 0 else {
      root <- sqrt(p[1] / x)
      mirrored <- exp(2 * p[1] / scale + pnorm(-root * (x / scale + 1), log.p = TRUE))
      pnorm(root * (x / scale - 1), lower.tail = lower) + (if (lower) mirrored else -mirrored)
    },
    NORMALMIX = {
      n <- trunc(p[1])
      sum(p[1 + seq_len(n)] * pnorm(x, p[1 + n + seq_len(n)], p[1 + 2 * n + seq_len(n)], lower)) / sum(p[1 + seq_len(n)])
    },
    NORMAL = pnorm(x, location, scale, lower),
    LOGNORMAL = plnorm(x, location, scale, lower),
    CAUCHY = pcauchy(x, location, scale, lower),
    LAPLACE = side(exp(-abs(x - location) / scale) / 2, x < location),
    LOGISTIC = plogis(x, location, scale, lower),
    EXPONENTIAL = pexp(x, 1 / sas_parameter(p, 1, 1), lower),
    GAMMA = pgamma(x, p[1], scale = scale, lower.tail = lower),
    WEIBULL = pweibull(x, p[1], scale, lower),
    NA_real_
  )
}

# CDF, SDF and their logarithms: lower and upper tail of a distribution by name
sas_tail_each <- function(distribution, x, lower, ...) {
  sas_number(sas_each(function(name, x, ...) sas_tail(sas_distribution_name(name), x, c(...), lower), distribution, x, ...))
}
# The logarithm of a tail, by the other one where it is nearly 1; missing for an impossible one
sas_log_tail <- function(tail, other) {
  as.numeric(ifelse(tail > 0.5, log1p(-other), log(ifelse(tail > 0, tail, NA_real_))))
}
sas_cdf <- function(distribution, x, ...) sas_tail_each(distribution, x, TRUE, ...)
sas_sdf <- function(distribution, x, ...) sas_tail_each(distribution, x, FALSE, ...)
sas_logcdf <- function(distribution, x, ...) sas_log_tail(sas_cdf(distribution, x, ...), sas_sdf(distribution, x, ...))
sas_logsdf <- function(distribution, x, ...) sas_log_tail(sas_sdf(distribution, x, ...), sas_cdf(distribution, x, ...))

# Logarithm of the density, or of the probability of a whole number, at one value
sas_log_density <- function(name, x, p) {
  if (is.na(x) || !sas_valid_parameters(name, p)) return(NA_real_)
  count <- floor(x + 1e-12)
  discrete <- name %in% c("BERNOULLI", "BINOMIAL", "GEOMETRIC", "HYPERGEOMETRIC", "NEGBINOMIAL", "POISSON")
  if (discrete && (abs(x - count) >= 1e-12 || count < 0)) return(-Inf)
  location <- sas_parameter(p, 1, 0)
  scale <- sas_parameter(p, 2, 1)
  switch(name,
    BERNOULLI = dbinom(count, 1, p[1], log = TRUE),
    BINOMIAL = dbinom(count, floor(p[2] + 1e-12), p[1], log = TRUE),
    GEOMETRIC = dgeom(count, p[1], log = TRUE),
    NEGBINOMIAL = dnbinom(count, p[2], p[1], log = TRUE),
    POISSON = dpois(count, p[1], log = TRUE),
    HYPERGEOMETRIC = {
      terms <- sas_hypergeometric_terms(p)
      if (count < length(terms)) log(terms[count + 1]) else -Inf
    },
    BETA = {
      width <- sas_parameter(p, 4, 1) - sas_parameter(p, 3, 0)
      dbeta((x - sas_parameter(p, 3, 0)) / width, p[1], p[2], log = TRUE) - log(width)
    },
    CHISQUARE = if (length(p) > 1 && p[2] > 0) dchisq(x, p[1], p[2], log = TRUE) else dchisq(x, p[1], log = TRUE),
    F = if (length(p) > 2 && p[3] > 0) df(x, p[1], p[2], p[3], log = TRUE) else df(x, p[1], p[2], log = TRUE),
    T = if (length(p) > 1 && p[2] != 0) dt(x, p[1], p[2], log = TRUE) else dt(x, p[1], log = TRUE),
    UNIFORM = dunif(x, sas_parameter(p, 1, 0), sas_parameter(p, 2, 1), log = TRUE),
    PARETO = if (x >= scale) log(p[1] / scale) - (p[1] + 1) * log(x / scale) else -Inf,
    WALD = if (x <= 0) -Inf else 0.5 * log(p[1] / (2 * pi * x^3)) - p[1] * (x - scale)^2 / (2 * scale^2 * x),
    NORMALMIX = {
      n <- trunc(p[1])
      log(sum(p[1 + seq_len(n)] * dnorm(x, p[1 + n + seq_len(n)], p[1 + 2 * n + seq_len(n)])) / sum(p[1 + seq_len(n)]))
    },
    NORMAL = dnorm(x, location, scale, log = TRUE),
    LOGNORMAL = dlnorm(x, location, scale, log = TRUE),
    CAUCHY = dcauchy(x, location, scale, log = TRUE),
    LAPLACE = -abs(x - location) / scale - log(2 * scale),
    LOGISTIC = dlogis(x, location, scale, log = TRUE),
    EXPONENTIAL = dexp(x, 1 / sas_parameter(p, 1, 1), log = TRUE),
    GAMMA = dgamma(x, p[1], scale = scale, log = TRUE),
    WEIBULL = dweibull(x, p[1], scale, log = TRUE),
    NA_real_
  )
}

# PDF and its logarithm, for a distribution by name
sas_log_density_each <- function(distribution, x, ...) {
  sas_each(function(name, x, ...) sas_log_density(sas_distribution_name(name), x, c(...)), distribution, x, ...)
}
sas_pdf <- function(distribution, x, ...) sas_number(exp(sas_log_density_each(distribution, x, ...)))
sas_logpdf <- function(distribution, x, ...) sas_number(sas_log_density_each(distribution, x, ...))

# The value that has the given lower and upper tail
sas_quantile_of <- function(name, lower, upper, p) {
  if (is.na(lower) || lower < 0 || upper < 0 || !sas_valid_parameters(name, p)) return(NA_real_)
  small <- lower <= upper
  tail <- min(lower, upper)
  location <- sas_parameter(p, 1, 0)
  scale <- sas_parameter(p, 2, 1)
  search <- function(low, high) sas_find_quantile(function(x) sas_tail(name, x, p, small), tail, small, low, high)
  switch(name,
    BERNOULLI = qbinom(tail, 1, p[1], small),
    BINOMIAL = qbinom(tail, floor(p[2] + 1e-12), p[1], small),
    GEOMETRIC = qgeom(tail, p[1], small),
    NEGBINOMIAL = qnbinom(tail, p[2], p[1], lower.tail = small),
    POISSON = qpois(tail, p[1], small),
    HYPERGEOMETRIC = {
      reached <- which(cumsum(sas_hypergeometric_terms(p)) >= lower * (1 - 1e-12))
      if (length(reached)) reached[1] - 1 else min(trunc(p[2]), trunc(p[3]))
    },
    BETA = sas_parameter(p, 3, 0) + (sas_parameter(p, 4, 1) - sas_parameter(p, 3, 0)) * qbeta(tail, p[1], p[2], lower.tail = small),
    CHISQUARE = if (length(p) > 1 && p[2] > 0) search(0, 1) else qchisq(tail, p[1], lower.tail = small),
    F = if (length(p) > 2 && p[3] > 0) search(0, 1) else qf(tail, p[1], p[2], lower.tail = small),
    T = if (length(p) > 1 && p[2] != 0) search(-1, 1) else qt(tail, p[1], lower.tail = small),
    UNIFORM = qunif(tail, sas_parameter(p, 1, 0), sas_parameter(p, 2, 1), small),
    PARETO = scale * exp(-log(upper) / p[1]),
    WALD = if (tail > 0) search(0, 1) else NA_real_,
    NORMALMIX = if (tail > 0) search(-1, 1) else NA_real_,
    NORMAL = qnorm(tail, location, scale, small),
    LOGNORMAL = if (tail > 0) qlnorm(tail, location, scale, small) else NA_real_,
    CAUCHY = qcauchy(tail, location, scale, small),
    LAPLACE = location + scale * log(2 * tail) * (if (small) 1 else -1),
    LOGISTIC = qlogis(tail, location, scale, small),
    EXPONENTIAL = qexp(tail, 1 / sas_parameter(p, 1, 1), small),
    GAMMA = qgamma(tail, p[1], scale = scale, lower.tail = small),
    WEIBULL = qweibull(tail, p[1], scale, small),
    NA_real_
  )
}

# The point with the given tail, by halving; the ends are moved outwards until it lies between them
sas_find_quantile <- function(tail_at, tail, small, low, high) {
  if (tail == 0) return(if (small && low == 0) 0 else NA_real_)
  too_low <- function(x) if (small) tail_at(x) < tail else tail_at(x) > tail
  while (low < 0 && !too_low(low)) low <- low * 2
  while (too_low(high) && high < 1e300) high <- high * 2
  repeat {
    middle <- (low + high) / 2
    if (middle <= low || middle >= high) return(middle)
    if (too_low(middle)) low <- middle else high <- middle
  }
}

# QUANTILE and SQUANTILE: the value that a probability is not exceeded with, or is exceeded with
sas_quantile <- function(distribution, probability, ...) {
  sas_number(sas_each(function(name, probability, ...) {
    sas_quantile_of(sas_distribution_name(name), probability, 1 - probability, c(...))
  }, distribution, probability, ...))
}
sas_squantile <- function(distribution, probability, ...) {
  sas_number(sas_each(function(name, probability, ...) {
    sas_quantile_of(sas_distribution_name(name), 1 - probability, probability, c(...))
  }, distribution, probability, ...))
}
