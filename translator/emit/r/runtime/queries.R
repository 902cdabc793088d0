# CASE with one WHEN, of columns or single values
sas_if <- function(test, yes, no) {
  n <- if (any(lengths(list(test, yes, no)) == 0)) 0L else max(length(test), length(yes), length(no))
  test <- rep_len(test, n)
  made <- rep_len(no, n)
  made[which(test)] <- rep_len(yes, n)[which(test)]
  made
}

# A query as one value: missing without a row; several rows stop the program
sas_single <- function(values) {
  if (length(values) > 1) sas_stop("R0075", "ERROR: Subquery evaluated to more than one row.")
  if (length(values)) values else if (is.character(values)) "" else NA_real_
}

# Number the keys of two tables alike: equal keys (kinds of missing values too) have equal numbers, in SAS's order
sas_codes_of_both <- function(left, right) {
  size <- if (length(left)) length(left[[1]]) else 0
  keys <- Map(function(x, y) c(x, y), unname(left), unname(right))
  n <- if (length(keys)) length(keys[[1]]) else 0
  if (n == 0) return(list(integer(0), integer(0)))
  turn <- do.call(order, c(unlist(lapply(keys, sas_keys), recursive = FALSE), method = "radix"))
  group <- integer(n)
  group[turn] <- cumsum(do.call(sas_first, lapply(keys, `[`, turn)))
  list(group[seq_len(size)], group[size + seq_len(n - size)])
}

# The rows of both tables that belong together: equal `on` (left = "right") and `where`; left order, then right order
sas_pairs <- function(left, right, on = character(0), where = NULL) {
  if (length(on)) {
    codes <- sas_codes_of_both(as.list(left[names(on)]), as.list(right[unname(on)]))
    places <- split(seq_along(codes[[2]]), factor(codes[[2]], levels = seq_len(max(unlist(codes), 0))))
    partners <- places[codes[[1]]]
    at <- list(rep(seq_len(nrow(left)), lengths(partners)), as.integer(unlist(partners, use.names = FALSE)))
  } else {
    at <- list(rep(seq_len(nrow(left)), each = nrow(right)), rep(seq_len(nrow(right)), nrow(left)))
  }
  if (!is.null(where)) {
    keep <- which(rep_len(where(sas_beside(left, right, at[[1]], at[[2]])), length(at[[1]])))
    at <- list(at[[1]][keep], at[[2]][keep])
  }
  at
}

# Rows of two tables beside each other; NA is a row of missing values
sas_beside <- function(left, right, at_left, at_right) {
  take <- function(rows, at) {
    lapply(as.list(rows), function(x) if (is.character(x)) coalesce(x[at], "") else x[at])
  }
  sides <- c(take(left, at_left), take(right[setdiff(names(right), names(left))], at_right))
  tibble::new_tibble(sides, nrow = length(at_left))
}

# A join of any kind on equal keys and a further condition; missing matches missing
sas_join <- function(left, right, on = character(0), how = "inner", where = NULL) {
  at <- sas_pairs(left, right, on, where)
  at_left <- at[[1]]
  at_right <- at[[2]]
  if (how %in% c("left", "full")) {
    alone <- setdiff(seq_len(nrow(left)), at_left)
    turn <- order(c(at_left, alone))
    at_right <- c(at_right, rep(NA_integer_, length(alone)))[turn]
    at_left <- c(at_left, alone)[turn]
  }
  if (how %in% c("right", "full")) {
    alone <- setdiff(seq_len(nrow(right)), at_right)
    at_left <- c(at_left, rep(NA_integer_, length(alone)))
    at_right <- c(at_right, alone)
    if (how == "right") {
      turn <- order(at_right)
      at_left <- at_left[turn]
      at_right <- at_right[turn]
    }
  }
  sas_beside(left, right, at_left, at_right)
}

# A correlated query: a new column with what the partners of each row give: "exists" (1 or 0), "value", or a statistic
sas_lookup <- function(rows, other, on, column, name, argument = "", where = NULL, distinct = FALSE) {
  at <- sas_pairs(rows, other, on, where)
  n <- nrow(rows)
  if (name == "exists") {
    rows[[column]] <- as.numeric(seq_len(n) %in% at[[1]])
    return(rows)
  }
  if (name == "value") {
    if (anyDuplicated(at[[1]])) sas_stop("R0075", "ERROR: Subquery evaluated to more than one row.")
    found <- other[[argument]][at[[2]]][match(seq_len(n), at[[1]])]
    rows[[column]] <- if (is.character(found)) coalesce(found, "") else found
    return(rows)
  }
  values <- if (argument == "") rep(0, nrow(other)) else other[[argument]]
  groups <- split(at[[2]], factor(at[[1]], levels = seq_len(n)))
  text <- is.character(values) && name %in% c("min", "max")
  made <- lapply(groups, function(places) {
    if (argument == "") as.numeric(length(places)) else sas_summary_value(name, values[places], distinct)
  })
  rows[[column]] <- unname(if (text) vapply(made, identity, "") else vapply(made, identity, 0))
  rows
}

