# MERGE with BY of two tables, whatever the multiplicity: rows are paired in order, the last row of a shorter BY
# group stays; a shared column comes from the side read last. `in_left`, `in_right` name columns for IN=
sas_merge_by <- function(left, right, by, in_left = NULL, in_right = NULL) {
  keys <- lapply(by, function(key) c(left[[key]], right[[key]]))
  turn <- do.call(order, c(unlist(lapply(keys, sas_keys), recursive = FALSE), method = "radix"))
  group <- integer(length(turn))
  group[turn] <- cumsum(do.call(sas_first, lapply(keys, `[`, turn)))
  n_groups <- max(group, 0)
  in_group <- list(group[seq_len(nrow(left))], group[nrow(left) + seq_len(nrow(right))])
  size <- lapply(in_group, tabulate, n_groups)
  if (any(size[[1]] > 1 & size[[2]] > 1)) {
    sas_log("NOTE: MERGE statement has more than one data set with repeats of BY values.")
  }
  rows <- pmax(size[[1]], size[[2]])
  of <- rep(seq_len(n_groups), rows)
  place <- sequence(rows)
  from <- lapply(1:2, function(side) {
    start <- match(seq_len(n_groups), in_group[[side]])[of]
    start + pmin(place, size[[side]][of]) - 1
  })
  take <- function(column, at) {
    if (is.character(column)) coalesce(column[at], "") else column[at]
  }
  merged <- list()
  for (name in union(names(left), names(right))) {
    x <- if (!is.null(left[[name]])) take(left[[name]], from[[1]])
    y <- if (!is.null(right[[name]])) take(right[[name]], from[[2]])
    if (is.null(x) || is.null(y)) {
      merged[[name]] <- if (is.null(x)) y else x
    } else {
      merged[[name]] <- if_else(place <= size[[2]][of], y, x)
    }
  }
  if (!is.null(in_left)) merged[[in_left]] <- size[[1]][of] > 0
  if (!is.null(in_right)) merged[[in_right]] <- size[[2]][of] > 0
  tibble::new_tibble(merged, nrow = length(of))
}
