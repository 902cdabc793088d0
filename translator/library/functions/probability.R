# The older probability functions, by the distributions' names; a noncentrality of 0 is none
sas_probnorm <- function(x) pnorm(x)
sas_probit <- function(probability) sas_quantile("NORMAL", probability)
sas_probt <- function(x, df, noncentral = 0) sas_cdf("T", x, df, noncentral)
sas_tinv <- function(probability, df, noncentral = 0) sas_quantile("T", probability, df, noncentral)
sas_probchi <- function(x, df, noncentral = 0) sas_cdf("CHISQUARE", x, df, noncentral)
sas_cinv <- function(probability, df, noncentral = 0) sas_quantile("CHISQUARE", probability, df, noncentral)
sas_probf <- function(x, ndf, ddf, noncentral = 0) sas_cdf("F", x, ndf, ddf, noncentral)
sas_finv <- function(probability, ndf, ddf, noncentral = 0) sas_quantile("F", probability, ndf, ddf, noncentral)
sas_probgam <- function(x, shape) sas_cdf("GAMMA", x, shape)
sas_gaminv <- function(probability, shape) sas_quantile("GAMMA", probability, shape)
sas_probbeta <- function(x, a, b) sas_cdf("BETA", x, a, b)
sas_betainv <- function(probability, a, b) sas_quantile("BETA", probability, a, b)
sas_probbnml <- function(chance, trials, count) sas_cdf("BINOMIAL", count, chance, trials)
sas_probnegb <- function(chance, successes, failures) sas_cdf("NEGBINOMIAL", failures, chance, successes)
sas_probhypr <- function(size, marked, drawn, count, odds = 1) sas_cdf("HYPERGEOMETRIC", count, size, marked, drawn, odds)
sas_poisson <- function(mean, count) sas_cdf("POISSON", count, mean)

# PROBBNRM: two correlated normal variables, by Gauss's quadrature of Plackett's integral over the correlation's angle
sas_probbnrm <- function(x, y, correlation) {
  nodes <- c(
    0.1252334085114689, 0.3678314989981802, 0.5873179542866175, 0.7699026741943047, 0.9041172563704749, 0.9815606342467192
  )
  weights <- c(
    0.2491470458134028, 0.2334925365383548, 0.2031674267230659, 0.1600783285433462, 0.1069393259953184, 0.04717533638651183
  )
  sas_each(function(x, y, correlation) {
    if (anyNA(c(x, y, correlation)) || abs(correlation) > 1) return(NA_real_)
    if (correlation == 1) return(pnorm(min(x, y)))
    if (correlation == -1) return(max(pnorm(x) - pnorm(-y), 0))
    end <- asin(correlation)
    edges <- end * (1 - (1 - (0:24) / 24)^3)
    half <- diff(edges) / 2
    angle <- outer(half, c(-nodes, nodes)) + (edges[-25] + edges[-1]) / 2
    exponent <- (x^2 + y^2 - 2 * x * y * sin(angle)) / (2 * cos(angle)^2)
    total <- sum(half * (exp(-exponent) %*% c(weights, weights)))
    pnorm(x) * pnorm(y) + total / (2 * pi)
  }, x, y, correlation)
}
