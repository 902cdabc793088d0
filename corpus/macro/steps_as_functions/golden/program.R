# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Totals of one column by region
# (%totals, program.sas 12-27)
totals_macro <- function(data, var, min = 0) {
  # program.sas 13-14: PROC SORT
  sorted <- data |> arrange(region)

  # program.sas 18-25: DATA &out
  # Rows above the minimum
  out <- sorted |>
    filter(.data[[var]] > min) |>
    mutate("total_{var}" := sas_running_sum(.data[[var]], restart = sas_first(region))) |>
    filter(sas_last(region)) |>
    select(region, all_of(paste0("total_", var)))
  list(sorted = sorted, out = out)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~region, ~amount, ~qty,
    "West", 20, 2,
    "East", 10, 1,
    "West", NA, 4,
    "East", 30, 3
  )

  # program.sas 29: %totals
  made <- totals_macro(sales, "amount")
  sorted <- made$sorted
  totals <- made$out

  # program.sas 32: %totals
  # Small quantities do not count
  made <- totals_macro(sales, "qty", min = 1)
  sorted <- made$sorted
  quantities <- made$out

  # program.sas 34-36: DATA doubled
  doubled <- sales |> mutate(qty = qty * 2)

  # program.sas 39: %totals
  made <- totals_macro(doubled, "qty")
  sorted <- made$sorted
  twice <- made$out

  list(
    sales = sales,
    sorted = sorted,
    totals = totals,
    quantities = quantities,
    doubled = doubled,
    twice = twice
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
