# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA a
  a <- tibble(x = c(1, 5, 2, 6, 7))

  # program.sas 12-13: DATA first
  first <- a |>
    filter(x > 3) |>
    filter(row_number() <= 2)

  # program.sas 16-19: DATA rest
  rest <- a |>
    filter(x > 3) |>
    filter(row_number() >= 2, row_number() <= 3) |>
    mutate(n = as.numeric(row_number()))

  # program.sas 22-23: PROC SORT
  sorted <- a |>
    filter(x > 3) |>
    filter(row_number() >= 2) |>
    arrange(desc(x))

  list(a = a, first = first, rest = rest, sorted = sorted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
