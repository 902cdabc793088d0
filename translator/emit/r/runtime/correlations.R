# PROC CORR: OUTP, OUTS, OUTK (rows named in _TYPE_ and _NAME_), SimpleStats, and a table for each kind.
# Missing values are left out pair by pair; with nomiss rows with any missing value are
sas_correlate <- function(rows, variables, withs = character(0), kinds = "pearson", nomiss = FALSE, cov = FALSE) {
  sides <- if (length(withs)) withs else variables
  every <- unique(c(withs, variables))
  data <- rows[every]
  if (nomiss) data <- data[stats::complete.cases(data), , drop = FALSE]
  known <- lapply(data, function(x) x[!is.na(x)])
  each <- function(f) lapply(variables, function(v) f(known[[v]]))
  simple <- list(
    c(list("MEAN", ""), each(sas_mean)), c(list("STD", ""), each(stats::sd)), c(list("N", ""), each(length))
  )
  made <- list()
  numbers <- function(names) stats::setNames(rep("number", length(names)), names)
  for (kind in kinds) {
    pairs <- lapply(sides, function(a) lapply(variables, function(b) sas_pair_correlation(data[[a]], data[[b]], kind)))
    part <- function(i) lapply(pairs, function(line) vapply(line, `[`, 1, i))
    r <- part(1)
    p <- part(2)
    n <- part(3)
    covariances <- if (cov && kind == "pearson") lapply(sides, function(a) {
      c(list("COV", a), lapply(variables, function(b) stats::cov(data[[a]], data[[b]], use = "pairwise.complete.obs")))
    })
    lines <- c(covariances, simple, Map(function(a, values) c(list("CORR", a), as.list(values)), sides, r))
    out <- c(pearson = "OUTP", spearman = "OUTS", kendall = "OUTK")[[kind]]
    made[[out]] <- sas_frame(c("_TYPE_" = "text", "_NAME_" = "text", numbers(variables)), unname(lines))
    differ <- length(unique(unlist(n))) > 1
    shown <- c(Variable = "text", numbers(variables), numbers(substr(paste0("P", variables), 1, 32)))
    if (differ) shown <- c(shown, numbers(substr(paste0("N", variables), 1, 32)))
    cells <- Map(function(a, values, chances, counts) {
      c(list(a), as.list(values), as.list(ifelse(variables == a, NA_real_, chances)), if (differ) as.list(counts))
    }, sides, r, p, n)
    name <- paste0(toupper(substr(kind, 1, 1)), substring(kind, 2), "Corr")
    made[[name]] <- sas_frame(shown, unname(cells))
  }
  ranked <- any(c("spearman", "kendall") %in% kinds)
  stats <- lapply(every, function(name) {
    x <- known[[name]]
    if (!length(x)) return(list(name, 0, NA, NA, NA, NA, NA))
    list(name, length(x), mean(x), stats::sd(x), if (ranked) sas_percentile(x, 50) else sum(x), min(x), max(x))
  })
  middle <- if (ranked) "Median" else "Sum"
  made$SimpleStats <- sas_frame(c(Variable = "text", numbers(c("NObs", "Mean", "StdDev", middle, "Minimum", "Maximum"))), stats)
  made
}

# c(correlation, p-value, number of pairs) of two columns
sas_pair_correlation <- function(x, y, kind) {
  known <- !is.na(x) & !is.na(y)
  x <- x[known]
  y <- y[known]
  n <- length(x)
  if (n < 2 || stats::sd(x) == 0 || stats::sd(y) == 0) return(c(NA_real_, NA_real_, n))
  if (kind == "kendall") return(c(sas_kendall(x, y), n))
  r <- max(-1, min(1, stats::cor(x, y, method = kind)))
  if (n < 3) return(c(r, NA_real_, n))
  if (abs(r) == 1) return(c(r, 0, n))
  c(r, 2 * stats::pt(-abs(r) * sqrt((n - 2) / (1 - r^2)), n - 2), n)
}

# Kendall's tau-b and its p-value by the normal distribution, ties taken into account
sas_kendall <- function(x, y) {
  n <- length(x)
  score <- sum(sign(outer(x, x, "-")) * sign(outer(y, y, "-"))) / 2
  t <- as.numeric(table(x))
  u <- as.numeric(table(y))
  pairs <- n * (n - 1) / 2
  tau <- score / sqrt((pairs - sum(t * (t - 1)) / 2) * (pairs - sum(u * (u - 1)) / 2))
  v0 <- n * (n - 1) * (2 * n + 5)
  variance <- (v0 - sum(t * (t - 1) * (2 * t + 5)) - sum(u * (u - 1) * (2 * u + 5))) / 18 +
    sum(t * (t - 1)) * sum(u * (u - 1)) / (2 * n * (n - 1))
  if (n > 2) variance <- variance + sum(t * (t - 1) * (t - 2)) * sum(u * (u - 1) * (u - 2)) / (9 * n * (n - 1) * (n - 2))
  c(tau, if (variance > 0) 2 * stats::pnorm(-abs(score) / sqrt(variance)) else NA_real_)
}
