# `x / y`: by zero gives a missing value and SAS's note
sas_divide <- function(x, y, at = "") {
  if (length(y) == 1 && (is.na(y) || y != 0)) return(x / y)
  zero <- !is.na(y) & y == 0
  if (any(zero)) y[zero] <- sas_division_by_zero(at)
  x / y
}

# What a division by zero gives; SAS's note is written
sas_division_by_zero <- function(at = "") {
  sas_log(paste0("NOTE: Division by zero detected at line ", at, "."))
  NA_real_
}

# `x ** y`: missing where an argument is (R: NA^0 is 1), where the result is no number, and where it is too large
sas_power <- function(x, y) {
  result <- suppressWarnings(x^y)
  result[is.na(x) | is.na(y) | !is.finite(result)] <- NA_real_
  result
}

# What arithmetic has made: missing where it is too large for a number, as SAS has it
sas_within_range <- function(x) {
  x[is.infinite(x)] <- NA_real_
  x
}

# The function MAX of two numbers in a row loop, and the operator <>: missing is left out
sas_max_of <- function(x, y) if (is.na(x)) y else if (is.na(y) || x >= y) x else y

# The function MIN of two numbers in a row loop: missing is left out
sas_min_of <- function(x, y) if (is.na(x)) y else if (is.na(y) || x <= y) x else y

# The sum statement `total + x` in a row loop: missing is left out
sas_sum_of <- function(total, x) {
  if (is.na(x)) return(if (is.na(total)) NA_real_ else total)
  if (is.na(total)) return(x)
  sum <- total + x
  if (is.infinite(sum)) NA_real_ else sum
}

# Sum statement `total + x`: missing skipped, back to 0 where `restart` is true.
# Added row by row, as SAS does; cumsum keeps more digits and ends on other last bits
sas_running_sum <- function(x, restart = NULL) {
  n <- if (is.null(restart)) length(x) else length(restart)
  x <- rep_len(as.numeric(x), n)
  x[is.na(x)] <- 0
  total <- 0
  totals <- numeric(n)
  for (i in seq_len(n)) {
    total <- if (!is.null(restart) && restart[i]) x[i] else total + x[i]
    totals[i] <- total
  }
  totals
}

# A retained variable: in each row the value of the first condition of `when` that holds; where none does, that of the row
# before, at first `start`
sas_kept <- function(when, values, start = NA_real_) {
  n <- length(when[[1]])
  made <- rep(start, n)
  found <- rep(FALSE, n)
  for (i in rev(seq_along(when))) {
    here <- which(when[[i]])
    made[here] <- rep_len(values[[i]], n)[here]
    found[here] <- TRUE
  }
  c(start, made)[cummax(if_else(found, seq_len(n), 0L)) + 1]
}

# A number kept in fewer than 8 bytes: the last bytes of its mantissa are cut off
sas_shorten <- function(x, bytes) {
  kept <- which(!is.na(x))
  if (bytes >= 8 || length(kept) == 0) return(x)
  codes <- matrix(writeBin(as.double(x[kept]), raw(), endian = "little"), nrow = 8)
  codes[seq_len(8 - bytes), ] <- as.raw(0)
  x[kept] <- readBin(as.vector(codes), "double", n = length(kept), endian = "little")
  x
}
