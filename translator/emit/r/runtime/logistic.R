# The likelihood of a binary logit model: its logarithm, gradient and information at given estimates
sas_logit_likelihood <- function(x, events, trials, weights) {
  function(estimates) {
    eta <- drop(x %*% estimates)
    p <- stats::plogis(eta)
    list(
      value = sum(weights * (events * eta + trials * stats::plogis(-eta, log.p = TRUE))),
      gradient = drop(crossprod(x, weights * (events - trials * p))),
      information = crossprod(x, x * (weights * trials * p * (1 - p)))
    )
  }
}

# Stop where the data are separated, so that no maximum exists ("Existence of Maximum Likelihood Estimates"): from the eighth
# step on, variances of the standardized columns above 5000
sas_separation_check <- function(x, events, trials, n) {
  spread <- apply(x, 2, function(column) sqrt(sum(n * (column - sum(n * column) / sum(n))^2) / sum(n)))
  function(turn, estimates, information) {
    if (turn < 8) return(invisible())
    usable <- sas_usable_columns(information, 1e-14)
    variances <- diag(sas_inverse_of(information, usable)) * spread^2
    if (all(usable) && !any(variances > 5000)) return(invisible())
    p <- stats::plogis(drop(x %*% estimates))
    right <- pmin(ifelse(events > 0, p, 1), ifelse(events < trials, 1 - p, 1))
    complete <- all(right > 0.99)
    sas_stop("R0603", paste0(
      "WARNING: There ", if (complete) "is a complete" else "is possibly a quasi-complete", " separation of data points. ",
      "The maximum likelihood estimate ", if (complete) "does" else "may", " not exist."
    ))
  }
}

# The number of each row's level, the values and texts of the two levels, which of them is the event
sas_response_levels <- function(rows, response, event, order, descending, levels) {
  form <- levels[[response]]
  found <- sas_levels(rows[[response]], rep(1, nrow(rows)), order, descending, form)
  values <- rows[[response]][found$row]
  texts <- sas_shown_column(values, form)
  if (length(texts) < 2) sas_stop("R0602", "ERROR: All observations have the same response. No statistics are computed.")
  if (length(texts) > 2) sas_stop("R0602", "PROC LOGISTIC of a response with more than two levels is not translated.")
  stated <- c(event$event, event$ref)
  chosen <- if (isTRUE(event$last)) 2L else 1L
  if (length(stated)) {
    place <- match(stated, texts)
    if (is.na(place)) sas_stop("R0602", paste0("ERROR: ", stated, " is no level of the response ", response, "."))
    chosen <- if (is.null(event$event)) 3L - place else place
  }
  list(code = found$code, values = values, texts = texts, chosen = chosen)
}

