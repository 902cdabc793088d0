# The CLASS variables of each grouping, in the order of _TYPE_: from none of them to all; the last one is bit 1
sas_class_types <- function(classes) {
  n <- length(classes)
  lapply(seq_len(2^n) - 1, function(type) classes[bitwAnd(type, 2^(n - seq_len(n))) > 0])
}

# PROC MEANS: one row for each group of each type; the columns are by, ids, classes, _TYPE_, _FREQ_, statistics.
# A class that is also in `by` has one level in each BY group, and one column.
#
# statistics: list of c(column, statistic, variable). types: values of _TYPE_; the last class variable is bit 1.
# missing: classes whose missing values are a level; rows with other missing classes are left out.
# levels: formats by whose texts the values of a class are grouped. stat_rows: one row for each of N, MIN, MAX, MEAN, STD
# (and SUMWGT with weights). smallest_ids: the ID values of the row with the smallest ones, not the largest.
# complete: every combination of the levels is a group. preloaded: values that are levels whether they occur or not, for the
# classes in `only` the only ones. combinations: combinations of class values that are groups whether they occur or not;
# exclusive: no others.
# picks: list(column, variable, place, by = c(variable = "max" or "min")): values of extreme rows. counters: _WAY_, _LEVEL_
sas_summarize <- function(rows, classes, statistics, types, by = character(0), missing = character(0), order = list(),
                          descending = character(0), levels = list(), weights = list(), frequency = NULL,
                          ids = character(0), smallest_ids = FALSE, exclude_nonpositive = FALSE, stat_rows = FALSE, chartype = FALSE,
                          preloaded = list(), only = character(0), combinations = NULL, exclusive = FALSE,
                          complete = FALSE, vardef = "df", definition = 5, alpha = 0.05, picks = list(), counters = character(0)) {
  keep <- rep(TRUE, nrow(rows))
  for (name in setdiff(classes, missing)) keep <- keep & !sas_gone(rows[[name]])
  if (!is.null(frequency)) keep <- keep & !is.na(rows[[frequency]]) & rows[[frequency]] >= 1
  if (exclude_nonpositive) for (name in unique(unlist(weights))) keep <- keep & !is.na(rows[[name]]) & rows[[name]] > 0
  run <- sas_runs(rows, by)
  firsts <- if (length(by)) match(unique(run), run) else 1
  heads <- rows[firsts, by, drop = FALSE]
  rows <- rows[keep, , drop = FALSE]
  runs <- if (length(by)) unname(split(seq_len(nrow(rows)), factor(run[keep], levels = unique(run)))) else list(seq_len(nrow(rows)))
  times <- if (is.null(frequency)) rep(1, nrow(rows)) else floor(rows[[frequency]])
  count <- length(classes)
  made <- list()
  for (turn in seq_along(runs)) {
    inside <- runs[[turn]]
    if (count && !length(inside)) next  # without CLASS a BY group none of whose rows counts is told, too
    known <- combinations
    if (!is.null(known)) for (name in setdiff(classes, missing)) known <- known[!sas_gone(known[[name]]), , drop = FALSE]
    coded <- lapply(classes, function(name) {
      how <- if (is.null(order[[name]])) "unformatted" else order[[name]]
      given <- if (is.null(known)) preloaded[[name]] else known[[name]]
      x <- c(given, rows[[name]][inside])
      made <- sas_levels(x, c(rep(0, length(given)), times[inside]), how, name %in% descending, levels[[name]])
      list(code = utils::tail(made$code, length(inside)), values = x[made$row], given = utils::head(made$code, length(given)))
    })
    key <- function(codes) do.call(paste, lapply(codes, function(code) sprintf("%09d", code)))
    allowed <- rep(TRUE, length(inside))
    if (exclusive) allowed <- key(lapply(coded, `[[`, "code")) %in% key(lapply(coded, `[[`, "given"))
    for (i in match(only, classes)) allowed <- allowed & coded[[i]]$code %in% coded[[i]]$given
    inside <- inside[allowed]
    for (i in seq_along(coded)) coded[[i]]$code <- coded[[i]]$code[allowed]
    for (type in types) {
      active <- which(bitwAnd(type, 2^(count - seq_len(count))) > 0)
      if (length(active)) {
        code <- key(lapply(coded[active], `[[`, "code"))
        cells <- code
        if (!is.null(known)) cells <- c(cells, key(lapply(coded[active], `[[`, "given")))
        if (complete) cells <- c(cells, key(expand.grid(lapply(coded[active], function(one) unique(c(one$code, one$given))))))
        cells <- sort(unique(cells), method = "radix")
        groups <- unname(split(seq_along(inside), factor(code, levels = cells)))
      } else {
        groups <- if (length(inside) || !count) list(seq_along(inside)) else list()
      }
      for (number in seq_along(groups)) {
        places <- groups[[number]]
        member <- inside[places]
        head <- lapply(by, function(name) heads[[name]][turn])
        head <- c(head, sas_extreme_id(rows, ids, member, smallest_ids))
        for (i in which(!classes %in% by)) {
          cell <- if (length(active)) as.integer(strsplit(cells[number], " ")[[1]])
          empty <- if (is.character(rows[[classes[i]]])) "" else NA_real_
          value <- if (i %in% active) coded[[i]]$values[cell[match(i, active)]] else empty
          head <- c(head, list(value))
        }
        bits <- paste(as.integer(seq_len(max(count, 1)) %in% active), collapse = "")
        if ("_WAY_" %in% counters) head <- c(head, list(length(active)))
        head <- c(head, list(if (chartype) bits else as.numeric(type)))
        if ("_LEVEL_" %in% counters) head <- c(head, list(number))
        head <- c(head, list(sum(times[member])))
        of <- function(name, variable) {
          sas_of_group(rows, name, variable, weights, times, member, !is.null(frequency), vardef, definition, alpha)
        }
        if (stat_rows) {
          for (name in c("n", "min", "max", "mean", "std", if (length(weights)) "sumwgt")) {
            made[[length(made) + 1]] <- c(head, list(toupper(name)), lapply(statistics, function(s) of(name, s[3])))
          }
        } else {
          values <- lapply(statistics, function(s) of(s[2], s[3]))
          extremes <- lapply(picks, function(pick) do.call(sas_value_of_extreme, c(list(rows, member), pick[-1])))
          made[[length(made) + 1]] <- c(head, values, extremes)
        }
      }
    }
  }
  way <- if ("_WAY_" %in% counters) "_WAY_"
  level <- if ("_LEVEL_" %in% counters) "_LEVEL_"
  texts <- function(names) vapply(names, function(name) is.character(rows[[name]]), TRUE)
  own <- setdiff(classes, by)
  columns <- c(by, ids, own, way, "_TYPE_", level, "_FREQ_", if (stat_rows) "_STAT_", vapply(statistics, `[`, "", 1),
               vapply(picks, `[[`, "", 1))
  text <- c(texts(c(by, ids, own)), if (length(way)) FALSE, chartype, if (length(level)) FALSE, FALSE,
            if (stat_rows) TRUE, rep(FALSE, length(statistics)), texts(vapply(picks, `[[`, "", 2)))
  result <- lapply(seq_along(columns), function(i) {
    values <- lapply(made, `[[`, i)
    if (text[i]) vapply(values, as.character, "") else vapply(values, as.numeric, 1)
  })
  tibble::as_tibble(stats::setNames(result, columns), .name_repair = "minimal")
}

