# The variables of an effect such as a, a*b, b(a)
sas_effect_names <- function(effect) {
  if (effect == "Intercept") return(character(0))
  regmatches(effect, gregexpr("[A-Za-z0-9_]+", effect))[[1]]
}

# The covariates of an effect, x*x twice
sas_effect_covariates <- function(model, effect) {
  names <- sas_effect_names(effect)
  names[!names %in% model$classes]
}

# The columns of a model: for each effect one for each cell of its class variables that occurs in the rows
sas_model_effects <- function(rows, effects, classes, intercept = TRUE, order = "formatted", levels = list()) {
  model <- list(classes = classes, levels = levels, effects = c(if (intercept) "Intercept", effects))
  coded <- lapply(stats::setNames(classes, classes), function(name) {
    sas_levels(rows[[name]], rep(1, nrow(rows)), order, FALSE, levels[[name]])
  })
  model$values <- Map(function(name, one) rows[[name]][one$row], classes, coded)
  model$texts <- Map(function(name, values) sas_shown_column(values, levels[[name]]), classes, model$values)
  model$cells <- unlist(lapply(model$effects, function(effect) {
    names <- intersect(sas_effect_names(effect), classes)
    if (!length(names)) return(list(list(effect = effect, cell = integer(0))))
    codes <- lapply(coded[names], `[[`, "code")
    key <- do.call(paste, lapply(unname(codes), function(code) sprintf("%09d", code)))
    first <- match(sort(unique(key), method = "radix"), key)
    lapply(first, function(row) list(effect = effect, cell = vapply(codes, `[`, 1L, row)))
  }), recursive = FALSE)
  model$owner <- vapply(model$cells, `[[`, "", "effect")
  covariates <- setdiff(unlist(lapply(effects, sas_effect_names)), classes)
  model$means <- vapply(stats::setNames(covariates, covariates), function(name) mean(rows[[name]]), 1)
  model
}

# Does the effect contain the other one: the same covariates, its class variables and more?
sas_effect_contains <- function(model, effect, other) {
  mine <- sas_effect_names(effect)
  its <- sas_effect_names(other)
  identical(sort(sas_effect_covariates(model, effect)), sort(sas_effect_covariates(model, other))) &&
    all(intersect(its, model$classes) %in% mine) &&
    length(intersect(mine, model$classes)) > length(intersect(its, model$classes))
}

# The columns for rows; a row with a level that the model has not is missing
sas_model_matrix <- function(model, rows) {
  places <- lapply(stats::setNames(model$classes, model$classes), function(name) {
    form <- model$levels[[name]]
    known <- model$values[[name]]
    if (is.null(form)) match(rows[[name]], known) else match(form(rows[[name]]), form(known))
  })
  x <- vapply(model$cells, function(one) {
    column <- rep(1, nrow(rows))
    for (name in names(one$cell)) column <- column * (places[[name]] == one$cell[[name]])
    for (name in sas_effect_covariates(model, one$effect)) column <- column * rows[[name]]
    as.numeric(column)
  }, numeric(nrow(rows)))
  x <- matrix(x, nrow = nrow(rows))
  for (name in model$classes) x[is.na(places[[name]]), ] <- NA_real_
  x
}

# Rows reduced by Gauss and Jordan, and the column of each one's leading 1
sas_echelon <- function(rows, tolerance = 1e-8) {
  pivots <- integer(0)
  for (column in seq_len(ncol(rows))) {
    done <- length(pivots)
    if (done == nrow(rows)) break
    rest <- seq(done + 1, nrow(rows))
    best <- rest[which.max(abs(rows[rest, column]))]
    if (abs(rows[best, column]) <= tolerance) next
    here <- done + 1
    rows[c(here, best), ] <- rows[c(best, here), ]
    rows[here, ] <- rows[here, ] / rows[here, column]
    for (other in setdiff(seq_len(nrow(rows)), here)) rows[other, ] <- rows[other, ] - rows[other, column] * rows[here, ]
    pivots <- c(pivots, column)
  }
  list(rows = rows[seq_along(pivots), , drop = FALSE], pivots = pivots)
}

