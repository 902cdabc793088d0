# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA before, row by row (L0203): OUTPUT stands before other statements
make_before <- function(days) {
  x <- days$x
  total <- 0  # kept from row to row
  out_n <- 0
  out_total <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(days))) {
    out_n <- out_n + 1
    out_row[out_n] <- i
    out_total[out_n] <- total
    if (!is.na(x[i])) total <- total + x[i]
  }
  sas_table(x = x[out_row], total = out_total)
}

# DATA twice, row by row (L0203): OUTPUT stands before other statements
make_twice <- function(days) {
  x_read <- days$x
  out_n <- 0
  out_x <- numeric(0)
  out_kind <- character(0)
  for (i in seq_len(nrow(days))) {
    x <- x_read[i]
    kind <- "before"
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_kind[out_n] <- kind
    x <- sas_sum_of(x, 10)
    kind <- "after"
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_kind[out_n] <- kind
  }
  sas_table(x = out_x, kind = out_kind)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA days
  days <- tibble(x = c(1, NA, 3))

  # program.sas 8-11: DATA before
  before <- make_before(days)

  # program.sas 14-20: DATA twice
  twice <- make_twice(days)

  list(days = days, before = before, twice = twice)
}

if (sys.nframe() == 0) sas_main(run, libraries)
