# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA weights
  weights <- tribble(
    ~id, ~visit, ~kg,
    2, 1, 80,
    1, 2, 71.5,
    1, 1, 70,
    2, 3, NA,
    3, 2, 60,
    1, 3, 73
  )

  # program.sas 13-14: PROC SORT
  weights <- weights |> arrange(!is.na(id), id, !is.na(visit), visit)

  # program.sas 17-22: DATA changes
  changes <- weights |>
    mutate(
      first_kg = sas_kept(list(sas_first(id)), list(kg)),
      gain = kg - first_kg
    )

  # program.sas 25-28: PROC TRANSPOSE
  wide <- changes |>
    sas_transpose("gain", by = "id", ids = "visit", prefix = "gain_", drop = "_name_")

  # program.sas 31-34: PROC MEANS
  counts <- changes |>
    filter(!is.na(id)) |>
    group_by(id) |>
    summarise(visits = as.numeric(sum(!is.na(kg))), highest = sas_max(kg))

  # program.sas 37-41: DATA report
  report <- sas_merge_all(list(wide, counts), "id") |>
    sas_open_columns(list(), "kind") |>
    mutate(kind = case_when(visits > 1 ~ "several", TRUE ~ "one"))

  list(weights = weights, changes = changes, wide = wide, counts = counts, report = report)
}

if (sys.nframe() == 0) sas_main(run, libraries)
