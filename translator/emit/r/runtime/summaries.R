# The p-th percentile, definition 5: the mean of two neighbours where n * p / 100 is whole
sas_percentile <- function(x, p) {
  x <- sort(x[!is.na(x)])
  n <- length(x)
  if (n == 0) return(NA_real_)
  hundredth <- n * round(p * 1000) # in thousandths of a percent: whole numbers, so that nothing is rounded
  whole <- hundredth %/% 100000
  if (hundredth %% 100000 != 0 || whole == 0) return(x[min(whole + 1, n)])
  if (whole >= n) x[n] else (x[whole] + x[whole + 1]) / 2
}

# The smallest value at which the cumulated weight passes p percent; the mean with the next one on a tie
sas_weighted_percentile <- function(x, p, w) {
  x <- x[w > 0]
  w <- w[w > 0]
  if (!length(x)) return(NA_real_)
  w <- w[order(x)]
  x <- sort(x)
  cumulated <- cumsum(w)
  goal <- p / 100 * cumulated[length(x)]
  place <- which(cumulated >= goal)[1]
  if (cumulated[place] == goal && place < length(x)) (x[place] + x[place + 1]) / 2 else x[place]
}

# Sums, means and extremes: nothing left is missing, not 0, NaN or Inf
sas_sum <- function(x) if (all(is.na(x))) NA_real_ else sum(x, na.rm = TRUE)
sas_mean <- function(x) if (all(is.na(x))) NA_real_ else mean(x, na.rm = TRUE)
sas_min <- function(x) if (all(is.na(x))) NA_real_ else min(x, na.rm = TRUE)
sas_max <- function(x) if (all(is.na(x))) NA_real_ else max(x, na.rm = TRUE)

sas_percents <- c(
  median = 50, q1 = 25, q3 = 75, p1 = 1, p5 = 5, p10 = 10, p20 = 20, p25 = 25, p30 = 30, p40 = 40, p50 = 50,
  p60 = 60, p70 = 70, p75 = 75, p80 = 80, p90 = 90, p95 = 95, p99 = 99
)

sas_other_names <- c(
  stddev = "std", stdmean = "stderr", skew = "skewness", kurt = "kurtosis", prt = "probt", p50 = "median", p25 = "q1",
  p75 = "q3"
)

# A statistic of numbers without missing ones, as PROC MEANS defines it; NA where it has no value.
# vardef: the divisor of variances: n - 1 (df), n, sum of weights - 1 (wdf), sum of weights (wgt); tests and limits of the
# mean are for df alone
sas_statistic <- function(name, x, w = NULL, vardef = "df", definition = 5, alpha = 0.05) {
  if (name %in% names(sas_other_names)) name <- sas_other_names[[name]]
  n <- length(x)
  if (name == "n") return(as.numeric(n))
  weighted <- !is.null(w)
  if (!weighted) w <- rep(1, n)
  if (name == "sumwgt") return(sum(w))
  if (n == 0) return(NA_real_)
  if (name %in% names(sas_percents)) {
    p <- sas_percents[[name]]
    if (weighted) return(sas_weighted_percentile(x, p, w))
    return(if (definition == 5) sas_percentile(x, p) else sas_percentile_by(x, p, definition))
  }
  if (name == "qrange") {
    weights <- if (weighted) w else NULL
    of <- function(q) sas_statistic(q, x, weights, definition = definition)
    return(of("q3") - of("q1"))
  }
  if (name == "mode") {
    counts <- table(x)
    return(if (max(counts) > 1) min(x[match(x, sort(unique(x))) %in% which(counts == max(counts))]) else NA_real_)
  }
  total <- sum(w * x)
  mean <- if (sum(w) != 0) total / sum(w) else NA_real_
  css <- sum(w * (x - mean)^2)
  divisor <- switch(vardef, df = n - 1, n = n, wdf = sum(w) - 1, wgt = sum(w))
  var <- if (divisor > 0) css / divisor else NA_real_
  std <- sqrt(var)
  stderr <- if (sum(w) > 0 && vardef == "df") std / sqrt(sum(w)) else NA_real_
  there <- !is.na(stderr) && stderr != 0
  value <- switch(
    name,
    min = min(x), max = max(x), range = max(x) - min(x), sum = total, mean = mean, uss = sum(w * x^2), css = css,
    var = var, std = std, stderr = stderr,
    cv = if (is.na(mean) || mean == 0) NA_real_ else 100 * std / mean,
    skewness = if (n < 3 || weighted || !isTRUE(std > 0) || !vardef %in% c("df", "n")) NA_real_ else
      if (vardef == "n") mean(((x - mean) / std)^3) else n / ((n - 1) * (n - 2)) * sum(((x - mean) / std)^3),
    kurtosis = if (n < 4 || weighted || !isTRUE(std > 0) || !vardef %in% c("df", "n")) NA_real_ else
      if (vardef == "n") mean(((x - mean) / std)^4) - 3 else n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum(((x - mean) / std)^4) - 3 * (n - 1)^2 / ((n - 2) * (n - 3)),
    t = if (there) mean / stderr else NA_real_,
    probt = if (there) 2 * stats::pt(-abs(mean / stderr), n - 1) else NA_real_,
    lclm = if (there) mean - stats::qt(1 - alpha / 2, n - 1) * stderr else NA_real_,
    uclm = if (there) mean + stats::qt(1 - alpha / 2, n - 1) * stderr else NA_real_
  )
  as.numeric(value)
}

