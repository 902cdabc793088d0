# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA north, row by row: the step reads text with INPUT
make_north <- function() {
  lines <- sas_lines(c(
    "Ann 10",
    "Bo ."
  ))
  out_n <- 0
  out_name <- character(0)
  out_sales <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 3)
    sales <- lines$number(name = "sales")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_sales[out_n] <- sales
  }
  sas_table(name = out_name, sales = out_sales)
}

# DATA south, row by row: the step reads text with INPUT
make_south <- function() {
  lines <- sas_lines(c(
    "Charlie 2",
    "Al 0"
  ))
  out_n <- 0
  out_name <- character(0)
  out_returns <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 8)
    returns <- lines$number(name = "returns")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_returns[out_n] <- returns
  }
  sas_table(name = out_name, returns = out_returns)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-5: DATA north
  # Two regions under each other: 'Charlie' is cut to the $3 of the first data set
  north <- make_north()

  # program.sas 11-14: DATA south
  south <- make_south()

  # program.sas 20-22: DATA both
  both <- bind_rows(north, south) |>
    sas_fill_text() |>
    mutate(name = sas_cut(name, 3)) |>
    mutate(net = sas_sum_across(sales, -returns))

  list(north = north, south = south, both = both)
}

if (sys.nframe() == 0) sas_main(run, libraries)
