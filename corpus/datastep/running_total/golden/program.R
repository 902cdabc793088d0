# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-4: DATA sales
  # Running totals by region; the total starts again with each region
  sales <- tribble(
    ~region, ~amount,
    "East", 10,
    "East", NA,
    "East", 5,
    "West", 7
  )

  # program.sas 12-20: DATA totals
  totals <- sales |>
    sas_sorted("region", "WORK.SALES") |>
    mutate(
      new_region = sas_first(region),
      total = sas_running_sum(amount, restart = new_region),
      n = sas_running_sum(1, restart = new_region),
      new_region = NULL
    )

  list(sales = sales, totals = totals)
}

if (sys.nframe() == 0) sas_main(run, libraries)
