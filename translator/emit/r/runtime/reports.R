# The rows of PROC REPORT: one for each combination of the group variables, or (detail) one for each row.
#
# columns: c(name, usage, variable): group, order, display, computed (missing until it is computed), or a statistic of the
# variable ("" counts rows). Usage across is list("", "across", paths): variables, whose levels make columns named by
# number, and c(statistic, variable, heading); attr "across" tells their headings. Rows with a missing group or order value are left out unless `missing`.
# breaks: c(before or after, variable): a summary row at each change of the variable, "" for the whole report; _BREAK_
# holds its name. places: _PLACE_ tells before from after. blank: columns that are missing where they repeat a value.
# complete: all combinations of the groups' values have a row, those without data one of missing statistics
sas_report_rows <- function(rows, columns, detail = FALSE, breaks = list(), missing = character(0), order = list(),
                            descending = character(0), levels = list(), weight = NULL, frequency = NULL,
                            places = FALSE, blank = character(0), complete = FALSE) {
  part <- function(place) vapply(columns, function(column) if (is.list(column)) c(column[[1]], column[[2]], "")[place] else column[place], "")
  names <- part(1)
  usages <- part(2)
  variables <- part(3)
  keys <- variables[usages %in% c("group", "order")]
  paths <- unlist(lapply(columns[usages == "across"], `[[`, 3), recursive = FALSE)
  sets <- lapply(paths, function(path) unlist(Filter(function(p) length(p) == 1, path)))
  spread <- unique(unlist(sets))
  for (name in setdiff(c(keys, spread), missing)) rows <- rows[!sas_gone(rows[[name]]), , drop = FALSE]
  rows[["_row_"]] <- as.numeric(seq_len(nrow(rows)))
  classes <- c(keys, if (detail) "_row_", spread)
  plain <- !usages %in% c("group", "order", "display", "computed", "computed text", "across")
  base <- c(pctn = "n", pctsum = "sum")
  statistics <- ifelse(usages %in% names(base), base[usages], usages)
  inner <- lapply(paths, function(path) Filter(function(p) length(p) > 1, path)[[1]])
  asked <- c(unname(statistics[plain]), vapply(inner, function(i) if (i[1] %in% names(base)) base[[i[1]]] else i[1], ""))
  of <- c(variables[plain], vapply(inner, `[`, "", 2))
  wanted <- unique(Map(function(s, v) c(paste0(v, ".", s), s, v), asked, of))
  wanted <- unname(wanted)
  weights <- list()
  if (!is.null(weight)) for (one in wanted) if (one[3] != "") weights[[one[3]]] <- weight
  count <- length(classes)
  at <- function(name) if (name == "") 0L else match(name, keys)
  rows_depth <- count - length(spread)
  depths <- sort(unique(c(rows_depth, 0L, vapply(breaks, function(b) at(b[2]), 1L))))
  types <- vapply(depths, function(depth) sum(2^(count - seq_len(depth))), 1)
  bits <- function(variables) sum(2^(count - match(variables, classes)))
  more <- c(vapply(c(spread, if (complete) keys), bits, 1), unlist(lapply(sets, function(set) types + bits(set))))
  facts <- sas_summarize(rows, classes, wanted, sort(unique(c(types, unname(more)))), missing = missing, order = order, descending = descending,
                         levels = levels, weights = weights, frequency = frequency)
  groups <- lapply(seq_along(depths), function(i) which(facts[["_TYPE_"]] == types[i]))
  if (complete) {
    filled <- sas_all_combinations(facts, classes, keys, depths, groups)
    facts <- filled$facts
    groups <- filled$groups
  }
  expanded <- sas_across_columns(columns, facts, classes, levels)
  columns <- expanded$columns
  names <- vapply(columns, function(column) column[[1]], "")
  usages <- vapply(columns, function(column) column[[2]], "")
  variables <- vapply(columns, function(column) if (column[[2]] == "across") "" else column[[3]], "")
  statistics <- ifelse(usages %in% names(base), base[usages], usages)
  prefix <- function(depth) sas_group_keys(facts, classes[seq_len(depth)])
  body <- if (nrow(rows)) groups[[length(groups)]] else integer(0)
  records <- integer(0)
  shown <- integer(0)
  marks <- character(0)
  where <- character(0)
  add <- function(record, depth, mark = "", place = "") {
    records[length(records) + 1] <<- record
    shown[length(shown) + 1] <<- depth
    marks[length(marks) + 1] <<- mark
    where[length(where) + 1] <<- place
  }
  prefixes <- lapply(stats::setNames(depths, depths), prefix)
  summary <- function(record, place, variable) {
    depth <- at(variable)
    key <- prefixes[[as.character(depth)]]
    same <- groups[[match(depth, depths)]]
    add(same[match(key[record], key[same])], depth, if (depth) names[match(variable, variables)] else "_RBREAK_", place)
  }
  has <- function(place, variable) any(vapply(breaks, function(b) b[1] == place && b[2] == variable, TRUE))
  inner <- unique(Filter(nzchar, vapply(breaks, `[`, "", 2)))
  inner <- inner[order(match(inner, keys))]
  for (k in seq_along(body)) {
    changes <- function(variable, other) {
      key <- prefixes[[as.character(at(variable))]]
      other < 1 || other > length(body) || key[body[other]] != key[body[k]]
    }
    if (k == 1 && has("before", "")) summary(body[k], "before", "")
    for (v in inner) if (has("before", v) && changes(v, k - 1)) summary(body[k], "before", v)
    add(body[k], length(keys))
    for (v in rev(inner)) if (has("after", v) && changes(v, k + 1)) summary(body[k], "after", v)
    if (k == length(body) && has("after", "")) summary(body[k], "after", "")
  }
  source <- if (detail) ifelse(marks == "", facts[["_row_"]][records], NA) else rep(NA_real_, length(records))
  whole <- groups[[1]]
  share <- function(value, column) {
    total <- column[whole]
    value / (if (length(total) && !is.na(total) && total != 0) total else NA_real_)
  }
  made <- lapply(seq_along(columns), function(i) {
    usage <- usages[i]
    if (usage == "across") {
      what <- columns[[i]][[3]]
      statistic <- if (what$statistic %in% names(base)) base[[what$statistic]] else what$statistic
      cell <- sas_across_cells(facts, classes, records, ifelse(marks == "", rows_depth, shown), what$chosen)
      column <- facts[[paste0(what$variable, ".", statistic)]]
      value <- if (what$statistic %in% names(base)) share(column[cell], column) else column[cell]
      if (what$statistic == "n" && what$variable == "") value[is.na(cell)] <- 0  # no rows, counted
      return(value)
    }
    x <- rows[[variables[i]]]
    if (usage == "computed") return(rep(NA_real_, length(records)))
    if (usage == "computed text") return(rep("", length(records)))
    if (usage %in% c("group", "order", "display")) {
      value <- if (usage != "display") facts[[variables[i]]][records] else if (is.character(x)) rep("", length(records)) else
        rep(NA_real_, length(records))
      value[!is.na(source)] <- x[source[!is.na(source)]]
      gone <- usage != "display" & match(variables[i], keys) > shown
      value[gone] <- if (is.character(x)) "" else NA_real_
      return(value)
    }
    value <- facts[[paste0(variables[i], ".", statistics[i])]]
    if (!usage %in% names(base)) return(value[records])
    share(value[records], value)
  })
  made <- stats::setNames(made, names)
  made[["_BREAK_"]] <- marks
  if (places) made[["_PLACE_"]] <- where
  made <- tibble::as_tibble(made, .name_repair = "minimal")
  made <- sas_blank_repeats(made, names[usages %in% c("group", "order")], blank)
  attr(made, "across") <- expanded$headings
  made
}

