# BY: do the work for each group of rows and put the results one below the other, the BY variables in front.
# The work makes one table, or a list of several by name. Without rows it is done once, for its columns
sas_for_groups <- function(rows, by, work) {
  run <- sas_runs(rows, by)
  groups <- if (nrow(rows)) lapply(sas_rows_of_groups(run), function(inside) rows[inside, , drop = FALSE]) else list(rows)
  results <- lapply(groups, work)
  if (is.data.frame(results[[1]])) return(sas_below(groups, results, by))
  keys <- unique(unlist(lapply(results, names)))
  tables <- lapply(keys, function(key) {
    there <- vapply(results, function(result) !is.null(result[[key]]), TRUE)
    sas_below(groups[there], lapply(results[there], `[[`, key), by)
  })
  stats::setNames(tables, keys)
}

# The results of the groups as one table; BY variables that a result does not hold stand in front
sas_below <- function(groups, results, by) {
  parts <- Map(function(group, result) {
    if (!nrow(group)) result <- result[0, , drop = FALSE]
    absent <- setdiff(by, names(result))
    head <- lapply(absent, function(name) rep(group[[name]][1], nrow(result)))
    tibble::as_tibble(c(stats::setNames(head, absent), as.list(result)), .name_repair = "minimal")
  }, groups, results)
  made <- dplyr::bind_rows(parts)
  for (name in names(made)) if (is.character(made[[name]])) made[[name]][is.na(made[[name]])] <- ""
  made
}

# A table of rows (lists of values); `types` names its columns: "text" or "number"
sas_frame <- function(types, rows) {
  columns <- lapply(seq_along(types), function(i) {
    values <- lapply(rows, `[[`, i)
    if (types[i] == "text") vapply(values, as.character, "") else vapply(values, as.numeric, 1)
  })
  tibble::as_tibble(stats::setNames(columns, names(types)), .name_repair = "minimal")
}

# Print the tables of an analysis, each with its name
sas_show_tables <- function(lib, proc, tables, keys, title = "") {
  for (key in keys) {
    table <- if (is.data.frame(tables)) tables else tables[[key]]
    cells <- lapply(table, sas_shown)
    lines <- lapply(seq_len(nrow(table)), function(k) vapply(cells, `[`, "", k, USE.NAMES = FALSE))
    sas_show(lib, proc, key, title, names(table), lines)
  }
}

# list(values, rows) of each combination of class levels, in order; rows with a missing class value are left out.
# levels: formats by whose texts the values of a class are grouped; the lowest value stands for the group
sas_class_groups <- function(rows, classes, levels = list()) {
  if (!length(classes)) return(list(list(values = list(), rows = rows)))
  gone <- rep(FALSE, nrow(rows))
  for (name in classes) gone <- gone | sas_gone(rows[[name]])
  rows <- rows[!gone, , drop = FALSE]
  if (!nrow(rows)) return(list())
  coded <- lapply(classes, function(name) sas_levels(rows[[name]], rep(1, nrow(rows)), level = levels[[name]]))
  code <- do.call(paste, lapply(coded, function(one) sprintf("%09d", one$code)))
  lapply(sort(unique(code), method = "radix"), function(key) {
    inside <- which(code == key)
    values <- Map(function(name, one) rows[[name]][one$row[one$code[inside[1]]]], classes, coded)
    list(values = unname(values), rows = rows[inside, , drop = FALSE])
  })
}
