# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA person_years, row by row: OUTPUT stands among other statements under a condition
make_person_years <- function(spells) {
  person <- spells$person
  start <- spells$start
  stop <- spells$stop
  out_n <- 0
  out_year <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(spells))) {
    to <- sas_bound(stop[i])
    year <- sas_bound(start[i])
    while (year <= to) {
      out_n <- out_n + 1
      out_row[out_n] <- i
      out_year[out_n] <- year
      year <- year + 1
    }
  }
  sas_table(person = person[out_row], year = out_year)
}

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
  person_years <- make_person_years(spells)

  list(spells = spells, person_years = person_years)
}

if (sys.nframe() == 0) sas_main(run, libraries)
