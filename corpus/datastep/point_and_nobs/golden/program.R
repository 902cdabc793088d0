# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA picked, row by row (L0203): SET or MERGE is not the first statement, or stands under a condition
make_picked <- function(tens) {
  row <- NA_real_  # kept from row to row
  tens <- tens |> select(v)
  total <- as.numeric(nrow(tens))
  rows <- sas_point_reader(environment(), list(tens))
  out_n <- 0
  out_v <- out_from <- out_of <- numeric(0)
  repeat {
    from <- of <- NA_real_
    for (row in c(5, 1, 3)) {
      rows$read(row)
      from <- row
      of <- total
      out_n <- out_n + 1
      out_v[out_n] <- v
      out_from[out_n] <- from
      out_of[out_n] <- of
    }
    break
  }
  sas_table(v = out_v, from = out_from, of = out_of)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA tens
  tens <- tibble(v = c(10, 20, 30, 40, 50))

  # program.sas 8-15: DATA picked
  picked <- make_picked(tens)

  list(tens = tens, picked = picked)
}

if (sys.nframe() == 0) sas_main(run, libraries)
