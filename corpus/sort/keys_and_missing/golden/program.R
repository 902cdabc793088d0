# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- tribble(
    ~name, ~age, ~score,
    "bo", 30, 1,
    "Ann", 30, NA,
    "ann", NA, 5,
    "Bo", NA, 7,
    "", 30, 9,
    "Ann", 30, 2
  )

  # program.sas 13-14: PROC SORT
  by_age <- visits |> arrange(!is.na(age), age, desc(score))

  # program.sas 17-18: PROC SORT
  by_name <- visits |> arrange(name) |> select(name, score)

  list(visits = visits, by_age = by_age, by_name = by_name)
}

if (sys.nframe() == 0) sas_main(run, libraries)