# The Type III estimable functions of an effect: only its columns and those of effects that contain it, orthogonal to the
# functions of the containing effects alone. `h` spans the estimable functions
sas_type_3_rows <- function(model, h, effect) {
  containing <- Filter(function(other) sas_effect_contains(model, other, effect), model$effects)
  own <- which(model$owner == effect)
  wide <- which(model$owner %in% containing)
  before <- setdiff(seq_along(model$owner), c(own, wide))
  order <- c(before, own, wide)
  found <- sas_echelon(h[, order, drop = FALSE])
  first <- length(before)
  last <- first + length(own)
  mine <- found$rows[found$pivots > first & found$pivots <= last, , drop = FALSE]
  theirs <- found$rows[found$pivots > last, , drop = FALSE]
  if (nrow(theirs)) mine <- mine - mine %*% t(theirs) %*% solve(theirs %*% t(theirs), theirs)
  back <- mine
  back[, order] <- mine
  back
}

# c(degrees of freedom, sum of squares) of the hypothesis that the functions are 0
sas_hypothesis <- function(fit, rows) {
  rows <- sas_echelon(rows)$rows
  if (!nrow(rows)) return(c(0, 0))
  estimate <- rows %*% fit$estimates
  c(nrow(rows), sum(estimate * solve(rows %*% fit$inverse %*% t(rows), estimate)))
}

# Do all combinations of the levels of each effect's class variables occur?
sas_filled <- function(model) {
  all(vapply(model$effects, function(effect) {
    cells <- model$cells[model$owner == effect]
    names <- names(cells[[1]]$cell)
    length(cells) == prod(vapply(names, function(name) length(model$texts[[name]]), 1))
  }, TRUE))
}

# The row of an ESTIMATE or CONTRAST: coefficients by effect; those of an effect spread evenly over the cells of effects
# that contain it and have none of their own
sas_stated_function <- function(model, coefficients) {
  row <- numeric(length(model$cells))
  given <- vapply(coefficients, function(one) one[[1]], "")
  for (one in coefficients) {
    effect <- one[[1]]
    values <- one[[2]]
    own <- which(model$owner == effect)[seq_along(values)]
    row[own] <- row[own] + values
    if (effect == "Intercept") next
    for (other in setdiff(Filter(function(e) sas_effect_contains(model, e, effect), model$effects), given)) {
      places <- which(model$owner == other)
      for (k in seq_along(values)) {
        cell <- model$cells[[own[k]]]$cell
        inside <- Filter(function(p) all(model$cells[[p]]$cell[names(cell)] == cell), places)
        row[inside] <- row[inside] + values[k] / length(inside)
      }
    }
  }
  row
}

# The row of a least-squares mean: levels as in the cell, others averaged, covariates at their means
sas_mean_function <- function(model, cell) {
  vapply(seq_along(model$cells), function(column) {
    effect <- model$owner[column]
    own <- model$cells[[column]]$cell
    shared <- intersect(names(own), names(cell))
    if (any(own[shared] != cell[shared])) return(0)
    free <- setdiff(names(own), names(cell))
    count <- if (grepl("(", effect, fixed = TRUE)) {
      sum(vapply(which(model$owner == effect), function(p) all(model$cells[[p]]$cell[shared] == own[shared]), TRUE))
    } else {
      prod(lengths(model$values[free]))
    }
    prod(model$means[sas_effect_covariates(model, effect)]) / count
  }, 1)
}

# Can the function be estimated?
sas_estimable <- function(row, h) max(abs(row - drop(row %*% h))) <= 1e-7 * max(1, abs(row))

# The estimate of a function and its standard error; missing where it cannot be estimated
sas_estimate_and_error <- function(fit, row, h) {
  if (!sas_estimable(row, h)) return(c(NA_real_, NA_real_))
  c(sum(row * fit$estimates), sqrt(max(drop(row %*% fit$inverse %*% row) * fit$mse, 0)))
}

