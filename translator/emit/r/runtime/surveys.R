# The sampling units of the rows: strata, clusters and weights, and the share of each stratum that was sampled.
# total: the units of the population (of each stratum); rate: the share itself, more than 1 a percentage; sizes: a table
# of strata with one of them in _TOTAL_ or _RATE_. Variances by replication: replicates, a column of weights for each replicate,
# with coefficients and degrees of freedom; or jackknife: sampling units are left out one by one
sas_survey_design <- function(rows, strata, clusters, weights, total = NULL, rate = NULL, sizes = NULL, replicates = NULL,
                              coefficients = 1, freedom = 0, jackknife = FALSE) {
  n <- nrow(rows)
  number <- function(names) {
    keys <- do.call(paste, unname(lapply(rows[names], sas_codes)))
    match(keys, unique(keys))
  }
  design <- list(
    weights = weights, stratum = if (length(strata)) number(strata) else rep(1L, n),
    unit = if (length(clusters)) number(c(strata, clusters)) else seq_len(n), total = rep(NA_real_, n), rate = rep(0, n),
    replicates = replicates, coefficients = coefficients, freedom = freedom, jackknife = jackknife
  )
  if (!is.null(sizes)) {
    sized <- left_join(rows[strata], sizes, by = strata)
    if ("_TOTAL_" %in% names(sizes)) design$total <- sized[["_TOTAL_"]] else design$rate <- sized[["_RATE_"]]
  } else if (!is.null(total)) {
    design$total <- rep(total, n)
  } else if (!is.null(rate)) {
    design$rate <- rep(rate, n)
  }
  design$rate <- ifelse(design$rate > 1, design$rate / 100, design$rate)
  design
}

# Sampling units less strata, among the rows counted; with replicate weights their degrees of freedom
sas_survey_degrees <- function(design, counted) {
  if (!is.null(design$replicates)) return(design$freedom)
  length(unique(design$unit[counted])) - length(unique(design$stratum[counted]))
}

# The variance of the sum of values, from the totals of the sampling units within strata. A stratum of one unit adds
# nothing; missing where all strata are so
sas_survey_variance <- function(design, values, counted) {
  parts <- vapply(unique(design$stratum[counted]), function(stratum) {
    inside <- which(counted & design$stratum == stratum)
    totals <- rowsum(values[inside], design$unit[inside])[, 1]
    n <- length(totals)
    if (n == 1) return(NA_real_)
    whole <- design$total[inside[1]]
    share <- if (is.na(whole)) design$rate[inside[1]] else n / whole
    n * (1 - share) / (n - 1) * sum((totals - mean(totals))^2)
  }, 1)
  if (all(is.na(parts))) NA_real_ else sum(parts, na.rm = TRUE)
}

# The variance of a statistic of the weights: of replicates, or of the sum of its linear form
sas_survey_spread <- function(design, statistic, linear, counted) {
  if (is.null(design$replicates) && !design$jackknife) return(sas_survey_variance(design, linear, counted))
  theta <- statistic(design$weights)
  if (!is.null(design$replicates)) {
    return(sum(design$coefficients * (apply(design$replicates, 2, statistic) - theta)^2))
  }
  total <- 0
  for (stratum in unique(design$stratum[counted])) {
    inside <- counted & design$stratum == stratum
    units <- unique(design$unit[inside])
    n <- length(units)
    if (n == 1) sas_stop("R0602", "ERROR: The jackknife needs at least two sampling units in each stratum.")
    for (unit in units) {
      w <- ifelse(inside, design$weights * n / (n - 1), design$weights)
      total <- total + (n - 1) / n * (statistic(ifelse(design$unit == unit, 0, w)) - theta)^2
    }
  }
  total
}

# The replicate weights of the rows; NULL without any
sas_replicate_weights <- function(rows, replicates) {
  if (!length(replicates)) return(NULL)
  weights <- as.matrix(as.data.frame(rows[replicates]))
  if (!isTRUE(all(weights >= 0))) sas_stop("R0602", "ERROR: Replicate weights must be numbers of 0 or more.")
  weights
}

