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
sas_geometric_columns <- list(
  Statistics = c("N", "GeoMean", "CV", "Minimum", "Maximum"),
  ConfLimits = c("GeoMean", "LowerCLGeoMean", "UpperCLGeoMean", "CV", "LowerCLCV", "UpperCLCV")
)

# PROC TTEST of the means of variables: Statistics, ConfLimits, TTests. lognormal: of geometric means, with coefficients of
# variation; bounds: tests of equivalence (TOST) in place of TTests
sas_one_sample_t_tests <- function(rows, variables, h0 = NULL, alpha = 0.05, sides = "2", frequency = NULL, lognormal = FALSE,
                                   bounds = NULL) {
  samples <- lapply(variables, function(name) list(list(name), sas_with_frequency(rows, name, frequency)$x))
  sas_t_test_tables("Variable", samples, h0, alpha, sides, lognormal, bounds)
}

# PROC TTEST with PAIRED: the differences of two variables, or the ratios of lognormal ones
sas_paired_t_tests <- function(rows, pairs, h0 = NULL, alpha = 0.05, sides = "2", frequency = NULL, lognormal = FALSE,
                               bounds = NULL) {
  samples <- lapply(pairs, function(pair) {
    a <- rows[[pair[1]]]
    b <- rows[[pair[2]]]
    gaps <- rows
    gaps[[pair[1]]] <- if (lognormal) ifelse(a > 0 & b > 0, a / b, NA_real_) else a - b
    label <- paste(pair[1], if (lognormal) "/" else "-", pair[2])
    list(list(pair[1], pair[2], label), sas_with_frequency(gaps, pair[1], frequency)$x)
  })
  head <- c("Variable1", "Variable2", if (lognormal) "Ratio" else "Difference")
  sas_t_test_tables(head, samples, h0, alpha, sides, lognormal, bounds)
}

# The tables of one sample each
sas_t_test_tables <- function(head, samples, h0, alpha, sides, lognormal, bounds) {
  made <- list(Statistics = list(), ConfLimits = list(), TTests = list(), EquivLimits = list(), EquivTests = list())
  null <- if (lognormal) log(if (is.null(h0)) 1 else h0) else if (is.null(h0)) 0 else h0
  for (one in samples) {
    names <- one[[1]]
    x <- if (lognormal) one[[2]][one[[2]] > 0] else one[[2]]
    found <- sas_sample_rows(if (lognormal) log(x) else x, null, alpha, sides)
    if (!is.null(bounds)) {
      tost <- sas_equivalence_tests(found[[1]][2], found[[1]][4], found[[3]][2], alpha, bounds, lognormal)
      made$EquivLimits <- c(made$EquivLimits, list(c(names, tost$limits)))
      made$EquivTests <- c(made$EquivTests, lapply(tost$tests, function(line) c(names, line)))
    }
    if (lognormal) found[1:2] <- list(sas_geometric_statistics(found[[1]], x), sas_geometric_limits(found[[2]]))
    for (k in 1:3) made[[k]] <- c(made[[k]], list(c(names, as.list(found[[k]]))))
  }
  sas_t_test_frames(head, character(0), character(0), made, lognormal, !is.null(bounds))
}

# The tables as frames: group and way are the columns that two samples have in front of the numbers
sas_t_test_frames <- function(head, group, way, made, lognormal, tost) {
  mean <- if (lognormal) "GeoMean" else "Mean"
  kinds <- function(texts, numbers) {
    c(stats::setNames(rep("text", length(texts)), texts), stats::setNames(rep("number", length(numbers)), numbers))
  }
  columns <- if (lognormal) sas_geometric_columns else sas_t_test_columns
  tables <- list(
    Statistics = sas_frame(kinds(c(head, group), columns$Statistics), made$Statistics),
    ConfLimits = sas_frame(kinds(c(head, group), columns$ConfLimits), made$ConfLimits)
  )
  if (!tost) return(c(tables, list(TTests = sas_frame(kinds(c(head, way), sas_t_test_columns$TTests), made$TTests))))
  method <- intersect(way, "Method")
  ends <- c(mean, "LowerBound", paste0(c("LowerCL", "UpperCL"), mean), "UpperBound")
  tests <- kinds(c(head, method, "Test"), c("Null", "DF", "tValue", "Probt"))
  c(tables, list(
    EquivLimits = sas_frame(c(kinds(c(head, method), ends), Assessment = "text"), made$EquivLimits),
    EquivTests = sas_frame(tests, made$EquivTests)
  ))
}

# The coefficient of variation of values whose logarithms have this standard deviation
sas_variation <- function(std) sqrt(exp(std^2) - 1)

# N, geometric mean, coefficient of variation, minimum and maximum from the statistics of the logarithms
sas_geometric_statistics <- function(row, x) {
  c(row[1], exp(row[2]), sas_variation(row[3]), if (length(x)) range(x) else c(NA_real_, NA_real_))
}

# Limits of the geometric mean and of the coefficient of variation from those of the logarithms
sas_geometric_limits <- function(row) c(exp(row[1:3]), sas_variation(row[4:6]))

