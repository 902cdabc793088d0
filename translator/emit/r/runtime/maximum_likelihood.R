# The inverse for the columns that are used, zeros for the others
sas_inverse_of <- function(information, used) {
  inverse <- matrix(0, nrow(information), ncol(information))
  if (any(used)) inverse[used, used] <- solve(information[used, used, drop = FALSE], tol = 1e-300)
  inverse
}

# Which columns do not depend on those to their left?
sas_usable_columns <- function(information, tolerance = 1e-9) {
  limits <- tolerance * abs(diag(information))
  used <- rep(FALSE, length(limits))
  for (k in seq_along(limits)) {
    if (abs(information[k, k]) > limits[k]) {
      used[k] <- TRUE
      information <- information - outer(information[, k], information[k, ]) / information[k, k]
    }
  }
  used
}

# Newton's method with the criterion GCONV=1E-8: the gradient's length in the metric of the inverse information.
# A step that would lower the likelihood is halved. 25 steps must do; check(number of the step, estimates, information) may
# stop earlier. Estimates of columns that depend on others are 0 and not `used`
sas_maximize <- function(likelihood, start, check = NULL) {
  estimates <- start
  here <- likelihood(start)
  used <- sas_usable_columns(here$information)
  for (turn in 0:25) {
    step <- numeric(length(start))
    if (any(used)) step[used] <- solve(here$information[used, used, drop = FALSE], here$gradient[used], tol = 1e-300)
    if (sum(here$gradient[used] * step[used]) < 1e-8 * (abs(here$value) + 1e-6)) {
      return(list(
        estimates = estimates, used = used, value = here$value, information = here$information,
        inverse = sas_inverse_of(here$information, used)
      ))
    }
    if (!is.null(check)) check(turn, estimates, here$information)
    for (half in 0:10) {
      there <- estimates + step / 2^half
      after <- likelihood(there)
      if (after$value >= here$value) break
    }
    estimates <- there
    here <- after
  }
  sas_stop("R0603", "WARNING: Convergence was not attained in 25 iterations.")
}

# The standard error of a combination of the estimates
sas_combination_error <- function(fit, row) sqrt(max(sum(row * (fit$inverse %*% row)), 0))

# P(X > chi) of the chi-square distribution; missing without degrees of freedom
sas_chi_square_tail <- function(chi, df) if (isTRUE(df > 0)) stats::pchisq(chi, df, lower.tail = FALSE) else NA_real_

# estimate, error, chi-square, p; missing tests without an error
sas_wald_line <- function(estimate, error) {
  if (!isTRUE(error > 0)) return(list(estimate, NA_real_, NA_real_, NA_real_))
  chi <- (estimate / error)^2
  list(estimate, error, chi, stats::pchisq(chi, 1, lower.tail = FALSE))
}

# effect, degrees of freedom, Wald chi-square, p of each effect (Type III)
sas_effect_tests <- function(design, fit) {
  h <- fit$inverse %*% fit$information
  lapply(setdiff(design$effects, "Intercept"), function(effect) {
    rows <- if (design$singular) sas_type_3_rows(design, h, effect) else
      diag(length(fit$used))[design$owner == effect & fit$used, , drop = FALSE]
    found <- sas_hypothesis(fit, rows)
    list(effect, found[1], if (found[1] > 0) found[2] else NA_real_, sas_chi_square_tail(found[2], found[1]))
  })
}

# test, chi-square, degrees of freedom, p of the hypothesis that all slopes are 0. start: the likelihood's logarithm without
# them; score: that test's chi-square and degrees of freedom
sas_global_tests <- function(fit, start, score, slopes) {
  used <- slopes & fit$used
  df <- sum(used)
  ratio <- 2 * (fit$value - start)
  wald <- if (df > 0) sum(fit$estimates[used] * solve(fit$inverse[used, used, drop = FALSE], fit$estimates[used])) else NA_real_
  list(
    list("Likelihood Ratio", ratio, df, sas_chi_square_tail(ratio, df)),
    list("Score", score[1], score[2], sas_chi_square_tail(score[1], score[2])),
    list("Wald", wald, df, sas_chi_square_tail(wald, df))
  )
}
