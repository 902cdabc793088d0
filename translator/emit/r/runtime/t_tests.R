# The p-value of a t statistic: two-sided, or of the lower (L) or upper (U) side
sas_t_probability <- function(t, df, sides) {
  switch(sides, "2" = 2 * stats::pt(-abs(t), df), L = stats::pt(t, df), U = stats::pt(-t, df))
}

# The confidence limits of a mean; a one-sided test leaves one of them open (missing)
sas_mean_limits <- function(mean, error, df, alpha, sides) {
  margin <- stats::qt(1 - (if (sides == "2") alpha / 2 else alpha), df) * error
  c(if (sides == "L") NA_real_ else mean - margin, if (sides == "U") NA_real_ else mean + margin)
}

# The equal-tailed confidence limits of a standard deviation
sas_deviation_limits <- function(std, df, alpha) {
  c(std * sqrt(df / stats::qchisq(1 - alpha / 2, df)), std * sqrt(df / stats::qchisq(alpha / 2, df)))
}

# Statistics, confidence limits and test of one sample
sas_sample_rows <- function(x, h0, alpha, sides) {
  n <- length(x)
  if (n < 2) {
    mean <- if (n) x else NA_real_
    return(list(c(n, mean, NA, NA, mean, mean), c(mean, rep(NA, 5)), c(NA, n - 1, NA)))
  }
  std <- stats::sd(x)
  error <- std / sqrt(n)
  t <- if (error > 0) (mean(x) - h0) / error else NA_real_
  list(
    c(n, mean(x), std, error, min(x), max(x)),
    c(mean(x), sas_mean_limits(mean(x), error, n - 1, alpha, sides), std, sas_deviation_limits(std, n - 1, alpha)),
    c(t, n - 1, if (is.na(t)) NA_real_ else sas_t_probability(t, n - 1, sides))
  )
}

sas_t_test_columns <- list(
  Statistics = c("N", "Mean", "StdDev", "StdErr", "Minimum", "Maximum"),
  ConfLimits = c("Mean", "LowerCLMean", "UpperCLMean", "StdDev", "LowerCLStdDev", "UpperCLStdDev"),
  TTests = c("tValue", "DF", "Probt")
)

# PROC TTEST of the means of variables: Statistics, ConfLimits, TTests
sas_one_sample_t_tests <- function(rows, variables, h0 = 0, alpha = 0.05, sides = "2", frequency = NULL) {
  samples <- lapply(variables, function(name) list(list(name), sas_with_frequency(rows, name, frequency)$x))
  sas_t_test_tables("Variable", samples, h0, alpha, sides)
}

# PROC TTEST with PAIRED: the differences of two variables
sas_paired_t_tests <- function(rows, pairs, h0 = 0, alpha = 0.05, sides = "2", frequency = NULL) {
  samples <- lapply(pairs, function(pair) {
    gaps <- rows
    gaps[[pair[1]]] <- rows[[pair[1]]] - rows[[pair[2]]]
    list(list(pair[1], pair[2], paste(pair[1], "-", pair[2])), sas_with_frequency(gaps, pair[1], frequency)$x)
  })
  sas_t_test_tables(c("Variable1", "Variable2", "Difference"), samples, h0, alpha, sides)
}

# The tables of one sample each
sas_t_test_tables <- function(head, samples, h0, alpha, sides) {
  found <- lapply(samples, function(one) sas_sample_rows(one[[2]], h0, alpha, sides))
  made <- lapply(seq_along(sas_t_test_columns), function(place) {
    columns <- sas_t_test_columns[[place]]
    types <- c(stats::setNames(rep("text", length(head)), head), stats::setNames(rep("number", length(columns)), columns))
    sas_frame(types, Map(function(one, rows) c(one[[1]], as.list(rows[[place]])), samples, found))
  })
  stats::setNames(made, names(sas_t_test_columns))
}

# PROC TTEST with CLASS: pooled and Satterthwaite tests of two groups, and the folded F test of their variances
sas_two_sample_t_tests <- function(rows, variables, class, h0 = 0, alpha = 0.05, sides = "2", frequency = NULL, levels = list()) {
  groups <- sas_class_groups(rows, class, levels)
  if (length(groups) != 2) sas_stop("R0602", "ERROR: The CLASS variable does not have two levels.")
  texts <- vapply(groups, function(group) sas_shown_column(group$values[[1]], levels[[class]]), "")
  statistics <- limits <- tests <- equality <- list()
  for (name in variables) {
    samples <- lapply(groups, function(group) sas_with_frequency(group$rows, name, frequency)$x)
    for (k in 1:2) {
      own <- sas_sample_rows(samples[[k]], 0, alpha, "2")
      statistics[[length(statistics) + 1]] <- c(list(name, texts[k], ""), as.list(own[[1]]))
      limits[[length(limits) + 1]] <- c(list(name, texts[k], ""), as.list(own[[2]]))
    }
    n <- length(samples[[1]])
    m <- length(samples[[2]])
    gap <- mean(samples[[1]]) - mean(samples[[2]])
    a <- stats::var(samples[[1]])
    b <- stats::var(samples[[2]])
    pooled <- sqrt(((n - 1) * a + (m - 1) * b) / (n + m - 2))
    errors <- c(pooled * sqrt(1 / n + 1 / m), sqrt(a / n + b / m))
    freedom <- c(n + m - 2, (a / n + b / m)^2 / ((a / n)^2 / (n - 1) + (b / m)^2 / (m - 1)))
    spreads <- list(c(pooled, sas_deviation_limits(pooled, n + m - 2, alpha)), rep(NA_real_, 3))
    for (k in 1:2) {
      method <- c("Pooled", "Satterthwaite")[k]
      statistics[[length(statistics) + 1]] <- list(name, "Diff (1-2)", method, NA, gap, spreads[[k]][1], errors[k], NA, NA)
      ends <- sas_mean_limits(gap, errors[k], freedom[k], alpha, sides)
      limits[[length(limits) + 1]] <- c(list(name, "Diff (1-2)", method, gap), as.list(ends), as.list(spreads[[k]]))
      t <- (gap - h0) / errors[k]
      tests[[length(tests) + 1]] <-
        list(name, method, c("Equal", "Unequal")[k], t, freedom[k], sas_t_probability(t, freedom[k], sides))
    }
    top <- if (a >= b) n - 1 else m - 1
    bottom <- if (a >= b) m - 1 else n - 1
    ratio <- max(a, b) / min(a, b)
    chance <- min(1, 2 * stats::pf(ratio, top, bottom, lower.tail = FALSE))
    equality[[length(equality) + 1]] <- list(name, "Folded F", top, bottom, ratio, chance)
  }
  types <- function(texts, numbers) {
    c(stats::setNames(rep("text", length(texts)), texts), stats::setNames(rep("number", length(numbers)), numbers))
  }
  head <- c("Variable", "Class", "Method")
  list(
    Statistics = sas_frame(types(head, sas_t_test_columns$Statistics), statistics),
    ConfLimits = sas_frame(types(head, sas_t_test_columns$ConfLimits), limits),
    TTests = sas_frame(types(c("Variable", "Method", "Variances"), sas_t_test_columns$TTests), tests),
    Equality = sas_frame(types(c("Variable", "Method"), c("NumDF", "DenDF", "FValue", "ProbF")), equality)
  )
}
