# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sales, row by row: the step reads text with INPUT
make_sales <- function() {
  lines <- sas_lines(c(
    "2023 10",
    "2024 20",
    "2024 30",
    ". 5"
  ))
  out_n <- 0
  out_year <- out_amount <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    year <- lines$number(name = "year")
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_year[out_n] <- year
    out_amount[out_n] <- amount
  }
  sas_table(year = out_year, amount = out_amount)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 3-5: DATA sales
  sales <- make_sales()

  # program.sas 27: DATA sales_2023
  sales_2023 <- sales |>
    filter(year == 2023) |>
    mutate(amount_2023 = amount * 2)

  # program.sas 27: DATA sales_2024
  sales_2024 <- sales |>
    filter(year == 2024) |>
    mutate(late = 1, amount_2024 = amount * 2)

  list(sales = sales, sales_2023 = sales_2023, sales_2024 = sales_2024)
}

if (sys.nframe() == 0) sas_main(run, libraries)