# TOST: two one-sided tests against the bounds, and the limits of 1 - 2 alpha, which lie inside them if both reject
sas_equivalence_tests <- function(mean, error, df, alpha, bounds, lognormal) {
  ends <- c(mean, sas_mean_limits(mean, error, df, 2 * alpha, "2"))
  shown <- if (lognormal) exp(ends) else ends
  nulls <- if (lognormal) log(bounds) else bounds
  t <- if (!is.na(error) && error > 0) (mean - nulls) / error else c(NA_real_, NA_real_)
  p <- c(stats::pt(-t[1], df), stats::pt(t[2], df))
  equal <- isTRUE(bounds[1] < shown[2] && shown[3] < bounds[2])
  list(
    limits = list(shown[1], bounds[1], shown[2], shown[3], bounds[2], if (equal) "Equivalent" else "Not equivalent"),
    tests = list(
      list("Upper", bounds[1], df, t[1], p[1]), list("Lower", bounds[2], df, t[2], p[2]),
      list("Overall", NA_real_, NA_real_, NA_real_, max(p))
    )
  )
}

# PROC TTEST with CLASS: pooled and Satterthwaite tests of two groups, and the folded F test of their variances.
# lognormal: of the ratio of geometric means; bounds: tests of equivalence (TOST) in place of TTests
sas_two_sample_t_tests <- function(rows, variables, class, h0 = NULL, alpha = 0.05, sides = "2", frequency = NULL, levels = list(),
                                   lognormal = FALSE, bounds = NULL) {
  groups <- sas_class_groups(rows, class, levels)
  if (length(groups) != 2) sas_stop("R0602", "ERROR: The CLASS variable does not have two levels.")
  texts <- vapply(groups, function(group) sas_shown_column(group$values[[1]], levels[[class]]), "")
  made <- list(Statistics = list(), ConfLimits = list(), TTests = list(), EquivLimits = list(), EquivTests = list())
  equality <- list()
  add <- function(key, line) made[[key]][[length(made[[key]]) + 1]] <<- line
  null <- if (lognormal) log(if (is.null(h0)) 1 else h0) else if (is.null(h0)) 0 else h0
  contrast <- if (lognormal) "Ratio (1/2)" else "Diff (1-2)"
  for (name in variables) {
    samples <- lapply(groups, function(group) sas_with_frequency(group$rows, name, frequency)$x)
    if (lognormal) samples <- lapply(samples, function(x) x[x > 0])
    for (k in 1:2) {
      x <- samples[[k]]
      own <- sas_sample_rows(if (lognormal) log(x) else x, 0, alpha, "2")
      if (lognormal) own[1:2] <- list(sas_geometric_statistics(own[[1]], x), sas_geometric_limits(own[[2]]))
      add("Statistics", c(list(name, texts[k], ""), as.list(own[[1]])))
      add("ConfLimits", c(list(name, texts[k], ""), as.list(own[[2]])))
    }
    if (lognormal) samples <- lapply(samples, log)
    n <- length(samples[[1]])
    m <- length(samples[[2]])
    if (min(n, m) < 2) sas_stop("R0602", "ERROR: PROC TTEST of a class level with fewer than two values is not translated.")
    gap <- mean(samples[[1]]) - mean(samples[[2]])
    a <- stats::var(samples[[1]])
    b <- stats::var(samples[[2]])
    pooled <- sqrt(((n - 1) * a + (m - 1) * b) / (n + m - 2))
    errors <- c(pooled * sqrt(1 / n + 1 / m), sqrt(a / n + b / m))
    freedom <- c(n + m - 2, (a / n + b / m)^2 / ((a / n)^2 / (n - 1) + (b / m)^2 / (m - 1)))
    spreads <- list(c(pooled, sas_deviation_limits(pooled, n + m - 2, alpha)), rep(NA_real_, 3))
    for (k in 1:2) {
      method <- c("Pooled", "Satterthwaite")[k]
      line <- c(NA, gap, spreads[[k]][1], errors[k], NA, NA)
      ends <- c(gap, sas_mean_limits(gap, errors[k], freedom[k], alpha, sides), spreads[[k]])
      if (lognormal) {
        line <- sas_geometric_statistics(line, numeric(0))
        ends <- sas_geometric_limits(ends)
      }
      add("Statistics", c(list(name, contrast, method), as.list(line)))
      add("ConfLimits", c(list(name, contrast, method), as.list(ends)))
      t <- if (errors[k] > 0) (gap - null) / errors[k] else NA_real_
      chance <- if (is.na(t)) NA_real_ else sas_t_probability(t, freedom[k], sides)
      add("TTests", list(name, method, c("Equal", "Unequal")[k], t, freedom[k], chance))
      if (!is.null(bounds)) {
        tost <- sas_equivalence_tests(gap, errors[k], freedom[k], alpha, bounds, lognormal)
        add("EquivLimits", c(list(name, method), tost$limits))
        for (one in tost$tests) add("EquivTests", c(list(name, method), one))
      }
    }
    top <- if (a >= b) n - 1 else m - 1
    bottom <- if (a >= b) m - 1 else n - 1
    ratio <- if (min(a, b) > 0) max(a, b) / min(a, b) else NA_real_
    chance <- if (is.na(ratio)) NA_real_ else min(1, 2 * stats::pf(ratio, top, bottom, lower.tail = FALSE))
    equality[[length(equality) + 1]] <- list(name, "Folded F", top, bottom, ratio, chance)
  }
  kinds <- c(Variable = "text", Method = "text", NumDF = "number", DenDF = "number", FValue = "number", ProbF = "number")
  tables <- sas_t_test_frames("Variable", c("Class", "Method"), c("Method", "Variances"), made, lognormal, !is.null(bounds))
  c(tables, list(Equality = sas_frame(kinds, equality)))
}
