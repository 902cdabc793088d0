# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA marks
  marks <- tribble(
    ~name, ~points,
    "Ann", 5,
    "Bo", NA,
    "Cid", 0
  )

  # program.sas 10-17: DATA good bad everyone
  rows <- marks |> mutate(note = if_else(is.na(points), "absent", ""))
  good <- rows |>
    filter(!is.na(points)) |>
    select(name, points)
  bad <- rows |>
    filter(is.na(points)) |>
    select(name, score = points)
  everyone <- rows

  list(marks = marks, good = good, bad = bad, everyone = everyone)
}

if (sys.nframe() == 0) sas_main(run, libraries)
