# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0. Reads input.orders, input.customers.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list(input = "input")  # libref: folder below --data (read) or --out (write)

# DATA billed, row by row (L0203): a variable that MERGE reads is assigned: its value is kept within the BY
# group
make_billed <- function(orders, customers) {
  orders <- orders |> select(customer, amount)
  customers <- customers |> select(customer, region)
  merged <- sas_merge_reader(
    environment(), list(orders, customers),
    by = "customer",
    flags = c("o", "c_")
  )
  out_n <- 0
  out_customer <- out_amount <- out_known <- numeric(0)
  out_region <- character(0)
  while (merged$read()) {
    if (!o) next
    known <- as.numeric(c_)
    if (region == "") {
      region <- "?"
    }
    out_n <- out_n + 1
    out_customer[out_n] <- customer
    out_amount[out_n] <- amount
    out_region[out_n] <- region
    out_known[out_n] <- known
  }
  sas_table(customer = out_customer, amount = out_amount, region = out_region, known = out_known)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC SORT
  input_orders <- sas_read(lib, "input.orders")
  orders <- input_orders |> arrange(!is.na(customer), customer)

  # program.sas 5-6: PROC SORT
  input_customers <- sas_read(lib, "input.customers")
  customers <- input_customers |>
    distinct(customer, .keep_all = TRUE) |>
    arrange(!is.na(customer), customer)

  # program.sas 9-14: DATA billed
  billed <- make_billed(orders, customers)

  list(orders = orders, customers = customers, billed = billed)
}

if (sys.nframe() == 0) sas_main(run, libraries)
