# PROC COMPARE: rows are matched by `ids`, or by position, in each group of `by`; `pairs` are c(base's column, the
# other's column).
#
# Makes OUT (rows of the `types`; with noequal only those that differ) and CompareSummary, and sets SYSINFO, to which
# `attributes` brings what labels, formats and lengths contribute
sas_compare_tables <- function(lib, base, compare, pairs, ids = character(0), method = "exact", criterion = 0,
                               types = "DIF", noequal = FALSE, nomiss_base = FALSE, nomiss_compare = FALSE,
                               attributes = 0, lengths = list(), statistics = FALSE, by = character(0), delta = 0,
                               descending = character(0), notsorted = FALSE) {
  matches <- sas_matched_groups(base, compare, ids, by, descending, notsorted)
  ids <- c(by, ids)
  i <- matches$base
  j <- matches$compare
  both <- !is.na(i) & !is.na(j)
  info <- attributes + 64 * any(is.na(j)) + 128 * any(is.na(i))
  names <- vapply(pairs, `[`, "", 1)
  others <- vapply(pairs, `[`, "", 2)
  x <- Map(function(name) base[[name]][i], names)
  y <- Map(function(name) compare[[name]][j], others)
  equal <- Map(function(a, b) {
    same <- rep(NA, length(i))
    same[both] <- sas_same_values(a[both], b[both], method, criterion, nomiss_base, nomiss_compare, delta)
    same
  }, x, y)
  everything <- if (length(equal)) Reduce(`&`, equal) else rep(TRUE, length(i))
  shown <- !(both & noequal & everything %in% TRUE)
  number <- ave(as.numeric(both), matches$group, FUN = cumsum)
  value <- function(kind, k, at) {
    a <- x[[k]][at]
    b <- y[[k]][at]
    if (kind == "BASE") return(a)
    if (kind == "COMPARE") return(b)
    if (is.character(a)) {
      width <- lengths[[names[k]]]
      signs <- strsplit(c(sas_pad(a, width), sas_pad(b, width)), "")
      return(paste(ifelse(signs[[1]] == signs[[2]], ".", "X")[seq_len(width)], collapse = ""))
    }
    if (noequal && equal[[k]][at]) return(sas_missing("E"))
    gap <- sas_plain(b) - sas_plain(a)
    if (kind == "DIF" || is.na(gap)) return(gap)
    if (a == 0) NA_real_ else gap / a * 100
  }
  lines <- list()
  for (at in which(shown)) {
    head <- lapply(ids, function(name) if (is.na(i[at])) compare[[name]][j[at]] else base[[name]][i[at]])
    for (kind in types) {
      place <- switch(kind, BASE = i[at], COMPARE = j[at], if (both[at]) number[at] else NA)
      if (!is.na(place)) {
        lines[[length(lines) + 1]] <- c(list(kind, place), head, lapply(seq_along(names), function(k) value(kind, k, at)))
      }
    }
  }
  unequal <- vapply(equal, function(same) sum(!same, na.rm = TRUE), 1)
  widest <- Map(function(a, b, same) {
    gaps <- if (is.character(a)) numeric(0) else abs(sas_plain(b) - sas_plain(a))[same %in% FALSE]
    if (all(is.na(gaps))) NA_real_ else max(gaps, na.rm = TRUE)
  }, x, y, equal)
  sas_set_macro(lib, "SYSINFO", as.character(info + 4096 * any(unequal > 0)))
  made <- list(
    OUT = sas_frame(c("_TYPE_" = "text", "_OBS_" = "number", sas_kinds(base, c(ids, names))), lines),
    CompareSummary = tibble::tibble(
      Variable = names, NObs = rep(as.numeric(sum(both)), length(names)), NDif = as.numeric(unequal),
      MaxDif = as.numeric(unlist(widest))
    )
  )
  if (statistics) {
    made$STATS <- bind_rows(lapply(unique(matches$group[both | !length(by)]), function(group) {
      here <- both & matches$group == group
      bind_rows(lapply(which(vapply(x, is.numeric, TRUE)), function(k) {
        bind_cols(
          base[i[which(here)[1]], by],
          sas_comparison_statistics(names[k], others[k], sas_plain(x[[k]][here]), sas_plain(y[[k]][here]),
                                    sum(!equal[[k]][here]))
        )
      }))
    }))
  }
  made
}

