sas_robust_scale_rows <- c(
  "Interquartile Range" = "qrange", "Gini's Mean Difference" = "gini", "MAD" = "mad", "Sn" = "sn", "Qn" = "qn"
)

# Sn and Qn of Croux and Rousseeuw, and with std_ the estimates of the standard deviation made of them
sas_robust_scale <- function(name, x) {
  n <- length(x)
  if (n < 2) return(NA_real_)
  apart <- abs(outer(x, x, "-"))
  if (endsWith(name, "sn")) {
    inner <- sort(apply(apart, 1, function(row) sort(row)[n %/% 2 + 1]))
    value <- 1.1926 * inner[(n + 1) %/% 2]
    small <- c(0.743, 1.851, 0.954, 1.351, 0.993, 1.198, 1.005, 1.131)
    factor <- if (n < 10) small[n - 1] else if (n %% 2) n / (n - 0.9) else 1
  } else {
    half <- n %/% 2 + 1
    value <- 2.2219 * sort(apart[upper.tri(apart)])[half * (half - 1) / 2]
    small <- c(0.399, 0.994, 0.512, 0.844, 0.611, 0.857, 0.669, 0.872)
    factor <- if (n < 10) small[n - 1] else n / (n + (if (n %% 2) 1.4 else 3.8))
  }
  if (startsWith(name, "std_")) value * factor else value
}

# Rows of trimmed or Winsorized means; an amount below 1 is a share of the values of each tail
sas_robust_means <- function(x, amounts, winsorized, mu, alpha) {
  x <- sort(x)
  n <- length(x)
  made <- lapply(amounts, function(amount) {
    k <- if (amount >= 1) floor(amount) else ceiling(round(amount * n, 9))
    df <- n - 2 * k - 1
    if (df < 0) return(NULL)
    drawn <- pmin(pmax(x, x[k + 1]), x[n - k])
    squares <- sum((drawn - mean(drawn))^2)
    mean <- if (winsorized) mean(drawn) else mean(x[(k + 1):(n - k)])
    error <- if (df == 0) NA_real_ else if (winsorized) (n - 1) / df * sqrt(squares / (n * (n - 1))) else sqrt(squares / ((df + 1) * df))
    margin <- if (df > 0) stats::qt(1 - alpha / 2, df) * error else NA_real_
    t <- if (!is.na(error) && error > 0) (mean - mu) / error else NA_real_
    chance <- if (df > 0) 2 * stats::pt(-abs(t), df) else NA_real_
    list(100 * k / n, k, mean, error, mean - margin, mean + margin, df, t, chance)
  })
  Filter(Negate(is.null), made)
}
