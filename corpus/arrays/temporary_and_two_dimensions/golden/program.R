# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA totals, row by row (L0203): an array is used with a subscript that only the row knows
make_totals <- function(sales) {
  year <- sales$year
  quarter <- sales$quarter
  amount <- sales$amount
  n_rows <- nrow(sales)
  t <- rep(0, 8)
  out_n <- 0
  out_c1 <- out_c2 <- out_c3 <- out_c4 <- out_cells <- out_low <- out_high <- numeric(0)
  for (i in seq_len(nrow(sales))) {
    t[(sas_at(year[i], 2020, 2021, "14 column 3") - 1) * 4 + sas_at(quarter[i], 1, 4, "14 column 3")] <- t[
      (sas_at(year[i], 2020, 2021, "14 column 22") - 1) * 4 + sas_at(quarter[i], 1, 4, "14 column 22")
    ] + amount[i]
    if (i != n_rows) next
    c1 <- t[1]
    c2 <- t[4]
    c3 <- t[5]
    c4 <- t[8]
    cells <- 2 * 4
    low <- 2020
    high <- 2021
    out_n <- out_n + 1
    out_c1[out_n] <- c1
    out_c2[out_n] <- c2
    out_c3[out_n] <- c3
    out_c4[out_n] <- c4
    out_cells[out_n] <- cells
    out_low[out_n] <- low
    out_high[out_n] <- high
  }
  sas_table(
    c1 = out_c1, c2 = out_c2, c3 = out_c3, c4 = out_c4, cells = out_cells, low = out_low,
    high = out_high
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~year, ~quarter, ~amount,
    2020, 1, 5,
    2021, 4, 7,
    2020, 1, 2
  )

  # program.sas 10-23: DATA totals
  totals <- make_totals(sales)

  list(sales = sales, totals = totals)
}

if (sys.nframe() == 0) sas_main(run, libraries)
