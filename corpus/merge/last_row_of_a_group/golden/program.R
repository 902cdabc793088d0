# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA visits, row by row: the step reads text with INPUT
make_visits <- function() {
  lines <- sas_lines(c(
    "2 1 7",
    "1 5 1",
    "1 9 2",
    ". 4 .",
    "1 9 3"
  ))
  out_n <- 0
  out_patient <- out_day <- out_score <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    patient <- lines$number(name = "patient")
    day <- lines$number(name = "day")
    score <- lines$number(name = "score")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_patient[out_n] <- patient
    out_day[out_n] <- day
    out_score[out_n] <- score
  }
  sas_table(patient = out_patient, day = out_day, score = out_score)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- make_visits()

  # program.sas 12-13: PROC SORT
  visits <- visits |> arrange(!is.na(patient), patient, !is.na(day), day)

  # program.sas 16-19: DATA latest
  latest <- visits |> filter(sas_last(patient))

  # program.sas 22-25: DATA single
  single <- visits |> filter(sas_first(patient), sas_last(patient))

  list(visits = visits, latest = latest, single = single)
}

if (sys.nframe() == 0) sas_main(run, libraries)
