# The columns that the effects of a model have, by the parameterization of its class variables. Levels are those of the rows
# given.
#
# codings: for each class variable list(param = "effect", "ref" or "glm") and, where they are not the default, ref (the text
# of the reference level), first (the first level is it, not the last), order, descending. `codes` holds the columns of a
# class variable's levels; `owner` and `labels` the effect of each column and the texts of its class variables' levels
sas_design <- function(rows, effects, codings, intercept = TRUE, levels = list()) {
  design <- list(classes = names(codings), levels = levels, effects = c(if (intercept) "Intercept", effects))
  for (name in names(codings)) {
    coding <- codings[[name]]
    order <- if (is.null(coding$order)) "formatted" else coding$order
    first <- sas_levels(rows[[name]], rep(1, nrow(rows)), order, isTRUE(coding$descending), levels[[name]])$row
    texts <- sas_shown_column(rows[[name]][first], levels[[name]])
    reference <- if (isTRUE(coding$first)) 1L else length(texts)
    if (!is.null(coding$ref)) {
      reference <- match(coding$ref, texts)
      if (is.na(reference)) sas_stop("R0602", paste0("ERROR: Invalid reference value for ", name, "."))
    }
    places <- seq_along(texts)
    if (coding$param == "glm") {  # the reference level comes last
      places <- c(places[-reference], reference)
      reference <- length(texts)
    }
    codes <- diag(length(texts))
    if (coding$param != "glm") {
      codes <- codes[, -reference, drop = FALSE]
      codes[reference, ] <- if (coding$param == "effect") -1 else 0
    }
    design$values[[name]] <- rows[[name]][first][places]
    design$texts[[name]] <- texts[places]
    design$reference[[name]] <- reference
    design$codes[[name]] <- codes
  }
  design$singular <- any(vapply(codings, function(coding) coding$param == "glm", TRUE))
  labels <- lapply(design$effects, function(effect) sas_design_labels(design, effect))
  design$owner <- rep(design$effects, lengths(labels))
  design$labels <- unlist(labels, recursive = FALSE)
  if (design$singular) {  # cells that do not occur have no columns
    kept <- lengths(design$labels) == 0 | colSums(sas_design_matrix(design, rows) != 0) > 0
    design$owner <- design$owner[kept]
    design$labels <- design$labels[kept]
    design$kept <- kept
  }
  design
}

# The texts of the class variables' levels for each column of an effect
sas_design_labels <- function(design, effect) {
  found <- list(character(0))
  for (name in intersect(sas_effect_names(effect), design$classes)) {
    own <- design$texts[[name]]
    if (ncol(design$codes[[name]]) < length(own)) own <- own[-design$reference[[name]]]
    found <- unlist(lapply(found, function(texts) lapply(own, function(text) c(texts, text))), recursive = FALSE)
  }
  found
}

# The columns for rows; a row with a level that the model has not is missing
sas_design_matrix <- function(design, rows) {
  x <- do.call(cbind, lapply(design$effects, function(effect) {
    block <- matrix(1, nrow(rows), 1)
    for (name in sas_effect_names(effect)) {
      own <- if (name %in% design$classes) {
        form <- design$levels[[name]]
        known <- design$values[[name]]
        place <- if (is.null(form)) match(rows[[name]], known) else match(form(rows[[name]]), form(known))
        design$codes[[name]][place, , drop = FALSE]
      } else {
        matrix(sas_plain(rows[[name]]), ncol = 1)
      }
      block <- do.call(cbind, lapply(seq_len(ncol(block)), function(k) block[, k] * own))
    }
    block
  }))
  if (is.null(design$kept)) unname(x) else unname(x[, design$kept, drop = FALSE])
}

# The ratios of an effect, list(text, row of coefficients): a covariate's unit, each level against the reference level
sas_comparisons <- function(design, effect) {
  own <- which(design$owner == effect)
  row <- numeric(length(design$owner))
  if (!effect %in% design$classes) {
    row[own] <- 1
    return(list(list(effect, row)))
  }
  width <- max(nchar(intersect(design$classes, design$effects)))
  texts <- design$texts[[effect]]
  reference <- design$reference[[effect]]
  codes <- design$codes[[effect]]
  lapply(seq_along(texts)[-reference], function(k) {
    row[own] <- codes[k, ] - codes[reference, ]
    list(paste0(formatC(effect, width = -width), " ", texts[k], " vs ", texts[reference]), row)
  })
}

# The effects of one variable that is in no other effect
sas_main_effects <- function(design) {
  names <- lapply(design$effects, sas_effect_names)
  alone <- vapply(names, function(own) length(own) == 1 && sum(vapply(names, function(other) own %in% other, TRUE)) == 1, TRUE)
  design$effects[alone]
}
