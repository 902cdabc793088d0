# The name of a column beside the levels of these variables: another one where a variable has it
sas_added <- function(name, variables) if (name %in% variables) sas_added(paste0(name, "_"), variables) else name

# PROC FREQ: how often each combination of levels occurs, with its percentage of those without missing levels
# (`missing`: those count too). percents: PCT_ROW and PCT_COL. expected: EXPECTED. cumulated: CUM_FREQ and CUM_PCT
sas_count_levels <- function(rows, variables, by = character(0), weight = NULL, zeros = FALSE, missing = FALSE,
                             order = "unformatted", levels = list(), percents = FALSE, expected = FALSE,
                             cumulated = FALSE, sparse = FALSE) {
  run <- sas_runs(rows, by)
  parts <- lapply(sas_rows_of_groups(run), function(inside) {
    group <- rows[inside, , drop = FALSE]
    made <- sas_count_group(group, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse)
    if (!length(by)) return(made)
    head <- tibble::as_tibble(lapply(group[1, by], rep, times = nrow(made)), .name_repair = "minimal")
    dplyr::bind_cols(head, made[setdiff(names(made), by)])
  })
  if (length(parts)) return(dplyr::bind_rows(parts))
  made <- sas_count_group(rows, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse)
  if (length(by)) dplyr::bind_cols(rows[by], made[setdiff(names(made), by)]) else made
}

# The levels of a variable of PROC FREQ, see `sas_levels`: missing ones stand first whatever the order
sas_counted_levels <- function(x, weights, order, level) {
  found <- sas_levels(x, weights, order, FALSE, level)
  ranked <- base::order(!sas_gone(x[found$row]))
  list(code = match(found$code, ranked), row = found$row[ranked])
}

# The counts of one BY group; where a weight is negative there are no percentages
sas_count_group <- function(rows, variables, weight, zeros, missing, order, levels, percents, expected, cumulated, sparse) {
  w <- if (is.null(weight)) rep(1, nrow(rows)) else rows[[weight]]
  keep <- !is.na(w) & (zeros | w != 0)
  rows <- rows[keep, , drop = FALSE]
  w <- w[keep]
  coded <- lapply(variables, function(name) sas_counted_levels(rows[[name]], w, order, levels[[name]]))
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
  made[[sas_added("COUNT", variables)]] <- counts
  n <- length(variables)
  if (expected && n > 1) {
    sums <- lapply(list(seq_len(n - 2), seq_len(n - 1), c(seq_len(n - 2), n)), function(inside) {
      part <- if (length(inside)) key(cells[inside]) else rep("", nrow(cells))
      vapply(part, function(p) sum(counts[part == p & !gone]), 1, USE.NAMES = FALSE)
    })
    made$EXPECTED <- ifelse(bare | sums[[1]] == 0, NA_real_, sums[[2]] * sums[[3]] / sums[[1]])
  }
  made[[sas_added("PERCENT", variables)]] <- ifelse(bare | total == 0, NA_real_, counts / total * 100)
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
