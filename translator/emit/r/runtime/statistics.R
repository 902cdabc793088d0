# The p-th percentile, definition 5: the mean of two neighbours where n * p / 100 is whole
sas_percentile <- function(x, p) {
  x <- sort(x[!is.na(x)])
  n <- length(x)
  if (n == 0) return(NA_real_)
  hundredth <- n * round(p * 1000) # in thousandths of a percent: whole numbers, so that nothing is rounded
  whole <- hundredth %/% 100000
  if (hundredth %% 100000 != 0 || whole == 0) return(x[min(whole + 1, n)])
  if (whole >= n) x[n] else (x[whole] + x[whole + 1]) / 2
}

# The smallest value at which the cumulated weight passes p percent; the mean with the next one on a tie
sas_weighted_percentile <- function(x, p, w) {
  x <- x[w > 0]
  w <- w[w > 0]
  if (!length(x)) return(NA_real_)
  w <- w[order(x)]
  x <- sort(x)
  cumulated <- cumsum(w)
  goal <- p / 100 * cumulated[length(x)]
  place <- which(cumulated >= goal)[1]
  if (cumulated[place] == goal && place < length(x)) (x[place] + x[place + 1]) / 2 else x[place]
}

# Sums, means and extremes: nothing left is missing, not 0, NaN or Inf
sas_sum <- function(x) if (all(is.na(x))) NA_real_ else sum(x, na.rm = TRUE)
sas_mean <- function(x) if (all(is.na(x))) NA_real_ else mean(x, na.rm = TRUE)
sas_min <- function(x) if (all(is.na(x))) NA_real_ else min(x, na.rm = TRUE)
sas_max <- function(x) if (all(is.na(x))) NA_real_ else max(x, na.rm = TRUE)

sas_percents <- c(
  median = 50, q1 = 25, q3 = 75, p1 = 1, p5 = 5, p10 = 10, p20 = 20, p25 = 25, p30 = 30, p40 = 40, p50 = 50,
  p60 = 60, p70 = 70, p75 = 75, p80 = 80, p90 = 90, p95 = 95, p99 = 99
)

sas_other_names <- c(
  stddev = "std", stdmean = "stderr", skew = "skewness", kurt = "kurtosis", prt = "probt", p50 = "median", p25 = "q1",
  p75 = "q3"
)

# A statistic of numbers without missing ones, as PROC MEANS defines it; NA where it has no value.
# vardef: the divisor of variances: n - 1 (df), n, sum of weights - 1 (wdf), sum of weights (wgt); tests and limits of the
# mean are for df alone
sas_statistic <- function(name, x, w = NULL, vardef = "df", definition = 5, alpha = 0.05) {
  if (name %in% names(sas_other_names)) name <- sas_other_names[[name]]
  n <- length(x)
  if (name == "n") return(as.numeric(n))
  weighted <- !is.null(w)
  if (!weighted) w <- rep(1, n)
  if (name == "sumwgt") return(sum(w))
  if (n == 0) return(NA_real_)
  if (name %in% names(sas_percents)) {
    p <- sas_percents[[name]]
    if (weighted) return(sas_weighted_percentile(x, p, w))
    return(if (definition == 5) sas_percentile(x, p) else sas_percentile_by(x, p, definition))
  }
  if (name == "qrange") {
    weights <- if (weighted) w else NULL
    of <- function(q) sas_statistic(q, x, weights, definition = definition)
    return(of("q3") - of("q1"))
  }
  if (name == "mode") {
    counts <- table(x)
    return(if (max(counts) > 1) min(x[match(x, sort(unique(x))) %in% which(counts == max(counts))]) else NA_real_)
  }
  total <- sum(w * x)
  mean <- if (sum(w) != 0) total / sum(w) else NA_real_
  css <- sum(w * (x - mean)^2)
  divisor <- switch(vardef, df = n - 1, n = n, wdf = sum(w) - 1, wgt = sum(w))
  var <- if (divisor > 0) css / divisor else NA_real_
  std <- sqrt(var)
  stderr <- if (sum(w) > 0 && vardef == "df") std / sqrt(sum(w)) else NA_real_
  there <- !is.na(stderr) && stderr != 0
  value <- switch(
    name,
    min = min(x), max = max(x), range = max(x) - min(x), sum = total, mean = mean, uss = sum(w * x^2), css = css,
    var = var, std = std, stderr = stderr,
    cv = if (is.na(mean) || mean == 0) NA_real_ else 100 * std / mean,
    skewness = if (n < 3 || weighted || !isTRUE(std > 0) || !vardef %in% c("df", "n")) NA_real_ else
      if (vardef == "n") mean(((x - mean) / std)^3) else n / ((n - 1) * (n - 2)) * sum(((x - mean) / std)^3),
    kurtosis = if (n < 4 || weighted || !isTRUE(std > 0) || !vardef %in% c("df", "n")) NA_real_ else
      if (vardef == "n") mean(((x - mean) / std)^4) - 3 else n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum(((x - mean) / std)^4) - 3 * (n - 1)^2 / ((n - 2) * (n - 3)),
    t = if (there) mean / stderr else NA_real_,
    probt = if (there) 2 * stats::pt(-abs(mean / stderr), n - 1) else NA_real_,
    lclm = if (there) mean - stats::qt(1 - alpha / 2, n - 1) * stderr else NA_real_,
    uclm = if (there) mean + stats::qt(1 - alpha / 2, n - 1) * stderr else NA_real_
  )
  as.numeric(value)
}
