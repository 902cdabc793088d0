# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA both, row by row (L0203): the step has several SET or MERGE statements
make_both <- function(a, b) {
  k_read <- a$k
  x <- a$x
  b <- b |> select(k, y)
  rows <- sas_set_reader(environment(), list(b))
  out_n <- 0
  out_k <- out_before <- numeric(0)
  out_y <- character(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(a))) {
    k <- k_read[i]
    before <- k
    if (!rows$read()) break
    out_n <- out_n + 1
    out_row[out_n] <- i
    out_k[out_n] <- k
    out_before[out_n] <- before
    out_y[out_n] <- y
  }
  sas_table(k = out_k, x = x[out_row], before = out_before, y = out_y)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA a
  a <- tribble(
    ~k, ~x,
    1, 10,
    2, 20,
    3, 30
  )

  # program.sas 10-12: DATA b
  b <- tribble(
    ~k, ~y,
    8, "p",
    9, "q"
  )

  # program.sas 18-21: DATA both
  both <- make_both(a, b)

  list(a = a, b = b, both = both)
}

if (sys.nframe() == 0) sas_main(run, libraries)
