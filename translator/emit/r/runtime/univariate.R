# OUTPUT of PROC UNIVARIATE: a row for each combination of classes; requests are c(column, statistic, variable).
# p2.5 is the 2.5th percentile by the PCTLDEF= definition. mu0: locations of the tests, one for each variable
# units: what values are rounded to, one for each variable
sas_univariate <- function(rows, requests, classes = character(0), levels = list(), frequency = NULL, weight = NULL,
                           vardef = "df", units = NULL, definition = 5, mu0 = 0) {
  order <- unique(vapply(requests, `[`, "", 3))
  rows <- sas_rounded(rows, order, units)
  lines <- lapply(sas_class_groups(rows, classes, levels), function(group) {
    values <- lapply(requests, function(q) {
      one <- sas_with_frequency(group$rows, q[3], frequency, weight)
      sas_one_statistic(q[2], one, sas_location(mu0, order, q[3]), definition, vardef)
    })
    c(group$values, values)
  })
  names <- c(classes, vapply(requests, `[`, "", 1))
  types <- c(sas_kinds(rows, classes), rep("number", length(requests)))
  sas_frame(stats::setNames(types, names), lines)
}

# "text" or "number" for each of these columns
sas_kinds <- function(rows, names) vapply(names, function(name) if (is.character(rows[[name]])) "text" else "number", "")

# The location of a variable's tests: MU0= lists them in order
sas_location <- function(mu0, order, variable) {
  place <- match(variable, order)
  if (length(mu0) == 1) mu0 else if (place <= length(mu0)) mu0[place] else 0
}

# The table with values rounded to multiples of the units; halves go to the even multiple
sas_rounded <- function(rows, variables, units) {
  for (i in seq_along(units)) rows[[variables[i]]] <- round(rows[[variables[i]]] / units[i]) * units[i]
  rows
}

# Values without missing ones, the number of observations, and weights (NULL for none); FREQ repeats rows
sas_with_frequency <- function(rows, variable, frequency = NULL, weight = NULL) {
  if (!is.null(weight)) rows <- rows[!is.na(rows[[weight]]), , drop = FALSE]
  if (!is.null(frequency)) {
    times <- floor(rows[[frequency]])
    rows <- rows[rep(seq_len(nrow(rows)), ifelse(is.na(times) | times < 0, 0, times)), , drop = FALSE]
  }
  x <- rows[[variable]]
  list(x = x[!is.na(x)], count = length(x), w = if (!is.null(weight)) pmax(rows[[weight]], 0)[!is.na(x)])
}

# The p-th percentile by one of the definitions 1 to 5 of PCTLDEF=
sas_percentile_by <- function(x, p, definition) {
  x <- sort(x)
  n <- length(x)
  if (!n) return(NA_real_)
  share <- (n + (definition == 4)) * round(p * 1e6) # whole numbers, so that nothing is rounded
  j <- share %/% 1e8
  g <- (share %% 1e8) / 1e8
  low <- x[min(max(j, 1), n)]
  high <- x[min(max(j + 1, 1), n)]
  switch(
    definition,
    if (j >= n) low else if (j == 0) x[1] else (1 - g) * low + g * high,
    if (j == 0) x[1] else if (g < 0.5 || (g == 0.5 && j %% 2 == 0)) low else high,
    if (g == 0 && j > 0) low else high,
    if (j >= n) low else if (j == 0) x[1] else (1 - g) * low + g * high,
    if (g == 0 && j > 0 && j < n) (low + high) / 2 else if (g == 0 && j >= n) low else high
  )
}

