# Points and weights of Gauss's rule (16 points) on panels of equal width
sas_gauss_rule <- function(low, high, panels) {
  points <- c(
    0.9894009349916499, 0.9445750230732326, 0.8656312023878318, 0.755404408355003,
    0.6178762444026438, 0.4580167776572274, 0.2816035507792589, 0.09501250983763744
  )
  weights <- c(
    0.02715245941175409, 0.062253523938647894, 0.09515851168249278, 0.12462897125553387,
    0.14959598881657674, 0.16915651939500254, 0.18260341504492358, 0.1894506104550685
  )
  width <- (high - low) / panels
  middle <- rep(low + (seq_len(panels) - 0.5) * width, each = 16)
  list(points = middle + c(-points, points) * width / 2, weights = rep(c(weights, weights), panels) * width / 2)
}

# PROBMC: the probability for a variance that is known (infinite degrees of freedom)
sas_known_variance <- function(kind, quantile, number, correlations) {
  if (kind == "MAXMOD") return(if (quantile > 0) (2 * pnorm(quantile) - 1)^number else 0)
  if (kind != "DUNNETT1" && quantile <= 0) return(0)
  rule <- sas_gauss_rule(-8.5, 8.5, 8)
  z <- rule$points
  if (kind == "RANGE") {
    product <- number * (pnorm(z) - pnorm(z - quantile))^(number - 1)
  } else {
    product <- 1
    for (share in correlations) { # one for all treatments, or one each
      rest <- sqrt(1 - share^2)
      inside <- pnorm((share * z + quantile) / rest)
      if (kind == "DUNNETT2") inside <- inside - pnorm((share * z - quantile) / rest)
      product <- product * inside^(if (length(correlations) == 1) number else 1)
    }
  }
  sum(rule$weights * dnorm(z) * product)
}

# The probability that the largest statistic is below a quantile; missing degrees of freedom are infinite
sas_comparison_probability <- function(kind, quantile, df, number, correlations) {
  if (is.na(df)) return(min(sas_known_variance(kind, quantile, number, correlations), 1))
  spread <- 9 / sqrt(2 * df)
  low <- -28 / df - spread
  high <- log(1 + 72 / df) / 2 + spread
  rule <- sas_gauss_rule(low, high, max(6, ceiling((high - low) / 2))) # over the logarithm of the standard deviation
  deviation <- exp(rule$points)
  density <- exp(df / 2 * log(df / 2) - lgamma(df / 2) + log(2) + df * rule$points - df * deviation^2 / 2)
  known <- vapply(quantile * deviation, function(x) sas_known_variance(kind, x, number, correlations), 0)
  min(sum(rule$weights * density * known), 1)
}

# PROBMC: a probability or, given that, a quantile of a distribution for multiple comparisons of means
sas_probmc <- function(distribution, quantile, probability, df, number, ...) {
  one <- function(distribution, quantile, probability, df, number, ...) {
    kind <- toupper(trimws(distribution))
    if (kind %in% c("ANOM", "PARTRANGE", "WILLIAMS")) not_translated("H0474", paste("PROBMC of", kind))
    size <- if (is.na(number)) 0 else trunc(number)
    shares <- c(...)
    if (!kind %in% c("DUNNETT1", "DUNNETT2", "MAXMOD", "RANGE") || size < (if (kind == "RANGE") 2 else 1)) return(NA_real_)
    if (!is.na(df) && df < 1 || is.na(quantile) == is.na(probability)) return(NA_real_)
    if (length(shares) && (!startsWith(kind, "DUNNETT") || length(shares) != size)) return(NA_real_)
    if (!length(shares)) shares <- sqrt(0.5)
    if (anyNA(shares) || any(abs(shares) >= 1)) return(NA_real_)
    at <- function(x) sas_comparison_probability(kind, x, df, size, shares)
    if (!is.na(quantile)) return(at(quantile))
    if (probability <= 0 || probability >= 1) return(NA_real_)
    low <- if (kind == "DUNNETT1") -1 else 0
    high <- 1
    while (low < 0 && at(low) > probability) low <- low * 2
    while (at(high) < probability && high < 1e4) high <- high * 2
    sas_root_between(function(x) at(x) - probability, low, high)
  }
  sas_number(sas_each(one, distribution, quantile, probability, df, number, ...))
}
