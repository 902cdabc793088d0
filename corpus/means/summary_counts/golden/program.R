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
    ~clinic, ~cost,
    "north", 10,
    "south", 20,
    "north", 30
  )

  # program.sas 11-13: PROC SUMMARY
  # Without VAR, SUMMARY counts observations
  counts <- visits |>
    filter(clinic != "") |>
    group_by(clinic) |>
    summarise(`_TYPE_` = 1, `_FREQ_` = as.numeric(n()))
  sas_show_summary(
    lib,
    visits |> sas_summarize("clinic", list(), 1),
    "SUMMARY",
    "clinic",
    list(),
    c("n", "mean", "std", "min", "max")
  )

  # program.sas 17-18: PROC SUMMARY
  # What OUTPUT names is analysed
  named <- visits |>
    summarise(`_TYPE_` = 0, `_FREQ_` = as.numeric(n()), total = sas_sum(cost))

  # program.sas 22-24: PROC MEANS
  # MEANS takes all numeric variables
  all_numbers <- visits |>
    filter(clinic != "") |>
    group_by(clinic) |>
    summarise(`_TYPE_` = 1, `_FREQ_` = as.numeric(n()), cost = sas_sum(cost))

  list(visits = visits, counts = counts, named = named, all_numbers = all_numbers)
}

if (sys.nframe() == 0) sas_main(run, libraries)