# A statistic of values (`one`: what sas_with_frequency makes)
sas_one_statistic <- function(name, one, mu0 = 0, definition = 5, vardef = "df") {
  x <- one$x
  percents <- c(median = 50, q1 = 25, q3 = 75)
  if (name %in% names(percents) || grepl("^p[0-9]", name)) {
    p <- if (name %in% names(percents)) percents[[name]] else as.numeric(substring(name, 2))
    return(if (is.null(one$w)) sas_percentile_by(x, p, definition) else sas_weighted_percentile(x, p, one$w))
  }
  n <- length(x)
  if (name == "nobs") return(one$count)
  if (name == "nmiss") return(one$count - n)
  if (!n && !name %in% c("n", "sumwgt")) return(NA_real_)
  if (!is.null(one$w)) {
    if (name %in% c("msign", "probm", "signrank", "probs")) return(NA_real_)
    return(sas_statistic(name, if (name %in% c("t", "probt")) x - mu0 else x, one$w, vardef))
  }
  again <- function(other) sas_one_statistic(other, one, mu0, definition)
  switch(
    name,
    qrange = sas_percentile_by(x, 75, definition) - sas_percentile_by(x, 25, definition),
    std_qrange = again("qrange") / 1.34898,
    mad = sas_percentile_by(abs(x - sas_percentile_by(x, 50, 5)), 50, 5),
    std_mad = 1.4826 * again("mad"),
    gini = if (n > 1) sum(abs(outer(x, x, "-"))) / (n * (n - 1)) else NA_real_,
    std_gini = again("gini") * sqrt(pi) / 2,
    sn = , qn = , std_sn = , std_qn = sas_robust_scale(name, x),
    normal = sas_normality("normal", x),
    probn = sas_normality("probn", x),
    t = sas_statistic("t", x - mu0, vardef = vardef),
    probt = sas_statistic("probt", x - mu0, vardef = vardef),
    msign = (sum(x > mu0) - sum(x < mu0)) / 2,
    probm = {
      total <- sum(x != mu0)
      if (total) min(1, 2 * stats::pbinom(min(sum(x > mu0), sum(x < mu0)), total, 0.5)) else NA_real_
    },
    signrank = sas_signed_rank(x - mu0, name),
    probs = sas_signed_rank(x - mu0, name),
    sas_statistic(name, x, vardef = vardef)
  )
}

# Confidence limits of mean, standard deviation and variance under normality
sas_basic_intervals <- function(of, alpha) {
  n <- of("n")
  margin <- if (n > 1) stats::qt(1 - alpha / 2, n - 1) * of("std") / sqrt(n) else NA_real_
  limits <- if (n > 1) (n - 1) * of("std")^2 / stats::qchisq(c(1 - alpha / 2, alpha / 2), n - 1) else c(NA_real_, NA_real_)
  list(
    list("Mean", of("mean"), of("mean") - margin, of("mean") + margin),
    list("Std Deviation", of("std"), sqrt(limits[1]), sqrt(limits[2])),
    list("Variance", of("std")^2, limits[1], limits[2])
  )
}

# The centred signed rank statistic S, or its p-value: exact to 20 values, by Student's t above
sas_signed_rank <- function(differences, name) {
  d <- differences[differences != 0]
  n <- length(d)
  if (!n) return(NA_real_)
  ranks <- base::rank(abs(d))
  centred <- sum(ranks[d > 0]) - n * (n + 1) / 4
  if (name == "signrank") return(centred)
  if (n <= 20) {
    ways <- c(1, rep(0, 2 * sum(ranks)))
    for (rank in 2 * ranks) ways <- ways + c(rep(0, rank), ways[seq_len(length(ways) - rank)])
    sums <- (seq_along(ways) - 1) / 2 - n * (n + 1) / 4
    return(sum(ways[abs(sums) >= abs(centred) - 1e-9]) / sum(ways))
  }
  ties <- as.numeric(table(ranks))
  variance <- (n * (n + 1) * (2 * n + 1) - 0.5 * sum(ties * (ties + 1) * (ties - 1))) / 24
  2 * stats::pt(-abs(centred) * sqrt((n - 1) / (n * variance - centred^2)), n - 1)
}

sas_moments <- list(
  c("N", "n", "Sum Weights", "sumwgt"), c("Mean", "mean", "Sum Observations", "sum"),
  c("Std Deviation", "std", "Variance", "var"), c("Skewness", "skewness", "Kurtosis", "kurtosis"),
  c("Uncorrected SS", "uss", "Corrected SS", "css"), c("Coeff Variation", "cv", "Std Error Mean", "stderr")
)
sas_basic_measures <- list(
  c("Mean", "mean", "Std Deviation", "std"), c("Median", "median", "Variance", "var"),
  c("Mode", "mode", "Range", "range"), c("", "", "Interquartile Range", "qrange")
)
sas_location_tests <- list(
  c("Student's t", "t", "t", "Pr > |t|", "probt"), c("Sign", "M", "msign", "Pr >= |M|", "probm"),
  c("Signed Rank", "S", "signrank", "Pr >= |S|", "probs")
)
sas_quantile_rows <- c(
  "100% Max" = 100, "99%" = 99, "95%" = 95, "90%" = 90, "75% Q3" = 75, "50% Median" = 50, "25% Q1" = 25, "10%" = 10,
  "5%" = 5, "1%" = 1, "0% Min" = 0
)

