# The product-limit curve: time, number at risk, failures, survival and its standard error (Greenwood) at each failure
sas_survival_curve <- function(times, failed) {
  time <- sort(unique(times[failed]))
  at_risk <- vapply(time, function(t) sum(times >= t), 1L)
  failures <- vapply(time, function(t) sum(failed & times == t), 1L)
  survival <- cumprod(1 - failures / at_risk)
  spread <- cumsum(ifelse(at_risk > failures, failures / at_risk / pmax(at_risk - failures, 1), 0))
  tibble::tibble(time = time, at_risk = at_risk, failures = failures, survival = survival, error = survival * sqrt(spread))
}

# Pointwise confidence limits on the scale of CONFTYPE=; missing where the estimate is 0
sas_survival_limits <- function(survival, error, z, transform) {
  if (survival <= 0) return(c(NA_real_, NA_real_))
  if (transform == "linear" || survival >= 1) return(c(max(0, survival - z * error), min(1, survival + z * error)))
  if (transform == "log") {
    factor <- exp(z * error / survival)
    return(c(survival / factor, min(1, survival * factor)))
  }
  power <- exp(z * error / survival / abs(log(survival)))
  c(survival^power, survival^(1 / power))
}

# PROC LIFETEST: OUTSURV and the printed tables; rows with a missing or negative time or a missing status are left out.
# grouped: the last of the strata is compared within the others (GROUP=). moments: the times at which estimates are printed
# (TIMELIST=), and stored if `reduced`. errors: OUTSURV has standard errors
sas_life_tests <- function(rows, time, status = NULL, censored = numeric(0), strata = character(0), frequency = NULL,
                           alpha = 0.05, transform = "loglog", levels = list(), grouped = FALSE,
                           tests = c("Log-Rank", "Wilcoxon", "-2Log(LR)"), moments = numeric(0), reduced = FALSE,
                           errors = FALSE) {
  z <- stats::qnorm(1 - alpha / 2)
  keep <- !is.na(rows[[time]]) & rows[[time]] >= 0
  if (!is.null(status)) keep <- keep & !is.na(rows[[status]])
  if (!is.null(frequency)) keep <- keep & !is.na(rows[[frequency]]) & rows[[frequency]] >= 1
  rows <- rows[keep, , drop = FALSE]
  if (!is.null(frequency)) rows <- rows[rep(seq_len(nrow(rows)), floor(rows[[frequency]])), , drop = FALSE]
  made <- list(OUTSURV = list(), ProductLimitEstimates = list(), Quartiles = list(), Means = list(), CensoredSummary = list())
  samples <- list()
  groups <- if (nrow(rows)) sas_class_groups(rows, strata, levels) else list()
  for (number in seq_along(groups)) {
    group <- groups[[number]]
    head <- if (length(strata)) c(list(number), group$values) else list()
    times <- group$rows[[time]]
    failed <- if (is.null(status)) rep(TRUE, length(times)) else !group$rows[[status]] %in% censored
    samples[[number]] <- list(values = group$values, times = times, failed = failed)
    curve <- sas_survival_curve(times, failed)
    add <- function(key, lines) made[[key]] <<- c(made[[key]], lapply(lines, function(line) c(head, line)))
    stored <- sas_survival_lines(times, failed, curve, z, transform)
    printed <- sas_estimate_lines(times, failed, curve)
    if (length(moments)) printed <- sas_lines_at_moments(Filter(function(l) !is.na(l[[3]]), printed), moments, max(times))
    if (reduced) stored <- sas_lines_at_moments(Filter(function(l) l[[2]] == 0, stored), moments, max(times))
    add("OUTSURV", if (errors) stored else lapply(stored, function(line) line[-length(line)]))
    add("ProductLimitEstimates", printed)
    add("Quartiles", sas_quartile_lines(curve, z, transform))
    add("Means", list(as.list(sas_survival_mean(curve))))
    lost <- sum(!failed)
    add("CensoredSummary", list(list(length(times), sum(failed), lost, 100 * lost / length(times))))
  }
  numbers <- function(...) stats::setNames(rep("number", length(c(...))), c(...))
  columns <- list(
    OUTSURV = c(
      if (reduced) numbers("TIMELIST"), numbers(time, "_CENSOR_", "SURVIVAL"), CONFTYPE = "text",
      numbers("SDF_LCL", "SDF_UCL", if (errors) "SDF_STDERR")
    ),
    ProductLimitEstimates = numbers(if (length(moments)) "Timelist", time, "Censor", "Survival", "Failure", "StdErr", "Failed", "Left"),
    Quartiles = c(numbers("Percent", "Estimate"), Transform = "text", numbers("LowerLimit", "UpperLimit")),
    Means = numbers("Mean", "StdErr"), CensoredSummary = numbers("Total", "Failed", "Censored", "PctCens")
  )
  kinds <- if (length(strata)) c(numbers("STRATUM"), sas_kinds(rows, strata))
  tables <- Map(function(own, lines) sas_frame(c(kinds, own), lines), columns, made)
  if (length(strata) && length(tests)) {
    lines <- sas_homogeneity(samples, tests, if (grouped) length(strata) - 1 else 0)
    tables$HomTests <- sas_frame(c(Test = "text", numbers("ChiSq", "DF", "ProbChiSq")), lines)
  }
  tables
}