# PROC LOGISTIC of a binary response, or of events out of `trials`: Fisher scoring to GCONV=1E-8.
#
# event: list(event = text), list(ref = text) or list(last = TRUE): which level's probability is modelled, without it that of
# the first one in the order. codings: the class variables' parameterizations (see sas_design). Makes ModelInfo,
# ResponseProfile, ConvergenceStatus, FitStatistics, GlobalTests, ModelANOVA, ParameterEstimates, OddsRatios, CLOddsWald,
# Association, OUTEST and OUT with the c(keyword, column) pairs of `output`
sas_logistic_regression <- function(rows, response, effects, trials = NULL, event = list(), order = "formatted",
                                    descending = FALSE, codings = list(), frequency = NULL, weight = NULL, alpha = 0.05,
                                    expected = FALSE, covariances = FALSE, output = list(), output_alpha = 0.05, source = "",
                                    levels = list()) {
  names <- unique(unlist(lapply(effects, sas_effect_names)))
  counts <- if (is.null(frequency)) rep(1, nrow(rows)) else floor(rows[[frequency]])
  weights <- if (is.null(weight)) rep(1, nrow(rows)) else rows[[weight]]
  known <- !is.na(counts) & counts >= 1 & !is.na(weights) & weights > 0
  for (name in c(names, response)) known <- known & !sas_gone(rows[[name]])
  if (!is.null(trials)) {
    r <- rows[[response]]
    m <- rows[[trials]]
    known <- known & !is.na(m) & r >= 0 & m > 0 & r <= m
  }
  if (!any(known)) sas_stop("R0602", "ERROR: No valid observations.")
  used <- rows[known, , drop = FALSE]
  n <- counts[known]
  w <- weights[known] * n
  if (is.null(trials)) {
    profile <- sas_response_levels(used, response, event, order, descending, levels)
    events <- as.numeric(profile$code == profile$chosen)
    tries <- rep(1, nrow(used))
  } else {
    profile <- list(texts = c("Event", "Nonevent"), chosen = 1L)
    events <- r[known]
    tries <- m[known]
  }
  design <- sas_design(used, effects, codings, TRUE, levels)
  x <- sas_design_matrix(design, used)
  likelihood <- sas_logit_likelihood(x, events, tries, w)
  start <- numeric(ncol(x))
  start[1] <- log(sum(w * events) / sum(w * (tries - events)))
  before <- likelihood(start)
  slopes <- seq_along(start) > 1
  usable <- sas_usable_columns(before$information)
  score <- c(sum(before$gradient * (sas_inverse_of(before$information, usable) %*% before$gradient)), sum(usable & slopes))
  fit <- sas_maximize(likelihood, start, sas_separation_check(x, events, tries, n))

  lines <- list(
    ConvergenceStatus = list(list("Convergence criterion (GCONV=1E-8) satisfied.", 0)),
    GlobalTests = sas_global_tests(fit, before$value, score, slopes), ModelANOVA = sas_effect_tests(design, fit)
  )
  about <- c("Data Set" = source)
  about <- c(about, if (is.null(trials)) c("Response Variable" = response, "Number of Response Levels" = "2") else
    c("Response Variable (Events)" = response, "Response Variable (Trials)" = trials))
  about <- c(about, "Frequency Variable" = frequency, "Weight Variable" = weight, "Model" = "binary logit")
  about <- c(about, "Optimization Technique" = "Fisher's scoring")
  lines$ModelInfo <- Map(list, names(about), unname(about))
  happened <- list(events, tries - events)
  if (profile$chosen == 2) happened <- rev(happened)
  lines$ResponseProfile <- lapply(1:2, function(k) {
    c(list(k, profile$texts[k], sum(n * happened[[k]])), if (!is.null(weight)) list(sum(w * happened[[k]])))
  })
  total <- log(sum(n * tries))
  size <- sum(fit$used)
  lines$FitStatistics <- list(
    list("AIC", 2 - 2 * before$value, 2 * size - 2 * fit$value),
    list("SC", total - 2 * before$value, size * total - 2 * fit$value), list("-2 Log L", -2 * before$value, -2 * fit$value)
  )
  wide <- max(vapply(effects, function(effect) sum(sas_effect_names(effect) %in% names(codings)), 1))
  unit <- diag(length(start))
  lines$ParameterEstimates <- lapply(seq_along(start), function(k) {
    texts <- c(design$labels[[k]], rep("", wide - length(design$labels[[k]])))
    there <- fit$used[k]
    line <- sas_wald_line(fit$estimates[k], if (there) sas_combination_error(fit, unit[k, ]) else NA_real_)
    more <- if (expected) list(if (there) exp(fit$estimates[k]) else NA_real_)
    c(list(design$owner[k]), as.list(texts), list(there + 0), line, more, list("MLE"))
  })
  z <- stats::qnorm(1 - alpha / 2)
  lines$OddsRatios <- unlist(lapply(sas_main_effects(design), function(effect) {
    lapply(sas_comparisons(design, effect), function(one) c(list(one[[1]]), sas_odds_ratio_line(fit, one[[2]], z)))
  }), recursive = FALSE)
  lines$CLOddsWald <- lapply(lines$OddsRatios, append, list(1), after = 1)
  lines$Association <- sas_association_lines(drop(x %*% fit$estimates), n * events, n * (tries - events))
  lines$OUTEST <- sas_estimated_rows(fit, design$owner, response, covariances)
  columns <- sas_logistic_tables(wide, !is.null(weight), expected, effects)
  tables <- Map(function(types, key) sas_frame(types, lines[[key]]), columns, names(columns))
  y <- list(events = rep(NA_real_, nrow(rows)), trials = if (is.null(trials)) rep(1, nrow(rows)) else m)
  y$events[known] <- events
  tables$OUT <- sas_logistic_output(rows, design, fit, y, weights, output, profile$values[profile$chosen], output_alpha)
  tables
}

# odds ratio and its limits; missing where no parameter of the comparison is estimated
sas_odds_ratio_line <- function(fit, row, z) {
  if (!any(fit$used[row != 0])) return(list(NA_real_, NA_real_, NA_real_))
  value <- sum(row * fit$estimates)
  as.list(exp(value + c(0, -z, z) * sas_combination_error(fit, row)))
}

