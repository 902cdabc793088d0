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
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~shop, ~amount,
    "A", 10,
    "A", 30,
    "B", NA,
    "C", 0
  )

  # program.sas 12-16: PROC SQL
  # NOTE N0423: The query requires remerging summary statistics back with the original data.
  shares <- sales |>
    group_by(shop) |>
    mutate(amount_sum = sas_sum(amount)) |>
    ungroup() |>
    arrange(shop) |>
    mutate(share = amount / na_if(amount_sum, 0)) |>
    select(shop, amount, share) |>
    arrange(shop, !is.na(amount), amount)

  list(sales = sales, shares = shares)
}

if (sys.nframe() == 0) sas_main(run, libraries)