# IN (query), where the kinds of missing values count
sas_among <- function(x, others) {
  codes <- sas_codes_of_both(list(as.numeric(x)), list(as.numeric(others)))
  codes[[1]] %in% codes[[2]]
}

# MIN or MAX of texts: blanks are left out
sas_text_extreme <- function(x, which) {
  known <- x[x != ""]
  if (!length(known)) return("")
  ordered <- sort(known, method = "radix")
  if (which == "min") ordered[1] else ordered[length(ordered)]
}

# How many different missing values are there?
sas_missing_kinds <- function(x) as.numeric(length(unique(sas_missing_rank(x[is.na(x)]))))

# A summary function of a column
sas_summary_value <- function(name, x, distinct = FALSE) {
  if (is.character(x)) {
    known <- x[x != ""]
    return(switch(
      name,
      min = , max = sas_text_extreme(x, name),
      nmiss = as.numeric(if (distinct) any(x == "") else sum(x == "")),
      as.numeric(if (distinct) length(unique(known)) else length(known))
    ))
  }
  if (name == "nmiss") return(if (distinct) sas_missing_kinds(x) else as.numeric(sum(is.na(x))))
  x <- x[!is.na(x)]
  if (distinct) x <- sort(unique(x))
  n <- length(x)
  if (name == "count") return(as.numeric(n))
  if (n == 0) return(NA_real_)
  if (name == "sumwgt") return(as.numeric(n))
  if (name == "prt") name <- "probt"
  if (name %in% c("std", "var", "stderr", "cv", "t", "probt") && n < 2) return(NA_real_)
  made <- sas_statistic(name, x)
  if (is.finite(made)) made else NA_real_
}

# GROUP BY, where the kinds of missing values count: a row for each group, in the order of the keys
sas_summarise <- function(rows, by, statistics) {
  group <- sas_codes_of_both(as.list(rows[by]), lapply(rows[by], `[`, 0))[[1]]
  first <- match(seq_len(max(group, 0)), group)
  inside <- sas_rows_of_groups(group)
  made <- lapply(rows[by], `[`, first)
  for (column in names(statistics)) {
    made[[column]] <- unname(unlist(lapply(inside, function(places) sas_of_rows(rows, statistics[[column]], places))))
    if (!length(first)) made[[column]] <- sas_of_rows(rows, statistics[[column]], integer(0))[0]
  }
  tibble::new_tibble(made, nrow = length(first))
}

# Every row with the statistics of its group, in the order of the keys; the kinds of missing values count
sas_remerge <- function(rows, by, statistics) {
  group <- sas_codes_of_both(as.list(rows[by]), lapply(rows[by], `[`, 0))[[1]]
  inside <- sas_rows_of_groups(group)
  for (column in names(statistics)) {
    values <- unlist(lapply(inside, function(places) sas_of_rows(rows, statistics[[column]], places)))
    rows[[column]] <- if (length(group)) unname(values[group]) else sas_of_rows(rows, statistics[[column]], integer(0))[0]
  }
  rows[order(group), ]
}

# One statistic (c(name, column), "count distinct" for DISTINCT) of the rows at some places
sas_of_rows <- function(rows, statistic, places) {
  if (statistic[2] == "") return(as.numeric(length(places)))
  words <- strsplit(statistic[1], " ")[[1]]
  sas_summary_value(words[1], rows[[statistic[2]]][places], length(words) > 1)
}

# DISTINCT, where the kinds of missing values count; in the order of the columns
sas_distinct <- function(rows) {
  group <- sas_codes_of_both(as.list(rows), lapply(rows, `[`, 0))[[1]]
  rows[match(seq_len(max(group, 0)), group), ]
}

# EXCEPT and INTERSECT: rows in the order of the columns, once; with `repeats` as often as SAS's ALL says
sas_rows_except <- function(left, right, repeats = FALSE) sas_set_rows(left, right, repeats, FALSE)
sas_rows_intersect <- function(left, right, repeats = FALSE) sas_set_rows(left, right, repeats, TRUE)

