# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~region, ~amount,
    "east", 2.5,
    "east", NA,
    "east", 4,
    "north", NA,
    "west", 1,
    "west", 3
  )

  # program.sas 12-33: DATA totals
  # One row a region: the totals that its last row ends with
  totals <- sales |>
    sas_sorted("region", "WORK.SALES") |>
    mutate(
      new_region = sas_first(region),
      first_amount = sas_kept(list(new_region), list(amount)),
      total = sas_running_sum(amount, restart = new_region),
      sales = sas_running_sum(1, restart = new_region),
      large = sas_running_sum(if_else(!is.na(amount) & amount > 2, 1, 0))
    ) |>
    filter(sas_last(region)) |>
    mutate(
      share = total / na_if(sales, 0),
      text = case_when(large != 0 ~ "large", TRUE ~ "small"),
      share = case_when(large != 0 ~ share, TRUE ~ -share)
    ) |>
    select(region, first_amount, total, sales, large, share, text)

  # program.sas 35-42: DATA overall
  overall <- sales |>
    mutate(
      sum = sas_running_sum(amount),
      mean = if_else(row_number() == n(), sum / na_if(as.numeric(row_number()), 0), NA_real_)
    ) |>
    filter(row_number() == n()) |>
    select(sum, mean)

  list(sales = sales, totals = totals, overall = overall)
}

if (sys.nframe() == 0) sas_main(run, libraries)
