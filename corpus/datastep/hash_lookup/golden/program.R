# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA rates
  rates <- tribble(
    ~code, ~rate, ~unit,
    "a", 10, "kg",
    "b", 20, "l",
    "a", 99, "mg",
    "", 5, "each"
  )

  # program.sas 11-13: DATA claims
  claims <- tribble(
    ~code, ~n,
    "a", 1,
    "c", 2,
    "", 3,
    "b", 4,
    "a", NA
  )

  # program.sas 22-34: DATA priced
  priced <- claims |>
    left_join(rates |> distinct(code, .keep_all = TRUE) |> select(code, rate, unit), by = "code") |>
    sas_fill_text() |>
    mutate(
      rate = if_else(!code %in% rates$code, 0, rate),
      unit = if_else(!code %in% rates$code, "", unit)
    ) |>
    select(rate, unit, code, n)

  list(rates = rates, claims = claims, priced = priced)
}

if (sys.nframe() == 0) sas_main(run, libraries)