# The groups of all combinations of the keys' values, in order of these; those without data are rows with missing statistics
sas_all_combinations <- function(facts, classes, keys, depths, groups) {
  levels <- lapply(keys, function(name) {
    facts[[name]][facts[["_TYPE_"]] == 2^(length(classes) - match(name, classes))]
  })
  for (i in which(depths > 0)) {
    places <- rev(expand.grid(rev(lapply(levels[seq_len(depths[i])], seq_along))))
    made <- facts[rep(NA_integer_, nrow(places)), ]
    for (name in names(made)) if (is.character(made[[name]])) made[[name]] <- rep("", nrow(places))
    for (k in seq_len(depths[i])) made[[keys[k]]] <- levels[[k]][places[[k]]]
    all <- dplyr::bind_rows(facts[groups[[i]], ], made)
    key <- sas_group_keys(all, keys[seq_len(depths[i])])
    there <- match(key[length(groups[[i]]) + seq_len(nrow(places))], key[seq_along(groups[[i]])])
    new <- which(is.na(there))
    row <- groups[[i]][there]
    row[new] <- nrow(facts) + seq_along(new)
    facts <- dplyr::bind_rows(facts, made[new, ])
    groups[[i]] <- row
  }
  list(facts = facts, groups = groups)
}

# The columns of a report with one for each combination of levels of ACROSS variables, and by name what is in these:
# c(heading, item)
sas_across_columns <- function(columns, facts, classes, levels) {
  made <- list()
  headings <- list()
  values <- function(name) {
    bit <- 2^(length(classes) - match(name, classes))
    facts[[name]][facts[["_TYPE_"]] == bit]
  }
  spread <- function(paths, chosen, item, texts) {
    start <- 1
    while (start <= length(paths)) {
      if (!length(paths[[start]])) {
        name <- paste0("_C", length(made) + 1, "_")
        shown <- c(texts, item[3])
        headings[[name]] <<- c(paste(shown[grepl("[^ ]", shown)], collapse = " / "), paste0(item[2], ".", item[1]))
        what <- list(statistic = item[1], variable = item[2], chosen = chosen)
        made[[length(made) + 1]] <<- list(name, "across", what)
        start <- start + 1
        next
      }
      head <- paths[[start]][[1]]
      end <- start
      while (end < length(paths) && length(paths[[end + 1]]) && identical(paths[[end + 1]][[1]], head)) end <- end + 1
      rest <- lapply(paths[start:end], `[`, -1)
      if (length(head) == 1) {
        known <- values(head)
        shown <- sas_shown_column(known, levels[[head]])
        for (k in seq_along(known)) {
          spread(rest, c(chosen, stats::setNames(list(known[k]), head)), item, c(texts, shown[k]))
        }
      } else {
        spread(rest, chosen, head, texts)
      }
      start <- end + 1
    }
  }
  for (column in columns) {
    if (column[[2]] == "across") spread(column[[3]], list(), NULL, character(0)) else made[[length(made) + 1]] <- column
  }
  list(columns = made, headings = headings)
}