# The printed tables of PROC UNIVARIATE by name, of each BY group: see sas_group_tables.
# units: what values are rounded to, one for each variable
sas_univariate_tables <- function(rows, variables, by = character(0), units = NULL, ...) {
  rows <- sas_rounded(rows, variables, units)
  rows[[" observation"]] <- seq_len(nrow(rows)) + 0 # the numbers in the whole data set
  if (!length(by)) return(sas_group_tables(rows, variables, ...))
  sas_for_groups(rows, by, function(group) sas_group_tables(group, variables, ...))
}

# The tables of one BY group: Moments, BasicMeasures, TestsForLocation, Quantiles, ExtremeObs.
# extremes: how many extreme observations, with the variables `ids`; extreme_values: how many extreme values. modes,
# frequencies, normality, robust add tables; intervals: confidence limits for that alpha. trimmed, winsorized: what is cut off
# each tail, with limits of the mean for `alpha`
sas_group_tables <- function(rows, variables, classes = character(0), levels = list(), frequency = NULL, weight = NULL,
                             vardef = "df", definition = 5, mu0 = 0, extremes = 5, ids = character(0), extreme_values = 0,
                             modes = FALSE, frequencies = FALSE, normality = FALSE, intervals = 0, trimmed = NULL,
                             winsorized = NULL, robust = FALSE, alpha = 0.05) {
  shown <- c(
    Moments = TRUE, BasicMeasures = TRUE, Modes = modes, BasicIntervals = intervals > 0, TestsForLocation = TRUE,
    TestsForNormality = normality, TrimmedMeans = length(trimmed) > 0, WinsorizedMeans = length(winsorized) > 0,
    RobustScale = robust, Quantiles = TRUE, ExtremeObs = extremes > 0, ExtremeValues = extreme_values > 0,
    Frequencies = frequencies
  )
  made <- stats::setNames(rep(list(list()), sum(shown)), names(shown)[shown])
  for (variable in if (nrow(rows)) variables) {
    for (group in sas_class_groups(rows, classes, levels)) {
      one <- sas_with_frequency(group$rows, variable, frequency, weight)
      head <- c(list(variable), group$values)
      mu <- sas_location(mu0, variables, variable)
      of <- function(name) if (name == "") NA_real_ else sas_one_statistic(name, one, mu, definition, vardef)
      made$Moments <- c(made$Moments, lapply(sas_moments, function(m) {
        c(head, m[1], trimws(sas_best(of(m[2]), 10)), of(m[2]), m[3], trimws(sas_best(of(m[4]), 10)), of(m[4]))
      }))
      made$BasicMeasures <- c(made$BasicMeasures, lapply(sas_basic_measures, function(m) c(head, m[1], of(m[2]), m[3], of(m[4]))))
      made$TestsForLocation <- c(made$TestsForLocation, lapply(sas_location_tests, function(m) {
        c(head, m[1], m[2], of(m[3]), m[4], of(m[5]))
      }))
      made$Quantiles <- c(made$Quantiles, lapply(names(sas_quantile_rows), function(name) {
        p <- sas_quantile_rows[[name]]
        c(head, name, if (p) of(paste0("p", p)) else of("min"))
      }))
      found <- sort(unique(one$x))
      counts <- tabulate(match(one$x, found), length(found))
      if (modes && any(counts > 1)) {
        most <- which(counts == max(counts))
        made$Modes <- c(made$Modes, lapply(most, function(i) c(head, found[i], counts[i])))
      }
      if (intervals > 0) {
        made$BasicIntervals <- c(made$BasicIntervals, lapply(sas_basic_intervals(of, intervals), function(line) c(head, line)))
      }
      if (normality) {
        made$TestsForNormality <- c(made$TestsForNormality, lapply(sas_normality_rows(one$x), function(line) c(head, line)))
      }
      made$TrimmedMeans <- c(made$TrimmedMeans, lapply(sas_robust_means(one$x, trimmed, FALSE, mu, alpha), function(line) c(head, line)))
      made$WinsorizedMeans <- c(made$WinsorizedMeans, lapply(sas_robust_means(one$x, winsorized, TRUE, mu, alpha), function(line) c(head, line)))
      if (robust) made$RobustScale <- c(made$RobustScale, lapply(names(sas_robust_scale_rows), function(label) {
        name <- sas_robust_scale_rows[[label]]
        c(head, label, of(name), of(paste0("std_", name)))
      }))
      if (frequencies) made$Frequencies <- c(made$Frequencies, lapply(seq_along(found), function(i) {
        c(head, found[i], counts[i], counts[i] / sum(counts) * 100, sum(counts[seq_len(i)]) / sum(counts) * 100)
      }))
      first <- max(length(found) - extreme_values, 0)
      made$ExtremeValues <- c(made$ExtremeValues, lapply(seq_len(min(extreme_values, length(found))), function(i) {
        c(head, i, found[i], counts[i], first + i, found[first + i], counts[first + i])
      }))
      if (extremes > 0) {
        made$ExtremeObs <- c(made$ExtremeObs, lapply(sas_extreme_rows(group$rows, variable, ids, extremes), function(line) c(head, line)))
      }
    }
  }
  head <- c(VarName = "text", sas_kinds(rows, classes))
  pair <- function(names, kinds) c(head, stats::setNames(kinds, names))
  t <- "text"
  n <- "number"
  types <- list(
    Moments = pair(c("Label1", "cValue1", "nValue1", "Label2", "cValue2", "nValue2"), c(t, t, n, t, t, n)),
    BasicMeasures = pair(c("LocMeasure", "LocValue", "VarMeasure", "VarValue"), c(t, n, t, n)),
    TestsForLocation = pair(c("Test", "Testlab", "Stat", "pType", "pValue"), c(t, t, n, t, n)),
    Quantiles = pair(c("Quantile", "Estimate"), c(t, n)),
    ExtremeObs = pair(
      unlist(lapply(c("Low", "High"), function(side) {
        c(side, if (length(ids)) substr(paste0(ids, "_", side), 1, 32), paste0(side, "Obs"))
      })),
      rep(c(n, sas_kinds(rows, ids), n), 2)
    ),
    Modes = pair(c("Mode", "Count"), c(n, n)),
    BasicIntervals = pair(c("Parameter", "Estimate", "LowerCL", "UpperCL"), c(t, n, n, n)),
    ExtremeValues = pair(c("LowOrder", "Low", "LowFreq", "HighOrder", "High", "HighFreq"), c(n, n, n, n, n, n)),
    Frequencies = pair(c("Value", "Count", "CellPercent", "CumPercent"), c(n, n, n, n))
  )
  means <- c("halfP", "halfN", "Mean", "StdMean", "LowerCL", "UpperCL", "DF", "tValue", "Probt")
  types$TrimmedMeans <- types$WinsorizedMeans <- pair(means, rep(n, 9))
  types$RobustScale <- pair(c("Measure", "Value", "Sigma"), c(t, n, n))
  types$TestsForNormality <- pair(c("Test", "TestLab", "Stat", "pType", "pSign", "pValue"), c(t, t, n, t, t, n))
  keys <- names(shown)[shown]
  Map(sas_frame, types[keys], made[keys])
}

# The lowest and highest observations: value, ID variables, number in the whole data set. Of equal low values the later
# observation stands first, of equal high ones the earlier
sas_extreme_rows <- function(rows, variable, ids, count) {
  x <- rows[[variable]]
  number <- rows[[" observation"]]
  low <- utils::head(order(x, -number, na.last = NA), count)
  high <- utils::tail(order(x, number, na.last = NA), count)
  cells <- function(i) c(list(x[i]), lapply(ids, function(id) rows[[id]][i]), list(number[i]))
  Map(function(i, j) c(cells(i), cells(j)), low, high)
}
