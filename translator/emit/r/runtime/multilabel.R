# sas_summarize with MLF: a row counts in the group of each label of its value, and once in types without the variable. The
# labels are the values of the variables of `labels`, of `preloaded`, too. labels: list(label, low, high) with NULL for no end, and which ends are not in
# it; list(label) for all other values
sas_summarize_labels <- function(rows, classes, statistics, types, labels, by = character(0), missing = character(0),
                                 preloaded = list(), only = character(0), ...) {
  for (name in setdiff(names(labels), missing)) rows <- rows[!sas_gone(rows[[name]]), , drop = FALSE]
  for (name in intersect(only, names(labels))) {
    keep <- vapply(seq_len(nrow(rows)), function(k) {
      any(sas_labels_of(rows[[name]][k], labels[[name]]) %in% preloaded[[name]])
    }, TRUE)
    rows <- rows[keep, , drop = FALSE]
  }
  analysed <- vapply(statistics, `[`, "", 3)
  for (place in which(analysed %in% names(labels))) {
    itself <- paste(analysed[place], "itself")
    rows[[itself]] <- rows[[analysed[place]]]
    statistics[[place]][3] <- itself
  }
  count <- length(classes)
  active <- lapply(types, function(type) intersect(classes[bitwAnd(type, 2^(count - seq_len(count))) > 0], names(labels)))
  parts <- lapply(unique(active), function(chosen) {
    own <- rows
    for (name in names(labels)) {
      if (name %in% chosen) own <- sas_with_labels(own, name, labels[[name]]) else own[[name]] <- rep("", nrow(own))
    }
    same <- vapply(active, identical, TRUE, y = chosen)
    used <- setdiff(classes, setdiff(names(labels), chosen))
    sas_summarize(own, classes, statistics, types[same], by = by, missing = c(missing, names(labels)),
                  preloaded = preloaded[intersect(names(preloaded), used)], only = intersect(only, used), ...)
  })
  made <- dplyr::bind_rows(parts)
  type <- made[["_TYPE_"]]
  if (is.character(type)) type <- strtoi(type, base = 2)
  made[order(match(sas_group_keys(made, by), unique(sas_group_keys(rows, by))), match(type, types)), , drop = FALSE]
}

# The table with a row for each label of a column's value, and the labels as that column
sas_with_labels <- function(rows, name, ranges) {
  x <- rows[[name]]
  found <- lapply(seq_along(x), function(k) sas_labels_of(x[k], ranges))
  made <- rows[rep(seq_along(x), lengths(found)), , drop = FALSE]
  made[[name]] <- as.character(unlist(found))
  made
}

# The labels of a value; a value without any is its own label
sas_labels_of <- function(value, ranges) {
  equal <- function(end) if (is.character(value)) value == end else abs(value - end) <= 1e-12
  inside <- vapply(ranges, function(range) {
    if (length(range) == 1 || is.na(value)) return(FALSE)
    outside <- if (length(range) > 3) range[[4]] else ""
    above <- is.null(range[[2]]) || value > range[[2]] || (equal(range[[2]]) && !outside %in% c("low", "both"))
    below <- is.null(range[[3]]) || value < range[[3]] || (equal(range[[3]]) && !outside %in% c("high", "both"))
    above && below
  }, TRUE)
  others <- ranges[lengths(ranges) == 1]
  found <- if (any(inside)) ranges[inside] else others
  if (length(found)) unique(vapply(found, `[[`, "", 1)) else substr(sas_shown(value), 1, max(nchar(vapply(ranges, `[[`, "", 1))))
}
