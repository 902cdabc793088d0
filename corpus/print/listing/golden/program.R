# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sales, row by row: the step reads text with INPUT
make_sales <- function() {
  lines <- sas_lines(c(
    "A 0 1234.5",
    "B . ."
  ))
  out_n <- 0
  out_shop <- character(0)
  out_day <- out_amount <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    shop <- lines$text(length = 8)
    day <- lines$number(name = "day")
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_shop[out_n] <- shop
    out_day[out_n] <- day
    out_amount[out_n] <- amount
  }
  sas_table(shop = out_shop, day = out_day, amount = out_amount)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA sales
  sales <- make_sales()

  # program.sas 11-14: PROC PRINT
  sas_show_rows(
    lib,
    sales,
    list(shop = "shop", amount = "Amount in crowns", day = "day"),
    levels = list(amount = \(x) sas_put(x, "COMMA", 8, 2), day = \(x) sas_put(x, "DATE", 9)),
    sums = "amount",
    title = "Sales"
  )

  list(sales = sales)
}

if (sys.nframe() == 0) sas_main(run, libraries)
