# CHISQ: Pearson, likelihood ratio, continuity adjusted, Mantel-Haenszel; phi, contingency, Cramer's V
sas_chi_squares <- function(n, rows, columns) {
  total <- sum(n)
  expected <- outer(rowSums(n), colSums(n)) / total
  df <- (nrow(n) - 1) * (ncol(n) - 1)
  if (df == 0) return(list())
  pearson <- sum((n - expected)^2 / expected)
  ratio <- 2 * sum(ifelse(n > 0, n * log(ifelse(n > 0, n, 1) / expected), 0))
  two <- identical(dim(n), c(2L, 2L))
  found <- list("_PCHI_" = pearson, DF_PCHI = df, "_LRCHI_" = ratio, DF_LRCHI = df)
  if (two) found <- c(found, list("_AJCHI_" = sum(pmax(0, abs(n - expected) - 0.5)^2 / expected), DF_AJCHI = 1))
  parts <- sas_correlation_parts(n, rows, columns)
  if (is.na(parts[2]) || parts[2] > 0) found <- c(found, list("_MHCHI_" = (total - 1) * (parts[1] / parts[2])^2, DF_MHCHI = 1))
  for (name in c("PCHI", "LRCHI", "AJCHI", "MHCHI")) {
    value <- found[[paste0("_", name, "_")]]
    if (!is.null(value)) found[[paste0("P_", name)]] <- stats::pchisq(value, found[[paste0("DF_", name)]], lower.tail = FALSE)
  }
  if (two) {
    phi <- (n[1, 1] * n[2, 2] - n[1, 2] * n[2, 1]) / sqrt(prod(rowSums(n)) * prod(colSums(n)))
    cramer <- phi
  } else {
    phi <- sqrt(pearson / total)
    cramer <- sqrt(pearson / total / min(nrow(n) - 1, ncol(n) - 1))
  }
  c(found, list("_PHI_" = phi, "_CONTGY_" = sqrt(pearson / (pearson + total)), "_CRAMV_" = cramer))
}

# FISHER: left, right, table and two-sided probabilities; the last two of tables with more rows or columns. Nothing for
# counts that are not whole
sas_fisher_exact <- function(n) {
  if (any(n %% 1 != 0) || min(dim(n)) < 2) return(list())
  if (!identical(dim(n), c(2L, 2L))) {
    here <- exp(sum(lfactorial(c(rowSums(n), colSums(n)))) - lfactorial(sum(n)) - sum(lfactorial(n)))
    test <- try(stats::fisher.test(n, workspace = 2e7), silent = TRUE)
    if (inherits(test, "try-error")) sas_stop("R0602", "ERROR: FISHER: the table is too large for an exact test.")
    return(list(P_TABLE = here, XP2_FISH = test$p.value))
  }
  a <- n[1, 1]
  row <- sum(n[1, ])
  column <- sum(n[, 1])
  total <- sum(n)
  every <- seq(max(0, row + column - total), min(row, column))
  chances <- stats::dhyper(every, row, total - row, column)
  here <- chances[every == a]
  list(
    F11 = a, XPL_FISH = sum(chances[every <= a]), XPR_FISH = sum(chances[every >= a]), P_TABLE = here,
    XP2_FISH = min(1, sum(chances[chances <= here * (1 + 1e-9)]))
  )
}

# Numerator and denominator of the Pearson correlation of the scores
sas_correlation_parts <- function(n, rows, columns) {
  total <- sum(n)
  r <- rows - sum(rowSums(n) * rows) / total
  c <- columns - sum(colSums(n) * columns) / total
  c(sum(n * outer(r, c)), sqrt(sum(rowSums(n) * r^2) * sum(colSums(n) * c^2)))
}

