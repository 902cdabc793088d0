# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 1 note below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA taxed, row by row: a variable is used before it has a value (prise)
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
  orders <- tribble(
    ~item, ~price,
    "pen", 2,
    "ink", 3
  )

  # program.sas 9-11: DATA taxed
  # NOTE N0412: NOTE: Variable prise is uninitialized.
  taxed <- make_taxed(orders)

  list(orders = orders, taxed = taxed)
}

if (sys.nframe() == 0) sas_main(run, libraries)
