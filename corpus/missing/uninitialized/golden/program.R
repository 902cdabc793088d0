# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 1 note below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA orders, row by row: the step reads text with INPUT
make_orders <- function() {
  lines <- sas_lines(c(
    "pen 2",
    "ink 3"
  ))
  out_n <- 0
  out_item <- character(0)
  out_price <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    item <- lines$text(length = 8)
    price <- lines$number(name = "price")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_item[out_n] <- item
    out_price[out_n] <- price
  }
  sas_table(item = out_item, price = out_price)
}

# DATA taxed, row by row: prise is used before it has a value
make_taxed <- function(orders) {
  item <- orders$item
  price <- orders$price
  out_tax <- out_prise <- numeric(nrow(orders))
  for (i in seq_len(nrow(orders))) {
    prise <- NA_real_
    tax <- prise * 0.25
    out_tax[i] <- tax
    out_prise[i] <- prise
  }
  sas_table(item = item, price = price, tax = out_tax, prise = out_prise)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA orders
  orders <- make_orders()

  # program.sas 9-11: DATA taxed
  # NOTE N0412: NOTE: Variable prise is uninitialized.
  taxed <- make_taxed(orders)

  list(orders = orders, taxed = taxed)
}

if (sys.nframe() == 0) sas_main(run, libraries)
