# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA cells
  cells <- tribble(
    ~g, ~w,
    "a", 3,
    "b", 1.5,
    "a", 0.5,
    "c", 0,
    "d", NA
  )

  # program.sas 12-14: PROC FREQ
  weighted <- cells |>
    filter(!is.na(w), w != 0) |>
    group_by(g) |>
    summarise(COUNT = sum(w), least = min(w), .groups = "drop") |>
    mutate(
      known = if_else(g != "", COUNT, NA_real_),
      PERCENT = if (any(least < 0)) NA_real_ else known / na_if(sum(known, na.rm = TRUE), 0) * 100,
      known = NULL,
      least = NULL
    )

  list(cells = cells, weighted = weighted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
