# PROC CORR: OUTP, OUTS, OUTK (rows named in _TYPE_ and _NAME_), SimpleStats, and a table for each kind.
# Missing values are left out pair by pair; with nomiss rows with any missing value are. csscp, cov: corrected sums of
# products and covariances in OUTP. reliability: Cronbach's alpha. fisher: Fisher's z. partial: variables whose influence is
# taken out. positive: rows with a weight of 0 or less are left out
sas_correlate <- function(rows, variables, withs = character(0), kinds = "pearson", nomiss = FALSE, csscp = FALSE,
                          cov = FALSE, nocorr = FALSE, noprob = FALSE, reliability = FALSE, fisher = NULL,
                          partial = character(0), weight = NULL, frequency = NULL, vardef = "df", positive = FALSE) {
  sides <- if (length(withs)) withs else variables
  every <- unique(c(withs, partial, variables))
  if (!is.null(frequency)) {
    times <- floor(rows[[frequency]])
    rows <- rows[rep(seq_len(nrow(rows)), ifelse(is.na(times) | times < 0, 0, times)), , drop = FALSE]
  }
  if (!is.null(weight)) {
    keep <- !is.na(rows[[weight]]) & (!positive | rows[[weight]] > 0)
    rows <- rows[keep, , drop = FALSE]
  }
  if (nomiss || reliability || length(partial)) rows <- rows[stats::complete.cases(rows[every]), , drop = FALSE]
  w <- if (is.null(weight)) rep(1, nrow(rows)) else pmax(rows[[weight]], 0)
  raw <- rows[every]
  known <- lapply(raw, sas_weighted_moments, w, vardef)
  data <- if (length(partial)) lapply(raw, sas_residuals, raw[partial], w) else raw
  each <- function(i) lapply(variables, function(v) known[[v]][i])
  simple <- list(c(list("MEAN", ""), each(2)), c(list("STD", ""), each(3)), c(list("N", ""), each(1)))
  if (!is.null(weight)) {
    simple <- c(simple, list(c(list("SUMWGT", ""), lapply(variables, function(v) sum(w[!is.na(data[[v]])])))))
  }
  made <- list()
  numbers <- function(names) stats::setNames(rep("number", length(names)), names)
  for (kind in kinds) {
    used <- data
    how <- kind
    if (length(partial) && kind == "spearman") {  # Pearson's partial correlation of the ranks
      ranks <- lapply(raw, base::rank)
      used <- lapply(ranks, sas_residuals, ranks[partial], w)
      how <- "pearson"
    }
    pairs <- lapply(sides, function(a) lapply(variables, function(b) {
      sas_pair_correlation(used[[a]], used[[b]], how, w, length(partial))
    }))
    part <- function(i) lapply(pairs, function(line) vapply(line, `[`, 1, i))
    r <- part(1)
    p <- part(2)
    n <- part(3)
    products <- function(name, over) lapply(sides, function(a) {
      c(list(name, a), lapply(variables, function(b) sas_weighted_products(data[[a]], data[[b]], w, over)))
    })
    lines <- c(
      if (csscp && kind == "pearson") products("CSSCP", ""), if (cov && kind == "pearson") products("COV", vardef), simple,
      if (!nocorr) Map(function(a, values) c(list("CORR", a), as.list(values)), sides, r)
    )
    out <- c(pearson = "OUTP", spearman = "OUTS", kendall = "OUTK")[[kind]]
    made[[out]] <- sas_frame(c("_TYPE_" = "text", "_NAME_" = "text", numbers(variables)), unname(lines))
    differ <- length(unique(unlist(n))) > 1
    shown <- c(Variable = "text", numbers(variables), if (!noprob) numbers(substr(paste0("P", variables), 1, 32)))
    if (differ) shown <- c(shown, numbers(substr(paste0("N", variables), 1, 32)))
    cells <- Map(function(a, values, chances, counts) {
      c(list(a), as.list(values), if (!noprob) as.list(ifelse(variables == a, NA_real_, chances)), if (differ) as.list(counts))
    }, sides, r, p, n)
    name <- paste0(toupper(substr(kind, 1, 1)), substring(kind, 2), "Corr")
    made[[paste0(if (length(partial)) "Partial", name)]] <- sas_frame(shown, unname(cells))
    if (!is.null(fisher)) {
      limits <- c(list(sides, variables, r, n, length(withs) > 0), fisher)
      made[[paste0("Fisher", name)]] <- do.call(sas_fisher_limits, limits)
    }
  }
  ranked <- any(c("spearman", "kendall") %in% kinds)
  stats <- lapply(every, function(name) {
    there <- !is.na(raw[[name]])
    x <- raw[[name]][there]
    if (!length(x)) return(list(name, 0, NA, NA, NA, NA, NA))
    third <- if (ranked) sas_percentile(x, 50) else sum(x * w[there])
    list(name, length(x), known[[name]][2], known[[name]][3], third, min(x), max(x))
  })
  middle <- if (ranked) "Median" else "Sum"
  made$SimpleStats <- sas_frame(c(Variable = "text", numbers(c("NObs", "Mean", "StdDev", middle, "Minimum", "Maximum"))), stats)
  if (reliability) {
    found <- sas_cronbach(raw[variables])
    made <- c(made, found)
    if (!is.null(made$OUTP)) made$OUTP <- dplyr::bind_rows(made$OUTP, sas_reliability_rows(found, variables))
  }
  shown <- !startsWith(names(made), "OUT")
  if (!nrow(rows)) made[shown] <- lapply(made[shown], function(table) table[0, , drop = FALSE])
  made
}

