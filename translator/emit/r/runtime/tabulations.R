# The statistics of PROC TABULATE for each group of each type, as sas_summarize makes them, and percentages.
#
# shares: list(column, type, part, whole, base): 100 times the column `part` of each group of `type` over the column
# `whole` of the group of type `base` in which it lies; missing where that is 0. absent: levels of single class variables
# that only their format has are groups without statistics
sas_tabulate <- function(rows, classes, statistics, types, shares = list(), by = character(0), absent = FALSE, ...) {
  summarize <- if ("labels" %in% ...names()) sas_summarize_labels else sas_summarize
  facts <- summarize(rows, classes, statistics, types, by = by, ...)
  if (absent) {
    single <- types[types %in% 2^(seq_along(classes) - 1)]
    levels <- summarize(rows, classes, statistics, single, by = by, complete = TRUE, ...)
    for (name in vapply(statistics, `[`, "", 1)) levels[[name]][levels[["_FREQ_"]] == 0] <- NA_real_
    facts <- dplyr::bind_rows(levels, facts[!facts[["_TYPE_"]] %in% single, , drop = FALSE])
  }
  if (!nrow(rows)) facts <- facts[0, , drop = FALSE]
  for (share in shares) {
    keys <- c(by, sas_active_classes(classes, share[[5]]))
    groups <- which(facts[["_TYPE_"]] == share[[2]])
    bases <- which(facts[["_TYPE_"]] == share[[5]])
    place <- bases[match(sas_group_keys(facts[groups, ], keys), sas_group_keys(facts[bases, ], keys))]
    whole <- facts[[share[[4]]]][place]
    if (is.null(facts[[share[[1]]]])) facts[[share[[1]]]] <- rep(NA_real_, nrow(facts))
    facts[[share[[1]]]][groups] <- 100 * facts[[share[[3]]]][groups] / ifelse(whole == 0, NA_real_, whole)
  }
  facts
}

# The class variables of a type; the last one is bit 1
sas_active_classes <- function(classes, type) {
  n <- length(classes)
  classes[bitwAnd(type, 2^(n - seq_len(n))) > 0]
}

# The values of columns as one text a row: missing equals missing of its kind
sas_group_keys <- function(rows, names) {
  if (!length(names)) return(rep("", nrow(rows)))
  parts <- lapply(names, function(name) {
    x <- rows[[name]]
    if (is.character(x)) return(x)
    ifelse(is.na(x), paste0(".", sas_missing_letter(x)), sprintf("%.17g", x))
  })
  do.call(paste, c(parts, sep = "\001"))
}

# OUT= of PROC TABULATE: list(table, class variables of its pages, type, statistics) for each crossing
sas_tabulation_rows <- function(facts, classes, crossings, by = character(0)) {
  statistics <- unique(unlist(lapply(crossings, `[[`, 4)))
  head <- c(unique(c(by, classes)), "_TYPE_", "_PAGE_", "_TABLE_")
  parts <- list()
  pages <- character(0)
  for (crossing in crossings) {
    of <- crossing[[2]]
    rows <- facts[facts[["_TYPE_"]] == crossing[[3]], , drop = FALSE]
    ranks <- lapply(of, function(name) {
      alone <- facts[facts[["_TYPE_"]] == 2^(length(classes) - match(name, classes)), , drop = FALSE]
      sprintf("%09d", match(sas_group_keys(rows, c(by, name)), sas_group_keys(alone, c(by, name))))
    })
    seen <- unique(lapply(Filter(function(one) one[[1]] == crossing[[1]], crossings), `[[`, 2))
    path <- Position(function(one) identical(one, of), seen)
    pages <- c(pages, do.call(paste, c(list(rep(sprintf("%03d", path), nrow(rows))), ranks)))
    active <- sas_active_classes(classes, crossing[[3]])
    bits <- paste(as.integer(classes %in% active), collapse = "")
    rows[["_TYPE_"]] <- rep(if (bits == "") "0" else bits, nrow(rows))
    rows[["_PAGE_"]] <- rep(1, nrow(rows))
    rows[["_TABLE_"]] <- rep(as.numeric(crossing[[1]]), nrow(rows))
    for (name in setdiff(statistics, crossing[[4]])) rows[[name]] <- rep(NA_real_, nrow(rows))
    parts[[length(parts) + 1]] <- rows[c(head, statistics)]
  }
  made <- dplyr::bind_rows(parts)
  group <- sas_group_keys(made, by)
  for (inside in split(seq_len(nrow(made)), paste(made[["_TABLE_"]], group, recycle0 = TRUE))) {
    made[["_PAGE_"]][inside] <- as.numeric(match(pages[inside], sort(unique(pages[inside]), method = "radix")))
  }
  made[order(match(group, unique(group)), made[["_TABLE_"]], made[["_PAGE_"]]), , drop = FALSE]
}

# The rows of each BY group, in order of appearance
sas_each_group <- function(rows, by) {
  keys <- sas_group_keys(rows, by)
  lapply(unique(keys), function(key) rows[keys == key, , drop = FALSE])
}

# Print a table of PROC TABULATE: one for each page of each BY group.
#
# pages, rows, columns: paths of headings: texts, or c(class variable, label), whose levels are headings with the label
# above them. cells: c(statistic, format) by page path, row path and column path. every: all combinations of levels have
# a heading, not only those that occur
sas_show_tabulation <- function(lib, facts, classes, pages, rows, columns, cells, writers, levels = list(),
                                by = character(0), box = "", empty = ".", every = FALSE, title = "") {
  group <- sas_group_keys(facts, by)
  facts <- facts[order(match(group, unique(group))), , drop = FALSE]
  groups <- if (length(by)) sas_groups_of(facts, by, title, levels) else list(list(title = title, rows = seq_len(nrow(facts))))
  for (group in groups) {
    sheet <- sas_tabulation_sheet(facts[group$rows, , drop = FALSE], classes, levels, every)
    for (place in seq_along(pages)) {
      for (page in sas_tabulation_headings(sheet, pages[[place]], list())) {
        name <- paste(Filter(nzchar, c(group$title, page$texts)), collapse = " ")
        sas_show_tabulation_page(lib, name, sheet, rows, columns, cells[[place]], page$values, writers, box, empty)
      }
    }
  }
}

