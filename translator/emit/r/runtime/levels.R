# Where a value is missing: NA in numbers, "" in text
sas_gone <- function(x) if (is.character(x)) x == "" else is.na(x)

# Numbers for the values of a column in SAS's order, equal ones alike
sas_codes <- function(x) {
  if (is.character(x)) return(match(x, sort(unique(x), method = "radix")))
  rank <- sas_missing_rank(x)
  value <- ifelse(is.na(x), 0, x)
  ordered <- order(rank, value, method = "radix")
  differs <- c(TRUE, diff(rank[ordered]) != 0 | diff(value[ordered]) != 0)[seq_along(ordered)]
  code <- integer(length(x))
  code[ordered] <- cumsum(differs)
  code
}

# The levels of a class variable: `code` numbers each row's level in the order asked for, `row` is the row that stands
# for each level (its lowest value). `level` is the format by whose texts values are grouped: a missing value and others of
# one text are one level, a missing one
sas_levels <- function(x, weights, order = "unformatted", descending = FALSE, level = NULL) {
  if (!length(x)) return(list(code = integer(0), row = integer(0)))
  codes <- sas_codes(x)
  group <- if (is.null(level)) codes else {
    text <- level(x)
    match(text, unique(text))
  }
  group <- match(group, sort(unique(group)))
  lowest <- vapply(split(seq_along(x), group), function(rows) rows[which.min(codes[rows])], 1L)
  ranked <- switch(
    order,
    freq = {
      counts <- vapply(split(weights, group), sum, 1)
      base::order(if (descending) counts else -counts, codes[lowest])
    },
    data = base::order(vapply(split(seq_along(x), group), min, 1L)),
    formatted = if (is.null(level)) base::order(codes[lowest]) else
      base::order(!sas_gone(x[lowest]), match(level(x[lowest]), sort(unique(level(x[lowest])), method = "radix"))),
    base::order(codes[lowest])
  )
  if (descending && order != "freq") ranked <- rev(ranked)
  list(code = match(group, ranked), row = unname(lowest[ranked]))
}

# BY groups: the number of the run of equal keys that each row is in
sas_runs <- function(rows, by) {
  if (!length(by) || !nrow(rows)) return(rep(1L, nrow(rows)))
  cumsum(do.call(sas_first, unname(as.list(rows[by]))))
}

# The places of each group, in the order of their numbers
sas_rows_of_groups <- function(group, count = max(group, 0L)) unname(split(seq_along(group), factor(group, seq_len(count))))

# BY groups of formatted values: a group goes on until the text of a BY variable changes, and in all of its rows the BY
# variables get the values of its first row. `levels`: formats that give the texts; without one the values themselves count
sas_first_of_runs <- function(rows, by, levels) {
  if (!nrow(rows)) return(rows)
  texts <- lapply(by, function(name) if (is.null(levels[[name]])) rows[[name]] else levels[[name]](rows[[name]]))
  first <- do.call(sas_first, texts)
  rows[by] <- lapply(rows[by], function(x) x[which(first)[cumsum(first)]])
  rows
}
