# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sales, row by row: the step reads text with INPUT
make_sales <- function() {
  lines <- sas_lines(c(
    "East 10",
    "East .",
    "East 5",
    "West 7"
  ))
  out_n <- 0
  out_region <- character(0)
  out_amount <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    region <- lines$text(length = 8)
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_region[out_n] <- region
    out_amount[out_n] <- amount
  }
  sas_table(region = out_region, amount = out_amount)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-4: DATA sales
  # Running totals by region; the total starts again with each region
  sales <- make_sales()

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
