# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA spells
  spells <- tribble(
    ~person, ~start, ~stop,
    "A", 2019, 2021,
    "B", 2020, 2020,
    "C", 2021, 2020
  )

  # program.sas 10-15: DATA person_years
  person_years <- spells |>
    sas_each_turn("year", start, stop) |>
    select(person, year)

  list(spells = spells, person_years = person_years)
}

if (sys.nframe() == 0) sas_main(run, libraries)
