# FIRST. of the last of these BY variables: the row differs from the row before in any of them
sas_first <- function(...) {
  n <- length(..1)
  first <- seq_len(n) == 1
  for (x in list(...)) first[-1] <- first[-1] | sas_differs(x[-1], x[-n])
  first
}

# LAST. of the last of these BY variables: the row differs from the row after in any of them
sas_last <- function(...) {
  n <- length(..1)
  last <- seq_len(n) == n
  for (x in list(...)) last[-n] <- last[-n] | sas_differs(x[-1], x[-n])
  last
}

# Two values of a BY variable are not the same; the kinds of missing values count
sas_differs <- function(x, y) {
  differs <- x != y
  if (anyNA(differs)) differs <- !sas_same(x, y)
  differs
}

# Keys that R can order as SAS does: missing values first, in the order of their kinds
sas_keys <- function(x, descending = FALSE) {
  if (is.character(x)) {
    code <- match(x, sort(unique(x), method = "radix"))
    return(list(if (descending) -code else code))
  }
  rank <- sas_missing_rank(x)
  value <- ifelse(is.na(x), 0, x)
  if (descending) list(-rank, -value) else list(rank, value)
}

# PROC SORT: stable, missing values are smallest in each direction. `by` names columns, "-x" descends
sas_arrange <- function(rows, by) {
  keys <- list()
  for (name in by) {
    down <- startsWith(name, "-")
    keys <- c(keys, sas_keys(rows[[sub("^-", "", name)]], down))
  }
  turn <- do.call(order, c(keys, method = "radix"))
  slice(rows, !!turn)  # a column may be called turn
}

# Stop with SAS's message unless the rows are in the order of `by` ("-x" descends); else return them
sas_sorted <- function(rows, by, dataset) {
  n <- nrow(rows)
  if (n > 1) {
    tied <- rep(TRUE, n - 1)
    for (name in by) {
      sign <- if (startsWith(name, "-")) -1 else 1
      x <- rows[[sub("^-", "", name)]]
      order <- if (is.character(x)) (x[-1] > x[-n]) - (x[-1] < x[-n]) else sas_compare(x[-1], x[-n])
      if (any(tied & sign * order < 0)) {
        sas_stop("R0102", paste0("ERROR: BY variables are not properly sorted on data set ", dataset, "."))
      }
      tied <- tied & order == 0
    }
  }
  rows
}

# BY … NOTSORTED keeps runs of equal values together: nothing to check

# Stop unless these columns tell the rows apart; else return the rows
sas_unique <- function(rows, ...) {
  if (anyDuplicated(select(rows, ...))) stop("the rows are not unique by their keys", call. = FALSE)
  rows
}

# LAGn(x) executed in the rows where `when` is true only: the queue is fed on these rows
sas_lag_when <- function(x, when, n = 1) {
  result <- if (is.character(x)) rep("", length(x)) else rep(NA_real_, length(x))
  fed <- which(when)
  if (length(fed) > n) result[fed[-seq_len(n)]] <- x[fed[seq_len(length(fed) - n)]]
  result
}