sas_set_rows <- function(left, right, repeats, wanted) {
  codes <- sas_codes_of_both(as.list(left), as.list(right))
  counts <- tabulate(codes[[2]], max(unlist(codes), 0))
  turn <- order(codes[[1]])
  ordered <- codes[[1]][turn]
  if (repeats) {
    seen <- if (length(ordered)) stats::ave(ordered, ordered, FUN = seq_along) else integer(0)
    keep <- (seen <= counts[ordered]) == wanted
  } else {
    keep <- !duplicated(ordered) & (counts[ordered] > 0) == wanted
  }
  left[turn[keep], ]
}

# Print the result of a SELECT, numbers without a format by BEST8.; without rows nothing is printed
sas_show_query <- function(lib, rows, headings, levels = list(), numbered = FALSE, title = "", every = FALSE) {
  if (every) headings <- utils::modifyList(stats::setNames(as.list(names(rows)), names(rows)), headings)
  if (!nrow(rows)) return(sas_log("NOTE: No rows were selected."))
  cells <- lapply(names(headings), function(name) sas_shown_column(rows[[name]], levels[[name]], 8))
  lines <- lapply(seq_len(nrow(rows)), function(place) {
    c(if (numbered) as.character(place), vapply(cells, `[`, "", place))
  })
  sas_show(lib, "SQL", "Results", title, c(if (numbered) "Row", unlist(headings, use.names = FALSE)), lines)
}

# Values as INTO stores them: by their format, numbers as BEST8. to the right, texts with blanks up to `length`
sas_into_text <- function(values, form, trim, length) {
  text <- if (!is.null(form)) form(values) else if (is.character(values)) sas_pad(values, length) else sas_best(values, 8)
  if (trim) trimws(text, whitespace = " ") else text
}

# INTO :name: the first value; without rows the macro variable stays as it is
sas_into <- function(lib, name, values, form = NULL, trim = FALSE, length = 0) {
  if (!base::length(values)) return(sas_log("NOTE: No rows were selected."))
  sas_set_macro(lib, name, sas_into_text(values[1], form, trim, length))
}

# INTO :name SEPARATED BY: all values
sas_into_list <- function(lib, name, values, separator, form = NULL, trim = TRUE, length = 0) {
  if (base::length(values)) {
    sas_set_macro(lib, name, paste(sas_into_text(values, form, trim, length), collapse = separator))
  }
}

# INTO :a1-:a9: a macro variable for each of the first rows
sas_into_range <- function(lib, names, values, form = NULL, trim = TRUE, length = 0) {
  for (place in seq_len(min(base::length(names), base::length(values)))) {
    sas_set_macro(lib, names[place], sas_into_text(values[place], form, trim, length))
  }
}

# The names a1, a2 … for so many rows; `last` is the number of the last name where there is one
sas_into_names <- function(stem, first, count, last = NULL) {
  if (!is.null(last)) {
    if (!grepl("^[0-9]+$", last)) sas_stop("R0074", paste0("ERROR: ", stem, first, "-", stem, last, " is not a range of names."))
    count <- max(min(count, as.numeric(last) - as.numeric(first) + 1), 0)
  }
  width <- if (startsWith(first, "0")) nchar(first) else 1
  if (count == 0) character(0) else paste0(stem, formatC(as.numeric(first) + seq_len(count) - 1, width = width, flag = "0", format = "d"))
}

# The items of a list that a macro variable holds: texts in quotation marks, numbers, `low:high`
sas_macro_list <- function(text, quoted) {
  if (quoted) text <- paste0("\"", text, "\"")
  found <- regmatches(text, gregexpr("\"([^\"]|\"\")*\"|'([^']|'')*'|[^ ,\"']+", text))[[1]]
  texts <- grepl("^[\"']", found)
  if (length(found) && all(texts)) {
    mark <- substr(found, 1, 1)
    inside <- substr(found, 2, nchar(found) - 1)
    inside <- ifelse(mark == "'", gsub("''", "'", inside, fixed = TRUE), gsub("\"\"", "\"", inside, fixed = TRUE))
    return(sub(" +$", "", inside))
  }
  if (any(texts)) sas_stop("R0076", "ERROR: Expression using IN has components that are of different data types.")
  unlist(lapply(found, function(item) {
    ends <- strsplit(item, ":", fixed = TRUE)[[1]]
    if (length(ends) == 2) as.numeric(seq(as.numeric(ends[1]), as.numeric(ends[2]))) else sas_numeral(item)
  }))
}

# `value in (&list)`: 1 or 0
sas_in_macro_list <- function(lib, value, name, quoted) {
  items <- sas_macro_list(sas_macro(lib, name), quoted != 0)
  if (!length(items)) sas_stop("R0074", "ERROR: IN needs at least one value between its parentheses.")
  if (is.character(value) != is.character(items)) {
    sas_stop("R0076", "ERROR: Expression using IN has components that are of different data types.")
  }
  as.numeric(value %in% items)
}