# The CLASS variables of each grouping, in the order of _TYPE_: from none of them to all; the last one is bit 1
sas_class_types <- function(classes) {
  n <- length(classes)
  lapply(seq_len(2^n) - 1, function(type) classes[bitwAnd(type, 2^(n - seq_len(n))) > 0])
}

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
# for each level (its lowest value). `level` is the format by whose texts values are grouped
sas_levels <- function(x, weights, order = "unformatted", descending = FALSE, level = NULL) {
  if (!length(x)) return(list(code = integer(0), row = integer(0)))
  codes <- sas_codes(x)
  group <- if (is.null(level)) codes else {
    text <- ifelse(sas_gone(x), paste0("\001", codes), level(x))
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

# PROC MEANS: one row for each group of each type; the columns are by, ids, classes, _TYPE_, _FREQ_, statistics.
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
  rows <- rows[keep, , drop = FALSE]
  times <- if (is.null(frequency)) rep(1, nrow(rows)) else floor(rows[[frequency]])
  run <- sas_runs(rows, by)
  count <- length(classes)
  made <- list()
  for (g in if (nrow(rows)) unique(run) else if (length(by) || count) integer(0) else 1L) {
    inside <- which(run == g)
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
        groups <- if (length(inside) || (!count && !length(by))) list(seq_along(inside)) else list()
      }
      for (number in seq_along(groups)) {
        places <- groups[[number]]
        member <- inside[places]
        head <- lapply(by, function(name) rows[[name]][inside[1]])
        head <- c(head, sas_extreme_id(rows, ids, member, smallest_ids))
        for (i in seq_along(classes)) {
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
  columns <- c(by, ids, classes, way, "_TYPE_", level, "_FREQ_", if (stat_rows) "_STAT_", vapply(statistics, `[`, "", 1),
               vapply(picks, `[[`, "", 1))
  text <- c(texts(c(by, ids, classes)), if (length(way)) FALSE, chartype, if (length(level)) FALSE, FALSE,
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
  keys <- lapply(ids, function(name) sas_codes(rows[[name]])[member])
  sorted <- do.call(order, keys)
  best <- member[if (smallest) sorted[1] else rev(sorted)[1]]
  lapply(ids, function(name) rows[[name]][best])
}

# A variable's value in the place-th row of a group in the order of the largest ("max") or smallest ("min") values. Of equal
# rows the first comes first, with `last` the last; rows with a missing value are left out, with `missing` it is the smallest
sas_value_of_extreme <- function(rows, member, variable, place, by = character(0), last = FALSE, missing = FALSE) {
  if (last) member <- rev(member)
  if (!missing) for (name in names(by)) member <- member[!sas_gone(rows[[name]][member])]
  keys <- lapply(names(by), function(name) sas_codes(rows[[name]])[member] * (if (by[[name]] == "max") -1 else 1))
  order <- if (length(keys)) do.call(base::order, keys) else seq_along(member)
  if (place <= length(order)) return(rows[[variable]][member[order[place]]])
  if (is.character(rows[[variable]])) "" else NA_real_
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

# PROC FREQ: how often each combination of levels occurs, with its percentage of those without missing levels
# (`missing`: those count too). percents: PCT_ROW and PCT_COL. expected: EXPECTED. cumulated: CUM_FREQ and CUM_PCT
sas_count_levels <- function(rows, variables, by = character(0), weight = NULL, zeros = FALSE, missing = FALSE,
                             order = "unformatted", levels = list(), percents = FALSE, expected = FALSE,
                             cumulated = FALSE, sparse = FALSE) {
  run <- sas_runs(rows, by)
  parts <- lapply(unique(run), function(g) {
    group <- rows[run == g, , drop = FALSE]
    made <- sas_count_group(group, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse)
    if (!length(by)) return(made)
    head <- tibble::as_tibble(lapply(group[1, by], rep, times = nrow(made)), .name_repair = "minimal")
    dplyr::bind_cols(head, made)
  })
  if (length(parts)) return(dplyr::bind_rows(parts))
  made <- sas_count_group(rows, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse)
  if (length(by)) dplyr::bind_cols(rows[by], made) else made
}

# The counts of one BY group; where a weight is negative there are no percentages
sas_count_group <- function(rows, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse) {
  w <- if (is.null(weight)) rep(1, nrow(rows)) else rows[[weight]]
  keep <- !is.na(w) & (zeros | w != 0)
  rows <- rows[keep, , drop = FALSE]
  w <- w[keep]
  coded <- lapply(variables, function(name) sas_levels(rows[[name]], w, order, FALSE, levels[[name]]))
  codes <- as.data.frame(lapply(coded, `[[`, "code"), col.names = seq_along(coded))
  cells <- dplyr::distinct(codes)
  cells <- cells[do.call(base::order, unname(as.list(cells))), , drop = FALSE]
  key <- function(frame) do.call(paste, unname(as.list(frame)))
  place <- match(key(codes), key(cells))
  counts <- vapply(seq_len(nrow(cells)), function(i) sum(w[place == i]), 1)
  if (sparse && length(variables) > 1 && nrow(rows)) {
    known <- Map(function(name, levels) {
      places <- seq_along(levels$row)
      if (missing) places else places[!sas_gone(rows[[name]][levels$row])]
    }, variables, coded)
    every <- expand.grid(rev(unname(known)))[rev(seq_along(known))]
    names(every) <- names(cells)
    absent <- every[!key(every) %in% key(cells), , drop = FALSE]
    cells <- rbind(cells, absent)
    counts <- c(counts, rep(0, nrow(absent)))
    sorted <- do.call(base::order, unname(as.list(cells)))
    cells <- cells[sorted, , drop = FALSE]
    counts <- counts[sorted]
  }
  made <- Map(function(name, levels, code) rows[[name]][levels$row[code]], variables, coded, as.list(cells))
  made <- stats::setNames(made, variables)
  gone <- rep(FALSE, nrow(cells))
  if (!missing) for (x in made) gone <- gone | sas_gone(x)
  total <- sum(counts[!gone])
  bare <- gone | any(w < 0)
  made$COUNT <- counts
  n <- length(variables)
  if (expected && n > 1) {
    sums <- lapply(list(seq_len(n - 2), seq_len(n - 1), c(seq_len(n - 2), n)), function(inside) {
      part <- if (length(inside)) key(cells[inside]) else rep("", nrow(cells))
      vapply(part, function(p) sum(counts[part == p & !gone]), 1, USE.NAMES = FALSE)
    })
    made$EXPECTED <- ifelse(bare | sums[[1]] == 0, NA_real_, sums[[2]] * sums[[3]] / sums[[1]])
  }
  made$PERCENT <- ifelse(bare | total == 0, NA_real_, counts / total * 100)
  if (percents && n > 1) {
    share <- function(inside) {
      part <- if (length(inside)) key(cells[inside]) else rep("", nrow(cells))
      totals <- vapply(part, function(p) sum(counts[part == p & !gone]), 1, USE.NAMES = FALSE)
      ifelse(bare | totals == 0, NA_real_, counts / totals * 100)
    }
    if (n > 2) made$PCT_TABL <- share(seq_len(n - 2))
    made$PCT_ROW <- share(seq_len(n - 1))
    made$PCT_COL <- share(c(seq_len(n - 2), n))
  }
  if (cumulated && n == 1) {
    running <- cumsum(ifelse(gone, 0, counts))
    made$CUM_FREQ <- ifelse(gone, NA_real_, running)
    made$CUM_PCT <- ifelse(bare, NA_real_, running / total * 100)
  }
  tibble::as_tibble(made, .name_repair = "minimal")
}
