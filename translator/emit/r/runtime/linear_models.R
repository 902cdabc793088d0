# Least squares, columns taken from the left: a column that depends on those before it gets the estimate 0
sas_fit <- function(x, y, w = NULL) {
  weights <- if (is.null(w)) rep(1, length(y)) else w
  a <- x * sqrt(weights)
  b <- y * sqrt(weights)
  used <- sas_independent_columns(a)
  p <- ncol(x)
  estimates <- rep(0, p)
  inverse <- matrix(0, p, p)
  if (any(used)) {
    parts <- qr(a[, used, drop = FALSE], LAPACK = FALSE, tol = 1e-12)
    estimates[used] <- qr.coef(parts, b)
    inverse[used, used] <- chol2inv(qr.R(parts))
  }
  sse <- sum((b - as.vector(a %*% estimates))^2)
  rank <- sum(used)
  df <- length(y) - rank
  mse <- if (df > 0) sse / df else NA_real_
  mean <- sum(weights * y) / sum(weights)
  list(
    used = used, estimates = estimates, inverse = inverse, sse = sse, rank = rank, n = length(y), df = df, mse = mse, mean = mean,
    total = sum(weights * (y - mean)^2), raw_total = sum(weights * y^2),
    errors = ifelse(used, sqrt(pmax(diag(inverse) * mse, 0)), NA_real_)
  )
}

# Which columns do not depend on those to their left?
sas_independent_columns <- function(a, tolerance = 1e-8) {
  basis <- matrix(0, nrow(a), 0)
  used <- rep(FALSE, ncol(a))
  for (j in seq_len(ncol(a))) {
    rest <- a[, j]
    for (turn in 1:2) rest <- rest - as.vector(basis %*% crossprod(basis, rest))
    size <- sum(a[, j]^2)
    if (size > 0 && sum(rest^2) > tolerance * size) {
      used[j] <- TRUE
      basis <- cbind(basis, rest / sqrt(sum(rest^2)))
    }
  }
  used
}

# A column of OUTPUT: P, R, STDP, STDI, STDR, STUDENT, RSTUDENT, H, COOKD, DFFITS, PRESS, LCLM, UCLM, LCL, UCL.
# x, y and the weights w are those of all rows; rows with missing values give missing results
sas_prediction_statistics <- function(fit, x, y, w, keyword) {
  known <- stats::complete.cases(x)
  rows <- x
  rows[!known, ] <- 0
  predicted <- ifelse(known, as.vector(rows %*% fit$estimates), NA_real_)
  leverage <- rowSums((rows %*% fit$inverse) * rows)
  counted <- known & !is.na(y) & w > 0
  each <- ifelse(w > 0, w, NA_real_)
  residual <- y - predicted
  if (keyword == "P") return(predicted)
  if (keyword == "R") return(sas_plain(residual))
  if (keyword == "H") return(ifelse(counted, leverage * each, NA_real_))
  mean_error <- sqrt(fit$mse * leverage)
  own_error <- sqrt(fit$mse * (leverage + 1 / each))
  if (keyword == "STDP") return(ifelse(known, mean_error, NA_real_))
  if (keyword == "STDI") return(ifelse(known, own_error, NA_real_))
  if (keyword %in% c("LCLM", "UCLM", "LCL", "UCL")) {
    margin <- stats::qt(0.975, fit$df) * (if (endsWith(keyword, "M")) mean_error else own_error)
    return(ifelse(known, predicted + (if (startsWith(keyword, "U")) margin else -margin), NA_real_))
  }
  h <- leverage * each
  residual_error <- ifelse(h < 1 - 1e-10, sqrt(pmax(fit$mse * (1 / each - leverage), 0)), 0)
  student <- ifelse(residual_error > 0, residual / residual_error, NA_real_)
  without <- if (fit$df > 1) (fit$sse - each * residual^2 / (1 - h)) / (fit$df - 1) else NA_real_
  outside <- residual / sqrt(without * (1 / each - leverage))
  value <- switch(
    keyword,
    STDR = residual_error, STUDENT = student, RSTUDENT = outside, COOKD = student^2 * h / (1 - h) / fit$rank,
    DFFITS = outside * sqrt(h / (1 - h)), PRESS = residual / (1 - h)
  )
  counted <- counted & (h < 1 - 1e-10 | keyword == "STDR")  # 1: the row fits itself
  ifelse(counted, value, NA_real_)
}
