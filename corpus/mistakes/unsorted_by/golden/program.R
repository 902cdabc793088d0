# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sales, row by row: the step reads text with INPUT
make_sales <- function() {
  lines <- sas_lines(c(
    "B 1",
    "A 2"
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

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- make_sales()

  # program.sas 9-12: DATA firsts
  firsts <- sales |>
    sas_sorted("shop", "WORK.SALES") |>
    filter(sas_first(shop))

  list(sales = sales, firsts = firsts)
}

if (sys.nframe() == 0) sas_main(run, libraries)
