# The partial likelihood of strata, list(x, times, failed): its logarithm, gradient and information at given estimates.
# Tied times: "breslow" lets each event of a time face the whole risk set, "efron" the average one
sas_partial_likelihood <- function(strata, ties) {
  function(estimates) {
    p <- length(estimates)
    value <- 0
    gradient <- numeric(p)
    information <- matrix(0, p, p)
    for (stratum in strata) {
      x <- stratum$x
      eta <- drop(x %*% estimates)
      weight <- exp(eta)
      s0 <- 0
      s1 <- numeric(p)
      s2 <- matrix(0, p, p)
      for (time in sort(unique(stratum$times), decreasing = TRUE)) {
        here <- stratum$times == time
        s0 <- s0 + sum(weight[here])
        s1 <- s1 + colSums(x[here, , drop = FALSE] * weight[here])
        s2 <- s2 + crossprod(x[here, , drop = FALSE], x[here, , drop = FALSE] * weight[here])
        events <- here & stratum$failed
        d <- sum(events)
        if (!d) next
        own <- x[events, , drop = FALSE]
        value <- value + sum(eta[events])
        gradient <- gradient + colSums(own)
        t0 <- sum(weight[events])
        t1 <- colSums(own * weight[events])
        t2 <- crossprod(own, own * weight[events])
        for (k in seq_len(d) - 1) {
          share <- if (ties == "efron") k / d else 0
          a0 <- s0 - share * t0
          a1 <- s1 - share * t1
          value <- value - log(a0)
          gradient <- gradient - a1 / a0
          information <- information + (s2 - share * t2) / a0 - outer(a1, a1) / a0^2
        }
      }
    }
    list(value = value, gradient = gradient, information = information)
  }
}

# PROC PHREG: Newton's method to GCONV=1E-8. Rows with a missing or negative time or another missing value are left out.
#
# codings: the class variables' parameterizations (see sas_design). Makes ModelInfo, CensoredSummary, ConvergenceStatus,
# FitStatistics, GlobalTests, ModelANOVA and ParameterEstimates (with `limits` those of the hazard ratios)
sas_proportional_hazards <- function(rows, time, effects, status = NULL, censored = numeric(0), codings = list(),
                                     strata = character(0), ties = "breslow", limits = FALSE, alpha = 0.05, labels = list(),
                                     source = "", levels = list()) {
  names <- unique(unlist(lapply(effects, sas_effect_names)))
  known <- !is.na(rows[[time]]) & rows[[time]] >= 0
  for (name in c(names, strata, status)) known <- known & !sas_gone(rows[[name]])
  if (!any(known)) sas_stop("R0602", "ERROR: No valid observations.")
  used <- rows[known, , drop = FALSE]
  failed <- if (is.null(status)) rep(TRUE, nrow(used)) else !used[[status]] %in% censored
  if (!any(failed)) sas_stop("R0602", "ERROR: There are no events.")
  design <- sas_design(used, effects, codings, FALSE, levels)
  x <- sas_design_matrix(design, used)
  used$`_ROW_` <- seq_len(nrow(used))
  parts <- lapply(sas_class_groups(used, strata, levels), function(group) group$rows$`_ROW_`)
  # shifts of a stratum do not count; a column that is constant in all strata becomes 0
  for (part in parts) x[part, ] <- sweep(x[part, , drop = FALSE], 2, x[part[1], ])
  likelihood <- sas_partial_likelihood(lapply(parts, function(part) {
    list(x = x[part, , drop = FALSE], times = used[[time]][part], failed = failed[part])
  }), ties)
  start <- numeric(ncol(x))
  before <- likelihood(start)
  usable <- sas_usable_columns(before$information)
  score <- c(sum(before$gradient * (sas_inverse_of(before$information, usable) %*% before$gradient)), sum(usable))
  fit <- sas_maximize(likelihood, start)

  size <- sum(fit$used)
  about <- c("Data Set" = source, "Dependent Variable" = time)
  if (!is.null(status)) {
    about <- c(about, "Censoring Variable" = status, "Censoring Value(s)" = paste(sas_shown(censored), collapse = " "))
  }
  about <- c(about, "Ties Handling" = toupper(ties))
  groups <- c(if (length(strata)) parts, list(seq_along(failed)))
  summary <- lapply(seq_along(groups), function(k) {
    events <- sum(failed[groups[[k]]])
    n <- length(groups[[k]])
    c(if (length(strata)) list(if (k < length(groups)) as.character(k) else "Total"), list(n, events, n - events, 100 * (n - events) / n))
  })
  minus <- -2 * before$value
  lines <- list(
    ModelInfo = Map(list, names(about), unname(about)), CensoredSummary = summary,
    ConvergenceStatus = list(list("Convergence criterion (GCONV=1E-8) satisfied.", 0)),
    FitStatistics = list(
      list("-2 LOG L", minus, -2 * fit$value), list("AIC", minus, 2 * size - 2 * fit$value),
      list("SBC", minus, size * log(sum(failed)) - 2 * fit$value)
    ),
    GlobalTests = sas_global_tests(fit, before$value, score, rep(TRUE, length(start))),
    ModelANOVA = sas_effect_tests(design, fit)
  )
  wide <- max(vapply(effects, function(effect) sum(sas_effect_names(effect) %in% names(codings)), 1))
  z <- if (limits) stats::qnorm(1 - alpha / 2)
  alone <- sas_main_effects(design)
  lines$ParameterEstimates <- lapply(seq_along(start), function(k) {
    effect <- design$owner[k]
    texts <- design$labels[[k]]
    shown <- as.list(c(effect, texts, rep("", wide - length(texts))))
    c(shown, sas_hazard_line(fit, k, effect %in% alone, z), list(sas_parameter_label(effect, texts, codings, labels)))
  })
  columns <- sas_hazard_tables(wide, limits, length(strata) > 0)
  Map(function(types, key) sas_frame(types, lines[[key]]), columns, names(columns))
}

