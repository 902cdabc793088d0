# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA prices
  prices <- tribble(
    ~item, ~size, ~price, ~unit,
    "pen", 1, 2, "each",
    "pen", 1, 9, "box",
    "pen", NA, 3, "each",
    "ink", 2, NA, "bottle"
  )

  # program.sas 9-11: DATA orders
  orders <- tribble(
    ~item, ~size, ~count,
    "pen", 1, 10,
    "pen", NA, 1,
    "pen", 2, 4,
    "ink", 2, 1
  )

  # program.sas 17-29: DATA priced
  priced <- orders |>
    left_join(
      prices |> distinct(item, size, .keep_all = TRUE) |> select(item, size, price, unit),
      by = c("item", "size")
    ) |>
    sas_fill_text() |>
    mutate(
      found = sas_has_key(tibble(item = item, size = size), prices),
      known = if_else(found, "yes", ""),
      price = if_else(found, price, NA_real_),
      unit = if_else(found, unit, "")
    ) |>
    select(price, unit, item, size, count, known)

  # program.sas 31-38: DATA unknown
  unknown <- orders |> filter(size %in% prices$size)

  list(prices = prices, orders = orders, priced = priced, unknown = unknown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
