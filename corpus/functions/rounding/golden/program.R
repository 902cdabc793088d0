# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA numbers
  numbers <- tibble(x = c(0.5, 1.5, 2.5, -0.5, -2.5, NA))

  # program.sas 8-15: DATA rounded
  rounded <- numbers |>
    mutate(
      whole = sas_round(x),
      tens = sas_round(x * 10, 10),
      up = sas_ceil(x),
      down = sas_floor(x),
      cut = sas_int(x),
      rest = sas_mod(x * 2, 3)
    )

  # program.sas 18-24: DATA halves
  halves <- tibble(.rows = 1) |>
    mutate(
      a = sas_round(1.005, 0.01),
      b = sas_round(2.675, 0.01),
      c = sas_round(1234.5, 1000),
      d = sas_round(0.285 * 100, 1),
      e = sas_ceil(3 + 1e-13),
      f = sas_floor(3 - 1e-13)
    )

  list(numbers = numbers, rounded = rounded, halves = halves)
}

if (sys.nframe() == 0) sas_main(run, libraries)