# The times of TIMELIST=, each with the last of the estimates up to it
sas_lines_at_moments <- function(lines, moments, last) {
  if (max(moments) > last && lines[[length(lines)]][[3]] > 0) {
    sas_stop("R0602", "ERROR: TIMELIST= beyond the last time of a curve that ends above 0 is not translated.")
  }
  times <- vapply(lines, function(line) line[[1]], 1)
  lapply(moments, function(moment) c(list(moment), lines[[max(which(times <= moment))]]))
}

# The rows of OUTSURV=: the start, then each distinct time of a failure and each of a censored row
sas_survival_lines <- function(times, failed, curve, z, transform) {
  lines <- list(list(0, 0, 1, "", 1, 1, 0))
  survival <- 1
  for (time in sort(unique(times))) {
    k <- match(time, curve$time)
    if (!is.na(k)) {
      survival <- curve$survival[k]
      ends <- sas_survival_limits(survival, curve$error[k], z, transform)
      lines[[length(lines) + 1]] <- list(time, 0, survival, toupper(transform), ends[1], ends[2], curve$error[k])
    }
    if (any(!failed & times == time)) lines[[length(lines) + 1]] <- list(time, 1, survival, "", NA, NA, NA)
  }
  lines
}

# The rows of ProductLimitEstimates: one for each row of data; estimates stand at the last failure of a time
sas_estimate_lines <- function(times, failed, curve) {
  n <- length(times)
  ordered <- order(times, !failed)
  times <- times[ordered]
  failed <- failed[ordered]
  done <- cumsum(failed)
  last <- failed & !c(times[-1] == times[-n] & failed[-1], FALSE)[seq_len(n)]
  k <- ifelse(last, match(times, curve$time), NA)
  rest <- lapply(seq_len(n), function(i) {
    list(times[i], if (failed[i]) 0 else 1, curve$survival[k[i]], 1 - curve$survival[k[i]], curve$error[k[i]], done[i], n - i)
  })
  c(list(list(0, 0, 1, 0, 0, 0, n)), rest)
}

# Quartiles of the survival time with their limits: where the curve and its limits fall below the share
sas_quartile_lines <- function(curve, z, transform) {
  n <- nrow(curve)
  ends <- vapply(seq_len(n), function(k) sas_survival_limits(curve$survival[k], curve$error[k], z, transform), c(1, 1))
  ends <- matrix(ends, nrow = 2)
  lapply(c(75, 50, 25), function(percent) {
    share <- 1 - percent / 100
    k <- which(curve$survival <= share + 1e-12)[1]
    tied <- !is.na(k) && abs(curve$survival[k] - share) <= 1e-12 && k < n
    estimate <- if (tied) (curve$time[k] + curve$time[k + 1]) / 2 else curve$time[k]
    low <- curve$time[which((!is.na(ends[1, ]) & ends[1, ] <= share) | curve$survival <= 0)[1]]
    high <- curve$time[which(ends[2, ] < share)[1]]
    list(percent, estimate, toupper(transform), low, high)
  })
}

