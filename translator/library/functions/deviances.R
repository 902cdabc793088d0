# DEVIANCE: the deviance of a value under a distribution with a mean; a last argument bounds the mean
sas_deviance <- function(distribution, value, mean, ...) {
  part <- function(observed, expected) if (observed > 0) observed * log(observed / expected) else 0
  one <- function(distribution, value, mean, ...) {
    given <- c(...)
    name <- toupper(trimws(distribution))
    short <- substr(name, 1, 4)
    known <- c("BERNOULLI", "BERN", "BINOMIAL", "BINO", "GAMMA", "IGAUSS", "WALD", "NORMAL", "GAUSSIAN", "POISSON", "POIS")
    if (!name %in% known || anyNA(c(value, mean, given))) return(NA_real_)
    needed <- if (short == "BINO") 1 else 0
    plain <- short %in% c("NORM", "GAUS")
    if (length(given) < needed || length(given) > needed + !plain) return(NA_real_)
    bound <- if (length(given) > needed) given[needed + 1] else 0
    trials <- if (short == "BINO") given[1] else 1
    if (short %in% c("BERN", "BINO")) {
      mean <- min(max(mean, trials * bound), trials * (1 - bound))
    } else if (!plain) {
      mean <- max(mean, bound)
    }
    switch(short,
      BERN = if (!value %in% c(0, 1) || mean < 0 || mean > 1) NA_real_ else -2 * log(if (value == 1) mean else 1 - mean),
      BINO = {
        valid <- trials >= 0 && trials == floor(trials) && value >= 0 && value <= trials && mean >= 0 && mean <= trials
        if (valid) 2 * (part(value, mean) + part(trials - value, trials - mean)) else NA_real_
      },
      GAMM = if (value > 0 && mean > 0) 2 * (-log(value / mean) + (value - mean) / mean) else NA_real_,
      IGAU = , WALD = if (value > 0 && mean > 0) (value - mean)^2 / (mean^2 * value) else NA_real_,
      POIS = if (value >= 0 && mean > 0) 2 * (part(value, mean) - (value - mean)) else NA_real_,
      (value - mean)^2
    )
  }
  sas_number(sas_each(one, distribution, value, mean, ...))
}
