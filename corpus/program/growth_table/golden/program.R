# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA changes, row by row: a variable is retained from row to row (first_kg)
make_changes <- function(weights) {
  id <- weights$id
  visit <- weights$visit
  kg <- weights$kg
  first_id <- sas_first(id)
  first_kg <- NA_real_  # kept from row to row
  out_first_kg <- out_gain <- numeric(nrow(weights))
  for (i in seq_len(nrow(weights))) {
    if (first_id[i]) {
      first_kg <- kg[i]
    }
    gain <- kg[i] - first_kg
    out_first_kg[i] <- first_kg
    out_gain[i] <- gain
  }
  sas_table(id = id, visit = visit, kg = kg, first_kg = out_first_kg, gain = out_gain)
}

# DATA report, row by row: only the run knows all columns of its inputs
make_report <- function(wide, counts) {
  wide <- sas_open_columns(
    wide,
    list(id = "num"),
    absent = "kind",
    optional = list(visits = "num", highest = "num"),
    row = "_row_of_wide"
  )
  wide_read <- wide |> select(any_of(c("id", "visits", "highest", "_row_of_wide")))
  counts <- counts |> select(id, visits, highest)
  sas_check_inputs(list(wide, counts), character(0))
  merged <- sas_merge_reader(
    environment(), list(wide_read, counts),
    by = "id",
    into = c(`_row_of_wide` = "wide_row")
  )
  out_n <- 0
  out_row_of_wide <- out_id <- out_visits <- out_highest <- numeric(0)
  out_kind <- character(0)
  while (merged$read()) {
    kind <- ""
    if (!is.na(visits) && visits > 1) {
      kind <- "several"
    } else {
      kind <- "one"
    }
    out_n <- out_n + 1
    out_row_of_wide[out_n] <- wide_row
    out_id[out_n] <- id
    out_visits[out_n] <- visits
    out_highest[out_n] <- highest
    out_kind[out_n] <- kind
  }
  sas_carry(
    sas_table(
      `_row_of_wide` = out_row_of_wide, id = out_id, visits = out_visits, highest = out_highest,
      kind = out_kind
    ),
    list(`_row_of_wide` = wide)
  )
}

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
  changes <- make_changes(weights)

  # program.sas 25-28: PROC TRANSPOSE
  wide <- changes |>
    sas_transpose("gain", by = "id", ids = "visit", prefix = "gain_", drop = "_name_")

  # program.sas 31-34: PROC MEANS
  counts <- changes |>
    filter(!is.na(id)) |>
    group_by(id) |>
    summarise(visits = as.numeric(sum(!is.na(kg))), highest = sas_max(kg))

  # program.sas 37-41: DATA report
  report <- make_report(wide, counts)

  list(weights = weights, changes = changes, wide = wide, counts = counts, report = report)
}

if (sys.nframe() == 0) sas_main(run, libraries)
