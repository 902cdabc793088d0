# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA visits
  visits <- tribble(
    ~day, ~clinic, ~cost,
    23378, "north", 10,  # 03JAN2024
    23392, "north", 20,  # 17JAN2024
    23392, "south", 40,  # 17JAN2024
    23411, "north", 30,  # 05FEB2024
    23435, "south", 50,  # 29FEB2024
    23436, "south", 5  # 01MAR2024
  )

  # program.sas 15-19: PROC MEANS
  # a row a month, whatever the days are
  months <- visits |>
    sas_sorted("day", "WORK.VISITS") |>
    sas_first_of_runs("day", list(day = \(x) sas_put(x, "MONYY", 7))) |>
    group_by(day) |>
    summarise(
      `_TYPE_` = 0, `_FREQ_` = as.numeric(n()), total = sas_sum(cost), visits = as.numeric(sum(!is.na(cost)))
    ) |>
    arrange(!is.na(day), day)

  # program.sas 23-26: PROC FREQ
  # the shares of the clinics in each quarter
  shares <- visits |>
    sas_sorted("day", "WORK.VISITS") |>
    sas_first_of_runs("day", list(day = \(x) sas_put(x, "YYQ", 6))) |>
    sas_count_levels("clinic", by = "day")

  # program.sas 30-34: PROC RANK
  # each row keeps its day
  ranked <- visits |>
    sas_sorted("day", "WORK.VISITS") |>
    sas_first_of_runs("day", list(day = \(x) sas_put(x, "MONYY", 7))) |>
    sas_for_groups("day", \(rows) sas_rank_values(rows, "cost", into = "place", descending = TRUE)) |>
    mutate(day = visits$day)

  list(visits = visits, months = months, shares = shares, ranked = ranked)
}

if (sys.nframe() == 0) sas_main(run, libraries)
