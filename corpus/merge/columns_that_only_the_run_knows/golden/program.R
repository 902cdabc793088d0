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
  # What PROC TRANSPOSE makes has the columns that the data ask for
  visits <- tribble(
    ~id, ~month, ~weight,
    1, 1, 70,
    1, 2, 71,
    2, 1, 80,
    4, 2, 90
  )

  # program.sas 10-12: DATA doses
  doses <- tribble(
    ~id, ~month, ~dose,
    1, 1, 5,
    3, 1, 6,
    3, 2, 7,
    4, 1, 8
  )

  # program.sas 18-20: DATA sites
  sites <- tribble(
    ~id, ~site,
    2, "Lund",
    3, "Malmo",
    3, "Ystad"
  )

  # program.sas 25-28: PROC TRANSPOSE
  weights <- visits |>
    filter(weight > 0) |>
    sas_sorted("id", "WORK.VISITS") |>
    sas_transpose("weight", by = "id", ids = "month", prefix = "w", drop = "_name_")

  # program.sas 30-33: PROC TRANSPOSE
  doses_wide <- doses |>
    filter(dose > 0) |>
    sas_sorted("id", "WORK.DOSES") |>
    sas_transpose("dose", by = "id", ids = "month", prefix = "d", drop = "_name_")

  # program.sas 37-42: DATA merged
  # A match-merge of three, of which one has an id twice
  merged <- sas_merge_all(
    list(weights, doses_wide, sites),
    "id",
    flags = c("in_weighed", "in_dosed", ""),
    names_ = c("WORK.WEIGHTS", "WORK.DOSES_WIDE", "WORK.SITES")
  ) |>
    sas_open_columns(list(w2 = "num", w1 = "num"), c("both", "gain")) |>
    filter(in_weighed | in_dosed) |>
    mutate(
      both = as.numeric(in_weighed & in_dosed),
      gain = w2 - w1,
      in_weighed = NULL,
      in_dosed = NULL
    )

  # program.sas 46-49: DATA weighed
  # Only those that were weighed
  weighed <- sas_merge_all(list(weights, doses_wide), "id", wanted = 1)

  # program.sas 53-56: DATA stacked
  # One after the other, and interleaved
  stacked <- sas_stack(list(weights, doses_wide), flags = c("", "in_dosed")) |>
    sas_open_columns(list(), "second") |>
    mutate(second = as.numeric(in_dosed), in_dosed = NULL) |>
    sas_only(keep = c("id", "second", "w1", "d1"))

  # program.sas 58-62: DATA interleaved
  interleaved <- sas_stack(
    list(
      sas_only(weights, rename = list(w1 = "first_value")),
      sas_only(doses_wide, rename = list(d1 = "first_value"))
    ),
    "id"
  ) |>
    sas_open_columns(list(), "alone") |>
    mutate(alone = as.numeric(sas_first(id) & sas_last(id))) |>
    sas_only(keep = c("id", "first_value", "alone"))

  # program.sas 66-67: DATA beside
  # Side by side, whatever the keys
  beside <- sas_merge_all(
    list(sas_only(weights, keep = c("id", "w1")), sas_only(doses_wide, rename = list(id = "other")))
  )

  list(
    visits = visits,
    doses = doses,
    sites = sites,
    weights = weights,
    doses_wide = doses_wide,
    merged = merged,
    weighed = weighed,
    stacked = stacked,
    interleaved = interleaved,
    beside = beside
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
