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
    ~patient, ~cost,
    "a", 10,
    "a", NA,
    "b", 5,
    "c", 7
  )

  # program.sas 9-11: DATA plans
  plans <- tribble(
    ~patient, ~plan, ~paid,
    "a", "basic", 1,
    "c", "full", 1,
    "d", "basic", 1
  )

  # program.sas 17-25: DATA planned
  # Visits with their plan, those without one marked
  planned <- sas_merge_by(
    sas_sorted(visits, "patient", "WORK.VISITS"),
    sas_sorted(plans, "patient", "WORK.PLANS"),
    "patient",
    rows = "left",
    in_right = "in_known"
  ) |>
    mutate(
      plan = if_else(!in_known, "none", plan),
      paid = if_else(!in_known, 0, paid),
      in_known = NULL
    )

  # program.sas 27-31: DATA unplanned
  unplanned <- sas_merge_by(
    sas_sorted(visits, "patient", "WORK.VISITS"),
    sas_sorted(plans, "patient", "WORK.PLANS"),
    "patient",
    in_left = "in_seen",
    in_right = "in_known"
  ) |>
    filter(!in_known, in_seen) |>
    mutate(in_seen = NULL, in_known = NULL)

  # program.sas 33-42: DATA raised dear
  rows <- visits |>
    mutate(
      low_cost = is.na(cost) | cost < 6,
      cost = if_else(low_cost, 6, cost),
      note = if_else(low_cost, "", "dear")
    )
  raised <- rows |>
    filter(low_cost) |>
    select(patient, cost, note)
  dear <- rows |>
    filter(!low_cost) |>
    select(patient, cost)

  list(
    visits = visits,
    plans = plans,
    planned = planned,
    unplanned = unplanned,
    raised = raised,
    dear = dear
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
