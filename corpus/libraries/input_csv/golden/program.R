# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0. Reads input.people.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list(input = "input")  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA adults
  people <- sas_read(lib, "input.people")
  adults <- people |>
    filter(age >= 18) |>
    mutate(city = if_else(city == "", "none", city), months = age * 12)

  # program.sas 8-9: PROC SORT
  by_age <- people |> arrange(!is.na(age), age) |> select(name, age)

  list(adults = adults, by_age = by_age)
}

if (sys.nframe() == 0) sas_main(run, libraries)
