# Special functions; where they are not defined, the result is missing
sas_whole_or_below <- function(x) ifelse(x <= 0 & x == trunc(x), NA_real_, x)
sas_gamma <- function(x) sas_number(gamma(ifelse(x > 171.6, NA_real_, sas_whole_or_below(x))))
sas_lgamma <- function(x) sas_number(lgamma(sas_whole_or_below(x)))
sas_digamma <- function(x) sas_number(digamma(sas_whole_or_below(x)))
sas_trigamma <- function(x) sas_number(trigamma(sas_whole_or_below(x)))
sas_beta <- function(a, b) {
  x <- sas_logbeta(a, b)
  sas_number(exp(ifelse(x > 709, NA_real_, x)))
}
sas_logbeta <- function(a, b) lbeta(ifelse(a > 0, a, NA_real_), ifelse(b > 0, b, NA_real_))
sas_erf <- function(x) sas_number(ifelse(abs(x) < 0.5, sign(x) * pchisq(2 * x^2, 1), sign(x) * (1 - 2 * pnorm(-abs(x) * sqrt(2)))))
sas_erfc <- function(x) 2 * pnorm(-x * sqrt(2))