# A ratio of weighted sums; a mean without x
sas_survey_share <- function(w, y, x = 1) {
  below <- sum(w * x)
  if (below == 0) sas_stop("R0602", "ERROR: An estimate has no value in one of the replicates.")
  sum(w * y) / below
}

# PROC SURVEYMEANS: Statistics of variables (of each level of `categorical` ones), of domains, and of ratios.
#
# `columns` are the statistics to make. Rows with a missing design variable or a weight of 0 or less are left out; rows
# with a missing analysis variable too, unless `nomcar` (then the others are a domain). `percents`: quantiles of the variables
# that are not categorical, in the tables Quantiles and DomainQuantiles
sas_survey_means <- function(rows, variables, columns, strata = character(0), clusters = character(0), weight = NULL,
                             categorical = character(0), domains = list(), ratios = list(), total = NULL, rate = NULL,
                             sizes = NULL, missing = FALSE, nomcar = FALSE, alpha = 0.05, levels = list(), labels = NULL,
                             percents = numeric(0), replicates = character(0), coefficients = 1, freedom = 0,
                             jackknife = FALSE) {
  of_domains <- unique(unlist(domains))
  valid <- rep(TRUE, nrow(rows))
  if (!missing) for (name in c(strata, clusters, of_domains)) valid <- valid & !sas_gone(rows[[name]])
  if (!is.null(weight)) valid <- valid & !is.na(rows[[weight]]) & rows[[weight]] > 0
  rows <- rows[valid, , drop = FALSE]
  repeated <- sas_replicate_weights(rows, replicates)
  weights <- if (!is.null(weight)) rows[[weight]] else if (is.null(repeated)) rep(1, nrow(rows)) else rowMeans(repeated)
  design <- sas_survey_design(rows, strata, clusters, weights, total, rate, sizes, repeated, coefficients, freedom, jackknife)
  measures <- unlist(lapply(variables, function(name) {
    sas_survey_measures(rows, name, name %in% categorical, levels[[name]], missing)
  }), recursive = FALSE)
  lines_of <- function(inside, head) {
    lapply(measures, function(one) {
      values <- sas_survey_estimates(design, one$y, one$gone, inside, one$name %in% categorical, nomcar, alpha)
      names <- c(list(one$name), if (!is.null(labels)) list(labels[[one$name]]), if (length(categorical)) list(one$level))
      c(head, names, unname(as.list(values[columns])))
    })
  }
  head <- c("VarName", if (!is.null(labels)) "VarLabel", if (length(categorical)) "VarLevel")
  kinds <- c(stats::setNames(rep("text", length(head)), head), stats::setNames(rep("number", length(columns)), columns))
  quantiles_of <- function(inside, head) {
    numeric <- Filter(function(one) !one$name %in% categorical, measures)
    unlist(lapply(numeric, function(one) {
      front <- c(head, list(one$name), if (!is.null(labels)) list(labels[[one$name]]))
      lapply(sas_survey_quantiles(design, one$y, one$gone, inside, nomcar, alpha, percents), function(line) c(front, line))
    }), recursive = FALSE)
  }
  of_quantiles <- c(
    kinds[setdiff(head, "VarLevel")], Percentile = "number", PercentileLabel = "text", Estimate = "number", StdErr = "number",
    LowerCL = "number", UpperCL = "number"
  )
  everything <- rep(TRUE, nrow(rows))
  made <- list()
  if (length(columns)) made$Statistics <- sas_frame(kinds, lines_of(everything, list()))
  if (length(percents)) made$Quantiles <- sas_frame(of_quantiles, quantiles_of(everything, list()))
  if (length(domains)) {
    lines <- list()
    deep <- list()
    for (domain in domains) {
      coded <- lapply(domain, function(name) sas_levels(rows[[name]], rep(1, nrow(rows)), "formatted", FALSE, levels[[name]]))
      code <- do.call(paste, lapply(coded, function(one) sprintf("%09d", one$code)))
      for (key in sort(unique(code), method = "radix")) {
        inside <- code == key
        first <- which(inside)[1]
        values <- lapply(of_domains, function(name) {
          place <- match(name, domain)
          if (!is.na(place)) return(rows[[name]][coded[[place]]$row[coded[[place]]$code[first]]])
          if (is.character(rows[[name]])) "" else NA_real_
        })
        front <- c(list(paste(domain, collapse = "*")), values)
        if (length(columns)) lines <- c(lines, lines_of(inside, front))
        if (length(percents)) deep <- c(deep, quantiles_of(inside, front))
      }
    }
    head <- c(DomainLabel = "text", sas_kinds(rows, of_domains))
    if (length(columns)) made$Domain <- sas_frame(c(head, kinds), lines)
    if (length(percents)) made$DomainQuantiles <- sas_frame(c(head, of_quantiles), deep)
  }
  if (length(ratios)) made$Ratio <- sas_survey_ratios(rows, design, ratios, columns, alpha)
  made
}

