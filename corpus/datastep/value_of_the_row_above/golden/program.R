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
    "a", 3,
    "a", 10,
    "a", NA,
    "b", 4,
    "b", 6
  )

  # program.sas 10-17: DATA waits
  waits <- visits |>
    sas_sorted("patient", "WORK.VISITS") |>
    mutate(
      before = lag(day),
      before = if_else(sas_first(patient), NA_real_, before),
      wait = day - before
    ) |>
    select(patient, day, wait)

  # program.sas 19-28: DATA changes
  changes <- visits |>
    mutate(
      last_patient = lag(patient, default = ""),
      patients = sas_running_sum(if_else(patient != last_patient, 1, 0))
    ) |>
    filter(day > 5) |>
    mutate(gap = day - lag(day))

  list(visits = visits, waits = waits, changes = changes)
}

if (sys.nframe() == 0) sas_main(run, libraries)
