# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA people
  people <- tribble(
    ~name, ~age, ~weight,
    "Ann", 30, 60,
    "Bo", 15, NA,
    "Cid", NA, 80,
    "Dag", 40, NA,
    "Eva", 50, 81
  )

  # program.sas 12-17: DATA adults
  adults <- people |>
    filter(age >= 18 | is.na(age)) |>
    mutate(half = weight / 2) |>
    # a missing half is below 40: the row stays
    filter(is.na(half) | half < 40)

  list(people = people, adults = adults)
}

if (sys.nframe() == 0) sas_main(run, libraries)