# DF, estimate, error, chi-square, p, hazard ratio of a parameter, with z the ratio's limits; ratios only of effects that are
# in no interaction
sas_hazard_line <- function(fit, column, alone, z) {
  there <- fit$used[column]
  value <- fit$estimates[column]
  error <- if (there) sas_combination_error(fit, diag(length(fit$used))[column, ]) else NA_real_
  ratios <- c(value, if (!is.null(z)) value + c(-z, z) * error)
  shown <- if (alone && there) exp(ratios) else rep(NA_real_, length(ratios))
  c(list(there + 0), sas_wald_line(value, error), as.list(shown))
}

# The label of a parameter: those of its variables, with the levels of class variables
sas_parameter_label <- function(effect, texts, codings, labels) {
  names <- sas_effect_names(effect)
  shown <- vapply(names, function(name) if (is.null(labels[[name]])) "" else labels[[name]], "")
  if (!length(texts) && length(names) == 1) return(unname(shown))
  shown[shown == ""] <- names[shown == ""]
  of_class <- names %in% names(codings)
  shown[of_class] <- paste(shown[of_class], texts)
  paste(shown, collapse = " * ")
}

# The columns of the tables
sas_hazard_tables <- function(wide, limits, stratified) {
  kinds <- function(texts, numbers) {
    c(stats::setNames(rep("text", length(texts)), texts), stats::setNames(rep("number", length(numbers)), numbers))
  }
  classes <- if (wide > 0) paste0("ClassVal", seq_len(wide) - 1)
  ratios <- c("HazardRatio", if (limits) c("HRLowerCL", "HRUpperCL"))
  list(
    ModelInfo = kinds(c("Description", "Value"), NULL),
    CensoredSummary = kinds(if (stratified) "Stratum", c("Total", "Event", "Censored", "PctCens")),
    ConvergenceStatus = kinds("Reason", "Status"), FitStatistics = kinds("Criterion", c("WithoutCovariates", "WithCovariates")),
    GlobalTests = kinds("Test", c("ChiSq", "DF", "ProbChiSq")), ModelANOVA = kinds("Effect", c("DF", "WaldChiSq", "ProbChiSq")),
    ParameterEstimates = c(
      kinds(c("Parameter", classes), c("DF", "Estimate", "StdErr", "ChiSq", "ProbChiSq", ratios)), kinds("Label", NULL)
    )
  )
}