# The ID variables of a group: those of the row with the largest values, or the smallest ones
sas_extreme_id <- function(rows, ids, member, smallest = FALSE) {
  if (!length(ids)) return(list())
  if (!length(member)) return(lapply(ids, function(name) if (is.character(rows[[name]])) "" else NA_real_))
  keys <- lapply(ids, function(name) sas_codes(rows[[name]][member]))
  sorted <- do.call(order, keys)
  best <- member[if (smallest) sorted[1] else rev(sorted)[1]]
  lapply(ids, function(name) rows[[name]][best])
}

# A variable's value in the place-th row of a group in the order of the largest ("max") or smallest ("min") values. Of equal
# rows the first comes first, with `last` the last; rows with a missing value are left out, with `missing` it is the smallest
sas_value_of_extreme <- function(rows, member, variable, place, by = character(0), last = FALSE, missing = FALSE) {
  if (last) member <- rev(member)
  if (!missing) for (name in names(by)) member <- member[!sas_gone(rows[[name]][member])]
  keys <- lapply(names(by), function(name) sas_codes(rows[[name]][member]) * (if (by[[name]] == "max") -1 else 1))
  order <- if (length(keys)) do.call(base::order, keys) else seq_along(member)
  if (place <= length(order)) return(rows[[variable]][member[order[place]]])
  if (is.character(rows[[variable]])) "" else NA_real_
}

# The rows with their number in the data set, as .obs, where they have none yet
sas_numbered <- function(rows) {
  if (is.null(rows[[".obs"]])) rows[[".obs"]] <- seq_len(nrow(rows)) + 0
  rows
}

# One statistic of one group: missing values are left out, FREQ repeats rows, weights below 0 count as 0
sas_of_group <- function(rows, name, variable, weights, times, member, repeats, vardef = "df", definition = 5, alpha = 0.05) {
  if (variable == "") return(sum(times[member]))
  x <- rows[[variable]][member]
  n <- times[member]
  w <- if (is.null(weights[[variable]])) NULL else rows[[weights[[variable]]]][member]
  if (!is.null(w)) {
    known <- !is.na(w)
    x <- x[known]
    n <- n[known]
    w <- pmax(w[known], 0)
  }
  there <- !is.na(x)
  if (name == "nmiss") return(sum(n[!there]))
  x <- x[there]
  n <- n[there]
  w <- w[there]
  if (repeats) {
    x <- rep(x, n)
    if (!is.null(w)) w <- rep(w, n)
  }
  sas_statistic(name, x, w, vardef, definition, alpha)
}