# Where the statistics of rows under levels of ACROSS variables stand: places in `facts`, NA where there are no rows
sas_across_cells <- function(facts, classes, records, depths, chosen) {
  count <- length(classes)
  keys <- sas_group_keys(facts, c("_TYPE_", classes))
  wanted <- facts[records, c("_TYPE_", classes), drop = FALSE]
  wanted[["_TYPE_"]] <- vapply(depths, function(d) sum(2^(count - seq_len(d))), 1) +
    sum(2^(count - match(names(chosen), classes)))
  for (place in seq_along(classes)) {
    name <- classes[place]
    empty <- if (is.character(facts[[name]])) "" else NA_real_
    value <- if (is.null(chosen[[name]])) empty else chosen[[name]]
    wanted[[name]][place > depths] <- value
  }
  match(sas_group_keys(wanted, c("_TYPE_", classes)), keys)
}

# The report with missing values in `blank` where a row repeats them and all group variables left of them.
# _SAME_ counts the group variables that a row repeats
sas_blank_repeats <- function(report, keys, blank) {
  if (!length(blank)) return(report)
  body <- which(report[["_BREAK_"]] == "")
  report[["_SAME_"]] <- rep(0, nrow(report))
  for (depth in seq_along(keys)) {
    key <- sas_group_keys(report[body, , drop = FALSE], keys[seq_len(depth)])
    same <- c(FALSE, key[-1] == key[-length(key)])[seq_along(key)]
    report[["_SAME_"]][body[same]] <- depth
  }
  for (name in blank) {
    again <- report[["_SAME_"]] >= match(name, keys)
    report[[name]][again] <- if (is.character(report[[name]])) "" else NA_real_
  }
  report
}

# The report with the values that `blank` left out: a row that repeats more than `place` group variables takes the value
# of the row before. places: list(column = place)
sas_fill_repeats <- function(report, places) {
  body <- which(report[["_BREAK_"]] == "")
  for (name in names(places)) {
    again <- report[["_SAME_"]][body] > places[[name]]
    from <- cummax(ifelse(again, 0L, seq_along(body)))
    report[[name]][body] <- report[[name]][body][from]
  }
  report[setdiff(names(report), "_SAME_")]
}

# Print a report: the columns of `headings`, each repeated value in the first of its rows only.
#
# suppressed: break variables that are blank in their summary rows. hidden: breaks (with their place where the report has
# _PLACE_) whose rows are not printed. empty: columns whose missing values are blank in summary rows
sas_show_report <- function(lib, report, headings, levels = list(), across = list(), repeated = character(0), suppressed = character(0),
                            hidden = character(0), empty = character(0), by = character(0), title = "", width = 9) {
  headings <- c(headings, lapply(across, `[`, 1))
  headings <- headings[intersect(names(report), names(headings))]
  used <- union(names(headings), repeated)
  format_of <- function(name) levels[[if (is.null(across[[name]])) name else across[[name]][2]]]
  cells <- stats::setNames(lapply(used, function(name) sas_shown_column(report[[name]], format_of(name), width)), used)
  breaks <- report[["_BREAK_"]]
  marks <- if (is.null(report[["_PLACE_"]])) breaks else paste(report[["_PLACE_"]], breaks)
  for (group in sas_groups_of(report, by, title, levels)) {
    lines <- list()
    before <- NULL
    for (place in group$rows) {
      if (marks[place] %in% hidden) next
      same <- !is.null(before) && breaks[place] == ""
      equal <- character(0)
      for (name in repeated) {
        same <- same && cells[[name]][place] == cells[[name]][before]
        if (same) equal <- c(equal, name)
      }
      line <- vapply(names(headings), function(name) {
        gone <- breaks[place] != "" && name %in% empty && report[[name]][place] %in% c(NA, "")
        if (name %in% equal || gone || (name %in% suppressed && breaks[place] == name)) "" else cells[[name]][place]
      }, "")
      if (breaks[place] == "") before <- place
      lines[[length(lines) + 1]] <- unname(line)
    }
    if (length(lines)) sas_show(lib, "REPORT", "Report", group$title, unlist(headings, use.names = FALSE), lines)
  }
}
