# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA stacked, row by row (L0203): a variable that one of the data sets lacks is assigned: its value is kept
# between rows
make_stacked <- function(first, second) {
  first <- first |> select(x, flag)
  second <- second |> select(x)
  rows <- sas_set_reader(environment(), list(first, second))
  out_n <- 0
  out_x <- numeric(0)
  out_flag <- character(0)
  while (rows$read()) {
    if (!is.na(x) && x == 4) {
      flag <- "kept"
    }
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_flag[out_n] <- flag
  }
  sas_table(x = out_x, flag = out_flag)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA first
  first <- tribble(
    ~x, ~flag,
    1, "a",
    2, "b"
  )

  # program.sas 9-11: DATA second
  second <- tibble(x = c(3, 4, 5))

  # program.sas 18-20: DATA stacked
  stacked <- make_stacked(first, second)

  list(first = first, second = second, stacked = stacked)
}

if (sys.nframe() == 0) sas_main(run, libraries)