# MEASURES: c(value, asymptotic standard error) of each measure by its keyword
sas_measures <- function(n, rows, columns) {
  total <- sum(n)
  ni <- rowSums(n)
  nj <- colSums(n)
  above <- across <- n * 0
  for (i in seq_len(nrow(n))) {
    for (j in seq_len(ncol(n))) {
      lower <- seq_len(nrow(n)) > i
      upper <- seq_len(nrow(n)) < i
      right <- seq_len(ncol(n)) > j
      left <- seq_len(ncol(n)) < j
      above[i, j] <- sum(n[lower, right]) + sum(n[upper, left])
      across[i, j] <- sum(n[lower, left]) + sum(n[upper, right])
    }
  }
  p <- sum(n * above)
  q <- sum(n * across)
  d <- above - across
  wr <- total^2 - sum(ni^2)
  wc <- total^2 - sum(nj^2)
  w <- sqrt(wr * wc)
  found <- list()
  if (p + q > 0) found$GAMMA <- c((p - q) / (p + q), 4 / (p + q)^2 * sqrt(sum(n * (q * above - p * across)^2)))
  tau <- (p - q) / w
  v <- outer(ni * wc, nj * wr, "+")
  inner <- sum(n * (2 * w * d + tau * v)^2) - total^3 * tau^2 * (wr + wc)^2
  found$KENTB <- c(tau, sqrt(max(0, inner)) / w^2)
  m <- min(dim(n))
  spread <- sum(n * d^2) - (p - q)^2 / total
  found$STUTC <- c(m * (p - q) / (total^2 * (m - 1)), 2 * m / ((m - 1) * total^2) * sqrt(max(0, spread)))
  by_row <- matrix(ni, nrow(n), ncol(n))
  by_column <- matrix(nj, nrow(n), ncol(n), byrow = TRUE)
  found$SMDCR <- c((p - q) / wr, 2 / wr^2 * sqrt(sum(n * (wr * d - (p - q) * (total - by_row))^2)))
  found$SMDRC <- c((p - q) / wc, 2 / wc^2 * sqrt(sum(n * (wc * d - (p - q) * (total - by_column))^2)))
  found$PCORR <- sas_pearson_measure(n, rows, columns)
  found$SCORR <- sas_spearman_measure(n)
  c(found, sas_lambdas(n), sas_uncertainties(n))
}

# The Pearson correlation of the scores and its standard error
sas_pearson_measure <- function(n, rows, columns) {
  parts <- sas_correlation_parts(n, rows, columns)
  if (parts[2] == 0) return(c(NA_real_, NA_real_))
  total <- sum(n)
  r <- rows - sum(rowSums(n) * rows) / total
  c <- columns - sum(colSums(n) * columns) / total
  b <- outer(r^2 * sum(colSums(n) * c^2), c^2 * sum(rowSums(n) * r^2), "+")
  c(parts[1] / parts[2], sqrt(sum(n * (parts[2] * outer(r, c) - b * parts[1] / (2 * parts[2]))^2)) / parts[2]^2)
}

# The Spearman correlation and its standard error
sas_spearman_measure <- function(n) {
  total <- sum(n)
  ni <- rowSums(n)
  nj <- colSums(n)
  r <- cumsum(ni) - ni / 2 - total / 2
  c <- cumsum(nj) - nj / 2 - total / 2
  f <- total^3 - sum(ni^3)
  g <- total^3 - sum(nj^3)
  v <- sum(n * outer(r, c))
  w <- sqrt(f * g) / 12
  if (w == 0) return(c(NA_real_, NA_real_))
  of_row <- as.vector(n %*% c)
  of_column <- as.vector(r %*% n)
  after <- function(x) rev(cumsum(rev(c(x[-1], 0))))
  vij <- total * (outer(r, c) + outer(of_row / 2 + after(of_row), of_column / 2 + after(of_column), "+"))
  wij <- -total / (96 * w) * outer(g * ni^2, f * nj^2, "+")
  z <- w * vij - v * wij
  c(v / w, sqrt(sum(n * (z - sum(n * z) / total)^2)) / (total * w^2))
}