# PROC SURVEYMEANS with a data set of the strata's totals or rates
sas_survey_means_with_sizes <- function(rows, sizes, variables, ...) sas_survey_means(rows, variables, sizes = sizes, ...)

# list(name, level, y, gone) of a variable: a number itself, or a 0/1 variable for each level
sas_survey_measures <- function(rows, name, categorical, level, missing) {
  x <- rows[[name]]
  if (!categorical) return(list(list(name = name, level = "", y = x, gone = sas_gone(x))))
  gone <- if (missing) rep(FALSE, length(x)) else sas_gone(x)
  coded <- sas_levels(x, rep(1, length(x)), "formatted", FALSE, level)
  places <- Filter(function(k) !all(gone[coded$code == k]), seq_along(coded$row))
  lapply(places, function(k) {
    list(name = name, level = sas_shown_column(x[coded$row[k]], level), y = (coded$code == k) + 0, gone = gone)
  })
}

# The statistics of one variable in one domain
sas_survey_estimates <- function(design, y, gone, inside, categorical, nomcar, alpha) {
  rows <- if (nomcar) rep(TRUE, length(y)) else !gone
  there <- inside & !gone
  y <- ifelse(there, y, 0)
  counted <- if (categorical) there & y == 1 else there
  v <- ifelse(there, design$weights, 0)
  weights <- sum(v)
  total <- sum(v * y)
  mean <- if (weights > 0) total / weights else NA_real_
  df <- sas_survey_degrees(design, rows)
  var <- var_sum <- NA_real_
  if (weights > 0) {
    var <- sas_survey_spread(design, function(w) sas_survey_share(w[there], y[there]), v * (y - mean) / weights, rows)
    var_sum <- sas_survey_spread(design, function(w) sum(w[there] * y[there]), v * y, rows)
  }
  error <- sqrt(var)
  std <- sqrt(var_sum)
  quantile <- if (df > 0) stats::qt(1 - alpha / 2, df) else NA_real_
  t <- if (!is.na(error) && error > 0) mean / error else NA_real_
  ends <- if (categorical || !any(there)) c(NA_real_, NA_real_) else range(y[there])
  n <- sum(there)
  spread <- sum(v * (y - mean)^2) / weights
  c(
    N = sum(counted), NMiss = sum(inside & gone), Min = ends[1], Max = ends[2], Range = ends[2] - ends[1],
    NCluster = length(unique(design$unit[counted])), SumWgt = weights, DF = df, Mean = mean, StdErr = error, Var = var,
    tValue = t, Probt = if (is.na(t) || df <= 0) NA_real_ else 2 * stats::pt(-abs(t), df), LowerCLMean = mean - quantile * error,
    UpperCLMean = mean + quantile * error, CV = if (is.na(mean) || mean == 0) NA_real_ else error / mean,
    DEFF = if (n > 1 && isTRUE(spread > 0)) var / (spread / (n - 1)) else NA_real_, Sum = total,
    StdDev = std, VarSum = var_sum, LowerCLSum = total - quantile * std, UpperCLSum = total + quantile * std,
    CVSum = if (total == 0) NA_real_ else std / total
  )
}