# The statistics of one BY group, with what finds them: `keys` of class values, `ranks` of the levels, their `texts`
sas_tabulation_sheet <- function(facts, classes, levels, every) {
  active <- lapply(facts[["_TYPE_"]], function(type) sas_active_classes(classes, type))
  shown <- lapply(classes, function(name) sas_shown_column(facts[[name]], levels[[name]]))
  values <- lapply(classes, function(name) sas_group_keys(facts, name))
  names(shown) <- names(values) <- classes
  alone <- function(name) vapply(active, identical, TRUE, y = name)
  sheet <- list(facts = facts, classes = classes, active = active, values = values, every = every)
  sheet$ranks <- stats::setNames(lapply(classes, function(name) values[[name]][alone(name)]), classes)
  sheet$texts <- stats::setNames(lapply(classes, function(name) {
    stats::setNames(shown[[name]][alone(name)], paste0("v", sheet$ranks[[name]], recycle0 = TRUE))
  }), classes)
  sheet$keys <- vapply(seq_len(nrow(facts)), function(row) {
    chosen <- lapply(stats::setNames(active[[row]], active[[row]]), function(name) values[[name]][row])
    sas_tabulation_key(classes, chosen)
  }, "")
  sheet
}

sas_tabulation_key <- function(classes, chosen) {
  there <- classes[classes %in% names(chosen)]
  paste(there, unlist(chosen[there]), sep = "=", collapse = "\002")
}

# list(values, texts) of each heading of a path that occurs together with the class values chosen before
sas_tabulation_headings <- function(sheet, path, chosen) {
  names <- unlist(lapply(path, function(part) if (length(part) == 2) part[1]))
  if (!length(names)) {
    combinations <- data.frame(row.names = "one")
  } else if (sheet$every) {
    choices <- do.call(expand.grid, c(rev(sheet$ranks[names]), list(stringsAsFactors = FALSE)))
    combinations <- choices[rev(seq_along(names))]
  } else {
    wanted <- c(names, names(chosen))
    fits <- vapply(sheet$active, function(active) all(wanted %in% active), TRUE)
    for (name in names(chosen)) fits <- fits & sheet$values[[name]] == chosen[[name]]
    seen <- stats::setNames(lapply(names, function(name) sheet$values[[name]][fits]), names)
    combinations <- unique(as.data.frame(seen, optional = TRUE))
    ranks <- lapply(seq_along(names), function(i) match(combinations[[i]], sheet$ranks[[names[i]]]))
    combinations <- combinations[do.call(order, ranks), , drop = FALSE]
  }
  if (!length(sheet$keys)) combinations <- combinations[0, , drop = FALSE]
  lapply(seq_len(nrow(combinations)), function(row) {
    values <- stats::setNames(lapply(seq_along(names), function(i) combinations[[i]][row]), names)
    texts <- unlist(lapply(path, function(part) {
      if (length(part) == 1) part else c(part[2], sheet$texts[[part[1]]][[paste0("v", values[[part[1]]])]])
    }))
    list(values = c(chosen, values), texts = texts[grepl("[^ ]", texts)])
  })
}

# The order of the headings of a dimension: what paths share stands once around the rest, level by level
sas_nested_order <- function(sheet, paths, found) {
  if (!length(found)) return(integer(0))
  keys <- vapply(found, function(one) {
    path <- paths[[one$place]]
    parts <- vapply(seq_along(path), function(depth) {
      first <- one$place  # of the paths side by side that share this many headings
      while (first > 1 && identical(paths[[first - 1]][seq_len(depth)], path[seq_len(depth)])) first <- first - 1
      part <- path[[depth]]
      rank <- if (length(part) == 1) 0L else match(one$values[[part[1]]], sheet$ranks[[part[1]]])
      sprintf("%05d %05d", first, rank)
    }, "")
    paste(c(parts, sprintf("%05d 00000", one$place)), collapse = " ")
  }, "")
  order(keys, method = "radix")
}

# Print one page of a table
sas_show_tabulation_page <- function(lib, title, sheet, rows, columns, cells, chosen, writers, box, empty) {
  across <- function(paths) {
    found <- lapply(seq_along(paths), function(place) {
      lapply(sas_tabulation_headings(sheet, paths[[place]], chosen), function(one) c(one, place = place))
    })
    found <- unlist(found, recursive = FALSE)
    found[sas_nested_order(sheet, paths, found)]
  }
  heads <- across(columns)
  lines <- across(rows)
  width <- max(0, vapply(lines, function(line) length(line$texts), 1L))
  names <- c(rep("", width), vapply(heads, function(head) paste(head$texts, collapse = " / "), ""))
  if (width) names[1] <- box
  body <- lapply(lines, function(line) {
    shown <- vapply(heads, function(head) {
      what <- cells[[line$place]][[head$place]]
      values <- c(line$values, head$values)
      row <- match(sas_tabulation_key(sheet$classes, values), sheet$keys)
      value <- sheet$facts[[what[1]]][row]
      if (is.na(value)) empty else trimws(writers[[what[2]]](value), whitespace = " ")
    }, "")
    c(line$texts, rep("", width - length(line$texts)), shown)
  })
  sas_show(lib, "TABULATE", "Table", title, names, body)
}
