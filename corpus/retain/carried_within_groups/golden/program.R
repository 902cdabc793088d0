# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-4: DATA visits
  # The baseline of each patient, and the last weight that is known
  visits <- tribble(
    ~id, ~visit, ~weight,
    "a", "BASE", 70,
    "a", "V1", NA,
    "a", "V2", 72,
    "b", "V1", 80,
    "b", "BASE", NA,
    "b", "V2", 81,
    "c", "V1", NA
  )

  # program.sas 13-28: DATA followed
  followed <- visits |>
    sas_sorted("id", "WORK.VISITS") |>
    mutate(
      new_id = sas_first(id),
      unit = "kg",
      base = sas_kept(list(visit == "BASE", new_id), list(weight, NA_real_)),
      known = sas_kept(list(!is.na(weight), new_id), list(weight, NA_real_)),
      dosed = sas_running_sum(as.numeric(!is.na(weight) & weight > 71), restart = new_id),
      turn = sas_running_sum(1, restart = new_id),
      change = known - base
    ) |>
    select(id, visit, weight, base, known, unit, dosed, turn, change)

  list(visits = visits, followed = followed)
}

if (sys.nframe() == 0) sas_main(run, libraries)