# Quantiles of a variable in a domain: on the line between the points of the weighted distribution function, with the error
# from Woodruff's limits (those of the share of values up to the quantile)
sas_survey_quantiles <- function(design, y, gone, inside, nomcar, alpha, percents) {
  rows <- if (nomcar) rep(TRUE, length(y)) else !gone
  there <- inside & !gone
  df <- sas_survey_degrees(design, rows)
  margin <- if (df > 0) stats::qt(1 - alpha / 2, df) else NA_real_
  name <- function(percent) c("Q1", "Median", "Q3", "")[match(percent, c(25, 50, 75), nomatch = 4)]
  if (!any(there)) return(lapply(percents, function(percent) list(percent, name(percent), NA_real_, NA_real_, NA_real_, NA_real_)))
  v <- ifelse(there, design$weights, 0)
  y <- ifelse(there, y, 0)
  points <- sort(unique(y[there]))
  shares <- cumsum(rowsum(v[there], match(y[there], points))[, 1]) / sum(v)
  at <- function(p) {
    near <- which(abs(shares - p) < 1e-12)
    if (length(near)) return(points[near[1]])
    if (length(points) == 1) points else stats::approx(shares, points, p, rule = 2)$y
  }
  lapply(percents, function(percent) {
    q <- at(percent / 100)
    share <- shares[[max(which(points <= q))]]
    half <- margin * sqrt(sas_survey_variance(design, v * ((there & y <= q) - share) / sum(v), rows))
    error <- if (is.na(half)) NA_real_ else (at(share + half) - at(share - half)) / (2 * margin)
    list(percent, name(percent), q, error, q - margin * error, q + margin * error)
  })
}

# RATIO: sum(wy) / sum(wx), the variance from w(y - rx) / sum(wx)
sas_survey_ratios <- function(rows, design, ratios, columns, alpha) {
  possible <- c("N", "NCluster", "SumWgt", "DF", "StdErr", "Var", "tValue", "Probt", "LowerCLMean", "UpperCLMean")
  wanted <- intersect(possible, c(columns, "StdErr"))
  wanted <- append(wanted, "Ratio", match("StdErr", wanted) - 1)
  with_labels <- any(vapply(ratios, `[`, "", 1) != "")
  lines <- lapply(ratios, function(one) {
    y <- rows[[one[2]]]
    x <- rows[[one[3]]]
    there <- !is.na(y) & !is.na(x)
    w <- ifelse(there, design$weights, 0)
    y <- ifelse(there, y, 0)
    x <- ifelse(there, x, 0)
    base <- sum(w * x)
    ratio <- if (base == 0) NA_real_ else sum(w * y) / base
    of <- function(v) sas_survey_share(v[there], y[there], x[there])
    var <- if (base == 0) NA_real_ else sas_survey_spread(design, of, w * (y - ratio * x) / base, there)
    error <- sqrt(var)
    df <- sas_survey_degrees(design, there)
    quantile <- if (df > 0) stats::qt(1 - alpha / 2, df) else NA_real_
    t <- if (!is.na(error) && error > 0) ratio / error else NA_real_
    values <- c(
      N = sum(there), NCluster = length(unique(design$unit[there])), SumWgt = sum(w), DF = df, Ratio = ratio, StdErr = error,
      Var = var, tValue = t, Probt = if (is.na(t)) NA_real_ else 2 * stats::pt(-abs(t), df),
      LowerCLMean = ratio - quantile * error, UpperCLMean = ratio + quantile * error
    )
    c(if (with_labels) list(one[1]), list(one[2], one[3]), unname(as.list(values[wanted])))
  })
  texts <- c(if (with_labels) "RatioLabel", "NumeratorName", "DenominatorName")
  shown <- ifelse(wanted == "LowerCLMean", "LowerCL", ifelse(wanted == "UpperCLMean", "UpperCL", wanted))
  sas_frame(c(stats::setNames(rep("text", length(texts)), texts), stats::setNames(rep("number", length(shown)), shown)), lines)
}
