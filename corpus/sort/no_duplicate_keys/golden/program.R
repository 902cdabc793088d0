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
    ~patient, ~day, ~note,
    2, 5, "a",
    1, 9, "b",
    2, 3, "c",
    NA, 1, "d",
    1, 9, "e",
    NA, 2, "f"
  )

  # program.sas 13-14: PROC SORT
  patients <- visits |> arrange(!is.na(patient), patient)
  repeats <- patients |> filter(!sas_first(patient))
  patients <- patients |> filter(sas_first(patient))

  list(visits = visits, patients = patients, repeats = repeats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
