# OneWayFreqs: the counts of each variable below one another, its values also as text in F_variable
sas_one_way_frequencies <- function(rows, variables, weight = NULL, zeros = FALSE, missing = FALSE, order = "unformatted",
                                    levels = list()) {
  parts <- lapply(variables, function(name) sas_counted_list(rows, name, weight, zeros, missing, order, levels, FALSE))
  list(OneWayFreqs = sas_stacked(parts))
}

# List: the combinations of each request below one another, their values also as text in F_variable
sas_list_frequencies <- function(rows, requests, weight = NULL, zeros = FALSE, missing = FALSE, order = "unformatted",
                                 levels = list(), sparse = FALSE) {
  parts <- lapply(requests, function(names) sas_counted_list(rows, names, weight, zeros, missing, order, levels, sparse))
  list(List = sas_stacked(parts))
}

# The counts of one request with cumulated ones; combinations with a missing level are left out
sas_counted_list <- function(rows, names, weight, zeros, missing, order, levels, sparse) {
  counted <- sas_count_levels(rows, names, weight = weight, zeros = zeros, missing = missing, order = order,
                              levels = levels, sparse = sparse)
  gone <- Reduce(`|`, lapply(names, function(name) sas_gone(counted[[name]])))
  if (!missing) counted <- counted[!gone, , drop = FALSE]
  made <- list(Table = rep(paste("Table", paste(names, collapse = " * ")), nrow(counted)))
  for (name in names) {
    made[[substr(paste0("F_", name), 1, 32)]] <- sas_shown_column(counted[[name]], levels[[name]])
    made[[name]] <- counted[[name]]
  }
  running <- cumsum(counted$COUNT)
  total <- sum(counted$COUNT)
  made$Frequency <- counted$COUNT
  made$Percent <- counted$PERCENT
  made$CumFrequency <- running
  made$CumPercent <- ifelse(is.na(counted$PERCENT), NA_real_, running / total * 100)
  tibble::as_tibble(made, .name_repair = "minimal")
}

# The tables of several requests below one another; a text that one of them has not is blank
sas_stacked <- function(parts) {
  made <- dplyr::bind_rows(parts)
  for (name in names(made)) if (is.character(made[[name]])) made[[name]][is.na(made[[name]])] <- ""
  made
}

# CrossTabFreqs of pairs of variables: cells, row totals (_TYPE_ 10), column totals (01) and the total (00)
sas_cross_frequencies <- function(rows, requests, weight = NULL, zeros = FALSE, missing = FALSE, order = "unformatted",
                                  levels = list()) {
  parts <- lapply(requests, function(pair) sas_crossed_list(rows, pair, weight, zeros, missing, order, levels))
  list(CrossTabFreqs = sas_stacked(parts))
}

# CrossTabFreqs of two variables
sas_crossed_list <- function(rows, variables, weight, zeros, missing, order, levels) {
  crossed <- sas_crossed_counts(rows, variables, weight, zeros, missing, order, levels)
  w <- if (is.null(weight)) rep(1, nrow(rows)) else rows[[weight]]
  keep <- !is.na(w) & (zeros | w != 0)
  if (!missing) for (name in variables) keep <- keep & !sas_gone(rows[[name]])
  used <- rows[keep, , drop = FALSE]
  lines <- list()
  if (length(crossed$strata)) {
    n <- crossed$strata[[1]]$counts
    heads <- lapply(variables, function(name) {
      used[[name]][sas_levels(used[[name]], w[keep], order, FALSE, levels[[name]])$row]
    })
    empty <- lapply(variables, function(name) if (is.character(rows[[name]])) "" else NA_real_)
    title <- paste("Table", paste(variables, collapse = " * "))
    total <- sum(n)
    share <- function(x, part) if (part == 0) NA_real_ else 100 * x / part
    add <- function(...) lines[[length(lines) + 1]] <<- list(title, ...)
    for (i in seq_along(heads[[1]])) {
      for (j in seq_along(heads[[2]])) {
        add(heads[[1]][i], heads[[2]][j], "11", "1", n[i, j], share(n[i, j], total), share(n[i, j], sum(n[i, ])),
            share(n[i, j], sum(n[, j])), NA_real_)
      }
      add(heads[[1]][i], empty[[2]], "10", "1", sum(n[i, ]), share(sum(n[i, ]), total), NA_real_, NA_real_, NA_real_)
    }
    for (j in seq_along(heads[[2]])) {
      add(empty[[1]], heads[[2]][j], "01", "1", sum(n[, j]), share(sum(n[, j]), total), NA_real_, NA_real_, NA_real_)
    }
    add(empty[[1]], empty[[2]], "00", "1", total, 100, NA_real_, NA_real_, crossed$lost)
  }
  numbers <- c("Frequency", "Percent", "RowPercent", "ColPercent", "Missing")
  kinds <- c(Table = "text", stats::setNames(sas_kinds(rows, variables), variables), "_TYPE_" = "text", "_TABLE_" = "text",
             stats::setNames(rep("number", 5), numbers))
  sas_frame(kinds, lines)
}

# NLevels: how many levels each variable has; those of missing values apart where there are any
sas_variable_levels <- function(rows, variables, labels = NULL, levels = list()) {
  counted <- lapply(variables, function(name) {
    x <- rows[[name]]
    first <- sas_levels(x, rep(1, length(x)), level = levels[[name]])$row
    c(length(first), sum(sas_gone(x[first])))
  })
  with_missing <- any(vapply(counted, `[`, 1, 2) > 0)
  lines <- Map(function(name, n) {
    c(list(name), if (!is.null(labels)) list(labels[[name]]), list(n[1]), if (with_missing) list(n[2], n[1] - n[2]))
  }, variables, counted)
  names <- c("NLevels", if (with_missing) c("NMissLevels", "NNonMissLevels"))
  texts <- c(TableVar = "text", if (!is.null(labels)) c(TableVarLabel = "text"))
  list(NLevels = sas_frame(c(texts, stats::setNames(rep("number", length(names)), names)), unname(lines)))
}
