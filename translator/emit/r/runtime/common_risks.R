sas_common_rows <- list(
  c("Odds Ratio", "Mantel-Haenszel", "MHOR"), c("Odds Ratio", "Logit", "LGOR"),
  c("Relative Risk (Column 1)", "Mantel-Haenszel", "MHRRC1"), c("Relative Risk (Column 1)", "Logit", "LGRRC1"),
  c("Relative Risk (Column 2)", "Mantel-Haenszel", "MHRRC2"), c("Relative Risk (Column 2)", "Logit", "LGRRC2")
)

# The risks of a 2 x 2 table by the names they have in OUTPUT data sets
sas_risk_values <- function(n, z, alpha) {
  found <- list()
  put <- function(name, value, error, low, high) {
    found[paste0(c("_", "E_", "L_", "U_"), name, c("_", "", "", ""))] <<- list(value, error, low, high)
  }
  for (column in 1:2) {
    counts <- c(n[, column], sum(n[, column]))
    totals <- c(rowSums(n), sum(n))
    names <- paste0("RSK", c("1", "2", ""), column)
    shares <- counts / totals
    errors <- sqrt(shares * (1 - shares) / totals)
    for (i in 1:3) {
      put(names[i], shares[i], errors[i], max(0, shares[i] - z * errors[i]), min(1, shares[i] + z * errors[i]))
      exact <- sas_binomial_limits("Clopper-Pearson (Exact)", counts[i], totals[i], alpha)
      found[paste0(c("XL_", "XU_"), names[i])] <- as.list(exact)
    }
    gap <- shares[1] - shares[2]
    error <- sqrt(errors[1]^2 + errors[2]^2)
    put(paste0("RDIF", column), gap, error, gap - z * error, gap + z * error)
  }
  found
}

# The common relative risks (Mantel-Haenszel and logit) and the logit odds ratio of 2 x 2 tables
sas_common_risks <- function(tables, z) {
  if (!identical(dim(tables[[1]]), c(2L, 2L))) return(list())
  used <- Filter(function(n) sum(n) > 0, tables)
  filled <- lapply(used, function(n) if (all(n > 0)) n else n + 0.5)
  found <- list()
  put <- function(name, value, error) {
    found[paste0(c("_", "L_", "U_"), name, c("_", "", ""))] <<- as.list(exp(value + c(0, -z, z) * error))
  }
  logit <- function(name, logs) {
    values <- vapply(logs, `[`, 1, 1)
    weights <- 1 / vapply(logs, `[`, 1, 2)
    put(name, sum(values * weights) / sum(weights), 1 / sqrt(sum(weights)))
  }
  logit("LGOR", lapply(filled, function(n) c(log(n[1, 1] * n[2, 2] / (n[1, 2] * n[2, 1])), sum(1 / n))))
  for (column in 1:2) {
    part <- function(f) sum(vapply(used, f, 1))
    first <- part(function(n) n[1, column] * sum(n[2, ]) / sum(n))
    second <- part(function(n) n[2, column] * sum(n[1, ]) / sum(n))
    if (first > 0 && second > 0) {
      spread <- part(function(n) (prod(rowSums(n)) * sum(n[, column]) - prod(n[, column]) * sum(n)) / sum(n)^2)
      put(paste0("MHRRC", column), log(first / second), sqrt(spread / (first * second)))
    }
    logit(paste0("LGRRC", column), lapply(filled, function(n) {
      share <- n[, column] / rowSums(n)
      c(log(share[1] / share[2]), sum((1 - share) / n[, column]))
    }))
  }
  found
}