# c(number, mean, standard deviation) of the values that are not missing
sas_weighted_moments <- function(x, w, vardef) {
  there <- !is.na(x)
  total <- sum(w[there])
  c(sum(there), if (total > 0) sum(w[there] * x[there]) / total else NA_real_, sqrt(sas_weighted_products(x, x, w, vardef)))
}

# The covariance of the complete pairs; with vardef "" the corrected sum of products
sas_weighted_products <- function(x, y, w, vardef) {
  known <- !is.na(x) & !is.na(y)
  x <- x[known]
  y <- y[known]
  w <- w[known]
  total <- sum(w)
  if (total == 0) return(NA_real_)
  products <- sum(w * (x - sum(w * x) / total) * (y - sum(w * y) / total))
  if (vardef == "") return(products)
  parts <- switch(vardef, df = length(x) - 1, n = length(x), wdf = total - 1, wgt = total)
  if (parts > 0) products / parts else NA_real_
}

# What weighted least squares on a constant and the columns leaves of y
sas_residuals <- function(y, columns, w) {
  design <- cbind(1, do.call(cbind, as.list(columns)))
  fit <- stats::lm.wfit(design, y, w)
  y - design[, !is.na(fit$coefficients), drop = FALSE] %*% fit$coefficients[!is.na(fit$coefficients)]
}

# Fisher's z of each pair: limits of the correlation and the test of rho0
sas_fisher_limits <- function(sides, variables, r, n, crossed, alpha = 0.05, rho0 = NULL, biasadj = TRUE) {
  null <- if (is.null(rho0)) 0 else rho0
  lines <- list()
  for (i in seq_along(sides)) for (j in if (crossed) seq_along(variables) else seq_along(variables)[seq_along(variables) > i]) {
    known <- isTRUE(n[[i]][j] > 3 && abs(r[[i]][j]) < 1)
    z <- if (known) atanh(r[[i]][j]) else NA_real_
    adjust <- function(v) if (known && biasadj) v / (2 * (n[[i]][j] - 1)) else 0
    bias <- if (known) adjust(r[[i]][j]) else NA_real_
    scale <- if (known) sqrt(n[[i]][j] - 3) else NA_real_
    margin <- stats::qnorm(1 - alpha / 2) / scale
    chance <- 2 * stats::pnorm(-abs(z - atanh(null) - adjust(null)) * scale)
    lines[[length(lines) + 1]] <- c(
      list(sides[i], variables[j], n[[i]][j], r[[i]][j], z), if (biasadj) list(bias, tanh(z - bias)),
      list(tanh(z - bias - margin), tanh(z - bias + margin)), if (!is.null(rho0)) list(if (known) rho0 else NA_real_), list(chance)
    )
  }
  names <- c("NObs", "Corr", "ZVal", if (biasadj) c("BiasAdj", "CorrEst"), "Lcl", "Ucl", if (!is.null(rho0)) "Rho0", "pValue")
  sas_frame(c(Var = "text", WithVar = "text", stats::setNames(rep("number", length(names)), names)), lines)
}

