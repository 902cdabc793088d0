# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# %above, program.sas 11-17
above <- function(sales, var) {
  # program.sas 12-15: DATA high
  high <- sales |>
    filter(.data[[var]] > 2) |>
    mutate("twice_{var}" := 2 * .data[[var]])
  high
}

# %last_by, program.sas 36-50
last_by <- function(sales, list_) {
  # program.sas 40: %do name
  made <- list()
  for (name in list_) {
    # program.sas 40-41: PROC SORT
    by_of_name <- sales |> arrange(!is.na(.data[[name]]), .data[[name]])

    # program.sas 43-47: DATA last_&name
    last_of_name <- by_of_name |>
      filter(sas_last(.data[[name]])) |>
      select(region, all_of(name))
    made[[paste0("by_", name)]] <- by_of_name
    made[[paste0("last_", name)]] <- last_of_name
  }
  made
}

# %yearly, program.sas 19-31
yearly <- function(sales, first, last, var = "amount") {
  # program.sas 21: %do year_value
  made <- list()
  for (year_value in sas_seq(first, last)) {
    # program.sas 21: %above
    high <- above(sales, var)

    # program.sas 22-28: DATA &var._&year
    amount_of_year <- high |>
      filter(year == year_value) |>
      mutate(
        "{var}_{year_value}" := .data[[paste0("twice_", var)]],
        note = paste0("Year ", year_value, " of ", var)
      ) |>
      select(region, all_of(paste0(var, "_", year_value)), note)
    made[[paste0(var, "_", year_value)]] <- amount_of_year
  }
  c(list(high = high), made)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~region, ~year, ~amount, ~qty,
    "East", 2023, 10, 1,
    "West", 2023, 20, 2,
    "East", 2024, 30, 3,
    "West", 2024, 5, 4
  )

  # program.sas 33: %yearly
  made <- yearly(sales, 2023, 2024)
  high <- made$high
  amount_2023 <- made$amount_2023
  amount_2024 <- made$amount_2024

  # program.sas 34: %yearly
  made <- yearly(sales, 2024, 2025, var = "qty")
  high <- made$high
  qty_2024 <- made$qty_2024
  qty_2025 <- made$qty_2025

  # program.sas 52: %last_by
  made <- last_by(sales, list_ = c("amount", "qty"))
  by_amount <- made$by_amount
  by_qty <- made$by_qty
  last_amount <- made$last_amount
  last_qty <- made$last_qty

  list(
    sales = sales,
    high = high,
    amount_2023 = amount_2023,
    amount_2024 = amount_2024,
    qty_2024 = qty_2024,
    qty_2025 = qty_2025,
    by_amount = by_amount,
    last_amount = last_amount,
    by_qty = by_qty,
    last_qty = last_qty
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
