# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA together, row by row: MERGE of more than two data sets
make_together <- function(a, b, nothing) {
  a <- a |> select(id, a)
  a <- sas_sorted(a, "id", "WORK.A")
  b <- b |> select(id, b)
  b <- sas_sorted(b, "id", "WORK.B")
  nothing <- nothing |> select(id, c)
  nothing <- sas_sorted(nothing, "id", "WORK.NOTHING")
  merged <- sas_merge_reader(
    environment(), list(a, b, nothing),
    by = "id",
    into = c(a = "a_2", b = "b_2", c = "c_"),
    flags = c("in_a", "", "")
  )
  out_n <- 0
  out_id <- out_b <- out_c <- out_only_b <- numeric(0)
  out_a <- character(0)
  while (merged$read()) {
    only_b <- as.numeric(!in_a)
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_a[out_n] <- a_2
    out_b[out_n] <- b_2
    out_c[out_n] <- c_
    out_only_b[out_n] <- only_b
  }
  sas_table(id = out_id, a = out_a, b = out_b, c = out_c, only_b = out_only_b)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA a
  a <- tribble(
    ~id, ~a,
    1, "x",
    3, "y"
  )

  # program.sas 9-11: DATA b
  b <- tribble(
    ~id, ~b,
    1, 5,
    2, 6
  )

  # program.sas 17-19: DATA nothing
  nothing <- b |>
    select(id, c = b) |>
    filter(c > 100)

  # program.sas 22-25: DATA together
  together <- make_together(a, b, nothing)

  list(a = a, b = b, nothing = nothing, together = together)
}

if (sys.nframe() == 0) sas_main(run, libraries)
