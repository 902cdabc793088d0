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
    ~patient, ~day,
    NA, 1,
    1, 3,
    1, 3,
    1, 5,
    2, 5
  )

  # program.sas 12-18: DATA flagged
  flagged <- visits |>
    sas_sorted(c("patient", "day"), "WORK.VISITS") |>
    mutate(
      first_p = as.numeric(sas_first(patient)),
      last_p = as.numeric(sas_last(patient)),
      first_d = as.numeric(sas_first(patient, day)),
      last_d = as.numeric(sas_last(patient, day))
    )

  list(visits = visits, flagged = flagged)
}

if (sys.nframe() == 0) sas_main(run, libraries)
