# OneWayFreqs: the counts of each variable below one another, its values also as text in F_variable.
# shown: the columns of statistics of each request
sas_one_way_frequencies <- function(rows, variables, shown = NULL, weight = NULL, zeros = FALSE, missing = FALSE,
                                    order = "unformatted", levels = list()) {
  parts <- Map(function(name, statistics) {
    sas_counted_list(rows, name, statistics, weight, zeros, missing, order, levels, FALSE)
  }, variables, sas_shown_statistics(shown, variables))
  list(OneWayFreqs = sas_stacked(parts))
}

# List: the combinations of each request below one another, their values also as text in F_variable
sas_list_frequencies <- function(rows, requests, shown = NULL, weight = NULL, zeros = FALSE, missing = FALSE,
                                 order = "unformatted", levels = list(), sparse = FALSE) {
  parts <- Map(function(names, statistics) {
    sas_counted_list(rows, names, statistics, weight, zeros, missing, order, levels, sparse)
  }, requests, sas_shown_statistics(shown, requests))
  list(List = sas_stacked(parts))
}

# The columns of statistics of each request: those given, else counts and percentages, both cumulated
sas_shown_statistics <- function(shown, requests) {
  if (is.null(shown)) rep(list(c("Frequency", "Percent", "CumFrequency", "CumPercent")), length(requests)) else shown
}

# The counts of one request with cumulated ones; combinations with a missing level are left out
sas_counted_list <- function(rows, names, statistics, weight, zeros, missing, order, levels, sparse) {
  counted <- sas_count_levels(rows, names, weight = weight, zeros = zeros, missing = missing, order = order,
                              levels = levels, sparse = sparse)
  gone <- Reduce(`|`, lapply(names, function(name) sas_gone(counted[[name]])))
  if (!missing) counted <- counted[!gone, , drop = FALSE]
  made <- list(Table = rep(paste("Table", paste(names, collapse = " * ")), nrow(counted)))
  for (name in names) {
    made[[substr(paste0("F_", name), 1, 32)]] <- sas_shown_column(counted[[name]], levels[[name]])
    made[[name]] <- counted[[name]]
  }
  counts <- counted[[sas_added("COUNT", names)]]
  percents <- counted[[sas_added("PERCENT", names)]]
  running <- cumsum(counts)
  share <- ifelse(is.na(percents), NA_real_, running / sum(counts) * 100)
  values <- list(Frequency = counts, Percent = percents, CumFrequency = running, CumPercent = share)
  tibble::as_tibble(c(made, values[unlist(statistics)]), .name_repair = "minimal")
}

# The tables of several requests below one another; a text that one of them has not is blank
sas_stacked <- function(parts) {
  made <- dplyr::bind_rows(parts)
  for (name in names(made)) if (is.character(made[[name]])) made[[name]][is.na(made[[name]])] <- ""
  made
}

# CrossTabFreqs: the two-way tables of each request, of each stratum of its first variables
sas_cross_frequencies <- function(rows, requests, shown = NULL, weight = NULL, zeros = FALSE, missing = FALSE,
                                  order = "unformatted", levels = list()) {
  usual <- c("Frequency", "Percent", "RowPercent", "ColPercent", "Missing")
  if (is.null(shown)) shown <- rep(list(usual), length(requests))
  parts <- Map(function(names, statistics) {
    sas_crossed_list(rows, unlist(names), unlist(statistics), weight, zeros, missing, order, levels)
  }, requests, shown)
  list(CrossTabFreqs = sas_stacked(parts))
}

# CrossTabFreqs of one request
sas_crossed_list <- function(rows, variables, statistics, weight, zeros, missing, order, levels) {
  crossed <- sas_crossed_levels(rows, variables, weight, zeros, missing, order, levels)
  if (crossed$negative) sas_stop("R0602", "ERROR: CrossTabFreqs is not computed where weights are negative.")
  k <- length(variables)
  if (crossed$lost > 0 && length(crossed$strata) && k > 2) {
    sas_stop("R0602", "ERROR: CrossTabFreqs of more than two variables with missing values is not computed.")
  }
  heads <- lapply(crossed[c("rows", "columns")], function(x) c(x, if (is.character(x)) "" else NA_real_))
  title <- paste("Table", paste(variables, collapse = " * "))
  whole <- sum(vapply(crossed$strata, function(one) sum(one$counts), 1))
  lines <- list()
  for (number in seq_along(crossed$strata)) {
    stratum <- crossed$strata[[number]]
    for (cell in sas_two_way_cells(stratum$counts)) {
      values <- cell$values
      values[["TotalPercent"]] <- sas_percent(values[["Frequency"]], whole)
      if (cell$kind == "00") values[["Missing"]] <- crossed$lost
      kind <- paste0(strrep("1", k - 2), cell$kind)
      lines[[length(lines) + 1]] <- c(list(title), stratum$values,
                                      list(heads$rows[cell$row], heads$columns[cell$column], kind, as.character(number)),
                                      lapply(statistics, function(name) if (name %in% names(values)) values[[name]] else NA_real_))
    }
  }
  kinds <- c(Table = "text", stats::setNames(sas_kinds(rows, variables), variables), "_TYPE_" = "text", "_TABLE_" = "text",
             stats::setNames(rep("number", length(statistics)), statistics))
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