# The mean survival time up to the last failure, and its standard error
sas_survival_mean <- function(curve) {
  m <- nrow(curve)
  if (!m) return(c(NA_real_, NA_real_))
  areas <- c(1, curve$survival[-m]) * diff(c(0, curve$time))
  after <- rev(cumsum(rev(areas)))[-1]
  inner <- seq_len(m - 1)
  n <- curve$at_risk[inner]
  d <- curve$failures[inner]
  failures <- sum(curve$failures)
  error <- if (failures > 1) sqrt(failures / (failures - 1) * sum(after^2 * d / n / (n - d))) else NA_real_
  c(sum(areas), error)
}

# The tests that the samples (values of the strata, times, failures) have one survival curve; the first `within` values are
# those of strata over which the tests are summed
sas_homogeneity <- function(samples, tests, within) {
  if (!length(samples)) return(lapply(tests, function(name) list(name, NA_real_, -1, NA_real_)))
  groups <- if (within) vapply(samples, function(one) as.character(one$values[[within + 1]]), "") else as.character(seq_along(samples))
  order <- unique(if (within) {
    values <- lapply(samples, function(one) one$values[[within + 1]])
    groups[order(unlist(values), method = "radix")]
  } else {
    groups
  })
  k <- length(order)
  strata <- vapply(samples, function(one) paste(unlist(one$values[seq_len(within)]), collapse = "\001"), "")
  lapply(tests, function(name) {
    if (name == "-2Log(LR)") {
      d <- vapply(samples, function(one) sum(one$failed), 1)
      t <- vapply(samples, function(one) sum(one$times), 1)
      chi <- if (sum(d) > 0) 2 * (sum(ifelse(d > 0, d * log(d / t), 0)) - sum(d) * log(sum(d) / sum(t))) else NA_real_
    } else {
      sums <- list(scores = numeric(k), spread = matrix(0, k, k))
      for (stratum in unique(strata)) {
        own <- which(strata == stratum)
        group <- rep(match(groups[own], order), vapply(samples[own], function(one) length(one$times), 1L))
        times <- unlist(lapply(samples[own], `[[`, "times"))
        sums <- sas_add_scores(name, times, unlist(lapply(samples[own], `[[`, "failed")), group, sums)
      }
      inner <- seq_len(k - 1)
      chi <- if (k > 1) sum(sums$scores[inner] * solve(sums$spread[inner, inner, drop = FALSE], sums$scores[inner])) else NA_real_
    }
    list(name, chi, k - 1, if (k > 1) stats::pchisq(chi, k - 1, lower.tail = FALSE) else NA_real_)
  })
}

# Add the weighted differences of observed and expected failures of a stratum, and their covariances
sas_add_scores <- function(name, times, failed, group, sums) {
  k <- length(sums$scores)
  peto <- 1
  for (time in sort(unique(times[failed]))) {
    at_risk <- tabulate(group[times >= time], k)
    failures <- tabulate(group[failed & times == time], k)
    n <- sum(at_risk)
    d <- sum(failures)
    peto <- peto * (1 - d / (n + 1))
    weight <- switch(name, Wilcoxon = n, Tarone = sqrt(n), Peto = peto, "Modified Peto" = peto * n / (n + 1), 1)
    sums$scores <- sums$scores + weight * (failures - d * at_risk / n)
    shares <- at_risk / n
    if (n > 1) sums$spread <- sums$spread + weight^2 * d * (n - d) / (n - 1) * (diag(shares, k) - outer(shares, shares))
  }
  sums
}