# Lambda asymmetric C|R and R|C, and symmetric
sas_lambdas <- function(n) {
  total <- sum(n)
  asymmetric <- function(t) {
    best <- apply(t, 1, max)
    largest <- max(colSums(t))
    if (total == largest) return(c(NA_real_, NA_real_))
    same <- sum(best[apply(t, 1, which.max) == which.max(colSums(t))])
    variance <- (total - sum(best)) / (total - largest)^3 * (sum(best) + largest - 2 * same)
    c((sum(best) - largest) / (total - largest), sqrt(max(0, variance)))
  }
  ri <- apply(n, 1, max)
  cj <- apply(n, 2, max)
  w <- 2 * total - max(colSums(n)) - max(rowSums(n))
  v <- 2 * total - sum(ri) - sum(cj)
  column <- which.max(colSums(n))
  row <- which.max(rowSums(n))
  li <- apply(n, 1, which.max)
  kj <- apply(n, 2, which.max)
  x <- sum(ri[li == column]) + sum(cj[kj == row]) + max(n[row, ]) + max(n[, column])
  y <- 8 * total - w - v - 2 * x
  both <- sum(vapply(seq_along(li), function(i) if (kj[li[i]] == i) n[i, li[i]] else 0, 1))
  symmetric <- c(NA_real_, NA_real_)
  if (w != 0) {
    variance <- (w * v * y - 2 * w^2 * (total - both) - 2 * v^2 * (total - n[row, column])) / w^4
    symmetric <- c((w - v) / w, sqrt(max(0, variance)))
  }
  list(LAMCR = asymmetric(n), LAMRC = asymmetric(t(n)), LAMDAS = symmetric)
}

# Uncertainty coefficients C|R, R|C and symmetric
sas_uncertainties <- function(n) {
  total <- sum(n)
  entropy <- function(counts) {
    share <- counts[counts > 0] / total
    -sum(share * log(share))
  }
  hx <- entropy(rowSums(n))
  hy <- entropy(colSums(n))
  hxy <- entropy(n)
  ni <- matrix(rowSums(n), nrow(n), ncol(n))
  nj <- matrix(colSums(n), nrow(n), ncol(n), byrow = TRUE)
  cell <- ifelse(n > 0, n, 1)
  error <- function(terms, scale) if (scale == 0) NA_real_ else sqrt(sum(n * ifelse(n > 0, terms, 0)^2)) / scale
  gain <- hx + hy - hxy
  list(
    UCR = c(gain / hy, error(hy * log(cell / ni) + (hx - hxy) * log(nj / total), total * hy^2)),
    URC = c(gain / hx, error(hx * log(cell / nj) + (hy - hxy) * log(ni / total), total * hx^2)),
    U = c(2 * gain / (hx + hy), 2 * error(hxy * log(ni * nj / total^2) - (hx + hy) * log(cell / total), total * (hx + hy)^2))
  )
}

# AGREE of a square table: McNemar's or Bowker's test, kappa and weighted kappa with limits. weights_of: "Fleiss-Cohen" for weights by
# squared differences of the scores, else by differences (Cicchetti-Allison)
sas_agreement <- function(n, columns, z, weights_of = "") {
  k <- nrow(n)
  total <- sum(n)
  if (k != ncol(n) || k < 2) return(list())
  one <- n[upper.tri(n)]
  other <- t(n)[upper.tri(n)]
  statistic <- sum(ifelse(one + other > 0, (one - other)^2 / (one + other), 0))
  df <- k * (k - 1) / 2
  test <- if (k == 2) "MCNEM" else "BOWK"
  found <- list(statistic, df, stats::pchisq(statistic, df, lower.tail = FALSE))
  names(found) <- c(paste0("_", test, "_"), paste0(c("DF_", "P_"), test))
  p <- n / total
  row <- rowSums(p)
  column <- colSums(p)
  limits <- function(name, kappa, error) {
    stats::setNames(list(kappa, error, kappa - z * error, kappa + z * error), paste0(c("_", "E_", "L_", "U_"), name, c("_", "", "", "")))
  }
  chance <- sum(row * column)
  kappa <- (sum(diag(p)) - chance) / (1 - chance)
  a <- sum(diag(p) * (1 - (row + column) * (1 - kappa))^2)
  b <- 0
  for (i in seq_len(k)) for (j in seq_len(k)) if (i != j) b <- b + p[i, j] * (column[i] + row[j])^2
  error <- sqrt(max(0, a + (1 - kappa)^2 * b - (kappa - chance * (1 - kappa))^2) / total) / (1 - chance)
  found <- c(found, limits("KAPPA", kappa, error))
  power <- if (weights_of == "") 1 else 2
  weights <- 1 - (abs(outer(columns, columns, "-")) / (max(columns) - min(columns)))^power
  chance <- sum(weights * outer(row, column))
  kappa <- (sum(weights * p) - chance) / (1 - chance)
  mean <- outer(as.vector(weights %*% column), as.vector(t(weights) %*% row), "+")
  inner <- sum(p * (weights - mean * (1 - kappa))^2) - (kappa - chance * (1 - kappa))^2
  c(found, limits("WTKAP", kappa, sqrt(max(0, inner) / total) / (1 - chance)))
}