# OUTSTATS= of PROC COMPARE: the statistics of base, comparison, differences and percent differences
sas_comparison_statistics <- function(name, other, x, y, unequal) {
  gap <- y - x
  share <- (gap / ifelse(x == 0, NA, x) * 100)
  columns <- lapply(list(x, y, gap, share), function(values) values[!is.na(values)])
  kinds <- c("n", "mean", "std", "max", "min", "stderr", "t", "probt")
  rows <- lapply(kinds, function(kind) vapply(columns, function(values) sas_statistic(kind, values), 1))
  means <- vapply(columns[1:2], function(values) sas_statistic("mean", values), 1)
  apart <- means[2] - means[1]
  part <- function(a, b) if (is.na(b) || b == 0) NA_real_ else a / b * 100
  known <- !is.na(gap)
  dx <- x[known] - mean(x[known])
  dy <- y[known] - mean(y[known])
  below <- sqrt(sum(dx^2) * sum(dy^2))
  r <- if (sum(known) < 2 || below == 0) NA_real_ else sum(dx * dy) / below
  rows <- c(rows, list(
    c(unequal, if (length(x)) unequal / length(x) * 100 else NA_real_, NA, NA),
    c(part(apart, means[1]), part(apart, means[2]), apart, NA), c(r, r^2, NA, NA)
  ))
  cell <- function(k) as.numeric(vapply(rows, `[`, 1, k))
  tibble::tibble(
    "_VAR_" = name, "_WITH_" = other, "_TYPE_" = c(toupper(kinds), "NDIF", "DIFMEANS", "R,RSQ"),
    "_BASE_" = cell(1), "_COMP_" = cell(2), "_DIF_" = cell(3), "_PCTDIF_" = cell(4)
  )
}

# The rows that belong together, by group of `by`, which both data sets must have in the same order
sas_matched_groups <- function(base, compare, ids, by, descending, notsorted) {
  if (!length(by)) {
    found <- sas_matched_rows(base, compare, ids, descending, notsorted)
    return(c(found, list(group = rep(1L, length(found$base)))))
  }
  codes <- do.call(paste, lapply(by, function(name) sprintf("%09d", sas_codes(c(base[[name]], compare[[name]])))))
  runs <- list(rle(codes[seq_len(nrow(base))]), rle(codes[nrow(base) + seq_len(nrow(compare))]))
  if (any(vapply(runs, function(run) anyDuplicated(run$values) > 0, TRUE))) {
    sas_stop("R0102", "ERROR: A data set of PROC COMPARE is not sorted by its BY variables.")
  }
  if (!identical(runs[[1]]$values, runs[[2]]$values)) {
    sas_stop("R0618", "ERROR: PROC COMPARE: one data set has a BY group that the other has not, or in another order.")
  }
  before <- lapply(runs, function(run) cumsum(run$lengths) - run$lengths)
  found <- lapply(seq_along(runs[[1]]$values), function(k) {
    rows <- Map(function(run, start) start[k] + seq_len(run$lengths[k]), runs, before)
    near <- sas_matched_rows(base[rows[[1]], ], compare[rows[[2]], ], ids, descending, notsorted)
    list(base = rows[[1]][near$base], compare = rows[[2]][near$compare], group = rep(k, length(near$base)))
  })
  lapply(c(base = "base", compare = "compare", group = "group"), function(part) unlist(lapply(found, `[[`, part)))
}

# The rows that belong together, in the order of the IDs (`descending` are those that run down); NA where one side has
# none. With notsorted, and where the IDs are not sorted, by position: the IDs must be the same
sas_matched_rows <- function(base, compare, ids, descending, notsorted) {
  every <- seq_len(max(nrow(base), nrow(compare)))
  by_place <- list(base = ifelse(every <= nrow(base), every, NA), compare = ifelse(every <= nrow(compare), every, NA))
  if (!length(ids)) return(by_place)
  codes <- lapply(ids, function(name) {
    code <- sas_codes(c(base[[name]], compare[[name]]))
    sprintf("%09d", if (name %in% descending) max(0L, code) - code else code)
  })
  key <- do.call(paste, codes)
  one <- key[seq_len(nrow(base))]
  other <- key[nrow(base) + seq_len(nrow(compare))]
  if (notsorted || is.unsorted(one) || is.unsorted(other)) {
    if (!notsorted) sas_log("WARNING: The data sets are not sorted by the ID variables. NOTSORTED is assumed.")
    shorter <- seq_len(min(length(one), length(other)))
    if (any(one[shorter] != other[shorter])) {
      sas_stop("R0619", "ERROR: The ID values of corresponding observations are not the same.")
    }
    return(by_place)
  }
  groups <- sort(unique(key), method = "radix")
  found <- Map(function(left, right) {
    n <- max(length(left), length(right))
    list(base = left[seq_len(n)], compare = right[seq_len(n)])
  }, sas_rows_of_groups(match(one, groups), length(groups)), sas_rows_of_groups(match(other, groups), length(groups)))
  list(base = unlist(lapply(found, `[[`, "base")), compare = unlist(lapply(found, `[[`, "compare")))
}

# Are values judged equal? (COMPARE Procedure, "The Equality Criterion")
sas_same_values <- function(x, y, method, criterion, nomiss_base, nomiss_compare, delta = 0) {
  if (is.character(x)) return(x == y | (nomiss_base & x == "") | (nomiss_compare & y == ""))
  same <- sas_same(x, y)
  known <- !is.na(x) & !is.na(y)
  near <- switch(
    method,
    absolute = abs(y - x) <= criterion,
    relative = abs(y - x) / ((abs(x) + abs(y)) / 2 + delta) <= criterion,
    percent = x != 0 & 100 * abs(y - x) / abs(x) <= criterion,
    rep(FALSE, length(x))
  )
  same | (known & near %in% TRUE) | (nomiss_base & is.na(x)) | (nomiss_compare & is.na(y))
}