# Cronbach's coefficient alpha of raw and standardized variables, and without each of them
sas_cronbach <- function(data) {
  alpha <- function(part) {
    k <- ncol(part)
    total <- stats::var(rowSums(part))
    if (k > 1 && isTRUE(total > 0)) k / (k - 1) * (1 - sum(vapply(part, stats::var, 1)) / total) else NA_real_
  }
  forms <- list(data, as.data.frame(scale(data)))
  lines <- lapply(names(data), function(name) {
    values <- lapply(forms, function(form) {
      rest <- form[setdiff(names(data), name)]
      list(if (ncol(rest)) stats::cor(form[[name]], rowSums(rest)) else NA_real_, alpha(rest))
    })
    c(list(name), values[[1]], values[[2]])
  })
  number <- "number"
  list(
    CronbachAlpha = sas_frame(
      c(Variables = "text", Alpha = number), list(list("Raw", alpha(forms[[1]])), list("Standardized", alpha(forms[[2]])))
    ),
    CronbachAlphaDel = sas_frame(
      c(Variable = "text", RawCorr = number, RawAlpha = number, StdCorr = number, StdAlpha = number), lines
    )
  )
}

# What Cronbach's alpha adds to OUTP: of all variables, without each of them, and each with the rest
sas_reliability_rows <- function(tables, variables) {
  whole <- lapply(tables$CronbachAlpha$Alpha, rep, length(variables))
  parts <- tables$CronbachAlphaDel
  kinds <- c("RAWALPHA", "STDALPHA", "RAWALDEL", "STDALDEL", "RAWCTDEL", "STDCTDEL")
  values <- c(whole, list(parts$RawAlpha, parts$StdAlpha, parts$RawCorr, parts$StdCorr))
  lines <- Map(function(kind, one) c(list(kind, ""), as.list(one)), kinds, values)
  numbers <- stats::setNames(rep("number", length(variables)), variables)
  sas_frame(c("_TYPE_" = "text", "_NAME_" = "text", numbers), unname(lines))
}

# c(correlation, p-value, number of pairs) of two columns; `partial` variables take degrees of freedom
sas_pair_correlation <- function(x, y, kind, w, partial = 0) {
  known <- !is.na(x) & !is.na(y)
  x <- x[known]
  y <- y[known]
  w <- w[known]
  n <- length(x)
  if (n < 2 || stats::sd(x) == 0 || stats::sd(y) == 0) return(c(NA_real_, NA_real_, n))
  if (kind == "kendall") return(c(sas_kendall(x, y), n))
  if (kind == "spearman") {
    x <- base::rank(x)
    y <- base::rank(y)
  }
  scale <- sqrt(sas_weighted_products(x, x, w, "") * sas_weighted_products(y, y, w, ""))
  if (!isTRUE(scale > 0)) return(c(NA_real_, NA_real_, n))
  r <- max(-1, min(1, sas_weighted_products(x, y, w, "") / scale))
  free <- n - 2 - partial
  if (free < 1) return(c(r, NA_real_, n))
  if (abs(r) == 1) return(c(r, 0, n))
  c(r, 2 * stats::pt(-abs(r) * sqrt(free / (1 - r^2)), free), n)
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
