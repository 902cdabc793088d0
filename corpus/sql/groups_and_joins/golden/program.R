# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 1 note below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA customers, row by row: the step reads text with INPUT
make_customers <- function() {
  lines <- sas_lines(c(
    "1 North",
    "2 South",
    ". Unknown"
  ))
  out_n <- 0
  out_customer <- numeric(0)
  out_region <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    customer <- lines$number(name = "customer")
    region <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_customer[out_n] <- customer
    out_region[out_n] <- region
  }
  sas_table(customer = out_customer, region = out_region)
}

# DATA sales, row by row: the step reads text with INPUT
make_sales <- function() {
  lines <- sas_lines(c(
    "1 60",
    "1 70",
    "2 .",
    ". 5",
    "3 20"
  ))
  out_n <- 0
  out_customer <- out_amount <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    customer <- lines$number(name = "customer")
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_customer[out_n] <- customer
    out_amount[out_n] <- amount
  }
  sas_table(customer = out_customer, amount = out_amount)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA customers
  customers <- make_customers()

  # program.sas 10-12: DATA sales
  sales <- make_sales()

  # program.sas 22-25: PROC SQL
  joined <- sales |>
    left_join(select(customers, customer, region), by = "customer") |>
    sas_fill_text() |>
    select(customer, region, amount) |>
    arrange(!is.na(customer), customer, !is.na(amount), amount)

  # program.sas 27-33: PROC SQL
  # NOTE N0420: NOTE: A CASE expression has no ELSE clause. Cases not accounted for by the WHEN clauses will
  # result in a missing value for the CASE expression.
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
