# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA counted, row by row (L0203): the step reads nothing: its statements are executed once
make_counted <- function(none) {
  shop <- ""
  amount <- tax <- NA_real_
  n <- as.numeric(nrow(none))
  out_n <- 0
  out_rows <- numeric(0)
  rows <- n
  out_n <- out_n + 1
  out_rows[out_n] <- rows
  sas_table(rows = out_rows)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~shop, ~amount,
    "A", 10,
    "B", 20
  )

  # program.sas 9-12: DATA none
  none <- sales |>
    filter(amount > 1000) |>
    mutate(tax = amount / 4)

  # program.sas 15-19: DATA total
  total <- none |>
    mutate(sum = sas_running_sum(amount)) |>
    filter(row_number() == n()) |>
    select(sum)

  # program.sas 22-27: DATA counted
  counted <- make_counted(none)

  list(sales = sales, none = none, total = total, counted = counted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
