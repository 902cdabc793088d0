# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# %latest, program.sas 11-17
latest <- function(in_, in_name, key = "patient") {
  # program.sas 12-15: DATA &out
  out <- in_ |>
    sas_sorted(key, paste0("WORK.", in_name)) |>
    filter(sas_last(.data[[key]]))
  out
}

# %both, program.sas 19-30
both <- function(in_, in_name) {
  # program.sas 20: %latest
  last_all <- latest(in_, in_name)

  # program.sas 21-28: DATA gap_&name
  gap_all <- in_ |>
    sas_sorted("patient", paste0("WORK.", in_name)) |>
    mutate(before = lag(day), wait = day - before, wait = if_else(sas_first(patient), NA_real_, wait)) |>
    select(patient, day, wait)
  list(last_all = last_all, gap_all = gap_all)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- tribble(
    ~patient, ~day, ~cost,
    1, 1, 5,
    1, 3, 7,
    2, 2, NA,
    2, 9, 4
  )

  # program.sas 32: %both
  made <- both(visits, "VISITS")
  last_all <- made$last_all
  gap_all <- made$gap_all

  # program.sas 34-36: DATA dear
  dear <- visits |> filter(cost > 4)

  # program.sas 39: %both
  made <- both(dear, "DEAR")
  last_dear <- made$last_all
  gap_dear <- made$gap_all

  list(
    visits = visits,
    last_all = last_all,
    gap_all = gap_all,
    dear = dear,
    last_dear = last_dear,
    gap_dear = gap_dear
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
