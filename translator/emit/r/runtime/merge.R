# MERGE with BY of two tables, whatever the multiplicity: rows are paired in order, the last row of a shorter BY
# group stays; a shared column comes from the side read last. `in_left`, `in_right` name columns for IN=; `rows`: only the
# BY groups that the "left" side has, the "right" one, or "both"
sas_merge_by <- function(left, right, by, in_left = "", in_right = "", rows = "") {
  wanted <- switch(rows, left = 1, right = 2, both = 1:2)
  sas_paired(list(left, right), by, c(in_left, in_right), wanted)
}

# MERGE of tables with any columns: as sas_merge_by, or, without `by`, the first rows of all, then the second ones, …
# Columns are the same in any case of letters. `flags` name a column for IN= of each table ("": none), `names_` the tables
# whose BY order is checked ("": it is proved). Text is cut to `lengths`. Only the BY groups that all `wanted` tables have
# are made
sas_merge_all <- function(tables, by = character(0), flags = NULL, names_ = NULL, lengths = NULL, wanted = NULL) {
  sas_paired(sas_alike(tables, by, flags, names_, lengths), by, flags, wanted)
}

# SET of tables with any columns: one after the other, or interleaved by the keys ("-x" descends). Arguments as in
# sas_merge_all
sas_stack <- function(tables, by = character(0), flags = NULL, names_ = NULL, lengths = NULL) {
  tables <- sas_alike(tables, by, flags, names_, lengths)
  made <- sas_fill_text(bind_rows(tables))
  from <- rep(seq_along(tables), vapply(tables, nrow, 1L))
  for (i in which(flags != "")) made[[flags[i]]] <- from == i
  if (length(by)) sas_arrange(made, by) else made
}

# The tables with their columns spelled as `by`, else as in the first that has them; in BY order, else stop
sas_alike <- function(tables, by, flags, names_, lengths) {
  keys <- sub("^-", "", by)
  spelled <- c(keys, unlist(lapply(tables, names)))
  spelled <- spelled[!duplicated(tolower(spelled))]
  sas_check_inputs(tables, keys)
  for (i in seq_along(tables)) {
    names(tables[[i]]) <- spelled[match(tolower(names(tables[[i]])), tolower(spelled))]
    for (key in setdiff(keys, names(tables[[i]]))) {
      sas_stop("R0112", paste0("ERROR: Variable ", key, " is not in the data."))
    }
    for (name in names(tables[[i]])) {
      place <- match(tolower(name), tolower(names(lengths)))
      if (!is.na(place)) tables[[i]][[name]] <- sas_cut(tables[[i]][[name]], lengths[[place]])
    }
    if (length(names_) && names_[i] != "") tables[[i]] <- sas_sorted(tables[[i]], by, names_[i])
  }
  for (flag in flags[tolower(flags) %in% tolower(spelled)]) {
    sas_stop("R0113", paste0("ERROR: Variable ", flag, ", which the step makes, is in the data already."))
  }
  tables
}

# The tables' rows side by side: in turns within each BY group, where a table that has run out keeps its last row; without
# BY each row is a group of its own. Groups that one of the `wanted` tables lacks are left out
sas_paired <- function(tables, by, flags, wanted) {
  sizes <- sas_group_sizes(tables, by)
  first <- sizes$first
  count <- sizes$count
  for (i in wanted) {
    inside <- count[[i]] > 0
    first <- lapply(first, `[`, inside)
    count <- lapply(count, `[`, inside)
  }
  turns <- do.call(pmax, count)
  of <- rep(seq_along(turns), turns)
  place <- sequence(turns)
  first <- lapply(first, `[`, of)
  count <- lapply(count, `[`, of)
  take <- function(column, at) {
    if (is.character(column)) coalesce(column[at], "") else column[at]
  }
  rows <- Map(function(start, size) if_else(size > 0, start + pmin(place, size) - 1, NA_real_), first, count)
  merged <- list()
  for (name in unique(unlist(lapply(tables, names)))) {
    inside <- which(vapply(tables, function(rows) name %in% names(rows), TRUE))
    if (length(inside) == 1) {
      merged[[name]] <- take(tables[[inside]][[name]], rows[[inside]])
      next
    }
    last <- pmin(place, pmax(do.call(pmax, count[inside]), 1))
    for (i in inside) {
      read <- last <= count[[i]]  # the table is read in this turn, or in the last turn that read one of them
      values <- take(tables[[i]][[name]], if_else(read, first[[i]] + last - 1, NA_real_))
      if (is.null(merged[[name]])) merged[[name]] <- values else merged[[name]][read] <- values[read]
    }
  }
  for (i in seq_along(flags)) if (flags[i] != "") merged[[flags[i]]] <- count[[i]] > 0
  tibble::new_tibble(merged, nrow = length(of))
}

# For each table and each BY group of any of them: where it starts in the table, and its rows there
sas_group_sizes <- function(tables, by) {
  rows <- vapply(tables, nrow, 1L)
  if (!length(by)) {
    place <- seq_len(max(rows, 0))
    return(list(first = rep(list(place), length(tables)), count = lapply(rows, function(n) as.integer(place <= n))))
  }
  keys <- lapply(by, function(key) do.call(c, lapply(tables, `[[`, key)))
  turn <- do.call(order, c(unlist(lapply(keys, sas_keys), recursive = FALSE), method = "radix"))
  group <- integer(length(turn))
  group[turn] <- cumsum(do.call(sas_first, lapply(keys, `[`, turn)))
  n <- max(group, 0)
  of <- split(group, factor(rep(seq_along(tables), rows), levels = seq_along(tables)))
  count <- lapply(of, tabulate, n)
  if (any(Reduce(`+`, lapply(count, function(own) own > 1)) > 1)) {
    sas_log("NOTE: MERGE statement has more than one data set with repeats of BY values.")
  }
  list(first = unname(lapply(of, function(own) match(seq_len(n), own))), count = unname(count))
}
