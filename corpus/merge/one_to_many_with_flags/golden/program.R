# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA patients
  patients <- tribble(
    ~id, ~arm,
    NA, "X",
    1, "A",
    2, "B",
    4, "C"
  )

  # program.sas 11-13: DATA visits
  visits <- tribble(
    ~id, ~score,
    NA, 5,
    1, 6,
    1, NA,
    3, 8
  )

  # program.sas 21-24: DATA treated
  treated <- sas_merge_by(
    sas_sorted(visits, "id", "WORK.VISITS"),
    sas_sorted(patients, "id", "WORK.PATIENTS"),
    "id",
    rows = "left"
  )

  # program.sas 27-30: DATA matched
  matched <- sas_merge_by(
    sas_sorted(visits, "id", "WORK.VISITS"),
    sas_sorted(patients, "id", "WORK.PATIENTS"),
    "id",
    rows = "both"
  )

  # program.sas 33-37: DATA no_visit
  no_visit <- sas_merge_by(
    sas_sorted(visits, "id", "WORK.VISITS"),
    sas_sorted(patients, "id", "WORK.PATIENTS"),
    "id",
    in_left = "in_v",
    in_right = "in_p"
  ) |>
    filter(in_p, !in_v) |>
    select(id, arm)

  list(
    patients = patients,
    visits = visits,
    treated = treated,
    matched = matched,
    no_visit = no_visit
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