# RELRISK of a table of two rows and columns: odds ratio and relative risks with limits
sas_relative_risks <- function(n, z) {
  if (!identical(dim(n), c(2L, 2L))) return(list())
  found <- list()
  if (all(n > 0)) {
    ratio <- n[1, 1] * n[2, 2] / (n[1, 2] * n[2, 1])
    error <- sqrt(sum(1 / n))
    found <- list("_RROR_" = ratio, L_RROR = ratio * exp(-z * error), U_RROR = ratio * exp(z * error))
  }
  for (j in 1:2) {
    if (all(n[, j] > 0)) {
      share <- n[, j] / rowSums(n)
      ratio <- share[1] / share[2]
      error <- sqrt(sum((1 - share) / n[, j]))
      found[[paste0("_RRC", j, "_")]] <- ratio
      found[[paste0("L_RRC", j)]] <- ratio * exp(-z * error)
      found[[paste0("U_RRC", j)]] <- ratio * exp(z * error)
    }
  }
  found
}

# TREND: the Cochran-Armitage test of a table with two rows or two columns
sas_trend_test <- function(n, rows, columns) {
  if (ncol(n) != 2 && nrow(n) == 2) {
    n <- t(n)
    rows <- columns
  }
  if (ncol(n) != 2) return(list())
  total <- sum(n)
  share <- sum(n[, 1]) / total
  centred <- rows - sum(rowSums(n) * rows) / total
  variance <- share * (1 - share) * sum(rowSums(n) * centred^2)
  if (variance == 0) return(list())
  value <- sum(n[, 1] * centred) / sqrt(variance)
  list("_TREND_" = value, PL_TREND = stats::pnorm(value), PR_TREND = stats::pnorm(-value), P2_TREND = 2 * stats::pnorm(-abs(value)))
}

# JT: the Jonckheere-Terpstra test of ordered rows against ordered columns
sas_jonckheere_terpstra <- function(n) {
  total <- sum(n)
  if (min(dim(n)) < 2 || total < 2) return(list())
  statistic <- 0
  for (i in seq_len(nrow(n) - 1)) {
    below <- colSums(n[(i + 1):nrow(n), , drop = FALSE])
    statistic <- statistic + sum(n[i, ] * (rev(cumsum(rev(below))) - below / 2))
  }
  rows <- rowSums(n)
  columns <- colSums(n)
  whole <- function(m) sum(m * (m - 1) * (2 * m + 5))
  variance <- (whole(total) - whole(rows) - whole(columns)) / 72 +
    sum(rows * (rows - 1)) * sum(columns * (columns - 1)) / (8 * total * (total - 1))
  if (total > 2) {
    ties <- sum(rows * (rows - 1) * (rows - 2)) * sum(columns * (columns - 1) * (columns - 2))
    variance <- variance + ties / (36 * total * (total - 1) * (total - 2))
  }
  z <- if (variance > 0) (statistic - (total^2 - sum(rows^2)) / 4) / sqrt(variance) else NA_real_
  right <- !is.na(z) && z > 0
  list(
    "_JT_" = statistic, Z_JT = z, PL_JT = if (right) NA_real_ else stats::pnorm(z), PR_JT = if (right) stats::pnorm(-z) else NA_real_,
    P2_JT = 2 * stats::pnorm(-abs(z))
  )
}

# SCORES= of rows or columns: their values (table), or from the ranks of a table's own totals (rank, ridit, modridit)
sas_table_scores <- function(values, totals, scores) {
  if (scores == "table") return(values)
  ranks <- cumsum(totals) - (totals - 1) / 2
  ranks / switch(scores, rank = 1, ridit = sum(totals), modridit = sum(totals) + 1)
}

