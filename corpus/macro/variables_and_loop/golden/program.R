# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# %yearly, program.sas 13-25
yearly <- function(sales) {
  # program.sas 15-21: DATA sales_2023
  sales_2023 <- sales |>
    filter(year == 2023) |>
    mutate(amount_2023 = amount * 2)

  # program.sas 15-21: DATA sales_2024
  sales_2024 <- sales |>
    filter(year == 2024) |>
    mutate(late = 1, amount_2024 = amount * 2)
  list(sales_2023 = sales_2023, sales_2024 = sales_2024)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 3-5: DATA sales
  sales <- tribble(
    ~year, ~amount,
    2023, 10,
    2024, 20,
    2024, 30,
    NA, 5
  )

  # program.sas 27: %yearly
  made <- yearly(sales)
  sales_2023 <- made$sales_2023
  sales_2024 <- made$sales_2024

  list(sales = sales, sales_2023 = sales_2023, sales_2024 = sales_2024)
}

if (sys.nframe() == 0) sas_main(run, libraries)