# Concordant, discordant and tied pairs of an event and a nonevent, without binning
sas_association_lines <- function(eta, events, others) {
  order <- base::order(eta)
  group <- cumsum(c(FALSE, diff(eta[order]) > 1e-10))
  events <- vapply(split(events[order], group), sum, 1)
  others <- vapply(split(others[order], group), sum, 1)
  pairs <- sum(events) * sum(others)
  concordant <- sum(events * (cumsum(others) - others))
  tied <- sum(events * others)
  discordant <- pairs - concordant - tied
  total <- sum(events) + sum(others)
  share <- c(100 * concordant / pairs, 100 * discordant / pairs, 100 * tied / pairs, pairs)
  distance <- concordant - discordant
  gamma <- if (concordant + discordant > 0) distance / (concordant + discordant) else NA_real_
  rank <- c(distance / pairs, gamma, distance / (0.5 * total * (total - 1)), (concordant + 0.5 * tied) / pairs)
  left <- c("Percent Concordant", "Percent Discordant", "Percent Tied", "Pairs")
  right <- c("Somers' D", "Gamma", "Tau-a", "c")
  decimals <- c(1, 1, 1, 0)
  lapply(1:4, function(k) {
    list(left[k], sas_fixed_text(share[k], decimals[k]), share[k], right[k], sas_fixed_text(rank[k], 3), rank[k])
  })
}

# A number with a fixed number of decimals, halves away from zero
sas_fixed_text <- function(value, decimals) {
  if (is.na(value)) return(".")
  scaled <- floor(abs(value) * 10^decimals + 0.5 + 1e-9) / 10^decimals
  paste0(if (value < 0 && scaled > 0) "-", formatC(scaled, digits = decimals, format = "f"))
}

# The rows of OUTEST=: the estimates, with COVOUT their covariances too
sas_estimated_rows <- function(fit, names, response, covariances) {
  line <- function(type, name, values) c(list("LOGIT", type, "0 Converged", name), as.list(values), list(fit$value, "MLE"))
  more <- if (covariances) lapply(seq_along(names), function(k) line("COV", names[k], fit$inverse[k, ]))
  c(list(line("PARMS", response, fit$estimates)), more)
}

# OUT= of OUTPUT: the input with the level whose probability is modelled (`_LEVEL_`) and the statistics
sas_logistic_output <- function(rows, design, fit, y, weights, output, level, alpha) {
  x <- sas_design_matrix(design, rows)
  eta <- drop(x %*% fit$estimates)
  error <- sqrt(pmax(rowSums((x %*% fit$inverse) * x), 0))
  z <- stats::qnorm(1 - alpha / 2)
  p <- stats::plogis(eta)
  root <- sqrt(ifelse(weights > 0, weights, NA_real_))
  events <- y$events
  others <- y$trials - events
  deviance <- ifelse(events > 0, events * log(events / (y$trials * p)), 0) +
    ifelse(others > 0, others * log(others / (y$trials * (1 - p))), 0)
  made <- list(
    XBETA = eta, STDXBETA = error, P = p, LOWER = stats::plogis(eta - z * error), UPPER = stats::plogis(eta + z * error),
    RESCHI = root * (events - y$trials * p) / sqrt(y$trials * p * (1 - p)),
    RESDEV = root * sign(events - y$trials * p) * sqrt(2 * pmax(deviance, 0))
  )
  keywords <- vapply(output, `[`, "", 1)
  if (!is.null(level) && any(keywords %in% c("XBETA", "STDXBETA", "P", "LOWER", "UPPER"))) rows$`_LEVEL_` <- level
  for (one in output) rows[[one[2]]] <- sas_plain(made[[one[1]]])
  rows
}

# The columns of the tables
sas_logistic_tables <- function(wide, weighted, expected, effects) {
  kinds <- function(texts, numbers) {
    c(stats::setNames(rep("text", length(texts)), texts), stats::setNames(rep("number", length(numbers)), numbers))
  }
  limits <- c("OddsRatioEst", "LowerCL", "UpperCL")
  classes <- if (wide > 0) paste0("ClassVal", seq_len(wide) - 1)
  estimates <- c("DF", "Estimate", "StdErr", "WaldChiSq", "ProbChiSq", if (expected) "ExpEst")
  list(
    ModelInfo = kinds(c("Description", "Value"), NULL),
    ResponseProfile = c(kinds(NULL, "OrderedValue"), kinds("Outcome", c("Count", if (weighted) "Weight"))),
    ConvergenceStatus = kinds("Reason", "Status"), FitStatistics = kinds("Criterion", c("InterceptOnly", "InterceptAndCovariates")),
    GlobalTests = kinds("Test", c("ChiSq", "DF", "ProbChiSq")), ModelANOVA = kinds("Effect", c("DF", "WaldChiSq", "ProbChiSq")),
    ParameterEstimates = c(kinds(c("Variable", classes), estimates), kinds("_ESTTYPE_", NULL)),
    OddsRatios = kinds("Effect", limits), CLOddsWald = kinds("Effect", c("Unit", limits)),
    Association = c(kinds(c("Label1", "cValue1"), "nValue1"), kinds(c("Label2", "cValue2"), "nValue2")),
    OUTEST = c(
      kinds(c("_LINK_", "_TYPE_", "_STATUS_", "_NAME_"), c("Intercept", effects, "_LNLIKE_")), kinds("_ESTTYPE_", NULL)
    )
  )
}