# CMH: correlation, row mean scores and general association, over the strata
sas_mantel_haenszel <- function(tables, rows, columns, scores = "table", count = 3) {
  r <- nrow(tables[[1]])
  c <- ncol(tables[[1]])
  contrasts <- function(name, n) {
    x <- sas_table_scores(rows, rowSums(n), scores)
    y <- sas_table_scores(columns, colSums(n), scores)
    inner <- diag(r)[-r, , drop = FALSE]
    switch(
      name,
      CMHCOR = t(kronecker(y, x)), CMHRMS = kronecker(t(y), inner), CMHGA = kronecker(diag(c)[-c, , drop = FALSE], inner)
    )
  }
  sizes <- list(CMHCOR = list("CMHCR", 1), CMHRMS = list("CMHRM", r - 1), CMHGA = list("CMHGA", (r - 1) * (c - 1)))
  found <- list()
  for (name in names(sizes)[seq_len(count)]) {
    df <- sizes[[name]][[2]]
    g <- rep(0, df)
    v <- matrix(0, df, df)
    for (n in tables) {
      total <- sum(n)
      if (total < 2) next
      b <- contrasts(name, n)
      row <- rowSums(n) / total
      column <- colSums(n) / total
      g <- g + as.vector(b %*% as.vector(n - total * outer(row, column)))
      spread <- kronecker(diag(column, c) - outer(column, column), diag(row, r) - outer(row, row))
      v <- v + total^2 / (total - 1) * b %*% spread %*% t(b)
    }
    values <- if (df > 0) eigen(v, symmetric = TRUE, only.values = TRUE)$values else 0
    whole <- min(values) > max(values) * 1e-10 # else too few strata and rows for so many levels
    q <- if (whole) sum(g * solve(v, g)) else NA_real_
    found[[paste0("_", name, "_")]] <- q
    found[[paste0("DF_", sizes[[name]][[1]])]] <- df
    found[[paste0("P_", name)]] <- stats::pchisq(q, df, lower.tail = FALSE)
  }
  found
}

# The Mantel-Haenszel odds ratio of 2 x 2 tables with its limits, and the Breslow-Day test of their likeness
sas_common_odds_ratio <- function(tables, z) {
  if (!identical(dim(tables[[1]]), c(2L, 2L))) return(list())
  tables <- Filter(function(n) sum(n) > 0, tables)
  part <- function(f) vapply(tables, f, 1)
  r <- part(function(n) n[1, 1] * n[2, 2] / sum(n))
  s <- part(function(n) n[1, 2] * n[2, 1] / sum(n))
  if (sum(r) == 0 || sum(s) == 0) return(list())
  p <- part(function(n) (n[1, 1] + n[2, 2]) / sum(n))
  q <- part(function(n) (n[1, 2] + n[2, 1]) / sum(n))
  ratio <- sum(r) / sum(s)
  error <- sqrt(sum(p * r) / (2 * sum(r)^2) + sum(p * s + q * r) / (2 * sum(r) * sum(s)) + sum(q * s) / (2 * sum(s)^2))
  statistic <- sum(part(function(n) {
    row <- sum(n[1, ])
    column <- sum(n[, 1])
    whole <- sum(n)
    if (row == 0 || row == whole || column == 0 || column == whole) return(0)
    a <- 1 - ratio
    b <- whole - row - column + ratio * (row + column)
    c <- -ratio * row * column
    mean <- if (abs(a) < 1e-12) -c / b else (-b + sqrt(b^2 - 4 * a * c)) / (2 * a)
    (n[1, 1] - mean)^2 * (1 / mean + 1 / (row - mean) + 1 / (column - mean) + 1 / (whole - row - column + mean))
  }))
  df <- length(tables) - 1
  found <- list("_MHOR_" = ratio, L_MHOR = exp(log(ratio) - z * error), U_MHOR = exp(log(ratio) + z * error))
  if (df > 0) found <- c(found, list("_BDCHI_" = statistic, DF_BDCHI = df, P_BDCHI = stats::pchisq(statistic, df, lower.tail = FALSE)))
  found
}
