# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA mixed, row by row: special missing values (.A-.Z) may occur
make_mixed <- function() {
  out_n <- 0
  out_what <- character(0)
  out_x <- numeric(0)
  x <- 0
  what <- "zero"
  out_n <- out_n + 1
  out_what[out_n] <- what
  out_x[out_n] <- x
  x <- sas_missing("Z")
  what <- "Z"
  out_n <- out_n + 1
  out_what[out_n] <- what
  out_x[out_n] <- x
  x <- -9
  what <- "minus"
  out_n <- out_n + 1
  out_what[out_n] <- what
  out_x[out_n] <- x
  x <- NA_real_
  what <- "plain"
  out_n <- out_n + 1
  out_what[out_n] <- what
  out_x[out_n] <- x
  x <- sas_missing("A")
  what <- "A"
  out_n <- out_n + 1
  out_what[out_n] <- what
  out_x[out_n] <- x
  x <- sas_missing("_")
  what <- "under"
  out_n <- out_n + 1
  out_what[out_n] <- what
  out_x[out_n] <- x
  sas_table(what = out_what, x = out_x)
}

# DATA compared, row by row: special missing values (.A-.Z) may occur
make_compared <- function(sorted) {
  what <- sorted$what
  x <- sorted$x
  out_below <- out_up_to_z <- out_is_plain <- out_above_plain <- numeric(nrow(sorted))
  out_nothing <- numeric(nrow(sorted))
  for (i in seq_len(nrow(sorted))) {
    below <- as.numeric(sas_compare(x[i], -100) < 0)
    up_to_z <- as.numeric(sas_compare(x[i], sas_missing("Z")) <= 0)
    is_plain <- as.numeric(sas_same(x[i], NA_real_))
    above_plain <- as.numeric(sas_compare(x[i], NA_real_) > 0)
    nothing <- sas_is_missing(x[i])
    out_below[i] <- below
    out_up_to_z[i] <- up_to_z
    out_is_plain[i] <- is_plain
    out_above_plain[i] <- above_plain
    out_nothing[i] <- nothing
  }
  sas_table(
    what = what, x = x, below = out_below, up_to_z = out_up_to_z, is_plain = out_is_plain,
    above_plain = out_above_plain, nothing = out_nothing
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA mixed
  mixed <- make_mixed()

  # program.sas 11-12: PROC SORT
  sorted <- mixed |> sas_arrange("x")

  # program.sas 15-21: DATA compared
  compared <- make_compared(sorted)

  list(mixed = mixed, sorted = sorted, compared = compared)
}

if (sys.nframe() == 0) sas_main(run, libraries)
