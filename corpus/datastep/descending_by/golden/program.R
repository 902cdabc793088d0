# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA awards
  awards <- tribble(
    ~year, ~name,
    2020, "b",
    2022, "z",
    2022, "a",
    NA, "q",
    2020, "a"
  )

  # program.sas 12-13: PROC SORT
  awards <- awards |> arrange(desc(year), name)

  # program.sas 16-19: DATA firsts
  firsts <- awards |> filter(sas_first(year))

  list(awards = awards, firsts = firsts)
}

if (sys.nframe() == 0) sas_main(run, libraries)
