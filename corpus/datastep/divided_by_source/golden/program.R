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
    1, "A",
    2, "B",
    4, "A"
  )

  # program.sas 10-12: DATA visits
  visits <- tribble(
    ~id, ~day,
    1, 10,
    1, 20,
    3, 5,
    4, NA
  )

  # program.sas 21-27: DATA treated absent unknown
  # Who came, who did not, and visits of nobody that is known
  rows <- sas_merge_by(
    sas_sorted(patients, "id", "WORK.PATIENTS"),
    sas_sorted(visits, "id", "WORK.VISITS"),
    "id",
    in_left = "in_p",
    in_right = "in_v"
  ) |>
    mutate(n = as.numeric(row_number()))
  treated <- rows |>
    filter(in_p, in_v) |>
    select(id, arm, day)
  absent <- rows |>
    filter(!in_v, in_p) |>
    select(id, arm)
  unknown <- rows |>
    filter(!in_p) |>
    select(id, visit_day = day, n)

  # program.sas 30-33: DATA ends
  ends <- visits |>
    mutate(
      place = case_when(as.numeric(row_number()) == 1 ~ "first", row_number() == n() ~ "last", TRUE ~ "")
    )

  list(
    patients = patients,
    visits = visits,
    treated = treated,
    absent = absent,
    unknown = unknown,
    ends = ends
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
