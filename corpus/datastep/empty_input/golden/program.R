# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sales, row by row: the step reads text with INPUT
make_sales <- function() {
  lines <- sas_lines(c(
    "A 10",
    "B 20"
  ))
  out_n <- 0
  out_shop <- character(0)
  out_amount <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    shop <- lines$text(length = 8)
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_shop[out_n] <- shop
    out_amount[out_n] <- amount
  }
  sas_table(shop = out_shop, amount = out_amount)
}

# DATA total, row by row: a value depends on the row's position in the run (_N_, END=, …)
make_total <- function(none) {
  amount <- none$amount
  n_rows <- nrow(none)
  sum <- 0  # kept from row to row
  out_n <- 0
  out_sum <- numeric(0)
  for (i in seq_len(nrow(none))) {
    sum <- sas_sum_of(sum, amount[i])
    if (i == n_rows) {
      out_n <- out_n + 1
      out_sum[out_n] <- sum
    }
  }
  sas_table(sum = out_sum)
}

# nobs n has no place in this step (H0473)
#
# none: shop (text of 8), amount (number), tax (number)
# Returns counted: rows (number)
#
# DATA counted
data_counted <- function(none) {
  not_translated("H0473", "nobs n has no place in this step")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- make_sales()

  # program.sas 9-12: DATA none
  none <- sales |>
    filter(amount > 1000) |>
    mutate(tax = amount / 4)

  # program.sas 15-19: DATA total
  total <- make_total(none)

  # program.sas 22-27: DATA counted
  # HOLE H0473: nobs n has no place in this step
  counted <- data_counted(none)

  list(sales = sales, none = none, total = total, counted = counted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
