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
  # program.sas 1-3: DATA customers
  customers <- tribble(
    ~customer, ~region,
    1, "North",
    2, "South",
    NA, "Unknown"
  )

  # program.sas 10-12: DATA sales
  sales <- tribble(
    ~customer, ~amount,
    1, 60,
    1, 70,
    2, NA,
    NA, 5,
    3, 20
  )

  # program.sas 22-25: PROC SQL
  joined <- sales |>
    left_join(select(customers, customer, region), by = "customer") |>
    sas_fill_text() |>
    select(customer, region, amount) |>
    arrange(!is.na(customer), customer, !is.na(amount), amount)

  # program.sas 27-33: PROC SQL
  # NOTE N0420: A CASE expression has no ELSE clause. Cases not accounted for by the WHEN clauses will result
  # in a missing value for the CASE expression.
  regions <- sales |>
    left_join(select(customers, customer, region), by = "customer") |>
    sas_fill_text() |>
    group_by(region) |>
    summarise(
      n = as.numeric(n()), known = as.numeric(sum(!is.na(amount))), total = sas_sum(amount), .groups = "drop"
    ) |>
    filter(n > 0) |>
    mutate(
      size = case_when(!is.na(total) & total > 100 ~ "big", !is.na(total) & total > 10 ~ "small", TRUE ~ "")
    ) |>
    arrange(region)

  list(customers = customers, sales = sales, joined = joined, regions = regions)
}

if (sys.nframe() == 0) sas_main(run, libraries)
