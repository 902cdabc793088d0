# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-5: DATA north
  # Two regions under each other: 'Charlie' is cut to the $3 of the first data set
  north <- tribble(
    ~name, ~sales,
    "Ann", 10,
    "Bo", NA
  )

  # program.sas 11-14: DATA south
  south <- tribble(
    ~name, ~returns,
    "Charlie", 2,
    "Al", 0
  )

  # program.sas 20-22: DATA both
  # NOTE W0417: Multiple lengths were specified for the variable name by input data set(s). This can cause
  # truncation of data.
  both <- bind_rows(north, south) |>
    sas_fill_text() |>
    mutate(name = sas_cut(name, 3)) |>
    mutate(net = sas_sum_across(sales, -returns))

  list(north = north, south = south, both = both)
}

if (sys.nframe() == 0) sas_main(run, libraries)
