# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA answers
  answers <- tribble(
    ~a, ~n,
    "yes", 1,
    "no", 2,
    "yes", NA,
    "", 1,
    "yes", 2
  )

  # program.sas 12-14: PROC FREQ
  by_a <- answers |>
    count(a, name = "COUNT") |>
    mutate(
      COUNT = as.numeric(COUNT),
      known = if_else(a != "", COUNT, NA_real_),
      PERCENT = known / sum(known, na.rm = TRUE) * 100,
      known = NULL
    )

  # program.sas 12-14: PROC FREQ
  by_n <- answers |>
    count(n, name = "COUNT") |>
    arrange(!is.na(n), n) |>
    mutate(COUNT = as.numeric(COUNT), PERCENT = COUNT / sum(COUNT) * 100)

  list(answers = answers, by_a = by_a, by_n = by_n)
}

if (sys.nframe() == 0) sas_main(run, libraries)
