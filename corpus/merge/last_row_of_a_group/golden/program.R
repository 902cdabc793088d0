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
    ~patient, ~day, ~score,
    2, 1, 7,
    1, 5, 1,
    1, 9, 2,
    NA, 4, NA,
    1, 9, 3
  )

  # program.sas 12-13: PROC SORT
  visits <- visits |> arrange(!is.na(patient), patient, !is.na(day), day)

  # program.sas 16-19: DATA latest
  latest <- visits |> filter(sas_last(patient))

  # program.sas 22-25: DATA single
  single <- visits |> filter(sas_first(patient), sas_last(patient))

  list(visits = visits, latest = latest, single = single)
}

if (sys.nframe() == 0) sas_main(run, libraries)
