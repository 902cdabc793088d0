# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA pairs, row by row: MERGE without BY pairs rows by position
make_pairs <- function(left, right) {
  left <- left |> select(id, a)
  right <- right |> select(id, b)
  merged <- sas_merge_reader(environment(), list(left, right))
  out_n <- 0
  out_id <- out_a <- out_b <- numeric(0)
  while (merged$read()) {
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_a[out_n] <- a
    out_b[out_n] <- b
  }
  sas_table(id = out_id, a = out_a, b = out_b)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA left
  left <- tribble(
    ~id, ~a,
    1, 10,
    2, 20,
    3, 30
  )

  # program.sas 10-12: DATA right
  right <- tribble(
    ~id, ~b,
    7, 70,
    NA, 80
  )

  # program.sas 18-19: DATA pairs
  pairs <- make_pairs(left, right)

  list(left = left, right = right, pairs = pairs)
}

if (sys.nframe() == 0) sas_main(run, libraries)
