# PROC REG: models are list(label, dependent, regressors, intercept?).
#
# Makes OUTEST (rows of the `types`; with rsquare also _IN_ _P_ _EDF_ _RSQ_), OUT1, OUT2 … for the outputs
# (model's label, list of c(keyword, column, dependent)), ANOVA, FitStatistics, ParameterEstimates (with the extra columns
# of stb, tol, vif, clb)
sas_regress <- function(rows, models, weight = NULL, outputs = list(), types = "PARMS", rsquare = FALSE,
                        extra = character(0), labels = NULL) {
  names <- unique(unlist(lapply(models, `[[`, 3)))
  dependents <- setdiff(unique(vapply(models, `[[`, "", 2)), names)
  w <- if (is.null(weight)) rep(1, nrow(rows)) else rows[[weight]]
  estimated <- anova <- statistics <- parameters <- fits <- list()
  design <- function(regressors, intercept) {
    x <- as.matrix(rows[regressors])
    if (intercept) x <- cbind(1, x)
    unname(x)
  }
  for (model in models) {
    label <- model[[1]]
    dependent <- model[[2]]
    intercept <- model[[4]]
    x <- design(model[[3]], intercept)
    y <- rows[[dependent]]
    keep <- stats::complete.cases(rows[c(names, dependents)]) & !is.na(w) & w > 0  # one set of rows for all the models
    fit <- sas_fit(x[keep, , drop = FALSE], y[keep], if (is.null(weight)) NULL else w[keep])
    fits[[paste(label, dependent)]] <- list(fit = fit, x = x)
    total <- if (intercept) fit$total else fit$raw_total
    model_df <- fit$rank - intercept
    root <- sqrt(fit$mse)
    ssm <- total - fit$sse
    all_df <- fit$n - intercept
    share <- if (total > 0) ssm / total else NA_real_
    ratio <- if (model_df > 0 && isTRUE(fit$mse > 0)) ssm / model_df / fit$mse else NA_real_
    chance <- stats::pf(ratio, model_df, fit$df, lower.tail = FALSE)
    anova <- c(anova, list(
      list(label, dependent, "Model", model_df, ssm, if (model_df > 0) ssm / model_df else NA_real_, ratio, chance),
      list(label, dependent, "Error", fit$df, fit$sse, fit$mse, NA_real_, NA_real_),
      list(label, dependent, if (intercept) "Corrected Total" else "Uncorrected Total", all_df, total, NA_real_, NA_real_, NA_real_)
    ))
    adjusted <- if (fit$df > 0) 1 - (1 - share) * all_df / fit$df else NA_real_
    variation <- if (fit$mean != 0) 100 * root / fit$mean else NA_real_
    four <- function(value) if (is.na(value)) "." else sas_fixed(value, 4)
    statistics <- c(statistics, list(
      list(label, dependent, "Root MSE", sas_shown(root), root, "R-Square", four(share), share),
      list(label, dependent, "Dependent Mean", sas_shown(fit$mean), fit$mean, "Adj R-Sq", four(adjusted), adjusted),
      list(label, dependent, "Coeff Var", sas_shown(variation), variation, "", "", NA_real_)
    ))
    quantile <- if (fit$df > 0) stats::qt(0.975, fit$df) else NA_real_
    columns <- c(if (intercept) "Intercept", model[[3]])
    t <- ifelse(fit$used & fit$errors > 0, fit$estimates / fit$errors, NA_real_)
    p <- 2 * stats::pt(-abs(t), fit$df)
    for (k in seq_along(columns)) {
      name <- columns[k]
      shown <- if (!is.null(labels)) list(if (name == "Intercept") "Intercept" else labels[[name]])
      more <- sas_extra_columns(extra, fit, x[keep, k], w[keep], k, name == "Intercept", quantile)
      parameters[[length(parameters) + 1]] <-
        c(list(label, dependent, name), shown, list(fit$used[k] + 0, fit$estimates[k], fit$errors[k], t[k], p[k]), as.list(more))
    }
    for (kind in types) {
      values <- switch(
        kind,
        PARMS = fit$estimates, STDERR = fit$errors, SEB = fit$errors, T = t, PVALUE = p,
        L95B = fit$estimates - quantile * fit$errors, U95B = fit$estimates + quantile * fit$errors
      )
      cells <- lapply(c("Intercept", names, dependents), function(name) {
        if (name %in% columns) return(values[match(name, columns)])
        if (name == dependent && kind %in% c("PARMS", "SEB")) -1 else NA_real_
      })
      fit_cells <- if (kind == "PARMS") list(fit$rank - intercept, fit$rank, fit$df, share) else as.list(rep(NA_real_, 4))
      estimated[[length(estimated) + 1]] <- c(list(label, kind, dependent, root), cells, if (rsquare) fit_cells)
    }
  }
  made <- list()
  for (place in seq_along(outputs)) {
    table <- rows
    for (one in outputs[[place]][[2]]) {
      found <- fits[[paste(outputs[[place]][[1]], one[3])]]
      table[[one[2]]] <- sas_prediction_statistics(found$fit, found$x, rows[[one[3]]], w, one[1])
    }
    made[[paste0("OUT", place)]] <- table
  }
  kinds <- function(texts, numbers) {
    c(stats::setNames(rep("text", length(texts)), texts), stats::setNames(rep("number", length(numbers)), numbers))
  }
  numbers <- c("_RMSE_", "Intercept", names, dependents, if (rsquare) c("_IN_", "_P_", "_EDF_", "_RSQ_"))
  made$OUTEST <- sas_frame(kinds(c("_MODEL_", "_TYPE_", "_DEPVAR_"), numbers), estimated)
  made$ANOVA <- sas_frame(kinds(c("Model", "Dependent", "Source"), c("DF", "SS", "MS", "FValue", "ProbF")), anova)
  made$FitStatistics <- sas_frame(c(
    kinds(c("Model", "Dependent", "Label1", "cValue1"), "nValue1"), kinds(c("Label2", "cValue2"), "nValue2")
  ), statistics)
  more <- list(stb = "StandardizedEst", tol = "Tolerance", vif = "VarianceInflation", clb = c("LowerCL", "UpperCL"))
  wanted <- c("DF", "Estimate", "StdErr", "tValue", "Probt", unlist(more[names(more) %in% extra], use.names = FALSE))
  made$ParameterEstimates <- sas_frame(kinds(c("Model", "Dependent", "Variable", if (!is.null(labels)) "Label"), wanted), parameters)
  made
}

# STB, TOL, VIF and CLB of one parameter
sas_extra_columns <- function(extra, fit, column, w, place, intercept, quantile) {
  value <- fit$estimates[place]
  spread <- sum(w * (column - sum(w * column) / sum(w))^2)
  inflation <- if (intercept) 0 else fit$inverse[place, place] * spread
  c(
    if ("stb" %in% extra) (if (intercept) 0 else value * sqrt(spread / fit$total)),
    if ("tol" %in% extra) (if (intercept) NA_real_ else 1 / inflation),
    if ("vif" %in% extra) inflation,
    if ("clb" %in% extra) c(value - quantile * fit$errors[place], value + quantile * fit$errors[place])
  )
}