# DF, SS, MS, F, p of a sum of squares against the error
sas_f_line <- function(df, ss, fit) {
  if (is.na(df) || !df) return(list(0, ss, NA, NA, NA))
  ratio <- if (!is.na(fit$mse) && fit$mse > 0) ss / df / fit$mse else NA_real_
  list(df, ss, ss / df, ratio, if (is.na(ratio)) NA else stats::pf(ratio, df, fit$df, lower.tail = FALSE))
}

# estimate, error, t, p
sas_t_line <- function(estimate, error, fit) {
  t <- if (!is.na(error) && error > 0) estimate / error else NA_real_
  list(estimate, error, t, if (is.na(t)) NA else 2 * stats::pt(-abs(t), fit$df))
}

# PROC GLM: effects such as `a`, `a*b`, `b(a)`, `x`, where `a` and `b` are class variables.
#
# estimates: list(label, divisor, list(list(effect, coefficients), ...)); contrasts: list(label, rows of such). Makes
# OverallANOVA, FitStatistics, ModelANOVA (sums of squares of the `types`), ParameterEstimates, Estimates, Contrasts, LSMeans,
# LSMEANS1 ... (OUT= of each effect), LSMeanCL, LSMeanDiffCL, Means, and OUT1 ... of `outputs` (keyword, column, dependent).
# `balanced`: PROC ANOVA, which is right only where Type I and Type III agree; else the step stops
sas_general_linear_models <- function(rows, dependents, effects, classes = character(0), intercept = TRUE, types = c(1, 3),
                                      weight = NULL, estimates = list(), contrasts = list(), lsmeans = character(0),
                                      means = character(0), outputs = list(), order = "formatted", alpha = 0.05,
                                      levels = list(), balanced = FALSE) {
  lines <- list()
  add <- function(key, ...) lines[[key]] <<- c(lines[[key]], list(c(...)))
  covariates <- setdiff(unlist(lapply(effects, sas_effect_names)), classes)
  complete <- rep(TRUE, nrow(rows))
  for (name in c(classes, covariates)) complete <- complete & !sas_gone(rows[[name]])
  w <- if (is.null(weight)) rep(1, nrow(rows)) else rows[[weight]]
  fits <- list()
  shown <- unique(unlist(lapply(lsmeans, sas_effect_names)))
  for (dependent in dependents) {
    keep <- complete & !is.na(rows[[dependent]]) & !is.na(w) & w > 0
    used <- rows[keep, , drop = FALSE]
    if (!nrow(used)) sas_stop("R0602", "ERROR: No valid observations are found.")
    model <- sas_model_effects(used, effects, classes, intercept, order, levels)
    x <- sas_model_matrix(model, used)
    y <- used[[dependent]]
    fit_of <- function(columns) sas_fit(x[, columns, drop = FALSE], y, if (!is.null(weight)) w[keep])
    everything <- rep(TRUE, ncol(x))
    fit <- fit_of(everything)
    h <- fit$inverse %*% crossprod(x * sqrt(w[keep]))
    fits[[dependent]] <- list(fit = fit, x = sas_model_matrix(model, rows))
    total <- if (intercept) fit$total else fit$raw_total
    all_df <- fit$n - intercept
    ssm <- total - fit$sse
    add("OverallANOVA", list(dependent, "Model"), sas_f_line(all_df - fit$df, ssm, fit))
    add("OverallANOVA", list(dependent, "Error", fit$df, fit$sse, fit$mse, NA, NA))
    name <- if (intercept) "Corrected Total" else "Uncorrected Total"
    add("OverallANOVA", list(dependent, name, all_df, total, NA, NA, NA))
    root <- sqrt(fit$mse)
    share <- if (total > 0) ssm / total else NA_real_
    add("FitStatistics", list(dependent, share, if (fit$mean != 0) 100 * root / fit$mean else NA, root, fit$mean))
    if (4 %in% types && !sas_filled(model)) {
      sas_stop("R0602", "ERROR: Type IV sums of squares of data with empty cells are not translated.")
    }
    for (kind in types) {
      for (effect in effects) {
        if (kind %in% 3:4) { # the same where no cell is empty
          line <- sas_hypothesis(fit, sas_type_3_rows(model, h, effect))
        } else {
          earlier <- if (kind == 1) effects[seq_len(match(effect, effects) - 1)] else
            Filter(function(e) e != effect && !sas_effect_contains(model, e, effect), effects)
          base <- model$owner %in% c("Intercept", earlier)
          small <- fit_of(base)
          large <- fit_of(base | model$owner == effect)
          line <- c(large$rank - small$rank, small$sse - large$sse)
        }
        if (balanced && any(abs(line - sas_hypothesis(fit, sas_type_3_rows(model, h, effect))) > 1e-8 * (1 + abs(line)))) {
          sas_stop("R0602", "ERROR: PROC ANOVA of unbalanced data: use PROC GLM.")
        }
        add("ModelANOVA", list(dependent, kind, effect), sas_f_line(line[1], line[2], fit))
      }
    }
    unit <- diag(length(model$cells))
    for (column in seq_along(model$cells)) {
      one <- model$cells[[column]]
      texts <- vapply(names(one$cell), function(name) model$texts[[name]][one$cell[[name]]], "")
      parameter <- if (length(texts)) paste(formatC(one$effect, width = -9), paste(texts, collapse = " ")) else one$effect
      spread <- if (fit$used[column]) sqrt(fit$inverse[column, column] * fit$mse) else NA_real_
      line <- sas_t_line(fit$estimates[column], spread, fit)
      mark <- if (fit$rank < length(model$cells) && !sas_estimable(unit[column, ], h)) "B" else ""
      add("ParameterEstimates", list(dependent, parameter), line[1], list(mark), line[-1])
    }
    for (one in estimates) {
      found <- sas_estimate_and_error(fit, sas_stated_function(model, one[[3]]) / one[[2]], h)
      add("Estimates", list(dependent, one[[1]]), sas_t_line(found[1], found[2], fit))
    }
    for (one in contrasts) {
      wanted <- do.call(rbind, lapply(one[[2]], function(stated) sas_stated_function(model, stated)))
      good <- all(apply(wanted, 1, sas_estimable, h))
      line <- if (good) sas_hypothesis(fit, wanted)
      add("Contrasts", list(dependent, one[[1]]), if (good) sas_f_line(line[1], line[2], fit) else as.list(rep(NA, 5)))
    }
    margin <- if (fit$df > 0) stats::qt(1 - alpha / 2, fit$df) else NA_real_
    for (number in seq_along(lsmeans)) {
      effect <- lsmeans[number]
      columns <- which(model$owner == effect)
      functions <- lapply(columns, function(k) sas_mean_function(model, model$cells[[k]]$cell))
      for (place in seq_along(columns)) {
        cell <- model$cells[[columns[place]]]$cell
        values <- lapply(stats::setNames(names(cell), names(cell)), function(name) model$values[[name]][cell[[name]]])
        found <- sas_estimate_and_error(fit, functions[[place]], h)
        add(paste0("LSMEANS", number), list(dependent), unname(values), list(found[1], found[2], place))
        of <- lapply(shown, function(name) if (is.null(values[[name]])) sas_absent(rows[[name]]) else values[[name]])
        add("LSMeans", list(effect, dependent), of, list(found[1], found[2], sas_t_line(found[1], found[2], fit)[[4]], place))
        add("LSMeanCL", list(effect, dependent), of, list(found[1] - margin * found[2], found[1], found[1] + margin * found[2]))
      }
      for (i in seq_along(functions)) {
        for (j in seq_along(functions)[-seq_len(i)]) {
          found <- sas_estimate_and_error(fit, functions[[i]] - functions[[j]], h)
          add("LSMeanDiffCL", list(effect, dependent, i, j, found[1] - margin * found[2], found[1], found[1] + margin * found[2]))
        }
      }
    }
  }
  columns <- sas_linear_model_tables(rows, shown)
  tables <- Map(function(types, key) sas_frame(types, lines[[key]]), columns, names(columns))
  numbers <- c(LSMEAN = "number", STDERR = "number", NUMBER = "number")
  for (number in seq_along(lsmeans)) {
    key <- paste0("LSMEANS", number)
    tables[[key]] <- sas_frame(c("_NAME_" = "text", sas_kinds(rows, sas_effect_names(lsmeans[number])), numbers), lines[[key]])
  }
  if (length(means)) tables$Means <- sas_cell_means(rows[complete, , drop = FALSE], dependents, means, order, levels)
  for (place in seq_along(outputs)) {
    table <- rows
    for (one in outputs[[place]]) {
      there <- fits[[one[3]]]
      table[[one[2]]] <- sas_prediction_statistics(there$fit, there$x, rows[[one[3]]], w, one[1])
    }
    tables[[paste0("OUT", place)]] <- table
  }
  tables
}

