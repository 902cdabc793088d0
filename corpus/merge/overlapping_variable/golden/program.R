# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA old, row by row: the step reads text with INPUT
make_old <- function() {
  lines <- sas_lines(c(
    "1 10",
    "2 20",
    "3 30"
  ))
  out_n <- 0
  out_id <- out_price <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    price <- lines$number(name = "price")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_price[out_n] <- price
  }
  sas_table(id = out_id, price = out_price)
}

# DATA new, row by row: the step reads text with INPUT
make_new <- function() {
  lines <- sas_lines(c(
    "1 11 up",
    "2 . gone",
    "4 40 new"
  ))
  out_n <- 0
  out_id <- out_price <- numeric(0)
  out_note <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    price <- lines$number(name = "price")
    note <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_price[out_n] <- price
    out_note[out_n] <- note
  }
  sas_table(id = out_id, price = out_price, note = out_note)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA old
  old <- make_old()

  # program.sas 10-12: DATA new
  new <- make_new()

  # program.sas 19-23: DATA prices
  prices <- sas_merge_by(
    sas_sorted(old, "id", "WORK.OLD"),
    sas_sorted(new, "id", "WORK.NEW"),
    "id",
    in_left = "in_old",
    in_right = "in_new"
  ) |>
    mutate(
      from_old = as.numeric(in_old),
      from_new = as.numeric(in_new),
      in_old = NULL,
      in_new = NULL
    )

  list(old = old, new = new, prices = prices)
}

if (sys.nframe() == 0) sas_main(run, libraries)
