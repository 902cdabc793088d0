# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 3 notes below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA none, row by row (L0203): a statement ends the iteration early (STOP)
make_none <- function() {
  out_n <- 0
  out_g <- character(0)
  out_y <- numeric(0)
  repeat {
    g <- ""
    y <- NA_real_
    break
    break
  }
  sas_table(g = out_g, y = out_y)
}

# DATA a, row by row (L0203): a step with a hash object reads its rows in another way
make_a <- function(none) {
  h <- NULL
  g <- ""
  y <- known <- items <- NA_real_
  h <- sas_hash(environment(), keys = c(g = "g"), data = c(y = "y"), rows = none)
  g <- ""
  known <- as.numeric(h$check() == 0)
  items <- h$num_items()
  sas_table(g = g, y = y, known = known, items = items)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA none
  # NOTE N0412: Variable g is uninitialized.
  # NOTE N0412: Variable y is uninitialized.
  none <- make_none()

  # program.sas 6-14: DATA a
  # NOTE N0412: Variable y is uninitialized.
  a <- make_a(none)

  list(none = none, a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
