# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA orders
  orders <- tribble(
    ~item, ~price,
    "pen", 2,
    "ink", 3
  )

  # program.sas 9-11: DATA taxed
  # NOTE N0412: Variable prise is uninitialized.
  taxed <- orders |>
    mutate(prise = NA_real_, tax = prise * 0.25) |>
    select(item, price, tax, prise)

  list(orders = orders, taxed = taxed)
}

if (sys.nframe() == 0) sas_main(run, libraries)