# The missing value of a column
sas_absent <- function(x) if (is.character(x)) "" else NA_real_

# The columns of the printed tables; `shown` are the class variables of LSMEANS
sas_linear_model_tables <- function(rows, shown) {
  kinds <- function(texts, numbers) {
    names <- c(strsplit(texts, " ")[[1]], strsplit(numbers, " ")[[1]])
    stats::setNames(ifelse(names %in% strsplit(texts, " ")[[1]], "text", "number"), names)
  }
  f <- "DF SS MS FValue ProbF"
  head <- c(kinds("Effect Dependent", ""), sas_kinds(rows, shown))
  list(
    OverallANOVA = kinds("Dependent Source", f), FitStatistics = kinds("Dependent", "RSquare CV RootMSE DepMean"),
    ModelANOVA = c(Dependent = "text", HypothesisType = "number", Source = "text", kinds("", f)),
    ParameterEstimates = c(
      Dependent = "text", Parameter = "text", Estimate = "number", Biased = "text", kinds("", "StdErr tValue Probt")
    ),
    Estimates = kinds("Dependent Parameter", "Estimate StdErr tValue Probt"), Contrasts = kinds("Dependent Source", f),
    LSMeans = c(head, kinds("", "LSMean StdErr Probt LSMeanNumber")), LSMeanCL = c(head, kinds("", "LowerCL LSMean UpperCL")),
    LSMeanDiffCL = kinds("Effect Dependent", "i j LowerCL Difference UpperCL")
  )
}

# MEANS: number, mean and standard deviation of the dependents in each cell of the effects
sas_cell_means <- function(rows, dependents, effects, order, levels) {
  for (name in dependents) rows <- rows[!is.na(rows[[name]]), , drop = FALSE]
  names <- unique(unlist(lapply(effects, sas_effect_names)))
  lines <- unlist(lapply(effects, function(effect) {
    model <- sas_model_effects(rows, effect, sas_effect_names(effect), FALSE, order, levels)
    x <- sas_model_matrix(model, rows)
    lapply(seq_along(model$cells), function(column) {
      cell <- model$cells[[column]]$cell
      inside <- rows[x[, column] == 1, , drop = FALSE]
      head <- lapply(names, function(name) {
        if (name %in% names(cell)) model$values[[name]][cell[[name]]] else sas_absent(rows[[name]])
      })
      values <- unlist(lapply(dependents, function(name) c(mean(inside[[name]]), stats::sd(inside[[name]]))))
      c(list(effect), head, list(nrow(inside)), as.list(values))
    })
  }), recursive = FALSE)
  numbers <- c("N", as.vector(rbind(paste0("Mean_", dependents), paste0("SD_", dependents))))
  sas_frame(c(Effect = "text", sas_kinds(rows, names), stats::setNames(rep("number", length(numbers)), numbers)), lines)
}
